"""What the sheets of customers are made from: the matrix of requirements, satisfaction, one
customer, the form of a survey. No ReportLab."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from isodesk.core.chart import Chart


@dataclass(frozen=True)
class AskedRow:
    """A requirement: what answers it, its limit and what came of it. `open` when nothing
    answers it, which prints red."""

    number: str
    title: str
    product: str
    specification: str
    document: str
    limit: str
    better: str
    last: str
    met: int
    exceeded: int
    missed: int
    open: bool = False
    missed_last: bool = False

    @property
    def judged(self) -> int:
        """Results that say something."""
        return self.met + self.exceeded + self.missed


@dataclass(frozen=True)
class CustomerAsked:
    """The requirements of one customer."""

    name: str
    rows: tuple[AskedRow, ...]


@dataclass(frozen=True)
class RequirementMatrix:
    """Customer by requirement by what answers it."""

    customers: tuple[CustomerAsked, ...]
    closed: int = 0


@dataclass(frozen=True)
class MonthCount:
    """What was judged in one month, and how much of it went beyond what was asked."""

    judged: int = 0
    exceeded: int = 0
    missed: int = 0


@dataclass(frozen=True)
class SatisfactionRow:
    """A customer over the months; `index` and `before` in per cent, None for never asked."""

    name: str
    months: tuple[MonthCount, ...]
    index: Decimal | None
    before: Decimal | None
    wanted: Decimal | None
    asked_on: date | None
    complaints: int

    @property
    def total(self) -> MonthCount:
        """All months together."""
        return MonthCount(
            sum(m.judged for m in self.months),
            sum(m.exceeded for m in self.months),
            sum(m.missed for m in self.months),
        )


@dataclass(frozen=True)
class SatisfactionSheet:
    """Met, exceeded and missed by customer and month, beside the index of the surveys."""

    months: tuple[date, ...]
    """First days of the months, oldest first."""
    rows: tuple[SatisfactionRow, ...]


@dataclass(frozen=True)
class CustomerSheet:
    """One customer: facts, the trend of satisfaction, requirements, complaints. Complaints are
    (number, what, received, times kept, state)."""

    number: str
    title: str
    state: str
    facts: tuple[tuple[str, str], ...]
    chart: Chart
    surveys: tuple[tuple[str, str, str, str], ...]
    """(day, number, index, what was made of it), newest first."""
    rows: tuple[AskedRow, ...]
    complaints: tuple[tuple[str, str, str, str, str], ...]


@dataclass(frozen=True)
class SurveyForm:
    """A survey to be filled in by pen: questions with boxes from 1 to `best`."""

    number: str
    title: str
    customer: str
    person: str
    questions: tuple[str, ...]
    best: int
    back_by: date | None
    lines: int = 5
    """Rows for own words."""
