"""The question itself, large, under its number and clauses."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.registers.audit_words import Origin
from isodesk.services.audit_values import QuestionValue
from isodesk.ui.audits.run_edge import Progress
from isodesk.ui.audits.sections import Section, clause_words
from isodesk.ui.buttons import Button
from isodesk.ui.marks import Chip
from isodesk.ui.one_line import OneLine
from isodesk.ui.parts import Words
from isodesk.ui.theme import QUESTION, STRONG, current

_BAR = 3
_LONG = 170
"""Letters from which a question is set smaller, so that it and its verdicts stand on one page."""
_IN_THE_SUN = 1.62
_NARROW = 2.0
_MIDDLE = 2.0


class Asked(QLabel):
    """The words of the question. It takes the keyboard when a question shows: a bar at its left
    says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContentsMargins(12, 0, 0, 0)
        self._ratio = QUESTION

    def show_words(self, words: str, ratio: float) -> None:
        """Say a question at a ratio of the body's type."""
        self.setText(words)
        self.setAccessibleName(words)
        self._ratio = ratio
        self.setFont(self._dressed())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            inset = round(self.fontMetrics().height() * 0.1)
            painter.fillRect(0, inset, _BAR, self.height() - 2 * inset, current().colour("accent"))

    def _dressed(self) -> QFont:
        return current().font(self._ratio, STRONG)


class RunQuestion(QWidget):
    """`reword()` when it is to be asked otherwise, `sections()` when another section is wanted."""

    reword = Signal()
    sections = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow, self._question = False, ""
        self.number = Words(weight=STRONG, figures=True)
        self.clauses = OneLine(tone="second", figures=True)
        self.mark = Words(tone="accent")
        self.chip = Chip(0)
        self.rewording = Button(tr("Reword"), self.reword.emit, "quiet", "pencil")
        self.section = Button("", self.sections.emit, "quiet")
        self.bar = Progress()
        self.asked = Asked()
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 0, 0)
        line.setSpacing(16)
        for part in (self.number, self.clauses, self.mark):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.rewording)
        line.addWidget(self.section)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 0, 0, 0)
        bar.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addLayout(bar)
        column.addWidget(self.asked)
        current().changed.connect(self._dress)
        self.set_narrow(False)

    def show_question(self, number: int, question: QuestionValue, section: Section) -> None:
        """Say what is asked; `number` counts from 1."""
        self.number.setText(tr("Question {n}", n=number))
        words = clause_words(question.clauses)
        self.clauses.setText(("," if self._narrow else "    ").join(words).replace(",", ", "))
        self.mark.setText(tr(question.origin.value) if _is_ours(question) else "")
        self.mark.setVisible(_is_ours(question))
        self.mark.setToolTip(question.asked_first)
        self.section.setText(f"{section.name}, {section.count}")
        self.bar.show_share(section.answered / max(1, section.total))
        self._question = question.ask
        self._dress()

    def set_narrow(self, narrow: bool) -> None:
        """Without the edge beside it, the section stands over the question."""
        self._narrow = narrow
        self.rewording.setHidden(narrow)
        self.section.setHidden(not narrow)
        self.bar.setHidden(not narrow)
        self._dress()

    def _dress(self) -> None:
        self.asked.show_words(self._question, self._ratio())

    def _ratio(self) -> float:
        theme = current()
        if theme.sunlight or theme.scale > 1.4:
            return _IN_THE_SUN
        if self._narrow:
            return _NARROW
        return QUESTION if len(self._question) < _LONG else _MIDDLE


def _is_ours(question: QuestionValue) -> bool:
    return question.origin is not Origin.TEMPLATE
