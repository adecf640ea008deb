"""Commands on tables: rows, columns, cells, header rows, widths, the way through by Tab."""

from typing import Any

from PySide6.QtGui import QTextCursor, QTextDocument, QTextTable, QTextTableCell

from isodesk.ui.writing.filling import put_table
from isodesk.ui.writing.forms import (
    GAP,
    JOINED,
    PARAGRAPH,
    Shape,
    block_format,
    head_format,
    kind_of,
    lengths,
    plain_cell,
    widths_of,
)
from isodesk.writing.table_grid import shared
from isodesk.writing.tree import Cell, Table

MOST_ROWS, MOST_COLUMNS = 60, 20
"""Of a table that is put in empty; rows are added at its end by Tab."""


def insert_table(cursor: QTextCursor, rows: int, columns: int, head: int = 1) -> QTextTable:
    """An empty table below the line the cursor stands in, or in its place when it is empty."""
    cells = tuple((Cell(),) * columns for _ in range(rows))
    table = Table(cells, shared((), columns), min(head, rows))
    cursor.beginEditBlock()
    cursor.clearSelection()
    empty = cursor.block().length() == 1
    if empty:
        cursor.setBlockFormat(block_format(Shape(kind=GAP)))
    else:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    made = put_table(cursor, table)
    after = QTextCursor(cursor.document())
    after.setPosition(made.lastPosition() + 1)
    after.setBlockFormat(block_format(PARAGRAPH))
    cursor.endEditBlock()
    cursor.setPosition(made.cellAt(0, 0).firstPosition())
    return made


def add_row(cursor: QTextCursor, below: bool) -> None:
    """A row above or below the selected ones."""
    table, row, rows, _, _ = _span(cursor)
    if table is not None:
        table.insertRows(row + rows if below else row, 1)
        _shade(table)


def add_column(cursor: QTextCursor, after: bool) -> None:
    """A column before or after the selected ones, taking its share of the width."""
    table, _, _, column, columns = _span(cursor)
    if table is None:
        return
    at = column + columns if after else column
    widths = widths_of(table.format().toTableFormat(), table.columns())
    cursor.beginEditBlock()
    for part in whole(table):
        part.insertColumns(at, 1)
        _shade(part)
    if widths:
        usual = sum(widths) // len(widths)
        set_widths(table, (*widths[:at], usual, *widths[at:]))
    cursor.endEditBlock()


def remove_rows(cursor: QTextCursor) -> None:
    """Take out the selected rows; with all of them the table."""
    table, row, rows, _, _ = _span(cursor)
    if table is None:
        return
    cursor.beginEditBlock()
    head, all_rows = table.format().toTableFormat().headerRowCount(), table.rows()
    table.removeRows(row, rows)
    if rows < all_rows:
        if row < head:
            set_head(table, max(0, head - rows))
        cursor.setPosition(table.cellAt(min(row, table.rows() - 1), 0).firstPosition())
    cursor.endEditBlock()


def remove_columns(cursor: QTextCursor) -> None:
    """Take out the selected columns; with all of them the table."""
    table, row, _, column, columns = _span(cursor)
    if table is None:
        return
    widths = widths_of(table.format().toTableFormat(), table.columns())
    cursor.beginEditBlock()
    left = table.columns() - columns
    kept = widths[:column] + widths[column + columns :]
    for part in whole(table):
        if left and kept:
            form = part.format().toTableFormat()
            form.setColumnWidthConstraints(lengths(shared(kept, left)))
            part.setFormat(form)
        part.removeColumns(column, columns)
    if left:
        at = min(column, table.columns() - 1)
        cursor.setPosition(table.cellAt(row, at).firstPosition())
    cursor.endEditBlock()


def remove_table(cursor: QTextCursor) -> None:
    """Take out the whole table, parts that continue it included."""
    table = cursor.currentTable()
    if table is None:
        return
    cursor.beginEditBlock()
    for part in reversed(whole(table)):
        part.removeRows(0, part.rows())
    cursor.endEditBlock()


def merge_cells(cursor: QTextCursor) -> None:
    """Make the selected cells one."""
    table, row, rows, column, columns = _span(cursor)
    if table is not None and rows * columns > 1:
        table.mergeCells(row, column, rows, columns)


def split_cell(cursor: QTextCursor) -> None:
    """Part a merged cell again."""
    table = cursor.currentTable()
    if table is not None:
        cell = table.cellAt(cursor)
        if cell.rowSpan() * cell.columnSpan() > 1:
            table.splitCell(cell.row(), cell.column(), 1, 1)


def can_merge(cursor: QTextCursor) -> bool:
    """Whether more than one cell is selected."""
    table, _, rows, _, columns = _span(cursor)
    return table is not None and rows * columns > 1 and cursor.hasComplexSelection()


def can_split(cursor: QTextCursor) -> bool:
    """Whether the cursor stands in a merged cell."""
    table = cursor.currentTable()
    if table is None:
        return False
    cell = table.cellAt(cursor)
    return cell.rowSpan() * cell.columnSpan() > 1


def head_rows(cursor: QTextCursor) -> int:
    """Header rows of the table the cursor stands in."""
    table = cursor.currentTable()
    return table.format().toTableFormat().headerRowCount() if table is not None else 0


def toggle_head(cursor: QTextCursor) -> None:
    """The first row repeats on every page, or does not; of several selected rows all do."""
    table, row, rows, _, _ = _span(cursor)
    if table is None:
        return
    first = whole(table)[0]
    count = first.format().toTableFormat().headerRowCount()
    wanted = row + rows if first == table and cursor.hasComplexSelection() else 1
    cursor.beginEditBlock()
    set_head(first, 0 if count == wanted or (count and wanted == 1) else wanted)
    cursor.endEditBlock()


def set_head(table: QTextTable, rows: int) -> None:
    """Let so many rows be header rows."""
    form = table.format().toTableFormat()
    form.setHeaderRowCount(rows)
    table.setFormat(form)
    _shade(table)


def set_widths(table: QTextTable, widths: tuple[int, ...]) -> None:
    """Widths of all columns in any measure, kept as thousandths; parts below get the same."""
    sized = lengths(shared(widths, table.columns()))
    for part in whole(table):
        if part.columns() == table.columns():
            form = part.format().toTableFormat()
            form.setColumnWidthConstraints(sized)
            part.setFormat(form)


def next_cell(cursor: QTextCursor, back: bool = False) -> bool:
    """Go to the next cell; past the last one a row is added. False outside tables."""
    table = cursor.currentTable()
    if table is None:
        return False
    cell = table.cellAt(cursor)
    if back:
        cursor.setPosition(cell.firstPosition())
        cursor.movePosition(QTextCursor.MoveOperation.PreviousCell)
    elif _is_last(table, cell):
        table.appendRows(1)
        _shade(table)
        cursor.setPosition(table.cellAt(table.rows() - 1, 0).firstPosition())
    else:
        cursor.movePosition(QTextCursor.MoveOperation.NextCell)
    here = table.cellAt(cursor)
    cursor.setPosition(here.firstPosition())
    cursor.setPosition(here.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    return True


def _is_last(table: QTextTable, cell: QTextTableCell) -> bool:
    across = cell.column() + cell.columnSpan() == table.columns()
    return across and cell.row() + cell.rowSpan() == table.rows()


def whole(table: QTextTable) -> list[QTextTable]:
    """A table and the parts that continue it, from the first part on."""
    tables = [f for f in document_of(table).rootFrame().childFrames() if isinstance(f, QTextTable)]
    tables.sort(key=lambda each: each.firstPosition())
    first = last = tables.index(table)
    while first > 0 and _goes_on(tables[first]):
        first -= 1
    while last + 1 < len(tables) and _goes_on(tables[last + 1]):
        last += 1
    return tables[first : last + 1]


def document_of(table: QTextTable) -> QTextDocument:
    """The document of a table. Not `table.document()`: PySide lets its answer die with the
    table's own wrapper, whoever else holds it."""
    return table.firstCursorPosition().document()


def _goes_on(table: QTextTable) -> bool:
    """Whether a table continues the one above, nothing having been typed between them."""
    gap = document_of(table).findBlock(table.firstPosition() - 1)
    return (
        table.format().boolProperty(JOINED)
        and gap.length() == 1
        and kind_of(gap.blockFormat()) == GAP
    )


def _shade(table: QTextTable) -> None:
    """The ground of header rows on their cells, and on no others."""
    head = table.format().toTableFormat().headerRowCount()
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            shaded = cell.format().background().style().value != 0
            if shaded != (cell.row() < head):
                cell.setFormat(head_format() if not shaded else plain_cell())


def selected_cells(cursor: QTextCursor) -> tuple[int, int, int, int]:
    """(first row, rows, first column, columns) of the cells that are selected."""
    told: Any = cursor.selectedTableCells()  # the binding says it answers nothing
    row, rows, column, columns = told
    return row, rows, column, columns


def _span(cursor: QTextCursor) -> tuple[QTextTable | None, int, int, int, int]:
    """(table, first row, rows, first column, columns) of the selected cells."""
    table = cursor.currentTable()
    if table is None:
        return None, 0, 0, 0, 0
    if cursor.hasComplexSelection():
        return table, *selected_cells(cursor)
    cell = table.cellAt(cursor)
    return table, cell.row(), cell.rowSpan(), cell.column(), cell.columnSpan()
