"""Which clauses were looked at: a heat map of clauses by year, in words and in colour."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from isodesk.i18n import tr
from isodesk.services.audit_coverage import (
    ClauseCoverage,
    CoverageYear,
    Covered,
    StandardCoverage,
    coverage_table,
)
from isodesk.ui.audits.centred_header import CentredHeader
from isodesk.ui.buttons import SegmentedControl
from isodesk.ui.list_model import Index
from isodesk.ui.parts import HairLine, Words
from isodesk.ui.theme import MEDIUM, SMALL, current
from isodesk.ui.typed_table import GAP, TypedTable, paint_ground, paint_words

NUMBER, TITLE, FIRST_YEAR = range(3)
_TONES = {Covered.WHOLE: "green", Covered.PART: "amber", Covered.NONE: ""}
_WIDE, _SMALL = (5.0, 16.0, 6.5, 8.5), (4.8, 8.0, 4.4, 5.8)
"""Text units of number, title, each year and planned."""
_NARROW = 52
"""Text units of the table below which its columns are small."""


class CoverageModel(QAbstractTableModel):
    """The clauses of one standard, each by year."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.standard: StandardCoverage | None = None

    def show(self, standard: StandardCoverage | None) -> None:
        """Another standard in this place."""
        self.beginResetModel()
        self.standard = standard
        self.endResetModel()

    def clause(self, at: int) -> ClauseCoverage:
        """The clause of a row."""
        assert self.standard is not None
        return self.standard.clauses[at]

    def year(self, at: int, column: int) -> CoverageYear | None:
        """What stands in a cell; None where the column is no year."""
        years, nth = self.clause(at).years, column - FIRST_YEAR
        return years[nth] if 0 <= nth < len(years) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.standard is None else len(self.standard.clauses)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        years = len(self.standard.years) if self.standard else 0
        return 0 if parent.isValid() else FIRST_YEAR + years + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        clause, year = self.clause(index.row()), self.year(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            if year is not None:
                return year.words
            words = {NUMBER: clause.number, TITLE: tr(clause.title)}
            return words.get(index.column(), _planned(clause.planned))
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            name = f"{clause.number} {tr(clause.title)}"
            if year is None:
                return f"{name}: {_planned(clause.planned)}"
            return f"{name}, {year.sentence}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        heads: Sequence[str] = coverage_table(self.standard).headings if self.standard else ()
        return heads[section] if section < len(heads) else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _planned(lines: int) -> str:
    if not lines:
        return tr("no line")
    return tr("1 line") if lines == 1 else tr("{n} lines", n=lines)


class CoverageView(QWidget):
    """The standards of a programme, one at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standards: tuple[StandardCoverage, ...] = ()
        self.model = CoverageModel(self)
        self.table = CoverageTable(self.model)
        self.words, self.cell = Words("", wrap=True), Words("", SMALL, tone="second", wrap=True)
        self.choice: SegmentedControl | None = None
        self._top = QVBoxLayout()
        self._top.setContentsMargins(24, 4, 24, 8)
        self._top.setSpacing(8)
        self._top.addWidget(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self.table, 1)
        column.addWidget(HairLine())
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 6, 24, 6)
        foot.addWidget(self.cell, 1)
        column.addLayout(foot)
        self.table.selectionModel().currentChanged.connect(lambda at, _: self._say(at))

    def show_standards(self, standards: tuple[StandardCoverage, ...]) -> None:
        """Show these; the same one stays chosen."""
        if standards == self.standards:
            return
        chosen = self.choice.value() if self.choice else None
        titles = [each.title for each in standards]
        if titles != [each.title for each in self.standards]:
            self._offer(titles)
        self.standards = standards
        if titles:
            self.show_standard(str(chosen) if chosen in titles else titles[0])

    def show_standard(self, title: str) -> None:
        """Turn to a standard by its title."""
        found = next(each for each in self.standards if each.title == title)
        if self.choice is not None:
            self.choice.choose(title)
        self.model.show(found)
        self.words.setText(" ".join(found.sentences))
        self._say(self.table.currentIndex())

    def chosen(self) -> StandardCoverage | None:
        """The standard that shows."""
        return self.model.standard

    def _offer(self, titles: Sequence[str]) -> None:
        if self.choice is not None:
            self._top.removeWidget(self.choice)
            self.choice.deleteLater()
            self.choice = None
        if len(titles) > 1:
            self.choice = SegmentedControl(tr("Standard"), [(each, each) for each in titles])
            self.choice.chosen.connect(lambda title: self.show_standard(str(title)))
            self._top.insertWidget(0, self.choice, 0, Qt.AlignmentFlag.AlignLeft)

    def _say(self, at: Index) -> None:
        """What the cell the keyboard is on is counted from."""
        how = tr(
            "Counted from answered questions that name a clause: all of its parts, some, or none."
        )
        said = at.data(Qt.ItemDataRole.ToolTipRole) if at.isValid() else None
        self.cell.setText(str(said or how))


class CoverageTable(TypedTable):
    """Clauses down, years across."""

    def __init__(self, model: CoverageModel, parent: QWidget | None = None) -> None:
        super().__init__(tr("Coverage"), _WIDE[:2], {TITLE: 1.0}, parent)
        self._header = CentredHeader(self, self._is_year)
        self.setHorizontalHeader(self._header)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(model)
        model.modelReset.connect(self._dress)

    def coverage(self) -> CoverageModel:
        """The model, typed."""
        model = self.model()
        assert isinstance(model, CoverageModel)
        return model

    def focusInEvent(self, event: Any) -> None:
        fresh = not self.currentIndex().isValid()
        super().focusInEvent(event)
        if fresh and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, FIRST_YEAR))

    def resizeEvent(self, event: Any) -> None:
        self._dress()
        super().resizeEvent(event)

    def _is_year(self, column: int) -> bool:
        return FIRST_YEAR <= column < self.model().columnCount() - 1

    def _dress(self) -> None:
        if self.model() is not None:
            small = self.width() < _NARROW * current().em
            number, title, year, planned = _SMALL if small else _WIDE
            years = self.model().columnCount() - FIRST_YEAR - 1
            self._weights = (number, title, *[year] * max(0, years), planned)
        super()._dress()


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self.parent()
        assert isinstance(table, CoverageTable)
        paint_ground(painter, option, table.currentIndex().row() == index.row())
        year = table.coverage().year(index.row(), index.column())
        if year is not None:
            paint_covered(painter, option.rect, year)
            return
        number = index.column() == NUMBER
        box = option.rect.adjusted(GAP if number else 8, 0, -6, -1)
        tone = "text" if index.column() == TITLE else "second"
        paint_words(painter, box, str(index.data()), tone, number)


def paint_covered(painter: QPainter, rect: QRect, year: CoverageYear) -> None:
    """The words of a cell on its colour; none has no colour."""
    theme, tone = current(), _TONES[year.covered]
    colour, fill = theme.tone(tone) if tone else (theme.colour("second"), None)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if fill is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(rect).adjusted(2, 3, -2, -4), 4, 4)
    painter.setFont(theme.font(SMALL, MEDIUM, figures=True))
    painter.setPen(colour)
    mark = f"{year.words} !" if year.gaps else year.words
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), mark)
    painter.restore()
