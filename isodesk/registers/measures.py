"""What meters and objectives share: readings, the limits they are held against, and their chart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from itertools import pairwise
from typing import Any

from isodesk.core.chart import Chart, Guide, GuideKind, Reading, Shape, mean, with_unit
from isodesk.core.entry import Line, field
from isodesk.core.kinds import NOTE, NUMBER, Reference, choice_of
from isodesk.core.register import Lines
from isodesk.i18n import tr


class Reads(Enum):
    """What a reading is."""

    AMOUNT = "Amount of the month"
    COUNTER = "Counter; the difference counts"
    LEVEL = "Value on a day"


class Aim(Enum):
    """Which side of the target is good."""

    AT_MOST = "At most"
    AT_LEAST = "At least"


class Standing(Enum):
    """How the newest reading stands."""

    BEYOND = "Beyond the alarm limit"
    MISSED = "Off target"
    GOOD = "On target"
    READ = "Read"
    NONE = "No readings"


STANDING = choice_of(Standing, BEYOND="red", MISSED="amber", GOOD="green", READ="grey", NONE="grey")


class Alarm(Enum):
    """What became of a reading beyond its limit."""

    RAISED = "Nonconformity raised"
    DECLINED = "No nonconformity"


class ReadingLine(Line):
    """One reading; of a counter what it shows, `value` is the amount since the one before."""

    read_on: date = field("Day", also=("Date", "Month"), weight=8.5)
    value: Decimal | None = field(
        "Reading", NUMBER, also=("Amount", "Value", "Quantity"), weight=6.5
    )
    cost: Decimal | None = field("Cost", NUMBER, weight=7)
    invoice: str | None = field("Invoice or source", weight=8)
    note: str | None = field("Note", NOTE, weight=12)
    alarm: Alarm | None = field("Alarm answered", weight=9)
    nonconformity_id: int | None = field("Nonconformity", Reference(("nonconformity",)), weight=8)
    alarm_reason: str | None = field("Because", NOTE, weight=12)


READINGS = Lines(
    "reading",
    "Readings",
    "reading",
    ReadingLine,
    ("read_on", "value", "cost", "note", "invoice", "alarm", "alarm_reason"),
)


@dataclass(frozen=True)
class Taken:
    """A reading with what it amounts to. `line_id` is the line it stands in."""

    line_id: int
    day: date
    amount: Decimal
    alarm: str
    note: str = ""


def taken(entry: Any) -> tuple[Taken, ...]:
    """The readings that have a value, oldest first; of a counter the differences, the first
    being where it starts. A counter that begins anew counts from nought."""
    lines = [line for line in entry.lines.get("reading", ()) if line.value is not None]
    lines = sorted(
        (line for line in lines if line.read_on), key=lambda line: (line.read_on, line.id)
    )
    if name_of(getattr(entry, "reads", None)) != Reads.COUNTER.name:
        return tuple(_taken(line, line.value) for line in lines)
    return tuple(_taken(now, _since(before.value, now.value)) for before, now in pairwise(lines))


def _taken(line: Any, amount: Decimal) -> Taken:
    return Taken(line.id, line.read_on, amount, name_of(line.alarm), line.note or "")


def _since(before: Decimal, now: Decimal) -> Decimal:
    return now - before if now >= before else now


def by_month(readings: Iterable[Taken]) -> tuple[Reading, ...]:
    """Amounts of each month added up, on its first day, oldest first."""
    sums: dict[date, Decimal] = {}
    notes: dict[date, str] = {}
    for each in readings:
        month = each.day.replace(day=1)
        sums[month] = sums.get(month, Decimal(0)) + each.amount
        notes[month] = notes.get(month) or each.note
    return tuple(Reading(month, sums[month], notes[month]) for month in sorted(sums))


def chart_of(entry: Any) -> Chart:
    """The readings of a meter or an objective with the lines they are held against."""
    readings = taken(entry)
    if name_of(getattr(entry, "reads", None)) == Reads.LEVEL.name:
        points = tuple(Reading(each.day, each.amount, each.note) for each in readings)
        return Chart(entry.title or "", entry.unit or "", points, guides(entry), Shape.LINE)
    return Chart(entry.title or "", entry.unit or "", by_month(readings), guides(entry))


def guides(entry: Any) -> tuple[Guide, ...]:
    """The lines of the chart that are given."""
    unit = entry.unit or ""
    aim = tr("at least") if name_of(entry.aim) == Aim.AT_LEAST.name else tr("at most")
    wanted = (
        (GuideKind.BASELINE, entry.baseline, tr("Baseline {value}")),
        (GuideKind.TARGET, entry.target, tr("Target: {aim} {value}")),
        (GuideKind.ALARM_HIGH, entry.alarm_high, tr("Alarm over {value}")),
        (GuideKind.ALARM_LOW, entry.alarm_low, tr("Alarm under {value}")),
    )
    return tuple(
        Guide(kind, value, words.format(aim=aim, value=with_unit(value, unit)))
        for kind, value, words in wanted
        if value is not None
    )


@dataclass(frozen=True)
class Breach:
    """Something beyond an alarm limit: a month's amount, or a value. The answer is kept in the
    line of its newest reading, `line_id`."""

    line_id: int
    reading: Reading
    guide: Guide
    answered: bool


def breaches(entry: Any) -> tuple[Breach, ...]:
    """All readings of the chart beyond a limit, oldest first, and whether each is answered."""
    chart, readings = chart_of(entry), taken(entry)
    found = []
    for reading in chart.readings:
        guide = chart.breach(reading.value)
        if guide is not None:
            lines = [each for each in readings if _in(chart, each.day, reading.day)]
            answered = any(each.alarm for each in lines)
            found.append(Breach(lines[-1].line_id, reading, guide, answered))
    return tuple(found)


def _in(chart: Chart, day: date, place: date) -> bool:
    return day == place if chart.shape is Shape.LINE else day.replace(day=1) == place


def standing(entry: Any) -> Standing:
    """How the newest of the chart's readings stands."""
    chart = chart_of(entry)
    if not chart.readings:
        return Standing.NONE
    newest = chart.readings[-1].value
    if chart.breach(newest):
        return Standing.BEYOND
    if entry.target is None:
        return Standing.READ
    good = (
        newest >= entry.target
        if name_of(entry.aim) == Aim.AT_LEAST.name
        else newest <= entry.target
    )
    return Standing.GOOD if good else Standing.MISSED


def year_change(entry: Any) -> Decimal | None:
    """The mean of the last twelve of the chart's readings against the baseline, in per cent:
    what method M7 asks. None without baseline or readings."""
    values = [reading.value for reading in chart_of(entry).readings[-12:]]
    return change(values, entry.baseline)


def change(values: Sequence[Decimal], baseline: Decimal | None) -> Decimal | None:
    """The mean of the values against the baseline, in per cent with one place."""
    if not values or not baseline:
        return None
    part = (mean(values) - baseline) / abs(baseline)
    return (part * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def name_of(member: Any) -> str:
    """The stored name of a choice, whether it is given as its member or so."""
    return getattr(member, "name", member) or ""
