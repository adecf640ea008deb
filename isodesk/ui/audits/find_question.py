"""Ctrl+F onsite: any question, found as one types."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QVBoxLayout, QWidget

from isodesk.core.rows import Mark, Tone
from isodesk.i18n import tr
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import QuestionValue
from isodesk.ui.audits.sections import clause_words
from isodesk.ui.audits.verdict_words import verdict_word
from isodesk.ui.parts import small_words
from isodesk.ui.search_results import Found, ResultDelegate, Results
from isodesk.ui.theme import current

_WIDE, _ROWS = 620, 8
_TONES: dict[Verdict, Tone] = {
    Verdict.CONFORM: "green",
    Verdict.MINOR: "amber",
    Verdict.MAJOR: "red",
    Verdict.OBSERVATION: "blue",
    Verdict.OPPORTUNITY: "blue",
    Verdict.NOT_APPLICABLE: "grey",
}


@dataclass(frozen=True)
class _Hit:
    record_id: int
    """Its place in the order."""
    number: str
    title: str
    excerpt: str
    verdict: Verdict | None
    looked_in: str
    kind: str = "audit_question"
    state: str = ""


class FindQuestion(QWidget):
    """A field with a list over the run; `chosen(place)` when one is entered."""

    chosen = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAccessibleName(tr("Find a question"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Words, a clause, a number"))
        self.field.setAccessibleName(tr("Find a question"))
        self.results = Results(self)
        self.list = QListView()
        self.count = small_words()
        self._hits: tuple[_Hit, ...] = ()
        self._set_up()
        self.field.textChanged.connect(lambda _: self._narrow())
        self.field.installEventFilter(self)
        self.hide()

    def open_over(self, questions: Sequence[QuestionValue], at: int, corner: QPoint) -> None:
        """Show every question, the one that stands chosen; `corner` is the right upper one."""
        self._hits = tuple(_hit(place, question) for place, question in enumerate(questions))
        self.field.clear()
        self._narrow()
        wide = min(current().length(_WIDE), self._over.width() - 32)
        self.setFixedWidth(wide)
        self.move(max(16, corner.x() - wide), corner.y())
        self._fit()
        self.list.setCurrentIndex(self.results.index(at, 0))
        self.list.scrollTo(self.list.currentIndex(), QListView.ScrollHint.PositionAtCenter)
        self.show()
        self.raise_()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event.key())
            if event.type() == QEvent.Type.FocusOut and self.isVisible():
                self._leave(tell=False)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("border"))
        painter.setBrush(theme.colour("base"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)

    def _set_up(self) -> None:
        self.list.setModel(self.results)
        self.list.setItemDelegate(ResultDelegate(self.list))
        self.list.setAccessibleName(tr("Questions"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.count.setContentsMargins(16, 6, 16, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 1)
        column.setSpacing(6)
        for part in (self.field, self.list, self.count):
            column.addWidget(part)

    def _narrow(self) -> None:
        words = self.field.text().casefold().split()
        found = [h for h in self._hits if all(w in h.looked_in for w in words)]
        first = self.field.text().strip()
        found.sort(key=lambda h: h.number != first)  # the number itself before all that has it
        self.results.show(found, _mark)
        self.list.setCurrentIndex(self.results.index(0, 0))
        total = len(self._hits)
        self.count.setText(
            tr("{n} of {total} questions", n=len(found), total=total)
            if found
            else tr("No question has these words.")
        )

    def _fit(self) -> None:
        room = self._over.height() - self.y() - 120
        row = max(24, self.list.sizeHintForRow(0))
        self.list.setFixedHeight(max(row, min(_ROWS * row, room)))
        self.adjustSize()

    def _key(self, key: int) -> bool:
        step = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _ROWS,
            Qt.Key.Key_PageUp: -_ROWS,
        }.get(Qt.Key(key))
        if step is not None:
            row = self.list.currentIndex().row() + step
            last = self.results.rowCount() - 1
            self.list.setCurrentIndex(self.results.index(max(0, min(row, last)), 0))
            return True
        if key == Qt.Key.Key_Escape:
            self._leave(tell=True)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex().row())
            return True
        return False

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.results.hits):
            place = self.results.hits[row].record_id
            self._leave(tell=True)
            self.chosen.emit(place)

    def _leave(self, tell: bool) -> None:
        self.hide()
        if tell:
            self.left.emit()


def _hit(place: int, question: QuestionValue) -> _Hit:
    clauses = ", ".join(clause_words(question.clauses))
    about = "  ·  ".join(filter(None, (clauses or question.section, question.note)))
    number = str(place + 1)
    looked_in = " ".join(
        (number, question.ask, question.section, clauses, *question.clauses, question.note)
    )
    return _Hit(place, number, question.ask, about, question.verdict, looked_in.casefold())


def _mark(hit: Found) -> Mark:
    verdict = hit.verdict if isinstance(hit, _Hit) else None
    if verdict is None:
        return Mark(tr("Not checked"), "grey")
    return Mark(verdict_word(verdict), _TONES[verdict])
