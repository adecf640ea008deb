"""Keying a sign sheet in by keyboard: a row's number, Enter for signed, Space to take back."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isodesk.i18n import tr
from isodesk.ui.keeping.key_in_model import DATE, NAME, NOTE, ROW, SIGNED, KeyInModel
from isodesk.ui.list_model import Index
from isodesk.ui.marks import paint_pill
from isodesk.ui.typed_table import GAP, TypedTable, cell_editor, paint_ground, paint_words

_WEIGHTS = (4, 14, 14, 8.5, 8.5, 12)
_NUMBER_MS = 1_200
"""Digits typed within this time are one number."""


class KeyInTable(TypedTable):
    """Rows stand as on the sheet. `day` answers the date where none stands above.

    Digits go to the row with that number; Enter keys it in as signed, with the date of the row
    above, and goes on; Space sets or takes back. On the date and the note, typing edits.
    """

    def __init__(self, day: Callable[[], date | None], parent: QWidget | None = None) -> None:
        super().__init__(tr("Rows of the sign sheet"), _WEIGHTS, {NAME: 1 / 2, NOTE: 1 / 2}, parent)
        self._day = day
        self._digits = ""
        self._pause = QTimer(self, singleShot=True, interval=_NUMBER_MS)
        self._pause.timeout.connect(self._forget_digits)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)

    def key_model(self) -> KeyInModel:
        """The model, typed."""
        model = self.model()
        assert isinstance(model, KeyInModel)
        return model

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, text = self.currentIndex(), event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not index.isValid() or not plain:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.state() != QAbstractItemView.State.EditingState:  # the editor passes it on
                self._sign(index.row())
        elif event.key() == Qt.Key.Key_Space:
            self._toggle(index.row())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.key_model().put(index.row(), on=None, note="")
        elif text.isprintable() and text and index.column() in (DATE, NOTE):
            self.begin_edit(index, text)
        elif text.isdecimal():
            self._go_to_number(text)
        else:
            super().keyPressEvent(event)

    def _sign(self, at: int) -> None:
        """Signed, with the day of the row above; on to the next open row."""
        model = self.key_model()
        if model.is_open(at):
            model.put(at, on=model.day_above(at) or self._day())
        self._forget_digits()
        following = model.next_open(at)
        if following is not None:
            self.setCurrentIndex(model.index(following, self.currentIndex().column()))

    def _toggle(self, at: int) -> None:
        model = self.key_model()
        day = model.day_above(at) or self._day()
        model.put(at, on=day if model.is_open(at) else None)

    def _go_to_number(self, digit: str) -> None:
        """The row of that number on the paper; a number without a row leaves the place."""
        self._digits += digit
        self._pause.start()
        at = self.key_model().row_at(int(self._digits))
        if at is None:
            self._digits = digit
            at = self.key_model().row_at(int(digit))
        if at is not None:
            index = self.key_model().index(at, self.currentIndex().column())
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _forget_digits(self) -> None:
        self._digits = ""


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, rect = index.model(), option.rect
        assert isinstance(model, KeyInModel)
        view = self.parent()
        assert isinstance(view, KeyInTable)
        picked = view.currentIndex().row() == index.row()
        paint_ground(painter, option, picked)
        box = rect.adjusted(GAP, 0, -4, -1)
        if index.column() == SIGNED:
            mark = model.mark(index.row())
            paint_pill(painter, box.left(), box.top() + box.height() / 2, mark, picked)
            return
        figures = index.column() in (ROW, DATE)
        tone = "text" if index.column() == NAME else "second"
        paint_words(painter, box, model.words(index.row(), index.column()), tone, figures)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        return cell_editor(parent, index)
