"""The audit programme of a year: processes and clauses by month, planned and held, with the reason
for how often; below it which clauses of each standard are covered."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from isodesk.core.dates import MONTHS
from isodesk.i18n import tr
from isodesk.printing import audit_parts as parts
from isodesk.printing.audit_sheets import Told
from isodesk.printing.drawn import Page, colour
from isodesk.printing.flow import Flow, Table, TableLook
from isodesk.printing.forms import heading
from isodesk.printing.page import Book, Head, lying
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.text import (
    ACCENT,
    AMBER,
    DENSE,
    INK,
    LABEL,
    NOTE,
    RULE,
    SIDE,
    TABLE_HEAD,
    Style,
    baseline,
    break_text,
    text_width,
)


@dataclass(frozen=True)
class ProgrammeMonth:
    """One month of a line: whether an audit is planned in it, whether one was held, and whether
    the one planned is late."""

    planned: bool = False
    held: bool = False
    late: bool = False


@dataclass(frozen=True)
class ProgrammeLine:
    """A process or a set of clauses over the year; `months` are twelve. `audits` are the numbers
    of those planned or held, `counted` how many are planned and were held: one that spans two
    months stands in both, and counts once."""

    what: str
    clauses: str
    weight: str
    every: str
    months: tuple[ProgrammeMonth, ...]
    reason: str
    auditor: str
    audits: str = ""
    counted: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class CoverageCell:
    """A clause of a standard: in how many lines it is planned, in how many audits it was looked
    at."""

    clause: str
    planned: int
    held: int


@dataclass(frozen=True)
class Coverage:
    """The clauses of one standard and edition."""

    standard: str
    cells: tuple[CoverageCell, ...]


@dataclass(frozen=True)
class ProgrammeSheet:
    """The programme of a year."""

    number: str
    title: str
    year: str
    state: str
    told: Told
    lines: tuple[ProgrammeLine, ...]
    coverage: tuple[Coverage, ...]
    sign: tuple[str, ...]


_MONTH = 18.5
_GAP = 8.0
_LOOK = TableLook(DENSE, TABLE_HEAD, pad=3.4, gap=_GAP)
_WIDTHS = (118.0, 76.0, 42.0, 40.0, 12 * _MONTH, 0.0, 66.0)
"""Points of what, clauses, importance, every, months, reason (what is left), auditor."""
_RADIUS = 4.2
_CELL, _CELL_HIGH, _CELL_GAP = 46.0, 25.0, 3.0
_CLAUSE = Style("Noto-Bold", 7.4, 9)
_TINTS = ("#FFFFFF", "#DCE7E9", "#8FB3BA")
"""Not planned, planned, looked at."""


def programme_pdf(sheet: ProgrammeSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The programme as a PDF; the same values give the same bytes."""
    pairs = (("Number", sheet.number), ("Year", sheet.year), ("State", sheet.state))
    label = tr("Audit programme")
    book = Book(lying(size), company, Head(label, sheet.title, pairs), foot, label)
    flow = Flow(book)
    _told(flow, sheet.told)
    _grid(flow, sheet.lines)
    for each in sheet.coverage:
        _coverage(flow, each)
    parts.signs(flow, sheet.sign)
    return book.pdf(f"{sheet.number} {label}")


def _told(flow: Flow, told: Told) -> None:
    """Objectives, extent and the rest, two side by side."""
    at = flow.book.layout
    wide = (at.text - 24) / 2
    for start in range(0, len(told), 2):
        pair = told[start : start + 2]
        lines = [break_text(words, DENSE, wide) for _, words in pair]
        tallest = max(map(len, lines))
        flow.need(12 + min(tallest, 12) * DENSE.leading)
        for nth, ((label, _), words) in enumerate(zip(pair, lines, strict=True)):
            x = at.left + nth * (wide + 24)
            flow.page.words(x, baseline(flow.y, LABEL), label, LABEL, wide)
            flow.page.lines(x, flow.y - LABEL.leading, words, DENSE)
        flow.y -= LABEL.leading + tallest * DENSE.leading + 5


def _grid(flow: Flow, lines: Sequence[ProgrammeLine]) -> None:
    """A row for each line, a sign for each month."""
    at = flow.book.layout
    planned, held = (sum(line.counted[nth] for line in lines) for nth in (0, 1))
    heading(flow, tr("The year"), tr("{n} planned, {m} held", n=planned, m=held), following=70)
    if not lines:
        words = tr("No line is planned yet.")
        flow.paragraph(at.left, break_text(words, NOTE, at.text), NOTE)
        flow.skip(10)
        return
    rest = at.text - sum(_WIDTHS) - _GAP * (len(_WIDTHS) - 1)
    widths = [wide or rest for wide in _WIDTHS]
    table = Table(flow, at.left, widths, _LOOK)
    names = ("Process or part", "Clauses", "Importance", "Every", "", "Reason", "Auditor, audits")
    heads = [
        break_text(tr(name), TABLE_HEAD, wide) for name, wide in zip(names, widths, strict=True)
    ]
    pages = _Heads(flow, table.lefts[4])
    table.head(heads, 60)
    pages.put()
    for line in lines:
        cells = (line.what, line.clauses, line.weight, line.every, "", line.reason, _last(line))
        broken = [
            break_text(text, DENSE.but(font="Noto-Bold") if nth == 0 else DENSE, wide)
            for nth, (text, wide) in enumerate(zip(cells, widths, strict=True))
        ]
        table.row(broken, partial(_months, x=table.lefts[4], months=line.months))
        pages.put()
    flow.skip(5)
    _legend(flow)


def _last(line: ProgrammeLine) -> str:
    return "\n".join(filter(None, (line.auditor, line.audits)))


class _Heads:
    """The names of the months, once on each page of the table, above its rule."""

    def __init__(self, flow: Flow, x: float) -> None:
        self._flow, self._x = flow, x
        self._done: Page | None = None

    def put(self) -> None:
        """Set them where the page has none."""
        flow = self._flow
        if flow.page is self._done:
            return
        fresh = self._done is None
        self._done = flow.page
        top = flow.y if fresh else flow.book.layout.top - TABLE_HEAD.leading - 5.2
        for nth, name in enumerate(MONTHS):
            word = tr(name)
            x = self._x + (nth + 0.5) * _MONTH - text_width(word, TABLE_HEAD) / 2
            flow.page.words(x, top + 7.5, word, TABLE_HEAD, _MONTH + 6)


def _months(
    page: Page, top: float, height: float, x: float, months: Sequence[ProgrammeMonth]
) -> None:
    y = top - _LOOK.pad - DENSE.leading / 2
    for nth, month in enumerate(months):
        if month.planned or month.held:
            page.draw(partial(_sign, month=month, x=x + (nth + 0.5) * _MONTH, y=y))


def _sign(canvas: Any, month: ProgrammeMonth, x: float, y: float) -> None:
    """A ring is planned, a disc held; a ring crossed through is late."""
    late = month.late and not month.held
    canvas.setLineWidth(1.3 if late else 0.9)
    canvas.setStrokeColor(colour(AMBER if late else INK))
    canvas.setFillColor(colour(INK))
    canvas.circle(x, y, _RADIUS, stroke=1, fill=int(month.held))
    if late:
        canvas.line(x - _RADIUS * 0.9, y - _RADIUS * 0.9, x + _RADIUS * 0.9, y + _RADIUS * 0.9)


def _legend(flow: Flow) -> None:
    flow.need(16)
    at, x = flow.book.layout, flow.book.layout.left
    y = baseline(flow.y, NOTE)
    for words, month in (
        ("planned", ProgrammeMonth(planned=True)),
        ("held", ProgrammeMonth(held=True)),
        ("planned and late", ProgrammeMonth(planned=True, late=True)),
    ):
        flow.page.draw(partial(_sign, month=month, x=x + _RADIUS, y=y + 2.4))
        x += 2 * _RADIUS + 5
        x += flow.page.words(x, y, tr(words), NOTE, at.text) + 16
    flow.y -= 18


def _coverage(flow: Flow, given: Coverage) -> None:
    """A tinted field for each clause: its number, how often planned and looked at."""
    at = flow.book.layout
    across = int((at.text + _CELL_GAP) / (_CELL + _CELL_GAP))
    rows = -(-len(given.cells) // across)
    flow.need(min(SIDE.leading + 4 + rows * (_CELL_HIGH + _CELL_GAP), flow.whole))
    planned = sum(cell.planned > 0 for cell in given.cells)
    held = sum(cell.held > 0 for cell in given.cells)
    flow.page.words(at.left, baseline(flow.y, SIDE), given.standard, SIDE.but(colour=ACCENT), 200)
    note = tr(
        "{n} of {k} clauses planned, {m} looked at; in each how often looked at / planned",
        n=planned,
        m=held,
        k=len(given.cells),
    )
    flow.page.words_right(at.right, baseline(flow.y, NOTE), note, NOTE, at.text * 0.6)
    flow.y -= SIDE.leading + 4
    for start in range(0, len(given.cells), across):
        flow.need(_CELL_HIGH)
        for nth, cell in enumerate(given.cells[start : start + across]):
            _cell(flow.page, at.left + nth * (_CELL + _CELL_GAP), flow.y, cell)
        flow.y -= _CELL_HIGH + _CELL_GAP
    flow.skip(8)


def _cell(page: Page, x: float, top: float, cell: CoverageCell) -> None:
    tint = _TINTS[2 if cell.held else 1 if cell.planned else 0]
    page.box(x, top - _CELL_HIGH, _CELL, _CELL_HIGH, fill=tint, stroke=RULE, pen=0.4)
    page.words(x + 4, top - 10, cell.clause, _CLAUSE, _CELL - 8)
    words = f"{cell.held} / {cell.planned}" if cell.planned or cell.held else tr("not planned")
    page.words(x + 4, top - 20, words, LABEL.but(colour=INK, size=6.2), _CELL - 6)
