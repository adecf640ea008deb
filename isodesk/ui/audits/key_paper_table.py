"""Keying a paper in by keyboard alone: 1 to 6 the verdict, 7 good practice, any letter the note,
Enter the next."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isodesk.i18n import tr
from isodesk.ui.audits.key_paper_model import (
    ASK,
    CLAUSES,
    GOOD_KEY,
    KEYS,
    NOTE,
    VERDICT,
    KeyPaperModel,
    N,
)
from isodesk.ui.list_model import Index
from isodesk.ui.marks import paint_pill
from isodesk.ui.theme import current
from isodesk.ui.typed_table import GAP, TypedTable, cell_editor, paint_ground, paint_words

_WEIGHTS = (3.8, 9.0, 12.0, 9.5, 8.6, 10.0)
_ALL = 66.0
"""Text units of width from which there is room for all columns."""


class KeyPaperTable(TypedTable):
    """Questions stand as on the paper. `amiss` says why a key does nothing."""

    amiss = Signal(str)

    def __init__(self, model: KeyPaperModel, parent: QWidget | None = None) -> None:
        super().__init__(tr("Questions of the paper"), _WEIGHTS, {ASK: 0.6, NOTE: 0.4}, parent)
        self._model = model
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        self.setModel(model)

    def go_to(self, row: int) -> None:
        """The keyboard goes to a question's verdict."""
        self.setCurrentIndex(self._model.index(row, VERDICT))
        self.scrollTo(self.currentIndex())
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, text = self.currentIndex(), event.text()
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if not index.isValid() or not plain:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step()
        elif text in KEYS:
            self._model.put_verdict(index.row(), KEYS[text])
        elif text == GOOD_KEY:
            self._turn_good(index.row())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._model.put_verdict(index.row(), None)
        elif text and text.isprintable() and not text.isdigit():
            self._write(index.row(), text)
        else:
            super().keyPressEvent(event)

    def _share_width(self) -> None:
        """Clauses go first where room is short; the question stands above in full."""
        if self.model() is not None:
            short = self.viewport().width() < _ALL * current().em
            self.setColumnHidden(CLAUSES, short)
        super()._share_width()

    def step(self) -> None:
        """To the next question."""
        row = self.currentIndex().row() + 1
        if row < self._model.rowCount():
            self.go_to(row)

    def keyboardSearch(self, search: str) -> None:
        """Letters begin a note."""

    def _turn_good(self, row: int) -> None:
        if self._model.may_be_good(row):
            self._model.turn_good(row)
        else:
            self.amiss.emit(tr("Good practice is Conform. Key in 1 first."))

    def _write(self, row: int, text: str) -> None:
        """Go on with the note that stands there; a space only opens it."""
        stands = self._model.questions[row].note
        begun = f"{stands} {text}".strip() if text.strip() else stands
        self.begin_edit(self._model.index(row, NOTE), begun)


class _Delegate(QStyledItemDelegate):
    def __init__(self, table: KeyPaperTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, column = self._table.model(), index.column()
        assert isinstance(model, KeyPaperModel)
        picked = self._table.currentIndex().row() == index.row()
        paint_ground(painter, option, picked)
        box, mark = option.rect.adjusted(GAP, 0, -6, -1), model.mark(index.row())
        if column == VERDICT and mark is not None:
            paint_pill(painter, box.left(), box.top() + box.height() / 2, mark, picked)
        elif column != VERDICT:
            tone = "text" if column in (ASK, NOTE) else "second"
            words = " ".join(model.words(index.row(), column).split())
            paint_words(painter, box, words, tone, column == N)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        return cell_editor(parent, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter keeps the note and goes on to the next question."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if pressed and event.key() in enters and isinstance(editor, QWidget):  # type: ignore[attr-defined]
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)
            self._table.step()
            return True
        return super().eventFilter(editor, event)
