"""Widths that have to share a line, in points."""

from collections.abc import Sequence
from math import ceil


def levelled(wish: Sequence[float], room: float) -> list[float]:
    """The wishes cut at one level so that they fit."""
    given: dict[int, float] = {}
    left = room
    for nth, place in enumerate(sorted(range(len(wish)), key=lambda n: wish[n])):
        given[place] = min(wish[place], left / (len(wish) - nth))
        left -= given[place]
    return [given[place] for place in range(len(wish))]


Cell = Sequence[float]
"""A cell to be set: how wide each of its paragraphs would be on one line."""
_STEPS = (36.0, 12.0)
"""Points that go from one column to another at a time."""
_RAGGED = 1.06
"""What the ends of lines lose where a paragraph takes several."""
_MOST = 24
"""Times that a step is tried at most."""


def lowered(
    widths: Sequence[float],
    least: Sequence[float],
    rows: Sequence[Sequence[Cell]],
    movable: Sequence[int],
) -> list[float]:
    """Widths of the same sum at which the rows are together about as low as they can be: what
    takes one line gives room to what takes many. No movable column goes below its `least`."""
    given = list(widths)
    counts = [[_lines(row[n], given[n]) for row in rows] for n in range(len(given))]
    for step in _STEPS:
        for _ in range(_MOST):
            best = _best_move(given, least, rows, movable, counts, step)
            if best is None:
                break
            giver, taker = best
            for column, change in ((giver, -step), (taker, step)):
                given[column] += change
                counts[column] = [_lines(row[column], given[column]) for row in rows]
    return given


def _best_move(
    given: Sequence[float],
    least: Sequence[float],
    rows: Sequence[Sequence[Cell]],
    movable: Sequence[int],
    counts: Sequence[Sequence[int]],
    step: float,
) -> tuple[int, int] | None:
    """(giver, taker) that lowers the rows most; None when no move does."""
    low, found = sum(map(max, zip(*counts, strict=True))), None
    wider = {n: [_lines(row[n], given[n] + step) for row in rows] for n in movable}
    for giver in movable:
        if given[giver] - step < least[giver]:
            continue
        less = [_lines(row[giver], given[giver] - step) for row in rows]
        for taker in movable:
            if taker == giver or wider[taker] == counts[taker]:
                continue
            tried = [
                less if n == giver else wider[taker] if n == taker else column
                for n, column in enumerate(counts)
            ]
            height = sum(map(max, zip(*tried, strict=True)))
            if height < low:
                low, found = height, (giver, taker)
    return found


def _lines(cell: Cell, width: float) -> int:
    return sum(1 if part <= width else ceil(part * _RAGGED / width) for part in cell)
