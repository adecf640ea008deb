"""Where things stand on a page: margins, columns, top and bottom, in points."""

from dataclasses import dataclass

from isodesk.printing.sheets import Paper

LEFT = 68.0
TEXT = 480.0
SIDE_MARGIN = 45.0
COLUMN, GUTTER = 29.0, 12.0
STRIP = 66.0
"""Lowest part of a document's page, in points: the stamp's own."""


def column(n: int) -> float:
    """Left edge of column n of the twelve, from 1."""
    return LEFT + (COLUMN + GUTTER) * (n - 1)


@dataclass(frozen=True)
class Layout:
    """Where things may stand on a page: its size, the text's edges, top and bottom."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def text(self) -> float:
        """Width between the edges of the text."""
        return self.right - self.left


def upright(paper: Paper, strip: bool = False, foot: bool = False) -> Layout:
    """A page upright; with `strip` the stamp's part stays empty, with `foot` a footer has
    room above that."""
    bottom = STRIP + 8 if strip else 12.0
    return Layout(
        paper.width,
        paper.height,
        LEFT,
        LEFT + TEXT,
        top=paper.height - 80,
        bottom=bottom + (42 if foot else 0),
    )


def lying(paper: Paper) -> Layout:
    """A page on its side, for lists too wide to stand."""
    width, height = paper.height, paper.width
    return Layout(width, height, SIDE_MARGIN, width - SIDE_MARGIN, top=height - 76, bottom=54.0)
