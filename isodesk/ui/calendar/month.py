"""What is due in a month or year, sorted out for the screen; made away from the window."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from isodesk.store.due_items import DueItem

FIRST = 12
"""Items of a day that are kept where only the days are seen: as many as its tip tells."""


@dataclass(frozen=True, slots=True)
class Day:
    """What is due on a day: `items` in order, or the first of them; `count` of all, whether any
    is `late`, and whether all are only `expected`."""

    items: tuple[DueItem, ...] = ()
    count: int = 0
    late: bool = False
    expected: bool = True


@dataclass(frozen=True)
class Month:
    """`days` of all that shows, `within` what lies in the month or year itself, with how much
    of it is due, late and only expected."""

    days: Mapping[date, Day]
    within: tuple[DueItem, ...]
    due: int
    late: int
    expected: int


def sorted_out(items: tuple[DueItem, ...], first: date, last: date) -> Month:
    """Items in order, of which those from `first` to `last` are counted."""
    within = tuple(item for item in items if first <= item.on <= last)
    late = sum(1 for item in within if item.late > 0)
    expected = sum(1 for item in within if item.expected)
    by_day = {day: _day(of, len(of)) for day, of in _parted(items).items()}
    return Month(by_day, within, len(within) - expected, late, expected)


def at_a_glance(items: tuple[DueItem, ...]) -> Month:
    """A year, where only the days are seen: nothing is kept but the first items of each."""
    late = sum(1 for item in items if item.late > 0)
    expected = sum(1 for item in items if item.expected)
    by_day = {day: _day(of, FIRST) for day, of in _parted(items).items()}
    return Month(by_day, (), len(items) - expected, late, expected)


def _parted(items: tuple[DueItem, ...]) -> dict[date, list[DueItem]]:
    days: dict[date, list[DueItem]] = {}
    for item in items:
        days.setdefault(item.on, []).append(item)
    return days


def _day(items: list[DueItem], most: int) -> Day:
    late = any(item.late > 0 for item in items)
    return Day(tuple(items[:most]), len(items), late, all(item.expected for item in items))
