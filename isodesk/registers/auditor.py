"""Auditors: who may audit what, and where they would meet their own work (ISO 19011, 7)."""

from collections.abc import Iterator
from datetime import date

from isodesk.core.entry import Entry, Line, field
from isodesk.core.kinds import NOTE, PERSON, Reference
from isodesk.core.problems import Problem
from isodesk.core.register import Example, Group, Lines, Register, states
from isodesk.core.steps import State, Step


class OwnWork(Line):
    """A process in which the auditor works, or what else is theirs."""

    process_id: int | None = field("Process", Reference(("process",)), weight=12)
    what: str | None = field("Or what else", weight=14)
    since: date | None = field("Since", weight=6)
    until: date | None = field("Until", weight=6)


class Auditor(Entry):
    """Somebody who audits here, from the firm or from outside."""

    title: str = field("Auditor", search=True, weight=12)
    person_id: int | None = field("Person", PERSON, help="Blank for somebody from outside.")
    firm: str | None = field("From", search=True, help="The firm of somebody from outside.")
    quality: bool | None = field("Audits ISO 9001", weight=5)
    environment: bool | None = field("Audits ISO 14001", weight=5)
    leads: bool | None = field("May lead", weight=5)
    training: str | None = field("Training and experience", NOTE, search=True)
    qualified_on: date | None = field("Qualified on", weight=6)
    valid_until: date | None = field("Qualified until", due="Qualification", weight=6)
    watched_on: date | None = field("Last watched at work on")
    watched: str | None = field("What was seen there", NOTE)


def knows_a_standard(auditor: Auditor) -> Iterator[Problem]:
    """Somebody who audits knows what against."""
    if auditor.state == "qualified" and not (auditor.quality or auditor.environment):
        yield Problem("quality", "Say which standard is audited.")


REGISTER = Register(
    Auditor,
    key="auditor",
    title="Auditors",
    one="auditor",
    many="auditors",
    group=Group.AUDITS,
    about="Who may audit what, until when, and which work is their own.",
    example=Example(
        "AUR-02",
        "Robin Amsel, of a neighbouring works",
        "Swapped with our own officer once a year, so that nobody looks at their own procedures.",
        ("ISO 9001", "May lead", "Until March 2028"),
    ),
    numbering="AUR-{seq:02}",
    clauses=("9001 9.2.2", "14001 9.2.2"),
    columns=("number", "title", "quality", "environment", "leads", "valid_until", "state"),
    form={
        "Auditor": ("title", "person_id", "firm", "quality", "environment", "leads"),
        "Competence": ("training", "qualified_on", "valid_until", "watched_on", "watched"),
        "Entry": ("owner_id", "legacy"),
    },
    states=states(
        State("qualified", "Qualified", "green"),
        State("learning", "In training", "amber"),
        closed="No longer",
    ),
    steps=(
        Step("Take into training", ("draft",), "learning"),
        Step("Qualify", ("draft", "learning"), "qualified", asks=("qualified_on", "valid_until")),
        Step("End", ("qualified", "learning"), "closed", reason=True),
        Step("Take on again", ("closed",), "qualified"),
    ),
    rules=(knows_a_standard,),
    lines=(Lines("own_work", "Own work", "part", OwnWork),),
    help="auditors",
    place=50,
)
