"""The tables of one sheet, found while its rows go by: one below or beside the other.

A run of rows without a blank one is looked at by its first rows: it is headings with rows, more
rows of the table above, a title, or notes. Only these are kept in memory, so a sheet of a
million rows costs no more than one of a thousand.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from isodesk.intake.headings import Head, filled, head_at, head_of, words_of
from isodesk.intake.workbook import Cell, Merged, Sheet

_AHEAD = 60
_MOST_LEFT = 200
CHUNK = 4_000
_TOTALS = frozenset(
    re.split(
        ",",
        "total,totals,subtotal,sub-total,sub total,grand total,sum,sums,summe,gesamt,gesamtsumme,"
        "zwischensumme,total général,sous-total,totale,total general,suma,totaal,subtotaal,razem,"
        "celkem,итого,всего,toplam,összesen,totalt,yhteensä",
    )
)

_TOTALS_BEGIN = frozenset(letter for word in _TOTALS for letter in word[0] + word[0].upper())

Numbered = tuple[int, list[Cell]]
"""The row's number in the sheet, from 1, and its cells."""


@dataclass
class Table:
    """One table while its rows go by."""

    title: str
    head: Head
    head_row: int
    """The number of the first row of headings in the sheet, from 1; 0 without headings."""
    left: int
    """The table's first column in the sheet, from 0."""
    numbers: list[int] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    count: int = 0
    left_out: list[tuple[int, str, str]] = field(default_factory=list)
    """(row, why: "total", "heading" or "outside", its words)."""

    def take(self, number: int, row: Sequence[Cell]) -> None:
        """Keep the row, unless it is a total or the headings once more."""
        cells = list(row[self.head.left : self.head.right])
        short = self.head.right - self.head.left - len(cells)
        if short > 0:
            cells += [""] * short
        if not any(cells) and not filled(cells):
            return
        why = self._why_not(cells)
        if why:
            self.leave(number, why, cells)
            return
        self.numbers.append(number)
        self.rows.append(cells)

    def take_all(self, numbered: list[Numbered]) -> None:
        """Keep rows of the table's own width and first column 0; those with something to look
        at one by one."""
        width, first = self.head.right, self.head.headings[0]
        for number, row in numbered:
            begin = row[0]
            if begin and begin != first and len(row) == width and not _is_total(begin):
                self.numbers.append(number)
                self.rows.append(row)
            else:
                self.take(number, row)

    def leave(self, number: int, why: str, cells: Sequence[Cell]) -> None:
        """Note what is not taken, so that nothing is silent."""
        if len(self.left_out) < _MOST_LEFT:
            self.left_out.append((number, why, words_of(cells)))

    def _why_not(self, cells: list[Cell]) -> str:
        first = cells[0] or next((cell for cell in cells if cell != ""), "")
        if first.__class__ is not str:
            return ""
        if _is_total(first) and not _wordy(cells):
            return "total"
        at = next((at for at, said in enumerate(self.head.headings) if said), None)
        if at is not None and cells[at] == self.head.headings[at]:
            same = [" ".join(str(c).split()) for c in cells] == list(self.head.headings)
            return "heading" if same else ""
        return ""


def _is_total(first: Cell) -> bool:
    return (
        first.__class__ is str
        and len(first) < 24
        and first[:1] in _TOTALS_BEGIN
        and first.strip(" :.").lower() in _TOTALS
    )


def _wordy(cells: Sequence[Cell]) -> bool:
    """Whether a row has words beside its first: then it is no row of sums."""
    words = [c for c in cells if isinstance(c, str) and any(map(str.isalpha, c))]
    return len(words) > max(1, len(filled(cells)) / 2)


class Finder:
    """Reads one sheet from the top; `parts` gives each table when it has a chunk of rows, and
    once more when it ends. `forced` is (first row of the headings from 1, levels) as the
    officer says; levels 0 for a table without headings."""

    def __init__(self, sheet: Sheet, forced: tuple[int, int] | None = None) -> None:
        self._sheet = sheet
        self._forced = forced
        self._merged = tuple((a, b - sheet.left, c, d - sheet.left) for a, b, c, d in sheet.merged)
        self._back: deque[Numbered] = deque()
        self._rows = self._with_those_put_back()
        self._above: list[tuple[int, list[Cell]]] = []
        self._last: list[Numbered] = []
        self.open: list[Table] = []
        self.outside: list[tuple[int, str]] = []

    def parts(self) -> Iterator[tuple[Table, bool]]:
        """(table, whether it has ended) each time it holds rows to be taken away."""
        if self._forced:
            yield from self._as_told(*self._forced)
            return
        while (segment := self._next_segment()) is not None:
            yield from self._judge(segment)
            yield from self._follow(len(segment) == _AHEAD)
        yield from self._end_all()
        self._note_above()

    def _as_told(self, row: int, levels: int) -> Iterator[tuple[Table, bool]]:
        front = list(islice((r for r in self._rows if r[0] >= row), _AHEAD))
        if not front:
            return
        cells = [cells for _, cells in front]
        head = head_at(cells, 0, levels, self._shifted(front[0][0]))
        self._begin([(head, front)], front)
        for number, row_cells in chain(front[levels:], self._rows):
            self.open[0].take(number, row_cells)
            yield from self._full(self.open[0])
        yield from self._end_all()

    def _with_those_put_back(self) -> Iterator[Numbered]:
        rows = self._numbered()
        while True:
            if self._back:
                yield self._back.popleft()
            elif (row := next(rows, None)) is not None:
                yield row
            else:
                return

    def _numbered(self) -> Iterator[Numbered]:
        """The rows with what calamine leaves out put in: errors, and what is joined downwards."""
        downward = {m for m in self._merged if m[2] > m[0]}
        if not downward and not self._sheet.faults:
            yield from enumerate(self._sheet.rows, 1)
            return
        starts: dict[int, list[Merged]] = {}
        for m in downward:
            starts.setdefault(m[0], []).append(m)
        running: list[tuple[Merged, Cell]] = []
        for at, row in enumerate(self._sheet.rows):
            running = [(m, cell) for m, cell in running if m[2] >= at]
            for m, cell in running:
                if 0 <= m[1] < len(row) and row[m[1]] == "":
                    row[m[1]] = cell
            running += [(m, row[m[1]]) for m in starts.get(at, ()) if 0 <= m[1] < len(row)]
            for column, fault in self._sheet.faults.get(at, {}).items():
                if 0 <= column - self._sheet.left < len(row):
                    row[column - self._sheet.left] = fault
            yield at + 1, row

    def _next_segment(self) -> list[Numbered] | None:
        """The first rows of the next run without a blank row; None at the end."""
        first = next((r for r in self._rows if filled(r[1])), None)
        if first is None:
            return None
        segment = [first]
        for numbered in self._rows:
            if not filled(numbered[1]):
                break
            segment.append(numbered)
            if len(segment) == _AHEAD:
                break
        return segment

    def _judge(self, segment: list[Numbered]) -> Iterator[tuple[Table, bool]]:
        found = self._heads(segment)
        if self.open and _is_note(segment, self.open):
            self._above += segment
        elif self.open and not self._is_new(found):
            self._continue(segment)
        elif found:
            yield from self._end_all()
            self._begin(found, segment)
            for head, rows in found:
                self._fill(head, rows)
        elif self.open:
            self._continue(segment)
        elif apart := self._headed_apart(segment):
            self._begin([apart], apart[1])
            self._continue(segment)
        elif len(segment) > 2 and max(len(filled(c)) for _, c in segment) > 1:
            cells = [cells for _, cells in segment]
            self._begin([(head_at(cells, 0, 0), segment)], segment)
            self._continue(segment)
        else:
            self._above += segment
            self._last = segment
        for table in self.open:
            yield from self._full(table)

    def _heads(self, segment: list[Numbered]) -> list[tuple[Head, list[Numbered]]]:
        """The tables that begin in these rows, with the rows each was found in."""
        beside = self._beside(segment)
        if len(beside) > 1:
            found = [(self._head(rows), rows) for rows in beside]
            if all(head for head, _ in found) and _apart([h for h, _ in found if h], beside):
                return [(head, rows) for head, rows in found if head]
        head = self._head(segment)
        if head is None or head.first + head.depth >= len(segment):
            only = head is not None and not self.open and self._sheet.height <= len(segment)
            return [(head, segment)] if head and only and head.right - head.left > 1 else []
        return [(head, segment)]

    def _head(self, rows: list[Numbered]) -> Head | None:
        return head_of([cells for _, cells in rows], self._shifted(rows[0][0]))

    def _shifted(self, first: int) -> tuple[Merged, ...]:
        """The joined cells counted from the row of that number."""
        off = first - 1
        return tuple((a - off, b, c - off, d) for a, b, c, d in self._merged if c >= off)[:2_000]

    def _beside(self, segment: list[Numbered]) -> list[list[Numbered]]:
        """The rows cut at columns that are blank in all of them, the other side blanked."""
        used = sorted({at for _, cells in segment for at in filled(cells)})
        groups: list[list[int]] = []
        for at in used:
            if groups and at == groups[-1][-1] + 1:
                groups[-1].append(at)
            else:
                groups.append([at])
        if len(groups) < 2 or min(map(len, groups)) < 2:
            return [segment]
        return [_only(segment, set(group)) for group in groups]

    def _is_new(self, found: list[tuple[Head, list[Numbered]]]) -> bool:
        """Whether these rows are another table, and not more rows of the one that is open."""
        if not found:
            return False
        if len(found) != len(self.open) or len(found) > 1:
            return True
        head, table = found[0][0], self.open[0]
        if head.headings == table.head.headings[: len(head.headings)]:
            return False
        other_place = head.left != table.head.left or head.right > table.head.right
        return head.first > 0 or other_place or head.sure >= 0.4

    def _headed_apart(self, segment: list[Numbered]) -> tuple[Head, list[Numbered]] | None:
        """The headings that stand above these rows with a blank row between."""
        last = self._last
        head = self._head(last) if last else None
        if head is None or head.first + head.depth < len(last) or self._only_words(segment):
            return None
        used = Counter(at for _, cells in segment for at in filled(cells))
        often = {at for at, rows in used.items() if rows >= len(segment) / 2}
        if len(often & set(range(head.left, head.right))) <= len(often) / 2:
            return None
        self._above = [row for row in self._above if row not in last]
        joined = [*last, *segment]
        cells = [cells for _, cells in joined]
        return head_at(cells, head.first, head.depth, self._shifted(joined[0][0])), joined

    def _only_words(self, segment: list[Numbered]) -> bool:
        return len(segment) == 1 and self._head(segment) is not None

    def _begin(self, found: list[tuple[Head, list[Numbered]]], segment: list[Numbered]) -> None:
        self._above += segment[: found[0][0].first]
        above = [cells for _, cells in self._above]
        title = next((words_of(cells, 120) for cells in reversed(above)), "")
        self._note_above()
        self.open = [
            Table(
                title,
                head,
                rows[head.first][0] if head.depth else 0,
                self._sheet.left + head.left,
            )
            for head, rows in found
        ]

    def _fill(self, head: Head, rows: list[Numbered]) -> None:
        table = next(t for t in self.open if t.head is head)
        for number, cells in rows[head.first + head.depth :]:
            table.take(number, cells)

    def _continue(self, segment: list[Numbered]) -> None:
        for number, cells in segment:
            self._take(number, cells)

    def _take(self, number: int, cells: list[Cell]) -> None:
        for table in self.open:
            table.take(number, cells)
        known = {at for t in self.open for at in range(t.head.left, t.head.right)}
        beyond = ["" if at in known else cell for at, cell in enumerate(cells)]
        if filled(beyond) and len(self.outside) < _MOST_LEFT:
            self.outside.append((number, words_of(beyond)))

    def _follow(self, goes_on: bool) -> Iterator[tuple[Table, bool]]:
        """The rest of a run of rows, straight into the open tables."""
        if not goes_on or not self.open:
            return
        alone = self.open[0] if len(self.open) == 1 and self.open[0].head.left == 0 else None
        ahead = _AHEAD
        while batch := list(islice(self._rows, ahead)):
            end = next((n for n, (_, c) in enumerate(batch) if not any(c) and not filled(c)), None)
            run = batch if end is None else batch[:end]
            if alone and max(len(c) for _, c in run or batch) <= alone.head.right:
                alone.take_all(run)
            else:
                self._continue(run)
            for table in self.open:
                yield from self._full(table)
            if end is not None:
                self._back.extendleft(reversed(batch[end + 1 :]))
                return
            ahead = min(CHUNK, ahead * 4)

    def _full(self, table: Table) -> Iterator[tuple[Table, bool]]:
        if len(table.rows) >= CHUNK:
            yield table, False

    def _end_all(self) -> Iterator[tuple[Table, bool]]:
        for table in self.open:
            yield table, True
        self.open = []

    def _note_above(self) -> None:
        self.outside += [(number, words_of(cells)) for number, cells in self._above]
        del self.outside[_MOST_LEFT:]
        self._above = []


def _only(segment: list[Numbered], columns: set[int]) -> list[Numbered]:
    return [
        (number, [cell if at in columns else "" for at, cell in enumerate(cells)])
        for number, cells in segment
    ]


def _is_note(segment: list[Numbered], tables: list[Table]) -> bool:
    """Whether a few lines below a wide table are only a remark: who made it, and when."""
    wide = max(sum(map(bool, table.head.headings)) for table in tables)
    return wide > 2 and len(segment) <= 3 and all(len(filled(c)) == 1 for _, c in segment)


def _apart(heads: list[Head], beside: list[list[Numbered]]) -> bool:
    """Whether tables that stand beside each other are two, and not one with a blank column."""
    if len({head.first for head in heads}) > 1:
        return True
    said = [{h.lower() for h in head.headings if h} for head in heads]
    if any(said[0] & other for other in said[1:]):
        return True
    lengths = [sum(1 for _, cells in rows if filled(cells)) for rows in beside]
    return max(lengths) - min(lengths) > 0.3 * max(lengths)
