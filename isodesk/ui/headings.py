"""Where the headings of a grouped list stand among its rows, and which are folded away."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate

from isodesk.core.rows import Section


class Headings:
    """Rows on the screen against places in the list's ids: each section has one row for its
    heading, and one for each of its records unless it is folded."""

    def __init__(self, sections: Sequence[Section], folded: Collection[object] = ()) -> None:
        self.sections = tuple(sections)
        self.folded = frozenset(folded)
        lengths = [1 + (0 if s.key in self.folded else s.count) for s in sections]
        ends = list(accumulate(lengths))
        self.rows = ends[-1] if ends else 0
        self._tops = [end - length for end, length in zip(ends, lengths, strict=True)]
        before = list(accumulate((s.count for s in sections), initial=0))
        self._before = before[:-1]
        self.records = before[-1]
        by_start = sorted(range(len(sections)), key=lambda at: sections[at].start)
        self._order = by_start
        self._starts = [sections[at].start for at in by_start]

    def tops(self) -> tuple[int, ...]:
        """Rows that are headings."""
        return tuple(self._tops)

    def at(self, row: int) -> tuple[Section, int | None]:
        """The section a row belongs to, and its place in the ids; None for the heading."""
        n = bisect_right(self._tops, row) - 1
        section, below = self.sections[n], row - self._tops[n]
        return section, (section.start + below - 1 if below else None)

    def row_of(self, place: int) -> int | None:
        """The row of a place in the ids; None while its section is folded."""
        n = self._section_of(place)
        section = self.sections[n]
        if section.key in self.folded:
            return None
        return self._tops[n] + 1 + place - section.start

    def key_of(self, place: int) -> object:
        """The key of the section a place belongs to."""
        return self.sections[self._section_of(place)].key

    def nth(self, row: int) -> int:
        """Which record of the list stands in a row, counted from 0 down the screen."""
        n = bisect_right(self._tops, row) - 1
        return self._before[n] + max(0, row - self._tops[n] - 1)

    def _section_of(self, place: int) -> int:
        return self._order[bisect_right(self._starts, place) - 1]
