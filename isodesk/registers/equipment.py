"""Measuring equipment (ISO 9001:2015, 7.1.5; ISO 14001:2015, 9.1.1)."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from isodesk.core.dates import paper_day
from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import EVERY, NOTE, Reference
from isodesk.core.recurrence import next_after
from isodesk.core.register import Example, Group, Register
from isodesk.core.steps import DRAFT, TODAY, VOID, Around, Grow, State, Step
from isodesk.registers.acting import ADD_ACTION


class Purpose(Enum):
    """What its readings decide."""

    PRODUCT = "Product is accepted by it"
    LIMIT = "An environmental limit is judged by it"
    REFERENCE = "Other equipment is calibrated by it"
    INDICATION = "For indication only"


class Where(Enum):
    """Who calibrates it."""

    HERE = "In house"
    OUTSIDE = "By a laboratory"


class Equipment(Entry):
    """One instrument with a number of its own."""

    title: str = field("Instrument", search=True, weight=13, also=("Description", "Gauge"))
    serial: str | None = field("Serial number", search=True, weight=8)
    maker: str | None = field("Maker and model", search=True)
    span: str | None = field("Range", weight=8, help="As 0 to 150 mm.")
    resolution: str | None = field("Resolution", weight=6)
    tolerance: str | None = field(
        "Limit of error", weight=7, help="How wrong it may be, as ± 0.03 mm.", also=("Tolerance",)
    )
    purpose: Purpose = field("Used for", default=Purpose.PRODUCT)
    location: str | None = field("Location", search=True, weight=9)
    calibrated_by: Where = field("Calibrated", default=Where.HERE)
    supplier_id: int | None = field("Laboratory", Reference(("supplier",)))
    method: str | None = field("Method", NOTE)
    method_id: int | None = field("Method is in", Reference(("document",)))
    basis: str | None = field(
        "Basis without a national standard",
        NOTE,
        help="What it is held against where no traceable standard exists.",
    )
    every: str | None = field("Interval", EVERY, also=("Calibration interval",))
    bought_on: date | None = field("In the house since")
    calibrated_on: date | None = field(
        "Last good calibration", help="Written by the calibration that found it good."
    )
    certificate: str | None = field("Certificate", search=True)
    quarantined_on: date | None = field("In quarantine since")

    raises: bool | None = field(
        "Nonconformity by itself",
        help="When its calibration is overdue, a nonconformity is raised by itself, once.",
    )

    @computed("Next calibration", due="Calibration")
    def calibration_on(self) -> date | None:
        """The interval after the last good calibration; none for what only indicates."""
        return None if indicates(self) else next_after(self.calibrated_on, self.every)

    @computed("Label", weight=10)
    def label(self) -> str:
        """What its label says."""
        if self.state == "quarantined":
            return "Do not use"
        if indicates(self):
            return "For indication only"
        until = next_after(self.calibrated_on, self.every)
        return f"Calibrated until {paper_day(until)}" if until else "Not calibrated"


def indicates(equipment: Equipment) -> bool:
    """Whether nothing is decided by it, so that it is not calibrated."""
    return equipment.purpose is Purpose.INDICATION


def is_calibrated(equipment: Equipment, around: Around) -> Iterator[str]:
    """In use stands only what is good, and whose day has not gone by."""
    if indicates(equipment):
        return
    if not equipment.every:
        yield "Say how often it is calibrated."
    until = next_after(equipment.calibrated_on, equipment.every)
    if equipment.calibrated_on is None:
        yield "Calibrate it first."
    elif until is not None and until < around.today:
        yield f"Its calibration ended on {paper_day(until)}."


def is_good_again(equipment: Equipment, around: Around) -> Iterator[str]:
    """Out of quarantine comes what was found good, or put right, since it went there."""
    since, good = equipment.quarantined_on, equipment.calibrated_on
    if not indicates(equipment) and since and (good is None or good < since):
        yield "Enter a calibration made since it went into quarantine."


def _calibration(equipment: Entry) -> dict[str, object]:
    title, by = f"Calibration of {equipment.title}", getattr(equipment, "supplier_id", None)
    return {"title": title, "equipment_id": equipment.id, "supplier_id": by}


_STANDING = ("in_use", "due", "quarantined")

REGISTER = Register(
    Equipment,
    key="equipment",
    title="Measuring equipment",
    one="instrument",
    many="instruments",
    group=Group.SUPPLY,
    about="What you measure with: that it is right, until when, and where it stands.",
    example=Example(
        "ME-017",
        "Digital calliper",
        "0 to 150 mm, reads 0.01, may be wrong by 0.03 mm; against gauge blocks every 12 months.",
        ("Measuring room", "Calibrated until 3 March"),
    ),
    numbering="ME-{seq:03}",
    clauses=("9001 7.1.5.1", "9001 7.1.5.2", "14001 9.1.1"),
    columns=("number", "title", "serial", "location", "label", "owner_id", "due_on", "state"),
    form={
        "Instrument": ("title", "serial", "maker", "span", "resolution", "tolerance", "purpose"),
        "Place": ("location", "owner_id", "bought_on", "legacy"),
        "Calibration": (
            "every",
            "calibrated_by",
            "supplier_id",
            "method",
            "method_id",
            "basis",
            "calibrated_on",
            "certificate",
            "calibration_on",
            "raises",
            "label",
            "quarantined_on",
        ),
    },
    states=(
        State(DRAFT, "Draft", "grey"),
        State("in_use", "In use", "green"),
        State("due", "Due", "amber"),
        State("quarantined", "Quarantine", "red"),
        State("closed", "Retired", "struck", closed=True),
        State(VOID, "Void", "struck", closed=True),
    ),
    steps=(
        Step("Put into use", (DRAFT,), "in_use", guards=(is_calibrated,)),
        Step("Call in", ("in_use",), "due"),
        Step(
            "Back into use",
            ("due", "quarantined"),
            "in_use",
            guards=(is_good_again, is_calibrated),
            puts={"quarantined_on": None},
        ),
        Step(
            "Quarantine",
            (DRAFT, "in_use", "due"),
            "quarantined",
            reason=True,
            puts={"quarantined_on": TODAY},
        ),
        Step("Retire", _STANDING, "closed", reason=True),
    ),
    grows=(Grow("Calibrate", "calibration", "equipment_id", _calibration), ADD_ACTION),
    place=30,
)
