"""Sign: who signs, and what a person says who signs their own work."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Problem, Refused
from isodesk.core.progress import Progress
from isodesk.documents.values import DocumentValue, Override, RevisionValue
from isodesk.i18n import tr
from isodesk.ui.documents.people import Choices
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField, NoteField
from isodesk.ui.pick_fields import PersonField

Signing = Callable[[int, Override | None], object]
"""Writes the signature of this person, with the override if there is one."""


@dataclass(frozen=True)
class Asked:
    """What is signed: title and verb of the dialog, what follows, who is expected to sign."""

    title: str
    verb: str
    follows: str
    person_id: int | None
    guarded: bool = True
    """Whether the author needs a reason to sign (review and approval; domain 2.1)."""


class SignDialog(StepDialog):
    """A confirmation by name; the author's own name asks for the reason and who looked."""

    def __init__(
        self,
        tools: Tools,
        document: DocumentValue,
        choices: Choices,
        asked: Asked,
        sign: Signing,
        done: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools, asked.title, document.title, parent=parent)
        self._asked, self._sign, self._done = asked, sign, done
        self._author = document.newest.author_id if document.newest else None
        self.person = PersonField(tr("Signed as"), choices.signers())
        self.reason = NoteField(tr("Why you sign your own work"), 2)
        self.outside = LineField(tr("Who looked at it from outside"), tr("Name and firm or role"))
        self.add_field("person", self.person)
        self.note = self.add_words(
            tr(
                "The author does not review or approve alone. A firm of one may, with the reason"
                " and somebody from outside; both stand on the record."
            ),
            "second",
        )
        self.add_field("override_reason", self.reason)
        self.add_field("outside", self.outside)
        self.add_words(asked.follows)
        self.hint.setText(tr("The name, the time and what was signed are kept."))
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(asked.verb, self._apply, primary=True)
        self.person.set_value(asked.person_id)
        self.person.combo.currentTextChanged.connect(self._ask_the_author)
        self._ask_the_author()

    def _ask_the_author(self) -> None:
        signer = self.person.value()
        own = self._asked.guarded and signer is not None and signer.id == self._author
        for part in (self.note, self.reason, self.outside):
            part.setVisible(own)
        self.take_room()

    def _apply(self) -> None:
        signer = self.person.value()
        if signer is None or signer.id is None:
            self.refuse(Refused([Problem("person", tr("Choose who signs."))]))
            return
        person_id, override = signer.id, self._override()

        def work(progress: Progress) -> None:
            self._sign(person_id, override)

        self.apply(work, lambda _: self._done())

    def _override(self) -> Override | None:
        if self.reason.isHidden() or not (self.reason.value() or self.outside.value()):
            return None
        return Override(self.reason.value(), self.outside.value())


def about(document: DocumentValue, revision: RevisionValue) -> str:
    """`QP-07 revision 3`, `STD-01 edition 2017`."""
    words = "{number} revision {label}" if document.outside is None else "{number} edition {label}"
    return tr(words, number=document.number, label=revision.label)
