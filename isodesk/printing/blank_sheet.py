"""A blank sheet of a register: columns to be filled by pen, every row numbered."""

from functools import partial

from isodesk.i18n import tr
from isodesk.printing import qr
from isodesk.printing.flow import Flow
from isodesk.printing.forms import pen_lines
from isodesk.printing.page import Book, Head, Layout, lying
from isodesk.printing.record_sheets import BlankColumn, BlankSheet
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.text import INK, NOTE, RULE, TABLE_HEAD, Line, Style, break_text

PEN = 29.0
"""Points from one row to the next: room for two lines of a pen."""
_QR_SIDE = 42.0
_ROW = 22.0
_BOLD = Style("Noto-Bold", 8.6, 11)
_HINT = Style("Noto", 6.3, 8, NOTE.colour)
_COLLECTED = 54.0
"""Points that the note and the lines to be signed take below the rows."""
_NEAR = 3
"""Lines of choices that stand under a heading; longer ones are listed below the rows."""


def blank_sheet_pdf(sheet: BlankSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The sheet as a PDF; the same values give the same bytes."""
    pairs = (("Sheet", sheet.number),)
    at = _layout(size)
    head = Head(tr("Sheet to be filled in"), sheet.title, pairs)
    book = Book(at, company, head, foot, tr("Sheet to be filled in: {title}", title=sheet.title))
    flow = Flow(book)
    legend = _legend(flow, sheet)
    explained = len(legend) * _HINT.leading + 8
    for nth in range(1, sheet.rows + 1):
        left = sheet.rows - nth + 1
        if nth == 1 or flow.room < _follows(left, explained):
            if nth > 1:
                _explained(flow, legend)
                flow.next_page()
            _heads(flow, sheet)
        _row(flow, sheet, nth)
    _explained(flow, legend)
    _collected(flow, sheet)
    for nth, page in enumerate(book.pages, 1):
        page.draw(partial(_code, text=f"{sheet.qr} S{nth}", at=at))
    return book.pdf(f"{sheet.number} {sheet.title}")


def _follows(left: int, explained: float) -> float:
    """Points that the next row and what must stand with it take, of so many rows left: the last
    two stay together with the lines to be signed, so that these are never with one row alone."""
    if left > 2:
        return PEN + explained
    return PEN * left + explained + _COLLECTED


def _layout(size: Paper) -> Layout:
    """A lying page with room for the code between header and rows."""
    at = lying(size)
    return Layout(at.width, at.height, at.left, at.right, at.top - 38, at.bottom)


def _code(canvas: object, text: str, at: Layout) -> None:
    qr.draw(canvas, text, at.right - _QR_SIDE + 4, at.height - 68 - _QR_SIDE, _QR_SIDE)


def _edges(flow: Flow, sheet: BlankSheet) -> list[tuple[float, float]]:
    """Left and right of every column, by weight."""
    at = flow.book.layout
    unit = (at.text - _ROW) / sum(column.weight for column in sheet.columns)
    edges, x = [], at.left + _ROW
    for column in sheet.columns:
        edges.append((x, x + column.weight * unit))
        x += column.weight * unit
    return edges


def _heads(flow: Flow, sheet: BlankSheet) -> None:
    at = flow.book.layout
    words = tr("One row for each {one}. What is marked * is needed.", one=sheet.one)
    said = break_text(f"{sheet.about} {words}", NOTE, at.text - 60)
    flow.page.lines(at.left, at.height - 74, said[:3], NOTE)
    low = flow.y
    flow.page.lines(at.left, flow.y, break_text(tr("Row"), TABLE_HEAD, _ROW), TABLE_HEAD)
    for column, (left, right) in zip(sheet.columns, _edges(flow, sheet), strict=True):
        heading = f"{column.heading}\u00a0*" if column.required else column.heading
        lines = break_text(heading, TABLE_HEAD, right - left - 6)[:3]
        flow.page.lines(left + 4, flow.y, lines, TABLE_HEAD)
        y = flow.y - len(lines) * TABLE_HEAD.leading
        hint = _hint(column, right - left - 6)
        flow.page.lines(left + 4, y, hint, _HINT)
        low = min(low, y - len(hint) * _HINT.leading - 4)
    flow.y = low
    flow.page.rule(at.left, flow.y, at.right, 0.8, INK)


def _hint(column: BlankColumn, room: float) -> list[Line]:
    """What the column takes, or where that is said."""
    lines = break_text(column.hint, _HINT, room)
    return lines if len(lines) <= _NEAR else break_text(tr("one of those below"), _HINT, room)


def _legend(flow: Flow, sheet: BlankSheet) -> list[Line]:
    """The choices that have no room under their heading, one column after the other."""
    lines: list[Line] = []
    for column, (left, right) in zip(sheet.columns, _edges(flow, sheet), strict=True):
        if len(break_text(column.hint, _HINT, right - left - 6)) > _NEAR:
            words = f"{column.heading}: {column.hint}"
            lines += break_text(words, _HINT, flow.book.layout.text)
    return lines


def _row(flow: Flow, sheet: BlankSheet, nth: int) -> None:
    at = flow.book.layout
    flow.y -= PEN
    flow.page.words(at.left, flow.y + 9, str(nth), _BOLD, _ROW - 4)
    for left, right in _edges(flow, sheet):
        flow.page.rule(left + 2, flow.y, right - 4, 0.6, INK)
    flow.page.rule(at.left, flow.y, at.left + _ROW - 4, 0.35, RULE)


def _explained(flow: Flow, legend: list[Line]) -> None:
    """The choices of long lists, on every page where somebody writes."""
    flow.y = flow.page.lines(flow.book.layout.left, flow.y - 8, legend, _HINT)


def _collected(flow: Flow, sheet: BlankSheet) -> None:
    """Who filled it in, who brought it back and who keyed it in."""
    at, y = flow.book.layout, flow.y - 10
    note = tr("{n} rows. Key them in as they stand here, by their number.", n=sheet.rows)
    flow.page.words(at.left, y, note, NOTE, at.text)
    lines = ((0, 200, "Filled in by"), (216, 330, "Date"), (348, 560, "Keyed in by, date"))
    pen_lines(flow.page, y - 34, [(at.left + x, at.left + to, tr(word)) for x, to, word in lines])
    flow.y = y - 46
