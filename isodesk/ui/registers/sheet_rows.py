"""The rows of a sheet in the order of the paper, as they are typed in."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from isodesk.core.kinds import Reference
from isodesk.core.problems import Problem, Refused
from isodesk.i18n import tr
from isodesk.services.blanks import BlankValue
from isodesk.ui.list_model import Index
from isodesk.ui.table_model import TableModel


class SheetRows(TableModel):
    """Column 0 is the row's number; the others are the sheet's fields, as text. A row that is
    keyed in already says so and takes nothing more. `typed` is sent at each entry."""

    typed = Signal()

    def __init__(self, sheet: BlankValue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self._texts: dict[int, dict[str, str]] = {}
        self._problems: dict[tuple[int, str], str] = {}

    def entries(self) -> Mapping[int, Mapping[str, str]]:
        """What was typed, by the numbers of the rows; rows without a word are left out."""
        return {n: dict(texts) for n, texts in self._texts.items() if texts}

    def problems(self) -> tuple[str, ...]:
        """What cannot be read, a sentence for each cell, in the order of the paper."""
        order = {f.key: at for at, f in enumerate(self.sheet.fields)}
        cells = sorted(self._problems, key=lambda cell: (cell[0], order[cell[1]]))
        return tuple(
            tr("Row {n}: {sentence}", n=n, sentence=self._problems[n, key]) for n, key in cells
        )

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """What the service could not read, as "row:field"."""
        for problem in problems:
            row, _, key = problem.field.partition(":")
            if row.isdecimal():
                self._problems[int(row), key] = problem.sentence
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))
        self.typed.emit()

    def problem(self, index: Index) -> str:
        """Why a cell cannot be read; "" when it can."""
        if index.column() == 0:
            return ""
        return self._problems.get((index.row() + 1, self._key(index)), "")

    def is_keyed(self, row: int) -> bool:
        """Whether this row, from 1, became a record already."""
        return row in self.sheet.keyed

    def headings(self) -> tuple[str, ...]:
        return (tr("Row"), *(tr(each.label) for each in self.sheet.fields))

    def line_count(self) -> int:
        return self.sheet.rows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = index.row() + 1
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.problem(index) or None
        if role not in _SAID:
            return None
        if index.column() == 0:
            return str(row)
        if self.is_keyed(row):
            return tr("Keyed in") if index.column() == 1 else ""
        return self._texts.get(row, {}).get(self._key(index), "")

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, key, text = index.row() + 1, self._key(index), str(value).strip()
        texts = self._texts.setdefault(row, {})
        texts.pop(key, None)
        if text:
            texts[key] = text
        self._problems.pop((row, key), None)
        self._read(index, text)
        self.dataChanged.emit(index, index)
        self.typed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        may = index.column() > 0 and not self.is_keyed(index.row() + 1)
        return flags | Qt.ItemFlag.ItemIsEditable if may else flags

    def _key(self, index: Index) -> str:
        return self.sheet.fields[index.column() - 1].key

    def _read(self, index: Index, text: str) -> None:
        """Say at once what cannot be read; names of records are looked up when it is saved."""
        kind = self.sheet.fields[index.column() - 1].kind
        if isinstance(kind, Reference):
            return
        try:
            kind.parse(text)
        except Refused as refused:
            self._problems[index.row() + 1, self._key(index)] = str(refused)


_SAID = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
