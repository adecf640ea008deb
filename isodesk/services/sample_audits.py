"""The audits of the sample company: their questions, taken by key from what isodesk brings, and
the answers given onsite.

`questions` of an audit's row is `{"ago": 104, "standards": [keys], "findings": ["@ref"]}`;
`answers` is `{"ago": 95, "by": person, "given": {key: {...}}}`, with `verdict` (null where it was
not checked), `note`, `good`, `place`, the `finding` as `@ref`, and `evidence` as lines of
their own. A question that follows up a finding has its `@ref` for a key. What is not named was
conform.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from isodesk.core.kinds import MOMENT
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import NewQuestion
from isodesk.services.sample_story import Event, Facts

if TYPE_CHECKING:
    from isodesk.services.sample_registers import Registers
    from isodesk.store.unit import Unit

_SECONDS = 150
"""What a question took onsite, give or take."""


def audit_events(facts: Facts, officer: str) -> Iterator[Event]:
    """The day the questions were chosen, and the day they were asked."""
    row = facts["row"]
    if "questions" in row:
        yield Event(row["questions"]["ago"], "choose", officer, facts=facts)
    if "answers" in row:
        told = row["answers"]
        yield Event(told["ago"], "answer", told["by"], facts=facts)


class SampleAudits:
    """Chooses and answers, a unit for each audit."""

    def __init__(self, told: "Registers") -> None:
        self._told = told
        self._space = told.teller.space

    def choose(self, event: Event) -> None:
        """Put the questions into the audit."""
        from isodesk.services.auditing import put_questions

        audit, told = self._told.id_of_row(event), event.facts["row"]["questions"]
        wanted = list(self._wanted(audit, told))
        with self._space.desk.unit() as unit:
            put_questions(unit, audit, wanted)
        if told.get("findings"):
            self._space.audit_findings.carry(audit)

    def _wanted(self, audit: int, told: Facts) -> Iterator[NewQuestion]:
        filling = self._space.audit_filling
        earlier = {self._key(ref) for ref in told.get("findings", ())}
        if earlier:
            yield from (q for q in filling.questions(audit, "findings") if q.key in earlier)
        wanted = set(told["standards"])
        found = [q for q in filling.questions(audit, "standards") if q.key in wanted]
        assert len(found) == len(wanted), f"no such question: {wanted - {q.key for q in found}}"
        yield from found

    def answer(self, event: Event) -> None:
        """Every question gets its verdict, note and evidence, and its finding."""
        audit, told = self._told.id_of_row(event), event.facts["row"]["answers"]["given"]
        given = {self._key(key): answer for key, answer in told.items()}
        found = {
            key: self._told.other(answer["finding"])
            for key, answer in given.items()
            if "finding" in answer
        }
        questions = self._space.auditing.questions(audit)
        unknown = given.keys() - {q.key for q in questions}
        assert not unknown, f"no such question: {unknown}"
        with self._space.desk.unit() as unit:
            for n, question in enumerate(questions):
                self._one(unit, audit, question.id, given.get(question.key, {}), n)
                if question.key in found:
                    self._found_by(unit, found[question.key], question.id)
            unit.session.flush()
            unit.also |= {"audit_question", "audit_evidence", "finding"}

    def _key(self, key: str) -> str:
        """A question follows up a finding that is named as the rows name it."""
        return f"finding:{self._told.other(key)}" if key.startswith("@") else key

    def _one(self, unit: "Unit", audit: int, question: int, told: Facts, n: int) -> None:
        from isodesk.services.auditing import question_row

        row = question_row(unit, question)
        verdict = told.get("verdict", "CONFORM")
        row.verdict = Verdict[verdict].name if verdict else None
        row.note, row.place = told.get("note"), told.get("place")
        row.good = int(told.get("good", False))
        if verdict:
            row.answered_at, row.answered_by_id = MOMENT.pack(unit.now), unit.actor.person_id
            row.seconds = _SECONDS + 37 * n % 120
        for line in told.get("evidence", ()):
            self._told.put_line(unit, audit, "audit_evidence", line, question=question)

    def _found_by(self, unit: "Unit", finding: int, question: int) -> None:
        from isodesk.core.record import Record
        from isodesk.services.auditing import question_row

        found: Any = unit.session.get_one(Record, finding)
        found.question, question_row(unit, question).finding_id = question, finding
