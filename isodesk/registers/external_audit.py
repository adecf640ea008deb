"""External audits: of a certification body, a customer or an authority; their findings are in the
register of findings."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import NOTE, PERSON, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import DRAFT, Around, State, Step
from isodesk.registers.acting import ADD_ACTION
from isodesk.registers.audit_words import Edition9001, Edition14001
from isodesk.registers.growing import referring


class Sort(Enum):
    """Where in the cycle it stands (ISO/IEC 17021-1, 9)."""

    STAGE_1 = "Stage 1"
    STAGE_2 = "Stage 2"
    SURVEILLANCE = "Surveillance"
    RECERTIFICATION = "Recertification"
    TRANSITION = "Transition"
    SPECIAL = "Special or short notice"
    CUSTOMER = "By a customer"
    AUTHORITY = "By an authority"


class Result(Enum):
    """What came of it."""

    RECOMMENDED = "Recommended"
    CONDITIONAL = "Once findings are closed"
    REFUSED = "Not recommended"


class ExternalAudit(Entry):
    """An audit by somebody from outside."""

    title: str = field("Audit", search=True, weight=16)
    sort: Sort = field("Kind", also=("Type", "Stage"), weight=8)
    body: str = field("By whom", search=True, also=("Certification body",), weight=10)
    certificate_id: int | None = field("Certificate", Reference(("certificate",)))
    iso9001: Edition9001 | None = field("ISO 9001, edition", weight=5)
    iso14001: Edition14001 | None = field("ISO 14001, edition", weight=5)
    starts_on: date = field("From", also=("Date",), weight=6)
    ends_on: date | None = field("To", weight=6)
    days: str | None = field("Auditor days")
    auditors: str | None = field("Their auditors", search=True)
    scope: str | None = field("Scope", NOTE)
    guide_id: int | None = field("Accompanied by", PERSON)
    prepared: str | None = field("To have ready", NOTE)
    result: Result | None = field(
        "Result",
        choice_of(Result, RECOMMENDED="green", CONDITIONAL="amber", REFUSED="red"),
        weight=7,
    )
    report: str | None = field("Their report", search=True, help="Number; attach the file.")
    summary: str | None = field("What they said", NOTE, search=True)
    reply_by: date | None = field("Reply by", weight=6)
    replied_on: date | None = field("Replied on")
    next_on: date | None = field("Next audit", due="Next audit", weight=6)

    @computed("Begins", due="Audit")
    def begins_on(self) -> date | None:
        """The first day, while it has not been held."""
        return self.starts_on if self.state in (DRAFT, "announced") else None

    @computed("Reply due", due="Reply")
    def reply_due_on(self) -> date | None:
        """The day a reply is due, while none was sent."""
        return None if self.replied_on else self.reply_by


def replies_are_due(audit: ExternalAudit) -> Iterator[Problem]:
    """The two days stand in order."""
    if audit.starts_on and audit.ends_on and audit.ends_on < audit.starts_on:
        yield Problem("ends_on", "This is before the first day. Look at both days.")


def their_findings_are_closed(audit: ExternalAudit, around: Around) -> Iterator[Problem | str]:
    """A guard: nothing they found is open."""
    left = [n.number for n in around.near("finding", "external_id") if not n.closed]
    if left:
        yield f"{', '.join(left)} {'is' if len(left) == 1 else 'are'} still open."


REGISTER = Register(
    ExternalAudit,
    key="external_audit",
    title="External audits",
    one="external audit",
    many="external audits",
    group=Group.AUDITS,
    about="Audits of the certification body, of customers and authorities, with their findings "
    "and when a reply is due.",
    example=Example(
        "EXT-2026-01",
        "Second surveillance",
        "One and a half days, both standards. One minor on calibration records, to be answered "
        "within 30 days.",
        ("Surveillance", "Northmark Certification", "Recommended"),
    ),
    numbering="EXT-{year}-{seq:02}",
    clauses=("9001 9.2", "14001 9.2"),
    columns=("number", "title", "sort", "body", "starts_on", "result", "due_on", "state"),
    form={
        "Audit": ("title", "sort", "body", "certificate_id", "iso9001", "iso14001", "scope"),
        "When and who": ("starts_on", "ends_on", "days", "auditors", "guide_id", "owner_id"),
        "Preparation": ("prepared",),
        "Result": (
            "result",
            "report",
            "summary",
            "reply_by",
            "reply_due_on",
            "replied_on",
            "next_on",
            "begins_on",
            "legacy",
        ),
    },
    states=states(
        State("announced", "Announced", "blue"),
        State("held", "Held", "amber"),
        State("answered", "Answered", "blue"),
    ),
    steps=(
        Step("Announce", ("draft",), "announced"),
        Step(
            "Note the result",
            ("announced",),
            "held",
            asks=("result", "summary", "reply_by"),
            optional=("summary", "reply_by"),
        ),
        Step("Answer", ("held",), "answered", asks=("replied_on",)),
        Step("Close", ("held", "answered"), "closed", guards=(their_findings_are_closed,)),
        Step("Reopen", ("closed",), "held", reason=True),
    ),
    rules=(replies_are_due,),
    grows=(
        referring(
            "Enter a finding",
            "finding",
            "external_id",
            lambda audit: {
                "found_on": audit.ends_on or audit.starts_on,
                "reply_by": audit.reply_by,
            },
            states=("held", "answered"),
        ),
        ADD_ACTION,
    ),
    help="external-audits",
    place=60,
)
