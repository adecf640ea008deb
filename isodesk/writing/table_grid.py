"""Tables whose cells do not fit together made whole, so that an editor can hold them."""

from collections.abc import Iterator
from dataclasses import replace

from isodesk.writing.grid import grid_of
from isodesk.writing.tree import Cell, Table


def places(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """(row, column, cell) of every cell of a table that is whole."""
    if _is_plain(table):
        for r, row in enumerate(table.rows):
            yield from ((r, c, cell) for c, cell in enumerate(row))
        return
    for placed in grid_of(table).cells:
        yield placed.row, placed.column, placed.cell


def columns_of(table: Table) -> int:
    """How many columns its cells reach over, at least one."""
    if _is_plain(table):
        return max(1, len(table.rows[0]))
    return max(1, grid_of(table).columns)


def _is_plain(table: Table) -> bool:
    """Whether no cell reaches over another place, as in most tables: no need to look further."""
    wide = len(table.rows[0]) if table.rows else 0
    return wide > 0 and all(
        len(row) == wide and all(cell.across == 1 == cell.down for cell in row)
        for row in table.rows
    )


def squared(table: Table) -> Table:
    """The table with every place covered once: what is missing is an empty cell, what reaches
    over an edge or into another cell is cut; widths that are not as many as columns go."""
    if _is_plain(table) and len(table.widths) in (0, len(table.rows[0])):
        return table if all(width > 0 for width in table.widths) else replace(table, widths=())
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
