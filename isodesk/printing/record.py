"""A record as a form: its sections at the side, labels over values, links, signatures and
the last of its history, and lines to be signed at the foot."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from isodesk.core.chart import Chart, against_baseline
from isodesk.core.dates import paper_moment
from isodesk.i18n import tr
from isodesk.printing.chart import put_chart
from isodesk.printing.document_sheets import Approval
from isodesk.printing.flow import Flow, TableLook
from isodesk.printing.forms import SIGN_ROOM, facts, pen_line, signed_line, signed_remark, span
from isodesk.printing.list_sheets import Column
from isodesk.printing.page import Book, Head, column, upright
from isodesk.printing.record_sheets import Fact, LinesTable, RecordSheet
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.tables import Row, Sheet, measure
from isodesk.printing.text import ACCENT, DENSE, NOTE, RULE, SIDE, TABLE, Style, break_text

TITLE = Style("Noto-Bold", 17, 22)
_SIDE = SIDE.but(colour=ACCENT)
_LOOK = TableLook(TABLE, pad=3.0, gap=12)
_DENSE = TableLook(DENSE, pad=3.0, gap=8)
_MANY = 6
"""Columns from which a table takes the whole width of the page."""
_SLOTS = ((4, 3), (7, 2), (9, 2), (11, 2))
"""(column, columns wide) of the four places a row of facts has."""
_SIGN_AT = 86.0
"""Height of the lines to be signed: always the same, wherever the text ends."""
_SIGNED_ROOM = 86.0
"""Points above the foot of a page that they take, with room for the pen."""
_WIDTH = span(9)
_BEGUN = 64.0
"""Points of a section that stay with its name."""


def record_pdf(sheet: RecordSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The record as a PDF; the same values give the same bytes."""
    pairs = (("Number", sheet.number), ("Version", sheet.version), ("State", sheet.state))
    book = Book(upright(size, foot=True), company, Head(sheet.label, sheet.title, pairs), foot)
    flow = Flow(book)
    flow.book.bookmark(sheet.title, 0, flow.y)
    title = break_text(sheet.title, TITLE, book.layout.text)
    flow.paragraph(book.layout.left, title, TITLE)
    flow.skip(8)
    for section in sheet.sections:
        side_section(flow, tr(section.heading), partial(put_facts, flow, section.facts))
    for heading, chart in sheet.charts:
        side_section(flow, heading, partial(_chart, flow, chart))
    for table in sheet.tables:
        side_section(flow, tr(table.heading), partial(_lines, flow, table))
    if sheet.links:
        side_section(flow, tr("Links"), partial(_links, flow, sheet.links))
    if sheet.signatures:
        side_section(flow, tr("Signatures"), partial(_signatures, flow, sheet.signatures))
    if sheet.history:
        side_section(flow, tr("History"), partial(_history, flow, sheet))
    put_signs(flow, sheet.sign)
    return book.pdf(f"{sheet.number} {sheet.title}".strip())


def side_section(flow: Flow, name: str, put: Callable[[], None]) -> None:
    """A section between rules with its name in the side columns."""
    at = flow.book.layout
    side = break_text(name, _SIDE, span(3) - 4)[:6]
    flow.need(max(len(side) * _SIDE.leading, _BEGUN) + 8)
    if not flow.fresh:
        flow.page.rule(at.left, flow.y, at.right, 0.5, RULE)
    flow.skip(7)
    flow.book.bookmark(name, 1, flow.y)
    page, top = flow.page, flow.y
    page.lines(at.left, top, side, _SIDE)
    put()
    if flow.page is page:
        flow.y = min(flow.y, top - len(side) * _SIDE.leading - 4)
    flow.y -= 5


def put_facts(flow: Flow, given: Sequence[Fact]) -> None:
    """Facts beside the section's name, as many to a row as fit."""
    for row in rows_of(given):
        last = row[-1][1]
        facts(
            flow,
            [
                (
                    column(_SLOTS[at][0]),
                    _to_the_end(at) if fact is last else _width(at, fact),
                    tr(fact.label),
                    fact.value,
                    fact.bold,
                )
                for at, fact in row
            ],
        )


def rows_of(given: Sequence[Fact]) -> list[list[tuple[int, Fact]]]:
    """Facts in rows of four places: a wide one takes four, a short one, another two, from
    the first or the third."""
    rows: list[list[tuple[int, Fact]]] = []
    used = 4
    for fact in given:
        start = used if fact.short else used + used % 2
        if start + _size(fact) > 4:
            rows.append([])
            start = 0
        rows[-1].append((start, fact))
        used = start + _size(fact)
    return rows


def _size(fact: Fact) -> int:
    if fact.wide:
        return 4
    return 1 if fact.short else 2


def _width(at: int, fact: Fact) -> float:
    if fact.wide:
        return _WIDTH
    if fact.short:
        return span(_SLOTS[at][1])
    return span(5 if at == 0 else 4)


def _to_the_end(at: int) -> float:
    """Points from one of the four places to the right edge."""
    return span(13 - _SLOTS[at][0])


def _chart(flow: Flow, chart: Chart) -> None:
    """The chart, and what it comes to in words."""
    put_chart(flow, column(4), _WIDTH, chart)
    said = against_baseline(chart)
    if said:
        flow.paragraph(column(4), break_text(said, NOTE, _WIDTH), NOTE)


def _signatures(flow: Flow, signatures: Sequence[Approval]) -> None:
    remarks = any(signed_remark(line) for line in signatures)
    names = ["Meaning", "Name", "Function", "Signed"] + ["Remark"] * remarks
    rows = [signed_line(line)[: len(names)] for line in signatures]
    _table(flow, names, rows)


def _history(flow: Flow, sheet: RecordSheet) -> None:
    """The entries; the last goes to the next page with the lines to be signed, which never stand
    on a page alone."""
    left_out = sheet.history_total > len(sheet.history)
    follows = (4 + NOTE.leading if left_out else 0) + (_SIGNED_ROOM if sheet.sign else 0)
    rows = [[paper_moment(line.at), line.who, line.what] for line in sheet.history]
    put_lines(flow, [Column(tr(name)) for name in ("When", "Who", "What")], rows, follows=follows)
    if left_out:
        shown, total = len(sheet.history), sheet.history_total
        note = tr("{shown} of {total} entries shown, the latest first.", shown=shown, total=total)
        flow.skip(4)
        flow.paragraph(column(4), break_text(note, NOTE, _WIDTH), NOTE)


def _links(flow: Flow, links: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Each record on a line of its own; what ties them stands before the first, and again
    before the first of a page."""
    columns = [Column(tr(name)) for name in ("Link", "Record")]
    rows = [(words, name) for words, names in links for name in names]
    table = Sheet(flow, column(4), _WIDTH, columns, rows, _LOOK)
    table.head(rows[0])
    before = ""
    for words, name in rows:
        said = words if words != before or table.breaks((words, name)) else ""
        table.row((said, name))
        before = words
    flow.skip(3)


def _lines(flow: Flow, lines: LinesTable) -> None:
    """Beside the section's name, or below it over the whole width where it needs that."""
    columns = [replace(c, heading=tr(c.heading)) for c in lines.columns]
    if not _needs_width(columns, lines.rows):
        put_lines(flow, columns, lines.rows)
        return
    at = flow.book.layout
    flow.y -= len(break_text(tr(lines.heading), _SIDE, span(3) - 4)) * _SIDE.leading + 4
    put_lines(flow, columns, lines.rows, (at.left, at.text), _DENSE)


def _needs_width(columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    _, least = measure(columns, rows, _LOOK)
    return len(columns) >= _MANY or sum(least) + _LOOK.gap * (len(columns) - 1) > _WIDTH


def _table(flow: Flow, names: Sequence[str], rows: Sequence[Row]) -> None:
    put_lines(flow, [Column(tr(name)) for name in names], rows)


def put_lines(
    flow: Flow,
    columns: Sequence[Column],
    rows: Sequence[Row],
    place: tuple[float, float] | None = None,
    look: TableLook = _LOOK,
    follows: float = 0,
) -> None:
    """A table at a place (left, width); beside the section's name where none is said. So many
    points must follow its last row on the same page."""
    left, width = place or (column(4), _WIDTH)
    table = Sheet(flow, left, width, columns, rows, look)
    table.head(rows[0] if rows else ())
    for nth, row in enumerate(rows, 1):
        table.row(row, follows=follows if nth == len(rows) else 0)
    flow.skip(3)


def put_signs(flow: Flow, labels: Sequence[str]) -> bool:
    """Lines for pens at the foot of the last page; answers whether they stand there alone."""
    if not labels:
        return False
    alone = flow.y < _SIGN_AT + SIGN_ROOM
    if alone:
        flow.next_page()
    at = flow.book.layout
    shares = [2.2, *([1.0] * (len(labels) - 1))]
    unit = (at.text - 18 * (len(labels) - 1)) / sum(shares)
    x = at.left
    for label, part in zip(labels, shares, strict=True):
        pen_line(flow.page, x, _SIGN_AT, x + part * unit, tr(label))
        x += part * unit + 18
    return alone
