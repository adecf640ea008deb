"""The map of processes: a row for who gives, a column for who takes, in the cell what."""

from collections.abc import Sequence

from isodesk.i18n import tr
from isodesk.printing.drawn import Page
from isodesk.printing.flow import Drawing, Flow, TableLook
from isodesk.printing.list_sheets import Column
from isodesk.printing.page import Book, Head, lying
from isodesk.printing.planning_sheets import MapProcess, ProcessMap
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.tables import Sheet
from isodesk.printing.text import (
    FINE,
    NOTE,
    SECTION,
    TABLE_HEAD,
    Line,
    Style,
    baseline,
    break_text,
)

_ACROSS = 12
"""Columns on one page; more processes go on in another table."""
_NAME = 96.0
_CELL = Style("Noto", 6.4, 8.2)
_LOOK = TableLook(_CELL, TABLE_HEAD.but(size=6.2), pad=4.0, gap=7.0)
_BOLD = Style("Noto-Bold", 7, 8.2)


def process_map_pdf(sheet: ProcessMap, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The map as a PDF; the same values give the same bytes."""
    book = Book(lying(size), company, Head("Processes", tr("Who gives what to whom")), foot)
    flow = Flow(book)
    _headline(flow, sheet)
    places = range(len(sheet.processes))
    for start in range(0, len(places) or 1, _ACROSS):
        if start:
            flow.next_page()
        _part(flow, sheet, list(places[start : start + _ACROSS]))
    flow.skip(6)
    _alone(flow, sheet)
    return book.pdf(tr("Map of processes"))


def _headline(flow: Flow, sheet: ProcessMap) -> None:
    at = flow.book.layout
    n = len(sheet.processes)
    count = tr("1 process") if n == 1 else tr("{n} processes", n=n)
    used = flow.page.words(at.left, baseline(flow.y, SECTION), count, SECTION, at.text / 2)
    said = tr("Read a row from the left: this process gives it. The column takes it.")
    room = at.text - used - 14
    flow.page.words(at.left + used + 14, baseline(flow.y, SECTION), said, NOTE, room)
    flow.y -= SECTION.leading + 4


def _part(flow: Flow, sheet: ProcessMap, takers: Sequence[int]) -> None:
    """The rows of all who give, for some who take."""
    at = flow.book.layout
    wide = (at.text - _NAME) / max(len(takers), 1) - _LOOK.gap
    columns = [Column(tr("From … to"), width=_NAME)]
    columns += [Column(sheet.processes[place].title, width=wide) for place in takers]
    names = [_name(process) for process in sheet.processes]
    rows = [[name, *_given(sheet, place, takers)] for place, name in enumerate(names)]
    table = Sheet(flow, at.left, at.text, columns, rows, _LOOK)
    table.head(rows[0] if rows else ())
    for place, row in enumerate(rows):
        lines = [
            break_text(cell, _CELL, width)
            for cell, width in zip(row[1:], table.widths[1:], strict=True)
        ]
        mark = takers.index(place) + 1 if place in takers else None
        first = _named(sheet.processes[place], table.widths[0])
        table.table.row([first, *lines], _itself(table, mark) if mark else None)


def _given(sheet: ProcessMap, place: int, takers: Sequence[int]) -> list[str]:
    found: dict[int, list[str]] = {}
    for giver, taker, what in sheet.passages:
        if giver == place:
            found.setdefault(taker, []).append(what)
    return ["; ".join(found.get(taker, ())) for taker in takers]


def _name(process: MapProcess) -> str:
    return "\n".join(filter(None, (process.title, process.owner)))


def _named(process: MapProcess, width: float) -> list[Line]:
    """The name, and beneath it who answers for it."""
    return [*break_text(process.title, _BOLD, width), *break_text(process.owner, _CELL, width)]


def _itself(table: Sheet, column: int) -> Drawing:
    """The place where a process meets itself."""
    left, wide = table.table.lefts[column], table.widths[column]

    def draw(page: Page, top: float, height: float) -> None:
        to = min(left + wide + 3, table.table.right)
        page.box(left - 3, top - height, to - left + 3, height - 0.8, fill=FINE)

    return draw


def _alone(flow: Flow, sheet: ProcessMap) -> None:
    """Processes that neither give nor take: either forgotten, or not needed."""
    tied = {place for giver, taker, _ in sheet.passages for place in (giver, taker)}
    alone = [p.title for place, p in enumerate(sheet.processes) if place not in tied]
    if alone:
        words = tr("Without any interaction: {list}.", list="; ".join(alone))
        at = flow.book.layout
        flow.paragraph(at.left, break_text(words, NOTE, at.text), NOTE)
