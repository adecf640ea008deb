"""A periodic review: what it came to, who looked, when again."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from isodesk.core.dates import add_months
from isodesk.core.problems import Problem, Refused
from isodesk.core.progress import Progress
from isodesk.documents.care_values import OUTCOME_WORDS, HeldReview, Outcome
from isodesk.documents.values import CopyState, CopyValue, DocumentValue
from isodesk.i18n import tr
from isodesk.ui.date_field import DateField
from isodesk.ui.documents.paper_lines import PaperLines
from isodesk.ui.documents.people import Choices
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField, NoteField
from isodesk.ui.parts import SectionHead, Words
from isodesk.ui.pick_fields import PersonField
from isodesk.ui.today_words import copies_word

_FOLLOWS = {
    Outcome.STILL_VALID: "Nothing changes: no new revision, and a new date.",
    Outcome.REVISE: "The next revision begins as a draft that gives this as its reason.",
    Outcome.WITHDRAW: "It goes out of use now, stays findable, and prints only with the stamp"
    " OBSOLETE.",
}


class ReviewDialog(StepDialog):
    """`said` is told in one sentence what came of it."""

    def __init__(
        self,
        tools: Tools,
        document: DocumentValue,
        copies: Sequence[CopyValue],
        choices: Choices,
        said: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Review {number}", number=document.number)
        super().__init__(tools, title, document.title, parent=parent)
        self._document, self._said = document, said
        outcomes = (Outcome.STILL_VALID, Outcome.REVISE, Outcome.WITHDRAW)
        self.outcome = ChoiceField(tr("Outcome"), [(o, tr(OUTCOME_WORDS[o])) for o in outcomes])
        self.person = PersonField(tr("Reviewed by"), choices.signers())
        self.next = DateField(tr("Next review"), today=tools.space.desk.today())
        self.note = NoteField(tr("What was looked at"), 3)
        self._show_asks()
        self.add_field("outcome", self.outcome)
        self.add_pair(("person", self.person), ("next_on", self.next))
        self.add_field("note", self.note)
        self._papers = self._made_papers(copies)
        self.follows = self.add_words("")
        self.hint.setText(tr("The name, the time and what was looked at are kept."))
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Sign the review"), self._apply, primary=True)
        self._begin()

    def _show_asks(self) -> None:
        """What this review answers."""
        if self._document.asks:
            self.body.addWidget(SectionHead(tr("Asked for")))
        for asked in self._document.asks:
            self.body.addWidget(Words(asked.why, wrap=True))

    def _made_papers(self, copies: Sequence[CopyValue]) -> list[QWidget]:
        back = [c for c in copies if c.state in (CopyState.OUT, CopyState.TO_PRINT)]
        if not back:
            return []
        head = SectionHead(tr("Recall"), copies_word(len(back)))
        papers = [head, PaperLines([(c.n, c.holder, c.place) for c in back])]
        for part in papers:
            self.body.addWidget(part)
        return papers

    def _begin(self) -> None:
        document, today = self._document, self.tools.space.desk.today()
        self.person.set_value(document.owner_id)
        months = document.review_months
        self.next.set_value(add_months(today, months) if months else None)
        missing = document.still_valid_missing
        if missing:
            self.outcome.set_hint(tr(missing))
            item = self.outcome.combo.model().item(0)  # type: ignore[attr-defined]
            item.setEnabled(False)
            item.setToolTip(tr(missing))
        self.outcome.set_value(Outcome.REVISE if missing else Outcome.STILL_VALID)
        self.outcome.combo.currentIndexChanged.connect(lambda _: self._show_follows())
        self._show_follows()

    def _show_follows(self) -> None:
        outcome = self.outcome.value()
        self.follows.setText(tr(_FOLLOWS[outcome]))
        valid = outcome == Outcome.STILL_VALID
        self.note.label.setText(tr("What was looked at") if valid else tr("What was found"))
        self.next.setVisible(outcome != Outcome.WITHDRAW)
        for part in self._papers:
            part.setVisible(outcome == Outcome.WITHDRAW)
        self.take_room()

    def _apply(self) -> None:
        signer = self.person.value()
        if signer is None or signer.id is None:
            self.refuse(Refused([Problem("person", tr("Choose who reviewed it."))]))
            return
        outcome: Outcome = self.outcome.value()
        next_on = None if outcome == Outcome.WITHDRAW else self.next.value()
        held = HeldReview(outcome, signer.id, self.note.value(), next_on)
        reviewing, document_id = self.tools.space.reviewing, self._document.id

        def work(progress: Progress) -> tuple[int, ...]:
            return reviewing.hold(document_id, held)

        self.apply(work, lambda recalled: self._said(self._came_of(outcome, len(recalled))))

    def _came_of(self, outcome: Outcome, papers: int) -> str:
        number = self._document.number
        if outcome == Outcome.STILL_VALID:
            return tr("{number} was reviewed and stays as it is.", number=number)
        if outcome == Outcome.REVISE:
            return tr("{number} was reviewed; its next revision is begun.", number=number)
        said = tr("{number} was reviewed and is withdrawn.", number=number)
        return said + (" " + tr("{n} copies are to come back.", n=papers) if papers else "")
