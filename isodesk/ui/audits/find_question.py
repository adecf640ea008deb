"""Ctrl+F onsite: any question, found as one types."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from isodesk.core.rows import Mark, Tone
from isodesk.i18n import tr
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import QuestionValue
from isodesk.ui.audits.sections import clause_words
from isodesk.ui.audits.verdict_words import verdict_word
from isodesk.ui.found_popup import ROWS, FoundPopup
from isodesk.ui.search_results import Found
from isodesk.ui.theme import current

_WIDE = 620
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


class FindQuestion(FoundPopup):
    """A field with a list over the run; `chosen(place)` when one is entered."""

    chosen = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Questions"), parent)
        self._over = parent
        self.setAccessibleName(tr("Find a question"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Words, a clause, a number"))
        self.field.setAccessibleName(tr("Find a question"))
        self.column.insertWidget(0, self.field)
        self.column.setContentsMargins(8, 8, 8, 1)
        self.column.setSpacing(6)
        self.foot.setContentsMargins(8, 0, 8, 8)
        self._hits: tuple[_Hit, ...] = ()
        self.field.textChanged.connect(lambda _: self._narrow())
        self.field.installEventFilter(self)

    def open_over(self, questions: Sequence[QuestionValue], at: int, corner: QPoint) -> None:
        """Show every question, the one that stands chosen; `corner` is the right upper one."""
        self._hits = tuple(_hit(place, question) for place, question in enumerate(questions))
        wide = min(current().length(_WIDE), self._over.width() - 32)
        self.move(max(16, corner.x() - wide), corner.y())
        self.setFixedWidth(wide)
        self.field.clear()
        self._narrow()
        self.list.setCurrentIndex(self.results.index(at, 0))
        self.show()
        self.raise_()
        self.list.scrollTo(self.list.currentIndex(), QListView.ScrollHint.PositionAtCenter)
        self.field.setFocus()

    def take(self, at: int) -> None:
        if 0 <= at < len(self.results.hits):
            place = self.results.hits[at].record_id
            self._leave(tell=True)
            self.chosen.emit(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event.key())
            if event.type() == QEvent.Type.FocusOut and self.isVisible():
                self._leave(tell=False)
        return super().eventFilter(watched, event)

    def _narrow(self) -> None:
        words = self.field.text().casefold().split()
        found = [h for h in self._hits if all(w in h.looked_in for w in words)]
        first = self.field.text().strip()
        found.sort(key=lambda h: h.number != first)  # the number itself before all that has it
        total = len(self._hits)
        some = tr("{n} of {total} questions", n=len(found), total=total)
        self.show_found(found, _mark, some if found else tr("No question has these words."))
        self.fit(self.width(), self._over.height() - self.y() - 16)

    def _key(self, key: int) -> bool:
        step = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: ROWS,
            Qt.Key.Key_PageUp: -ROWS,
        }.get(Qt.Key(key))
        if step is not None:
            self.step(step)
            return True
        if key == Qt.Key.Key_Escape:
            self._leave(tell=True)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take(self.list.currentIndex().row())
            return True
        return False

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
