"""Workbooks and texts with separators as no program should write them."""

import io
import random
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import xlsxwriter

Maker = Callable[[random.Random], tuple[str, bytes]]
"""The name of a file and its bytes."""

HEADS = (
    ("No.", "Title", "Owner", "Due", "Status"),
    ("Nr.", "Bezeichnung", "Verantwortlich", "Termin", "Status"),
    ("Ref", "Description", "Responsible", "Deadline", "Priority", "Cost"),
    ("ID", "Aspect", "Activity", "Impact", "Severity", "Likelihood"),
    ("Question", "Clause", "Section", "Look for"),
)
WORDS = (
    "Quench water", "Überlauf am Becken", "=1+1", "+49 30 1234", "@SUM(A1)", "-", "n/a", "TRUE",
    "1,234.56", "1.234,56", "12 kg", "3/4/2025", "31.12.1899", "1E+15", "00123", "2025-02-30",
    "مرحبا", "日本語の文", "a\u200bb", "e\u0301", "\u202eevil", "🙂" * 3, "x" * 5000, "line\nbreak",
    "tab\there", "quote\"in", "'apostrophe", "NaN", "Infinity", "-0", "1e400", "9" * 20,
    "\u00a0", "½", "١٢٣", "12:30", "26:61", "1900-02-29", "0", "Ana Ruiz", "Ruiz, Ana", "a/b; c",
)  # fmt: skip
ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "cp1252",
    "cp1250", "cp1251", "cp437", "cp850", "shift-jis", "gb18030", "big5", "koi8-r", "mac-roman",
    "utf-7", "cp037",
)  # fmt: skip


def table(chance: random.Random, rows: int = 0) -> list[list[str]]:
    """Headings with rows of words that are hard to take."""
    head = list(chance.choice(HEADS))
    count = rows or chance.choice((0, 1, 3, 12, 70))
    return [head, *([chance.choice(WORDS) for _ in head] for _ in range(count))]


def text(chance: random.Random) -> tuple[str, bytes]:
    """A text with some separator in some letters."""
    mark = chance.choice((";", ",", "\t", "|", "^", " ", ":", "\x1f"))
    lines = table(chance)
    if chance.random() < 0.4:
        lines = [line[: chance.randrange(1, len(line) + 1)] for line in lines]  # ragged
    if chance.random() < 0.2:
        lines = [[line[0]] for line in lines]
    if chance.random() < 0.2:
        lines.insert(chance.randrange(len(lines)), [])
    quoted = chance.choice((True, True, False))
    end = chance.choice(("\n", "\r\n", "\r", "\n\r", "\u2028"))
    told = end.join(mark.join(_quoted(c) if quoted else c for c in line) for line in lines)
    front = chance.choice(("", "", "sep=;\n", "\n\n\n", '"', "\ufeff", "\0"))
    way = chance.choice(ENCODINGS)
    ending = chance.choice(("csv", "csv", "txt", "tsv", "xls", "xlsx", "CSV", ""))
    return f"list.{ending}", (front + told).encode(way, "replace")


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(' ;,\t|"\n') else cell


def book(chance: random.Random) -> tuple[str, bytes]:
    """A workbook with what programs and people leave in one."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "date_1904": chance.random() < 0.2, "nan_inf_to_errors": True}
    ) as made:
        for n in range(chance.choice((1, 1, 2, 5))):
            name = chance.choice((None, "Data", "Übersicht", "x" * 31, "🙂")) if n == 0 else None
            sheet = made.add_worksheet(name)
            chance.choice(_FILLS)(made, sheet, chance)
            if n and chance.random() < 0.5:
                sheet.hide()
        if chance.random() < 0.1:
            made.set_vba_name("ThisWorkbook")
    return chance.choice(("list.xlsx", "list.xlsm", "list.xls", "list.csv")), out.getvalue()


def _plain(made: Any, sheet: Any, chance: random.Random) -> None:
    top, left = chance.choice((0, 0, 5)), chance.choice((0, 0, 3))
    for n, line in enumerate(table(chance), top):
        for at, cell in enumerate(line, left):
            _cell(made, sheet, n, at, cell, chance)


def _cell(made: Any, sheet: Any, n: int, at: int, cell: str, chance: random.Random) -> None:
    kind = chance.randrange(9)
    day = made.add_format({"num_format": chance.choice(("dd.mm.yyyy", "m/d/yy", "[h]:mm", "0%"))})
    if kind == 0:
        sheet.write_number(n, at, chance.choice((0, -1, 1e300, 0.1, 45000, 2958466, -5, 1e-9)), day)
    elif kind == 1:
        sheet.write_datetime(n, at, datetime(2025, 1, 1) + timedelta(chance.randrange(999)), day)
    elif kind == 2:
        sheet.write_formula(n, at, "=1/0", None, chance.choice(("#DIV/0!", "#N/A", "#REF!", "", 5)))
    elif kind == 3:
        sheet.write_boolean(n, at, chance.random() < 0.5)
    elif kind == 4:
        sheet.write_comment(n, at, cell[:200] or "x")
        sheet.write_string(n, at, cell)
    else:
        sheet.write_string(n, at, cell)


def _wide(made: Any, sheet: Any, chance: random.Random) -> None:
    for at in range(chance.choice((300, 16_384))):
        sheet.write(0, at, f"Column {at}")
        sheet.write(1, at, at)


def _formatted(made: Any, sheet: Any, chance: random.Random) -> None:
    _plain(made, sheet, chance)
    grey = made.add_format({"bg_color": "#eeeeee"})
    for n in range(chance.choice((2_000, 60_000))):
        sheet.write_blank(n + 100, 0, None, grey)
    sheet.write_blank(1_048_575, chance.choice((0, 7)), None, grey)


def _merged(made: Any, sheet: Any, chance: random.Random) -> None:
    for at in range(0, 12, 3):
        sheet.merge_range(0, at, chance.choice((0, 1)), at + 2, f"Group {at}")
        sheet.write_row(2, at, ("Plan", "Actual", "Plan"))
    for n in range(3, 20):
        sheet.write_row(n, 0, [chance.choice(WORDS)[:50] for _ in range(12)])


def _two(made: Any, sheet: Any, chance: random.Random) -> None:
    for top, left in ((0, 0), (0, 8), (30, 2)):
        for n, line in enumerate(table(chance, 6), top):
            sheet.write_row(n, left, [c[:99] for c in line])


def _protected(made: Any, sheet: Any, chance: random.Random) -> None:
    sheet.protect("secret")
    _plain(made, sheet, chance)
    sheet.autofilter(0, 0, 9, 3)
    sheet.freeze_panes(1, 1)


def _blank(made: Any, sheet: Any, chance: random.Random) -> None:
    return


_FILLS = (_plain, _plain, _plain, _wide, _formatted, _merged, _two, _protected, _blank)

_CT = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>'
)
_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_STRICT = 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def by_hand(chance: random.Random) -> tuple[str, bytes]:
    """A workbook whose XML no program writes."""
    space = chance.choice((_NS, _NS, _STRICT))
    cells = "".join(_row(n, chance) for n in range(1, chance.choice((2, 9, 40))))
    extra = chance.choice(
        (
            "",
            '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
            '<mergeCells><mergeCell ref="B9:A1"/></mergeCells>',
            '<dimension ref="A1:ZZZ99999999"/>',
        )
    )
    sheet = f"<worksheet {space}><sheetData>{cells}</sheetData>{extra}</worksheet>"
    book_xml = (
        f'<workbook {space} {_R}><workbookPr date1904="{chance.choice(("0", "1", "true"))}"/>'
        '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="worksheets/sheet1.xml" Type="http://schemas.openxmlformats'
        '.org/officeDocument/2006/relationships/worksheet"/></Relationships>'
    )
    parts = {
        "[Content_Types].xml": _CT,
        "xl/workbook.xml": book_xml,
        "xl/_rels/workbook.xml.rels": rels,
        "xl/worksheets/sheet1.xml": sheet,
    }
    return "list.xlsx", _zip(parts, chance)


def _row(n: int, chance: random.Random) -> str:
    cells = []
    for letter in "ABCDE":
        kind = chance.choice(("n", "str", "inlineStr", "e", "b", "d", "s", "x"))
        value = chance.choice((*WORDS[:30], "1e999", "-1", "2958466", "60", "9" * 400, ""))
        value = value.replace("&", "&amp;").replace("<", "&lt;")
        at = chance.choice((f"{letter}{n}",) * 9 + ("", "A0", "ZZZZ1", "A99999999", f"{letter}1"))
        inside = f"<is><t>{value}</t></is>" if kind == "inlineStr" else f"<v>{value}</v>"
        cells.append(f'<c r="{at}" t="{kind}" s="{chance.choice((0, 1, 999))}">{inside}</c>')
    return f'<row r="{chance.choice((n, n, n, 0, 1048577))}">{"".join(cells)}</row>'


def _zip(parts: dict[str, str], chance: random.Random) -> bytes:
    held = io.BytesIO()
    way = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2))
    with zipfile.ZipFile(held, "w", way) as archive:
        for name, content in parts.items():
            with archive.open(name, "w", force_zip64=chance.random() < 0.3) as member:
                member.write(content.encode("utf-8", "replace"))
    return held.getvalue()


def flat_ods(chance: random.Random) -> tuple[str, bytes]:
    """OpenDocument, in a zip or as one XML, with repeats that nobody can mean."""
    repeat = chance.choice((1, 3, 1_048_576, 999_999_999))
    wide = chance.choice((1, 16_384, 10**9))
    rows = "".join(
        f'<table:table-row table:number-rows-repeated="{chance.choice((1, 1, repeat))}">'
        + "".join(_ods_cell(cell, chance, wide) for cell in line)
        + "</table:table-row>"
        for line in table(chance)
    )
    body = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="a">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    if chance.random() < 0.2:
        return "list.fods", body.replace("document-content", "document").encode("utf-8", "replace")
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    return "list.ods", _zip({"mimetype": mime, "content.xml": body}, chance)


def _ods_cell(cell: str, chance: random.Random, wide: int) -> str:
    said = cell.replace("&", "&amp;").replace("<", "&lt;").replace("\0", "")
    kind = chance.choice(("string", "string", "float", "date", "percentage", "boolean"))
    value = {
        "float": f'office:value="{chance.choice(("1.5", "x", "1e999"))}"',
        "date": f'office:date-value="{chance.choice(("2025-03-04", "1850-01-01", "x"))}"',
        "boolean": 'office:boolean-value="true"',
    }.get(kind, "")
    often = f'table:number-columns-repeated="{wide}"' if chance.random() < 0.05 else ""
    return (
        f'<table:table-cell office:value-type="{kind}" {value} {often}>'
        f"<text:p>{said}</text:p></table:table-cell>"
    )


def lines_of(rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook of one sheet, for tests and truths; days as days."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        sheet = made.add_worksheet()
        for n, line in enumerate(rows):
            for at, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write_datetime(n, at, datetime(cell.year, cell.month, cell.day), day)
                elif isinstance(cell, int | float):
                    sheet.write_number(n, at, cell)
                elif cell not in (None, ""):
                    sheet.write_string(n, at, str(cell))
    return out.getvalue()


MAKERS: tuple[Maker, ...] = (text, text, book, book, by_hand, flat_ods)
