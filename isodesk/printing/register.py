"""Any list on paper: columns as wide as their words need, upright or lying, whole cells."""

from collections.abc import Sequence
from dataclasses import replace

from isodesk.i18n import tr
from isodesk.printing.flow import Flow, TableLook
from isodesk.printing.list_sheets import Align, Column, Group, ListSheet
from isodesk.printing.page import Book, Head, Layout, lying, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.tables import Sheet, measure
from isodesk.printing.text import DENSE, NOTE, RED, SECTION, TABLE_HEAD, Style, baseline, break_text

LOOK = TableLook(DENSE, TABLE_HEAD, pad=3.3, gap=12.0, middle=True)
_FILTER = Style("Noto", 8, 11, NOTE.colour)
_SQUEEZE = 1.2
"""How much wider than an upright page the words may be before the list lies down."""


def list_pdf(sheet: ListSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """A list as a PDF; the page lies on its side when its columns need the room.

    The foot's note, when empty, says the filter. The same values give the same bytes.
    """
    columns, rows = _numbered(sheet)
    layout = _layout(columns, [row for group in rows for row in group], size)
    head = Head(sheet.label, sheet.title, sheet.pairs)
    foot = replace(foot, note=foot.note or _filter_note(sheet))
    book = Book(layout, company, head, foot, sheet.label)
    flow = Flow(book)
    _headline(flow, sheet)
    remark = break_text(sheet.remark, NOTE, layout.text)
    _table(flow, sheet.groups, columns, rows, sheet.red, 8 + len(remark) * NOTE.leading)
    flow.skip(8)
    flow.paragraph(layout.left, remark, NOTE)
    return book.pdf(sheet.title)


Rows = list[list[tuple[str, ...]]]
"""Rows by group."""


def _numbered(sheet: ListSheet) -> tuple[list[Column], Rows]:
    """Columns and rows, with the row's number in front when it is wanted."""
    columns = [replace(column, heading=tr(column.heading)) for column in sheet.columns]
    if not sheet.numbered:
        return columns, [list(group.rows) for group in sheet.groups]
    columns.insert(0, Column("", align=Align.RIGHT))
    found: Rows = []
    number = 0
    for group in sheet.groups:
        found.append([(str(number + nth), *row) for nth, row in enumerate(group.rows, 1)])
        number += len(group.rows)
    return columns, found


def _layout(columns: Sequence[Column], rows: Sequence[tuple[str, ...]], size: Paper) -> Layout:
    """Upright while the columns fit about as they are; else on its side."""
    stands = upright(size, foot=True)
    natural, least = measure(columns, rows, LOOK)
    gaps = LOOK.gap * (len(columns) - 1)
    usual = sum(min(width, 170) for width in natural) + gaps
    if usual <= stands.text * _SQUEEZE and sum(least) + gaps <= stands.text:
        return stands
    return lying(size)


def _headline(flow: Flow, sheet: ListSheet) -> None:
    """How many of how many, what was asked, and what the letters mean."""
    at = flow.book.layout
    legend = break_text(sheet.legend, NOTE, at.text * 0.42)
    for nth, line in enumerate(legend):
        y = baseline(flow.y, SECTION) - nth * NOTE.leading
        flow.page.line_of_text(at.right - line.width, y, line)
    room = at.text - max((line.width for line in legend), default=-14) - 14
    used = flow.page.words(at.left, baseline(flow.y, SECTION), headline(sheet), SECTION, room)
    asked = break_text(sheet.filter_words, _FILTER, max(room - used - 14, 60))
    top = baseline(flow.y, SECTION) + _FILTER.leading / 2 + 0.357 * _FILTER.size
    bottom = flow.page.lines(at.left + used + 14, top, asked[:6], _FILTER)
    least = flow.y - SECTION.leading - max(len(legend) - 1, 0) * NOTE.leading
    flow.y = min(bottom, least) - 3


def headline(sheet: ListSheet) -> str:
    """`12 of 34 aspects`, or `34 aspects` when all are shown."""
    if sheet.shown == sheet.total:
        return f"{sheet.total} {sheet.noun}"
    return tr("{shown} of {total}", shown=sheet.shown, total=sheet.total) + f" {sheet.noun}"


def _filter_note(sheet: ListSheet) -> str:
    asked = sheet.filter_words
    note = tr("Filter: {words}", words=asked) if asked else tr("No filter")
    return f"{note} · {headline(sheet)}"


def _table(
    flow: Flow,
    groups: Sequence[Group],
    columns: Sequence[Column],
    rows: Rows,
    red: bool,
    follows: float,
) -> None:
    """The rows in their groups; the last stays with what `follows`, in points."""
    at = flow.book.layout
    every = [row for group in rows for row in group]
    if not columns:
        return
    look = replace(LOOK, urgent=RED) if red else LOOK
    table = Sheet(flow, at.left, at.text, columns, every, look)
    table.head()
    for group, lines in zip(groups, rows, strict=True):
        if group.heading:
            table.band(group.heading, group.note, lines[0] if lines else ())
            flow.book.bookmark(group.heading, 0, flow.y)
        last = group is groups[-1]
        for nth, row in enumerate(lines, 1):
            ends = last and nth == len(lines)
            table.row(row, nth - 1 in group.urgent, follows if ends else 0)
    if not every:
        flow.skip(6)
        flow.paragraph(at.left, break_text(tr("Nothing to list."), NOTE, at.text), NOTE)
