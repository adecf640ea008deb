"""Accept or reject a change request: who decided, and why."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Problem, Refused
from isodesk.core.progress import Progress
from isodesk.documents.care_values import ChangeValue
from isodesk.i18n import tr
from isodesk.ui.documents.people import Choices
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import NoteField
from isodesk.ui.pick_fields import PersonField


class DecideDialog(StepDialog):
    """`said` is told in one sentence what was decided."""

    def __init__(
        self,
        tools: Tools,
        change: ChangeValue,
        choices: Choices,
        accept: bool,
        said: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        words = "Accept {number}" if accept else "Reject {number}"
        super().__init__(tools, tr(words, number=change.number), change.title, parent=parent)
        self._change, self._accept, self._said = change, accept, said
        self.person = PersonField(tr("Decided by"), choices.signers())
        self.note = NoteField(tr("Why, and on what terms") if accept else tr("Why"), 3)
        self.add_field("person", self.person)
        self.add_field("note", self.note)
        if accept:
            self.add_words(_follows(len(change.touches)))
        self.add_close(tr("&Cancel"))
        verb = tr("&Accept") if accept else tr("&Reject")
        self.step = self.add_step(verb, self._apply, primary=True)
        self.person.set_value(tools.space.desk.actor.person_id)
        self.note.text.setFocus()

    def _apply(self) -> None:
        decider = self.person.value()
        if decider is None or decider.id is None:
            self.refuse(Refused([Problem("person", tr("Choose who decided."))]))
            return
        changes, request, note = self.tools.space.changes, self._change.id, self.note.value()
        person_id, decide = decider.id, changes.accept if self._accept else changes.reject

        def work(progress: Progress) -> None:
            decide(request, person_id, note)

        words = "{number} is accepted." if self._accept else "{number} is rejected."
        self.apply(work, lambda _: self._said(tr(words, number=self._change.number)))


def _follows(touches: int) -> str:
    if touches == 1:
        return tr("The review of its document is asked for. It is done when that is issued.")
    return tr(
        "The reviews of its {n} documents are asked for. It is done when each is issued.",
        n=touches,
    )
