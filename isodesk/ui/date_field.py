"""A day, typed as people write it or picked from a calendar; it may be empty."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.days import day_text, read_day
from isodesk.ui.fields import Field
from isodesk.ui.icons import IconLabel
from isodesk.ui.theme import current


class DateField(Field):
    """A day or None. Down or the calendar sign opens the calendar; `+30` means in 30 days."""

    def __init__(
        self,
        label: str,
        hint: str = "",
        today: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.line = QLineEdit()
        self._today = today
        self._day: date | None = None
        super().__init__(label, self.line, hint, parent)
        self.line.setPlaceholderText(tr("no date"))
        self.line.setFont(current().font(figures=True))
        self.line.returnPressed.connect(self.commit)
        self._icon = IconLabel("calendar", parent=self.line)
        self._icon.setToolTip(tr("Pick a day (arrow down)"))
        self._icon.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon.installEventFilter(self)
        self._popup: _Calendar | None = None

    def value(self) -> date | None:
        """The day; what cannot be read leaves the last one, with a problem under the field."""
        text = self.line.text().strip()
        if not text:
            return None
        return read_day(text, self._now()) or self._day

    def put(self, value: date | None) -> None:
        self._day = value
        self.line.setText(day_text(value))
        self.line.setCursorPosition(0)

    def commit(self) -> None:
        """Write the day in full, or say that it is none."""
        text = self.line.text().strip()
        found = read_day(text, self._now()) if text else None
        if text and found is None:
            self.set_problem(
                tr("“{typed}” is no day. Write it as {day}.", typed=text, day=self._now_text())
            )
            return
        self.set_problem("")
        self.put(found)
        super().commit()

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)
        self._place_icon()

    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        self._popup = _Calendar(self.value() or self._now(), self)
        self._popup.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        self._popup.calendar.activated.connect(self._picked)
        self._popup.calendar.clicked.connect(self._picked)
        self._popup.show()
        self._popup.calendar.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QResizeEvent):
            self._place_icon()
        if self._asks_for_calendar(watched, event):
            self.open_calendar()
            return True
        return super().eventFilter(watched, event)

    def _asks_for_calendar(self, watched: QObject, event: QEvent) -> bool:
        if self.line.isReadOnly():
            return False
        if watched is self.line and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4)
        return watched is not self.line and event.type() == QEvent.Type.MouseButtonRelease

    def _picked(self, day: QDate) -> None:
        if self._popup is not None:
            self._popup.close()
        self.line.setText(day_text(date(day.year(), day.month(), day.day())))
        self.line.setFocus()
        self.commit()

    def _place_icon(self) -> None:
        side = self._icon.width()
        words = current().metrics(figures=True).horizontalAdvance(day_text(date(2026, 11, 30)))
        if self.line.width() < words + side + 32:
            side = 0
        self._icon.setVisible(side > 0 and not self.line.isReadOnly())
        self._icon.move(self.line.width() - side - 9, (self.line.height() - side) // 2)
        self.line.setTextMargins(0, 0, side + 9 if side else 0, 0)

    def _popup_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def _now(self) -> date:
        return self._today or date.today()

    def _now_text(self) -> str:
        return day_text(self._now())


class _Calendar(QWidget):
    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(tr("Calendar"))
        self.calendar.setGridVisible(False)
        weeks = QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers
        self.calendar.setVerticalHeaderFormat(weeks)
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.calendar)
