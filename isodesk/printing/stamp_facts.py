"""What a stamp says and where it goes: plain values, no PDF here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """The six stamps. The value is what a print's record and check code hold."""

    CONTROLLED = "controlled"
    UNCONTROLLED = "uncontrolled"
    DRAFT = "draft"
    SUPERSEDED = "superseded"
    OBSOLETE = "obsolete"
    FORM = "form"
    """A numbered blank of a form, to be filled in; `copy` is its number."""


class Placing(StrEnum):
    """How a page meets the strip at the foot: RESERVED keeps scale 1, as the page was
    written with the strip empty; FIT scales it down to stand above the strip; GROW keeps
    scale 1 and adds the strip below (drawings to scale, on larger paper)."""

    RESERVED = "reserved"
    FIT = "fit"
    GROW = "grow"


@dataclass(frozen=True)
class Stamp:
    """The facts of one print. Empty text and None print nothing in their place.

    `on`: day of issue (None: not yet issued). `ended`: the day the revision was replaced or
    withdrawn. `holder` and `place` are purpose and "by whom" on an uncontrolled print, and
    what a draft, superseded or obsolete print is kept for and where. `code` as printed
    (`004K-CXWE-VG8M`) and `qr`, the text of the QR code, are "" for a print that no file
    knows: "not registered" stands in their place. `colour`: the printer prints colour. `head` is
    the head of the history when the print was entered.
    """

    kind: Kind
    number: str = ""
    revision: str = ""
    on: date | None = None
    copy: int | None = None
    of: int | None = None
    holder: str = ""
    place: str = ""
    code: str = ""
    qr: str = ""
    valid_on: date | None = None
    replaced_by: str = ""
    keep_until: date | None = None
    colour: bool = False
    title: str = ""
    ended: date | None = None
    head: str = ""
