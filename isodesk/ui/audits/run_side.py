"""Beside the question: what to look for, what is in force here, what was found last time."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.services.audit_beside import Beside, InForce, LastTime
from isodesk.services.audit_values import QuestionValue
from isodesk.ui.audits.verdict_words import verdict_word
from isodesk.ui.buttons import Button
from isodesk.ui.days import day_text
from isodesk.ui.dialog import scrolling
from isodesk.ui.parts import Words
from isodesk.ui.theme import STRONG, current

WIDE = 21
"""Text units."""


class RunSide(QWidget):
    """`opened(record id, kind)` when a document, finding or nonconformity is to be seen."""

    opened = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("What to look for"))
        self._unfolded: set[str] = set()
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(24)
        self._column.addStretch(1)

    def show_question(self, question: QuestionValue) -> None:
        """What its checklist says; what the file says follows."""
        self._question, self._beside = question, None
        self._fill()

    def show_beside(self, beside: Beside) -> None:
        """What the file says to the question that is shown."""
        self._beside = beside
        self._fill()

    def set_inset(self, inset: int) -> None:
        """How far from the edges its words stand."""
        self._column.setContentsMargins(inset, 20, inset, 20)

    def words(self) -> str:
        """Everything that stands there."""
        return "\n".join(w.text() for part in self._parts for w in part.findChildren(Words))

    _question: QuestionValue | None = None
    _beside: Beside | None = None

    def _fill(self) -> None:
        question, beside = self._question, self._beside
        assert question is not None
        parts = [_dashes(tr("What to look for"), question.look)]
        if beside is not None:
            parts += [self._documents(beside), self._last(beside.last)]
        folded = []
        for key, title, lines in (
            ("proof", tr("Evidence to ask for"), question.proof),
            ("purpose", tr("Purpose"), (question.purpose,) if question.purpose else ()),
            ("typical", tr("Typical nonconformities"), question.typical),
            ("first", tr("First wording"), (question.asked_first,) if question.asked_first else ()),
        ):
            if lines:
                folded.append(self._folded(key, title, lines))
        parts.append(_stacked(folded) if folded else None)
        self._show([part for part in parts if part is not None])

    def _show(self, parts: Sequence[QWidget]) -> None:
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = list(parts)
        for at, part in enumerate(parts):
            self._column.insertWidget(at, part)
            part.show()

    def _documents(self, beside: Beside) -> QWidget | None:
        if not beside.documents:
            return None
        rows: list[QWidget] = [
            self._link(d.number, d.id, "document", _in_force_words(d)) for d in beside.documents
        ]
        if beside.more:
            rows.append(Words(tr("and {n} more", n=beside.more), tone="second"))
        return _headed(tr("In force here"), rows)

    def _last(self, last: LastTime | None) -> QWidget | None:
        if last is None:
            return None
        rows: list[QWidget] = [Words(_last_words(last), wrap=True)]
        for record_id, number, kind in (
            (last.nonconformity_id, last.nonconformity, "nonconformity"),
            (last.finding_id, last.finding, "finding"),
        ):
            if record_id is not None:
                words = tr("Open {number}", number=number)
                rows.append(self._button(words, record_id, kind))
                break
        return _headed(tr("Last time"), rows)

    def _link(self, number: str, record_id: int, kind: str, words: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self._button(number, record_id, kind), 0, top)
        said = Words(words, wrap=True)
        said.setMinimumHeight(current().around(6))
        line.addWidget(said, 1)
        return row

    def _button(self, words: str, record_id: int, kind: str) -> Button:
        button = Button(words, lambda: self.opened.emit(record_id, kind), "link")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _folded(self, key: str, title: str, lines: Sequence[str]) -> QWidget:
        unfolded = key in self._unfolded
        button = Button(
            title, lambda: self._turn(key), "link", "chevron-down" if unfolded else "chevron-right"
        )
        button.setObjectName(key)
        button.setAccessibleDescription(tr("Open") if unfolded else tr("Folded"))
        dashed = len(lines) > 1 or key in ("proof", "typical")
        make: Callable[[str], QWidget] = _dash if dashed else lambda t: Words(t, wrap=True)
        return _stacked([button, *(make(line) for line in lines if unfolded)], 4)

    def _turn(self, key: str) -> None:
        held = self.focusWidget() is not None
        self._unfolded ^= {key}
        self._fill()
        again = self.findChild(Button, key)
        if held and again is not None:
            again.setFocus()


class SideArea(QWidget):
    """The side as a pane of its own, that scrolls."""

    def __init__(self, side: RunSide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = scrolling(side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.area)
        self._dress()
        current().changed.connect(self._dress)

    def _dress(self) -> None:
        self.setFixedWidth(round(WIDE * current().em))


def _dashes(title: str, lines: Sequence[str]) -> QWidget | None:
    return _headed(title, [_dash(line) for line in lines]) if lines else None


def _dash(words: str) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(Words("–", tone="second"), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Words(words, wrap=True), 1)
    return row


def _headed(title: str, rows: Sequence[QWidget]) -> QWidget:
    return _stacked([Words(title, weight=STRONG), *rows])


def _stacked(rows: Sequence[QWidget], gap: int = 8) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for row in rows:
        links = isinstance(row, Button)
        column.addWidget(row, 0, Qt.AlignmentFlag.AlignLeft if links else Qt.AlignmentFlag(0))
    return whole


def _in_force_words(document: InForce) -> str:
    revision = tr("revision {label}", label=document.revision)
    return f"{revision}: {'; '.join(document.places)}" if document.places else revision


def _last_words(last: LastTime) -> str:
    verdict = verdict_word(last.verdict).lower() if last.verdict is not None else ""
    head = ", ".join(filter(None, (last.audit, verdict)))
    said = f"{head}: {last.note}" if last.note else head
    if last.finding_id is None:
        return said
    ended = (
        tr("Closed {day}.", day=day_text(last.closed_on)) if last.closed_on else tr("Still open.")
    )
    return f"{said.rstrip('.')}. {ended}"
