"""Audits for tests: one that is planned, one that is held."""

from datetime import date
from typing import Any

from isodesk.services.audit_values import QuestionValue
from isodesk.services.workspace import Workspace

PLAN: dict[str, Any] = {
    "title": "Moulding line",
    "objective": "See that the line works to its instructions.",
    "scope": "Mixers and moulding, both shifts.",
    "iso9001": "E2015",
    "iso14001": "E2015",
    "starts_on": date(2026, 6, 18),
}


def audit(space: Workspace, **values: object) -> int:
    """An audit that is planned, with a lead auditor."""
    made = space.entries.new("audit", {**PLAN, **values})
    space.entry_lines.put(made, "audit_member", {"name": "Robin Amsel", "role": "LEAD"})
    return made


def held(space: Workspace, *sources: str, **values: object) -> tuple[QuestionValue, ...]:
    """The questions of an audit that has been started."""
    made = audit(space, **values)
    space.audit_filling.fill(made, sources or ("standards",))
    space.entries.take(made, "prepare")
    space.entries.take(made, "start")
    return space.auditing.questions(made)


def audit_of(space: Workspace, question_id: int) -> int:
    """The audit of a question."""
    row = space.desk.file.reader().execute(
        "SELECT record_id FROM audit_question WHERE id = ?", (question_id,)
    )
    return int(row.fetchone()[0])
