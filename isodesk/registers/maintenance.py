"""Maintenance, repairs and inspections by law of the infrastructure (ISO 9001:2015, 7.1.3)."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import NOTE, PERSON, Number, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import Around, Effect, Grow, Put, State, Step, Take
from isodesk.registers.acting import ADD_ACTION, RAISED_FROM


class Work(Enum):
    """What kind of work it is."""

    PLANNED = "Maintenance"
    REPAIR = "Repair"
    LAW = "Inspection by law"
    CHECK = "Check or cleaning"


class Outcome(Enum):
    """How it stands afterwards."""

    ORDER = "In order"
    REMARKS = "In order, with remarks"
    DOWN = "Out of order"


class Maintenance(Entry):
    """One piece of work on one asset."""

    title: str = field("Work", search=True, weight=15)
    asset_id: int = field("Asset", Reference(("asset",)), weight=11)
    work: Work = field("Kind", default=Work.PLANNED, weight=8)
    planned_on: date | None = field("Planned for")
    what: str | None = field("What is to be done", NOTE, search=True)
    by_id: int | None = field("Done by", PERSON)
    supplier_id: int | None = field("Firm", Reference(("supplier",)))
    done_on: date | None = field("Done on")
    found: str | None = field("What was found and done", NOTE, search=True)
    outcome: Outcome | None = field(
        "Afterwards", choice_of(Outcome, ORDER="green", REMARKS="amber", DOWN="red")
    )
    paper: str | None = field("Report or certificate", search=True)
    down: Decimal | None = field("Stood still", Number("h", Decimal(0)))
    cost: Decimal | None = field("Cost", Number(least=Decimal(0)))
    waste: str | None = field("Waste from it", NOTE, help="Oil, filters, refrigerant: what, where.")

    @computed("Due", due="Maintenance")
    def by_on(self) -> date | None:
        """The planned day, while it is not done."""
        return self.planned_on if self.done_on is None else None


def not_before_it_was_known(work: Maintenance) -> Iterator[Problem]:
    """What is out of order needs a word about it."""
    if work.outcome is Outcome.DOWN and not work.found:
        yield Problem("found", "Say what is out of order.")


def asset_follows(work: Maintenance, around: Around) -> Iterable[Effect]:
    """The asset knows when it was last looked after, and stands still when it must."""
    if work.work is Work.PLANNED:
        yield Put(work.asset_id, {"serviced_on": work.done_on})
    if work.work is Work.LAW:
        yield Put(work.asset_id, {"inspected_on": work.done_on})
    if work.outcome is Outcome.DOWN:
        yield Take(work.asset_id, "take_out_of_order", f"{work.number}: out of order")
    else:
        yield Take(work.asset_id, "back_into_use")


def _nonconformity(work: Any) -> dict[str, object]:
    return {
        "title": work.title,
        "nc_type": "PROCESS",
        "origin": "PROCESS",
        "description": work.found or work.title,
        "found_on": work.done_on or work.planned_on,
    }


REGISTER = Register(
    Maintenance,
    key="maintenance",
    title="Maintenance",
    one="piece of maintenance",
    many="pieces of maintenance",
    group=Group.SUPPLY,
    about="What was planned and done on buildings, machines and vehicles, and how they stood"
    " afterwards.",
    example=Example(
        "MNT-2026-019",
        "Half-yearly service of the compressor",
        "Oil, filter and belt changed; 6 litres of waste oil to the bunded store.",
        ("Maintenance", "In order", "Stood still 3 h"),
    ),
    numbering="MNT-{year}-{seq:03}",
    clauses=("9001 7.1.3",),
    columns=("number", "title", "asset_id", "work", "done_on", "outcome", "due_on", "state"),
    form={
        "Work": ("title", "asset_id", "work", "planned_on", "what", "owner_id"),
        "What was done": ("done_on", "by_id", "supplier_id", "found", "outcome", "paper"),
        "Effort": ("down", "cost", "waste", "legacy"),
    },
    states=states(State("planned", "Planned"), closed="Done"),
    steps=(
        Step("Plan", ("draft",), "planned", asks=("planned_on",)),
        Step(
            "Mark as done",
            ("draft", "planned"),
            "closed",
            asks=("done_on", "outcome", "found"),
            optional=("found",),
            effects=asset_follows,
        ),
    ),
    rules=(not_before_it_was_known,),
    grows=(
        Grow("Raise a nonconformity", "nonconformity", RAISED_FROM, _nonconformity, once=True),
        ADD_ACTION,
    ),
    help="infrastructure",
    place=41,
)
