"""The rows of a comparison for the view: all of them, or the changes under their places."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from isodesk.i18n import tr
from isodesk.ui.list_model import Index
from isodesk.writing.compare import Change, Row
from isodesk.writing.compare_words import change_word, note_words, text_shown

SIGN, OLD, NEW = range(3)


@dataclass(frozen=True)
class Entry:
    """One line of the view: a row, with its number when it differs; or the name of a place."""

    row: Row | None
    n: int = 0
    place: str = ""


class CompareModel(QAbstractTableModel):
    """Three columns: what happened, the old line, the new line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._only = False
        self.entries: list[Entry] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Show another comparison."""
        self._rows = tuple(rows)
        self._lay_out()

    def show_only_changes(self, only: bool) -> None:
        """Changes with the places they stand in; or everything."""
        self._only = only
        self._lay_out()

    def change_at(self, n: int) -> int:
        """The line of the view where change `n` (from 1) stands; -1 without such a one."""
        return next((at for at, entry in enumerate(self.entries) if entry.n == n), -1)

    def _lay_out(self) -> None:
        self.beginResetModel()
        self.entries = []
        n, place = 0, ""
        for row in self._rows:
            differs = row.change is not Change.SAME
            n += differs
            if self._only and differs and row.place != place:
                place = row.place
                self.entries.append(Entry(None, place=place))
            if differs or not self._only:
                self.entries.append(Entry(row, n if differs else 0))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._read_aloud(index.row())
        return None

    def words(self, at: int, column: int) -> str:
        """A cell as plain text."""
        entry = self.entries[at]
        if entry.row is None:
            return entry.place if column == OLD else ""
        if column == SIGN:
            return f"{entry.n} {change_word(entry.row)}" if entry.n else ""
        return text_shown(entry.row.old if column == OLD else entry.row.new)

    def _read_aloud(self, at: int) -> str:
        """A whole line for a screen reader."""
        entry = self.entries[at]
        if entry.row is None:
            return entry.place
        if not entry.n:
            return text_shown(entry.row.new)
        old, new = (text_shown(side) or tr("nothing") for side in (entry.row.old, entry.row.new))
        told = tr("{word}: old {old}, new {new}", word=self.words(at, SIGN), old=old, new=new)
        return f"{told}. {note_words(entry.row)}".rstrip(". ") + "."
