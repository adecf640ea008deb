"""What is carried about is made from: slips for copies, the walk past them, a label."""

from dataclasses import dataclass
from datetime import date, datetime


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
