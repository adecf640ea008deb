"""The sheets of a workbook, by calamine; looked at for harm before it is asked.

calamine aborts the whole process on some files and unpacks whatever it is given, so it runs in
the reading child only. What it leaves out is read beside it: errors in cells, merged headings.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.archive import Archive
from isodesk.intake.kinds import Kind

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_CELLS = 50_000_000
"""Cells between the first and the last used one; far more than any sheet that people fill."""
_MOST_MERGED = 20_000
_ERROR_CELL = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:(?!</c>).)*?<v>(#[^<]{1,20})</v>',
    re.DOTALL,
)

_UNCOUNTED_CELL = re.compile(
    rb'<c\b[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*><f\b[^>]*(?:/>|>[^<]*</f>)</c>'
)
_FAULTY = (b't="e"', b"</f></c>", b'"/></c>')
"""Marks of a cell with an error, and of a formula whose value was never worked out."""

Cell = Any
"""str, float, int, bool, date, datetime, time, timedelta or `Fault`; "" for an empty cell."""
Merged = tuple[int, int, int, int]
"""First row, first column, last row, last column of cells joined into one, from 0."""


@dataclass(frozen=True)
class Fault:
    """An error where a value should stand, as `#N/A`."""

    sign: str


@dataclass
class Sheet:
    """One sheet: `rows` from the top of the sheet, whose cells begin at column `left`."""

    name: str
    hidden: bool
    rows: Iterator[list[Cell]]
    height: int = 0
    left: int = 0
    merged: tuple[Merged, ...] = ()
    faults: dict[int, dict[int, Fault]] = field(default_factory=dict)
    """Row to column (both from 0, the column of the whole sheet) to what went wrong there."""
    trouble: str = ""
    """Why this sheet alone cannot be read."""


def sheets_of(data: bytes, kind: Kind) -> Iterator[Sheet]:
    """The sheets in their order. Raises Refused for a workbook that is locked, damaged or
    made to do harm."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    archive, faulty = _checked(data, kind)
    book = _opened(data)
    for number, about in enumerate(book.sheets_metadata):
        hidden = about.visible != SheetVisibleEnum.Visible
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = _sheet(book, number, about.name, hidden)
        if archive and faulty and kind is Kind.XLSX:
            sheet.faults = _faults(archive, _part_of(archive, number), faulty)
        yield sheet


def _checked(data: bytes, kind: Kind) -> tuple[Archive | None, set[str]]:
    """The zip that the workbook is, within its limits and without definitions of entities, and
    its parts in which a cell holds an error."""
    if kind is Kind.XLS:
        return None, set()
    archive = Archive(data)
    faulty = archive.holding(_FAULTY)
    for name in archive.names:
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.start(name, 4096).upper():
            raise Refused(
                tr(
                    "The workbook holds definitions that no spreadsheet needs (XML entities), as "
                    "an attack would, and was not opened."
                )
            )
    return archive, faulty


def _opened(data: bytes) -> "CalamineWorkbook":
    import python_calamine

    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except python_calamine.PasswordError as error:
        raise Refused(
            tr("Locked with a password: save it without one and bring that in.")
        ) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Refused(
            tr("The workbook is damaged: save it again in the program it comes from.")
        ) from error


def _sheet(book: "CalamineWorkbook", number: int, name: str, hidden: bool) -> Sheet:
    import python_calamine

    try:
        read = book.get_sheet_by_index(number)
    except (python_calamine.CalamineError, OSError, ValueError):
        said = tr("The sheet “{name}” is damaged and was left out.", name=name)
        return Sheet(name, hidden, iter(()), trouble=said)
    width = read.end[1] - read.start[1] + 1 if read.start and read.end else 0
    if read.total_height * max(1, width) > MOST_CELLS:
        said = tr("The sheet “{name}” has a cell far outside the others and was left out.")
        return Sheet(name, hidden, iter(()), trouble=said.format(name=name))
    return Sheet(
        name,
        hidden,
        read.iter_rows() if read.height else iter(()),
        read.total_height,
        read.start[1] if read.start else 0,
        _merged(read),
    )


def _merged(sheet: "CalamineSheet") -> tuple[Merged, ...]:
    ranges = sheet.merged_cell_ranges or []
    return tuple((*first, *last) for first, last in ranges[:_MOST_MERGED])


def _part_of(archive: Archive, number: int) -> str:
    """The part of the zip that holds the sheet of that number, "" when it is not where all
    programs put it."""
    book = archive.read("xl/workbook.xml")
    rels = archive.read("xl/_rels/workbook.xml.rels")
    ids = [_attribute(tag, rb"\w*:?id") for tag in re.findall(rb"<(?:\w+:)?sheet\s[^>]*>", book)]
    if number >= len(ids):
        return ""
    for tag in re.findall(rb"<(?:\w+:)?Relationship\s[^>]*>", rels):
        if _attribute(tag, rb"Id") == ids[number]:
            target = _attribute(tag, rb"Target").decode("utf-8", "replace")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _attribute(tag: bytes, name: bytes) -> bytes:
    found = re.search(rb"\s" + name + rb"\s*=\s*[\"']([^\"']*)[\"']", tag)
    return found[1] if found else b""


def _faults(archive: Archive, part: str, faulty: set[str]) -> dict[int, dict[int, Fault]]:
    """Where errors stand, and formulas that no program worked out: calamine gives them as empty
    cells, which would be silent."""
    faults: dict[int, dict[int, Fault]] = {}
    if part.lower() not in faulty:
        return faults
    xml = archive.read(part)
    for found in _ERROR_CELL.finditer(xml):
        sign = found[3].decode("ascii", "replace")
        faults.setdefault(int(found[2]) - 1, {})[_column(found[1])] = Fault(sign)
    for found in _UNCOUNTED_CELL.finditer(xml):
        faults.setdefault(int(found[2]) - 1, {})[_column(found[1])] = Fault("not calculated")
    return faults


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
