"""A chart of readings over time: what it shows and how it is said, before it has a size.

Screen and paper draw the same values (`chart_layout.lay_out`), so that both show the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from isodesk.core.dates import MONTHS, paper_day
from isodesk.i18n import tr


class Shape(Enum):
    """Bars for an amount per month, a line for what is measured on a day."""

    BARS = "bars"
    LINE = "line"


class GuideKind(Enum):
    """What a level line across the chart stands for."""

    BASELINE = "baseline"
    TARGET = "target"
    ALARM_HIGH = "alarm_high"
    ALARM_LOW = "alarm_low"


ALARMS = (GuideKind.ALARM_HIGH, GuideKind.ALARM_LOW)


@dataclass(frozen=True)
class Reading:
    """A value on a day; with BARS the day only says which month."""

    day: date
    value: Decimal
    note: str = ""


@dataclass(frozen=True)
class Guide:
    """A level line and its words for the legend, as `Target: at most 300 m³`."""

    kind: GuideKind
    value: Decimal
    words: str


@dataclass(frozen=True)
class Chart:
    """Readings by day, oldest first, and the lines they are held against."""

    title: str
    unit: str
    readings: tuple[Reading, ...]
    guides: tuple[Guide, ...] = ()
    shape: Shape = Shape.BARS

    def breach(self, value: Decimal) -> Guide | None:
        """The alarm limit that this value is beyond; a value on the limit keeps it."""
        for guide in self.guides:
            over = guide.kind is GuideKind.ALARM_HIGH and value > guide.value
            under = guide.kind is GuideKind.ALARM_LOW and value < guide.value
            if over or under:
                return guide
        return None

    @property
    def breached(self) -> tuple[Reading, ...]:
        """The readings beyond an alarm limit."""
        return tuple(each for each in self.readings if self.breach(each.value))

    def guide(self, kind: GuideKind) -> Guide | None:
        """The line of this kind, if there is one."""
        return next((each for each in self.guides if each.kind is kind), None)


def number_words(number: Decimal) -> str:
    """`12.5`, `1 200 000`: no trailing noughts, thousands parted from 10 000 on."""
    text = f"{abs(number):f}"
    whole, _, places = text.partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", "\u00a0")
    places = places.rstrip("0")
    shown = f"{whole}.{places}" if places else whole
    return f"−{shown}" if number < 0 and shown.strip("0.") else shown


def with_unit(number: Decimal, unit: str) -> str:
    """`412 m³`; the number alone where there is no unit."""
    return f"{number_words(number)}\u00a0{unit}" if unit else number_words(number)


def when(chart: Chart, day: date) -> str:
    """`Mar 2026` of a month's amount, `3 Mar 2026` of a day."""
    if chart.shape is Shape.BARS:
        return f"{tr(MONTHS[day.month - 1])} {day.year}"
    return paper_day(day)


def reading_words(chart: Chart, at: int) -> str:
    """One reading as it is read aloud and shown as a hint."""
    reading = chart.readings[at]
    said = f"{when(chart, reading.day)}: {with_unit(reading.value, chart.unit)}"
    breach = chart.breach(reading.value)
    if breach is not None:
        said += ", " + breach_words(breach, chart.unit)
    return f"{said}. {reading.note}".strip() if reading.note else said


def breach_words(guide: Guide, unit: str) -> str:
    """`over the alarm limit of 400 m³`."""
    limit = with_unit(guide.value, unit)
    if guide.kind is GuideKind.ALARM_HIGH:
        return tr("over the alarm limit of {limit}", limit=limit)
    return tr("under the alarm limit of {limit}", limit=limit)


def summary(chart: Chart) -> str:
    """The whole chart in two or three sentences, for who cannot see it."""
    readings = chart.readings
    if not readings:
        return tr("{title}: no readings yet.", title=chart.title)
    values = [each.value for each in readings]
    said = [
        tr(
            "{title}: {n} readings from {first} to {last}, between {low} and {high}.",
            title=chart.title,
            n=len(readings),
            first=when(chart, readings[0].day),
            last=when(chart, readings[-1].day),
            low=with_unit(min(values), chart.unit),
            high=with_unit(max(values), chart.unit),
        )
    ]
    if any(guide.kind in ALARMS for guide in chart.guides):
        n, m = len(chart.breached), len(readings)
        said.append(tr("{n} of {m} are beyond an alarm limit.", n=n, m=m))
    against = against_baseline(chart)
    return " ".join([*said, against] if against else said)


def against_baseline(chart: Chart) -> str:
    """`The mean is 12.5 % below the baseline.`; "" without a baseline."""
    change = baseline_change(chart)
    if change is None:
        return ""
    if not change:
        return tr("The mean is at the baseline.")
    share = number_words(abs(change))
    if change < 0:
        return tr("The mean is {share} % below the baseline.", share=share)
    return tr("The mean is {share} % above the baseline.", share=share)


def baseline_change(chart: Chart) -> Decimal | None:
    """The mean of the readings against the baseline in per cent, one place."""
    baseline = chart.guide(GuideKind.BASELINE)
    if baseline is None or not baseline.value or not chart.readings:
        return None
    change = (mean([each.value for each in chart.readings]) - baseline.value) / abs(baseline.value)
    return (change * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def mean(values: Sequence[Decimal]) -> Decimal:
    """Of one value or more."""
    return sum(values, Decimal(0)) / len(values)
