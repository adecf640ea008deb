"""The columns of a written table: as wide as the writer said, or as their words ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from isodesk.printing.cell_lines import INDENT, depth
from isodesk.printing.flow import TableLook, share
from isodesk.printing.spans import Speaker
from isodesk.printing.text import Style, text_width, widest_word
from isodesk.writing.grid import Grid, Placed

_WIDE = 1000.0
"""Points from which on it does not matter how much more a text asks for."""
_NARROW = 6.0
"""Points an empty column has."""


@dataclass(frozen=True)
class Columns:
    """Left edges and widths of columns, in points."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]

    def left(self, placed: Placed) -> float:
        """Where a cell begins."""
        return self.lefts[placed.column]

    def width(self, placed: Placed) -> float:
        """How wide a cell is, with the gaps it lies over."""
        left, right = self.edges(placed.column, placed.column + placed.across - 1)
        return right - left

    def edges(self, first: int, last: int) -> tuple[float, float]:
        """Left edge of the first and right edge of the last of some columns."""
        return self.lefts[first], self.lefts[last] + self.widths[last]


@dataclass(frozen=True)
class Wish:
    """What each column asks for: its longest text on one line, and its widest word."""

    natural: list[float]
    least: list[float]


def wished(grid: Grid, speaker: Speaker, look: TableLook, bold_first: bool) -> Wish:
    """What the words ask of the columns."""
    wish = Wish([0.0] * grid.columns, [0.0] * grid.columns)
    over = []
    for placed in grid.cells:
        style = look.head if placed.row < grid.head else look.style
        if bold_first and placed.column == 0 and placed.row >= grid.head:
            style = style.but(font="Noto-Bold")
        natural, least = _asked(placed, speaker, style, wish.natural[placed.column])
        if placed.across == 1:
            wish.natural[placed.column] = max(wish.natural[placed.column], natural)
            wish.least[placed.column] = max(wish.least[placed.column], least)
        else:
            over.append((placed, natural, least))
    for placed, natural, least in over:
        _spread(wish.natural, placed, natural, look.gap)
        _spread(wish.least, placed, least, look.gap)
    for column in range(grid.columns):
        wish.natural[column] = max(wish.natural[column], wish.least[column], _NARROW)
    return wish


def _asked(placed: Placed, speaker: Speaker, style: Style, known: float) -> tuple[float, float]:
    natural, least = 0.0, 0.0
    for block in placed.cell.paragraphs:
        indent, line = INDENT * depth(block), 0.0
        for text, manner in speaker.spans(block.inlines, style):
            least = max(least, indent + widest_word(text, manner) + 0.1)
            if known < _WIDE:
                line += text_width(text[:400], manner)
        natural = max(natural, indent + line + 0.1)
    return natural, least


def _spread(widths: list[float], placed: Placed, asked: float, gap: float) -> None:
    """Give the columns under a wide cell what it lacks, each the same."""
    covered = range(placed.column, placed.column + placed.across)
    lacks = asked - sum(widths[column] for column in covered) - gap * (placed.across - 1)
    for column in covered:
        widths[column] += max(lacks, 0.0) / placed.across


def fits(wish: Wish, room: float, gap: float) -> bool:
    """Whether no word is cut in this room."""
    return sum(wish.least) <= room - gap * (len(wish.least) - 1)


def settled(
    wish: Wish, given: Sequence[int], start: float, width: float, full: float, gap: float
) -> Columns:
    """The columns from `start`, `width` points in all; `given` widths are thousandths of
    `full`, none for columns as their words ask."""
    room = width - gap * (len(wish.natural) - 1)
    if given:
        part = min(sum(given) / 1000 * full, width) if sum(given) <= 1000 else width
        least = [max(one, _NARROW) for one in wish.least]
        part = max(part, min(sum(least) + gap * (len(given) - 1), width))
        room = max(part - gap * (len(given) - 1), 1.0)
        widths = _at_least([w / sum(given) * room for w in given], least, room)
    else:
        widths = share(wish.natural, wish.least, max(room, 1.0))
    lefts = []
    for one in widths:
        lefts.append(start)
        start += one + gap
    return Columns(tuple(lefts), tuple(widths))


def _at_least(given: list[float], least: Sequence[float], room: float) -> list[float]:
    """The widths given, none below its widest word while there is room for all of them."""
    if sum(least) > room:
        return given
    pinned: set[int] = set()
    while True:
        free = [n for n in range(len(given)) if n not in pinned]
        left = room - sum(least[n] for n in pinned)
        scale = left / sum(given[n] for n in free) if free else 1.0
        tight = {n for n in free if given[n] * scale < least[n] - 0.01}
        if not tight:
            return [least[n] if n in pinned else w * scale for n, w in enumerate(given)]
        pinned |= tight
