"""The grid of a record's lines: Enter goes down, Tab right, rows are pasted as they are copied."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isodesk.core import entry
from isodesk.core.kinds import Number, Person, Reference, Whole
from isodesk.i18n import tr
from isodesk.ui.documents.tools import Tools
from isodesk.ui.list_model import Index
from isodesk.ui.marks import paint_pill
from isodesk.ui.registers.cell_words import offered
from isodesk.ui.registers.lines_model import LinesModel
from isodesk.ui.registers.record_line import RecordLine
from isodesk.ui.theme import current
from isodesk.ui.typed_table import GAP, TypedTable, cell_editor, paint_ground, paint_words

_WEIGHTS = {
    "text": 10.0,
    "note": 14.0,
    "day": 7.5,
    "moment": 10.5,
    "whole": 6.0,
    "number": 7.0,
    "yes": 5.0,
    "choice": 8.5,
    "person": 9.0,
    "record": 11.0,
    "every": 9.0,
}
_LEAST = {"day": 8.4, "moment": 11.6}
"""What a day needs so that it is never cut."""


class LinesTable(TypedTable):
    """`removed(rows)` on Del; `pasted(first row, first column, texts)`."""

    removed = Signal(list)
    pasted = Signal(int, int, list)

    def __init__(
        self, tools: Tools, model: LinesModel, name: str, parent: QWidget | None = None
    ) -> None:
        weights = [_weight(each) for each in model.fields]
        widest = max(range(len(weights)), key=lambda at: weights[at])
        super().__init__(name, weights, {widest: 1.0}, parent)
        self.people: Sequence[tuple[int, str]] = ()
        self.setItemDelegate(_Delegate(self, tools))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.DoubleClicked | trigger.EditKeyPressed | trigger.SelectedClicked
        )
        self.setModel(model)

    def lines_model(self) -> LinesModel:
        """The model, typed."""
        model = self.model()
        assert isinstance(model, LinesModel)
        return model

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, text = self.currentIndex(), event.text()
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif editing or not index.isValid():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(index)
        elif event.key() == Qt.Key.Key_Delete:
            self._remove()
        elif event.key() == Qt.Key.Key_Backspace and plain:
            self.model().setData(index, "")
        elif plain and text and text.isprintable():
            if self.model().flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.begin_edit(index, text)
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes on below, so that a column is typed straight down."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            at = self.currentIndex()
            below = self.model().index(at.row() + 1, at.column())
            if below.isValid():
                self.setCurrentIndex(below)
        self.setFocus()

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(self.model().rowCount() - 1, 0))

    def chosen_rows(self) -> list[int]:
        """Rows of lines that are selected, from the top; the blank one is none."""
        model = self.lines_model()
        rows = {index.row() for index in self.selectedIndexes()}
        return sorted(row for row in rows if not model.is_blank(row))

    def _remove(self) -> None:
        rows = self.chosen_rows()
        if rows and not self.lines_model().fixed:
            self.removed.emit(rows)

    def _paste(self) -> None:
        text = QApplication.clipboard().text()
        rows = [line.split("\t") for line in text.replace("\r\n", "\n").rstrip("\n").split("\n")]
        at = self.currentIndex()
        if text.strip() and not self.lines_model().fixed:
            model = self.lines_model()
            row = at.row() if at.isValid() else len(model.rows)
            self.pasted.emit(row, max(0, at.column()), rows)

    def _copy(self) -> None:
        """The selected cells as a spreadsheet takes them."""
        indexes = sorted((i.row(), i.column()) for i in self.selectedIndexes())
        model = self.lines_model()
        rows: dict[int, list[str]] = {}
        for row, column in indexes:
            if not model.is_blank(row):
                words = model.words(row, column).replace("\t", " ").replace("\n", " ")
                rows.setdefault(row, []).append(words)
        QApplication.clipboard().setText("\n".join("\t".join(cells) for cells in rows.values()))


class _Delegate(QStyledItemDelegate):
    def __init__(self, table: LinesTable, tools: Tools) -> None:
        super().__init__(table)
        self._table, self._tools = table, tools

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, rect = self._table.lines_model(), option.rect
        at, column = index.row(), index.column()
        picked = self._table.currentIndex().row() == at and self._table.hasFocus()
        paint_ground(painter, option, picked)
        box = rect.adjusted(GAP, 0, -6, -1)
        mark = model.mark(at, column)
        if mark is not None:
            paint_pill(painter, box.left(), box.top() + box.height() / 2, mark, picked)
            return
        wrong, blank = model.wrong(at, column), model.is_blank(at)
        each = model.fields[column]
        tone = "danger" if wrong else "second" if blank or not each.typed else "text"
        paint_words(painter, box, " ".join(model.words(at, column).split()), tone, _figures(each))
        if wrong:
            painter.setPen(QPen(current().colour("danger"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        each = self._table.lines_model().fields[index.column()]
        if isinstance(each.kind, Reference) and not isinstance(each.kind, Person):
            line = RecordLine(self._tools, each.kind.of, parent)
            line.setAccessibleName(tr(each.label))
            line.setStyleSheet("min-height: 0; border-radius: 0;")
            return line
        editor = cell_editor(parent, index)
        words = offered(self._table.people, each)
        if words:
            _complete(editor, words)
        return editor

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        each = self._table.lines_model().fields[index.column()]
        text = editor.text().strip()
        if isinstance(each.kind, Whole) and each.kind.words:
            text = text.split("  ")[0]
        model.setData(index, text)


def _complete(editor: QLineEdit, words: list[str]) -> None:
    completer = QCompleter(words, editor)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    popup = completer.popup()
    assert popup is not None
    popup.setProperty("kind", "popup")
    editor.setCompleter(completer)


def _weight(each: entry.Field) -> float:
    wished = each.weight or _WEIGHTS.get(each.kind.key, 8.0)
    return max(wished, _LEAST.get(each.kind.key, 0.0), 0.62 * len(tr(each.label)) + 1.8)


def _figures(each: entry.Field) -> bool:
    return isinstance(each.kind, Number | Whole) or each.kind.key in ("day", "moment")
