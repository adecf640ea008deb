"""Tables whose cells do not fit together made whole, so that an editor can hold them."""

from collections.abc import Iterator
from dataclasses import replace

from isodesk.writing.grid import grid_of
from isodesk.writing.tree import Cell, Table


def places(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """(row, column, cell) of every cell of a table that is whole."""
    for placed in grid_of(table).cells:
        yield placed.row, placed.column, placed.cell


def columns_of(table: Table) -> int:
    """How many columns its cells reach over, at least one."""
    return max(1, grid_of(table).columns)


def squared(table: Table) -> Table:
    """The table with every place covered once: what is missing is an empty cell, what reaches
    over an edge or into another cell is cut; widths that are not as many as columns go."""
    grid = grid_of(table)
    wide = max(1, grid.columns)
    fit = len(table.widths) == wide and min(table.widths) > 0
    widths = table.widths if fit else ()
    if grid.tiled and grid.columns:
        return replace(table, widths=widths)
    taken: set[tuple[int, int]] = set()
    found: dict[tuple[int, int], Cell] = {}
    for p in grid.cells:
        found[p.row, p.column] = replace(p.cell, across=p.across, down=p.down)
        taken |= {(p.row + d, p.column + a) for d in range(p.down) for a in range(p.across)}
    rows = tuple(
        tuple(
            found.get((r, c), Cell()) for c in range(wide) if (r, c) in found or (r, c) not in taken
        )
        for r in range(grid.rows)
    )
    return replace(table, rows=rows, widths=widths)


def shared(widths: tuple[int, ...], columns: int) -> tuple[int, ...]:
    """Widths for so many columns, in thousandths that sum to 1000, each at least 1."""
    known = [max(1, w) for w in widths[:columns]]
    usual = sum(known) // len(known) if known else 1
    known += [usual] * (columns - len(known))
    total = sum(known)
    parts = [max(1, w * 1000 // total) for w in known]
    parts[parts.index(max(parts))] += 1000 - sum(parts)
    return tuple(parts)
