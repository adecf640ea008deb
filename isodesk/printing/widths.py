"""Widths that have to share a line, in points."""

from collections.abc import Sequence


def levelled(wish: Sequence[float], room: float) -> list[float]:
    """The wishes cut at one level so that they fit."""
    given: dict[int, float] = {}
    left = room
    for nth, place in enumerate(sorted(range(len(wish)), key=lambda n: wish[n])):
        given[place] = min(wish[place], left / (len(wish) - nth))
        left -= given[place]
    return [given[place] for place in range(len(wish))]
