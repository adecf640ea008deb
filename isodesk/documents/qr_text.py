"""What the QR code of a stamped print says, written and read.

`ISODESK1 4T7Q2M QP-07 R4 C2/4 20261123 004KF7YKFV3N`: format, file, document, revision,
copy or kind, date, code. A blank of a form has `N42` in the place of the copy, a sign sheet
`READ`, no date, and `S2` for its second sheet in the place of the code. Upper
case, with %XX for anything outside the set of characters that a QR code packs tightly. Only
the code is proof; the rest is for a person with a phone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote, unquote

FORMAT = "ISODESK1"

_TIGHT = "$*+-./:"
"""QR's alphanumeric set beyond letters and digits, without % and space, which we use."""

_VERSION_4 = 90
"""Characters of an alphanumeric QR code version 4-M (ISO/IEC 18004, table 7)."""

_NONE = "-"


@dataclass(frozen=True)
class QrFacts:
    """What a QR code claims. `copy` and `of` are None for a print that is no numbered copy,
    `kind` is then its word; text came through upper case."""

    file: str
    number: str
    revision: str
    copy: int | None
    of: int | None
    kind: str
    on: date | None
    code: str
    blank: int | None = None
    """The number of a blank of a form."""


SIGN_SHEET = "READ"
"""The kind of a sign sheet, which carries no check code."""


def sign_sheet_text(file: str, number: str, revision: str) -> str:
    """The text of a sign sheet's code up to its sheet: " S1" comes behind it."""
    label = "R" + (_tight(revision) or _NONE)
    return " ".join((FORMAT, file, _tight(number) or _NONE, label, SIGN_SHEET, _NONE))


RECORD = "RECORD"
"""The kind of a sheet of a record of a register, such as an attendance sheet."""


def record_text(file: str, number: str) -> str:
    """The text of the code on a sheet that belongs to a record, up to its sheet: " S1" comes
    behind it."""
    return " ".join((FORMAT, file, _tight(number) or _NONE, f"R{_NONE}", RECORD, _NONE))


def qr_text(facts: QrFacts) -> str:
    """The text of the code; the date is left out where it would grow past version 4."""
    text = _joined(facts, f"{facts.on:%Y%m%d}" if facts.on else _NONE)
    return text if len(text) <= _VERSION_4 else _joined(facts, _NONE)


def read_qr(text: str) -> QrFacts | None:
    """The claim of one of our codes, or None for any other text."""
    parts = text.strip().upper().split(" ")
    if len(parts) != 7 or parts[0] != FORMAT or not parts[3].startswith("R"):
        return None
    copy, of, kind = _copy(parts[4])
    blank = parts[4].removeprefix("N")
    return QrFacts(
        file=parts[1],
        number=unquote(parts[2]),
        revision=unquote(parts[3][1:]),
        copy=copy,
        of=of,
        kind=kind,
        on=_day(parts[5]),
        code=parts[6],
        blank=int(blank) if blank != parts[4] and blank.isdecimal() else None,
    )


def _joined(facts: QrFacts, day: str) -> str:
    parts = (
        FORMAT,
        facts.file,
        _tight(facts.number) or _NONE,
        "R" + (_tight(facts.revision) or _NONE),
        _what(facts),
        day,
        facts.code.replace("-", ""),
    )
    return " ".join(parts)


def _what(facts: QrFacts) -> str:
    if facts.blank is not None:
        return f"N{facts.blank}"
    if facts.copy is None:
        return _tight(facts.kind) or _NONE
    return f"C{facts.copy}/{facts.of}" if facts.of else f"C{facts.copy}"


def _copy(part: str) -> tuple[int | None, int | None, str]:
    number, _, of = part.removeprefix("C").partition("/")
    if part.startswith("C") and number.isdecimal() and (of.isdecimal() or not of):
        return int(number), int(of) if of else None, "CONTROLLED"
    return None, None, unquote(part)


def _tight(text: str) -> str:
    return quote(text.upper(), safe=_TIGHT).replace("_", "%5F").replace("~", "%7E").upper()


def _day(part: str) -> date | None:
    try:
        return datetime.strptime(part, "%Y%m%d").date()
    except ValueError:
        return None
