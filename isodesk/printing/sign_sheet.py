"""The sign sheet: who has read a revision and understood it, a line for each pen."""

from functools import partial

from isodesk.core.dates import paper_day
from isodesk.i18n import tr
from isodesk.printing import qr
from isodesk.printing.drawn import Page
from isodesk.printing.flow import Flow
from isodesk.printing.forms import pen_lines
from isodesk.printing.keeping_sheets import SignRow, SignSheet
from isodesk.printing.page import Book, Head, Layout, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.text import INK, NOTE, RULE, TABLE, TABLE_HEAD, Style, break_text, text_width

PEN = 23.0
"""Points from one line that is signed to the next: 8 mm."""
_QR_SIDE = 42.0
_NUMBER, _NAME, _ROLE, _DATE, _SIGN = 0.0, 24.0, 156.0, 270.0, 348.0
"""Where the columns begin, from the left edge of the text."""
_STATEMENT = Style("Noto", 9.3, 13.6)
_BOLD = Style("Noto-Bold", 8.6, 11)
_SMALL = Style("Noto", 7.2, 10, NOTE.colour)


def sign_sheet_pdf(sheet: SignSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The sign sheet as a PDF; the same values give the same bytes."""
    pairs = (
        ("Number", sheet.number),
        ("Revision", sheet.revision),
        ("Effective", paper_day(sheet.effective)),
    )
    head = Head("Sign sheet: read and understood", sheet.title, pairs)
    layout = _lower(upright(size, foot=True))
    book = Book(layout, company, head, foot, tr("Sign sheet: read and understood"))
    flow = Flow(book)
    _top(flow, sheet)
    for row in sheet.rows:
        if flow.room < PEN:
            flow.next_page()
            _top(flow, sheet)
        _row(flow, row)
    _collected(flow, len(sheet.rows))
    for nth, page in enumerate(book.pages, 1):
        page.draw(partial(_code, text=f"{sheet.qr} S{nth}", at=layout))
    return book.pdf(f"{sheet.number} {tr('Sign sheet')}")


def _lower(at: Layout) -> Layout:
    """The page with room for the code between header and rows."""
    return Layout(at.width, at.height, at.left, at.right, at.top - 40, at.bottom)


def _code(canvas: object, text: str, at: Layout) -> None:
    qr.draw(canvas, text, at.right - _QR_SIDE + 4, at.height - 68 - _QR_SIDE, _QR_SIDE)


def _top(flow: Flow, sheet: SignSheet) -> None:
    """What every page of it begins with, as the pages part on their way round."""
    _statement(flow, sheet)
    _heads(flow)


def _statement(flow: Flow, sheet: SignSheet) -> None:
    """What a signature here says, beside the code; then what changed."""
    at = flow.book.layout
    words = tr(
        "By signing I confirm that I have read {number}, revision {label}, that I understand"
        " what it asks of me, and that I work by it.",
        number=sheet.number,
        label=sheet.revision,
    )
    room = at.text - _QR_SIDE - 16
    y = flow.page.lines(at.left, at.height - 74, break_text(words, _STATEMENT, room), _STATEMENT)
    by = tr("Read by {day}.", day=paper_day(sheet.read_by)) if sheet.read_by else ""
    changed = tr("What changed: {what}", what=sheet.summary) if sheet.summary else ""
    lines = break_text(" ".join(filter(None, (by, changed))), NOTE, room)
    y = flow.page.lines(at.left, y - 3, lines[:6], NOTE)
    flow.y = min(flow.y, y - 8)


def _heads(flow: Flow) -> None:
    at = flow.book.layout
    for x, word in (
        (_NUMBER, "Row"),
        (_NAME, "Name"),
        (_ROLE, "Function"),
        (_DATE, "Date"),
        (_SIGN, "Signature"),
    ):
        flow.page.words(at.left + x, flow.y - 9, tr(word), TABLE_HEAD, 120)
    flow.y -= 14
    flow.page.rule(at.left, flow.y, at.right, 0.8, INK)


def _row(flow: Flow, row: SignRow) -> None:
    """A numbered line for the pen; what is signed already is said on it."""
    at, page = flow.book.layout, flow.page
    flow.y -= PEN
    y = flow.y + 6.5
    page.words(at.left + _NUMBER, y, str(row.row), _BOLD, _NAME - 4)
    _two_lines(page, at.left + _NAME, flow.y, row.name, _BOLD, _ROLE - _NAME - 8)
    _two_lines(page, at.left + _ROLE, flow.y, row.role, TABLE, _DATE - _ROLE - 8)
    if row.done_on:
        page.words(at.left + _DATE, y, paper_day(row.done_on), TABLE, _SIGN - _DATE - 8)
        page.words(at.left + _SIGN, y, row.how, _SMALL, at.text - _SIGN)
    _lines(page, at, flow.y)


def _two_lines(page: Page, x: float, low: float, text: str, style: Style, room: float) -> None:
    """Words on the line; long ones on two, set smaller, and cut only then."""
    if text_width(text, style) <= room:
        page.words(x, low + 6.5, text, style, room)
        return
    small = style.but(size=7.2)
    first, *rest = break_text(text, small, room)
    page.line_of_text(x, low + 12.4, first)
    if rest:
        shown = text[len("".join(piece.text for piece in first.pieces)) :].strip()
        page.words(x, low + 3.6, shown, small, room)


def _lines(page: Page, at: Layout, y: float) -> None:
    page.rule(at.left, y, at.left + _DATE - 8, 0.35, RULE)
    page.rule(at.left + _DATE, y, at.left + _SIGN - 8, 0.6, INK)
    page.rule(at.left + _SIGN, y, at.right, 0.6, INK)


def _collected(flow: Flow, rows: int) -> None:
    """Who brought the sheet back and who keyed it in."""
    flow.need(64)
    at, y = flow.book.layout, flow.y - 18
    note = tr("{n} rows. Key them in as they stand here, by their number.", n=rows)
    flow.page.words(at.left, y, note, NOTE, at.text)
    lines = ((0, 200, "Sheet collected by"), (216, 330, "Date"), (348, 480, "Keyed in by, date"))
    pen_lines(flow.page, y - 30, [(at.left + x, at.left + to, tr(word)) for x, to, word in lines])
    flow.y = y - 42
