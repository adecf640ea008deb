"""A list as .xlsx, written while its rows come: memory does not grow with them.

Every word is an inline string, so that no cell can be a formula or a link; one string is made
for each cell and one deflate stream for the sheet, which is what makes it fast. Sources: ECMA-376
part 1, 18.3 (worksheets) and 18.8 (styles).
"""

import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import IO, Literal

from isodesk.core.names import column_letters

CellKind = Literal["text", "number", "day"]
MOST_TEXT = 32_767
"""Characters that a cell of a spreadsheet holds."""
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MARKUP = re.compile("[&<>\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_HEAD, _DAY = 1, 2


@dataclass(frozen=True)
class SheetColumn:
    """One column: its heading, what its cells are, and its width in characters."""

    heading: str
    kind: CellKind = "text"
    width: float = 12


Chunks = Iterable[Sequence[Sequence[object]]]
"""Some thousand rows at a time, by column: str, int, Decimal or float, for days the number of
days since 1899-12-30, None for a blank."""


@dataclass(frozen=True)
class BookSheet:
    """One sheet of a workbook."""

    name: str
    columns: Sequence[SheetColumn]
    chunks: Chunks


def write_sheets(target: IO[bytes], sheets: Sequence[BookSheet]) -> list[int]:
    """Write sheets one after the other, each with a fixed header that filters; answers how many
    rows each has."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for part, content in _fixed([sheet.name for sheet in sheets]).items():
            book.writestr(part, content)
        return [_write_sheet(book, at, sheet) for at, sheet in enumerate(sheets, 1)]


def _write_sheet(book: zipfile.ZipFile, at: int, told: BookSheet) -> int:
    count = 0
    with book.open(f"xl/worksheets/sheet{at}.xml", "w", force_zip64=True) as sheet:
        sheet.write(_begin(told.columns).encode())
        for chunk in told.chunks:
            sheet.write(rows_xml(told.columns, chunk).encode("utf-8", "replace"))
            count += len(chunk[0]) if chunk else 0
        sheet.write(_end(len(told.columns), count).encode())
    return count


def rows_xml(columns: Sequence[SheetColumn], chunk: Sequence[Sequence[object]]) -> str:
    """The rows of a chunk; the first cell of each opens it and the last one closes it."""
    cells = [_CELLS[c.kind](values) for c, values in zip(columns, chunk, strict=True)]
    if not cells:
        return ""
    cells[0] = [f"<row>{cell}" for cell in cells[0]]
    cells[-1] = [f"{cell}</row>" for cell in cells[-1]]
    return "".join(chain.from_iterable(zip(*cells, strict=True)))


def _texts(values: Sequence[object]) -> list[str]:
    words = ["" if value is None else str(value) for value in values]
    if _MARKUP.search("".join(words)):
        words = [_MARKUP.sub(_escaped, word) for word in words]
    return [
        f'<c t="inlineStr"><is><t{_kept(w)}>{w[:MOST_TEXT]}</t></is></c>' if w else "<c/>"
        for w in words
    ]


def _kept(words: str) -> str:
    """Blanks at the ends are kept only where it is said."""
    return ' xml:space="preserve"' if words[0] <= " " or words[-1] <= " " or "\n" in words else ""


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0], "")


def _numbers(values: Sequence[object]) -> list[str]:
    return ["<c/>" if value is None else f"<c><v>{value}</v></c>" for value in values]


def _days(values: Sequence[object]) -> list[str]:
    return ["<c/>" if value is None else f'<c s="{_DAY}"><v>{value}</v></c>' for value in values]


_CELLS: dict[CellKind, Callable[[Sequence[object]], list[str]]] = {
    "text": _texts,
    "number": _numbers,
    "day": _days,
}


def _begin(columns: Sequence[SheetColumn]) -> str:
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{c.width}" customWidth="1"/>'
        for n, c in enumerate(columns, 1)
    )
    heads = "".join(
        f'<c s="{_HEAD}" t="inlineStr"><is><t>{_MARKUP.sub(_escaped, c.heading)}</t></is></c>'
        for c in columns
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><cols>{widths}</cols><sheetData><row>{heads}</row>"
    )


def _end(width: int, count: int) -> str:
    last = column_letters(max(0, width - 1))
    return f'</sheetData><autoFilter ref="A1:{last}{count + 1}"/></worksheet>'


def sheet_name(name: str) -> str:
    """A name as a sheet may have it: 31 characters, without the signs that formulas use."""
    return re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:31] or "Sheet"


def _fixed(names: Sequence[str]) -> dict[str, str]:
    """The parts that are the same for all sheets but their names."""
    shown = [_MARKUP.sub(_escaped, sheet_name(n)).replace('"', "&quot;") for n in names]
    counted = list(enumerate(shown, 1))
    parts = (
        ("/xl/workbook.xml", "sheet.main"),
        *((f"/xl/worksheets/sheet{n}.xml", "worksheet") for n, _ in counted),
        ("/xl/styles.xml", "styles"),
    )
    types = "".join(
        f'<Override PartName="{part}" ContentType="{_CONTENT}.{kind}+xml"/>' for part, kind in parts
    )
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in counted)
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/>{types}</Types>',
        "_rels/.rels": _relations(("r1", f"{_OFFICE}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            *((f"r{n}", f"{_OFFICE}/worksheet", f"worksheets/sheet{n}.xml") for n, _ in counted),
            (f"r{len(shown) + 1}", f"{_OFFICE}/styles", "styles.xml"),
        ),
        "xl/styles.xml": _styles(),
    }


def _relations(*related: tuple[str, str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{part}"/>' for key, kind, part in related
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _styles() -> str:
    """Three: plain, the heading, and a day as ISO writes it."""
    font = '<font>{}<sz val="11"/><name val="Calibri"/></font>'
    return (
        f'{_XML}<styleSheet xmlns="{_MAIN}">'
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
        f'<fonts count="2">{font.format("")}{font.format("<b/>")}</fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="2"><border/><border><left/><right/><top/>'
        '<bottom style="thin"/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="3"><xf/><xf fontId="1" borderId="1" applyFont="1" applyBorder="1"/>'
        '<xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
