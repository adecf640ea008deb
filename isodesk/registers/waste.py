"""Waste and refuse: every load that leaves, with its code, mass, carrier, note and destination."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import NOTE, Number, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.register import EMS, Example, Group, Register, states
from isodesk.core.steps import Around, State, Step
from isodesk.registers.acting import ADD_ACTION, RAISE_NONCONFORMITY

_CODE = re.compile(r"\d{2} ?\d{2} ?\d{2} ?\*?")


class Fate(Enum):
    """What becomes of it, best first."""

    REUSE = "Used again"
    RECYCLING = "Recycled"
    RECOVERY = "Recovered otherwise"
    ENERGY = "Burnt for energy"
    TREATMENT = "Treated"
    INCINERATION = "Incinerated"
    LANDFILL = "Landfill"


class Weighed(Enum):
    """How the mass is known."""

    CARRIER = "Weighed by the carrier"
    OWN = "Weighed here"
    ESTIMATED = "Estimated from the container"


class Waste(Entry):
    """One load of one waste."""

    title: str = field("Waste", search=True, also=("Description", "Waste type"), weight=14)
    code: str = field(
        "Waste code",
        search=True,
        help="Six digits of the list of wastes, as 12 01 01; a star for hazardous ones.",
        also=("EWC", "EWC code", "LoW code", "LER"),
        weight=6,
    )
    hazardous: bool = field("Hazardous", default=False, weight=5)
    moved_on: date = field("Picked up on", also=("Date", "Collection date"), weight=6)
    mass: Decimal = field(
        "Mass", Number("kg", Decimal()), also=("Weight", "Quantity", "Kg"), weight=5
    )
    weighed: Weighed | None = field("How the mass is known")
    container: str | None = field("Container", also=("Skip", "Packaging"))
    place: str | None = field("Where it arises", search=True)
    aspect_id: int | None = field("Aspect", Reference(("aspect",)))
    carrier: str = field("Carrier", search=True, also=("Waste carrier", "Contractor"), weight=10)
    carrier_no: str | None = field("Carrier's registration", search=True)
    carrier_until: date | None = field("Registration valid until")
    note_no: str | None = field(
        "Transfer note",
        search=True,
        also=("Consignment note", "Note number", "WTN"),
        weight=7,
    )
    note_by: date | None = field("Note to come back by")
    note_on: date | None = field("Note came back on")
    destination: str | None = field("Destination", search=True, also=("Disposal site",), weight=10)
    destination_no: str | None = field("Destination's permit")
    fate: Fate | None = field(
        "What becomes of it",
        choice_of(Fate, LANDFILL="red", REUSE="green", RECYCLING="green"),
        also=("Treatment", "Disposal route", "R/D code"),
    )
    cost: Decimal | None = field("Cost", Number(), help="What it brought in stands with a minus.")
    notes: str | None = field("Notes", NOTE)

    @computed("Month")
    def month(self) -> str | None:
        """As 2026-11, to group by."""
        return f"{self.moved_on:%Y-%m}" if self.moved_on else None

    @computed("Year")
    def year(self) -> int | None:
        """The year it left in."""
        return self.moved_on.year if self.moved_on else None

    @computed("Note due", due="Note back")
    def note_due_on(self) -> date | None:
        """The day the signed note is to be back, while it is not."""
        return None if self.note_on else self.note_by


def code_is_whole(waste: Waste) -> Iterator[Problem]:
    """A spreadsheet makes dates and numbers of codes; a star says hazardous."""
    if waste.code and not _CODE.fullmatch(waste.code.strip()):
        yield Problem("code", "A waste code has six digits, as 12 01 01, and a star if hazardous.")
    elif waste.code and waste.code.rstrip().endswith("*") and not waste.hazardous:
        yield Problem("hazardous", "A code with a star is hazardous.")


def carrier_may_carry(waste: Waste) -> Iterator[Problem]:
    """The duty of care does not end at the gate."""
    if waste.carrier and not waste.carrier_no:
        yield Problem("carrier_no", "Note the carrier's registration: you answer for the choice.")
    if waste.carrier_until and waste.moved_on and waste.carrier_until < waste.moved_on:
        yield Problem("carrier_until", "The carrier's registration had ended by then.")


def has_gone(waste: Waste, around: Around) -> Iterator[Problem | str]:
    """What is recorded has left."""
    if waste.moved_on and waste.moved_on > around.today:
        yield Problem("moved_on", "That day is still to come.")
    if waste.hazardous and not waste.note_no:
        yield Problem("note_no", "Hazardous waste goes with a note: give its number.")


def note_is_whole(waste: Waste, around: Around) -> Iterator[Problem | str]:
    """Note and destination are known before a load is closed."""
    if not waste.note_no:
        yield Problem("note_no", "Give the number of the transfer note.")
    if not waste.destination:
        yield Problem("destination", "Say where it went.")


REGISTER = Register(
    Waste,
    key="waste",
    title="Waste and refuse",
    one="load",
    many="loads",
    group=Group.ENVIRONMENT,
    about="Every load of waste that leaves: what it was, how much, who took it and where it went.",
    example=Example(
        "WST-2026-041",
        "Steel swarf, drained",
        "1 840 kg weighed by the carrier, note T-88213 signed and back, melted down.",
        ("12 01 01", "Merrow Metals", "Recycled", "6 Nov 2026"),
    ),
    systems=EMS,
    numbering="WST-{year}-{seq:03}",
    clauses=("14001 8.1", "14001 9.1.1"),
    columns=(
        "number",
        "moved_on",
        "title",
        "mass",
        "state",
        "code",
        "hazardous",
        "carrier",
        "note_no",
        "destination",
    ),
    form={
        "Waste": (
            "title",
            "code",
            "hazardous",
            "moved_on",
            "month",
            "year",
            "mass",
            "weighed",
            "container",
            "place",
            "aspect_id",
        ),
        "Carrier": ("carrier", "carrier_no", "carrier_until"),
        "Note": ("note_no", "note_by", "note_due_on", "note_on"),
        "Destination": ("destination", "destination_no", "fate", "cost"),
        "Notes": ("owner_id", "notes", "legacy"),
    },
    states=states(State("open", "Note to come back", "amber"), closed="Complete"),
    steps=(
        Step("Record as gone", ("draft",), "open", guards=(has_gone,)),
        Step(
            "Close with its note",
            ("open",),
            "closed",
            asks=("note_no", "note_on", "destination"),
            optional=("note_no", "destination"),
            guards=(note_is_whole,),
        ),
        Step("Correct", ("closed",), "open", reason=True),
    ),
    rules=(code_is_whole, carrier_may_carry),
    grows=(RAISE_NONCONFORMITY, ADD_ACTION),
    order="moved_on",
    place=60,
)
