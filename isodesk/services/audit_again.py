"""An audit is planned again for the next year: its plan, team, timetable and questions, without
answers. What that audit found and is still open is asked first; findings of others come with the
choosing of questions, as they are open then."""

from datetime import date
from typing import Any

from isodesk.core.dates import add_months
from isodesk.core.problems import Refused
from isodesk.core.record import Record
from isodesk.i18n import tr
from isodesk.registers.audit_words import Origin
from isodesk.services.audit_filling import AuditFilling
from isodesk.services.audit_findings import AuditFindings
from isodesk.services.audit_values import NewQuestion, QuestionValue
from isodesk.services.auditing import Auditing, put_questions
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entries import Entries
from isodesk.services.entry_lines import write_line
from isodesk.services.entry_settling import settle
from isodesk.services.entry_values import EntryValue
from isodesk.services.entry_writing import add, tie

MEANING = "follows"
_PLAN = (
    "title", "sort", "supplier_id", "objective", "scope", "iso9001", "iso14001", "criteria",
    "method", "place", "remote", "auditee_id", "owner_id", "distribution", "feasible",
)  # fmt: skip
_LINES = {
    "audit_member": ("person_id", "name", "role", "competence", "independence"),
    "audit_scope": ("process_id", "what", "clauses"),
    "audit_slot": (
        "day", "start", "end", "what", "clauses", "auditor_id", "auditee", "method", "place",
    ),
}  # fmt: skip
_YEAR = 12


class AuditAgain:
    """Plans audits of the open file again."""

    def __init__(self, desk: Desk, catalogue: Catalogue, findings: AuditFindings) -> None:
        self._desk, self._catalogue, self._findings = desk, catalogue, findings

    def plan(self, audit_id: int) -> int:
        """The same audit a year later, as a plan that is linked to it; answers the new one.
        Raises Refused for what is no audit."""
        value = Entries(self._desk, self._catalogue).get(audit_id)
        if value.kind != "audit":
            raise Refused("That is no audit.")
        questions = Auditing(self._desk).questions(audit_id)
        said = tr("Planned again after {number}", number=value.number)
        with self._desk.unit(said) as unit:
            register = self._catalogue.get("audit")
            made = add(unit, register, {**_values(value), "systems": value.systems})
            for key, fields in _LINES.items():
                for line in value.lines[key]:
                    values = {name: _later(line.values[name]) for name in fields}
                    write_line(unit, register, made, key, values, None)
            asked = [_anew(q) for q in questions if q.origin is not Origin.FINDING]
            put_questions(unit, made, asked)
            tie(unit, made, audit_id, MEANING)
            settle(unit, register, unit.session.get_one(Record, made))
        self._carry(audit_id, made)
        return made

    def _carry(self, audit_id: int, made: int) -> None:
        """What the earlier audit found, or asked about, and is open: it is asked first."""
        rows = self._desk.file.reader().execute(
            "SELECT r.id FROM record r JOIN finding f ON f.id = r.id WHERE r.closed IS NULL"
            " AND r.state <> 'draft' AND (f.audit_id = ?1 OR f.carried_to_id = ?1)",
            (audit_id,),
        )
        keys = {f"finding:{row[0]}" for row in rows.fetchall()}
        if keys:
            AuditFilling(self._desk).fill(made, ["findings"], keys)
            self._findings.carry(made)


def _values(value: EntryValue) -> dict[str, Any]:
    days = {key: _later(value.values[key]) for key in ("starts_on", "ends_on")}
    return {key: value.values[key] for key in _PLAN} | days


def _later(value: Any) -> Any:
    """A day a year later; anything else as it is."""
    return add_months(value, _YEAR) if type(value) is date else value


def _anew(question: QuestionValue) -> NewQuestion:
    """The question as it was asked last, without its answer."""
    return NewQuestion(
        question.ask,
        question.section,
        question.clauses,
        question.purpose,
        question.look,
        question.proof,
        question.typical,
        question.key,
        Origin.TEMPLATE,
        question.process_id,
    )
