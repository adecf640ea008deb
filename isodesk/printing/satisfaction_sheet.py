"""Satisfaction on paper: by customer and month how much was exceeded, beside the index of the
surveys, its change, and the complaints."""

from collections.abc import Sequence
from decimal import Decimal

from isodesk.core.chart import number_words
from isodesk.core.dates import MONTHS, paper_day
from isodesk.i18n import tr
from isodesk.printing.customer_sheets import MonthCount, SatisfactionRow, SatisfactionSheet
from isodesk.printing.drawn import Page
from isodesk.printing.flow import Drawing, Flow, TableLook
from isodesk.printing.list_sheets import Align, Column
from isodesk.printing.page import Book, Head, lying
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.tables import Cell, Sheet
from isodesk.printing.text import (
    AMBER,
    DENSE,
    INK,
    NOTE,
    SECTION,
    SOFT,
    TABLE_HEAD,
    Style,
    baseline,
    break_text,
)

_LOOK = TableLook(DENSE, TABLE_HEAD, pad=3.4, gap=6.0, middle=True)
_BOLD = Style("Noto-Bold", DENSE.size, DENSE.leading)
_LOW = Style("Noto-Bold", DENSE.size, DENSE.leading, AMBER)
_BAR, _BAR_HIGH = 60.0, 7.0
_EXCEEDED, _MET, _MISSED = "#0B5563", "#A9C4C9", "#FFFFFF"


def satisfaction_pdf(
    sheet: SatisfactionSheet, company: Company, foot: Foot, size: Paper = A4
) -> bytes:
    """The sheet as a PDF; the same values give the same bytes."""
    head = Head(tr("Customers"), tr("Satisfaction"))
    book = Book(lying(size), company, head, foot, tr("Satisfaction"))
    flow = Flow(book)
    _headline(flow, sheet)
    columns = _columns(sheet)
    rows = [_row(row) for row in sheet.rows]
    at = flow.book.layout
    total = _total(sheet)
    table = Sheet(flow, at.left, at.text, columns, [*rows, _row(total)], _LOOK)
    table.head(rows[0] if rows else ())
    for told, row in zip([*sheet.rows, total], [*rows, _row(total)], strict=True):
        lines = [
            break_text(*cell, wide)
            if isinstance(cell, tuple)
            else break_text(cell, _BOLD if told is total else DENSE, wide)
            for cell, wide in zip(row, table.widths, strict=True)
        ]
        table.table.row(lines, _bar(table, len(columns) - 5, told.total))
    _legend(flow)
    return book.pdf(tr("Satisfaction"))


def _headline(flow: Flow, sheet: SatisfactionSheet) -> None:
    at = flow.book.layout
    y = baseline(flow.y, SECTION)
    n = len(sheet.rows)
    count = tr("1 customer") if n == 1 else tr("{n} customers", n=n)
    used = flow.page.words(at.left, y, count, SECTION, at.text / 2)
    said = tr("Each month: results that exceeded the requirement, of all that were judged.")
    flow.page.words(at.left + used + 14, y, said, NOTE, at.text - used - 14)
    flow.y -= SECTION.leading + 4


def _columns(sheet: SatisfactionSheet) -> list[Column]:
    right, centre = Align.RIGHT, Align.CENTRE
    months = [
        Column(f"{tr(MONTHS[day.month - 1])[:3]} {day.year % 100:02}", align=centre, width=24.0)
        for day in sheet.months
    ]
    return [
        Column(tr("Customer")),
        *months,
        Column(tr("Exceeded"), align=right, width=40.0),
        Column("", width=_BAR),
        Column(tr("Index"), align=right, width=32.0),
        Column(tr("Change"), align=right, width=34.0),
        Column(tr("Asked"), width=44.0),
        Column(tr("Complaints"), align=right, width=42.0),
    ]


def _row(row: SatisfactionRow) -> list[Cell]:
    total = row.total
    low = row.index is not None and row.wanted is not None and row.index < row.wanted
    index = _share(row.index)
    return [
        row.name,
        *(_month(count) for count in row.months),
        f"{round(100 * total.exceeded / total.judged)} %" if total.judged else "–",
        "",
        (index, _LOW) if low else index,
        _change(row.index, row.before),
        paper_day(row.asked_on),
        str(row.complaints or "–"),
    ]


def _month(count: MonthCount) -> Cell:
    if not count.judged:
        return "–"
    words = f"{count.exceeded}/{count.judged}"
    return (words, _LOW) if count.missed else words


def _share(index: Decimal | None) -> str:
    return "–" if index is None else f"{number_words(index)} %"


def _change(now: Decimal | None, before: Decimal | None) -> str:
    if now is None or before is None:
        return "–"
    change = now - before
    return f"+{number_words(change)}" if change > 0 else number_words(change)


def _total(sheet: SatisfactionSheet) -> SatisfactionRow:
    """All customers together; the index as the mean of those who were asked."""
    months = tuple(
        MonthCount(
            sum(row.months[at].judged for row in sheet.rows),
            sum(row.months[at].exceeded for row in sheet.rows),
            sum(row.months[at].missed for row in sheet.rows),
        )
        for at in range(len(sheet.months))
    )
    both = [r for r in sheet.rows if r.index is not None and r.before is not None]
    complaints = sum(row.complaints for row in sheet.rows)
    asked = [row.index for row in sheet.rows if row.index is not None]
    now = _mean([r.index for r in both if r.index is not None])
    before = _mean([r.before for r in both if r.before is not None])
    index = _mean(asked)
    if now is not None and before is not None and index is not None:
        before = index - (now - before)
    return SatisfactionRow(tr("All"), months, index, before, None, None, complaints)


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    if not values:
        return None
    return (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.1"))


def _bar(table: Sheet, column: int, count: MonthCount) -> Drawing | None:
    """Exceeded dark, met pale, missed left empty: it reads in black and white."""
    if not count.judged:
        return None
    left = table.table.lefts[column]
    met = count.judged - count.exceeded - count.missed

    def draw(page: Page, top: float, height: float) -> None:
        x, y = left, top - height / 2 - _BAR_HIGH / 2
        for part, fill in ((count.exceeded, _EXCEEDED), (met, _MET), (count.missed, _MISSED)):
            wide = _BAR * part / count.judged
            if part:
                page.box(x, y, wide, _BAR_HIGH, fill=fill)
            x += wide
        page.box(left, y, _BAR, _BAR_HIGH, stroke=SOFT, pen=0.5)

    return draw


def _legend(flow: Flow) -> None:
    at = flow.book.layout
    flow.need(40)
    flow.skip(10)
    x, y = at.left, flow.y - 7
    words = ((_EXCEEDED, tr("exceeded")), (_MET, tr("met")), (_MISSED, tr("missed")))
    for fill, word in words:
        flow.page.box(x, y, 9, 7, fill=fill, stroke=INK, pen=0.3)
        x += 13 + flow.page.words(x + 13, y + 0.6, word, NOTE, 120) + 16
    flow.y -= 16
    said = tr(
        "Amber: a month with something missed, or an index below what is wanted. Index: weighted"
        " marks of the newest survey, the best mark is 100 %. Change: against the survey before."
    )
    flow.paragraph(at.left, break_text(said, NOTE, at.text), NOTE)
