"""The table of what is to be brought in: one row a file, its proposal open to correction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from isodesk.core.rows import Mark
from isodesk.i18n import tr
from isodesk.services.bringing_in import Row, Verdict
from isodesk.ui.days import day_text, read_day
from isodesk.ui.list_model import Index
from isodesk.ui.table_model import TableModel

TAKE, FILE, NUMBER, TITLE, TYPE, REVISION, DATE, IN_FORCE, WHAT, NOTE = range(10)
_EDITED = {NUMBER: "number", TITLE: "title", REVISION: "label"}
_MARKS = {
    Verdict.NEW: ("New document", "green"),
    Verdict.CHANGED: ("New revision", "blue"),
    Verdict.DUPLICATE: ("Left out", "grey"),
    Verdict.REFUSED: ("Cannot be read", "red"),
}


class ImportModel(TableModel):
    """Rows of `bringing_in`. `corrected` is sent when a cell changed: judge the rows again."""

    corrected = Signal()

    def __init__(
        self, types: Sequence[tuple[int, str]], today: date, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.types: Mapping[int, str] = dict(types)
        self._today = today
        self._rows: list[Row] = []
        self.turn = 0
        """Counts corrections, so that a judgement of older rows is dropped."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as they stand."""
        return tuple(self._rows)

    def show(self, rows: Sequence[Row]) -> None:
        """Show the rows of a survey: first what can be taken, refused ones at the end."""
        self.beginResetModel()
        self._rows = sorted(rows, key=lambda row: row.refused)
        self.endResetModel()

    def judged(self, turn: int, rows: Sequence[Row]) -> bool:
        """Take the verdicts on the rows of that turn; False when they changed meanwhile."""
        if turn != self.turn or len(rows) != len(self._rows):
            return False
        freed = {at for at, row in enumerate(rows) if self._is_freed(at, row)}
        self._rows = [replace(r, take=True) if n in freed else r for n, r in enumerate(rows)]
        last = self.index(max(0, len(rows) - 1), NOTE)
        self.dataChanged.emit(self.index(0, 0), last)
        return True

    def _is_freed(self, at: int, row: Row) -> bool:
        """Whether a correction made a duplicate one that can be taken."""
        before = self._rows[at]
        return before.verdict is Verdict.DUPLICATE and row.verdict in (Verdict.NEW, Verdict.CHANGED)

    def headings(self) -> tuple[str, ...]:
        return headings()

    def line_count(self) -> int:
        return len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row, column = self._rows[index.row()], index.column()
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if row.refused:
            return flags
        if column in (TAKE, IN_FORCE):
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        if column in (*_EDITED, TYPE, DATE):
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        at, column, roles = index.row(), index.column(), Qt.ItemDataRole
        if role == roles.CheckStateRole:
            return self._tick(at, column)
        if role == roles.EditRole and column == TYPE:
            return self._rows[at].type_id
        if role == roles.ToolTipRole and column == FILE:
            return str(self._rows[at].path)
        if role not in (roles.DisplayRole, roles.EditRole, roles.ToolTipRole):
            return None
        return self.words(at, column)

    def _tick(self, at: int, column: int) -> Qt.CheckState | None:
        if column not in (TAKE, IN_FORCE):
            return None
        on = self._rows[at].take if column == TAKE else self._rows[at].in_force
        return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, column = self._rows[index.row()], index.column()
        if row.refused:
            return False
        if role == Qt.ItemDataRole.CheckStateRole:
            on = Qt.CheckState(value) == Qt.CheckState.Checked
            return self._put(index.row(), "take" if column == TAKE else "in_force", on)
        if column == TYPE:
            return self._put(index.row(), "type_id", value)
        if column == DATE:
            text = str(value).strip()
            day = read_day(text, self._today) if text else None
            return bool(not text or day) and self._put(index.row(), "on", day)
        return self._put(index.row(), _EDITED[column], str(value).strip())

    def set_all(self, rows: Sequence[int], field: str, value: Any) -> None:
        """Give these rows the same tick, type or "in force"."""
        for at in rows:
            if not self._rows[at].refused:
                self._rows[at] = replace(self._rows[at], **{field: value})
        self._changed()
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, NOTE))

    def mark(self, at: int) -> Mark:
        """What applying would do with a row, as a pill."""
        row = self._rows[at]
        word, tone = _MARKS[row.verdict]
        if row.verdict in (Verdict.NEW, Verdict.CHANGED) and not row.take:
            word, tone = "Left out", "grey"
        return Mark(tr(word), tone)  # type: ignore[arg-type]

    def words(self, at: int, column: int) -> str:
        """A cell as it reads."""
        row = self._rows[at]
        return {
            WHAT: lambda: self.mark(at).word,
            TAKE: lambda: tr("yes") if row.take else tr("no"),
            FILE: lambda: row.path.name,
            NUMBER: lambda: row.number,
            TITLE: lambda: row.title,
            TYPE: lambda: self.types.get(row.type_id or 0, ""),
            REVISION: lambda: row.label,
            DATE: lambda: day_text(row.on),
            IN_FORCE: lambda: tr("yes") if row.in_force else tr("no"),
            NOTE: lambda: " ".join(filter(None, (row.why, *row.notes))),
        }[column]()

    def _put(self, at: int, field: str, value: Any) -> bool:
        if getattr(self._rows[at], field) == value:
            return True
        self._rows[at] = replace(self._rows[at], **{field: value})
        self._changed()
        self.dataChanged.emit(self.index(at, 0), self.index(at, NOTE))
        return True

    def _changed(self) -> None:
        self.turn += 1
        self.corrected.emit()


def headings() -> tuple[str, ...]:
    """The heads of the columns."""
    return (
        "",
        tr("File"),
        tr("Number"),
        tr("Title"),
        tr("Type"),
        tr("Rev"),
        tr("Date"),
        tr("In force"),
        tr("What happens"),
        tr("Note"),
    )
