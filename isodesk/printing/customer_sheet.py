"""One customer on paper: facts, how content they are, what they ask and got, complaints."""

from collections.abc import Sequence

from isodesk.i18n import tr
from isodesk.printing.chart import put_chart
from isodesk.printing.customer_sheets import AskedRow, CustomerSheet
from isodesk.printing.flow import Flow, TableLook
from isodesk.printing.forms import facts, heading
from isodesk.printing.list_sheets import Align, Column
from isodesk.printing.page import Book, Head, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.tables import Cell, Row, Sheet
from isodesk.printing.text import AMBER, DENSE, NOTE, RED, TABLE_HEAD, Style, break_text

_LOOK = TableLook(DENSE, TABLE_HEAD, pad=3.0, gap=11.0)
_TITLE = Style("Noto-Bold", 17, 22)
_RED = Style("Noto-Bold", DENSE.size, DENSE.leading, RED)
_LATE = Style("Noto-Bold", DENSE.size, DENSE.leading, AMBER)


def customer_pdf(sheet: CustomerSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The sheet as a PDF; the same values give the same bytes."""
    pairs = (("Number", sheet.number), ("State", sheet.state))
    book = Book(upright(size, foot=True), company, Head("Customer", sheet.title, pairs), foot)
    flow = Flow(book)
    at = book.layout
    flow.paragraph(at.left, break_text(sheet.title, _TITLE, at.text), _TITLE)
    flow.skip(6)
    _facts(flow, sheet.facts)
    _satisfaction(flow, sheet)
    _asked(flow, sheet.rows)
    _complaints(flow, sheet.complaints)
    return book.pdf(f"{sheet.number} {sheet.title}".strip())


def _facts(flow: Flow, told: Sequence[tuple[str, str]]) -> None:
    at = flow.book.layout
    wide = (at.text - 2 * 16) / 3
    for start in range(0, len(told), 3):
        row = told[start : start + 3]
        cells = [
            (at.left + nth * (wide + 16), wide, label, value, False)
            for nth, (label, value) in enumerate(row)
        ]
        facts(flow, cells)
    flow.skip(4)


def _satisfaction(flow: Flow, sheet: CustomerSheet) -> None:
    at = flow.book.layout
    n = len(sheet.surveys)
    count = tr("1 survey") if n == 1 else tr("{n} surveys", n=n)
    heading(flow, tr("How content they are"), count, following=100)
    if len(sheet.chart.readings) > 1:
        put_chart(flow, at.left, at.text, sheet.chart, 90)
        flow.skip(6)
    names = [
        Column(tr("Day")),
        Column(tr("Number"), bold=True),
        Column(tr("Index"), align=Align.RIGHT),
        Column(tr("What we make of it")),
    ]
    _table(flow, names, sheet.surveys, tr("They were not asked yet."))


def _asked(flow: Flow, rows: Sequence[AskedRow]) -> None:
    open_ones = sum(row.open for row in rows)
    red = tr("{n} of {m} not answered", n=open_ones, m=len(rows)) if open_ones else ""
    heading(flow, tr("What they ask"), red)
    names = [
        Column(tr("Number"), bold=True),
        Column(tr("Requirement")),
        Column(tr("Answered by")),
        Column(tr("Limit")),
        Column(tr("Last")),
        Column(tr("Exceeded"), align=Align.RIGHT),
        Column(tr("Missed"), align=Align.RIGHT),
    ]
    _table(flow, names, [_asked_row(row) for row in rows], tr("Nothing is noted."))


def _asked_row(row: AskedRow) -> tuple[Cell, ...]:
    by = "; ".join(filter(None, (row.product, row.specification, row.document)))
    of = tr("{n} of {m}", n=row.exceeded, m=row.judged) if row.judged else ""
    missed: Cell = (str(row.missed), _LATE) if row.missed else ("0" if row.judged else "")
    answered: Cell = (tr("Not answered"), _RED) if row.open else by
    return row.number, row.title, answered, row.limit, row.last, of, missed


def _complaints(flow: Flow, rows: Sequence[tuple[str, ...]]) -> None:
    heading(flow, tr("Complaints"), tr("{n} in all", n=len(rows)))
    names = [
        Column(tr("Number"), bold=True),
        Column(tr("Complaint")),
        Column(tr("Received")),
        Column(tr("Times kept")),
        Column(tr("State")),
    ]
    _table(flow, names, rows, tr("None."))


def _table(flow: Flow, columns: Sequence[Column], rows: Sequence[Row], nothing: str) -> None:
    at = flow.book.layout
    if not rows:
        flow.paragraph(at.left, break_text(nothing, NOTE, at.text), NOTE)
        flow.skip(12)
        return
    table = Sheet(flow, at.left, at.text, columns, rows, _LOOK)
    table.head(rows[0])
    for row in rows:
        table.row(row)
    flow.skip(14)
