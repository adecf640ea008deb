"""The bench as a table: read across, opened with Enter."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isodesk.i18n import tr
from isodesk.ui.list_model import Index
from isodesk.ui.marks import paint_pill
from isodesk.ui.registers.bench_model import ASPECT, FIRST_SET, NUMBER, BenchModel
from isodesk.ui.theme import current
from isodesk.ui.typed_table import GAP, TypedTable, paint_ground, paint_words

_SCORE_EM = 3.2


class BenchTable(TypedTable):
    """`opened(aspect id)` by Enter or a double click."""

    opened = Signal(int)

    def __init__(self, model: BenchModel, parent: QWidget | None = None) -> None:
        super().__init__(tr("Aspects under each set of criteria"), (), {}, parent)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(model)
        model.modelReset.connect(self.dress)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def dress(self) -> None:
        """As many columns as there are sets now."""
        sets = len(self.bench_model().bench.sets)
        self._weights = (6.5, 14.0, *[12.5] * sets, 13.0)
        self._stretch = {ASPECT: 0.6, FIRST_SET + sets: 0.4}
        self._dress()

    def bench_model(self) -> BenchModel:
        """The model, typed."""
        model = self.model()
        assert isinstance(model, BenchModel)
        return model

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def _open(self, row: int) -> None:
        self.opened.emit(self.bench_model().aspect(row).scored.id)


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self.parent()
        assert isinstance(table, BenchTable)
        model, row, column = table.bench_model(), index.row(), index.column()
        picked = table.currentIndex().row() == row
        paint_ground(painter, option, picked)
        box = option.rect.adjusted(GAP, 0, -6, -1)
        mark = model.mark(row, column)
        figures = column == NUMBER or mark is not None
        tone = "second" if column == NUMBER else "text"
        if mark is None:
            paint_words(painter, box, model.words(row, column), tone, figures)
            return
        score = box.adjusted(0, 0, 0, 0)
        score.setWidth(round(_SCORE_EM * current().em))
        paint_words(painter, score, model.words(row, column), tone, figures)
        paint_pill(painter, score.right(), box.top() + box.height() / 2, mark, picked)
