"""The sheet for a walk: at every place the copies that should hang there, to be ticked."""

from functools import partial

from isodesk.core.dates import paper_day
from isodesk.i18n import tr
from isodesk.printing import qr
from isodesk.printing.drawn import Page
from isodesk.printing.flow import Flow, Table, TableLook
from isodesk.printing.forms import blank, heading, pen_lines
from isodesk.printing.page import Book, Head, Layout, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.slip_sheets import WalkPlace, WalkRow, WalkSheet
from isodesk.printing.tables import BAND, band
from isodesk.printing.text import (
    INK,
    LABEL,
    NOTE,
    RULE,
    TABLE,
    TABLE_HEAD,
    Line,
    Style,
    break_spans,
    break_text,
    one_line,
)

_WIDTHS = (18.0, 118.0, 34.0, 84.0, 46.0, 144.0)
"""Row, document, copy, check code, should be, found; points, with gaps of 6 to 8 between."""
_LOOK = TableLook(TABLE, TABLE_HEAD, pad=6.2, gap=7.2, middle=True)
_CODE = Style("NotoMono-Bold", 7.6, 11)
_BOLD = Style("Noto-Bold", 8, 11)
_INTRO = Style("Noto", 8, 11.5, NOTE.colour)
_SMALL = Style("Noto", 7.2, 11, NOTE.colour)
WRITING = 23.5
"""Points between lines that are written on."""
_QR_SIDE = 38.0


def walk_pdf(sheet: WalkSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The walk sheet as a PDF; the same values give the same bytes."""
    pairs = (("Number", sheet.number), ("Planned", paper_day(sheet.planned)))
    head = Head("Reconciliation walk sheet", sheet.title, pairs)
    layout = upright(size, foot=True)
    if sheet.qr:
        layout = _lower(layout)
    book = Book(layout, company, head, foot, tr("Reconciliation walk sheet"))
    flow = Flow(book)
    _intro(flow, bool(sheet.qr))
    count = _places(flow, sheet)
    _extra(flow, count, sheet.extra_lines)
    _count(flow, count)
    for nth, page in enumerate(book.pages, 1):
        if sheet.qr:
            page.draw(partial(_code, text=f"{sheet.qr} S{nth}", at=layout))
    return book.pdf(f"{sheet.number} {sheet.title}".strip())


def _lower(layout: Layout) -> Layout:
    """The page with room for the code between header and list."""
    return Layout(
        layout.width, layout.height, layout.left, layout.right, layout.top - 34, layout.bottom
    )


def _code(canvas: object, text: str, at: Layout) -> None:
    qr.draw(canvas, text, at.right - _QR_SIDE + 3, at.height - 68 - _QR_SIDE, _QR_SIDE)


def _intro(flow: Flow, beside_code: bool) -> None:
    at = flow.book.layout
    words = tr(
        "Stand at the place, look at the paper, write what you see. "
        "One line is one copy. A copy that is not in the list is written at the end."
    )
    lines = break_text(words, _INTRO, at.text - (_QR_SIDE + 20 if beside_code else 0))
    if beside_code:
        flow.page.lines(at.left, at.height - 76, lines, _INTRO)
    else:
        flow.y = flow.page.lines(at.left, flow.y + 2, lines, _INTRO) - 12


def _places(flow: Flow, sheet: WalkSheet) -> int:
    """All places with their copies; gives how many rows there are."""
    table = Table(flow, flow.book.layout.left, _WIDTHS, _LOOK)
    names = ("Row", "Document", "Copy", "Check code", "Should be", "Found")
    cells = [break_text(tr(name), TABLE_HEAD, w) for name, w in zip(names, _WIDTHS, strict=True)]
    table.head(cells, rows=BAND)
    number = 0
    for place in sheet.places:
        rows = [_row(number + nth, row) for nth, row in enumerate(place.rows, 1)]
        table.band(BAND, table.height(rows[0]) if rows else 0)
        flow.book.bookmark(place.place, 0, flow.y)
        _band(flow, table, place)
        table.again = (BAND, partial(_band, flow, table, place))
        for row in rows:
            table.row(row, _found)
        number += len(rows)
    return number


def _band(flow: Flow, table: Table, place: WalkPlace) -> None:
    count = len(place.rows)
    copies = tr("1 copy") if count == 1 else tr("{count} copies", count=count)
    note = " · ".join(part for part in (place.holder, copies) if part)
    band(flow, table.x, table.right, place.place or tr("No place named"), note)


def _row(number: int, row: WalkRow) -> list[list[Line]]:
    document = break_spans([(row.number, _BOLD), (f" {row.title}", TABLE)], _WIDTHS[1])
    return [
        break_text(str(number), _BOLD, _WIDTHS[0] + 6),
        document,
        break_text(row.copy, TABLE, _WIDTHS[2]),
        [one_line(row.code, _CODE, _WIDTHS[3] + 6)],
        break_text(tr("rev {revision}", revision=row.revision), TABLE, _WIDTHS[4]),
    ]


def _found(page: Page, top: float, height: float) -> None:
    """Boxes for what was found, at the right of a row."""
    right = 548.0
    y = top - height / 2 - 0.357 * TABLE.size
    for x, word in ((right - 144, "as listed"), (right - 92, "missing"), (right - 44, "rev")):
        page.box(x, y - 1.9, 9.4, 9.4, stroke=INK)
        page.words(x + 12.6, y, tr(word), _SMALL, 40)
    page.rule(right - 18, y - 3, right, 0.6, INK)


def _extra(flow: Flow, count: int, lines: int) -> None:
    """Numbered lines for copies that hang there and are not in the list."""
    at = flow.book.layout
    flow.skip(9)
    note = tr("document, revision, copy, code, place")
    heading(flow, tr("Found but not in the list"), note, following=WRITING * lines + 10)
    flow.skip(6)
    for nth in range(count + 1, count + lines + 1):
        flow.need(WRITING)
        flow.y -= WRITING
        flow.page.words(at.left, flow.y + 4.5, str(nth), _BOLD, 24)
        flow.page.rule(at.left + 24, flow.y, at.right, 0.5, RULE)


def _count(flow: Flow, count: int) -> None:
    """What the walk came to, and who walked."""
    flow.need(84)
    at, page = flow.book.layout, flow.page
    y = flow.y - 29
    of = tr("of {count}", count=count)
    page.words(at.left, y, tr("Count"), LABEL, 40)
    blank(page, at.left + 40, y, tr("as listed"), 22, of)
    blank(page, at.left + 160, y, tr("missing"), 22, of)
    blank(page, at.left + 280, y, tr("other revision"), 22)
    blank(page, at.left + 386, y, tr("not in the list"), 22)
    lines = ((68, 261, "Walked by"), (279, 378, "Date and time"), (396, 548, "Keyed in by, date"))
    pen_lines(page, y - 37, [(x, to, tr(label)) for x, to, label in lines])
    flow.y = y - 50
