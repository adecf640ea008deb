"""On the spot: ask a question otherwise, or one more."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.registers.audit_words import Origin
from isodesk.services.audit_values import NewQuestion, QuestionValue
from isodesk.services.auditing import clauses_of
from isodesk.ui.audits.sections import clause_words
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import LineField, NoteField


class RewordDialog(StepDialog):
    """`done(question)` with the question as it is asked now."""

    help_topic = "audit-onsite"

    def __init__(
        self,
        tools: Tools,
        question: QuestionValue,
        done: Callable[[QuestionValue], None],
        parent: QWidget | None = None,
    ) -> None:
        sub = tr("In this audit alone; it is marked, and the wording it came with is kept.")
        super().__init__(tools, tr("Reword the question"), sub, 620, parent)
        self._question, self._done = question, done
        self.ask = NoteField(tr("Question"), 4)
        self.ask.set_value(question.ask)
        self.add_field("ask", self.ask)
        if question.asked_first:
            self.add_words(tr("First wording: {ask}", ask=question.asked_first), tone="second")
        self.add_close(tr("&Cancel"))
        if question.asked_first:
            self.back = self.add_step(tr("&Back to the first wording"), self.take_back)
        self.step = self.add_step(tr("&Ask it so"), self.take, primary=True)
        self.ask.text.selectAll()
        self.ask.text.setFocus()

    def take(self) -> None:
        """Ask it as it is typed."""
        self._reword(self.ask.value())

    def take_back(self) -> None:
        """Ask it as it came."""
        self._reword(self._question.asked_first)

    def _reword(self, ask: str) -> None:
        auditing, question_id = self.tools.space.auditing, self._question.id
        self.apply(lambda _: auditing.reword(question_id, ask), self._done)


class AddQuestionDialog(StepDialog):
    """One question more, behind the one that stands; `done(id)` with the new one."""

    help_topic = "audit-onsite"

    def __init__(
        self,
        tools: Tools,
        audit_id: int,
        beside: QuestionValue,
        done: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        sub = tr("In this audit alone; it is marked as added, and follows the one that stands.")
        super().__init__(tools, tr("Add a question"), sub, 620, parent)
        self._audit_id, self._beside, self._done = audit_id, beside, done
        self.ask = NoteField(tr("Question"), 4)
        self.clauses = LineField(
            tr("Clauses"), tr("Those of the question before; write them as 9001 8.5.1; 14001 8.1.")
        )
        self.clauses.set_value("; ".join(clause_words(beside.clauses)))
        self.add_field("ask", self.ask)
        self.add_field("clauses", self.clauses)
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Add it"), self.take, primary=True)
        self.ask.text.setFocus()

    def take(self) -> None:
        """Put it into the audit."""
        typed, beside, audit_id = self.clauses.value(), self._beside, self._audit_id
        ask, auditing = self.ask.value(), self.tools.space.auditing

        def work(_: Progress) -> int:
            new = NewQuestion(
                ask,
                beside.section,
                _read(typed),
                origin=Origin.ADDED,
                process_id=beside.process_id,
            )
            return auditing.add(audit_id, new, beside.id)

        self.apply(work, self._done)


def _read(typed: str) -> tuple[str, ...]:
    """Clauses as questions have them. Raises Refused, with the field, for what is none."""
    from isodesk.core.problems import Problem
    from isodesk.standards.clauses import parse_ref

    found = []
    for text in clauses_of(typed.replace(",", ";")):
        try:
            ref = parse_ref(text)
        except Refused as refused:
            raise Refused([Problem("clauses", str(refused))]) from None
        found.append(f"{ref.standard}:{ref.edition} {ref.number}")
    return tuple(found)
