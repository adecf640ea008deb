"""The map of the documents on lying paper: a band a process, a column a kind, lines between."""

from dataclasses import replace

from isodesk.documents.map_layout import CARD, COLUMNS, DOWN, LEFT, RIGHT, UP, Band, Card
from isodesk.i18n import tr
from isodesk.printing.drawn import Page
from isodesk.printing.flow import Flow
from isodesk.printing.keeping_sheets import MapSheet
from isodesk.printing.page import Book, Head, Layout, lying
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.tables import BAND, band
from isodesk.printing.text import (
    AMBER,
    FINE,
    INK,
    NOTE,
    RULE,
    SECTION,
    SOFT,
    TABLE_HEAD,
    Style,
    baseline,
    break_text,
)

ROW = 46.0
"""Points from one row of cards to the next."""
_GUTTER = 14.0
_HIGH = 39.0
_NUMBER = Style("Noto-Bold", 7.6, 10)
_TITLE = Style("Noto", 7.2, 8.6)
_ALSO = Style("Noto", 5.9, 8, SOFT)
_PEN = 0.7


def map_pdf(sheet: MapSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The map as a PDF; the same values give the same bytes."""
    layout = lying(size)
    said = tr("Filter: {words}", words=sheet.filter_words) if sheet.filter_words else ""
    count = _count(sheet)
    foot = replace(foot, note=foot.note or " · ".join(filter(None, (said, count))))
    head = Head("Where everything belongs", sheet.title)
    book = Book(layout, company, head, foot, tr("Map of the documents"))
    flow = Flow(book)
    flow.page.words(layout.left, baseline(flow.y, SECTION), count, SECTION, layout.text)
    flow.y -= SECTION.leading + 2
    _heads(flow)
    for each in sheet.bands:
        _band(flow, each, sheet)
    _alone(flow, sheet)
    return book.pdf(sheet.title)


def _count(sheet: MapSheet) -> str:
    """`42 documents`, or `12 of 42 documents`."""
    if sheet.shown == sheet.total:
        return tr("{n} documents", n=sheet.total)
    return tr("{n} of {total} documents", n=sheet.shown, total=sheet.total)


def _wide(at: Layout) -> float:
    return at.text / len(COLUMNS)


def _heads(flow: Flow) -> None:
    at = flow.book.layout
    for nth, word in enumerate(COLUMNS):
        x = at.left + nth * _wide(at) + _GUTTER
        flow.page.words(x, flow.y - 9, tr(word), TABLE_HEAD, _wide(at) - _GUTTER)
    flow.y -= 14
    flow.page.rule(at.left, flow.y, at.right, 0.8, INK)
    flow.y -= 4


def _band(flow: Flow, each: Band, sheet: MapSheet) -> None:
    name = each.process or tr("No process named")
    note = tr("1 document") if len(each.cards) == 1 else tr("{n} documents", n=len(each.cards))
    if flow.room < BAND + ROW + 8:
        _next(flow)
    flow.book.bookmark(name, 0, flow.y)
    _name(flow, name, note)
    cards = {(card.row, card.column): card for card in each.cards}
    for row in range(each.rows):
        if flow.room < ROW:
            _next(flow)
            _name(flow, tr("{process}, continued", process=name), note)
        for column in range(len(COLUMNS)):
            parts = each.lines.get((row, column), frozenset())
            _lines(flow, column, parts)
            card = cards.get((row, column))
            if card is not None:
                _card(flow, card, sheet.states.get(card.node.id, ""))
        flow.y -= ROW
    flow.y -= 6


def _next(flow: Flow) -> None:
    flow.next_page()
    _heads(flow)


def _name(flow: Flow, name: str, note: str) -> None:
    at = flow.book.layout
    band(flow, at.left, at.right, name, note)
    flow.y -= 4


def _lines(flow: Flow, column: int, parts: frozenset[str]) -> None:
    """The parts of lines in one cell."""
    at, page = flow.book.layout, flow.page
    x = at.left + column * _wide(at)
    trunk, middle, right = x + _GUTTER / 2, flow.y - _HIGH / 2, x + _wide(at)
    runs = {LEFT: (x, trunk), CARD: (trunk, x + _GUTTER), RIGHT: (trunk, right)}
    for part, (start, end) in runs.items():
        if part in parts:
            page.rule(start, middle, end, _PEN, SOFT)
    top = flow.y if UP in parts else middle
    low = flow.y - ROW if DOWN in parts else middle
    if top != low:
        page.box(trunk, low, 0.01, top - low, stroke=SOFT, pen=_PEN)


def _card(flow: Flow, card: Card, state: str) -> None:
    """Number and state, the title, and what else it is linked to."""
    at, page, node = flow.book.layout, flow.page, card.node
    x, wide = at.left + card.column * _wide(at) + _GUTTER, _wide(at) - _GUTTER
    page.box(x, flow.y - _HIGH, wide, _HIGH, fill="#FFFFFF", stroke=RULE, pen=0.6)
    used = 0.0
    if state:
        used = page.words_right(x + wide - 4, flow.y - 9, state, _ALSO.but(colour=AMBER), wide / 2)
    page.words(x + 4, flow.y - 9.4, node.number, _NUMBER, wide - used - 12)
    note = _note(card)
    _title(page, x + 4, flow.y - 11.6, node.title, wide - 8)
    page.words(x + 4, flow.y - _HIGH + 4.6, note, _ALSO, wide - 8)


def _title(page: Page, x: float, top: float, title: str, room: float) -> None:
    """On two lines; what does not fit is cut with "…"."""
    lines = break_text(title, _TITLE, room)
    page.lines(x, top, lines[:2] if len(lines) < 3 else lines[:1], _TITLE)
    if len(lines) > 2:
        first = "".join(piece.text for piece in lines[0].pieces)
        rest = title[len(first) :].strip()
        page.words(x, baseline(top - _TITLE.leading, _TITLE), rest, _TITLE, room)


def _note(card: Card) -> str:
    if not card.node.links:
        return tr("no links")
    return tr("also {numbers}", numbers=", ".join(card.also)) if card.also else ""


def _alone(flow: Flow, sheet: MapSheet) -> None:
    """What no link ties to anything, so that somebody asks why."""
    if not sheet.unlinked:
        return
    at = flow.book.layout
    if flow.room < 40:
        flow.next_page()
    flow.skip(4)
    words = tr("Without links: {list}.", list="; ".join(sheet.unlinked))
    flow.paragraph(at.left, break_text(words, NOTE, at.text), NOTE)
    flow.page.rule(at.left, flow.y - 2, at.right, 0.35, FINE)
