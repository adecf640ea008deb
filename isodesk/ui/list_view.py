"""The list of every page: rows of text, pills and chips, sorted and filtered by keyboard too."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QMetaMethod, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from isodesk.core.rows import LEAST_TITLE, Group
from isodesk.i18n import tr
from isodesk.ui.cells import GAP, CellDelegate
from isodesk.ui.kept_layout import part, words
from isodesk.ui.list_header import ListHeader
from isodesk.ui.list_model import ListModel
from isodesk.ui.rows_model import RowsModel
from isodesk.ui.theme import current

_FOLDS = {
    Qt.Key.Key_Left: True,
    Qt.Key.Key_Right: False,
    Qt.Key.Key_Minus: True,
    Qt.Key.Key_Plus: False,
    Qt.Key.Key_Space: None,
}
"""Keys on a heading, and whether they fold its rows away."""


class ListView(QTableView):
    """A table of records; `inset` is 16, or 24 where it continues a page."""

    opened = Signal(int)
    """Enter or double click on a record."""
    chosen = Signal(int)
    """Another record is the current one; -1 for none."""
    typed = Signal(str)
    """A letter typed on the list, for its filter field."""
    columns_asked = Signal()
    """The columns are to be chosen and ordered; offered where somebody answers."""

    def __init__(
        self, name: str, inset: int = GAP, many: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._hovered = -1
        self._current_id = -1
        self._place = 0
        self._choosing_again = False
        self._tall: tuple[int, ...] = ()
        """Rows that are as high as headings."""
        self._widths: dict[str, float] = {}
        self._remember: Callable[[dict[str, Any]], None] | None = None
        self.empty_words = tr("Nothing matches the filter.")
        self._cells = CellDelegate(self, inset, self._is_hovered)
        self.setItemDelegate(self._cells)
        self._header = ListHeader(inset, self)
        self.setHorizontalHeader(self._header)
        self._set_up(many)
        self._connect()
        self._dress()

    def setModel(self, model: Any) -> None:
        """Show a `RowsModel` or `GroupedModel`."""
        super().setModel(model)
        assert isinstance(model, ListModel)
        model.modelAboutToBeReset.connect(self._note_place)
        model.modelReset.connect(self._restore_place)
        self._order = self._order_now()
        self._keys = tuple(column.key for column in model.columns)
        self._hide_as_declared()
        self._mark_order()
        self._lay_headings()
        self._share_width()
        self.selectionModel().currentRowChanged.connect(self._current_changed)

    def list_model(self) -> ListModel:
        """The model, typed."""
        model = self.model()
        assert isinstance(model, ListModel)
        return model

    def choose(self, row_id: int) -> None:
        """Make a record the current one and scroll to it, if the list has it."""
        self.list_model().find(row_id, self._go_to)

    def chosen_id(self) -> int | None:
        """Id of the current record."""
        index = self.currentIndex()
        return self.list_model().id_at(index.row()) if index.isValid() else None

    def chosen_ids(self) -> list[int]:
        """Ids of all selected records, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = (self.list_model().id_at(row) for row in rows)
        return [row_id for row_id in found if row_id is not None]

    def count_words(self, total: int) -> str:
        """`12 of 340`: the count always shows its denominator."""
        return tr("{n} of {total}", n=self.list_model().record_count(), total=total)

    def chosen_spans(self) -> list[tuple[int, int]]:
        """The rows that are selected, as (first, last), however many they are."""
        selected = self.selectionModel().selection()
        spans = (selected[at] for at in range(len(selected)))  # type: ignore[index,arg-type]
        return sorted({(span.top(), span.bottom()) for span in spans})

    def chosen_count(self) -> int:
        """How many records are selected; headings between them are none."""
        headings = self.list_model().headings()
        spans = self.chosen_spans()
        between = sum(a <= row <= b for a, b in spans for row in headings)
        return sum(b - a + 1 for a, b in spans) - between

    def choose_many(self) -> None:
        """From now on several records can be selected."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def tint(self, on: bool) -> None:
        """Give each row a breath of its state's colour."""
        self._cells.tinted = on
        self.viewport().update()

    def tinted(self) -> bool:
        """Whether rows have a breath of their state's colour."""
        return self._cells.tinted

    def put_columns(self, keys: Sequence[str]) -> None:
        """Show these columns in this order, and no others."""
        for place, key in enumerate(keys):
            at = self._column_at(key)
            if at is not None:
                self._header.moveSection(self._header.visualIndex(at), place)
        for at, column in enumerate(self.list_model().columns):
            self.setColumnHidden(at, column.key not in keys)
        self._share_width()
        self._tell_layout()

    def show_columns(self, keys: Collection[str], shown: bool) -> None:
        """Show or hide columns by their keys."""
        for at, column in enumerate(self.list_model().columns):
            if column.key in keys:
                self.setColumnHidden(at, not shown)
        self._share_width()
        self._tell_layout()

    def columns_menu(self, parent: QWidget) -> QMenu:
        """A menu to show and hide columns, for the View menu and the header."""
        menu = QMenu(tr("Columns"), parent)
        for at, column in enumerate(self.list_model().columns):
            action = menu.addAction(tr(column.heading) or column.key)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(at))
            action.setEnabled(at > 0)
            action.toggled.connect(lambda shown, at=at: self._show_column(at, shown))
        if self.isSignalConnected(QMetaMethod.fromSignal(self.columns_asked)):
            menu.addSeparator()
            menu.addAction(tr("Choose and order…")).triggered.connect(self.columns_asked)
        return menu

    def remember_layout(
        self, layout: dict[str, Any] | None, remember: Callable[[dict[str, Any]], None]
    ) -> None:
        """Take a layout told earlier, and tell each change of it (columns, widths, order)."""
        self._apply_layout(layout or {})
        widths = part(layout, "widths").items()
        self._widths = {key: w for key, w in widths if isinstance(w, int | float) and 0 < w < 500}
        self._share_width()
        self._remember = remember

    def _apply_layout(self, layout: dict[str, Any]) -> None:
        """Order and hidden columns of those that are known; a newer one as it is declared."""
        kept, hidden = words(layout, "columns"), words(layout, "hidden")
        known = [key for key in kept if self._column_at(key) is not None]
        for place, key in enumerate(known):
            self._header.moveSection(self._header.visualIndex(self._column_at(key) or 0), place)
        for at, column in enumerate(self.list_model().columns):
            if column.key in kept:
                self.setColumnHidden(at, column.key in hidden)

    def layout_now(self) -> dict[str, Any]:
        """Order, hidden columns and own widths (in text units), to be kept per file."""
        return self._layout_of(tuple(column.key for column in self.list_model().columns))

    def _layout_of(self, keys: tuple[str, ...]) -> dict[str, Any]:
        order = [keys[self._header.logicalIndex(at)] for at in range(len(keys))]
        hidden = [key for at, key in enumerate(keys) if self.isColumnHidden(at)]
        return {"columns": order, "hidden": hidden, "widths": self._widths}

    def _take_columns(self) -> None:
        """A field came or went: each column is seen as it was, a new one as it is declared."""
        keys = tuple(column.key for column in self.list_model().columns)
        if keys != self._keys:
            self._keys = keys
            self._hide_as_declared()
            self._apply_layout(self._before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_current()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain:
            self._go_to_end(key == Qt.Key.Key_End)
        elif plain and self._on_heading() and Qt.Key(key) in _FOLDS:
            self._fold(self.currentIndex().row(), _FOLDS[Qt.Key(key)])
        elif plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing goes to the filter field instead."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self.rowAt(event.position().toPoint().y())
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            entry = self.list_model().entry(row)
            if isinstance(entry, Group) and row == self.currentIndex().row():
                self._fold(row, None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._cells.begin()
        super().paintEvent(event)
        if self.model() is not None and not self.model().rowCount() and self.empty_words:
            painter = QPainter(self.viewport())
            painter.setPen(current().colour("second"))
            box = self.viewport().rect().adjusted(GAP, current().length(24), -GAP, 0)
            where = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
            painter.drawText(box, int(where | Qt.TextFlag.TextWordWrap), self.empty_words)

    def _set_up(self, many: bool) -> None:
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        down = self.verticalHeader()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(1)
        down.hide()

    def _connect(self) -> None:
        self.entered.connect(lambda index: self._hover(index.row()))
        self.doubleClicked.connect(lambda _: self._open_current())
        self._header.sectionClicked.connect(self._sort_by)
        self._header.sectionMoved.connect(lambda *_: self._tell_layout())
        self._header.dragged.connect(self._keep_width)
        self._header.customContextMenuRequested.connect(self._offer_columns)
        current().changed.connect(self._dress)

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(current().around(20))
        self._header.setFixedHeight(current().around(16))
        if self.model() is not None:
            self._lay_headings()
            self._share_width()
        self.viewport().update()

    def _lay_headings(self) -> None:
        """Headings are higher and span the columns; the rows that were headings before are as
        high as any other again."""
        model = self.list_model()
        headings = model.headings()
        if not headings and not self._tall:
            return
        self.clearSpans()
        rows = model.rowCount()
        for row in self._tall:
            if row < rows:
                self.setRowHeight(row, current().around(20))
        for row in headings:
            self.setRowHeight(row, current().around(28))
            self.setSpan(row, 0, 1, max(2, len(model.columns)))
        self._tall = headings

    def _on_heading(self) -> bool:
        index = self.currentIndex()
        return index.isValid() and isinstance(self.list_model().entry(index.row()), Group)

    def _fold(self, row: int, folded: bool | None) -> None:
        """Fold the rows under a heading away or out; the heading keeps the keyboard."""
        model = self.list_model()
        if isinstance(model, RowsModel):
            self._choosing_again = True
            model.fold(row, folded)
            index = model.index(row, self._first_column())
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._choosing_again = False

    def _hide_as_declared(self) -> None:
        for at, column in enumerate(self.list_model().columns):
            self.setColumnHidden(at, not column.shown)

    def _share_width(self) -> None:
        """Each column its weight; the heaviest takes what is left, or gives what is missing."""
        if self.model() is None:
            return
        em, columns = current().em, self.list_model().columns
        shown = [at for at in range(len(columns)) if not self.isColumnHidden(at)]
        if not shown:
            return
        wide = {
            at: round(self._widths.get(columns[at].key, columns[at].weight) * em) for at in shown
        }
        stretch = max(shown, key=lambda at: columns[at].weight)
        rest = self.viewport().width() - sum(wide.values()) + wide[stretch]
        wide[stretch] = max(rest, round(min(LEAST_TITLE, columns[stretch].weight) * em))
        with self._header.quiet():
            for at, width in wide.items():
                self.setColumnWidth(at, width)

    def _keep_width(self, at: int, width: int) -> None:
        self._widths[self.list_model().columns[at].key] = round(width / current().em, 2)
        self._share_width()
        self._tell_layout()

    def _show_column(self, at: int, shown: bool) -> None:
        self.setColumnHidden(at, not shown)
        self._share_width()
        self._tell_layout()

    def _tell_layout(self) -> None:
        if self._remember is not None:
            self._remember(self.layout_now())

    def _offer_columns(self, at: QPoint) -> None:
        self.columns_menu(self).popup(self._header.mapToGlobal(at))

    def _sort_by(self, at: int) -> None:
        model = self.list_model()
        if isinstance(model, RowsModel) and model.columns[at].sortable:
            again = model.rows.order == model.columns[at].key
            down = again and not model.rows.descending
            order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
            model.sort(at, order)

    def _mark_order(self) -> None:
        key, down = self._order_now()
        self._header.mark(self._column_at(key), down)

    def _column_at(self, key: str) -> int | None:
        keys = [column.key for column in self.list_model().columns]
        return keys.index(key) if key in keys else None

    def _first_column(self) -> int:
        return self._header.logicalIndex(0)

    def _go_to(self, row: int | None) -> None:
        if row is not None:
            self._select(row)
            self.scrollTo(self.model().index(row, self._first_column()))

    def _order_now(self) -> tuple[str, bool]:
        model = self.list_model()
        return (
            (model.rows.order, model.rows.descending)
            if isinstance(model, RowsModel)
            else ("", False)
        )

    def _select(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self.model().index(row, self._first_column())
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _go_to_end(self, end: bool) -> None:
        rows = self.model().rowCount()
        order = range(rows - 1, -1, -1) if end else range(rows)
        row = next((at for at in order if self.list_model().id_at(at) is not None), None)
        if row is not None:
            self._select(row)
            self.scrollToBottom() if end else self.scrollToTop()

    def _open_current(self) -> None:
        if self._on_heading():
            self._fold(self.currentIndex().row(), None)
            return
        row_id = self.chosen_id()
        if row_id is not None:
            self.opened.emit(row_id)

    def _current_changed(self) -> None:
        if self._choosing_again:
            return
        row_id = self.chosen_id()
        if row_id is not None and row_id != self._current_id:
            self._current_id = row_id
            self.chosen.emit(row_id)

    def _note_place(self) -> None:
        self._place = self.verticalScrollBar().value()
        self._before = self._layout_of(self._keys)

    def _restore_place(self) -> None:
        """After a list was read again: the same record stays chosen, at the same height."""
        self._take_columns()
        self._lay_headings()
        self._mark_order()
        self._share_width()
        order = self._order_now()
        self.verticalScrollBar().setValue(self._place if order == self._order else 0)
        self._order = order
        if self._current_id >= 0:
            self.list_model().find(self._current_id, self._choose_again, unfold=False)

    def _choose_again(self, row: int | None) -> None:
        if row is None:
            self._current_id = -1
            self.chosen.emit(-1)
            return
        place = self.verticalScrollBar().value()
        self._choosing_again = True
        self._select(row)
        self._choosing_again = False
        self.verticalScrollBar().setValue(place)

    def _is_hovered(self, row: int) -> bool:
        return row == self._hovered

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()
