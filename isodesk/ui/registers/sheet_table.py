"""Keying a sheet in by keyboard: type, Enter to the next row, Tab to the next column."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isodesk.core.kinds import Note
from isodesk.i18n import tr
from isodesk.services.blanks import BlankValue
from isodesk.ui.list_model import Index
from isodesk.ui.registers.sheet_rows import SheetRows
from isodesk.ui.theme import current
from isodesk.ui.typed_table import GAP, TypedTable, cell_editor, paint_ground, paint_words

_ROW = 4.0


class SheetTable(TypedTable):
    """Rows and columns stand as on the paper."""

    def __init__(self, sheet: BlankValue, parent: QWidget | None = None) -> None:
        weights = [_ROW, *(16 if isinstance(f.kind, Note) else 10 for f in sheet.fields)]
        share = 1 / len(sheet.fields)
        stretch = dict.fromkeys(range(1, len(weights)), share)
        super().__init__(tr("Rows of the sheet"), weights, stretch, parent)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, text = self.currentIndex(), event.text()
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(1, 0)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._put(index, "")
        elif plain and text and text.isprintable() and self._may(index):
            self.begin_edit(index, text)
        else:
            super().keyPressEvent(event)

    def step(self, down: int, on: int) -> None:
        """To the cell so many rows down and columns on, past the end to the next row."""
        index, model = self.currentIndex(), self.model()
        row, column = index.row() + down, index.column() + on
        if column >= model.columnCount():
            row, column = row + 1, 1
        if 0 <= row < model.rowCount():
            self.setCurrentIndex(model.index(row, max(column, 1)))

    def _may(self, index: Index) -> bool:
        return bool(self.model().flags(index) & Qt.ItemFlag.ItemIsEditable)

    def _put(self, index: Index, text: str) -> None:
        if self._may(index):
            self.model().setData(index, text)


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, view = index.model(), self.parent()
        assert isinstance(model, SheetRows)
        assert isinstance(view, SheetTable)
        paint_ground(painter, option, view.currentIndex().row() == index.row())
        box = option.rect.adjusted(GAP, 0, -4, -1)
        wrong = model.problem(index)
        quiet = index.column() == 0 or model.is_keyed(index.row() + 1)
        tone = "danger" if wrong else "second" if quiet else "text"
        paint_words(painter, box, str(model.data(index) or ""), tone, index.column() == 0)
        if wrong:
            painter.setPen(QPen(current().colour("danger"), 2))
            y = option.rect.bottom() - 2
            painter.drawLine(box.left(), y, box.right(), y)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        return cell_editor(parent, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab keep the cell and go on from it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {
                Qt.Key.Key_Return: (1, 0),
                Qt.Key.Key_Enter: (1, 0),
                Qt.Key.Key_Tab: (0, 1),
            }
            if event.key() in steps and isinstance(editor, QWidget):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor)
                view = self.parent()
                assert isinstance(view, SheetTable)
                view.step(*steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(editor, event)
