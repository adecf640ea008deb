"""The delegate: paints text, pills, chips, dates and headings straight from the row."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from isodesk.core.rows import Column, Group, Row
from isodesk.ui.cell_text import cell_text
from isodesk.ui.marks import paint_chip, paint_pill
from isodesk.ui.rows_model import Index, ListModel
from isodesk.ui.states import SYSTEM_LETTERS, mark_of
from isodesk.ui.theme import BODY, REGULAR, STRONG, current

GAP = 16
"""Pixels from a cell's left edge to its text: the column gap."""
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_FIGURES = ("number", "figure", "date", "late")


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a `ListView`; `inset` is where the first column's text begins."""

    def __init__(self, view: QTableView, inset: int, is_hovered: Callable[[int], bool]) -> None:
        super().__init__(view)
        self._view, self._inset, self._is_hovered = view, inset, is_hovered

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Background, bar, rule, then the value by its column's kind."""
        model = index.model()
        assert isinstance(model, ListModel)
        row, rect = index.row(), option.rect
        entry = model.entry(row)
        if isinstance(entry, Group):
            self._paint_heading(painter, rect, entry)
            return
        first = self._view.horizontalHeader().visualIndex(index.column()) == 0
        picked = self._view.selectionModel().isRowSelected(row)
        self._paint_ground(painter, rect, picked, first, row)
        if entry is not None:
            box = rect.adjusted(self._inset if first else GAP, 0, 0, -1)
            self._paint_value(painter, box, model, index.column(), entry, picked)

    def _paint_ground(
        self, painter: QPainter, rect: QRect, picked: bool, first: bool, row: int
    ) -> None:
        theme = current()
        if picked:
            painter.fillRect(rect, theme.colour("pick"))
            if first:
                bar = "accent" if self._view.hasFocus() else "border"
                painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.colour(bar))
        elif self._is_hovered(row):
            painter.fillRect(rect, theme.colour("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hover"))

    def _paint_value(
        self,
        painter: QPainter,
        box: QRect,
        model: ListModel,
        column: int,
        entry: Row,
        picked: bool,
    ) -> None:
        kind, value = model.columns[column].kind, entry.values[column]
        middle = box.top() + box.height() / 2
        if kind == "state" and value:
            painter.save()
            painter.setClipRect(box.adjusted(-1, 0, 0, 0))
            paint_pill(painter, box.left(), middle, mark_of(value), picked)
            painter.restore()
        elif kind == "systems":
            if value in SYSTEM_LETTERS:
                paint_chip(painter, box.left(), middle, int(str(value)))
        else:
            self._paint_text(painter, box, model, model.columns[column], entry, value)

    def _paint_text(
        self,
        painter: QPainter,
        box: QRect,
        model: ListModel,
        column: Column,
        entry: Row,
        value: object,
    ) -> None:
        theme, figures = current(), column.kind in _FIGURES
        text, red = cell_text(column, value, model.today)
        quiet = column.kind in ("second", "number") or model.struck(entry)
        painter.setPen(theme.colour("danger" if red else "second" if quiet else "text"))
        painter.setFont(theme.font(BODY, REGULAR, figures))
        metrics = theme.metrics(BODY, REGULAR, figures)
        room = box.width() - 4
        if metrics.horizontalAdvance(text) > room:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, _MIDDLE, text)

    def _paint_heading(self, painter: QPainter, rect: QRect, group: Group) -> None:
        theme, strong = current(), current().font(BODY, STRONG)
        box = rect.adjusted(self._inset, theme.length(12) - 4, -GAP, -1)
        painter.setPen(theme.colour("danger" if group.late else "text"))
        self._write(painter, box, strong, group.heading)
        wide = theme.metrics(BODY, STRONG).horizontalAdvance(group.heading)
        painter.setPen(theme.colour("second"))
        note = theme.font(BODY, REGULAR, True)
        self._write(painter, box.adjusted(wide + 8, 0, 0, 0), note, group.note)
        line = theme.colour("line")
        painter.fillRect(box.left(), rect.bottom(), rect.right() - box.left(), 1, line)

    @staticmethod
    def _write(painter: QPainter, box: QRect, font: QFont, text: str) -> None:
        painter.setFont(font)
        painter.drawText(box, _MIDDLE, text)
