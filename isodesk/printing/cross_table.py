"""Rows against columns on lying paper: heads written upwards, cells coloured and lettered.

What a colour says, the letters in the cell say too: the sheet reads in black and white.
"""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from isodesk.i18n import tr
from isodesk.printing.drawn import Page
from isodesk.printing.flow import Flow
from isodesk.printing.page import Book, Head, lying
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.tables import BAND, band
from isodesk.printing.text import (
    FINE,
    INK,
    NOTE,
    RED,
    SECTION,
    TABLE_HEAD,
    Line,
    Style,
    baseline,
    break_text,
    few_lines,
    one_line,
)
from isodesk.printing.trade_sheets import CrossCell, CrossGroup, CrossRow, CrossSheet, Tone

FILLS: dict[Tone, tuple[str, str]] = {
    "": ("#FFFFFF", INK),
    "red": ("#F6C9C5", "#8C0F0A"),
    "amber": ("#FBE3AE", "#6B3A00"),
    "green": ("#CFEBD6", "#0B4A24"),
    "blue": ("#DDE7F8", "#163B7A"),
}
"""Fill and ink of a cell."""
_NAMES = 158.0
_LEAST, _MOST = 19.0, 46.0
"""Width of a column in points."""
_HEAD_LONG = 104.0
_HEAD = Style("Noto-Bold", 6.8, 8.2)
_CELL = Style("Noto-Bold", 7.4, 10)
_NAME = Style("Noto-Bold", 7.6, 10)
_ROW = 15.0
_NOTE_HIGH = 8.5
_LINES = 3
"""Lines that the name of a row, and its note, take at most."""


def cross_pdf(sheet: CrossSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The table as a PDF; columns that do not fit follow on further pages. The same values give
    the same bytes."""
    layout = lying(size)
    said = tr("Filter: {words}", words=sheet.filter_words) if sheet.filter_words else ""
    foot = replace(foot, note=foot.note or " · ".join(filter(None, (said, sheet.headline))))
    book = Book(layout, company, Head(sheet.label, sheet.title), foot, sheet.label)
    flow = Flow(book)
    _top(flow, sheet)
    for nth, columns in enumerate(_blocks(len(sheet.columns), layout.text)):
        if nth:
            flow.next_page()
        _block(flow, sheet, columns)
    if sheet.remark:
        flow.skip(8)
        flow.paragraph(layout.left, break_text(sheet.remark, NOTE, layout.text), NOTE)
    return book.pdf(sheet.title)


def _blocks(count: int, room: float) -> list[range]:
    """The columns of each pass over the rows, about as many on each."""
    fit = max(int((room - _NAMES) / _LEAST), 1)
    passes = max(-(-count // fit), 1)
    each = max(-(-count // passes), 1)
    return [range(at, min(at + each, count)) for at in range(0, max(count, 1), each)]


def _wide(columns: range, room: float) -> float:
    return min(max((room - _NAMES) / max(len(columns), 1), _LEAST), _MOST)


def _top(flow: Flow, sheet: CrossSheet) -> None:
    """The count, and what the cells mean."""
    at, y = flow.book.layout, baseline(flow.y, SECTION)
    x = at.left + flow.page.words(at.left, y, sheet.headline, SECTION, at.text * 0.45) + 22
    for cell, words in sheet.legend:
        line = one_line(words, NOTE, 160)
        if x + line.width + 40 > at.right:
            x, y = at.left, y - 14
            flow.y -= 14
        _box(flow.page, x, y + 8, 20, 11, cell)
        flow.page.line_of_text(x + 24, y, line)
        x += line.width + 38
    flow.y -= SECTION.leading + 4


def _block(flow: Flow, sheet: CrossSheet, columns: range) -> None:
    wide = _wide(columns, flow.book.layout.text)
    heads = [_head(sheet.columns[n], wide) for n in columns]
    _heads(flow, sheet.first, heads, wide)
    for group in sheet.groups:
        if group.heading:
            _band(flow, group, sheet.first, heads, wide)
        for row in group.rows:
            if flow.room < _high(row):
                flow.next_page()
                _heads(flow, sheet.first, heads, wide)
            _row(flow, row, columns, wide)
    if not any(group.rows for group in sheet.groups):
        flow.skip(6)
        words = break_text(tr("Nothing to list."), NOTE, flow.book.layout.text)
        flow.paragraph(flow.book.layout.left, words, NOTE)


def _head(text: str, wide: float) -> list[Line]:
    """A head as the lines that go side by side over its column."""
    most = max(int((wide - 4) / _HEAD.leading), 1)
    return few_lines(text, _HEAD, _HEAD_LONG, most)


def _heads(flow: Flow, first: str, heads: Sequence[list[Line]], wide: float) -> None:
    at, page = flow.book.layout, flow.page
    high = max((line.width for lines in heads for line in lines), default=0) + 8
    foot = flow.y - high
    page.words(at.left, foot + 4, tr(first), TABLE_HEAD, _NAMES - 8)
    for nth, lines in enumerate(heads):
        middle = at.left + _NAMES + (nth + 0.5) * wide
        left = middle - (len(lines) - 1) * _HEAD.leading / 2 + 2.4
        for n, line in enumerate(lines):
            page.draw(_Upwards(left + n * _HEAD.leading, foot + 4, line))
    page.rule(at.left, foot, at.left + _NAMES + len(heads) * wide, 0.8, INK)
    flow.y = foot


class _Upwards:
    """A line written from the bottom to the top."""

    def __init__(self, x: float, y: float, line: Line) -> None:
        self._x, self._y, self._line = x, y, line

    def __call__(self, canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(self._x, self._y)
        canvas.rotate(90)
        for piece in self._line.pieces:
            canvas.setFont(piece.font, piece.size)
            canvas.setFillColor(piece.colour)
            canvas.drawString(piece.x, 0, piece.text)
        canvas.restoreState()


def _band(
    flow: Flow, group: CrossGroup, first: str, heads: Sequence[list[Line]], wide: float
) -> None:
    least = _high(group.rows[0]) if group.rows else 0
    if flow.room < BAND + least:
        flow.next_page()
        _heads(flow, first, heads, wide)
    at = flow.book.layout
    right = max(at.left + _NAMES + len(heads) * wide, at.left + 320)
    band(flow, at.left, min(right, at.right), group.heading, group.note)
    flow.book.bookmark(group.heading, 0, flow.y)


def _high(row: CrossRow) -> float:
    name, note = _named(row)
    return _ROW + (len(name) - 1) * _NAME.leading + len(note) * _NOTE_HIGH


def _named(row: CrossRow) -> tuple[list[Line], list[Line]]:
    """The name of a row and the note below it, each as far as there is room for it."""
    style = _NAME.but(colour=RED) if row.urgent else _NAME
    room = _NAMES - 8
    return few_lines(row.name, style, room, _LINES), few_lines(row.note, NOTE, room, _LINES)


def _row(flow: Flow, row: CrossRow, columns: range, wide: float) -> None:
    at, page, high = flow.book.layout, flow.page, _high(row)
    name, note = _named(row)
    y = flow.y - 10.2
    for line in name:
        page.line_of_text(at.left, y, line)
        y -= _NAME.leading
    for line in note:
        page.line_of_text(at.left, y + 0.6, line)
        y -= _NOTE_HIGH
    for nth, column in enumerate(columns):
        _box(page, at.left + _NAMES + nth * wide, flow.y, wide, high, row.cells[column])
    flow.y -= high
    page.rule(at.left, flow.y, at.left + _NAMES + len(columns) * wide, 0.35, FINE)


def _box(page: Page, x: float, top: float, wide: float, high: float, cell: CrossCell) -> None:
    """A cell: its colour inset by a hair, so that cells stay apart, and its letters."""
    fill, ink = FILLS[cell.tone]
    if cell.tone:
        page.box(x + 0.8, top - high + 0.8, wide - 1.6, high - 1.6, fill=fill)
    line = one_line(cell.text, _CELL.but(colour=ink), wide - 2)
    y = top - high / 2 - 0.357 * _CELL.size
    page.line_of_text(x + (wide - line.width) / 2, y, line)
