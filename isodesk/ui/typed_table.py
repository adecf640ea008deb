"""A table whose cells are typed into: what the tables of the import and the walk share."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from isodesk.ui.list_header import ListHeader
from isodesk.ui.list_model import Index
from isodesk.ui.theme import current

GAP = 16


class TypedTable(QTableView):
    """`weights` are widths in text units; `stretch` shares what is left among columns. Where
    nothing is left the table scrolls sideways."""

    def __init__(
        self,
        name: str,
        weights: Sequence[float],
        stretch: Mapping[int, float],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._weights, self._stretch = tuple(weights), dict(stretch)
        self.setAccessibleName(name)
        self._header = ListHeader(GAP, self)
        self._header.setSectionsMovable(False)
        self._header.setSectionsClickable(False)
        self.setHorizontalHeader(self._header)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self._dress()
        current().changed.connect(self._dress)

    def setModel(self, model: Any) -> None:
        super().setModel(model)
        self._dress()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._share_width()

    def begin_edit(self, index: Index, text: str) -> None:
        """Edit a cell beginning with these letters, in the place of what stands there."""
        self.setCurrentIndex(index)
        self.edit(index)
        editor = self.viewport().findChild(QLineEdit)
        if editor is not None:
            editor.setText(text)

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(current().around(20))
        self._header.setFixedHeight(current().around(16))
        self._share_width()

    def _share_width(self) -> None:
        if self.model() is None:
            return
        wide = [round(weight * current().em) for weight in self._weights]
        seen = [width for at, width in enumerate(wide) if not self.isColumnHidden(at)]
        rest = max(0, self.viewport().width() - sum(seen))
        for column, share in self._stretch.items():
            wide[column] += int(rest * share)
        with self._header.quiet():
            for at, width in enumerate(wide):
                self.setColumnWidth(at, width)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, picked: bool) -> None:
    """What lies under a cell's content: the pick, the rule below, the frame of the focus."""
    theme, rect = current(), option.rect
    if picked:
        painter.fillRect(rect, theme.colour("pick"))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hover"))
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -2))


def paint_words(painter: QPainter, box: QRect, words: str, tone: str, figures: bool) -> None:
    """A cell's words on one line, cut where they do not fit."""
    theme = current()
    painter.setFont(theme.font(figures=figures))
    painter.setPen(theme.colour(tone))
    shown = theme.metrics(figures=figures).elidedText(
        words, Qt.TextElideMode.ElideRight, box.width()
    )
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)


def cell_editor(parent: QWidget, index: Index) -> QLineEdit:
    """A field over a cell, named as its column."""
    editor = QLineEdit(parent)
    across = Qt.Orientation.Horizontal
    editor.setAccessibleName(str(index.model().headerData(index.column(), across)))
    editor.setStyleSheet("min-height: 0; border-radius: 0;")
    return editor
