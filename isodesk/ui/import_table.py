"""The widget of the import table: cells painted by the theme, corrected by key or click."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isodesk.i18n import tr
from isodesk.ui.fields import combo_box
from isodesk.ui.icons import pixmap
from isodesk.ui.import_model import (
    DATE,
    IN_FORCE,
    NOTE,
    NUMBER,
    REVISION,
    TAKE,
    TYPE,
    WHAT,
    ImportModel,
)
from isodesk.ui.list_model import Index
from isodesk.ui.marks import paint_pill
from isodesk.ui.theme import current
from isodesk.ui.typed_table import GAP, TypedTable, paint_ground

_WEIGHTS = (3.2, 12.5, 6.5, 15, 9.8, 4, 8.2, 5.6, 9.6, 14)
_TITLE = 3
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class ImportTable(TypedTable):
    """Space ticks the row or its "in force", Enter or any letter corrects the cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        name = tr("Files to bring in")
        super().__init__(name, _WEIGHTS, {_TITLE: 1 / 3, NOTE: 2 / 3}, parent)
        self.setItemDelegate(ImportDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)

    def picked_rows(self) -> list[int]:
        """Rows with a selected cell, from the top."""
        return sorted({index.row() for index in self.selectedIndexes()})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        if key == Qt.Key.Key_Space and index.isValid():
            column = IN_FORCE if index.column() == IN_FORCE else TAKE
            toggle(self.model(), self.model().index(index.row(), column))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            if self.state() != QAbstractItemView.State.EditingState:  # the editor passes it on
                self.edit(index)
        else:
            super().keyPressEvent(event)


class ImportDelegate(QStyledItemDelegate):
    """Ticks, pills, words; a row that is left out or refused is quiet."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, rect = index.model(), option.rect
        assert isinstance(model, ImportModel)
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, option, picked)
        box, column = rect.adjusted(GAP, 0, -4, -1), index.column()
        if column in (TAKE, IN_FORCE):
            self._paint_tick(painter, box, model, index.row(), column)
        elif column == WHAT:
            mark = model.mark(index.row())
            paint_pill(painter, box.left(), box.top() + box.height() / 2, mark, picked)
        else:
            self._paint_words(painter, box, model, index.row(), column)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A list for the type, open at once, since each arrow on a closed one is a choice already;
        a line for the rest; named for screen readers."""
        model = index.model()
        assert isinstance(model, ImportModel)
        typed = index.column() != TYPE
        editor = QLineEdit(parent) if typed else self._made_combo(parent, model)
        heading = model.headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(heading))
        editor.setStyleSheet("min-height: 0; border-radius: 0;")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(QModelIndex(index), editor.currentData())  # type: ignore[arg-type]
        else:
            super().setModelData(editor, model, index)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """A click anywhere in a tick's cell toggles it."""
        if index.column() not in (TAKE, IN_FORCE):
            return super().editorEvent(event, model, option, index)
        if event.type() == QEvent.Type.MouseButtonRelease:
            return toggle(model, index)
        return event.type() == QEvent.Type.MouseButtonDblClick

    def _made_combo(self, parent: QWidget, model: ImportModel) -> QComboBox:
        combo = combo_box()
        combo.setParent(parent)
        for type_id, name in model.types.items():
            combo.addItem(name, type_id)
        combo.activated.connect(lambda _: self._chosen(combo))
        QTimer.singleShot(0, combo, combo.showPopup)
        return combo

    def _chosen(self, combo: QComboBox) -> None:
        self.commitData.emit(combo)
        self.closeEditor.emit(combo)

    def _paint_tick(
        self, painter: QPainter, box: QRect, model: ImportModel, at: int, column: int
    ) -> None:
        row, theme = model.rows[at], current()
        if row.refused:
            return
        side = theme.icon_size()
        square = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
        on = row.take if column == TAKE else row.in_force
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("accent" if on else "border"))
        painter.setBrush(theme.colour("accent" if on else "base"))
        painter.drawRoundedRect(square.adjusted(0, 0, -1, -1), 4, 4)
        if on:
            inner = side - 4
            tick = pixmap("check", "on_accent", inner, painter.device().devicePixelRatioF())
            painter.drawPixmap(square.left() + 2, square.top() + 2, tick)

    def _paint_words(
        self, painter: QPainter, box: QRect, model: ImportModel, at: int, column: int
    ) -> None:
        row, theme = model.rows[at], current()
        missing = column in (TYPE, NOTE) and row.take and row.why and row.type_id is None
        text = model.words(at, column) or (tr("choose") if missing and column == TYPE else "")
        quiet = not row.take or column == NOTE
        red = (row.refused and column == NOTE) or missing
        painter.setPen(theme.colour("danger" if red else "second" if quiet else "text"))
        figures = column in (NUMBER, REVISION, DATE)
        painter.setFont(theme.font(figures=figures))
        metrics = theme.metrics(figures=figures)
        painter.drawText(
            box, _MIDDLE, metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        )


def toggle(model: QAbstractItemModel, index: Index) -> bool:
    """Set or take away a tick."""
    on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    value = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
    return model.setData(index, value, Qt.ItemDataRole.CheckStateRole)
