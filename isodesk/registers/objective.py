"""Objectives of quality and environment (6.2 of both): what is to be reached by when, who does
what for it, and how it goes."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import EVERY, NOTE, NUMBER, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import TODAY, Grow, State, Step
from isodesk.registers.acting import ADD_ACTION, RAISE_NONCONFORMITY
from isodesk.registers.measures import READINGS, Aim, Reads, chart_of, name_of
from isodesk.registers.turns import next_turn

FOLLOWS = "follows"
"""The link from an objective to that of the year before."""


class Pace(Enum):
    """How the newest reading stands against the plan."""

    REACHED = "Reached"
    ON_PLAN = "On plan"
    BEHIND = "Behind the plan"
    AWAY = "Further away than before"
    OPEN = "Not measured yet"


PACE = choice_of(Pace, REACHED="green", ON_PLAN="green", BEHIND="amber", AWAY="red", OPEN="grey")


class Objective(Entry):
    """Something to be reached, with its measure."""

    title: str = field("Objective", search=True, also=("Goal",), weight=18)
    why: str | None = field(
        "Why", NOTE, search=True, help="Which commitment of the policy it keeps."
    )
    aspect_id: int | None = field("Aspect", Reference(("aspect",)))
    process_id: int | None = field("Process", Reference(("process",)))
    measure: str = field("Measure", search=True, also=("Indicator", "KPI"), weight=10)
    unit: str | None = field("Unit", weight=4)
    reads: Reads = field("A reading is", default=Reads.LEVEL)
    baseline: Decimal | None = field("Starts from", NUMBER, also=("Baseline",), weight=5)
    target: Decimal | None = field("Target", NUMBER, weight=5)
    aim: Aim = field("The target is", default=Aim.AT_MOST)
    alarm_high: Decimal | None = field("Alarm over", NUMBER)
    alarm_low: Decimal | None = field("Alarm under", NUMBER)
    meter_id: int | None = field(
        "Meter", Reference(("meter",)), help="Whose readings it is measured by."
    )
    start_on: date | None = field("From", weight=7)
    by_on: date = field("By", also=("Deadline", "Target date"), weight=7)
    plan: str = field("What is done", NOTE, search=True, also=("Plan", "Programme"))
    resources: str | None = field("Resources", NOTE, help="Money, time and people it takes.")
    judged: str | None = field("How the result is judged", NOTE)
    every: str | None = field("Measured every", EVERY, also=("Frequency",))
    first_on: date | None = field("First reading by")
    result: str | None = field("Result", NOTE, search=True)
    ended_on: date | None = field("Ended on")

    @computed("Last read")
    def last_on(self) -> date | None:
        """The day of the newest reading."""
        days = [line.read_on for line in self.lines.get("reading", ()) if line.read_on]
        return max(days, default=None)

    @computed("Next reading", due="Reading", every="every")
    def next_on(self) -> date | None:
        """By its rule from the newest reading, while it is pursued."""
        if self.state not in ("open", "at_risk"):
            return None
        return next_turn(self.every, self.last_on, self.first_on)

    @computed("Due", due="Objective")
    def end_on(self) -> date | None:
        """The day it is to be reached by, once it is set."""
        return None if self.state == "draft" else self.by_on

    @computed("Newest", NUMBER, weight=5)
    def newest(self) -> Decimal | None:
        """The newest of the chart's readings."""
        readings = chart_of(self).readings
        return readings[-1].value if readings else None

    @computed("Reached, %", NUMBER, weight=5)
    def reached(self) -> Decimal | None:
        """How much of the way from start to target is done."""
        return way_done(self.baseline, self.target, self.newest)

    @computed("Pace", PACE, weight=8)
    def pace(self) -> Pace | None:
        """Against an even pace from start to end, on the day of the newest reading."""
        return pace_of(self)


def way_done(start: Decimal | None, target: Decimal | None, now: Decimal | None) -> Decimal | None:
    """The share of the way from start to target in per cent; less than 0 going backwards."""
    if start is None or target is None or now is None or start == target:
        return None
    return ((now - start) / (target - start) * 100).quantize(Decimal(1), ROUND_HALF_UP)


def pace_of(objective: Objective) -> Pace:
    """How the newest reading stands. Without a start only whether the target is reached."""
    newest, target = objective.newest, objective.target
    if newest is None or target is None:
        return Pace.OPEN
    least = name_of(objective.aim) == Aim.AT_LEAST.name
    if newest >= target if least else newest <= target:
        return Pace.REACHED
    done = way_done(objective.baseline, target, newest)
    if done is None:
        return Pace.BEHIND
    if done < 0:
        return Pace.AWAY
    return Pace.ON_PLAN if done >= _planned(objective) else Pace.BEHIND


def _planned(objective: Objective) -> Decimal:
    """Per cent that an even pace would have done on the day of the newest reading."""
    start, end, day = objective.start_on, objective.by_on, objective.last_on
    if start is None or end is None or day is None or start >= end:
        return Decimal(0)
    share = Decimal((min(day, end) - start).days) / Decimal((end - start).days)
    return max(share * 100, Decimal(0)).quantize(Decimal(1), ROUND_HALF_UP)


def can_be_measured(objective: Objective) -> Iterator[Problem]:
    """6.2.1 asks for objectives that are measurable where practicable."""
    if objective.state != "draft" and objective.target is None and not objective.judged:
        yield Problem("target", "Give a target, or say how the result is judged.")
    if objective.start_on and objective.by_on and objective.start_on >= objective.by_on:
        yield Problem("by_on", "It ends before it begins.")
    low, high = objective.alarm_low, objective.alarm_high
    if low is not None and high is not None and low >= high:
        yield Problem("alarm_low", "The lower alarm limit must be less than the upper one.")


def _next_year(objective: Objective) -> Mapping[str, Any]:
    """The same for the year that follows; the newest reading is where it starts."""
    kept = ("title", "why", "measure", "unit", "reads", "target", "aim", "alarm_high")
    more = ("alarm_low", "plan", "resources", "judged", "every")
    refers = ("aspect_id", "process_id", "meter_id", "owner_id")
    values = {key: _stored(getattr(objective, key)) for key in (*kept, *more, *refers)}
    newest = objective.newest if objective.newest is not None else objective.baseline
    return {
        **values,
        "baseline": newest,
        "start_on": objective.by_on,
        "by_on": _year_later(objective.by_on),
    }


def _stored(value: Any) -> Any:
    return value.name if isinstance(value, Enum) else value


def _year_later(day: date | None) -> date | None:
    from isodesk.core.dates import add_months

    return add_months(day, 12) if day else None


_PURSUED = ("open", "at_risk")

REGISTER = Register(
    Objective,
    key="objective",
    title="Objectives",
    one="objective",
    many="objectives",
    group=Group.PLANNING,
    about="What you want to reach by when, who does what for it with which means, and how it is "
    "measured.",
    example=Example(
        "OBJ-2026-03",
        "A tenth less mains water in the works",
        "From 360 to 324 m³ a month by the end of 2026: closed circuit at the test bench, leaks "
        "mended within the week. Read every month.",
        ("Mains water", "at most 324 m³", "by 31 Dec 2026"),
    ),
    numbering="OBJ-{year}-{seq:02}",
    clauses=("9001 6.2", "14001 6.2"),
    columns=(
        "number",
        "title",
        "pace",
        "newest",
        "target",
        "unit",
        "reached",
        "owner_id",
        "due_on",
        "state",
    ),
    form={
        "Objective": ("title", "why", "aspect_id", "process_id", "systems"),
        "Measure": (
            "measure",
            "unit",
            "reads",
            "baseline",
            "target",
            "aim",
            "alarm_high",
            "alarm_low",
            "meter_id",
            "judged",
        ),
        "Plan": ("owner_id", "start_on", "by_on", "plan", "resources"),
        "Readings": (
            "every",
            "first_on",
            "last_on",
            "next_on",
            "newest",
            "reached",
            "pace",
        ),
        "Result": ("result", "ended_on", "end_on", "legacy"),
    },
    states=(
        *states(
            State("open", "On track", "blue"),
            State("at_risk", "At risk", "amber"),
            State("missed", "Missed", "red", closed=True),
            State("dropped", "Dropped", "struck", closed=True),
            closed="Met",
        ),
    ),
    steps=(
        Step("Set", ("draft",), "open", needs=("owner_id",)),
        Step("Call at risk", ("open",), "at_risk", reason=True),
        Step("Back on track", ("at_risk",), "open", reason=True),
        Step("Call met", _PURSUED, "closed", asks=("result",), puts={"ended_on": TODAY}),
        Step("Call missed", _PURSUED, "missed", asks=("result",), puts={"ended_on": TODAY}),
        Step("Drop", _PURSUED, "dropped", reason=True, puts={"ended_on": TODAY}),
        Step("Reopen", ("closed", "missed", "dropped"), "open", reason=True),
    ),
    rules=(can_be_measured,),
    lines=(READINGS,),
    grows=(
        ADD_ACTION,
        RAISE_NONCONFORMITY,
        Grow(
            "Carry on next year",
            "objective",
            FOLLOWS,
            _next_year,
            ("open", "at_risk", "closed", "missed"),
            once=True,
        ),
    ),
    help="objectives",
    place=60,
)
