"""What the sheets of supply and people are made from: cross tables, attendance, scorecards,
labels. No ReportLab."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Tone = Literal["", "red", "amber", "green", "blue"]


@dataclass(frozen=True)
class CrossCell:
    """What stands where a row meets a column."""

    text: str = ""
    tone: Tone = ""


@dataclass(frozen=True)
class CrossRow:
    """A row: its name, a quieter note below, one cell for each column. An `urgent` name is red."""

    name: str
    note: str
    cells: tuple[CrossCell, ...]
    urgent: bool = False


@dataclass(frozen=True)
class CrossGroup:
    """Rows under one band; "" for none."""

    heading: str
    rows: tuple[CrossRow, ...]
    note: str = ""


@dataclass(frozen=True)
class CrossSheet:
    """Rows against columns, whose heads are written upwards.

    `first` heads the names; `headline` is the count with its denominator; `legend` explains
    cells.
    """

    label: str
    title: str
    first: str
    columns: tuple[str, ...]
    groups: tuple[CrossGroup, ...]
    headline: str
    legend: tuple[tuple[CrossCell, str], ...] = ()
    remark: str = ""
    filter_words: str = ""


@dataclass(frozen=True)
class AttendanceRow:
    """Somebody expected; `mark` when it was keyed in already ("Was there")."""

    row: int
    name: str
    role: str
    mark: str = ""


@dataclass(frozen=True)
class AttendanceSheet:
    """An attendance sheet for the pen: facts about the session, what was taught, the rows, and
    blank rows after them. `qr` is the text of the code, whose "S2" is added."""

    label: str
    number: str
    title: str
    facts: tuple[tuple[str, str], ...]
    statement: str
    rows: tuple[AttendanceRow, ...]
    blank: int
    qr: str
    levels: str = ""


@dataclass(frozen=True)
class BlankQuestion:
    """A question on paper by the number it has in its audit."""

    n: int
    section: str
    clauses: tuple[str, ...]
    ask: str
    look: tuple[str, ...]


@dataclass(frozen=True)
class AuditBlank:
    """The blank checklist of an audit. `verdicts` are the words of the six boxes, `total` counts
    the questions of the whole audit, `qr` is the text of the code, whose "S2" is added."""

    number: str
    title: str
    planned: str
    auditor: str
    criteria: str
    verdicts: tuple[str, ...]
    questions: tuple[BlankQuestion, ...]
    total: int
    qr: str


@dataclass(frozen=True)
class ScorePeriod:
    """One evaluation: points of 100 by criterion, and the total."""

    period: str
    ended: date | None
    points: tuple[int | None, ...]
    total: int | None
    counts: tuple[str, str, str]
    note: str


@dataclass(frozen=True)
class Scorecard:
    """A supplier's year: facts, criteria with their weights, periods (newest first), papers and
    incidents as rows of words, and what the total means."""

    number: str
    title: str
    state: str
    facts: tuple[tuple[str, str], ...]
    criteria: tuple[tuple[str, int], ...]
    periods: tuple[ScorePeriod, ...]
    papers: tuple[tuple[str, ...], ...]
    incidents: tuple[tuple[str, ...], ...]
    good: int
    bearable: int


@dataclass(frozen=True)
class InstrumentLabel:
    """A label for an instrument; `words` are large, `tone` the strip's colour."""

    number: str
    title: str
    serial: str
    words: str
    day: str
    certificate: str
    tone: Tone
    qr: str
