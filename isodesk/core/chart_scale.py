"""Scales of a chart: round steps for values, months or days for time."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from isodesk.core.dates import MONTHS
from isodesk.i18n import tr

_STEPS = tuple(Decimal(step) for step in ("1", "2", "2.5", "5", "10"))
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
_DAY_STEPS = (1, 2, 5, 7, 14)


@dataclass(frozen=True)
class Scale:
    """From `low` to `high` in round steps; `ticks` has both ends."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]

    def share(self, value: Decimal) -> float:
        """Where a value lies: 0 at the low end, 1 at the high."""
        return float((value - self.low) / (self.high - self.low))


def value_scale(values: Sequence[Decimal], most: int, from_nought: bool) -> Scale:
    """A scale that holds the values with at most about `most` steps. With `from_nought` it
    begins (or ends) at 0, as bars must."""
    low, high = (min(values), max(values)) if values else (Decimal(0), Decimal(1))
    if from_nought:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        spread = abs(high) / 2 or Decimal(1)
        low, high = (low, high + spread) if from_nought else (low - spread, high + spread)
    step = _step((high - low) / max(most, 1))
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    ticks = tuple(step * n for n in range(int(first), int(last) + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def _step(least: Decimal) -> Decimal:
    """The next round number from here on: 1, 2, 2.5 or 5 and noughts."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(step * power for step in _STEPS if step * power >= least)


@dataclass(frozen=True)
class TimeTick:
    """A mark on the time axis: its day and its words; `year` where a year begins."""

    day: date
    words: str
    year: str = ""


def month_ticks(first: date, last: date, most: int) -> tuple[TimeTick, ...]:
    """Firsts of months from the month of `first` to that of `last`, so few that they fit."""
    count = months_between(first, last) + 1
    step = next((n for n in _MONTH_STEPS if count <= n * max(most, 1)), _MONTH_STEPS[-1])
    days = [day for day in _months(first, last) if _counts(day, step)]
    return tuple(_month_tick(day, step) for day in days)


def _counts(day: date, step: int) -> bool:
    """Steps of a year or less begin in January; longer ones in round years."""
    if step >= 12:
        return day.month == 1 and day.year % (step // 12) == 0
    return step == 1 or (day.month - 1) % step == 0


def _month_tick(day: date, step: int) -> TimeTick:
    if step >= 12:
        return TimeTick(day, str(day.year))
    year = str(day.year) if day.month == 1 else ""
    return TimeTick(day, tr(MONTHS[day.month - 1]), year)


def led_by_a_year(ticks: tuple[TimeTick, ...]) -> tuple[TimeTick, ...]:
    """The same with the year under the first one as well."""
    if not ticks or ticks[0].words == str(ticks[0].day.year):
        return ticks
    return (replace(ticks[0], year=str(ticks[0].day.year)), *ticks[1:])


def _months(first: date, last: date) -> Iterator[date]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield date(year, month, 1)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def day_ticks(first: date, last: date, most: int) -> tuple[TimeTick, ...]:
    """Days, as `3 Mar`, where the whole chart is of some weeks."""
    count = (last - first).days + 1
    step = next((n for n in _DAY_STEPS if count <= n * max(most, 1)), count)
    days = [first + timedelta(days=n) for n in range(0, count, step)]
    return tuple(TimeTick(day, f"{day.day} {tr(MONTHS[day.month - 1])}") for day in days)


def months_between(first: date, last: date) -> int:
    """Whole months from the month of one day to that of another."""
    return (last.year - first.year) * 12 + last.month - first.month


def month_place(day: date, first: date) -> float:
    """The day in months since the first of the month of `first`."""
    share = (day.day - 1) / monthrange(day.year, day.month)[1]
    return months_between(first, day) + share
