"""Aspects down, sets of criteria across: what each set says, as score and pill."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from isodesk.core.rows import Mark
from isodesk.i18n import tr
from isodesk.registers.significance import Outcome, plain
from isodesk.registers.significance_methods import shown
from isodesk.services.bench_tables import override_words, set_name
from isodesk.services.criteria_sets import SetValue
from isodesk.services.laboratory import AspectValue, Bench
from isodesk.ui.list_model import Index
from isodesk.ui.registers.outcome_line import outcome_mark, outcome_of

NUMBER, ASPECT, FIRST_SET = range(3)


class BenchModel(QAbstractTableModel):
    """Shows a bench. An outcome is worked out when its cell is first painted, and kept."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bench = Bench((), ())
        self._outcomes: dict[tuple[int, int], Outcome] = {}

    def show(self, bench: Bench) -> None:
        """Another bench in this place."""
        self.beginResetModel()
        self.bench, self._outcomes = bench, {}
        self.endResetModel()

    def aspect(self, row: int) -> AspectValue:
        """The aspect of a row."""
        return self.bench.aspects[row]

    def set_at(self, column: int) -> SetValue | None:
        """The set of a column; None for the columns of the aspect itself."""
        at = column - FIRST_SET
        return self.bench.sets[at] if 0 <= at < len(self.bench.sets) else None

    def outcome(self, row: int, column: int) -> Outcome | None:
        """What the column's set says of the row's aspect."""
        each = self.set_at(column)
        if each is None:
            return None
        if (row, column) not in self._outcomes:
            self._outcomes[row, column] = outcome_of(each, self.aspect(row))
        return self._outcomes[row, column]

    def mark(self, row: int, column: int) -> Mark | None:
        """The pill of a cell."""
        outcome = self.outcome(row, column)
        return outcome_mark(outcome) if outcome is not None else None

    def words(self, row: int, column: int) -> str:
        """What stands in a cell before its pill."""
        aspect = self.aspect(row)
        if column == NUMBER:
            return aspect.scored.number
        if column == ASPECT:
            return aspect.scored.title
        outcome = self.outcome(row, column)
        if outcome is None:
            return override_words(aspect)
        return plain(shown(outcome.score)) if outcome.score is not None else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.bench.aspects)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else FIRST_SET + len(self.bench.sets) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            mark = self.mark(row, column)
            return f"{self.words(row, column)} {mark.word if mark else ''}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            outcome = self.outcome(row, column)
            return outcome.why if outcome is not None else self.words(row, column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation != Qt.Orientation.Horizontal or role not in wanted:
            return None
        each = self.set_at(section)
        if each is not None:
            return set_name(each)
        return (tr("Number"), tr("Aspect"))[section] if section < FIRST_SET else tr("By hand")

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
