"""The matrix of requirements: by customer what is asked, what answers it, what came of it.
What nothing answers is red, with its words."""

from collections.abc import Sequence

from isodesk.i18n import tr
from isodesk.printing.customer_sheets import AskedRow, RequirementMatrix
from isodesk.printing.flow import Flow, TableLook
from isodesk.printing.list_sheets import Align, Column
from isodesk.printing.page import Book, Head, lying
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.tables import Cell, Sheet
from isodesk.printing.text import (
    AMBER,
    DENSE,
    NOTE,
    RED,
    SECTION,
    TABLE_HEAD,
    Style,
    baseline,
    break_text,
)

_LOOK = TableLook(DENSE, TABLE_HEAD, pad=3.2, gap=11.0)
_OPEN = Style("Noto-Bold", DENSE.size, DENSE.leading, RED)
_MISSED = Style("Noto-Bold", DENSE.size, DENSE.leading, AMBER)


def requirements_pdf(
    sheet: RequirementMatrix, company: Company, foot: Foot, size: Paper = A4
) -> bytes:
    """The matrix as a PDF; the same values give the same bytes."""
    head = Head(tr("Customers"), tr("Requirements and what answers them"))
    book = Book(lying(size), company, head, foot, tr("Requirements"))
    flow = Flow(book)
    _headline(flow, sheet)
    at = flow.book.layout
    rows = [row_of(row) for each in sheet.customers for row in each.rows]
    table = Sheet(flow, at.left, at.text, asked_columns(), rows, _LOOK)
    table.head()
    for each in sheet.customers:
        table.band(each.name, _note(each.rows), row_of(each.rows[0]) if each.rows else ())
        flow.book.bookmark(each.name, 0, flow.y)
        for row in each.rows:
            table.row(row_of(row))
    if not rows:
        flow.paragraph(at.left, break_text(tr("Nothing to list."), NOTE, at.text), NOTE)
    return book.pdf(tr("Requirements and what answers them"))


def _headline(flow: Flow, sheet: RequirementMatrix) -> None:
    at, page = flow.book.layout, flow.page
    rows = [row for each in sheet.customers for row in each.rows]
    open_ones = sum(row.open for row in rows)
    y = baseline(flow.y, SECTION)
    count = tr("1 requirement") if len(rows) == 1 else tr("{n} requirements", n=len(rows))
    used = page.words(at.left, y, count, SECTION, at.text / 2)
    red = tr("{n} of {m} not answered", n=open_ones, m=len(rows))
    style = Style("Noto-Bold", 8, 11, RED) if open_ones else NOTE
    page.words(at.left + used + 14, y, red, style, at.text / 3)
    closed = tr("{n} closed left out", n=sheet.closed) if sheet.closed else ""
    page.words_right(at.right, y, closed, NOTE, at.text / 3)
    flow.y -= SECTION.leading + 4


def asked_columns() -> list[Column]:
    """The columns of a table of requirements."""
    right = Align.RIGHT
    return [
        Column(tr("Number"), bold=True),
        Column(tr("Requirement")),
        Column(tr("Product")),
        Column(tr("Specification")),
        Column(tr("Document")),
        Column(tr("Limit")),
        Column(tr("Exceeded from")),
        Column(tr("Last")),
        Column(tr("Met"), align=right),
        Column(tr("Exceeded"), align=right),
        Column(tr("Missed"), align=right),
    ]


def row_of(row: AskedRow) -> tuple[Cell, ...]:
    """The cells of a requirement; what is wrong stands out, in words."""
    nothing: Cell = (tr("Not answered"), _OPEN) if row.open else row.product
    last: Cell = (row.last, _MISSED) if row.missed_last else row.last
    judged = row.judged
    missed: Cell = (str(row.missed), _MISSED) if row.missed else _count(row.missed, judged)
    return (
        row.number,
        row.title,
        nothing,
        row.specification,
        row.document,
        row.limit,
        row.better,
        last,
        _count(row.met, judged),
        _count(row.exceeded, judged),
        missed,
    )


def _count(n: int, of: int) -> str:
    return str(n) if of else ""


def _note(rows: Sequence[AskedRow]) -> str:
    """`9 of 20 results exceeded, 45 %`."""
    judged, exceeded = sum(r.judged for r in rows), sum(r.exceeded for r in rows)
    if not judged:
        return tr("no results yet")
    share = round(100 * exceeded / judged)
    return tr("{n} of {m} results exceeded, {share} %", n=exceeded, m=judged, share=share)
