"""Withdraw a document: the reason, who signs, and the papers that come back."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Problem, Refused
from isodesk.documents.values import CopyState, CopyValue, DocumentValue
from isodesk.i18n import tr
from isodesk.ui.documents.paper_lines import PaperLines
from isodesk.ui.documents.people import Choices
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import NoteField
from isodesk.ui.parts import SectionHead
from isodesk.ui.pick_fields import PersonField
from isodesk.ui.today_words import copies_word


class WithdrawDialog(StepDialog):
    """Nothing is deleted: the document stays findable and prints only with OBSOLETE."""

    def __init__(
        self,
        tools: Tools,
        document: DocumentValue,
        copies: Sequence[CopyValue],
        choices: Choices,
        done: Callable[[tuple[int, ...]], None],
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Withdraw {number}", number=document.number)
        super().__init__(tools, title, document.title, parent=parent)
        self._document, self._done = document, done
        self.reason = NoteField(tr("Why it is withdrawn"))
        self.person = PersonField(tr("Signed as"), choices.signers())
        self.person.set_value(tools.space.desk.actor.person_id)
        self.add_field("reason", self.reason)
        self.add_field("person", self.person)
        self._show_papers(copies)
        self.add_words(
            tr("It goes out of use now, stays findable, and prints only with the stamp OBSOLETE.")
        )
        self.hint.setText(tr("Nothing is written until you withdraw."))
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Withdraw"), self._apply, primary=True)
        self.reason.text.setFocus()

    def _show_papers(self, copies: Sequence[CopyValue]) -> None:
        back = [c for c in copies if c.state in (CopyState.OUT, CopyState.TO_PRINT)]
        if back:
            self.body.addWidget(SectionHead(tr("Recall"), copies_word(len(back))))
            self.body.addWidget(PaperLines([(c.n, c.holder, c.place) for c in back]))

    def _apply(self) -> None:
        signer = self.person.value()
        if signer is None or signer.id is None:
            self.refuse(Refused([Problem("person", tr("Choose who signs."))]))
            return
        documents, document_id = self.tools.space.documents, self._document.id
        person_id, reason = signer.id, self.reason.value()
        self.apply(lambda _: documents.withdraw(document_id, reason, person_id), self._done)
