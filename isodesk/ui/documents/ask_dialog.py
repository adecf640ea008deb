"""Ask for a review before its time: by what, why, and the record that asks where there is one."""

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Problem, Refused
from isodesk.core.progress import Progress
from isodesk.documents.care_values import ASKED_WORDS, AskedBy
from isodesk.documents.values import DocumentValue
from isodesk.i18n import tr
from isodesk.services.links import LinkValue
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField, NoteField


class AskDialog(StepDialog):
    """Writes the ask; the record shows it when it is read again."""

    def __init__(
        self,
        tools: Tools,
        document: DocumentValue,
        links: tuple[LinkValue, ...],
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Ask for a review of {number}", number=document.number)
        super().__init__(tools, title, document.title, parent=parent)
        self._document = document
        self.source = ChoiceField(tr("Asked by"), [(k, tr(w)) for k, w in ASKED_WORDS.items()])
        self.why = NoteField(tr("Why"), 3, tr("Its number and what it found."))
        known = {link.record_id: f"{link.number} {link.title}".strip() for link in links}
        self.record = ChoiceField(
            tr("Linked record"), [(0, tr("none")), *known.items()], tr("One of its links.")
        )
        self.add_field("source", self.source)
        self.add_field("why", self.why)
        self.add_field("from_id", self.record)
        self.record.setVisible(bool(known))
        self.add_words(tr("Its review is due now, on Today and in its record, until it is held."))
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Ask for the review"), self._apply, primary=True)
        self.source.set_value(AskedBy.NONCONFORMITY)
        self.record.set_value(0)
        self.why.text.setFocus()

    def _apply(self) -> None:
        if not self.why.value():
            sentence = tr("Say why; it stands with the review that is due.")
            self.refuse(Refused([Problem("why", sentence)]))
            return
        reviewing, number = self.tools.space.reviewing, self._document.number
        source: AskedBy = self.source.value()
        ids, why, record = [self._document.id], self.why.value(), self.record.value() or None

        def work(progress: Progress) -> None:
            reviewing.ask(ids, source, why, record)

        said = tr("A review of {number} is due now.", number=number)
        self.apply(work, lambda _: self.tools.said(said))
