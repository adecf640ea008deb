"""A document from outside was compared with its source: the edition is still the newest."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.core.dates import add_months
from isodesk.core.problems import Problem, Refused
from isodesk.core.progress import Progress
from isodesk.documents.care_values import HeldReview, Outcome
from isodesk.documents.values import DocumentValue
from isodesk.i18n import tr
from isodesk.ui.date_field import DateField
from isodesk.ui.documents.people import Choices
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import NoteField
from isodesk.ui.pick_fields import PersonField


class CheckDialog(StepDialog):
    """`said` is told in one sentence that it was done."""

    def __init__(
        self,
        tools: Tools,
        document: DocumentValue,
        choices: Choices,
        said: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        current = document.in_force
        label = current.label if current else ""
        title = tr(
            "{number}: edition {label} is still current", number=document.number, label=label
        )
        super().__init__(tools, title, document.title, parent=parent)
        self._document, self._said = document, said
        self.person = PersonField(tr("Checked by"), choices.signers())
        self.next = DateField(tr("Next check"), today=tools.space.desk.today())
        self.note = NoteField(tr("Where it was looked up"), 2)
        self.add_pair(("person", self.person), ("next_on", self.next))
        self.add_field("note", self.note)
        outside = document.outside
        if outside is not None and (outside.source or outside.found_at):
            found = " · ".join(filter(None, (outside.source, outside.found_at)))
            self.add_words(tr("Source: {found}", found=found), "second")
        self.hint.setText(tr("A newer edition? Leave this and choose New edition."))
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Still current"), self._apply, primary=True)
        self.person.set_value(tools.space.desk.actor.person_id)
        months = outside.check_months if outside else None
        self.next.set_value(add_months(tools.space.desk.today(), months) if months else None)

    def _apply(self) -> None:
        signer = self.person.value()
        if signer is None or signer.id is None:
            self.refuse(Refused([Problem("person", tr("Choose who checked it."))]))
            return
        held = HeldReview(Outcome.CURRENT, signer.id, self.note.value(), self.next.value())
        outside, document = self.tools.space.outside, self._document

        def work(progress: Progress) -> None:
            outside.check(document.id, held)

        done = tr("{number} was checked and is current.", number=document.number)
        self.apply(work, lambda _: self._said(done))
