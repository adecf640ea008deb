"""What is due in a month or year, sorted out for the screen; made away from the window."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from isodesk.store.due_items import DueItem


@dataclass(frozen=True)
class Month:
    """`days` of all that shows, `within` what lies in the month or year itself, with how much
    of it is due, late and only expected."""

    days: Mapping[date, tuple[DueItem, ...]]
    within: tuple[DueItem, ...]
    due: int
    late: int
    expected: int


def sorted_out(items: tuple[DueItem, ...], first: date, last: date) -> Month:
    """Items in order, of which those from `first` to `last` are counted."""
    days: dict[date, list[DueItem]] = {}
    for item in items:
        days.setdefault(item.on, []).append(item)
    within = tuple(item for item in items if first <= item.on <= last)
    late = sum(1 for item in within if item.late > 0)
    expected = sum(1 for item in within if item.expected)
    by_day = {day: tuple(of) for day, of in days.items()}
    return Month(by_day, within, len(within) - expected, late, expected)
