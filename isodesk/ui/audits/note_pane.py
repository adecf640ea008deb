"""The note with what stands over it: what a verdict leads to, and where it was seen."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import Answer, QuestionValue
from isodesk.ui.audits.place_line import PlaceLine
from isodesk.ui.audits.run_note import RunNote
from isodesk.ui.buttons import Button, FilterChip
from isodesk.ui.parts import small_words
from isodesk.ui.theme import current


class NotePane(QWidget):
    """Knows what of the note and the place is on disk or on its way there."""

    good = Signal(bool)
    """Good practice was marked, or not any more."""
    paused = Signal()
    finding = Signal()
    """The finding is to be written, or seen again."""

    def __init__(self, place: PlaceLine, parent: QWidget | None = None) -> None:
        """`place` is the field for where it was seen, wherever that stands."""
        super().__init__(parent)
        self.note, self.place = RunNote(), place
        self.label = small_words(tr("Note"))
        self.label.setBuddy(self.note)
        self.good_practice = FilterChip(tr("&Good practice"))
        self.hint = small_words(tr("In the note, Alt with the number sets the verdict"))
        self.write = Button(tr("&Write the finding"), self.finding.emit, "filter", "pencil")
        self.write.setToolTip(tr("Ctrl+Enter"))
        self.place.set_tip(tr("Where it was seen; it stays for the questions that follow"))
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
        self.place.show_place(question.place or ("" if question.verdict else self._stays))

    def show_answer(self, question: QuestionValue) -> None:
        """What its verdict leads to."""
        conform = question.verdict is Verdict.CONFORM
        self.good_practice.setVisible(conform)
        self.good_practice.setChecked(question.good)
        self.write.setVisible(is_finding(question.verdict))
        known = question.finding_id is not None
        self.write.setText(tr("Open the finding") if known else tr("&Write the finding"))
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
        self._room.setHidden(narrow)
        self.note.set_lines(3 if narrow else 5)

    def _lay_out(self) -> None:
        self._line = QHBoxLayout()
        self._line.setSpacing(12)
        self._room = QWidget()
        self._line.addWidget(self.label)
        self._line.addWidget(self._room)
        self._line.addWidget(self.good_practice)
        self._line.addWidget(self.write)
        self._line.addStretch(1)
        self._line.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._line)
        column.addWidget(self.note)

    def _dress(self) -> None:
        """What a verdict leads to comes and goes without moving the note."""
        self._room.setFixedSize(0, current().around(12))


def is_finding(verdict: Verdict | None) -> bool:
    """Whether a verdict is written up as a finding."""
    return verdict not in (None, Verdict.CONFORM, Verdict.NOT_APPLICABLE)


def _asks(verdict: Verdict | None) -> str:
    if verdict is Verdict.NOT_APPLICABLE:
        return tr("Why is it not applicable?")
    return tr("What was seen, and where") if verdict is None else tr("What was seen")
