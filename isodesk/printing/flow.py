"""Filling pages from top to bottom: paragraphs that break well, and tables whose rows may.

A paragraph leaves at least two lines on either page. A table's head is repeated; a row goes
to the next page whole when it fits there, and a row taller than a page is cut between lines.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from isodesk.printing.list_sheets import Align
from isodesk.printing.page import Book, Page
from isodesk.printing.structure import Element
from isodesk.printing.text import AMBER, FINE, INK, TABLE, TABLE_HEAD, Line, Style, baseline
from isodesk.printing.widths import levelled


class Flow:
    """The place on the page where the next thing goes; `y` is its top."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.page: Page = book.new_page()
        self.y = book.layout.top

    @property
    def room(self) -> float:
        """Points left on this page."""
        return self.y - self.book.layout.bottom

    @property
    def whole(self) -> float:
        """Points an empty page has."""
        return self.book.layout.top - self.book.layout.bottom

    @property
    def fresh(self) -> bool:
        """True while nothing stands on the page."""
        return self.y >= self.book.layout.top

    def next_page(self) -> None:
        """Go on at the top of a new page."""
        self.page = self.book.new_page()
        self.y = self.book.layout.top

    def need(self, height: float) -> None:
        """Go to the next page unless so much room is left (or the page is empty)."""
        if self.room < height and not self.fresh:
            self.next_page()

    def skip(self, height: float) -> None:
        """White between two things; none at the top of a page."""
        if not self.fresh:
            self.y -= height

    def paragraph(
        self, x: float, lines: Sequence[Line], style: Style, element: Element | None = None
    ) -> None:
        """Lines one below the other, going on to new pages; `element` is what they are."""
        at = 0
        while at < len(lines):
            left = len(lines) - at
            count = _lines_here(left, int((self.room + 0.01) / style.leading), self.fresh)
            self.page.inside(element)
            more = at + count < len(lines)
            self.y = self.page.lines(x, self.y, lines[at : at + count], style, more)
            self.page.inside(None)
            at += count
            if at < len(lines):
                self.next_page()


def _lines_here(left: int, fit: int, fresh: bool) -> int:
    """How many of the lines left to set on this page, of which `fit` go; no single line is
    left behind or sent ahead. At least one on an empty page."""
    if left <= fit:
        return left
    count = fit - 1 if left - fit == 1 else fit
    if count < 2 and not fresh:
        return 0
    return max(count, 1)


Drawing = Callable[[Page, float, float], None]
"""(page, top, height): what a row shows beside its words, as boxes to tick."""


@dataclass(frozen=True)
class TableLook:
    """Faces, the white above and below the words of a row, and between columns; the colour of
    an urgent row."""

    style: Style = TABLE
    head: Style = TABLE_HEAD
    pad: float = 3.6
    gap: float = 12.0
    middle: bool = False
    rule: str = FINE
    urgent: str = AMBER


class Table:
    """A table being filled row by row; `widths` are of the words, gaps lie between."""

    def __init__(
        self,
        flow: Flow,
        x: float,
        widths: Sequence[float],
        look: TableLook,
        aligns: Sequence[Align] = (),
    ) -> None:
        self._flow, self._look = flow, look
        self._widths = tuple(widths)
        self._aligns = tuple(aligns) or (Align.LEFT,) * len(self._widths)
        self.lefts = _lefts(x, self._widths, look.gap)
        self.x, self.right = x, self.lefts[-1] + self._widths[-1]
        self._heading: Sequence[Sequence[Line]] = ()
        self.again: tuple[float, Callable[[], None]] | None = None
        """(points, drawing) of what stands below the heading on each further page."""

    def head(self, cells: Sequence[Sequence[Line]], rows: float = 0) -> None:
        """Set the heading, now and on each new page; `rows` points must follow it here.

        One taller than a third of the page is set once, as a row, and not repeated.
        """
        self._heading = cells
        if self._head_height() > self._flow.whole / 3:
            self._heading = ()
            self.row(cells)
            return
        self._flow.need(self._head_height() + max(min(rows, self._flow.whole / 3), self._least()))
        self._put_head()

    def row(self, cells: Sequence[Sequence[Line]], draw: Drawing | None = None) -> None:
        """A row of cells, each its lines, and the rule under it."""
        height = self.height(cells)
        if height <= self._flow.room + 0.01:
            self._place(cells, height, draw)
        elif height <= self._flow.whole - self._top_height():
            self._break()
            self._place(cells, height, draw)
        else:
            self._cut(cells, draw)

    def keep(self, height: float) -> None:
        """Go to the next page, where less room than this is left and a page has that much."""
        if self._flow.room + 0.01 < height <= self._flow.whole - self._top_height():
            self._break()

    def height(self, cells: Sequence[Sequence[Line]]) -> float:
        """Points a row of these cells takes."""
        lines = max((len(cell) for cell in cells), default=0)
        return max(lines, 1) * self._look.style.leading + 2 * self._look.pad

    def band(self, height: float, row: float = 0) -> None:
        """Make room for a band of this height and the row after it, `row` points high."""
        self.again = None
        follows = max(min(row, self._flow.whole / 3), self._least())
        if self._flow.room + 0.01 < height + follows:
            self._break()

    def _cut(self, cells: Sequence[Sequence[Line]], draw: Drawing | None) -> None:
        """A row taller than a page, as many lines of it on each page as go."""
        pad, leading = self._look.pad, self._look.style.leading
        rest = [list(cell) for cell in cells]
        while any(rest):
            count = int((self._flow.room - 2 * pad + 0.01) / leading)
            if count < 3 and not self._flow.fresh:
                self._break()
                count = max(int((self._flow.room - 2 * pad) / leading), 1)
            here = [cell[:count] for cell in rest]
            rest = [cell[count:] for cell in rest]
            self._place(here, max(map(len, here)) * leading + 2 * pad, draw)
            draw = None

    def _place(self, cells: Sequence[Sequence[Line]], height: float, draw: Drawing | None) -> None:
        flow, look = self._flow, self._look
        for nth, lines in enumerate(cells):
            slack = (height - 2 * look.pad - len(lines) * look.style.leading) / 2
            top = flow.y - look.pad - (slack if look.middle else 0)
            self._cell(nth, top, lines, look.style)
        if draw:
            draw(flow.page, flow.y, height)
        flow.y -= height
        flow.page.rule(self.x, flow.y, self.right, 0.35, look.rule)

    def _cell(self, nth: int, top: float, lines: Sequence[Line], style: Style) -> None:
        for line in lines:
            slack = self._widths[nth] - line.width
            x = self.lefts[nth] + slack * _SHARE[self._aligns[nth]]
            self._flow.page.line_of_text(x, baseline(top, style), line)
            top -= style.leading

    def _break(self) -> None:
        self._flow.next_page()
        self._put_head()
        if self.again:
            self.again[1]()

    def _top_height(self) -> float:
        return self._head_height() + (self.again[0] if self.again else 0.0)

    def _head_height(self) -> float:
        rows = max(map(len, self._heading), default=0)
        return rows * self._look.head.leading + 5.2 if rows else 0.0

    def _least(self) -> float:
        return self._look.style.leading + 2 * self._look.pad

    def _put_head(self) -> None:
        """The headings stand on the rule, however many lines each has."""
        height = self._head_height()
        if not height:
            return
        for nth, lines in enumerate(self._heading):
            top = self._flow.y - height + 4.2 + len(lines) * self._look.head.leading
            self._cell(nth, top, lines, self._look.head)
        self._flow.y -= height
        self._flow.page.rule(self.x, self._flow.y, self.right, 0.8, INK)


_SHARE = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}


def _lefts(x: float, widths: Sequence[float], gap: float) -> tuple[float, ...]:
    lefts = []
    for width in widths:
        lefts.append(x)
        x += width + gap
    return tuple(lefts)


def share(natural: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Widths of columns, in points, that fill `room` together.

    `natural` is the width of a column's longest text on one line, `least` that of its widest
    word. When all fit, what is over goes out in proportion; else the long columns give way
    to the short, none below its widest word; and when even the words do not fit, the widest
    are cut down.
    """
    total = sum(natural)
    if total <= room:
        spare = (room - total) / total if total else 0
        return [n + n * spare if total else room / len(natural) for n in natural]
    if sum(least) > room:
        return levelled(least, room)
    pinned: dict[int, float] = {}
    while True:
        free = [n for n in range(len(natural)) if n not in pinned]
        given = levelled([natural[n] for n in free], room - sum(pinned.values()))
        tight = {n: least[n] for n, w in zip(free, given, strict=True) if w < least[n] - 0.01}
        if not tight:
            found = pinned | dict(zip(free, given, strict=True))
            return [found[n] for n in range(len(natural))]
        pinned |= tight
