"""The child's task for a foreign sheet: its tables, with their rows some thousand at a time."""

import gc
from collections.abc import Iterator, Mapping
from typing import Any

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.cells import packed
from isodesk.intake.frames import Values
from isodesk.intake.kinds import SHEETS, Kind, kind_of
from isodesk.intake.tables import Finder, Table
from isodesk.intake.workbook import Sheet, sheets_of

MOST_TABLES = 200
_TEXTS = (Kind.CSV, Kind.TEXT, Kind.MARKDOWN, Kind.CODE)


def sheet_tables(name: str, data: bytes, how: Mapping[str, Any]) -> Iterator[Values]:
    """Task: parts `{"how"}`, then for each sheet `{"sheet"}`, and for its tables `{"table"}`,
    `{"rows"}` as often as needed, and `{"end"}`.

    `how` says what the officer knows better: `encoding`, `separator`, and in `heads` by the
    number of a sheet (row of the headings, levels). Raises Refused for what is no sheet.
    """
    gc.disable()  # nothing here is a ring; looking for one took a tenth of the time
    told = dict(how)
    sheets, said = _sheets(name, data, told)
    yield {"how": said}
    heads = {int(at): tuple(head) for at, head in told.get("heads", {}).items()}
    count = 0
    for at, sheet in enumerate(sheets):
        yield {
            "sheet": {
                "name": sheet.name,
                "hidden": sheet.hidden,
                "trouble": sheet.trouble,
                "height": sheet.height,
            }
        }
        finder = Finder(sheet, heads.get(at))
        for part in _tables(finder, count, sheet.height):
            count += "table" in part
            if count > MOST_TABLES:
                raise Refused(tr("More than 200 tables were found: save the sheet you need alone."))
            yield part
        yield {"outside": [list(line) for line in finder.outside]}
    gc.enable()


def _sheets(name: str, data: bytes, how: dict[str, Any]) -> tuple[Iterator[Sheet], Values]:
    kind = kind_of(data, name)
    if kind in _TEXTS or (kind is Kind.UNKNOWN and _is_text(data)):
        from isodesk.intake.csv_text import dialect_of, rows_of

        dialect = dialect_of(data, how.get("encoding", ""), how.get("separator", ""))
        sheet = Sheet(name, False, rows_of(data, dialect))
        return iter([sheet]), {"encoding": dialect.encoding, "separator": dialect.separator}
    if kind in SHEETS:
        return sheets_of(data, kind), {}
    raise Refused(_why_no_sheet(kind))


def _is_text(data: bytes) -> bool:
    """Whether it is text in letters that only a sheet is searched for, as those of DOS."""
    from isodesk.intake.letters import encoding_of

    try:
        return bool(encoding_of(data))
    except Refused:
        return False


def _why_no_sheet(kind: Kind) -> str:
    return {
        Kind.EMPTY: tr("The file is empty."),
        Kind.LOCKED_OFFICE: tr("Locked with a password: save it without one and bring that in."),
        Kind.HTML: tr(
            "A web page, whatever its name says: open it in your spreadsheet program and save it "
            "as .xlsx."
        ),
        Kind.SQLITE: tr("A database, not a sheet: save the table you need as CSV."),
        Kind.ZIP: tr("An archive: unpack it and choose the sheet inside."),
        Kind.PDF: tr("A PDF is paper: ask for the spreadsheet or CSV it was made from."),
    }.get(kind, tr("Not a spreadsheet: save it as .xlsx, .ods or .csv and choose that."))


def _tables(finder: Finder, first: int, height: int) -> Iterator[Values]:
    known: dict[int, int] = {}
    for table, ended in finder.parts():
        if id(table) not in known:
            known[id(table)] = first + len(known)
            yield {"table": _said(table, finder)}
        number = known[id(table)]
        if table.rows:
            yield {"rows": _rows(table, number, height)}
        if ended:
            yield {"end": {"table": number, "left": [list(line) for line in table.left_out]}}


def _said(table: Table, finder: Finder) -> Values:
    return {
        "title": table.title,
        "headings": list(table.head.headings),
        "head_row": table.head_row,
        "levels": table.head.depth,
        "left": table.left,
    }


def _rows(table: Table, number: int, height: int) -> Values:
    """The rows of the table so far as one part; it begins anew with none."""
    numbers, rows = table.numbers, table.rows
    table.numbers, table.rows = [], []
    running = numbers[-1] - numbers[0] == len(numbers) - 1
    return {
        "table": number,
        "count": len(rows),
        "numbers": numbers[0] if running else numbers,
        "done": numbers[-1],
        "of": height,
        "columns": [packed(column) for column in zip(*rows, strict=True)],
    }
