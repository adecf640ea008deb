"""The lines of a record as a grid that is typed into: a blank row at the end takes new ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from isodesk.core import entry
from isodesk.core.kinds import Choice, Number
from isodesk.core.register import Lines
from isodesk.core.rows import Mark
from isodesk.i18n import tr
from isodesk.ui.list_model import Index


@dataclass
class GridRow:
    """One line as the grid shows it. `id` is None until the file has it; `wrong` are sentences
    of cells that could not be read, by field."""

    id: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


class LinesModel(QAbstractTableModel):
    """`typed(row, {key: text})` when a cell was left with other words."""

    typed = Signal(object, dict)

    def __init__(self, lines: Lines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines = lines
        by_key = {f.key: f for f in lines.line.fields}
        keys = lines.columns or tuple(by_key)
        self.fields: tuple[entry.Field, ...] = tuple(by_key[key] for key in keys)
        self.rows: list[GridRow] = []
        self.fixed = ""
        """Why nothing can be typed; "" when it can."""

    def show(self, lines: Sequence[Any], fixed: str) -> None:
        """Show the lines of a record (`LineValue`s)."""
        self.beginResetModel()
        self.fixed = fixed
        self.rows = [GridRow(line.id, dict(line.values), dict(line.shown)) for line in lines]
        self.endResetModel()

    def row_at(self, at: int) -> GridRow:
        """The line there; the blank row becomes one."""
        if at < len(self.rows):
            return self.rows[at]
        self.beginInsertRows(QModelIndex(), len(self.rows) + 1, len(self.rows) + 1)
        self.rows.append(GridRow())
        self.endInsertRows()
        return self.rows[-1]

    def is_blank(self, at: int) -> bool:
        """Whether it is the row for a new line."""
        return at >= len(self.rows)

    def put(self, at: int, texts: dict[str, str]) -> None:
        """Show typed words at once, and tell them."""
        row = self.row_at(at)
        changed = {key: text for key, text in texts.items() if text != row.shown.get(key, "")}
        if not changed:
            return
        row.shown.update(changed)
        self.touch(row)
        self.typed.emit(row, changed)

    def touch(self, row: GridRow) -> None:
        """A row looks different now."""
        if row in self.rows:
            at = self.rows.index(row)
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.fields) - 1))

    def mark(self, at: int, column: int) -> Mark | None:
        """The pill of a cell, where its kind has colours."""
        each = self.fields[column]
        if self.is_blank(at) or not isinstance(each.kind, Choice) or not each.kind.tones:
            return None
        value = self.rows[at].values.get(each.key)
        tone = each.kind.tone_of.get(str(value))
        return Mark(each.kind.show(value), tone) if value and tone else None

    def wrong(self, at: int, column: int) -> str:
        """Why a cell could not be read; "" when it was."""
        return "" if self.is_blank(at) else self.rows[at].wrong.get(self.fields[column].key, "")

    def words(self, at: int, column: int) -> str:
        """What a cell says."""
        if self.is_blank(at):
            return tr("New {one}", one=tr(self.lines.one)) if column == 0 else ""
        return self.rows[at].shown.get(self.fields[column].key, "")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows) + (0 if self.fixed else 1)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        at, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(at, column)
        if role == Qt.ItemDataRole.EditRole:
            return "" if self.is_blank(at) else self.words(at, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.wrong(at, column) or self.words(at, column)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text = str(value).strip()
        if self.is_blank(index.row()) and not text:
            return False
        self.put(index.row(), {self.fields[index.column()].key: text})
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        each = self.fields[section]
        unit = each.kind.unit if isinstance(each.kind, Number) else ""
        return f"{tr(each.label)}, {unit}" if unit else tr(each.label)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        may = not self.fixed and self.fields[index.column()].typed
        return flags | Qt.ItemFlag.ItemIsEditable if may else flags
