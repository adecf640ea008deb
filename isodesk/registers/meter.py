"""Meters and what is measured of the environment (ISO 14001, 9.1.1): water, energy, fuel, waste,
emissions, noise; with baseline, target and alarm limits."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import EVERY, NOTE, NUMBER, Reference
from isodesk.core.problems import Problem
from isodesk.core.register import EMS, Example, Group, Register, states
from isodesk.core.steps import State, Step
from isodesk.registers.acting import ADD_ACTION, RAISE_NONCONFORMITY
from isodesk.registers.growing import referring
from isodesk.registers.measures import (
    READINGS,
    STANDING,
    Aim,
    Reads,
    Standing,
    chart_of,
    standing,
    year_change,
)
from isodesk.registers.turns import next_turn


class Vector(Enum):
    """What is metered."""

    WATER = "Water"
    WASTEWATER = "Waste water"
    ELECTRICITY = "Electricity"
    GAS = "Gas"
    HEAT = "Heat"
    FUEL = "Fuel"
    WASTE = "Waste"
    EMISSION = "Emissions to air"
    NOISE = "Noise"
    PACKAGING = "Packaging"
    MATERIAL = "Material"
    REFRIGERANT = "Refrigerant"
    OTHER = "Other"


class Meter(Entry):
    """Something that is read in turn."""

    title: str = field("Meter", search=True, also=("Indicator", "Measuring point"), weight=14)
    vector: Vector = field("Of", default=Vector.WATER, also=("Medium", "Type"), weight=7)
    unit: str = field("Unit", also=("Unit of measure",), weight=4)
    reads: Reads = field("A reading is", default=Reads.AMOUNT)
    place: str | None = field("Where", search=True, also=("Location", "Site"), weight=7)
    meter_number: str | None = field("Meter's own number", search=True, also=("Serial number",))
    method: str | None = field("How it is read", NOTE, help="From the dial, the bill, a weighing.")
    aspect_id: int | None = field("Aspect", Reference(("aspect",)), weight=10)
    equipment_id: int | None = field("Measuring equipment", Reference(("equipment",)))
    baseline: Decimal | None = field(
        "Baseline", NUMBER, help="What one reading was before: the mean of the baseline years."
    )
    baseline_of: str | None = field("Baseline is", help="As “mean of 2023 and 2024”.")
    target: Decimal | None = field("Target", NUMBER)
    aim: Aim = field("The target is", default=Aim.AT_MOST)
    alarm_high: Decimal | None = field("Alarm over", NUMBER)
    alarm_low: Decimal | None = field("Alarm under", NUMBER)
    every: str | None = field("Read every", EVERY, also=("Frequency", "Interval"))
    first_on: date | None = field("First reading by")

    @computed("Last read", weight=7)
    def last_on(self) -> date | None:
        """The day of the newest reading."""
        days = [line.read_on for line in self.lines.get("reading", ()) if line.read_on]
        return max(days, default=None)

    @computed("Next reading", due="Reading")
    def next_on(self) -> date | None:
        """By its rule from the newest reading."""
        return next_turn(self.every, self.last_on, self.first_on)

    @computed("Newest", NUMBER, weight=6)
    def newest(self) -> Decimal | None:
        """The newest of the chart's readings."""
        readings = chart_of(self).readings
        return readings[-1].value if readings else None

    @computed("Against the baseline, %", NUMBER, help="Of the last twelve readings.", weight=6)
    def change(self) -> Decimal | None:
        """The mean of the last twelve readings against the baseline."""
        return year_change(self)

    @computed("Standing", STANDING, weight=9)
    def standing(self) -> Standing | None:
        """How the newest reading stands."""
        return standing(self)


def limits_are_in_order(meter: Meter) -> Iterator[Problem]:
    """Between the alarm limits there is room, and the target lies between them."""
    low, high, target = meter.alarm_low, meter.alarm_high, meter.target
    if low is not None and high is not None and low >= high:
        yield Problem("alarm_low", "The lower alarm limit must be less than the upper one.")
    elif target is not None and beyond(target, low, high):
        yield Problem("target", "The target lies beyond the alarm limit.")


def beyond(value: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether a value lies outside the limits that are given."""
    return (high is not None and value > high) or (low is not None and value < low)


def read_in_turn(meter: Meter) -> Iterator[Problem]:
    """What nobody is reminded of is not read."""
    if meter.state == "open" and not meter.every:
        yield Problem("every", "Say how often it is read.")


def _objective(meter: Meter) -> Mapping[str, Any]:
    return {
        "measure": meter.title,
        "unit": meter.unit,
        "baseline": meter.baseline,
        "aspect_id": meter.aspect_id,
    }


REGISTER = Register(
    Meter,
    key="meter",
    title="Meters and readings",
    one="meter",
    many="meters",
    group=Group.ENVIRONMENT,
    about="What you use and what leaves the site, month by month, against baseline, target and "
    "alarm limits.",
    example=Example(
        "MTR-01",
        "Mains water, works",
        "Read on the last working day. Baseline 360 m³ a month, target 324, alarm over 400.",
        ("Water", "Every month", "12 % below the baseline"),
    ),
    systems=EMS,
    numbering="MTR-{seq:02}",
    clauses=("14001 9.1.1",),
    columns=(
        "number",
        "title",
        "standing",
        "newest",
        "unit",
        "vector",
        "change",
        "owner_id",
        "due_on",
        "state",
    ),
    form={
        "Meter": ("title", "vector", "unit", "reads", "place", "meter_number", "method"),
        "Belongs to": ("aspect_id", "equipment_id", "owner_id"),
        "Held against": (
            "baseline",
            "baseline_of",
            "target",
            "aim",
            "alarm_high",
            "alarm_low",
        ),
        "Readings": (
            "every",
            "first_on",
            "last_on",
            "next_on",
            "newest",
            "change",
            "standing",
            "legacy",
        ),
    },
    states=states(State("open", "In use", "green"), closed="Taken out"),
    steps=(
        Step("Take into use", ("draft",), "open"),
        Step("Take out of use", ("open",), "closed", reason=True),
        Step("Take up again", ("closed",), "open", reason=True),
    ),
    rules=(limits_are_in_order, read_in_turn),
    lines=(READINGS,),
    grows=(
        referring("Set an objective", "objective", "meter_id", _objective),
        ADD_ACTION,
        RAISE_NONCONFORMITY,
    ),
    help="meters",
    place=30,
)
