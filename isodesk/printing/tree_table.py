"""A table of a written text on paper: merged cells, widths, header rows on every page.

Rows go to the next page whole where they fit there; one that is taller than a page, or a cell
that lies over many rows, is cut between lines and goes on. Rules stand only where cells end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from isodesk.printing.cell_lines import CellLine, CellSetter, draw_lines, height
from isodesk.printing.flow import Flow, TableLook
from isodesk.printing.structure import Element
from isodesk.printing.table_columns import Columns
from isodesk.printing.text import INK, Style
from isodesk.writing.grid import Grid, Placed

_HEAD_PAD, _HEAD_FOOT = 5.2, 4.2
"""White above and below a header row's words together, and of that below."""


@dataclass
class _Open:
    """A cell on its way down: its lines, the first not yet set, its top on this page."""

    placed: Placed
    lines: list[CellLine]
    top: float
    at: int = 0

    @property
    def last(self) -> int:
        """The row it ends with."""
        return self.placed.row + self.placed.down - 1


@dataclass
class TreeTable:
    """Sets one table whose columns are settled."""

    flow: Flow
    grid: Grid
    columns: Columns
    look: TableLook
    setter: CellSetter
    element: Element
    bold_first: bool = False
    _open: list[_Open] = field(default_factory=list)
    _heads: float = 0.0
    """Height of the header rows that are set again on each page."""
    _rows: list[list[Placed]] = field(default_factory=list)

    def put(self) -> None:
        """The whole table."""
        self._rows = self._by_row()
        tall = self._head_height() if self.grid.head else 0.0
        self._heads = tall if tall <= self.flow.whole / 3 else 0.0
        first = self.grid.head if self._heads else 0
        if self._heads:
            least = self._row_height(first) if first < self.grid.rows else 0.0
            self.flow.need(tall + min(least, self.flow.whole / 3))
            self._put_heads(self.element)
        for row in range(first, self.grid.rows):
            self._put_row(row)

    def _by_row(self) -> list[list[Placed]]:
        rows: list[list[Placed]] = [[] for _ in range(self.grid.rows)]
        for placed in self.grid.cells:
            rows[placed.row].append(placed)
        return rows

    # header rows

    def _put_heads(self, element: Element | None) -> None:
        """The header rows; without an element they are repeated and no part of the text."""
        for row, placed in enumerate(self._rows[: self.grid.head]):
            line = Element("TR", element) if element else None
            for cell in placed:
                self._open.append(_Open(cell, self._lines(cell, line, True), self.flow.y))
            self.flow.y -= self._head_row(row)
            ended = [one for one in self._open if one.last == row]
            for one in ended:
                self._stand(one)
            last = row == self.grid.head - 1
            self._rule(ended, 0.8 if last else 0.35, INK if last else self.look.rule)
            self._open = [one for one in self._open if one.last != row]

    def _stand(self, cell: _Open) -> None:
        """A heading's words stand on the rule below it."""
        style = self.look.head
        top = self.flow.y + height(cell.lines, style) + _HEAD_FOOT
        self._draw(cell, cell.lines, top, style)

    def _head_row(self, row: int) -> float:
        """Points from here to where this header row ends."""
        style = self.look.head
        ends = [
            height(one.lines, style) + _HEAD_PAD - (one.top - self.flow.y)
            for one in self._open
            if one.last == row
        ]
        return max([style.leading + _HEAD_PAD, *ends])

    def _head_height(self) -> float:
        tops = [0.0] * (self.grid.head + 1)
        for row in range(self.grid.head):
            least = tops[row] + self.look.head.leading + _HEAD_PAD
            for one in (p for r in self._rows[: row + 1] for p in r):
                if one.row + one.down - 1 == row:
                    tall = height(self._lines(one, None, True), self.look.head)
                    least = max(least, tops[one.row] + tall + _HEAD_PAD)
            tops[row + 1] = least
        return tops[-1]

    # rows

    def _put_row(self, row: int) -> None:
        line = Element("TR", self.element)
        for placed in self._rows[row]:
            head = row < self.grid.head
            self._open.append(_Open(placed, self._lines(placed, line, head), self.flow.y))
        needed = self._needed(row)
        while needed > self.flow.room + 0.01:
            if self._fits_whole(needed) and not self.flow.fresh:
                self._turn_before(row)
            else:
                self._cut()
            needed = self._needed(row)
        self.flow.y -= needed
        ended = [one for one in self._open if one.last == row]
        for one in ended:
            self._draw_rest(one)
        self._rule(ended, 0.35, self.look.rule)
        self._open = [one for one in self._open if one.last != row]

    def _fits_whole(self, needed: float) -> bool:
        return needed <= self.flow.whole - self._heads

    def _needed(self, row: int) -> float:
        """Points from here to where the row ends, so that all that ends with it is set."""
        look = self.look
        ends = [
            height(one.lines, look.style, one.at) + 2 * look.pad - (one.top - self.flow.y)
            for one in self._open
            if one.last == row
        ]
        return max([look.style.leading + 2 * look.pad, *ends])

    def _row_height(self, row: int) -> float:
        """Points a row takes by itself."""
        single = [one for one in self._rows[row] if one.down == 1]
        tall = [height(self._lines(one, None, False), self.look.style) for one in single]
        return max([self.look.style.leading, *tall]) + 2 * self.look.pad

    def _turn_before(self, row: int) -> None:
        """Go on at the next page with this row; cells from above end here for this page."""
        above = [one for one in self._open if one.placed.row < row]
        for one in above:
            self._draw_fitting(one, self.flow.y)
        self._rule(above, 0.35, self.look.rule)
        self._next_page()

    def _cut(self) -> None:
        """Set as many lines of each cell as go on this page, and go on at the next."""
        least = 3 * self.look.style.leading + 2 * self.look.pad
        if self.flow.room < least and not self._fresh():
            self._turn_before(self._open[-1].placed.row)
            return
        bottom = self.flow.book.layout.bottom
        ends = [self._draw_fitting(one, bottom, force=self._fresh()) for one in self._open]
        self.flow.y = max(min(ends) - self.look.pad, bottom)
        self._rule(self._open, 0.35, self.look.rule)
        self._next_page()

    def _fresh(self) -> bool:
        """Whether nothing but the header rows stands on the page."""
        return self.flow.y >= self.flow.book.layout.top - self._heads - 0.01

    def _next_page(self) -> None:
        self.flow.next_page()
        if self._heads:
            kept, self._open = self._open, []
            self._put_heads(None)
            self._open = kept
        for one in self._open:
            one.top = self.flow.y

    # cells

    def _lines(self, placed: Placed, line: Element | None, head: bool) -> list[CellLine]:
        style = self._style(placed, head)
        element = None
        if line is not None:
            element = Element("TH" if head else "TD", line, attributes=_spans(placed, head))
        return self.setter.lines(placed.cell, style, self.columns.width(placed), element)

    def _style(self, placed: Placed, head: bool) -> Style:
        if head:
            return self.look.head
        bold = self.bold_first and placed.column == 0
        return self.look.style.but(font="Noto-Bold") if bold else self.look.style

    def _draw_rest(self, cell: _Open) -> None:
        look = self.look
        lines = cell.lines[cell.at :]
        top = cell.top - look.pad
        if look.middle:
            top -= (cell.top - self.flow.y - 2 * look.pad - height(lines, look.style)) / 2
        self._draw(cell, lines, top, look.style)

    def _draw_fitting(self, cell: _Open, bottom: float, force: bool = False) -> float:
        """The lines that go above `bottom`; gives where they end."""
        look = self.look
        y, at = cell.top - look.pad, cell.at
        while at < len(cell.lines):
            above = cell.lines[at].above if at > cell.at else 0.0
            if y - above - look.style.leading < bottom + look.pad - 0.01 and not (
                force and at == cell.at
            ):
                break
            y -= above + look.style.leading
            at += 1
        self._draw(cell, cell.lines[cell.at : at], cell.top - look.pad, look.style)
        cell.at = at
        return y

    def _draw(self, cell: _Open, lines: list[CellLine], top: float, style: Style) -> None:
        more = cell.at + len(lines) < len(cell.lines)
        draw_lines(self.flow.page, self.columns.left(cell.placed), top, lines, style, more)

    def _rule(self, ended: Sequence[_Open], pen: float, colour: str) -> None:
        """A line below the cells that end here, none through a cell that goes on."""
        columns = sorted(
            column
            for one in ended
            for column in range(one.placed.column, one.placed.column + one.placed.across)
        )
        start = 0
        for nth, column in enumerate(columns):
            if nth + 1 == len(columns) or columns[nth + 1] != column + 1:
                left, right = self.columns.edges(columns[start], column)
                self.flow.page.rule(left, self.flow.y, right, pen, colour)
                start = nth + 1


def _spans(placed: Placed, head: bool) -> str:
    """The attributes of a cell's element."""
    parts = ["/O/Table"] if head or placed.across > 1 or placed.down > 1 else []
    parts += [f"/ColSpan {placed.across}"] * (placed.across > 1)
    parts += [f"/RowSpan {placed.down}"] * (placed.down > 1)
    return "".join([*parts, "/Scope/Column" if head else ""])
