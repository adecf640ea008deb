"""Findings of internal and external audits (9.2 of both; ISO 19011, 6.4.8): requirement,
evidence and gap, graded, and followed until closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import NOTE, PERSON, Reference
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import ME, TODAY, Grow, State, Step
from isodesk.registers import audit_rules as rules
from isodesk.registers.acting import ADD_ACTION, RAISED_FROM, said
from isodesk.registers.audit_words import GRADE, Grade


class Finding(Entry):
    """What was found, at which audit, and what became of it."""

    title: str = field("Finding", search=True, weight=18)
    audit_id: int | None = field("Audit", Reference(("audit",)), weight=9)
    external_id: int | None = field("External audit", Reference(("external_audit",)), weight=9)
    their_number: str | None = field("Their number", search=True)
    question: int | None = field("Question", help="Its number in the checklist of the audit.")
    grade: Grade = field("Grade", GRADE, also=("Severity", "Class"), weight=8)
    grade_reason: str | None = field("Reason for the grade", NOTE)
    systemic: bool | None = field(
        "Systemic", help="Whether it may happen elsewhere for the same reason."
    )
    requirement: str | None = field("Requirement", NOTE, search=True)
    evidence: str | None = field("Evidence", NOTE, search=True)
    gap: str | None = field("Gap", NOTE, search=True)
    clauses: str | None = field("Clauses", search=True, weight=9)
    process_id: int | None = field("Process", Reference(("process",)))
    place: str | None = field("Where", search=True)
    found_on: date = field("Found on", also=("Date",), weight=6)
    found_by_id: int | None = field("Found by", PERSON)
    auditee_id: int | None = field("Agreed with", PERSON)
    reply_by: date | None = field("Reply by", weight=6)
    reply_on: date | None = field("Replied on")
    reply: str | None = field("Reply", NOTE)
    no_nonconformity: str | None = field("No nonconformity because", NOTE)
    carried_to_id: int | None = field("Carried to", Reference(("audit",)))
    verified: str | None = field("How it was verified", NOTE)
    verified_on: date | None = field("Verified on")
    verified_by_id: int | None = field("Verified by", PERSON)

    @computed("Reply due", due="Reply")
    def reply_due_on(self) -> date | None:
        """The day a reply is due, while none has come."""
        return None if self.reply_on else self.reply_by


_NC = {"MAJOR": "MAJOR", "MINOR": "MINOR"}


def _nonconformity(finding: Finding) -> Mapping[str, Any]:
    """All that a nonconformity takes over."""
    return {
        "title": finding.title,
        "origin": "EXTERNAL_AUDIT" if finding.external_id else "INTERNAL_AUDIT",
        "nc_type": "AUDIT",
        "severity": _NC.get(finding.grade.name if finding.grade else "", "MINOR"),
        "systemic": finding.systemic,
        "found_on": finding.found_on,
        "found_by_id": finding.found_by_id,
        "place": finding.place,
        "requirement": finding.requirement,
        "description": finding.gap or finding.title,
        "evidence": "\n".join(filter(None, (finding.evidence, f"Found with {said(finding)}."))),
        "clause": finding.clauses,
        "process_id": finding.process_id,
        "owner_id": finding.auditee_id or finding.owner_id,
    }


REGISTER = Register(
    Finding,
    key="finding",
    title="Findings",
    one="finding",
    many="findings",
    group=Group.AUDITS,
    about="What audits found, from inside and outside, with grade, evidence and what became of it.",
    example=Example(
        "FND-2026-014",
        "Old revision of the mixing instruction at mixer 2",
        "QP-07 asks for the revision in force at each mixer. Revision 1 is taped to the panel; "
        "revision 2 has been in force since February. The operator knew the new ratio by heart.",
        ("Minor nonconformity", "9001:2015 7.5.3", "AUD-2026-06"),
    ),
    numbering="FND-{year}-{seq:03}",
    clauses=("9001 9.2", "14001 9.2"),
    columns=(
        "number",
        "title",
        "grade",
        "audit_id",
        "clauses",
        "owner_id",
        "due_on",
        "state",
    ),
    form={
        "What was found": ("title", "grade", "grade_reason", "systemic"),
        "Requirement, evidence, gap": ("requirement", "evidence", "gap"),
        "Where it belongs": (
            "audit_id",
            "external_id",
            "their_number",
            "clauses",
            "process_id",
            "place",
            "found_on",
            "found_by_id",
            "question",
        ),
        "Reply": ("owner_id", "auditee_id", "reply_by", "reply_due_on", "reply_on", "reply"),
        "Follow-up": (
            "no_nonconformity",
            "carried_to_id",
            "verified",
            "verified_on",
            "verified_by_id",
            "legacy",
        ),
    },
    states=states(
        State("open", "Open", "red"),
        State("follow_up", "Follow-up", "amber"),
    ),
    steps=(
        Step(
            "Record",
            ("draft",),
            "open",
            guards=(rules.three_parts, rules.major_has_a_reason),
        ),
        Step("Take the reply", ("open",), "follow_up", asks=("reply",), puts={"reply_on": TODAY}),
        Step(
            "Close",
            ("open", "follow_up"),
            "closed",
            asks=("verified",),
            guards=(rules.nonconformities_are_closed,),
            puts={"verified_on": TODAY, "verified_by_id": ME},
        ),
        Step("Reopen", ("closed",), "follow_up", reason=True),
    ),
    rules=(rules.requirement_evidence_gap,),
    grows=(
        Grow(
            "Raise the nonconformity",
            "nonconformity",
            RAISED_FROM,
            fill=_nonconformity,
            states=("open", "follow_up"),
            once=True,
        ),
        ADD_ACTION,
    ),
    help="findings",
    place=30,
)
