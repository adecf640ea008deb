"""One question of an audit: all it says, its answer and evidence; it may be reworded here."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.services.audit_questions import Checklist
from isodesk.services.audit_values import EvidenceValue, QuestionValue
from isodesk.ui.audits.checklist_rows import mark_of
from isodesk.ui.buttons import Button
from isodesk.ui.days import day_text
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import NoteField
from isodesk.ui.marks import Pill
from isodesk.ui.parts import Words, small_words
from isodesk.ui.theme import STRONG


class QuestionDialog(StepDialog):
    """`opened(id)` asks for its finding; `fixed` says why it cannot be reworded."""

    help_topic = "audit-checklists"

    opened = Signal(int)

    def __init__(
        self,
        tools: Tools,
        question: QuestionValue,
        checklist: Checklist,
        fixed: str = "",
        parent: QWidget | None = None,
    ) -> None:
        n = [each.id for each in checklist.questions].index(question.id) + 1
        title = tr("Question {n} of {total}", n=n, total=len(checklist.questions))
        sub = "  ·  ".join(filter(None, (question.section, "; ".join(question.clauses))))
        super().__init__(tools, title, sub, 680, parent)
        self._question = question
        self.ask = NoteField(tr("Question"), 3)
        self.ask.set_value(question.ask)
        self.ask.set_read_only(bool(fixed))
        self.add_field("ask", self.ask)
        if question.asked_first:
            self.add_words(tr("First wording: {ask}", ask=question.asked_first), "second")
        self._add_answer(question)
        self._add_links(checklist)
        self._add_guidance(question)
        self.evidence = small_words(wrap=True)
        self.add_close(tr("&Close"))
        self.step = self.add_step(tr("&Save the wording"), self._apply, primary=True)
        self.ask.edited.connect(lambda _: self._allow_step(fixed))
        self.ask.text.textChanged.connect(lambda: self._allow_step(fixed))
        self._allow_step(fixed)
        evidence, asked = tools.space.audit_evidence, question.id
        tools.read(self, lambda _: evidence.of_question(asked), self._show_evidence)

    def _allow_step(self, fixed: str) -> None:
        same = self.ask.value() == self._question.ask
        said = tr("The wording is as it was.") if same else ""
        self.step.allow(self.tools.space.read_only or fixed or said)

    def _add_answer(self, question: QuestionValue) -> None:
        mark = mark_of(question.verdict)
        if mark is None:
            self.add_words(tr("Not checked yet."), "second")
            return
        self.body.addWidget(Pill(mark))
        at = question.answered_at.astimezone() if question.answered_at else None
        day = f"{day_text(at.date())}, {at:%H:%M}" if at else ""
        when = tr("Answered {when}", when=day) if day else ""
        good = tr("Good practice.") if question.good else ""
        said = "  ·  ".join(filter(None, (when, question.place, good)))
        for text, tone in ((question.note, ""), (said, "second")):
            if text:
                self.add_words(text, tone)

    def _add_links(self, checklist: Checklist) -> None:
        question = self._question
        for record, words in (
            (question.finding_id, "Finding {number}"),
            (question.earlier_id, "Follows up {number}"),
        ):
            if record in checklist.findings:
                named = tr(words, number=checklist.findings[record])
                link = Button(named, partial(self._open, record), "link")
                self.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _open(self, record: int | None) -> None:
        self.accept()
        self.opened.emit(record)

    def _add_guidance(self, question: QuestionValue) -> None:
        if question.purpose:
            self.add_words(question.purpose, "second")
        for title, lines in (
            ("What to look for", question.look),
            ("Evidence to ask for", question.proof),
            ("Typical nonconformities", question.typical),
        ):
            if lines:
                self.body.addWidget(Words(tr(title), weight=STRONG))
                self.add_words("\n".join(f"· {line}" for line in lines))

    def _show_evidence(self, evidence: tuple[EvidenceValue, ...]) -> None:
        if evidence:
            self.body.insertWidget(self.body.count() - 1, Words(tr("Evidence"), weight=STRONG))
            self.evidence.setText("\n".join(map(_said, evidence)))
            self.body.insertWidget(self.body.count() - 1, self.evidence)
            self.take_room()

    def _apply(self) -> None:
        auditing, asked, ask = self.tools.space.auditing, self._question.id, self.ask.value()
        said = tr("Reworded in this audit.")
        self.apply(lambda _: auditing.reword(asked, ask), lambda _: self.tools.said(said))


def _said(piece: EvidenceValue) -> str:
    parts = (tr(piece.kind.value), piece.what, piece.detail.replace("\n", ", "), piece.place)
    return " · ".join(filter(None, parts))
