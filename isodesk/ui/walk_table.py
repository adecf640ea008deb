"""Keying in a walk: F found, M missing, a number for another revision, Down to the next row."""

from PySide6.QtCore import Qt
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
from isodesk.ui.typed_table import GAP, TypedTable, cell_editor, paint_ground, paint_words
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


class WalkTable(TypedTable):
    """Rows stand as on the sheet, so that a hand can run down both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Rows of the walk"), _WEIGHTS, {DOCUMENT: 1 / 2, NOTE: 1 / 2}, parent)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)

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
        self.begin_edit(self.model().index(index.row(), column), text)


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, rect = index.model(), option.rect
        assert isinstance(model, WalkModel)
        view = self.parent()
        assert isinstance(view, WalkTable)
        picked = view.currentIndex().row() == index.row()
        paint_ground(painter, option, picked)
        box, mark = rect.adjusted(GAP, 0, -4, -1), model.mark(index.row())
        if index.column() == FOUND and mark is not None:
            paint_pill(painter, box.left(), box.top() + box.height() / 2, mark, picked)
            return
        figures = index.column() in (ROW, COPY, REVISION, SEEN)
        tone = "second" if index.column() in (ROW, NOTE) else "text"
        paint_words(painter, box, model.words(index.row(), index.column()), tone, figures)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        return cell_editor(parent, index)
