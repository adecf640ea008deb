"""Send a revision back to its author, with the reason and who sends it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Problem, Refused
from isodesk.documents.values import DocumentValue, RevisionValue
from isodesk.i18n import tr
from isodesk.ui.documents.people import Choices
from isodesk.ui.documents.sign_dialog import about
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import NoteField
from isodesk.ui.pick_fields import PersonField


class SendBackDialog(StepDialog):
    """The signatures given so far stay in the history; the pages may change again."""

    def __init__(
        self,
        tools: Tools,
        document: DocumentValue,
        revision: RevisionValue,
        choices: Choices,
        done: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Send back {what}", what=about(document, revision))
        super().__init__(tools, title, document.title, parent=parent)
        self._revision, self._done = revision, done
        self.reason = NoteField(tr("Why it goes back"))
        self.person = PersonField(tr("Signed as"), choices.signers())
        self.person.set_value(tools.space.desk.actor.person_id)
        self.add_field("reason", self.reason)
        self.add_field("person", self.person)
        self.add_words(
            tr(
                "It becomes a draft again, and {author} reads the reason.",
                author=revision.author or tr("the author"),
            )
        )
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("Send &back"), self._apply, primary=True)
        self.reason.text.setFocus()

    def _apply(self) -> None:
        signer = self.person.value()
        if signer is None or signer.id is None:
            self.refuse(Refused([Problem("person", tr("Choose who sends it back."))]))
            return
        approval, revision_id = self.tools.space.approval, self._revision.id
        person_id, reason = signer.id, self.reason.value()
        self.apply(
            lambda _: approval.send_back(revision_id, person_id, reason), lambda _: self._done()
        )
