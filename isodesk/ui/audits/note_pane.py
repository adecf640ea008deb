"""The note with what stands over it: what a verdict leads to, and where it was seen."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import Answer, QuestionValue
from isodesk.ui.audits.run_note import RunNote
from isodesk.ui.buttons import FilterChip
from isodesk.ui.parts import small_words
from isodesk.ui.theme import current


class NotePane(QWidget):
    """Knows what of the note and the place is on disk or on its way there."""

    good = Signal(bool)
    """Good practice was marked, or not any more."""
    paused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = RunNote()
        self.label = small_words(tr("Note"))
        self.label.setBuddy(self.note)
        self.good_practice = FilterChip(tr("&Good practice"))
        self.hint = small_words(tr("In the note, Alt with the number sets the verdict"))
        self.place = QLineEdit()
        self.place.setPlaceholderText(tr("Where"))
        self.place.setAccessibleName(tr("Where"))
        self.place.setToolTip(tr("Where it was seen; it stays for the questions that follow"))
        self._sent_note = self._sent_place = ""
        self._stays = ""
        self._lay_out()
        self.note.paused.connect(self.paused)
        self.place.editingFinished.connect(self.paused)
        self.good_practice.clicked.connect(self.good)
        current().changed.connect(self._dress)
        self._dress()

    def show_question(self, question: QuestionValue) -> None:
        """Another question stands: its note, and the place where the officer was last."""
        self._sent_note, self._sent_place = question.note, question.place
        self.note.show_note(question.note)
        self.place.setText(question.place or ("" if question.verdict else self._stays))

    def show_answer(self, question: QuestionValue) -> None:
        """What its verdict leads to."""
        conform = question.verdict is Verdict.CONFORM
        self.good_practice.setVisible(conform)
        self.good_practice.setChecked(question.good)
        self.note.setPlaceholderText(_asks(question.verdict))

    def unsaved(self) -> Answer | None:
        """What is typed and neither on disk nor on its way there; None where there is nothing.
        A place alone is nothing: it goes with what is said there."""
        note, place = self.note.text(), self.place.text().strip()
        if note != self._sent_note:
            return Answer(note=note)
        typed = self.place.isModified() and place != self._sent_place
        return Answer() if typed and (note or self._sent_place) else None

    def whole(self, answer: Answer) -> Answer:
        """An answer with what is typed; from then on it is on its way to disk."""
        note, place = self.note.text(), self.place.text().strip()
        self._stays = place
        if note != self._sent_note:
            answer = replace(answer, note=note)
        if place != self._sent_place:
            answer = replace(answer, place=place)
        self._sent_note, self._sent_place = note, place
        self.place.setModified(False)
        return answer

    def forget_sent(self) -> None:
        """What was on its way did not arrive: it counts as typed again."""
        self._sent_note = "\0"

    def set_narrow(self, narrow: bool) -> None:
        """Fewer lines, no hint."""
        self.hint.setHidden(narrow)
        self.label.setHidden(narrow)
        self.note.set_lines(3 if narrow else 5)

    def _lay_out(self) -> None:
        self._line = QHBoxLayout()
        self._line.setSpacing(12)
        self._line.addWidget(self.label)
        self._line.addWidget(self.good_practice)
        self._line.addStretch(1)
        self._line.addWidget(self.hint)
        under = QHBoxLayout()
        under.addWidget(self.place)
        under.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._line)
        column.addWidget(self.note)
        column.addSpacing(4)
        column.addLayout(under)

    def _dress(self) -> None:
        self.place.setFixedWidth(round(18 * current().em))


def _asks(verdict: Verdict | None) -> str:
    if verdict is Verdict.NOT_APPLICABLE:
        return tr("Why is it not applicable?")
    return tr("What was seen, and where") if verdict is None else tr("What was seen")
