"""Calendar: a month with a list beside it, or a year at a glance, of everything that is due."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from isodesk.core.dates import add_months, month_end
from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.services.calendar import CalendarFilter
from isodesk.services.workspace import Workspace
from isodesk.store.due_items import DueItem
from isodesk.ui.calendar.day_list import DayList
from isodesk.ui.calendar.days_view import DaysView, MonthView, YearView
from isodesk.ui.calendar.head import CalendarHead
from isodesk.ui.calendar.month import Month, at_a_glance, sorted_out
from isodesk.ui.calendar.out import CalendarOut
from isodesk.ui.documents.tools import Tools
from isodesk.ui.jobs import Jobs
from isodesk.ui.kept_layout import sizes
from isodesk.ui.parts import HairLine, dress_surface
from isodesk.ui.theme import current
from isodesk.ui.warm_up import uncollected

MONTH, YEAR = "month", "year"
_ONE_PANE = 64
"""Below this many text units of width the list stands under the month."""
_YEARS = range(1950, 2200)
"""Years the calendar turns to: wide enough for any record, and no day before the first."""


class CalendarPage(QWidget):
    """`record_requested(record, kind)` when something due is opened."""

    help_topic = "calendar"
    """The page of the help that F1 opens."""
    status = Signal(str)
    record_requested = Signal(int, str)
    layout_changed = Signal()

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "base")
        self.tools = Tools(space, jobs, self.status.emit)
        self._systems, self._asked = 3, 0
        today = space.desk.today()
        self.day, self.shape = today, MONTH
        self.head = CalendarHead()
        self.month, self.year = MonthView(tr("Month"), today), YearView(tr("Year"), today)
        self.list = DayList(today)
        self.out = CalendarOut(self)
        self._lay_out()
        self._connect()
        self.refresh()

    def wanted(self) -> CalendarFilter:
        """What the calendar is narrowed to."""
        return self.head.wanted(self._systems)

    def view(self) -> DaysView:
        """The month or the year, whichever shows."""
        return self.month if self.shape == MONTH else self.year

    def span(self) -> tuple[date, date]:
        """First and last day of the month or year that shows."""
        if self.shape == YEAR:
            return date(self.day.year, 1, 1), date(self.day.year, 12, 31)
        return self.day.replace(day=1), month_end(self.day)

    def go(self, day: date) -> bool:
        """Show a day, in another month or year where it lies in one, which is then read;
        answers whether it is."""
        if day.year not in _YEARS:
            return False
        self.day = day
        other = self.view().days.turn_to(day, self.tools.space.desk.today())
        self.view().dress()
        self.view().choose(day)
        self.head.say(self._title(), self._names(), self.shape)
        if other:
            self._read()
        else:
            self.list.show_day(day)
        self.layout_changed.emit()
        return other

    def show_shape(self, shape: str) -> None:
        """The month or the year of the day that is chosen."""
        self.shape = shape
        self._stack.setCurrentIndex(0 if shape == MONTH else 1)
        self.head.shape.choose(shape)
        if not self.go(self.day):
            self._read()
        self.view().setFocus()

    def refresh(self) -> None:
        """Read again what is due, and who and what may be chosen."""
        if not self.go(self.day):
            self._read()
        calendar = self.tools.space.calendar

        def offered(_: Progress) -> tuple[Sequence[tuple[int, str]], Sequence[tuple[str, str]]]:
            return calendar.people(), calendar.kinds()

        self.tools.read(self, offered, lambda got: self.head.offer(*got))

    def set_systems(self, systems: int) -> None:
        """Both (3), quality (1) or environment (2)."""
        if systems != self._systems:
            self._systems = systems
            self._read()

    def focus_filter(self) -> None:
        """Put the keyboard into the choice of the person."""
        self.head.person.setFocus()

    def print_current(self) -> None:
        """The month as a list, the year as a planner."""
        self.out.print_planner() if self.shape == YEAR else self.out.print_list()

    def export_current(self) -> None:
        """What is seen as iCalendar, workbook, CSV or PDF."""
        self.out.export()

    def layout_now(self) -> dict[str, Any]:
        """Month or year, and the split."""
        return {"shape": self.shape, "split": self._split.sizes()}

    def restore_layout(self, layout: dict[str, Any]) -> None:
        """Take a layout kept earlier; it begins with today."""
        if kept := sizes(layout, "split"):
            self._split.setSizes(kept)
            self._split.setProperty("moved", True)
        if layout.get("shape") == YEAR:
            self.show_shape(YEAR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:
            self.view().setFocus()

    def _read(self) -> None:
        """Bring what is due on the days that show; of two readings the later one counts."""
        self._asked += 1
        asked, view, wanted = self._asked, self.view(), self.wanted()
        calendar, span = self.tools.space.calendar, self.span()
        first, last, year = view.days.first(), view.days.last(), self.shape == YEAR

        def read(_: Progress) -> Month:
            with uncollected():
                if year:  # the items themselves are let go before the collector is back
                    return at_a_glance(calendar.between(first, last, wanted))
                return sorted_out(calendar.between(first, last, wanted), *span)

        def told(month: Month) -> None:
            if asked == self._asked:
                self._show(view, month)

        self.tools.read(self, read, told)

    def _show(self, view: DaysView, month: Month) -> None:
        view.days.show(month.days)
        self.head.count_items(month.due, month.late, month.expected)
        if self.shape == MONTH:
            self.list.show_items(month.within, self.tools.space.desk.today())
            self.list.show_day(self.day)

    def _opened(self, day: date) -> None:
        """Enter on a day: its only record, its part of the list, or its month."""
        items = self.view().days.items(day)
        if self.shape == YEAR:
            self.show_shape(MONTH)
        elif len(items) == 1:
            self._open(items[0])
        elif items:
            self.list.show_day(day)
            self.list.setFocus()

    def _open(self, item: DueItem) -> None:
        kind = "reading" if item.what == "read" else item.kind
        self.record_requested.emit(item.record_id, "copies" if kind == "copy" else kind)

    def _list_moved(self, day: date) -> None:
        """The row that is reached in the list takes the month with it."""
        if day != self.day and self.shape == MONTH:
            self.day = day
            self.month.choose(day)

    def _turn(self, by: int) -> None:
        self.go(self.view().turned(by))

    def _title(self) -> str:
        if self.shape == YEAR:
            return str(self.day.year)
        return f"{QLocale().standaloneMonthName(self.day.month)} {self.day.year}"

    def _names(self) -> tuple[str, str]:
        """What lies before and after, for the buttons."""
        if self.shape == YEAR:
            return str(self.day.year - 1), str(self.day.year + 1)
        months = (add_months(self.day, by).month for by in (-1, 1))
        short = QLocale.FormatType.ShortFormat
        before, after = (QLocale().standaloneMonthName(month, short) for month in months)
        return before, after

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.month)
        self._split.addWidget(self.list)
        self._split.setStretchFactor(0, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self._stack.addWidget(self.year)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, HairLine()):
            column.addWidget(part)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        for view in (self.month, self.year):
            view.moved.connect(self.go)
            view.opened.connect(self._opened)
        self.list.moved.connect(self._list_moved)
        self.list.asked.connect(self._open)
        head = self.head
        head.turned.connect(self._turn)
        head.today_asked.connect(lambda: self.go(self.tools.space.desk.today()))
        head.shape.chosen.connect(lambda shape: self.show_shape(str(shape)))
        head.narrowed.connect(self._read)
        self.out.offer(head)
        self._split.splitterMoved.connect(lambda *_: self._split.setProperty("moved", True))
        current().changed.connect(self._fit)

    def _fit(self) -> None:
        """The list beside the month, or under it; the head in one row or two."""
        units = self.width() / current().em
        narrow = units < _ONE_PANE
        self.head.fit(units)
        across = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        turned = self._split.orientation() != across
        self._split.setOrientation(across)
        if turned or not self._split.property("moved"):
            whole = self._split.height() if narrow else self.width()
            side = whole - self.month.least_height() if narrow else current().length(460)
            self._split.setSizes([max(1, whole - side), max(1, side)])
