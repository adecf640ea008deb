"""Head and foot lines of the writer's own, on every page: under the header, above the stamp."""

from collections.abc import Sequence
from dataclasses import replace

from isodesk.printing.drawn import Page
from isodesk.printing.grid import Layout, column
from isodesk.printing.spans import Speaker
from isodesk.printing.text import NOTE, Line, break_spans
from isodesk.writing.tree import Running

_WIDTH = 357.0
_MOST = 8
"""Lines that a head or foot takes at most; more would leave no room for the text."""
_GAP = 6.0


class RunningLines:
    """The lines, broken once for the whole document."""

    def __init__(self, blocks: Sequence[Running], speaker: Speaker) -> None:
        self._heads = _lines([b for b in blocks if not b.foot], speaker)
        self._feet = _lines([b for b in blocks if b.foot], speaker)

    def room(self, layout: Layout) -> Layout:
        """The page with room for them."""
        return replace(
            layout,
            top=layout.top - _height(self._heads),
            bottom=layout.bottom + _height(self._feet),
        )

    def put_heads(self, page: Page, layout: Layout) -> None:
        """Below the header."""
        page.lines(column(4), layout.top + _height(self._heads) + 6, self._heads, NOTE)

    def put_feet(self, page: Page, layout: Layout) -> None:
        """Below the text."""
        page.lines(column(4), layout.bottom - _GAP, self._feet, NOTE)


def _lines(blocks: Sequence[Running], speaker: Speaker) -> list[Line]:
    found: list[Line] = []
    for block in blocks:
        found += break_spans(speaker.spans(block.inlines, NOTE), _WIDTH)
    return found[:_MOST]


def _height(lines: Sequence[Line]) -> float:
    return len(lines) * NOTE.leading + _GAP if lines else 0.0
