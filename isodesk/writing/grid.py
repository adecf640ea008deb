"""Where the cells of a table stand, when cells lie over several columns and rows.

A cell takes the first free place of its row. It goes over as many columns as are free there,
and over as many rows as there are; header rows and the rows below them are not joined.
"""

from dataclasses import dataclass

from isodesk.writing.tree import Cell, Table


@dataclass(frozen=True)
class Placed:
    """A cell from `row` and `column` (both from 0), over `across` columns and `down` rows."""

    cell: Cell
    row: int
    column: int
    across: int
    down: int

    @property
    def whole(self) -> bool:
        """Whether it has all the room it asks for."""
        return (self.across, self.down) == (self.cell.across, self.cell.down)


@dataclass(frozen=True)
class Grid:
    """All cells of a table in reading order, none over another."""

    columns: int
    rows: int
    head: int
    cells: tuple[Placed, ...]

    @property
    def tiled(self) -> bool:
        """Whether every place belongs to one cell and every cell has the room it asks for."""
        covered = sum(placed.across * placed.down for placed in self.cells)
        return covered == self.columns * self.rows and all(p.whole for p in self.cells)


def grid_of(table: Table) -> Grid:
    """The cells of a table in their places."""
    rows, head = len(table.rows), min(max(table.head, 0), len(table.rows))
    taken: set[tuple[int, int]] = set()
    cells: list[Placed] = []
    for row, across in enumerate(table.rows):
        below = (head if row < head else rows) - row
        column = 0
        for cell in across:
            while (row, column) in taken:
                column += 1
            placed = _placed(cell, row, column, below, taken)
            cells.append(placed)
            taken |= _places(placed)
            column += placed.across
    columns = max((placed.column + placed.across for placed in cells), default=0)
    return Grid(columns, rows, head, tuple(cells))


def _placed(cell: Cell, row: int, column: int, below: int, taken: set[tuple[int, int]]) -> Placed:
    across = 1
    while across < cell.across and (row, column + across) not in taken:
        across += 1
    return Placed(cell, row, column, across, max(1, min(cell.down, below)))


def _places(placed: Placed) -> set[tuple[int, int]]:
    return {
        (placed.row + down, placed.column + across)
        for down in range(placed.down)
        for across in range(placed.across)
    }
