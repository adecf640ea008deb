"""What the sheets of keeping are made from: sign sheets, disposals, the map. No ReportLab."""

from dataclasses import dataclass
from datetime import date

from isodesk.documents.map_layout import Band


@dataclass(frozen=True)
class SignRow:
    """A reader on a sign sheet; `done_on` and `how` when the row needs no pen any more."""

    row: int
    name: str
    role: str
    done_on: date | None = None
    how: str = ""


@dataclass(frozen=True)
class SignSheet:
    """Read and understood, to be signed by pen and keyed in row by row.

    `qr` is the text of the code up to the sheet, whose "S2" is added to it.
    """

    number: str
    title: str
    revision: str
    effective: date | None
    summary: str
    read_by: date | None
    rows: tuple[SignRow, ...]
    qr: str


@dataclass(frozen=True)
class MapSheet:
    """The map of the documents; `states` are words by document, "" for simply in force."""

    title: str
    bands: tuple[Band, ...]
    states: dict[int, str]
    unlinked: tuple[str, ...]
    shown: int
    total: int
    filter_words: str = ""


@dataclass(frozen=True)
class DisposalRow:
    """One thing on a disposal list or certificate; `size` in bytes, `why_not` why it stays."""

    number: str
    title: str
    what: str
    rule: str
    kept_until: date | None
    files: int
    size: int
    why_not: str = ""


@dataclass(frozen=True)
class DisposalSheet:
    """The list before a disposal (no `number`), or the certificate after it."""

    rows: tuple[DisposalRow, ...]
    number: str = ""
    done_on: date | None = None
    method: str = ""
    approved_by: str = ""
    witness: str = ""
    note: str = ""
