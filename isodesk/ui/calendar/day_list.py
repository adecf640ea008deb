"""What is due in the month, under its days: beside the month, reached by Tab."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isodesk.core.rows import Column, Group, Row
from isodesk.i18n import tr
from isodesk.services.due_said import to_do
from isodesk.store.due_items import DueItem
from isodesk.ui.days import due_text, week_day_text
from isodesk.ui.list_view import ListView
from isodesk.ui.rows_model import GroupedModel

MOST = 600
"""Lines that are listed; of more the last heading says how many are left."""


class DayList(ListView):
    """`moved(day)` as the keyboard reaches another day, `asked(item)` to open something."""

    moved = Signal(object)
    asked = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(tr("Due in this month"), parent=parent)
        self.empty_words = tr("Nothing is due in this month.")
        self._items: tuple[DueItem, ...] = ()
        self._model = GroupedModel(_columns(), (), today)
        self.setModel(self._model)
        self.chosen.connect(self._chosen)
        self.opened.connect(lambda at: self.asked.emit(self._items[at]))
        self.clicked.connect(self._clicked)

    def show_items(self, items: Sequence[DueItem], today: date) -> None:
        """List these, by days."""
        self._items = tuple(items)
        self._model.show(_groups(self._items, today))

    def show_day(self, day: date) -> None:
        """Bring the first line of a day to the top, where something is due on it."""
        at = next((n for n, item in enumerate(self._items) if item.on == day), None)
        if at is None or at >= MOST:
            return
        now = self.chosen_id()
        if now is None or self._items[now].on != day:
            self.blockSignals(True)
            self.choose(at)
            self.blockSignals(False)
        row = self.currentIndex().row()
        self.scrollTo(self._model.index(max(0, row - 1), 0), self.ScrollHint.PositionAtTop)

    def _chosen(self, at: int) -> None:
        if 0 <= at < len(self._items):
            self.moved.emit(self._items[at].on)

    def _clicked(self) -> None:
        at = self.chosen_id()
        if at is not None:
            self.asked.emit(self._items[at])


def _columns() -> tuple[Column, ...]:
    return (
        Column("number", tr("Number"), 9, "number"),
        Column("title", tr("What"), 14),
        Column("owner", tr("Owner"), 7, "second"),
    )


def _groups(items: Sequence[DueItem], today: date) -> tuple[Group, ...]:
    """A group a day; row ids are places in `items`."""
    days: dict[date, list[Row]] = {}
    for at, item in enumerate(items[:MOST]):
        values = (item.number, f"{to_do(item)}: {item.title}", item.owner)
        days.setdefault(item.on, []).append(Row(at, values))
    left = len(items) - MOST
    more = tr("{n} more in the month: narrow it, or print it", n=left) if left > 0 else ""
    groups = [_group(day, rows, today) for day, rows in days.items()]
    if more:
        last = groups[-1]
        groups[-1] = Group(last.heading, f"{last.note}   {more}", last.rows, last.late)
    return tuple(groups)


def _group(day: date, rows: list[Row], today: date) -> Group:
    said, late = due_text(day, today)
    heading = week_day_text(day)
    note = said if late or abs((day - today).days) <= 1 else ""
    return Group(heading, f"{len(rows)}   {note}".strip(), tuple(rows), late)
