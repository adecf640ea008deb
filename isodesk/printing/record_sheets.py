"""What a record on paper is made from: as a form, as a blank one, as a report in parts."""

from dataclasses import dataclass, field
from datetime import datetime

from isodesk.core.chart import Chart
from isodesk.printing.document_sheets import Approval
from isodesk.printing.list_sheets import Column


@dataclass(frozen=True)
class Fact:
    """A label with its value; `wide` takes the whole width, `short` a quarter."""

    label: str
    value: str
    wide: bool = False
    short: bool = False
    bold: bool = False


@dataclass(frozen=True)
class Section:
    """Facts under one heading."""

    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class HistoryLine:
    """One entry of a record's history, in words."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True)
class BlankColumn:
    """A column to be filled by pen; `hint` says what it takes, `weight` is its share."""

    heading: str
    hint: str
    weight: float
    required: bool


@dataclass(frozen=True)
class BlankSheet:
    """Numbered rows of a register for pen and paper. `qr` is the text of its code up to the
    page, whose "S2" is added to it."""

    title: str
    one: str
    about: str
    number: str
    columns: tuple[BlankColumn, ...]
    rows: int
    qr: str


@dataclass(frozen=True)
class LinesTable:
    """What a record has several of, as a table under its heading."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class RecordSheet:
    """A record as a form, its lines as tables under its sections, `charts` as (heading, chart).
    `links` as (what ties them, records); history latest first, with how many there are in all;
    `sign` are the labels of the lines for pens at the foot."""

    label: str
    title: str
    number: str
    version: str
    state: str
    sections: tuple[Section, ...]
    links: tuple[tuple[str, tuple[str, ...]], ...] = ()
    signatures: tuple[Approval, ...] = ()
    history: tuple[HistoryLine, ...] = ()
    history_total: int = 0
    sign: tuple[str, ...] = field(default=())
    tables: tuple[LinesTable, ...] = ()
    charts: tuple[tuple[str, Chart], ...] = ()


@dataclass(frozen=True)
class Fishbone:
    """Possible causes on their branches, as (branch, causes); a root cause is (words, True).
    `effect` stands at the head."""

    effect: str
    branches: tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]


@dataclass(frozen=True)
class Part:
    """One part of a report under its heading: a lead sentence, facts, tables, a fishbone, and
    for the pen boxes to tick and lines to write on, with what is to be written there. Where
    nothing of it is known `empty` says so."""

    heading: str
    lead: str = ""
    facts: tuple[Fact, ...] = ()
    tables: tuple[LinesTable, ...] = ()
    fishbone: Fishbone | None = None
    ticks: tuple[str, ...] = ()
    pen: tuple[tuple[str, int], ...] = ()
    """(What is to be written, how many lines)."""
    empty: str = ""


@dataclass(frozen=True)
class ReportSheet:
    """A report in parts, such as an 8D report: `pairs` stand in the header, `sign` are the
    labels of the lines for pens at the foot."""

    label: str
    title: str
    pairs: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    sign: tuple[str, ...] = ()
