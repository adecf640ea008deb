"""Days as a table: a month in weeks, a year in months; each cell a day with what is due on it."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, Qt

from isodesk.i18n import tr
from isodesk.services.due_said import day_words
from isodesk.store.due_items import DueItem
from isodesk.ui.calendar.month import FIRST, Day
from isodesk.ui.days import day_text
from isodesk.ui.list_model import Index

Days = Mapping[date, Day]
_ACROSS = Qt.Orientation.Horizontal
_NOTHING = Day()


class DaysModel(QAbstractTableModel):
    """A subclass says which day stands where."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.period = today
        """Any day of the month or year that is shown."""
        self._days: Days = {}

    def first(self) -> date:
        """The first day that is shown."""
        raise NotImplementedError

    def last(self) -> date:
        """The last one."""
        raise NotImplementedError

    def day_at(self, row: int, column: int) -> date | None:
        """The day of a cell; None for a cell without one."""
        raise NotImplementedError

    def place_of(self, day: date) -> tuple[int, int] | None:
        """(row, column) of a day; None where it is not shown."""
        raise NotImplementedError

    def quiet(self, day: date) -> bool:
        """Whether a day stands back: a weekend, or a day of another month."""
        return day.weekday() >= _SATURDAY

    def turn_to(self, day: date, today: date) -> bool:
        """Show the month or year of a day; answers whether it is another one."""
        other = self.place_of(day) is None or not self.holds(day)
        self.beginResetModel()
        self.period, self.today = day, today
        if other:
            self._days = {}
        self.endResetModel()
        return other

    def holds(self, day: date) -> bool:
        """Whether a day lies in the month or year that is shown."""
        raise NotImplementedError

    def show(self, days: Days) -> None:
        """What is due on each day."""
        self._days = days
        corner = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), corner)

    def of(self, day: date) -> Day:
        """What is due on a day, and how much of it there is."""
        return self._days.get(day, _NOTHING)

    def items(self, day: date) -> tuple[DueItem, ...]:
        """What is due on a day, in order; in the year the first of it."""
        return self.of(day).items

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day_at(index.row(), index.column()) if index.isValid() else None
        if day is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._told(day, role == Qt.ItemDataRole.ToolTipRole)
        return None

    def _told(self, day: date, tip: bool) -> str:
        due = self.of(day)
        lines = [f"{day_words(item)}: {item.title}" for item in due.items[:FIRST]]
        if due.count > FIRST:
            lines.append(tr("{n} more", n=due.count - FIRST))
        if not tip:
            return f"{day_text(day)}: {'; '.join(lines) or tr('nothing due')}"
        return "\n".join((day_text(day), *lines))


class MonthModel(DaysModel):
    """Weeks of a month from the locale's first day on, with the days that complete them."""

    def first(self) -> date:
        begin = self.period.replace(day=1)
        back = (begin.weekday() - _first_weekday()) % 7
        return begin - timedelta(days=min(back, (begin - date.min).days))

    def last(self) -> date:
        return self.first() + timedelta(days=7 * self.rowCount() - 1)

    def holds(self, day: date) -> bool:
        return (day.year, day.month) == (self.period.year, self.period.month)

    def quiet(self, day: date) -> bool:
        return super().quiet(day) or not self.holds(day)

    def day_at(self, row: int, column: int) -> date | None:
        return self.first() + timedelta(days=7 * row + column)

    def place_of(self, day: date) -> tuple[int, int] | None:
        n = (day - self.first()).days
        return divmod(n, 7) if 0 <= n < 7 * self.rowCount() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        length = monthrange(self.period.year, self.period.month)[1]
        before = (self.period.replace(day=1) - self.first()).days
        return 0 if parent.isValid() else -(-(before + length) // 7)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 7

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != _ACROSS:
            return None
        day = (_first_weekday() + section) % 7 + 1
        return QLocale().dayName(day, QLocale.FormatType.ShortFormat)


class YearModel(DaysModel):
    """A year as it is printed: a column a month, a row a day."""

    def first(self) -> date:
        return date(self.period.year, 1, 1)

    def last(self) -> date:
        return date(self.period.year, 12, 31)

    def holds(self, day: date) -> bool:
        return day.year == self.period.year

    def day_at(self, row: int, column: int) -> date | None:
        length = monthrange(self.period.year, column + 1)[1]
        return date(self.period.year, column + 1, row + 1) if row < length else None

    def place_of(self, day: date) -> tuple[int, int] | None:
        return (day.day - 1, day.month - 1) if self.holds(day) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 31

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 12

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != _ACROSS:
            return None
        return QLocale().standaloneMonthName(section + 1, QLocale.FormatType.ShortFormat)


def _first_weekday() -> int:
    """The locale's first day of a week, Monday as 0."""
    return QLocale().firstDayOfWeek().value - 1


_SATURDAY = 5
