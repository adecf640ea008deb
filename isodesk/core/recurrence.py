"""Recurrence: how often something falls due, and on which days.

A rule is kept as a short text, a part of RFC 5545's RRULE: `FREQ=MONTHLY;INTERVAL=3`. Two
things differ from the RFC, because an officer means them so: a day that a month lacks is its
last day (the 31st is 30 April, 29 February is the 28th), and `X-WEEKEND` moves a day that
falls on a weekend. People type and read words instead: `core.recurrence_words`.

Days are counted from the start, never from the one before, so that the 31st comes back after
February.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import count as counted
from itertools import takewhile

from isodesk.core.dates import add_months
from isodesk.core.problems import Refused

WORKING = (0, 1, 2, 3, 4)
"""Monday to Friday."""


class Unit(Enum):
    """What a rule counts."""

    DAY = "DAILY"
    WEEK = "WEEKLY"
    MONTH = "MONTHLY"
    YEAR = "YEARLY"


@dataclass(frozen=True)
class Every:
    """One rule. Without a day of its own it keeps the day it is counted from.

    `unit` and `count` are the stride ("every 2 weeks"). `weekdays` (0 is Monday) are the days
    of a weekly rule, or with `nth` what is counted in a month: 1 the first of them, -1 the
    last. `months` (1 to 12) narrows a stride of one month to some months, and names the month
    of a yearly rule. `day` is the day of the month, 1 to 31, or -1 for the last. `weekend` is
    "before" (the Friday), "after" (the Monday) or "" where a weekend is a day like any other.
    """

    unit: Unit
    count: int = 1
    weekdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    day: int = 0
    nth: int = 0
    weekend: str = ""

    @property
    def bound(self) -> bool:
        """Whether the calendar says the day, so that doing it early or late moves nothing."""
        return bool(self.weekdays or self.day)

    def problem(self) -> str | None:
        """Why there can be no such rule, in one sentence; None when there can."""
        monthly, yearly = self.unit is Unit.MONTH, self.unit is Unit.YEAR
        checks = (
            (1 <= self.count <= _MOST[self.unit], "Count from one, up to a century."),
            (_ordered(self.weekdays, 0, 6), "A week has seven days."),
            (_ordered(self.months, 1, 12), "A year has twelve months."),
            (self.day == -1 or 0 <= self.day <= 31, "A month has at most 31 days."),
            (_day_in_its_month(self), "The month has fewer days."),
            (_nth_in_every_month(self), "Not every month has so many; say the last one."),
            (not (self.day and self.weekdays), "Say a weekday or a day of the month, not both."),
            (not (self.day or self.nth) or monthly or yearly, "Only months have such a day."),
            (not self.nth or bool(self.weekdays), "Say which weekday."),
            (self.unit is not Unit.DAY or not self.weekdays, "Weekdays belong to weeks."),
            (
                self.unit is Unit.WEEK or bool(self.nth) or not self.weekdays,
                "Say which one, such as the first or the last.",
            ),
            (not self.months or (self.bound and (monthly or yearly)), "Say which day."),
            (not (yearly and self.bound) or len(self.months) == 1, "Say which month."),
            (not (monthly and self.months) or self.count == 1, "Name the months or count them."),
            (not (monthly and len(self.months) == 1), "A single month comes round every year."),
            (self.weekend in ("", "before", "after"), "A weekend is kept, before or after."),
            (not (self.weekend and self.weekdays), "A rule with weekdays says it already."),
        )
        return next((sentence for right, sentence in checks if not right), None)


_MOST = {Unit.DAY: 36_500, Unit.WEEK: 5_200, Unit.MONTH: 1_200, Unit.YEAR: 100}


def next_day(last: date, every: Every, start: date | None = None) -> date:
    """The first day of the rule after `last`, counted from `start`, or from `last` itself.

    Give the start of a rule that runs for years, or the 31st is the 28th for good after its
    first February. Raises Refused past the year 9999.
    """
    if last < date.max:
        for day in _days(every, start or last, last + timedelta(days=1)):
            return day
    raise Refused("The calendar ends with the year 9999; choose an earlier day.")


def next_after(last: date | None, rule: str | None) -> date | None:
    """`next_day` of a stored rule, for a computed field: None while one of the two is missing."""
    return next_day(last, from_text(rule)) if last and rule else None


def days_between(every: Every, start: date, first: date, last: date) -> tuple[date, ...]:
    """The days of a rule counted from `start` that fall on `first` to `last`, in order.

    The start itself is one of them where the rule says so.
    """
    return tuple(takewhile(lambda day: day <= last, _days(every, start, max(start, first))))


def to_text(every: Every) -> str:
    """The stored text: `FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1`."""
    parts = [f"FREQ={every.unit.value}"]
    if every.count > 1:
        parts.append(f"INTERVAL={every.count}")
    if every.months:
        parts.append("BYMONTH=" + ",".join(map(str, every.months)))
    if every.day:
        parts.append(f"BYMONTHDAY={every.day}")
    if every.weekdays:
        parts.append("BYDAY=" + ",".join(_DAYS[day] for day in every.weekdays))
    if every.nth:
        parts.append(f"BYSETPOS={every.nth}")
    if every.weekend:
        parts.append(f"X-WEEKEND={every.weekend.upper()}")
    return ";".join(parts)


def from_text(text: str) -> Every:
    """The rule of a stored text. Raises Refused for what is none of ours."""
    try:
        parts = dict(part.split("=", 1) for part in text.strip().upper().split(";"))
        every = Every(
            Unit(parts.pop("FREQ")),
            int(parts.pop("INTERVAL", "1")),
            tuple(_DAYS.index(day) for day in _listed(parts.pop("BYDAY", ""))),
            tuple(int(month) for month in _listed(parts.pop("BYMONTH", ""))),
            int(parts.pop("BYMONTHDAY", "0")),
            int(parts.pop("BYSETPOS", "0")),
            parts.pop("X-WEEKEND", "").lower(),
        )
    except (ValueError, KeyError):
        raise Refused(f"“{text}” is no rule that isodesk knows.") from None
    problem = every.problem()
    if parts or problem:
        raise Refused(problem or f"“{text}” is no rule that isodesk knows.")
    return every


_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _listed(text: str) -> list[str]:
    return text.split(",") if text else []


def _ordered(values: tuple[int, ...], low: int, high: int) -> bool:
    return all(low <= value <= high for value in values) and list(values) == sorted(set(values))


def _day_in_its_month(every: Every) -> bool:
    """29 February is one; of several months the shorter ones have their last day."""
    return len(every.months) != 1 or every.day <= monthrange(2024, every.months[0])[1]


def _nth_in_every_month(every: Every) -> bool:
    """Four of each weekday stand in the shortest month."""
    return every.nth == -1 or 0 <= every.nth <= 4 * max(1, len(every.weekdays))


def _days(every: Every, start: date, first: date) -> Iterator[date]:
    """The days of a rule counted from `start`, in order, from `first` on; each once."""
    seen = None
    for day in _unmoved(every, start, first):
        moved = _moved(day, every.weekend)
        if moved >= first and moved != seen:
            seen = moved
            yield moved


def _unmoved(every: Every, start: date, near: date) -> Iterator[date]:
    """The days before weekends move them, from shortly before `near` on."""
    found = _days_by_count if every.unit in (Unit.DAY, Unit.WEEK) else _days_by_month
    try:
        for day in found(every, start, max(start, near)):
            if day >= start:
                yield day
    except (OverflowError, ValueError):  # past the last day that Python's calendar knows
        return


def _days_by_count(every: Every, start: date, near: date) -> Iterator[date]:
    stride = every.count * (7 if every.unit is Unit.WEEK else 1)
    first = start - timedelta(days=start.weekday()) if every.weekdays else start
    for n in counted(max(0, (near - first).days // stride - 1 - 2 // stride)):
        for weekday in every.weekdays or (0,):
            yield first + timedelta(days=n * stride + weekday)


def _days_by_month(every: Every, start: date, near: date) -> Iterator[date]:
    stride = every.count * (12 if every.unit is Unit.YEAR else 1)
    gone = (near.year - start.year) * 12 + near.month - start.month
    for n in counted(max(0, gone // stride - 1)):
        if not every.bound:
            yield add_months(start, n * stride)
        elif every.unit is Unit.YEAR:
            first = add_months(start.replace(month=every.months[0], day=1), n * stride)
            yield _day_in(first, every)
        else:
            first = add_months(start.replace(day=1), n * stride)
            if first.month in (every.months or (first.month,)):
                yield _day_in(first, every)


def _day_in(first: date, every: Every) -> date:
    """The rule's day in the month that begins on `first`."""
    _, length = monthrange(first.year, first.month)
    if every.day:
        return first.replace(day=length if every.day == -1 else min(every.day, length))
    month = (first + timedelta(days=n) for n in range(length))
    fitting = [day for day in month if day.weekday() in every.weekdays]
    return fitting[every.nth if every.nth < 0 else every.nth - 1]


def _moved(day: date, weekend: str) -> date:
    """The calendar's last day is a Friday, so every weekend has its Monday."""
    over = day.weekday() - 4
    if not weekend or over <= 0:
        return day
    return day + timedelta(days=-over if weekend == "before" else 3 - over)
