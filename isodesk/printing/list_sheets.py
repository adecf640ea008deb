"""What a list on paper is made from, and the week as a list to be ticked off."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Align(Enum):
    """Where the words of a column stand."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True)
class Column:
    """A column of a list. `width` in points fixes it; None measures the words. `bold` and
    `mono` set its face; `tick` draws an empty box for the pen instead of words."""

    heading: str
    align: Align = Align.LEFT
    width: float | None = None
    bold: bool = False
    mono: bool = False
    tick: bool = False


@dataclass(frozen=True)
class Group:
    """Rows under one band; a list without groups has one with no heading. A row has one
    text per column; `urgent` holds the indexes of rows printed amber (late, open)."""

    heading: str
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    urgent: frozenset[int] = frozenset()


@dataclass(frozen=True)
class ListSheet:
    """Any list: what it is (`label`, `title`), its columns, its rows, and what was asked.

    `pairs` stand in the header before the page; `headline` ("12 of 34 aspects") is made
    from shown, total and `noun` when empty; `filter_words` "" is "No filter".
    """

    title: str
    label: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    shown: int
    total: int
    noun: str
    filter_words: str = ""
    legend: str = ""
    remark: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    numbered: bool = True
    red: bool = False
    """Urgent rows print red instead of amber."""


@dataclass(frozen=True)
class DueLine:
    """Something due: what (number and title), what to do, who, by when, days late (0: not)."""

    what: str
    action: str
    who: str
    due: date | None
    days_late: int = 0


@dataclass(frozen=True)
class WeekSheet:
    """Today's page on paper, to be ticked off."""

    day: date
    late: tuple[DueLine, ...]
    today: tuple[DueLine, ...]
    this_week: tuple[DueLine, ...]
    later: tuple[DueLine, ...]
    who: str = ""
    """Whose items; "" for everybody's."""
    filter_words: str = ""
    total: int | None = None
    """How many are due without the filter; None when there is none."""
    this_month: tuple[DueLine, ...] = ()
