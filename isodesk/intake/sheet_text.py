"""The words of a spreadsheet, for the search and for proposing number and title.

A modern workbook's words stand in a table of their own, so no cell grid is built: a stray
cell in the far corner costs nothing. The binary kinds are read by calamine, which may abort
the whole process on such a file: that is what the child is for.
"""

import io
import re
from collections.abc import Iterator

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.archive import Archive, parsed_xml
from isodesk.intake.facts import Facts
from isodesk.intake.limits import MOST_HEAD, MOST_TEXT, cut, one_line
from isodesk.intake.word import local

_MOST_CELLS = 1_000_000


def read_xlsx(data: bytes) -> Facts:
    """Sheet names, shared and inline texts, and properties of a .xlsx or .xlsm."""
    archive = Archive(data)
    lines: list[str] = []
    size = 0
    for line in _xlsx_lines(archive):
        lines.append(line)
        size += len(line)
        if size > MOST_TEXT:
            break
    core = archive.read("docProps/core.xml")
    found = {local(e): one_line(e.text) for e in parsed_xml(core).iter()} if core else {}
    return _facts(lines, found.get("title", ""), found.get("creator", ""))


def read_binary_sheet(data: bytes) -> Facts:
    """The texts of a .xls or .xlsb, by calamine. Raises Refused when it cannot be opened."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except python_calamine.PasswordError as error:
        raise Refused(
            tr("Locked with a password: save it without one and bring that in.")
        ) from error
    except python_calamine.CalamineError as error:
        raise Refused(tr("The spreadsheet is damaged: save it again as .xlsx.")) from error
    return _facts(list(_calamine_lines(book)), "", "")


def _xlsx_lines(archive: Archive) -> Iterator[str]:
    book = archive.read("xl/workbook.xml")
    for sheet in parsed_xml(book).iter() if book else ():
        if local(sheet) == "sheet" and sheet.get("name"):
            yield str(sheet.get("name"))
    shared = archive.read("xl/sharedStrings.xml")
    for entry in parsed_xml(shared) if shared else ():
        yield "".join(t.text or "" for t in entry.iter() if local(t) == "t")
    for name in sorted(archive.names):
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
            yield from _inline(archive.read(name))


def _inline(xml: bytes) -> Iterator[str]:
    """Texts kept in the cells themselves, as programs other than Excel write them."""
    if b"<is>" not in xml and b":is>" not in xml:
        return
    for cell in parsed_xml(xml).iter():
        if local(cell) == "is":
            yield "".join(t.text or "" for t in cell.iter() if local(t) == "t")


def _calamine_lines(book: object) -> Iterator[str]:
    import python_calamine

    assert isinstance(book, python_calamine.CalamineWorkbook)
    cells = 0
    for name in book.sheet_names:
        yield name
        try:
            sheet = book.get_sheet_by_name(name)
        except (python_calamine.CalamineError, OSError, ValueError):
            continue  # a chart sheet, or one damaged sheet among good ones
        for row in sheet.iter_rows():
            cells += len(row)
            if cells > _MOST_CELLS:
                return
            words = [value for value in row if isinstance(value, str) and value.strip()]
            if words:
                yield "\t".join(words)


def _facts(lines: list[str], title: str, author: str) -> Facts:
    text = "\n".join(line for line in lines if line.strip())
    return Facts(text=cut(text), head=cut(text, MOST_HEAD), title=title, author=author)
