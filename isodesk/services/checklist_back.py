"""What was reworded or added at an audit goes back into a checklist, so that the next audit asks
it so from the start."""

from collections.abc import Collection
from dataclasses import dataclass

from isodesk.core.problems import Problem, Refused
from isodesk.core.record import Record
from isodesk.i18n import tr
from isodesk.registers.audit_words import Origin
from isodesk.services.audit_values import NewQuestion, QuestionValue
from isodesk.services.auditing import Auditing, stored_question
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_lines import write_line
from isodesk.services.entry_settling import settle
from isodesk.services.entry_writing import add
from isodesk.store.unit import Unit

_KEPT = ("section", "clauses", "ask", "purpose", "look", "proof", "typical", "key")


@dataclass(frozen=True)
class Target:
    """A checklist of the firm's own, with its lines by the keys of their questions."""

    id: int
    name: str
    lines: dict[str, int]
    asks: dict[int, str]

    def line_of(self, question: QuestionValue) -> int | None:
        """The line that a question came from; None for none."""
        return self.lines.get(question.key) if question.key else None


class ChecklistBack:
    """Saves questions of audits back to the checklists of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def changed(self, audit_id: int) -> tuple[QuestionValue, ...]:
        """The questions that were reworded or added at an audit."""
        questions = Auditing(self._desk).questions(audit_id)
        return tuple(q for q in questions if q.origin in (Origin.REWORDED, Origin.ADDED))

    def targets(self, audit_id: int) -> tuple[Target, ...]:
        """The checklists it may be saved to; those that the audit asks most of come first."""
        keys = {q.key for q in Auditing(self._desk).questions(audit_id) if q.key}
        found = [self._target(*row) for row in self._own()]
        return tuple(sorted(found, key=lambda t: -len(keys & t.lines.keys())))

    def save(
        self, audit_id: int, ids: Collection[int], target: Target | None, title: str = ""
    ) -> int:
        """These questions into a checklist, or with None into a new one of this title: a question
        that came from it gets its new wording, others are added; answers the checklist. Raises
        Refused without a title, and for a checklist that was withdrawn meanwhile."""
        wanted = [q for q in self.changed(audit_id) if q.id in ids]
        if not wanted:
            raise Refused(tr("Tick at least one question."))
        if target is None and not title.strip():
            raise Refused([Problem("title", tr("Give the new checklist a title."))])
        with self._desk.unit(tr("Saved back from an audit")) as unit:
            register = self._catalogue.get("checklist")
            made = target.id if target else add(unit, register, {"title": title.strip()})
            record = unit.session.get_one(Record, made)
            if record.closed is not None:
                raise Refused(tr("{number} is withdrawn. Choose another.", number=record.number))
            for question in wanted:
                self._put(unit, made, question, target.line_of(question) if target else None)
            settle(unit, register, record)
            unit.also |= {"checklist"}
        return made

    def _put(self, unit: Unit, checklist: int, question: QuestionValue, line: int | None) -> None:
        register = self._catalogue.get("checklist")
        if line is not None:
            write_line(unit, register, checklist, "check_question", {"ask": question.ask}, line)
            return
        values = stored_question(
            NewQuestion(
                question.ask,
                question.section,
                question.clauses,
                question.purpose,
                question.look,
                question.proof,
                question.typical,
                question.key,
            )
        )
        kept = {key: values[key] for key in _KEPT}
        write_line(unit, register, checklist, "check_question", kept, None)

    def _own(self) -> list[tuple[int, str]]:
        rows = self._desk.file.reader().execute(
            "SELECT id, trim(coalesce(number, '') || ' ' || coalesce(title, '')) FROM record"
            " WHERE kind = 'checklist' AND state IN ('draft', 'in_use') ORDER BY sort_number"
        )
        return [(int(str(i)), str(name)) for i, name in rows.fetchall()]

    def _target(self, checklist_id: int, name: str) -> Target:
        rows = self._desk.file.reader().execute(
            "SELECT id, coalesce(key, 'checklist:' || id), coalesce(ask, '') FROM check_question"
            " WHERE record_id = ? AND ended IS NULL",
            (checklist_id,),
        )
        found = [(int(str(i)), str(key), str(ask)) for i, key, ask in rows.fetchall()]
        return Target(
            checklist_id, name, {key: i for i, key, _ in found}, {i: ask for i, _, ask in found}
        )
