"""The audit programme of a year (9.2.2 of both; ISO 19011, 5): what is audited how often, and
why."""

from datetime import date

from isodesk.core.entry import Entry, field
from isodesk.core.kinds import NOTE
from isodesk.core.register import Example, Group, Lines, Register, states
from isodesk.core.steps import TODAY, State, Step
from isodesk.registers.audit_words import ProgrammeRow
from isodesk.registers.growing import referring


class AuditProgramme(Entry):
    """A year of audits."""

    title: str = field("Programme", search=True, weight=14)
    year: int = field("Year", within=(2000, 2100), weight=5)
    objectives: str | None = field("Objectives", NOTE, search=True)
    risks: str | None = field("Risks and opportunities of the programme", NOTE)
    extent: str | None = field("Extent", NOTE, help="Which processes, places and clauses.")
    methods: str | None = field("Methods", NOTE, help="Onsite, remote, both.")
    resources: str | None = field("People, time and means", NOTE)
    criteria: str | None = field("Criteria", NOTE)
    approved_on: date | None = field("Approved on", weight=6)
    review_on: date | None = field("Review by", due="Review", weight=6)
    reviewed: str | None = field("Review of the programme", NOTE)


REGISTER = Register(
    AuditProgramme,
    key="audit_programme",
    title="Audit programme",
    one="audit programme",
    many="audit programmes",
    group=Group.AUDITS,
    about="A year of audits over processes and clauses: how often, by whom, and why.",
    example=Example(
        "AP-2026",
        "Audits of 2026",
        "Every process once, the foundry twice because of two complaints about porosity; "
        "purchasing by the auditor of the neighbouring works.",
        ("2026", "11 processes", "In force"),
    ),
    numbering="AP-{seq:02}",
    clauses=("9001 9.2.2", "14001 9.2.2"),
    columns=("number", "title", "year", "approved_on", "owner_id", "due_on", "state"),
    form={
        "Programme": ("title", "year", "owner_id", "objectives", "extent", "criteria"),
        "How": ("methods", "resources", "risks"),
        "Review": ("approved_on", "review_on", "reviewed", "legacy"),
    },
    states=states(State("in_force", "In force", "green"), closed="Reviewed"),
    steps=(
        Step("Approve", ("draft",), "in_force", puts={"approved_on": TODAY}),
        Step("Close the year", ("in_force",), "closed", asks=("reviewed",)),
        Step("Reopen", ("closed",), "in_force", reason=True),
    ),
    lines=(Lines("programme_row", "Year", "line", ProgrammeRow),),
    grows=(referring("Plan an audit", "audit", "programme_id", states=("draft", "in_force")),),
    help="audit-programme",
    place=10,
)
