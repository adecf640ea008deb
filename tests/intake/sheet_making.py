"""Workbooks as people keep them, made for the tests."""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter


def book(*sheets: Callable[[Any, Any], None], names: Sequence[str] = ()) -> bytes:
    """A workbook of sheets that are each filled by a function of (workbook, worksheet)."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        for at, fill in enumerate(sheets):
            fill(made, made.add_worksheet(names[at] if at < len(names) else None))
    return out.getvalue()


def rows(*lines: Sequence[object], left: int = 0, top: int = 0) -> Callable[[Any, Any], None]:
    """Fills a sheet with lines of cells; days are written as days."""

    def fill(made: Any, sheet: Any) -> None:
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for n, line in enumerate(lines, top):
            for at, cell in enumerate(line, left):
                if isinstance(cell, date | datetime):
                    sheet.write_datetime(n, at, cell, day)
                elif cell is not None and cell != "":
                    sheet.write(n, at, cell)

    return fill


def ugly(made: Any, sheet: Any, begins: str = "ME-00") -> None:
    """A register of instruments with a logo's rows, titles, headings in two levels joined over
    columns, a blank column, blank rows, an error, totals, and a note below."""
    day = made.add_format({"num_format": "dd.mm.yyyy"})
    sheet.merge_range("A3:H3", "Brackwater Pumps · Measuring equipment", made.add_format())
    sheet.write("A4", "QF-12")
    sheet.write("H4", "Rev. 3")
    for joined, words in (("A6:A7", "No."), ("B6:B7", "Instrument"), ("H6:H7", "Keeper")):
        sheet.merge_range(joined, words, made.add_format())
    sheet.merge_range("D6:E6", "Calibration", made.add_format())
    sheet.merge_range("F6:G6", "Cost", made.add_format())
    sheet.write_row("D7", ("Last", "Next", "Planned", "Actual"))
    lines = (
        (f"{begins}1", "Caliper 0-150", date(2025, 3, 1), date(2026, 3, 1), 35, 35.5, "Ana Ruiz"),
        (f"{begins}2", "Micrometer", date(2025, 4, 2), date(2026, 4, 2), 60, 58, "Ana Ruiz"),
        None,
        (f"{begins}3", "Pressure gauge", date(2025, 5, 3), date(2026, 5, 3), 80, None, "Ben Okoro"),
    )
    for n, line in enumerate(lines, 7):
        if line is None:
            continue
        number, name, last, following, planned, actual, keeper = line
        sheet.write_row(n, 0, (number, name))
        sheet.write_datetime(n, 3, last, day)
        sheet.write_datetime(n, 4, following, day)
        sheet.write(n, 5, planned)
        if actual is None:
            sheet.write_formula(n, 6, "=1/0", None, "#DIV/0!")
        else:
            sheet.write(n, 6, actual)
        sheet.write(n, 7, keeper)
    sheet.write("A12", "Total")
    sheet.write("F12", 175)
    sheet.write("G12", 93.5)
    sheet.write("A14", "Prepared by: A. Ruiz")


def _far(_: Any, sheet: Any) -> None:
    sheet.write(0, 0, "No")
    sheet.write(1_048_575, 16_383, "x")


FAR_CORNER = book(_far)
"""Two cells, and half a terabyte between them."""


def csv_of(lines: Sequence[Sequence[str]], mark: str = ";", **how: str) -> bytes:
    """The lines with a separator; `encoding` and `ends` as asked for."""
    ends = how.get("ends", "\r\n")
    return "".join(mark.join(line) + ends for line in lines).encode(how.get("encoding", "utf-8"))
