"""The context on paper: what lies inside and outside in its four corners, the decision about
climate change, and the parties with what they want."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from isodesk.core.dates import paper_day
from isodesk.i18n import tr
from isodesk.printing.flow import Flow, TableLook
from isodesk.printing.forms import heading
from isodesk.printing.list_sheets import Column
from isodesk.printing.page import Book, Head, upright
from isodesk.printing.planning_sheets import (
    ClimateDecision,
    ContextIssue,
    ContextNeed,
    ContextSheet,
)
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.tables import Cell, Sheet
from isodesk.printing.text import AMBER, BODY, NOTE, TABLE, Style, break_text

_LOOK = TableLook(TABLE, pad=3.2, gap=12)
_BOLD = Style("Noto-Bold", TABLE.size, TABLE.leading)
_WARN = Style("Noto-Bold", BODY.size, BODY.leading, AMBER)


def context_pdf(sheet: ContextSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The context as a PDF; the same values give the same bytes."""
    book = Book(upright(size, foot=True), company, Head("Planning", tr("Context")), foot)
    flow = Flow(book)
    _corners(flow, tr("Inside"), ("Strengths", sheet.strengths), ("Weaknesses", sheet.weaknesses))
    _corners(
        flow, tr("Outside"), ("Opportunities", sheet.opportunities), ("Threats", sheet.threats)
    )
    if sheet.unplaced:
        _unplaced(flow, sheet.unplaced)
    _climate(flow, sheet.climate)
    _needs(flow, sheet)
    return book.pdf(tr("Context"))


Corner = tuple[str, Sequence[ContextIssue]]


def _corners(flow: Flow, name: str, left: Corner, right: Corner) -> None:
    """Two corners beside each other, row by row, so that long lists go over the page."""
    count = len(left[1]) + len(right[1])
    heading(flow, name, tr("1 issue") if count == 1 else tr("{n} issues", n=count))
    at = flow.book.layout
    number, wide = 44.0, (at.text - 3 * _LOOK.gap - 2 * 44.0) / 2
    columns = [
        Column("", width=number),
        Column(tr(left[0]), width=wide),
        Column("", width=number),
        Column(tr(right[0]), width=wide),
    ]
    rows = [(*_issue(a), *_issue(b)) for a, b in zip_longest(left[1], right[1])]
    _table(flow, columns, rows or [("", tr("None noted."), "", tr("None noted."))])
    flow.skip(10)


def _issue(issue: ContextIssue | None) -> tuple[Cell, Cell]:
    if issue is None:
        return "", ""
    words = f"{issue.title} · {issue.area}" if issue.area else issue.title
    return issue.number, (words, _BOLD if issue.heavy else TABLE)


def _unplaced(flow: Flow, issues: Sequence[ContextIssue]) -> None:
    heading(flow, tr("Not placed yet"), tr("neither strength nor weakness, chance nor threat"))
    rows = [(i.number, i.title, i.area) for i in issues]
    _table(flow, [Column(tr("Number")), Column(tr("Issue")), Column(tr("Area"))], rows)
    flow.skip(10)


def _climate(flow: Flow, decisions: Sequence[ClimateDecision]) -> None:
    """The decision that Amendment 1 of 2024 asks for, or amber that there is none."""
    heading(flow, tr("Climate change"), tr("clause 4.1, Amendment 1:2024"))
    at = flow.book.layout
    if not decisions:
        words = tr("No decision is recorded whether climate change is relevant. One is asked for.")
        flow.paragraph(at.left, break_text(words, _WARN, at.text), _WARN)
    for each in decisions:
        decided = ", ".join(filter(None, (each.by, paper_day(each.on))))
        head = " · ".join(filter(None, (each.number, each.decided, decided)))
        style = Style("Noto-Bold", BODY.size, BODY.leading)
        flow.paragraph(at.left, break_text(head, style, at.text), style)
        for text in filter(None, (each.reason, each.what)):
            flow.paragraph(at.left, break_text(text, BODY, at.text), BODY)
        flow.skip(4)
    flow.skip(10)


def _needs(flow: Flow, sheet: ContextSheet) -> None:
    """Who wants what, and what was decided about it."""
    n = len(sheet.needs)
    count = tr("1 need") if n == 1 else tr("{n} needs", n=n)
    heading(flow, tr("Interested parties and what they want"), count)
    names = ("Interested party", "Need or expectation", "Rests on", "Decision", "How it is met")
    columns = [Column(tr(name)) for name in names]
    at = flow.book.layout
    rows = list(_rows(sheet.needs))
    table = Sheet(flow, at.left, at.text, columns, rows, _LOOK)
    table.head(rows[0] if rows else ())
    for need, row in zip(sheet.needs, rows, strict=True):
        whole = (need.party, *row[1:])
        table.row(whole if table.breaks(whole) else row, need.undecided)
    if any(need.climate for need in sheet.needs):
        flow.skip(6)
        note = tr("* concerns the climate")
        flow.paragraph(at.left, break_text(note, NOTE, at.text), NOTE)
    if sheet.without_need:
        flow.skip(6)
        words = tr("Nothing is noted of: {list}.", list="; ".join(sheet.without_need))
        style = NOTE.but(colour=AMBER)
        flow.paragraph(at.left, break_text(words, style, at.text), style)


def _rows(needs: Iterable[ContextNeed]) -> Iterable[tuple[str, ...]]:
    before = ""
    for need in needs:
        party = "" if need.party == before else need.party
        before = need.party
        title = f"{need.need} *" if need.climate else need.need
        answer = need.answer or tr("Not decided yet")
        yield party, title, need.basis, answer, need.met_by


def _table(flow: Flow, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    at = flow.book.layout
    table = Sheet(flow, at.left, at.text, columns, rows, _LOOK)
    table.head(rows[0] if rows else ())
    for row in rows:
        table.row(row)
