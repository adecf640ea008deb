"""What both kinds of list share: columns, and texts for screen readers and copying.

A model answers `entry(row)` with the row itself, so that the delegate paints a cell without
asking Qt's roles one by one: that halves a frame (performance.md 3).
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from isodesk.core.rows import Column, Group, Row
from isodesk.i18n import tr
from isodesk.ui.cell_text import cell_text, cell_tip
from isodesk.ui.states import mark_of

Index = QModelIndex | QPersistentModelIndex


class ListModel(QAbstractTableModel):
    """What both kinds of list share: columns, texts for screen readers and copying."""

    def __init__(
        self, columns: Sequence[Column], today: date | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fixed_today = today
        self._take_columns(tuple(columns))

    def entry(self, row: int) -> Row | Group | None:
        """The row or heading there."""
        raise NotImplementedError

    def find(self, row_id: int, then: Callable[[int | None], None], unfold: bool = True) -> None:
        """Tell where the record with this id stands, None if not in the list. Where its heading
        is folded it is unfolded; else nothing is told."""
        raise NotImplementedError

    def record_count(self) -> int:
        """Records of the list; headings are none."""
        return self.rowCount()

    def id_at(self, row: int) -> int | None:
        """The record's id there; None on a heading."""
        entry = self.entry(row) if 0 <= row < self.rowCount() else None
        return entry.id if isinstance(entry, Row) else None

    def headings(self) -> tuple[int, ...]:
        """Rows that are headings."""
        return ()

    def tone(self, entry: Row) -> str:
        """The colour of the row's own state; "" where the list has none."""
        value = entry.values[self._state_at] if self._state_at is not None else None
        return mark_of(value).tone if value else ""

    def struck(self, entry: Row) -> bool:
        """Whether the row's own state is struck: superseded, obsolete, void."""
        value = entry.values[self._state_at] if self._state_at is not None else None
        return bool(value) and mark_of(value).tone == "struck"

    def _take_columns(self, columns: tuple[Column, ...]) -> None:
        """Also renews the day: a list is read again at midnight."""
        self.columns = columns
        self.today = self._fixed_today or date.today()
        states = [at for at, column in enumerate(columns) if column.kind == "state"]
        own = [at for at in states if columns[at].key == "state"]
        self._state_at = next(iter(own or states), None)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or section >= len(self.columns):
            return None
        across = orientation == Qt.Orientation.Horizontal
        return tr(self.columns[section].heading) if across else section + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = role == Qt.ItemDataRole.DisplayRole
        if not (shown or role == Qt.ItemDataRole.ToolTipRole) or not index.isValid():
            return None
        entry = self.entry(index.row())
        if isinstance(entry, Group):
            return f"{entry.heading} {entry.note}".strip() if shown else None
        if entry is None:
            return "" if shown else None
        column, value = self.columns[index.column()], entry.values[index.column()]
        return cell_text(column, value, self.today)[0] if shown else cell_tip(column, value)
