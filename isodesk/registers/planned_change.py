"""Planned changes of the system, its products and its site (ISO 9001, 6.3, 8.1 and 8.5.6;
ISO 14001, 8.1 and from 2026 on 6.3)."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import NOTE, PERSON, Reference
from isodesk.core.problems import Problem
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import ME, TODAY, State, Step
from isodesk.registers.acting import ADD_ACTION, RAISE_NONCONFORMITY, actions_are_done
from isodesk.registers.judging import EFFECT, Effect, failed_effect_is_followed


class Sort(Enum):
    """What is changed."""

    PROCESS = "Process or method"
    PRODUCT = "Product or service"
    SITE = "Site, building or machine"
    PEOPLE = "Organisation or roles"
    SUPPLIER = "Supplier or material"
    SOFTWARE = "Software"
    DEMAND = "Law or requirement"
    OTHER = "Other"


class PlannedChange(Entry):
    """A change thought through before it is made, and looked at after."""

    title: str = field("Change", search=True, weight=18)
    sort: Sort | None = field("What is changed", also=("type", "category"), weight=9)
    process_id: int | None = field("Process", Reference(("process",)), weight=9)
    why: str = field("Why", NOTE, search=True, also=("purpose", "reason"))
    for_a_time: bool | None = field("For a time only")
    until: date | None = field("Until", due="End of the change")
    asked_by_id: int | None = field("Proposed by", PERSON)
    asked_on: date | None = field("Proposed on")
    consequence: str | None = field(
        "What may come of it", NOTE, search=True, help="What is wanted, and what else may happen."
    )
    environment: str | None = field(
        "For the environment", NOTE, help="Aspects and obligations that change with it."
    )
    integrity: str | None = field(
        "How the system stays whole",
        NOTE,
        also=("integrity",),
        help="Documents, releases, measuring and records that must keep working on the way.",
    )
    resources: str | None = field("What it takes", NOTE, also=("resources",))
    duties: str | None = field(
        "Who does what",
        NOTE,
        also=("responsibilities", "authorities", "responsibilities and authorities"),
    )
    telling: str | None = field("Who is told, and how", NOTE, also=("communication", "training"))
    fallback: str | None = field("If it goes wrong", NOTE, also=("rollback", "way back"))
    wanted_on: date | None = field("Planned for", also=("planned date",))
    approved_by_id: int | None = field("Approved by", PERSON)
    approved_on: date | None = field("Approved on")
    done_on: date | None = field("Made on", also=("implemented on",))
    check_how: str | None = field("How the effect is checked", NOTE, also=("check of effect",))
    check_on: date | None = field("Check the effect on")
    effect: Effect | None = field("Effect", EFFECT, also=("effectiveness",), weight=7)
    effect_note: str | None = field("What was seen", NOTE, search=True)
    effect_on: date | None = field("Effect looked at on")

    @computed("Change due", due="Change")
    def make_due(self) -> date | None:
        """Until it is made."""
        return None if self.done_on else self.wanted_on

    @computed("Check due", due="Check of the effect")
    def check_due(self) -> date | None:
        """Only once the change is made, and until somebody has looked."""
        return self.check_on if self.done_on and not self.effect_on else None


def a_change_for_a_time_ends(change: PlannedChange) -> Iterator[Problem]:
    """Nothing lasts as long as what is temporary."""
    if change.for_a_time and change.until is None:
        yield Problem("until", "Say until when.")


def days_stand_in_order(change: PlannedChange) -> Iterator[Problem]:
    """An effect is seen after the change."""
    if change.check_on and change.done_on and change.check_on < change.done_on:
        yield Problem("check_on", "The effect is checked after the change is made.")


REGISTER = Register(
    PlannedChange,
    key="planned_change",
    title="Planned changes",
    one="planned change",
    many="planned changes",
    group=Group.PLANNING,
    about="Changes of processes, products, people or site: why, with what consequences, who"
    " agreed, and whether they did what they should.",
    example=Example(
        "CHG-2026-004",
        "Move the paint shop into hall 3",
        "Drains, extraction and the solvent licence change with it; painting goes on in hall 1"
        " until the new booth is measured.",
        ("Site", "Planned for March", "Assessed"),
    ),
    numbering="CHG-{year}-{seq:03}",
    clauses=("9001 6.3", "9001 8.1", "9001 8.5.6", "14001 8.1"),
    columns=("number", "title", "sort", "process_id", "effect", "owner_id", "due_on", "state"),
    form={
        "Change": ("title", "sort", "process_id", "why", "for_a_time", "until"),
        "Proposal": ("asked_by_id", "asked_on", "wanted_on", "make_due"),
        "Assessment": (
            "consequence",
            "environment",
            "integrity",
            "resources",
            "duties",
            "telling",
            "fallback",
        ),
        "Decision": ("approved_by_id", "approved_on"),
        "Made and checked": (
            "done_on",
            "check_on",
            "check_due",
            "check_how",
            "effect",
            "effect_on",
            "effect_note",
        ),
        "Record": ("owner_id", "legacy"),
    },
    states=(
        *states(
            State("proposed", "Proposed", "amber"),
            State("assessed", "Assessed", "amber"),
            State("approved", "Approved"),
            State("made", "Implemented"),
            closed="Reviewed",
        )[:-1],
        State("rejected", "Rejected", "grey", closed=True),
        State("void", "Void", "struck", closed=True),
    ),
    steps=(
        Step("Propose", ("draft",), "proposed", puts={"asked_on": TODAY}),
        Step(
            "Assess",
            ("proposed",),
            "assessed",
            asks=("consequence", "integrity", "resources", "duties"),
        ),
        Step(
            "Approve",
            ("assessed",),
            "approved",
            needs=("owner_id",),
            asks=("wanted_on", "check_how"),
            puts={"approved_by_id": ME, "approved_on": TODAY},
        ),
        Step("Implement", ("approved",), "made", asks=("done_on", "check_on")),
        Step(
            "Review the effect",
            ("made",),
            "closed",
            asks=("effect", "effect_note"),
            guards=(actions_are_done, failed_effect_is_followed),
            puts={"effect_on": TODAY},
        ),
        Step("Send back", ("assessed", "approved"), "proposed", reason=True),
        Step("Reject", ("proposed", "assessed"), "rejected", reason=True),
        Step("Reopen", ("closed", "rejected"), "proposed", reason=True),
    ),
    rules=(a_change_for_a_time_ends, days_stand_in_order),
    grows=(ADD_ACTION, RAISE_NONCONFORMITY),
    help="changes",
    place=70,
)
