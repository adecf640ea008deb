"""A table of words to be read: nothing in it is typed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isodesk.services.lists import Table
from isodesk.ui.list_model import Index
from isodesk.ui.table_model import TableModel
from isodesk.ui.typed_table import GAP, TypedTable, paint_ground, paint_words


class PlainTable(TypedTable):
    """`weights` are text units of the columns; the one at `wide` takes what is left."""

    def __init__(
        self, name: str, weights: Sequence[float], wide: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, weights, {wide: 1.0}, parent)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._words = _Words(self)
        self.setModel(self._words)

    def show_table(self, table: Table) -> None:
        """Show these rows."""
        self._words.show(table)
        self._dress()


class _Words(TableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = Table((), ())

    def show(self, table: Table) -> None:
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def headings(self) -> tuple[str, ...]:
        return self.table.headings

    def line_count(self) -> int:
        return len(self.table.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wanted = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        )
        return self.table.rows[index.row()][index.column()] if role in wanted else None


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self.parent()
        assert isinstance(table, PlainTable)
        paint_ground(painter, option, table.currentIndex().row() == index.row())
        box = option.rect.adjusted(GAP, 0, -6, -1)
        tone = "second" if index.column() == 0 else "text"
        words = " ".join(str(index.data()).split())
        paint_words(painter, box, words, tone, index.column() == 0)
