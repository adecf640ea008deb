"""Keying in a walk: F found, M missing, a number for another revision, Down to the next row."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from isodesk.i18n import tr
from isodesk.ui.list_header import ListHeader
from isodesk.ui.marks import paint_pill
from isodesk.ui.rows_model import Index
from isodesk.ui.theme import current
from isodesk.ui.walk_model import (
    COPY,
    DOCUMENT,
    FOUND,
    NOTE,
    REVISION,
    ROW,
    SEEN,
    WalkModel,
)

_WEIGHTS = (4, 10, 10, 18, 4.4, 4, 9, 6.4, 12)
_GAP = 16


class WalkTable(QTableView):
    """Rows stand as on the sheet, so that a hand can run down both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Rows of the walk"))
        self.setItemDelegate(_Delegate(self))
        self._header = ListHeader(_GAP, self)
        self._header.setSectionsMovable(False)
        self._header.setSectionsClickable(False)
        self.setHorizontalHeader(self._header)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
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
        """Show a `WalkModel`."""
        super().setModel(model)
        self._dress()

    def walk_model(self) -> WalkModel:
        """The model, typed."""
        model = self.model()
        assert isinstance(model, WalkModel)
        return model

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, text = self.currentIndex(), event.text().casefold()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not index.isValid() or not plain:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.state() == QAbstractItemView.State.EditingState:  # the editor passes it on
                return
            self.edit(self.model().index(index.row(), NOTE if index.column() == NOTE else SEEN))
        elif text in (tr("f"), tr("m")) and self._is_copy(index.row()):
            self._key_in(index.row(), "found" if text == tr("f") else "missing")
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.walk_model().put(index.row(), found=self._emptied(index.row()), seen="", note="")
        elif text.isalnum():
            self._begin_edit(index, event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _is_copy(self, at: int) -> bool:
        return self.currentIndex().column() != NOTE and self.walk_model().lines[at].copy is not None

    def _emptied(self, at: int) -> str:
        return "" if self.walk_model().lines[at].copy else "extra"

    def _key_in(self, at: int, found: str) -> None:
        """The result, then on to the next row."""
        self.walk_model().put(at, found=found, seen="")
        if at + 1 < self.model().rowCount():
            self.setCurrentIndex(self.model().index(at + 1, self.currentIndex().column()))

    def _begin_edit(self, index: Index, text: str) -> None:
        column = NOTE if index.column() == NOTE else SEEN
        cell = self.model().index(index.row(), column)
        self.setCurrentIndex(cell)
        self.edit(cell)
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
        wide = [round(weight * current().em) for weight in _WEIGHTS]
        rest = max(0, self.viewport().width() - sum(wide))
        wide[DOCUMENT] += rest // 2
        wide[NOTE] += rest - rest // 2
        with self._header.quiet():
            for at, width in enumerate(wide):
                self.setColumnWidth(at, width)


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, theme, rect = index.model(), current(), option.rect
        assert isinstance(model, WalkModel)
        view = self.parent()
        assert isinstance(view, WalkTable)
        picked = view.currentIndex().row() == index.row()
        if picked:
            painter.fillRect(rect, theme.colour("pick"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        box, mark = rect.adjusted(_GAP, 0, -4, -1), model.mark(index.row())
        if index.column() == FOUND and mark is not None:
            paint_pill(painter, box.left(), box.top() + box.height() / 2, mark, picked)
            return
        figures = index.column() in (ROW, COPY, REVISION, SEEN)
        painter.setFont(theme.font(figures=figures))
        painter.setPen(theme.colour("second" if index.column() in (ROW, NOTE) else "text"))
        words = model.words(index.row(), index.column())
        metrics = theme.metrics(figures=figures)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(str(index.model().headerData(index.column(), _ACROSS)))
        editor.setStyleSheet("min-height: 0; border-radius: 0;")
        return editor


_ACROSS = Qt.Orientation.Horizontal
