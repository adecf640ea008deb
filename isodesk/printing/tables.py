"""Tables of plain cells for every sheet: columns by content, bands between groups, boxes."""

from collections.abc import Iterable, Sequence
from functools import partial
from heapq import nlargest

from isodesk.i18n import tr
from isodesk.printing.drawn import Page
from isodesk.printing.flow import Drawing, Flow, Table, TableLook, share
from isodesk.printing.list_sheets import Column
from isodesk.printing.text import (
    ACCENT,
    INK,
    NOTE,
    WASH,
    Line,
    Span,
    Style,
    baseline,
    break_text,
    text_width,
    widest_word,
    words_of,
)
from isodesk.printing.widths import lowered

Cell = str | Span
"""A text in its column's face, or in a style of its own."""
Row = Sequence[Cell]

BOX = 9.0
"""Side of a box that a pen ticks."""
BAND = 17.0
_BAND_HEAD = Style("Noto-Bold", 9, 13, ACCENT)
_LOOKED_AT = 40
"""Longest texts and words of a column that are measured: of 10,000 rows, enough."""
_WEIGHED = 24
"""Rows on which widths are tried out, about."""
_LONG = 3000
"""Letters of a text that are measured for that."""


class Sheet:
    """A table over the given width whose columns are measured on all its rows beforehand."""

    def __init__(
        self,
        flow: Flow,
        x: float,
        width: float,
        columns: Sequence[Column],
        rows: Iterable[Row],
        look: TableLook,
    ) -> None:
        self.flow, self._columns, self.look = flow, tuple(columns), look
        every = list(rows)
        natural, least = measure(columns, every, look)
        widths = fit_columns(columns, natural, least, width, look.gap)
        self.widths = _weighed(columns, natural, least, widths, every, look)
        aligns = [column.align for column in columns]
        self.table = Table(flow, x, self.widths, look, aligns)

    def head(self, first: Row = ()) -> None:
        """The headings, with the first row below them here; again on every new page."""
        cells = [
            break_text(column.heading, self.look.head, width)
            for column, width in zip(self._columns, self.widths, strict=True)
        ]
        self.table.head(cells, self.table.height(self._cells(first, False)))

    def row(self, cells: Row, urgent: bool = False, follows: float = 0) -> None:
        """One row; an urgent one in the colour of the look. So many points must follow it."""
        lines = self._cells(cells, urgent)
        self.table.keep(self.table.height(lines) + follows if follows else 0)
        self.table.row(lines, self._boxes() if any(c.tick for c in self._columns) else None)

    def band(self, heading: str, note: str = "", first: Row = ()) -> None:
        """A band with the name of a group, never left alone at the foot of a page: its first row
        follows it. Where the group goes on over the page, the band does so too."""
        draw = partial(band, self.flow, self.table.x, self.table.right)
        self.table.band(BAND, self.table.height(self._cells(first, False)))
        draw(heading, note)
        self.table.again = (BAND, lambda: draw(tr("{name}, continued", name=heading), ""))

    def breaks(self, cells: Row) -> bool:
        """Whether this row would begin a new page."""
        return self.table.height(self._cells(cells, False)) > self.flow.room + 0.01

    def _cells(self, cells: Row, urgent: bool) -> list[list[Line]]:
        return [
            self._lines(column, cell, width, urgent)
            for column, cell, width in zip(self._columns, cells, self.widths, strict=False)
        ]

    def _lines(self, column: Column, cell: Cell, width: float, urgent: bool) -> list[Line]:
        if isinstance(cell, tuple):
            return break_text(*cell, width)
        style = face(column, self.look.style)
        return break_text(cell, style.but(colour=self.look.urgent) if urgent else style, width)

    def _boxes(self) -> Drawing:
        """An empty box in every column to be ticked."""
        at = [
            left
            for column, left in zip(self._columns, self.table.lefts, strict=True)
            if column.tick
        ]

        def draw(page: Page, top: float, height: float) -> None:
            first = top - self.look.pad - self.look.style.leading / 2
            middle = top - height / 2 if self.look.middle else first
            for x in at:
                page.box(x, middle - BOX / 2, BOX, BOX, stroke=INK)

        return draw


def band(flow: Flow, x: float, right: float, heading: str, note: str) -> None:
    """A washed band across the table: the group's name, and a note at the right."""
    top = flow.y
    flow.page.box(x, top - BAND, right - x, BAND, fill=WASH)
    y = baseline(top - (BAND - _BAND_HEAD.leading) / 2, _BAND_HEAD)
    used = flow.page.words_right(right - 5, y, note, NOTE, (right - x) * 0.45)
    flow.page.words(x + 5, y, heading, _BAND_HEAD, right - x - used - 22)
    flow.y = top - BAND


def face(column: Column, style: Style) -> Style:
    """The column's face in the table's style."""
    if column.mono:
        return style.but(font="NotoMono-Bold", size=style.size * 0.95)
    return style.but(font="Noto-Bold") if column.bold else style


def _weighed(
    columns: Sequence[Column],
    natural: Sequence[float],
    least: Sequence[float],
    widths: list[float],
    rows: Sequence[Row],
    look: TableLook,
) -> list[float]:
    """The widths as they are while every text takes one line; else those at which the rows are
    lowest, tried on some of them."""
    movable = [n for n, c in enumerate(columns) if c.width is None and not c.tick]
    fits = all(wide <= given + 0.01 for wide, given in zip(natural, widths, strict=True))
    cut = any(least[n] > widths[n] + 0.01 for n in movable)
    some = [row for row in rows if len(row) == len(columns)][:: max(len(rows) // _WEIGHED, 1)]
    if fits or cut or len(movable) < 2 or not some:
        return widths
    styles = [face(column, look.style) for column in columns]
    cells = [[_parts(cell, style) for cell, style in zip(row, styles, strict=True)] for row in some]
    return lowered(widths, least, cells, movable)


def _parts(cell: Cell, style: Style) -> list[float]:
    """How wide each paragraph of a cell is on one line."""
    words, style = (cell, style) if isinstance(cell, str) else cell
    return [text_width(part[:_LONG], style) for part in words.split("\n")]


def measure(
    columns: Sequence[Column], rows: Sequence[Row], look: TableLook
) -> tuple[list[float], list[float]]:
    """Of each column the width of its longest text and of its widest word."""
    natural, least = [], []
    for nth, column in enumerate(columns):
        if column.width is not None or column.tick:
            fixed = column.width or max(BOX, text_width(column.heading, look.head) + 0.1)
            natural.append(fixed)
            least.append(fixed)
            continue
        texts = {part for row in rows if nth < len(row) for part in _words(row[nth]).split("\n")}
        style = face(column, look.style).but(font="Noto-Bold" if column.bold else None)
        long = nlargest(_LOOKED_AT, texts, key=len)
        words = nlargest(_LOOKED_AT, {word for text in texts for word in words_of(text)}, key=len)
        head = text_width(column.heading, look.head)
        widest = max((text_width(text[:300], style) for text in long), default=0)
        word = max((text_width(text[:300], style) for text in words), default=0)
        natural.append(max(widest, head) + 0.2)
        least.append(max(word, widest_word(column.heading, look.head)) + 0.2)
    return natural, least


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell[0]


def fit_columns(
    columns: Sequence[Column],
    natural: Sequence[float],
    least: Sequence[float],
    width: float,
    gap: float,
) -> list[float]:
    """Widths that fill the table; fixed columns keep theirs while the others have room."""
    room = width - gap * (len(columns) - 1)
    if room < len(columns):
        return [width / max(len(columns), 1) * 0.9] * len(columns)
    fixed = {n: natural[n] for n, c in enumerate(columns) if c.width is not None or c.tick}
    free = [n for n in range(len(columns)) if n not in fixed]
    if not free or sum(fixed.values()) + 10 * len(free) > room:
        return share(natural, least, room)
    given = share([natural[n] for n in free], [least[n] for n in free], room - sum(fixed.values()))
    found = fixed | dict(zip(free, given, strict=True))
    return [found[n] for n in range(len(columns))]
