"""The seven days that begin today, with what is due on each."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from isodesk.i18n import tr
from isodesk.ui.days import day_text
from isodesk.ui.pressable import Pressable
from isodesk.ui.theme import DAY, REGULAR, SMALL, STRONG, current

_SATURDAY = 5


class WeekStrip(QWidget):
    """A day is chosen by click, or by Enter where the focus stands; arrows go along."""

    chosen = Signal(object)
    """A day (date)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("The week"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._days: list[DayCell] = []

    def show_days(self, days: Sequence[tuple[date, tuple[str, ...]]], today: date) -> None:
        """Show each day with its lines."""
        for cell in self._days:
            self._row.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._days = [DayCell(day, lines, today) for day, lines in days]
        for cell in self._days:
            cell.pressed.connect(lambda day=cell.day: self.chosen.emit(day))
            self._row.addWidget(cell, 1)

    def cells(self) -> tuple["DayCell", ...]:
        """The days as widgets."""
        return tuple(self._days)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        at = next((n for n, cell in enumerate(self._days) if cell.hasFocus()), None)
        if step and at is not None and 0 <= at + step < len(self._days):
            self._days[at + step].setFocus()
        else:
            super().keyPressEvent(event)


class DayCell(Pressable):
    """One day: its name, its number, up to three lines."""

    def __init__(self, day: date, lines: tuple[str, ...], today: date) -> None:
        super().__init__(live=bool(lines))
        self.day, self.lines = day, lines
        self._first = day == today
        self._name = tr("Today") if self._first else QLocale().dayName(day.isoweekday(), _SHORT)
        self.setAccessibleName(f"{day_text(day)}: {', '.join(lines) or tr('nothing')}")
        self.setToolTip("\n".join((day_text(day), *lines)))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = current()
        small, day = theme.metrics(SMALL).lineSpacing(), theme.metrics(DAY, STRONG).height()
        return QSize(theme.length(140), small * 4 + day + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current()
        left = 0 if self._first else 16
        if not self._first:
            painter.fillRect(0, 0, 1, self.height(), theme.colour("line"))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(left - 4 if left else 1, 1, -8, -1), 4, 4)
        box = self.rect().adjusted(left, 0, -8, 0)
        quiet = self.day.weekday() >= _SATURDAY
        head = "accent" if self._first else "second"
        number = "accent" if self._first else "second" if quiet else "text"
        down = self._write(painter, box, 0, self._name, SMALL, head)
        down = self._write(painter, box, down, str(self.day.day), DAY, number) + 4
        for line in self.lines:
            down = self._write(painter, box, down, line, SMALL, "second")

    @staticmethod
    def _write(
        painter: QPainter, box: QRect, down: int, text: str, ratio: float, colour: str
    ) -> int:
        """One line, elided; answers where the next one begins."""
        theme, weight = current(), STRONG if ratio == DAY else REGULAR
        metrics = theme.metrics(ratio, weight, True)
        painter.setFont(theme.font(ratio, weight, True))
        painter.setPen(theme.colour(colour))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box.left(), box.top() + down + metrics.ascent(), shown)
        return down + (metrics.height() if ratio == DAY else metrics.lineSpacing())


_SHORT = QLocale.FormatType.ShortFormat
