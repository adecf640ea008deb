"""A supplier's scorecard: points of each period as bars, papers with their end, incidents."""

from collections.abc import Sequence

from isodesk.core.dates import paper_day
from isodesk.i18n import tr
from isodesk.printing.flow import Flow, TableLook
from isodesk.printing.forms import heading, pen_lines
from isodesk.printing.list_sheets import Align, Column
from isodesk.printing.page import Book, Head, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.tables import Sheet
from isodesk.printing.text import (
    AMBER,
    INK,
    LABEL,
    NOTE,
    RED,
    SOFT,
    TABLE,
    TABLE_HEAD,
    WASH,
    Style,
    break_text,
)
from isodesk.printing.trade_sheets import Scorecard, ScorePeriod

_TITLE = Style("Noto-Bold", 17, 22)
_VALUE = Style("Noto", 8.6, 11.6)
_TOTAL = Style("Noto-Bold", 21, 24)
_SMALL = Style("Noto-Bold", 8, 11)
_LOOK = TableLook(TABLE, TABLE_HEAD, pad=3.2, gap=12)
_BAR = 172.0
_NAMES = 150.0


def scorecard_pdf(card: Scorecard, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The scorecard as a PDF; the same values give the same bytes."""
    pairs = (("Number", card.number), ("State", card.state))
    book = Book(
        upright(size, foot=True), company, Head("Supplier scorecard", card.title, pairs), foot
    )
    flow = Flow(book)
    at = book.layout
    flow.paragraph(at.left, break_text(card.title, _TITLE, at.text - 110), _TITLE)
    flow.skip(6)
    _total(flow, card)
    _facts(flow, card)
    _latest(flow, card)
    _periods(flow, card)
    _table(flow, tr("Certificates and licences"), _PAPERS, card.papers)
    _table(flow, tr("Incidents"), _INCIDENTS, card.incidents)
    _signed(flow)
    return book.pdf(f"{card.number} {tr('Supplier scorecard')}")


_PAPERS = ("Kind", "Number", "Given by", "Covers", "Expires on")
_INCIDENTS = ("Number", "Noticed on", "What happened", "Kind", "State")


def _total(flow: Flow, card: Scorecard) -> None:
    """The latest total, large at the right of the title."""
    if not card.periods or card.periods[0].total is None:
        return
    at, total = flow.book.layout, card.periods[0].total
    style = _TOTAL.but(colour=_colour(total, card))
    used = flow.page.words_right(at.right, at.top - 18, str(total), style, 80)
    flow.page.words_right(at.right - used - 4, at.top - 18, tr("of 100"), NOTE, 60)


def _colour(points: int | None, card: Scorecard) -> str:
    if points is None or points >= card.good:
        return INK
    return AMBER if points >= card.bearable else RED


def _facts(flow: Flow, card: Scorecard) -> None:
    at = flow.book.layout
    for label, value in card.facts:
        lines = break_text(value, _VALUE, at.text - 124)
        flow.need(len(lines) * _VALUE.leading + 4)
        flow.page.words(at.left, flow.y - 9, label, LABEL, 116)
        flow.paragraph(at.left + 124, lines, _VALUE)
        flow.y -= 3
    flow.skip(8)


def _latest(flow: Flow, card: Scorecard) -> None:
    """Each criterion of the latest period as a bar, with the two limits marked."""
    latest = card.periods[0] if card.periods else None
    note = tr("From {good}: approved. From {bearable}: conditional.", good=card.good,
              bearable=card.bearable)  # fmt: skip
    heading(flow, tr("Latest evaluation: {period}", period=latest.period if latest else "–"), note)
    if latest is None:
        words = break_text(tr("Not evaluated yet."), NOTE, flow.book.layout.text)
        flow.paragraph(flow.book.layout.left, words, NOTE)
        flow.skip(8)
        return
    for (name, weight), points in zip(card.criteria, latest.points, strict=True):
        _bar(flow, card, name, tr("weight {n}", n=weight), points)
    _bar(flow, card, tr("Score"), "", latest.total)
    flow.skip(10)


def _bar(flow: Flow, card: Scorecard, name: str, note: str, points: int | None) -> None:
    flow.need(16)
    at, page, y = flow.book.layout, flow.page, flow.y - 11
    used = page.words(at.left, y, name, _SMALL, _NAMES - 60)
    page.words(at.left + used + 6, y, note, NOTE, 60)
    x = at.left + _NAMES
    page.box(x, y - 2, _BAR, 9, fill=WASH)
    if points is not None:
        fill = SOFT if points >= card.good else _colour(points, card)
        page.box(x, y - 2, _BAR * points / 100, 9, fill=fill)
    for limit in (card.bearable, card.good):
        page.box(x + _BAR * limit / 100 - 0.4, y - 4, 0.8, 13, fill=INK)
    said = tr("not scored") if points is None else str(points)
    page.words(x + _BAR + 10, y, said, _SMALL.but(colour=_colour(points, card)), 60)
    if points is not None and points < card.good:
        word = tr("below {n}", n=card.bearable if points < card.bearable else card.good)
        page.words(x + _BAR + 32, y, word, NOTE.but(colour=_colour(points, card)), 80)
    flow.y -= 16


def _periods(flow: Flow, card: Scorecard) -> None:
    """All periods, newest first, with the counts the points come from."""
    if not card.periods:
        return
    names = [name for name, _ in card.criteria]
    columns = [
        Column(tr("Period"), bold=True),
        Column(tr("Ended on")),
        *(Column(name, Align.RIGHT) for name in names),
        Column(tr("Score"), Align.RIGHT, bold=True),
        *(Column(tr(word), Align.RIGHT) for word in ("Deliveries", "Rejects", "Late")),
        Column(tr("Note")),
    ]
    heading(flow, tr("Evaluations"))
    rows = [_row(period) for period in card.periods]
    table = Sheet(flow, flow.book.layout.left, flow.book.layout.text, columns, rows, _LOOK)
    table.head(rows[0])
    for row, period in zip(rows, card.periods, strict=True):
        table.row(row, period.total is not None and period.total < card.good)
    flow.skip(12)


def _row(period: ScorePeriod) -> list[str]:
    points = ["" if p is None else str(p) for p in (*period.points, period.total)]
    return [period.period, paper_day(period.ended), *points, *period.counts, period.note]


def _table(flow: Flow, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    heading(flow, name, "" if rows else tr("None"), 20)
    if not rows:
        flow.skip(4)
        return
    columns = [Column(tr(head)) for head in heads]
    table = Sheet(flow, flow.book.layout.left, flow.book.layout.text, columns, rows, _LOOK)
    table.head(rows[0])
    for row in rows:
        table.row(row)
    flow.skip(12)


def _signed(flow: Flow) -> None:
    """Decided by whom."""
    flow.need(74)
    at = flow.book.layout
    words = (tr("Goes on as it is"), tr("With conditions"), tr("No new orders"))
    x, y = at.left, flow.y - 14
    for word in words:
        flow.page.box(x, y - 1.5, 9, 9, stroke=INK)
        x += 15 + flow.page.words(x + 14, y, word, TABLE, 140) + 18
    lines = ((0, 200, "Decided by"), (216, 330, "Date"), (348, 480, "Told to the supplier on"))
    pen_lines(flow.page, y - 44, [(at.left + a, at.left + b, tr(word)) for a, b, word in lines])
    flow.y = y - 56
