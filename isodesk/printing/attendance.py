"""The attendance sheet of a training or a talk: numbered rows for the pen, keyed in by row."""

from functools import partial

from isodesk.i18n import tr
from isodesk.printing import qr
from isodesk.printing.flow import Flow
from isodesk.printing.forms import above_pen, pen_lines
from isodesk.printing.page import Book, Head, Layout, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.text import (
    INK,
    LABEL,
    NOTE,
    RULE,
    TABLE_HEAD,
    Style,
    break_text,
)
from isodesk.printing.trade_sheets import AttendanceRow, AttendanceSheet

PEN = 23.0
"""Points from one line that is signed to the next: 8 mm."""
_QR_SIDE = 42.0
_NUMBER, _NAME, _ROLE, _SIGN, _LEVEL = 0.0, 24.0, 156.0, 278.0, 430.0
"""Where the columns begin, from the left edge of the text."""
_STATEMENT = Style("Noto", 9.3, 13.6)
_BOLD = Style("Noto-Bold", 8.6, 11)
_SMALL = Style("Noto", 7.2, 10)


def attendance_pdf(sheet: AttendanceSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The attendance sheet as a PDF; the same values give the same bytes."""
    head = Head(sheet.label, sheet.title, (("Number", sheet.number),))
    layout = _lower(upright(size, foot=True))
    book = Book(layout, company, head, foot, sheet.label)
    flow = Flow(book)
    _facts(flow, sheet)
    _heads(flow, sheet)
    for row in (*sheet.rows, *_blank(sheet)):
        if flow.room < PEN:
            flow.next_page()
            _heads(flow, sheet)
        _row(flow, row, bool(sheet.levels))
    _collected(flow, sheet)
    for nth, page in enumerate(book.pages, 1):
        page.draw(partial(_code, text=f"{sheet.qr} S{nth}", at=layout))
    return book.pdf(f"{sheet.number} {sheet.label}")


def _lower(at: Layout) -> Layout:
    """The page with room for the code between header and rows."""
    return Layout(at.width, at.height, at.left, at.right, at.top - 40, at.bottom)


def _code(canvas: object, text: str, at: Layout) -> None:
    qr.draw(canvas, text, at.right - _QR_SIDE + 4, at.height - 68 - _QR_SIDE, _QR_SIDE)


def _blank(sheet: AttendanceSheet) -> list[AttendanceRow]:
    """Rows for who came without being expected; their numbers go on."""
    first = len(sheet.rows) + 1
    return [AttendanceRow(n, "", "") for n in range(first, first + sheet.blank)]


def _facts(flow: Flow, sheet: AttendanceSheet) -> None:
    """What a signature here says, beside the code; then the session, four facts a row."""
    at, room = flow.book.layout, flow.book.layout.text - _QR_SIDE - 16
    lines = break_text(sheet.statement, _STATEMENT, room)
    flow.y = flow.page.lines(at.left, at.height - 74, lines, _STATEMENT) - 8
    wide = at.text / 4
    for start in range(0, len(sheet.facts), 4):
        row = sheet.facts[start : start + 4]
        broken = [break_text(value, _SMALL.but(font="Noto-Bold"), wide - 10) for _, value in row]
        for nth, (label, _) in enumerate(row):
            x = at.left + nth * wide
            flow.page.words(x, flow.y - 8, label, LABEL, wide - 10)
            flow.page.lines(x, flow.y - 9, broken[nth][:3], _SMALL)
        tallest = min(max((len(lines) for lines in broken), default=1), 3)
        flow.y -= 12 + tallest * _SMALL.leading
    flow.y -= 6


def _heads(flow: Flow, sheet: AttendanceSheet) -> None:
    at = flow.book.layout
    heads = [(_NUMBER, "Row"), (_NAME, "Name"), (_ROLE, "Post or role"), (_SIGN, "Signature")]
    for x, word in [*heads, *([(_LEVEL, "Level")] if sheet.levels else [])]:
        flow.page.words(at.left + x, flow.y - 9, tr(word), TABLE_HEAD, 120)
    flow.y -= 14
    flow.page.rule(at.left, flow.y, at.right, 0.8, INK)


def _row(flow: Flow, row: AttendanceRow, levels: bool) -> None:
    at, page = flow.book.layout, flow.page
    flow.y -= PEN
    y, end = flow.y + 6.5, at.left + (_LEVEL if levels else at.text)
    page.words(at.left + _NUMBER, y, str(row.row), _BOLD, _NAME - 4)
    above_pen(page, at.left + _NAME, flow.y, row.name, _BOLD, _ROLE - _NAME - 8)
    above_pen(page, at.left + _ROLE, flow.y, row.role, _SMALL, _SIGN - _ROLE - 8)
    page.words(at.left + _SIGN, y, row.mark, NOTE, 120)
    pen = 0.35 if row.name else 0.6
    page.rule(at.left, flow.y, at.left + _SIGN - 8, pen, RULE if row.name else INK)
    page.rule(at.left + _SIGN, flow.y, end - (8 if levels else 0), 0.6, INK)
    if levels:
        page.rule(at.left + _LEVEL, flow.y, at.right, 0.6, INK)


def _collected(flow: Flow, sheet: AttendanceSheet) -> None:
    """What the levels mean; who held it, and who keyed the sheet in."""
    flow.need(76)
    at, y = flow.book.layout, flow.y - 14
    note = tr("{n} rows. Key them in as they stand here, by their number.", n=len(sheet.rows))
    flow.page.words(at.left, y, " ".join(filter(None, (note, sheet.levels))), NOTE, at.text)
    lines = ((0, 200, "Held by"), (216, 330, "Date"), (348, 480, "Keyed in by, date"))
    pen_lines(flow.page, y - 34, [(at.left + x, at.left + to, tr(word)) for x, to, word in lines])
    flow.y = y - 46
