"""Internal audits and audits at suppliers (9.2 of both; ISO 19011, 6): one is planned, prepared,
held onsite, reported and followed up."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import NOTE, PERSON, Reference
from isodesk.core.register import Example, Group, Lines, Register
from isodesk.core.steps import DRAFT, NOW, TODAY, VOID, Grow, State, Step
from isodesk.registers import audit_rules as rules
from isodesk.registers.acting import ADD_ACTION
from isodesk.registers.audit_independence import own_work_is_handled
from isodesk.registers.audit_words import (
    AuditAttendee,
    AuditEvidence,
    AuditHandover,
    AuditMember,
    AuditQuestion,
    AuditScope,
    AuditSlot,
    Edition9001,
    Edition14001,
    Method,
)


class Sort(Enum):
    """Whose audit it is."""

    INTERNAL = "Internal"
    SUPPLIER = "At a supplier"


class Audit(Entry):
    """One audit."""

    title: str = field("Audit", search=True, weight=16)
    sort: Sort = field("Kind", default=Sort.INTERNAL, also=("Type",), weight=7)
    programme_id: int | None = field("Programme", Reference(("audit_programme",)), weight=8)
    supplier_id: int | None = field("Supplier", Reference(("supplier",)))
    objective: str = field("Objective", NOTE, search=True)
    scope: str = field("Scope", NOTE, search=True, help="Places, units, processes, time covered.")
    iso9001: Edition9001 | None = field("ISO 9001, edition", weight=5)
    iso14001: Edition14001 | None = field("ISO 14001, edition", weight=5)
    criteria: str | None = field(
        "Other criteria", NOTE, help="Own documents, obligations, contracts; link them too."
    )
    starts_on: date = field("From", also=("Date", "Planned date"), weight=6)
    ends_on: date | None = field("To", weight=6)
    method: Method = field("Method", default=Method.ONSITE, weight=6)
    place: str | None = field("Where", search=True)
    remote: str | None = field("How remotely", help="As video, shared screen, which records.")
    auditee_id: int | None = field("Auditee", PERSON, help="Who answers for what is audited.")
    feasible: str | None = field(
        "Feasibility", NOTE, help="Time, people, records, access; what the documents showed before."
    )
    opening_at: datetime | None = field("Opening meeting")
    opening: str | None = field("Said at the opening", NOTE)
    closing_at: datetime | None = field("Closing meeting")
    closing: str | None = field("Said at the closing", NOTE, help="Objections, agreed dates.")
    started_at: datetime | None = field("Started")
    finished_on: date | None = field("Finished onsite on")
    conclusions: str | None = field("Conclusions", NOTE, search=True)
    good_practice: str | None = field("Good practice", NOTE)
    not_covered: str | None = field(
        "Not covered", NOTE, help="What was not looked at, and why: obstacles, time, absence."
    )
    sampling: str | None = field("Limits of sampling", NOTE)
    disagreements: str | None = field(
        "Disagreements left", NOTE, help="What team and auditee see otherwise, with both views."
    )
    distribution: str | None = field("Report goes to", help="Names or functions, and nobody else.")
    issued_on: date | None = field("Report issued on", weight=6)
    follow_up_on: date | None = field("Follow-up by", due="Follow-up")

    @computed("Begins", due="Audit")
    def begins_on(self) -> date | None:
        """The first day, while it has not begun."""
        return self.starts_on if self.state in (DRAFT, "prepared") else None


def _steps() -> Iterable[Step]:
    yield Step(
        "Prepare",
        (DRAFT,),
        "prepared",
        guards=(
            rules.has_criteria,
            rules.has_a_lead,
            rules.has_questions,
            own_work_is_handled,
        ),
    )
    yield Step("Start", ("prepared",), "running", puts={"started_at": NOW})
    yield Step(
        "Finish onsite",
        ("running",),
        "reporting",
        guards=(rules.unchecked_is_explained,),
        puts={"finished_on": TODAY},
    )
    yield Step(
        "Issue the report",
        ("reporting",),
        "issued",
        needs=("conclusions",),
        guards=(
            rules.unchecked_is_explained,
            rules.not_applicable_is_explained,
            own_work_is_handled,  # the team may be another since it was prepared
            rules.findings_are_written,
        ),
        puts={"issued_on": TODAY},
        keeps="report",
    )
    yield Step("Go back onsite", ("reporting",), "running", reason=True)
    yield Step("Follow up", ("issued",), "follow_up", asks=("follow_up_on",))
    yield Step("Close", ("issued", "follow_up"), "closed", guards=(rules.findings_are_settled,))
    yield Step("Reopen", ("closed",), "follow_up", reason=True)


REGISTER = Register(
    Audit,
    key="audit",
    title="Audits",
    one="audit",
    many="audits",
    group=Group.AUDITS,
    about="Each audit from plan to closed finding: questions, answers and evidence as they were "
    "given onsite.",
    example=Example(
        "AUD-2026-06",
        "Moulding line",
        "Production and its waste against ISO 9001 and ISO 14001, by Claire Whitford and an "
        "auditor of the neighbouring works. 60 questions, half a day onsite.",
        ("Internal", "9001:2015, 14001:2015", "18 to 19 June"),
    ),
    numbering="AUD-{year}-{seq:02}",
    clauses=("9001 9.2", "14001 9.2"),
    columns=("number", "title", "sort", "starts_on", "iso9001", "iso14001", "owner_id", "state"),
    form={
        "Plan": (
            "title",
            "sort",
            "programme_id",
            "supplier_id",
            "owner_id",
            "auditee_id",
            "objective",
            "scope",
        ),
        "Criteria": ("iso9001", "iso14001", "criteria"),
        "When and how": ("starts_on", "ends_on", "method", "place", "remote", "feasible"),
        "Meetings": ("opening_at", "opening", "closing_at", "closing"),
        "Report": (
            "conclusions",
            "good_practice",
            "not_covered",
            "sampling",
            "disagreements",
            "distribution",
            "follow_up_on",
        ),
        "Course": ("begins_on", "started_at", "finished_on", "issued_on", "legacy"),
    },
    states=(
        State(DRAFT, "Planned", "grey"),
        State("prepared", "Prepared", "blue"),
        State("running", "In progress", "amber"),
        State("reporting", "Reporting", "amber"),
        State("issued", "Issued", "blue"),
        State("follow_up", "Follow-up", "amber"),
        State("closed", "Closed", "green", closed=True),
        State(VOID, "Cancelled", "struck", closed=True),
    ),
    steps=tuple(_steps()),
    rules=(rules.criteria_are_chosen, rules.days_are_in_order),
    lines=(
        Lines(
            "audit_question",
            "Checklist",
            "question",
            AuditQuestion,
            ("section", "clauses", "ask", "verdict", "note", "origin"),
        ),
        Lines(
            "audit_evidence",
            "Evidence",
            "piece of evidence",
            AuditEvidence,
            ("proof_kind", "what", "detail", "taken_at", "place"),
        ),
        Lines("audit_slot", "Timetable", "slot", AuditSlot),
        Lines("audit_member", "Team", "member", AuditMember),
        Lines("audit_attendee", "People met", "person", AuditAttendee),
        Lines(
            "audit_handover",
            "Handed over",
            "package",
            AuditHandover,
            ("name", "code", "made_at", "merged_at", "what", "received", "package"),
        ),
        Lines("audit_scope", "Scope", "part", AuditScope, ("process_id", "what", "clauses")),
    ),
    grows=(
        ADD_ACTION,
        Grow(
            "Plan again",
            "audit",
            "follows",
            states=("reporting", "issued", "follow_up", "closed"),
            by="audit_again",
        ),
    ),
    help="audits",
    place=20,
)
