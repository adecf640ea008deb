"""A table whose columns are known: their headings, and how many there are."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from isodesk.i18n import tr
from isodesk.ui.list_model import Index


class HeadedModel(QAbstractTableModel):
    """Of a kind with its own rows and words."""

    heads: tuple[str, ...] = ()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        shown = across and role == Qt.ItemDataRole.DisplayRole
        return tr(self.heads[section]) if shown else None
