"""The words of each stamp: what stands in which cell. Look at paper.md's pictures first.

An uncontrolled, draft, superseded or obsolete print uses the holder's cell for what it was
printed or is kept for.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from isodesk.core.dates import MONTHS, paper_day
from isodesk.i18n import tr
from isodesk.printing.stamp_facts import Kind, Stamp

Colour = tuple[float, float, float]

INK: Colour = (0x11 / 255, 0x11 / 255, 0x11 / 255)
COLOURS: dict[Kind, Colour] = {
    Kind.CONTROLLED: (0xC4 / 255, 0x12 / 255, 0x2F / 255),
    Kind.UNCONTROLLED: (0x1B / 255, 0x4F / 255, 0x9C / 255),
    Kind.DRAFT: (0x5A / 255, 0x62 / 255, 0x6B / 255),
    Kind.SUPERSEDED: INK,
    Kind.OBSOLETE: INK,
    Kind.FORM: (0x0B / 255, 0x55 / 255, 0x63 / 255),
}

DIAGONAL = frozenset({Kind.DRAFT, Kind.SUPERSEDED, Kind.OBSOLETE})
"""Stamps that also lie across the page, for whoever sees only the middle of it."""


@dataclass(frozen=True)
class Words:
    """Every text of the band but code and sheet number, cell by cell from the left."""

    word: str
    notes: tuple[str, str]
    big_label: str
    big: str
    big_note: str
    upper_label: str
    upper: str
    lower_label: str
    lower: str
    head: str
    days: str


def word_of(kind: Kind) -> str:
    """The stamp's own word, in capitals."""
    return {
        Kind.CONTROLLED: tr("CONTROLLED COPY"),
        Kind.UNCONTROLLED: tr("UNCONTROLLED"),
        Kind.DRAFT: tr("DRAFT"),
        Kind.SUPERSEDED: tr("SUPERSEDED"),
        Kind.OBSOLETE: tr("OBSOLETE"),
        Kind.FORM: tr("FORM"),
    }[kind]


def words(stamp: Stamp) -> Words:
    """What the band says of these facts."""
    label, big, note = _big(stamp)
    upper, lower = _labels(stamp.kind)
    return Words(
        word=word_of(stamp.kind),
        notes=_notes(stamp),
        big_label=label,
        big=big,
        big_note=note,
        upper_label=upper if stamp.holder else "",
        upper=stamp.holder,
        lower_label=lower if stamp.place else "",
        lower=stamp.place,
        head=_head(stamp),
        days=_days(stamp),
    )


def sheet_words(number: int, of: int, scale: float, picture: bool) -> str:
    """`2 of 3 · at 92 %`: which sheet, and what was done to the page on it."""
    said = tr("{n} of {all}", n=number, all=of)
    percent = round(scale * 100)
    if percent < 100:
        said += " · " + tr("at {percent} %", percent=max(percent, 1))
    return said + " · " + tr("picture") if picture else said


def _big(stamp: Stamp) -> tuple[str, str, str]:
    """Label, value and small addition of the large cell."""
    match stamp.kind:
        case Kind.CONTROLLED if stamp.copy is not None:
            big = tr("Copy"), str(stamp.copy), tr("one of {all}", all=stamp.of) if stamp.of else ""
        case Kind.FORM if stamp.copy is not None:
            big = tr("Blank"), f"{stamp.copy:04}", ""
        case Kind.UNCONTROLLED if stamp.valid_on:
            big = tr("Valid on"), paper_day(stamp.valid_on), ""
        case Kind.DRAFT if stamp.revision:
            big = tr("Draft"), stamp.revision, ""
        case Kind.SUPERSEDED if stamp.replaced_by:
            big = tr("Replaced by"), tr("rev {label}", label=stamp.replaced_by), ""
        case Kind.OBSOLETE if stamp.keep_until:
            big = tr("Keep until"), _month(stamp.keep_until), ""
        case Kind.SUPERSEDED | Kind.OBSOLETE if stamp.ended:
            big = tr("Ended"), paper_day(stamp.ended), ""
        case _:
            big = "", "", ""
    return big


def _month(day: date) -> str:
    """`Dec 2031` for the last day of a month, as keeping times end; the whole day else."""
    if day.day == monthrange(day.year, day.month)[1]:
        return f"{MONTHS[day.month - 1]} {day.year}"
    return paper_day(day)


def _labels(kind: Kind) -> tuple[str, str]:
    """Labels of the holder's cell."""
    match kind:
        case Kind.CONTROLLED:
            return tr("Holder"), tr("Place")
        case Kind.UNCONTROLLED:
            return tr("Printed for"), tr("Printed by")
        case Kind.DRAFT:
            return tr("Printed for"), tr("Printed")
        case Kind.SUPERSEDED | Kind.OBSOLETE:
            return tr("Kept for"), tr("Place")
        case Kind.FORM:
            return tr("Given to"), tr("Place")


def _notes(stamp: Stamp) -> tuple[str, str]:
    """The two lines under the word."""
    match stamp.kind:
        case Kind.CONTROLLED:
            notes = _controlled(stamp)
        case Kind.UNCONTROLLED:
            notes = (
                tr("Valid on the day of printing only."),
                tr("Nobody will tell you of a change."),
            )
        case Kind.DRAFT:
            notes = tr("Not for use. Not for filing."), _falls_away(stamp)
        case Kind.SUPERSEDED:
            notes = _superseded(stamp)
        case Kind.OBSOLETE:
            notes = _withdrawn(stamp)
        case Kind.FORM:
            notes = tr("One number, one record."), tr("Bring it back when it is filled in.")
    return notes


def _controlled(stamp: Stamp) -> tuple[str, str]:
    if stamp.colour:
        return tr("Stamp red on the original:"), tr("a grey stamp is a photocopy.")
    if stamp.code:
        return tr("Compare the check code."), ""
    return tr("In no register of copies."), ""


def _falls_away(stamp: Stamp) -> str:
    if stamp.revision:
        label = stamp.revision.partition(".")[0]
        return tr("Falls away when revision {label} is issued.", label=label)
    return tr("Falls away when the document is issued.")


def _superseded(stamp: Stamp) -> tuple[str, str]:
    if stamp.replaced_by and stamp.ended:
        return (
            tr("Not for use. Revision {label} is in force", label=stamp.replaced_by),
            tr("since {day}.", day=paper_day(stamp.ended)),
        )
    if stamp.replaced_by:
        return tr("Not for use."), tr("Revision {label} replaces it.", label=stamp.replaced_by)
    return tr("Not for use."), tr("A later revision replaces it.")


def _withdrawn(stamp: Stamp) -> tuple[str, str]:
    if stamp.ended:
        day = paper_day(stamp.ended)
        return tr("Not for use. Withdrawn {day},", day=day), tr("nothing replaces it.")
    return tr("Not for use. Withdrawn,"), tr("nothing replaces it.")


def _head(stamp: Stamp) -> str:
    """Document and revision."""
    if not stamp.revision:
        return stamp.number
    label = stamp.revision
    if stamp.kind is Kind.DRAFT:
        label = label.partition(".")[0]
    return f"{stamp.number} {tr('revision {label}', label=label)}".strip()


def _days(stamp: Stamp) -> str:
    """The date cell: issued, in force since, or the time it was in force."""
    if stamp.kind in (Kind.SUPERSEDED, Kind.OBSOLETE) and stamp.on and stamp.ended:
        return _span(stamp.on, stamp.ended)
    if stamp.kind is Kind.DRAFT and not stamp.on:
        return tr("not yet issued")
    if not stamp.on:
        return ""
    if stamp.kind is Kind.UNCONTROLLED:
        return tr("since {day}", day=paper_day(stamp.on))
    if stamp.kind is Kind.DRAFT:
        return paper_day(stamp.on)
    word = tr("printed {day}") if stamp.kind is Kind.FORM else tr("issued {day}")
    return word.format(day=paper_day(stamp.on))


def _span(start: date, ended: date) -> str:
    """`2 Mar – 22 Nov 2026`, or `2019 – 2026`; the day it ended was the follower's first."""
    last = max(start, ended - timedelta(days=1))
    if start.year != last.year:
        return f"{start.year} – {last.year}"
    return f"{start.day} {MONTHS[start.month - 1]} – {paper_day(last)}"
