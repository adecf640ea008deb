"""The lines of a programme by month, as a table shows them."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from isodesk.core.dates import MONTHS
from isodesk.i18n import tr
from isodesk.services.audit_programme import MonthCell, Year, YearRow
from isodesk.ui.list_model import Index

NAME, WEIGHT = 0, 1
FIRST_MONTH = 2
AUDITOR = FIRST_MONTH + 12
REASON = AUDITOR + 1
_HEADS = {NAME: "Process or part", WEIGHT: "Importance", AUDITOR: "Auditor", REASON: "Reason"}


def month_of(column: int) -> int:
    """The month of a column, 1 to 12; 0 for another column."""
    month = column - FIRST_MONTH + 1
    return month if 1 <= month <= 12 else 0


class YearModel(QAbstractTableModel):
    """Shows a year; a month may hold a plan, audits, or both."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.year: Year | None = None

    def show(self, year: Year) -> None:
        """Another year in this place; the same lines again leave the keyboard where it is."""
        before = self.year
        same = before is not None and [r.id for r in before.rows] == [r.id for r in year.rows]
        if not same:
            self.beginResetModel()
        self.year = year
        if not same:
            self.endResetModel()
        elif year.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(year.rows) - 1, REASON))

    def row(self, at: int) -> YearRow | None:
        """The line at a place; None for none."""
        rows = self.year.rows if self.year else ()
        return rows[at] if 0 <= at < len(rows) else None

    def cell(self, at: int, column: int) -> MonthCell | None:
        """What stands in a month of a line; None where the column is no month."""
        row, month = self.row(at), month_of(column)
        return row.months[month - 1] if row and month else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.year is None else len(self.year.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else REASON + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, index.column())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.said(index.row(), index.column())
        return None

    def _words(self, row: YearRow, column: int) -> str:
        words = {
            NAME: row.name or tr("Not said yet"),
            WEIGHT: tr(row.weight.value) if row.weight else "",
            AUDITOR: row.auditor,
            REASON: " ".join(row.reason.split()),
        }
        return words.get(column, "")

    def said(self, at: int, column: int) -> str:
        """`Purchasing, March: planned; late. AUD-2026-02, held.`"""
        row, cell, month = self.row(at), self.cell(at, column), month_of(column)
        if row is None or self.year is None:
            return ""
        if cell is None:
            warned = row.warning if column in (NAME, AUDITOR) else ""
            whole = row.reason if column == REASON else self._words(row, column)
            return "\n".join(filter(None, (whole, row.clauses if column == NAME else "", warned)))
        parts = [tr("planned")] if cell.planned else []
        parts += [tr("late")] if cell.late else []
        for audit in cell.audits:
            word = tr("held") if audit.held else tr("audit planned")
            parts.append(f"{audit.number}, {word}")
        place = f"{row.name}, {tr(MONTHS[month - 1])} {self.year.year}"
        return f"{place}: {'; '.join(parts) or tr('nothing planned')}."

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        month = month_of(section)
        return tr(MONTHS[month - 1]) if month else tr(_HEADS[section])

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
