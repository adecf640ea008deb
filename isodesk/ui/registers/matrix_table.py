"""The matrix as a table: skills written upwards, coloured cells, opened with Enter."""

from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isodesk.i18n import tr
from isodesk.printing.trade_sheets import CrossCell
from isodesk.ui.list_header import ListHeader
from isodesk.ui.list_model import Index
from isodesk.ui.registers.matrix_model import FIRST_SKILL, NAME, NOTE, MatrixModel
from isodesk.ui.theme import MEDIUM, REGULAR, SMALL, current
from isodesk.ui.typed_table import GAP, TypedTable, paint_ground, paint_words

_CELL, _HEAD = 3.6, 13.0
"""Text units: width of a skill's column, height of the head at most."""
_HEAD_SHARE = 0.36
"""Of the table's height, so that rows keep their room with large text."""


class MatrixTable(TypedTable):
    """`skill_opened(id)` and `person_opened(id)` by Enter or a double click on their cells."""

    skill_opened = Signal(int)
    person_opened = Signal(int)

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(tr("Competence matrix"), (), {}, parent)
        self._header = _Upwards(self)
        self.setHorizontalHeader(self._header)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(model)
        model.modelReset.connect(self.dress)
        self.doubleClicked.connect(self._open)

    def matrix_model(self) -> MatrixModel:
        """The model, typed."""
        model = self.model()
        assert isinstance(model, MatrixModel)
        return model

    def dress(self) -> None:
        """As many columns as there are skills now."""
        skills = len(self.matrix_model().matrix.skills)
        self._weights = (11.5, 13.0, *[_CELL] * skills)
        self._stretch = {NOTE: 1.0}
        self._dress()

    def _dress(self) -> None:
        super()._dress()
        most = round(max(self.height() * _HEAD_SHARE, 6 * current().em))
        self._header.setFixedHeight(min(round(_HEAD * current().em), most))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def _open(self, index: Index) -> None:
        model = self.matrix_model()
        skill, line = model.skill(index.column()), model.line(index.row())
        if skill is not None:
            self.skill_opened.emit(skill.id)
        elif line.id:
            self.person_opened.emit(line.id)


class _Upwards(ListHeader):
    """Names at the foot; skills written from the bottom to the top."""

    def __init__(self, table: QWidget) -> None:
        super().__init__(GAP, table)
        self.setSectionsMovable(False)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = current()
        painter.fillRect(rect, theme.colour("base"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        painter.setFont(theme.font(SMALL, REGULAR))
        painter.setPen(theme.colour("second" if section < FIRST_SKILL else "text"))
        metrics, middle = theme.metrics(SMALL, REGULAR), Qt.TextElideMode.ElideRight
        if section < FIRST_SKILL:
            left = GAP if section == NAME else 8
            box = rect.adjusted(left, 0, -4, -6)
            shown = metrics.elidedText(text, middle, box.width())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignBottom), shown)
            return
        painter.save()
        painter.translate(rect.center().x(), rect.bottom() - 8)
        painter.rotate(-90)
        room = QRect(0, -metrics.height() // 2, rect.height() - 16, metrics.height())
        shown = metrics.elidedText(text, middle, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self.parent()
        assert isinstance(table, MatrixTable)
        row, column = index.row(), index.column()
        shown = table.matrix_model().shown(row, column)
        paint_ground(painter, option, table.currentIndex().row() == row)
        if column < FIRST_SKILL:
            left = GAP if column == NAME else 8
            box = option.rect.adjusted(left, 0, -6, -1)
            tone = "text" if column == NAME else "second"
            paint_words(painter, box, shown.text, tone, False)
        elif shown.text:
            paint_mark(painter, option.rect, shown)


def paint_mark(painter: QPainter, rect: QRect, shown: CrossCell) -> None:
    """The letters of a cell on its colour."""
    theme = current()
    colour, fill = theme.tone(shown.tone or "grey")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(rect).adjusted(2, 3, -2, -4), 4, 4)
    painter.setFont(theme.font(SMALL, MEDIUM, figures=True))
    painter.setPen(colour)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), shown.text)
    painter.restore()
