"""How a day is painted: in the month with lines, in the year with one."""

from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from isodesk.i18n import tr
from isodesk.services.due_said import day_words
from isodesk.store.due_items import DueItem
from isodesk.ui.calendar.days_model import DaysModel
from isodesk.ui.list_model import Index
from isodesk.ui.theme import BODY, CHIP, MEDIUM, REGULAR, SMALL, STRONG, current

_PAD = 8
_BEGUN = 5
"""Letters of a word that must have room for it to be begun."""
_ELIDE = Qt.TextElideMode.ElideRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def year_row() -> int:
    """Height of a day in the year."""
    return current().metrics(CHIP).height() + 3


class _Cells(QStyledItemDelegate):
    """Ground, frame of the chosen day, then what the subclass writes."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, view = index.model(), self.parent()
        assert isinstance(model, DaysModel)
        assert isinstance(view, QTableView)
        day = model.day_at(index.row(), index.column())
        painter.save()
        if day is None:
            painter.fillRect(option.rect, current().colour("alternate"))
        else:
            here = view.currentIndex()
            chosen = (here.row(), here.column()) == (index.row(), index.column())
            self._ground(painter, option.rect, model.quiet(day), chosen, view.hasFocus())
            self.write(painter, option.rect, day, model)
        painter.restore()

    def write(self, painter: QPainter, cell: QRect, day: date, model: DaysModel) -> None:
        """The day's number and what is due."""
        raise NotImplementedError

    @staticmethod
    def _ground(painter: QPainter, cell: QRect, quiet: bool, chosen: bool, focused: bool) -> None:
        theme = current()
        painter.fillRect(cell, theme.colour("alternate" if quiet else "base"))
        painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, theme.colour("line"))
        painter.fillRect(cell.right(), cell.top(), 1, cell.height(), theme.colour("line"))
        if chosen:
            painter.fillRect(cell.adjusted(0, 0, -1, -1), theme.colour("pick"))
            painter.setPen(QPen(theme.colour("accent" if focused else "border"), 2))
            painter.drawRect(cell.adjusted(1, 1, -2, -2))


class MonthCells(_Cells):
    """The number, then a line for each that is due while there is room; else how many more."""

    def write(self, painter: QPainter, cell: QRect, day: date, model: DaysModel) -> None:
        theme, items = current(), model.items(day)
        box = cell.adjusted(_PAD, 4, -_PAD, -3)
        number = self._number(painter, box, day, model)
        line = theme.metrics(SMALL).lineSpacing()
        room = (box.height() - number) // line
        if items and room < 1:
            head = QRect(box.left(), box.top(), box.width(), number)
            _text(painter, head, str(len(items)), SMALL, STRONG, _tone(items), right=True)
            return
        shown = items if len(items) <= room else items[: room - 1]
        down = QRect(box.left(), box.top() + number, box.width(), line)
        for item in shown:
            said = _fitting(item, SMALL, down.width())
            _text(painter, down, said, SMALL, _weight(item), _tone((item,)))
            down.translate(0, line)
        if len(shown) < len(items):
            left = len(items) - len(shown)
            more = tr("{n} more", n=left) if shown else tr("{n} due", n=left)
            _text(painter, down, more, SMALL, REGULAR, _tone(items[len(shown) :]))

    @staticmethod
    def _number(painter: QPainter, box: QRect, day: date, model: DaysModel) -> int:
        theme = current()
        high = theme.metrics(BODY, STRONG).lineSpacing()
        line = QRect(box.left(), box.top(), box.width(), high)
        today = day == model.today
        colour = "accent" if today else "second" if model.quiet(day) else "text"
        said = f"{day.day} {tr('Today')}" if today else str(day.day)
        _text(painter, line, said, BODY, STRONG if today else MEDIUM, colour)
        return high + 2


class YearCells(_Cells):
    """The number, the day's letter, the first that is due and how many more."""

    def write(self, painter: QPainter, cell: QRect, day: date, model: DaysModel) -> None:
        theme, due, items = current(), model.of(day), model.items(day)
        wide = theme.metrics(CHIP, STRONG, True).horizontalAdvance("00") + 2
        box = cell.adjusted(6, 0, -6, -1)
        today = day == model.today
        colour = "accent" if today else "text" if items else "second"
        number = QRect(box.left(), box.top(), wide, box.height())
        weight = STRONG if today or items else REGULAR
        _text(painter, number, str(day.day), CHIP, weight, colour, right=True)
        if not items:
            return
        rest = f"+{due.count - 1}" if due.count > 1 else ""
        metrics = theme.metrics(CHIP, STRONG, True)
        used = metrics.horizontalAdvance(rest) + 6 if rest else 0
        words = box.adjusted(wide + 6, 0, -used, 0)
        said = _fitting(items[0], CHIP, words.width())
        if rest and metrics.horizontalAdvance(said) > words.width():
            said = ""  # how many there are says more than two letters
            rest = str(due.count)
        tone = "danger" if due.late else "second" if due.expected else "text"
        _text(painter, box, rest, CHIP, STRONG, tone, right=True)
        _text(painter, words, said, CHIP, _weight(items[0]), _tone(items[:1]))


def _fitting(item: DueItem, ratio: float, room: int) -> str:
    """The number alone where hardly a part of a word would be left beside it."""
    words = day_words(item)
    begun = f"{words[: len(item.number) + 1 + _BEGUN]}…"
    metrics = current().metrics(ratio, _weight(item), True)
    fits = metrics.horizontalAdvance(words) <= room or metrics.horizontalAdvance(begun) <= room
    return words if fits or not item.number else item.number


def _tone(items: tuple[DueItem, ...]) -> str:
    """Red where one is late, quiet where all are only expected."""
    if any(item.late > 0 for item in items):
        return "danger"
    return "second" if all(item.expected for item in items) else "text"


def _weight(item: DueItem) -> QFont.Weight:
    return MEDIUM if item.late > 0 else REGULAR


def _text(
    painter: QPainter,
    box: QRect,
    text: str,
    ratio: float,
    weight: QFont.Weight,
    colour: str,
    right: bool = False,
) -> None:
    theme = current()
    painter.setFont(theme.font(ratio, weight, True))
    painter.setPen(theme.colour(colour))
    shown = theme.metrics(ratio, weight, True).elidedText(text, _ELIDE, box.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, int(_MIDDLE | side), shown)
