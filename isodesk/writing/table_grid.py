"""Where the cells of a table lie, and tables whose cells do not fit together made whole."""

from collections.abc import Iterator
from dataclasses import replace

from isodesk.writing.tree import Cell, Table

MOST_COLUMNS = 60
Place = tuple[int, int]


def places(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """(row, column, cell) of every cell, as it stands at the first place left free in its row."""
    taken: set[Place] = set()
    for r, row in enumerate(table.rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            yield r, c, cell
            taken.update(_covered(r, c, cell))


def squared(table: Table) -> Table:
    """The table with every place covered once: what is missing is an empty cell, what reaches
    over an edge or into another cell is cut; widths that are not as many as columns go."""
    if _is_square(table):
        return table
    found: dict[Place, Cell] = {}
    taken: set[Place] = set()
    wide = columns_of(table)
    for r, c, cell in places(table):
        if c >= wide:
            continue
        fitting = _cut(cell, r, c, len(table.rows), wide, taken)
        found[r, c] = fitting
        taken.update(_covered(r, c, fitting))
    rows = tuple(
        tuple(
            found.get((r, c), Cell()) for c in range(wide) if (r, c) in found or (r, c) not in taken
        )
        for r in range(len(table.rows))
    )
    fit = len(table.widths) == wide and min(table.widths) > 0
    return replace(table, rows=rows, widths=table.widths if fit else ())


def shared(widths: tuple[int, ...], columns: int) -> tuple[int, ...]:
    """Widths for so many columns, in thousandths that sum to 1000, each at least 1."""
    known = [max(1, w) for w in widths[:columns]]
    usual = sum(known) // len(known) if known else 1
    known += [usual] * (columns - len(known))
    total = sum(known)
    parts = [max(1, w * 1000 // total) for w in known]
    parts[parts.index(max(parts))] += 1000 - sum(parts)
    return tuple(parts)


def _is_square(table: Table) -> bool:
    wide = columns_of(table)
    if not table.rows or (table.widths and (len(table.widths) != wide or min(table.widths) < 1)):
        return False
    taken: set[Place] = set()
    for r, c, cell in places(table):
        own = set(_covered(r, c, cell))
        if own & taken or c + cell.across > wide or r + cell.down > len(table.rows):
            return False
        taken |= own
    return len(taken) == wide * len(table.rows)


def columns_of(table: Table) -> int:
    """How many columns its cells reach over."""
    reach = (c + max(1, cell.across) for _, c, cell in places(table))
    return min(MOST_COLUMNS, max((1, *reach)))


def _covered(r: int, c: int, cell: Cell) -> Iterator[Place]:
    for row in range(r, r + max(1, cell.down)):
        for column in range(c, c + max(1, cell.across)):
            yield row, column


def _cut(cell: Cell, r: int, c: int, high: int, wide: int, taken: set[Place]) -> Cell:
    across = min(max(1, cell.across), wide - c)
    down = min(max(1, cell.down), high - r)
    while across > 1 and taken & set(_covered(r, c, replace(cell, across=across, down=1))):
        across -= 1
    while down > 1 and taken & set(_covered(r, c, replace(cell, across=across, down=down))):
        down -= 1
    return replace(cell, across=across, down=down)
