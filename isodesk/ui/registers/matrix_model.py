"""People or roles down, skills across: a mark in each cell and what it means today."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from isodesk.core.dates import paper_day
from isodesk.i18n import tr
from isodesk.printing.trade_sheets import CrossCell
from isodesk.registers.competence_matrix import Cell, Matrix, MatrixLine, SkillColumn, Standing
from isodesk.services.competence_sheets import cell_of
from isodesk.ui.list_model import Index

NAME, NOTE, FIRST_SKILL = range(3)


class MatrixModel(QAbstractTableModel):
    """Shows a matrix; `by_role` says what its rows are."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix = Matrix((), ())
        self.by_role = False

    def show(self, matrix: Matrix, by_role: bool) -> None:
        """Another matrix in this place."""
        self.beginResetModel()
        self.matrix, self.by_role = matrix, by_role
        self.endResetModel()

    def line(self, row: int) -> MatrixLine:
        """The person or role of a row."""
        return self.matrix.lines[row]

    def skill(self, column: int) -> SkillColumn | None:
        """The skill of a column; None for the columns of the name."""
        at = column - FIRST_SKILL
        return self.matrix.skills[at] if 0 <= at < len(self.matrix.skills) else None

    def cell(self, row: int, column: int) -> Cell | None:
        """What stands in a cell; None in the columns of the name."""
        return self.line(row).cells[column - FIRST_SKILL] if column >= FIRST_SKILL else None

    def shown(self, row: int, column: int) -> CrossCell:
        """The letters and tone of a cell, or the words of a name."""
        cell = self.cell(row, column)
        if cell is not None:
            return cell_of(cell)
        line = self.line(row)
        return CrossCell(line.name if column == NAME else line.note)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.matrix.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else FIRST_SKILL + len(self.matrix.skills)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown(row, column).text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._said(row, column)
        return None

    def _said(self, row: int, column: int) -> str:
        """`Kate Penhallow, Receiving inspection: level 1, 2 is needed. In training.`"""
        cell, skill, line = self.cell(row, column), self.skill(column), self.line(row)
        if cell is None or skill is None:
            return self.shown(row, column).text
        place = f"{line.name}, {skill.title}"
        if cell.standing is Standing.NONE:
            return tr("{place}: nothing is needed.", place=place)
        said = tr("{place}: level {level}", place=place, level=cell.level)
        if cell.needed:
            said += tr(", {n} is needed", n=cell.needed)
        if cell.expires_on:
            said += tr(", until {day}", day=paper_day(cell.expires_on))
        return f"{said}. {tr(cell.standing.value)}."

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation != Qt.Orientation.Horizontal or role not in wanted:
            return None
        skill = self.skill(section)
        if skill is not None:
            whole = f"{skill.number} {skill.title}".strip()
            return skill.title if role == Qt.ItemDataRole.DisplayRole else whole
        if section == NAME:
            return tr("Role") if self.by_role else tr("Person")
        return tr("Who bears it") if self.by_role else tr("Post or role")

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
