"""What every printed sheet is made from: frozen values of plain words, days and bytes.

No ReportLab here, so services fill these in without waiting for it. The functions that
draw them take (sheet, company, foot, paper) and give the bytes of a PDF; the same values
give the same bytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from isodesk.core.chart import Chart


@dataclass(frozen=True)
class Paper:
    """A sheet upright, in points."""

    name: str
    width: float
    height: float


A4 = Paper("A4", 595.28, 841.89)
A3 = Paper("A3", 841.89, 1190.55)
LETTER = Paper("Letter", 612.0, 792.0)


def paper(name: str) -> Paper:
    """The paper of this name ("A4", "Letter"); A4 for any other word."""
    return LETTER if name.casefold() == "letter" else A4


@dataclass(frozen=True)
class Company:
    """Who stands at the head of every sheet; `logo` is PNG or JPEG bytes."""

    name: str
    address: str = ""
    logo: bytes | None = None


@dataclass(frozen=True)
class Foot:
    """Where a sheet came from: the state of the file, when and by whom; `note` stands at
    the right: the filter and the denominator."""

    head: str
    printed_at: datetime
    who: str
    note: str = ""


# Documents


@dataclass(frozen=True)
class DocumentHead:
    """Title block of a document; `lead` is the sentence under the title, "" for none."""

    type_label: str
    title: str
    lead: str
    number: str
    revision: str
    effective: date | None


@dataclass(frozen=True)
class Shown:
    """What the fields of a written text print, and its links to other documents by their ids.

    `effective` None prints as the day of issue, which is not known before.
    """

    number: str = ""
    title: str = ""
    revision: str = ""
    effective: date | None = None
    company: str = ""
    owner: str = ""
    links: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Approval:
    """One signature on the control sheet. `at` is in the signer's zone, `zone` as +01:00;
    `reason` and `outside` tell of an override or of sending back; `odd_clock` says that the
    time did not follow from the entries before."""

    meaning: str
    name: str
    role: str
    at: datetime
    zone: str
    reason: str = ""
    outside: str = ""
    odd_clock: bool = False


@dataclass(frozen=True)
class RevisionLine:
    """One revision of the history, as "4", its day, what changed and why, by whom, state."""

    revision: str
    effective: date | None
    summary: str
    approved_by: str
    state: str
    in_force: bool = False


@dataclass(frozen=True)
class ReviewLine:
    """One periodic review that was held, its outcome in words."""

    on_day: date
    revision: str
    name: str
    outcome: str
    note: str
    next_on: date | None


@dataclass(frozen=True)
class CopyLine:
    """One copy of the distribution. `open_receipt` and `open_return` print in amber with
    their words; `replaced` says what became of the copy it replaced."""

    n: int
    holder: str
    place: str
    code: str
    issued: date | None
    received: date | None
    replaced: str = ""
    open_receipt: bool = False
    open_return: bool = False


@dataclass(frozen=True)
class ControlSheet:
    """Document control sheet: facts as (label, value), approvals, revisions, distribution.

    The notes stand at the right of the section headings; `remark` at the end. With `strip`
    the lowest 66 pt stay empty for the stamp of the copy it is printed in front of.
    """

    title: str
    number: str
    revision: str
    effective: date | None
    facts: tuple[tuple[str, str], ...]
    approvals: tuple[Approval, ...]
    revisions: tuple[RevisionLine, ...]
    copies: tuple[CopyLine, ...]
    approvals_note: str = ""
    revisions_note: str = ""
    copies_note: str = ""
    remark: str = ""
    strip: bool = False
    reviews: tuple[ReviewLine, ...] = ()


@dataclass(frozen=True)
class ChangeLine:
    """One change between two revisions: its word, its place, both texts as (part, differs),
    and what changed beside the words."""

    n: int
    word: str
    place: str
    old: tuple[tuple[str, bool], ...]
    new: tuple[tuple[str, bool], ...]
    note: str = ""


@dataclass(frozen=True)
class ChangeSheet:
    """Change sheet: facts as (label, value), four a row, of the old and the new revision;
    what they say of themselves; every change. `remark` says how the texts were read."""

    title: str
    number: str
    old: str
    new: str
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, str], ...]
    changes: tuple[ChangeLine, ...]
    remark: str = ""


# Slips and the walk


@dataclass(frozen=True)
class SlipCopy:
    """One copy on a slip: revision "3", copy "2 of 4", check code, the text of its QR."""

    revision: str
    copy: str
    code: str
    qr: str


@dataclass(frozen=True)
class Slip:
    """A recall slip (`give_back`), a receipt slip (`receive`), or both on one."""

    slip: str
    """Its own name: "RC-2026-019 · row 1 of 4"."""
    document: str
    """Number and title."""
    holder: str
    place: str
    give_back: SlipCopy | None
    receive: SlipCopy | None
    back_by: date | None
    back_to: str
    head: str = ""
    """The head of the history when it was printed."""


@dataclass(frozen=True)
class WalkRow:
    """A copy that should hang at a place."""

    number: str
    title: str
    copy: str
    code: str
    revision: str


@dataclass(frozen=True)
class WalkPlace:
    """A place with its holder(s) and the copies that should be there."""

    place: str
    holder: str
    rows: tuple[WalkRow, ...]


@dataclass(frozen=True)
class WalkSheet:
    """Reconciliation walk; rows are numbered through in the order given.

    `qr` is the text of the code at the head, "" for none; " S2" for the sheet is added.
    """

    title: str
    number: str
    planned: date | None
    places: tuple[WalkPlace, ...]
    extra_lines: int = 3
    qr: str = ""


# Backups


@dataclass(frozen=True)
class BackupLabel:
    """What goes with the medium: `head` as paper carries it, `code` the text of its QR,
    `counts` (word, number) of what it holds, `checked` when it was last found whole."""

    company: str
    name: str
    place: str
    at: datetime
    head: str
    code: str
    counts: tuple[tuple[str, str], ...]
    size: str
    checked: str


# Lists


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


# Records


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


# Reports


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
