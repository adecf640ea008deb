"""What the sheets of the calendar are made from: year planner and task sheets. No ReportLab."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PlannerItem:
    """One line on a day of the planner: a number, which must be read, and what is to be done;
    `expected` by a rule, not due yet."""

    number: str
    word: str
    late: bool = False
    expected: bool = False


@dataclass(frozen=True)
class YearPlanner:
    """A year on one page: what is due on each day, in order. `count` says how much it is."""

    year: int
    days: Mapping[date, tuple[PlannerItem, ...]]
    count: str
    filter_words: str = ""


@dataclass(frozen=True)
class Task:
    """A row of a task sheet: `what` it is about, what is `to_do`, when; days late, 0 for not."""

    what: str
    to_do: str
    due: date
    days_late: int = 0


@dataclass(frozen=True)
class TaskSheet:
    """What one person does in a time, to be signed by pen; "" for what is nobody's."""

    person: str
    first: date
    last: date
    tasks: tuple[Task, ...]
    back_to: str
