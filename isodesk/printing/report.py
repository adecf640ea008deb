"""A report in parts: headings at the side, facts, tables, a fishbone, and room for the pen."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from isodesk.i18n import tr
from isodesk.printing.fishbone import put_fishbone
from isodesk.printing.flow import Flow
from isodesk.printing.forms import PEN, span, tick_box
from isodesk.printing.page import Book, Head, column, upright
from isodesk.printing.record import TITLE, put_facts, put_lines, put_signs, side_section
from isodesk.printing.record_sheets import LinesTable, Part, ReportSheet
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.text import BODY, FINE, LABEL, NOTE, Style, baseline, break_text

_WIDTH = span(9)
_PEN_LINE = 23.0
"""Points between two lines to be written on: 8 mm."""
_BEGINNING = 90.0
"""Points a part needs to begin: its heading is not left behind by its table."""
_TABLE_HEAD = Style("Noto-Bold", 8, 11)


def report_pdf(sheet: ReportSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The report as a PDF; the same values give the same bytes. Lines to be signed do not stand on
    a page alone: the last part goes with them."""
    book, alone = _laid(sheet, company, foot, size)
    if alone:
        book, _ = _laid(sheet, company, foot, size, apart=True)
    return book.pdf(f"{sheet.label}: {sheet.title}")


def _laid(
    sheet: ReportSheet, company: Company, foot: Foot, size: Paper, *, apart: bool = False
) -> tuple[Book, bool]:
    """The pages, the last part on one of its own if it is to stand `apart`; and whether the lines
    to be signed stand alone on the last."""
    book = Book(
        upright(size, foot=True), company, Head(sheet.label, sheet.title, sheet.pairs), foot
    )
    flow = Flow(book)
    book.bookmark(sheet.title, 0, flow.y)
    flow.paragraph(book.layout.left, break_text(sheet.title, TITLE, book.layout.text), TITLE)
    flow.skip(8)
    for nth, part in enumerate(sheet.parts, 1):
        flow.need(flow.whole if apart and nth == len(sheet.parts) else _BEGINNING)
        side_section(flow, tr(part.heading), partial(_put, flow, part))
        if part.fishbone:
            put_fishbone(flow, part.fishbone)
    return book, put_signs(flow, sheet.sign)


def _put(flow: Flow, part: Part) -> None:
    if part.lead:
        flow.paragraph(column(4), break_text(part.lead, BODY, _WIDTH), BODY)
        flow.skip(6)
    put_facts(flow, part.facts)
    for table in part.tables:
        _table(flow, table)
    _ticks(flow, part.ticks)
    for label, lines in part.pen:
        _pen(flow, label, lines)
    if part.empty and not (part.facts or part.tables or part.pen or part.fishbone):
        flow.paragraph(column(4), break_text(part.empty, NOTE, _WIDTH), NOTE)
        flow.skip(5)


def _table(flow: Flow, table: LinesTable) -> None:
    if table.heading:
        flow.need(_TABLE_HEAD.leading + 40)
        heading = break_text(tr(table.heading), _TABLE_HEAD, _WIDTH)
        flow.paragraph(column(4), heading, _TABLE_HEAD)
        flow.skip(2)
    columns = [replace(each, heading=tr(each.heading)) for each in table.columns]
    put_lines(flow, columns, table.rows)
    flow.skip(6)


def _ticks(flow: Flow, labels: Sequence[str]) -> None:
    """Boxes to tick, side by side while they fit."""
    if not labels:
        return
    flow.need(_PEN_LINE)
    x, y = column(4), baseline(flow.y, PEN)
    for label in labels:
        x = tick_box(flow.page, x, y, tr(label)) + 16
    flow.y -= PEN.leading + 8


def _pen(flow: Flow, label: str, lines: int) -> None:
    """What is to be written, and lines to write it on; kept together."""
    flow.need(LABEL.leading + lines * _PEN_LINE)
    flow.page.words(column(4), baseline(flow.y, LABEL), tr(label), LABEL, _WIDTH)
    flow.y -= LABEL.leading
    for _ in range(lines):
        flow.y -= _PEN_LINE
        flow.page.rule(column(4), flow.y, column(4) + _WIDTH, 0.5, FINE)
    flow.y -= 8
