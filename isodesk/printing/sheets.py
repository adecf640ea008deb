"""What every printed sheet shares: its paper, the company at its head, where it came from.

Sheets are frozen values of plain words, days and bytes; what each kind is made from stands
in the `*_sheets` beside this.

No ReportLab here, so services fill these in without waiting for it. The functions that
draw them take (sheet, company, foot, paper) and give the bytes of a PDF; the same values
give the same bytes.
"""

from dataclasses import dataclass
from datetime import datetime


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
