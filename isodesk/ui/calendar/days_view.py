"""The table of days: arrows go from day to day and over the edge, Page keys turn, Enter opens."""

from datetime import date, timedelta

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from isodesk.core.dates import add_months
from isodesk.ui.calendar.day_cells import MonthCells, YearCells, year_row
from isodesk.ui.calendar.days_model import DaysModel, MonthModel, YearModel
from isodesk.ui.list_header import ListHeader
from isodesk.ui.theme import current

_KEY = Qt.Key
_ARROWS = (_KEY.Key_Left, _KEY.Key_Right, _KEY.Key_Up, _KEY.Key_Down)
_INSET = 8
_LEAST_YEAR_EM = 7.5
"""Text units of a month in the year at least; it scrolls sideways below."""


class DaysView(QTableView):
    """`moved(day)` when another day is wanted, also one that is not shown; `opened(day)`."""

    moved = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, model: DaysModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.days = model
        self.day = model.today
        self._top = ListHeader(_INSET, self, _INSET)
        self._set_up()
        self.setModel(model)
        self.clicked.connect(lambda index: self._pressed(index.row(), index.column()))
        self.doubleClicked.connect(lambda _: self.opened.emit(self.day))
        current().changed.connect(self.dress)
        self.dress()

    def choose(self, day: date) -> None:
        """Make a day the current one, if it is shown."""
        self.day = day
        place = self.days.place_of(day)
        if place is not None:
            index = self.days.index(*place)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
            self.scrollTo(index)
        self.viewport().update()

    def dress(self) -> None:
        """Heights and widths, after another month, size or text size."""
        raise NotImplementedError

    def step(self, key: int) -> date | None:
        """The day an arrow key leads to."""
        raise NotImplementedError

    def turned(self, by: int) -> date:
        """The day a Page key leads to: a month or a year on or back."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (_KEY.Key_Return, _KEY.Key_Enter, _KEY.Key_Space) and plain:
            self.opened.emit(self.day)
        elif plain and (day := self._led_to(key)) is not None:
            self.moved.emit(day)
        else:
            QWidget.keyPressEvent(self, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.dress()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _led_to(self, key: int) -> date | None:
        try:
            if key in (_KEY.Key_PageUp, _KEY.Key_PageDown):
                return self.turned(1 if key == _KEY.Key_PageDown else -1)
            if key == _KEY.Key_Home:
                return self.days.today
            return self.step(key) if key in _ARROWS else None
        except (OverflowError, ValueError):  # before the first or after the last of all days
            return self.day

    def _pressed(self, row: int, column: int) -> None:
        day = self.days.day_at(row, column)
        if day is None:
            self.choose(self.day)
        elif day != self.day:
            self.moved.emit(day)

    def _set_up(self) -> None:
        self._top.setSectionsMovable(False)
        self._top.setSectionsClickable(False)
        self.setHorizontalHeader(self._top)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        down = self.verticalHeader()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(1)
        down.hide()

    def _share(self, least_width: int, least_height: int) -> None:
        """The room, in equal parts that are no smaller than that."""
        across, down = self.days.columnCount(), self.days.rowCount()
        room = self.viewport().size()
        self._top.setFixedHeight(current().around(12))
        with self._top.quiet():
            for at in range(across):
                start, end = room.width() * at // across, room.width() * (at + 1) // across
                self.setColumnWidth(at, max(least_width, end - start))
        for at in range(down):
            start, end = room.height() * at // down, room.height() * (at + 1) // down
            self.setRowHeight(at, max(least_height, end - start))
        self.scrollTo(self.currentIndex())
        self.viewport().update()


class MonthView(DaysView):
    """A month in weeks."""

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(name, MonthModel(today), parent)
        self.setItemDelegate(MonthCells(self))

    def dress(self) -> None:
        self._share(round(3.4 * current().em), _least_row())

    def least_height(self) -> int:
        """Room for the whole month, a line a week."""
        return current().around(12) + 6 * _least_row() + 2

    def step(self, key: int) -> date | None:
        days = {_KEY.Key_Left: -1, _KEY.Key_Right: 1, _KEY.Key_Up: -7, _KEY.Key_Down: 7}
        return self.day + timedelta(days=days[Qt.Key(key)])

    def turned(self, by: int) -> date:
        return add_months(self.day, by)


class YearView(DaysView):
    """A year, a column a month: Left and Right go a month, Up and Down a day."""

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(name, YearModel(today), parent)
        self.setItemDelegate(YearCells(self))

    def dress(self) -> None:
        self._share(round(_LEAST_YEAR_EM * current().em), year_row())

    def step(self, key: int) -> date | None:
        if key in (_KEY.Key_Left, _KEY.Key_Right):
            return add_months(self.day, 1 if key == _KEY.Key_Right else -1)
        return self.day + timedelta(days=1 if key == _KEY.Key_Down else -1)

    def turned(self, by: int) -> date:
        return add_months(self.day, 12 * by)


def _least_row() -> int:
    return current().metrics().lineSpacing() + 9
