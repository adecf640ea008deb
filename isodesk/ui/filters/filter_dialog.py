"""The filter builder: conditions on any field, all of which must hold; it counts as one types."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from isodesk.core.entry import Field
from isodesk.core.filters import Condition
from isodesk.core.kinds import Stored
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.filters.condition_row import ConditionRow
from isodesk.ui.parts import Words

if TYPE_CHECKING:
    from isodesk.services.entry_filters import ListFields

_PAUSE = 150
"""Milliseconds without a key before what is found is counted."""
Count = Callable[[tuple[Condition, ...]], int]


class FilterDialog(Dialog):
    """`done` is told the conditions; `count` how many records such conditions leave."""

    help_topic = "filters-and-views"

    def __init__(
        self,
        tools: Tools,
        fields: "ListFields",
        conditions: Sequence[Condition],
        count: Count,
        done: Callable[[tuple[Condition, ...]], None],
        begin: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        sub = tr("Records are listed for which all of this holds.")
        super().__init__(tr("Filter by fields"), sub, 860, jobs=tools.jobs, parent=parent)
        self._tools, self._fields, self._count, self._done = tools, fields, count, done
        self.rows: list[ConditionRow] = []
        self._new: set[ConditionRow] = set()
        self._turn = 0
        self.none = Words(tr("No condition: everything is listed."), tone="second")
        self.body.addWidget(self.none)
        self.more = Button(tr("Add a &condition"), self.add, "link", "plus")
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._ask_count)
        self.finished.connect(lambda _: self._pause.stop())
        for each in conditions:
            self._add_row(each)
        if not conditions or begin is None:
            self._add_row(None)
        self.add_close(tr("&Cancel"))
        self.step = self.add_button(tr("&Filter"), self.apply, "primary")
        first = self.rows[begin] if begin is not None and begin < len(self.rows) else self.rows[-1]
        QTimer.singleShot(
            0, first, first.take_keyboard if begin is not None else first.field.setFocus
        )
        self._ask_count()

    def add(self) -> None:
        """One more condition."""
        self._add_row(None).field.setFocus()

    def apply(self) -> None:
        """Filter by what stands here; a row nothing was said in is left out."""
        found = [row.check() for row in self._said()]
        if all(each is not None for each in found):
            self._done(tuple(each for each in found if each is not None))
            self.accept()
        else:
            wrong = next(r for r, c in zip(self._said(), found, strict=True) if c is None)
            wrong.take_keyboard()

    def _begin(self, at: int | None) -> None:
        """The keyboard into a condition that is to be changed, or the new one."""
        if at is not None and at < len(self.rows):
            QTimer.singleShot(0, self.rows[at], self.rows[at].take_keyboard)
        else:
            QTimer.singleShot(0, self.rows[-1], self.rows[-1].field.setFocus)

    def _said(self) -> list[ConditionRow]:
        """All rows but a new one that was left as it came, beside others."""
        return [row for row in self.rows if not (row in self._new and _untouched(row))]

    def _add_row(self, condition: Condition | None) -> ConditionRow:
        row = ConditionRow(self._fields.fields, self._offer, condition)
        row.changed.connect(self._pause.start)
        row.entered.connect(self.apply)
        row.off.connect(lambda: self._take_off(row))
        self.body.insertWidget(len(self.rows) + 1, row)
        self.rows.append(row)
        if condition is None:
            self._new.add(row)
            row.choose_field("state")
        self.none.hide()
        QTimer.singleShot(0, self, self._grow)
        return row

    def _take_off(self, row: ConditionRow) -> None:
        self.rows.remove(row)
        self._new.discard(row)
        self.body.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.none.setVisible(not self.rows)
        (self.rows[-1].field if self.rows else self.more).setFocus()
        self._pause.start()

    def _offer(self, field: Field, then: Callable[[Sequence[tuple[Stored, str]]], None]) -> None:
        offered = self._fields.offered
        self._tools.read(self, lambda _: offered(field), then)

    def _ask_count(self) -> None:
        """Count on the worker; where a row is not finished, without it."""
        conditions, self._turn = [], self._turn + 1
        for row in self._said():
            try:
                conditions.append(row.condition())
            except Refused:
                continue
        turn, asked = self._turn, tuple(conditions)
        self._tools.read(
            self, lambda _: self._count(asked), lambda n: self._say_count(turn, n), lambda _: None
        )

    def _say_count(self, turn: int, n: int) -> None:
        if turn == self._turn:
            self.hint.setText(tr("1 record") if n == 1 else tr("{n} records", n=f"{n:,}"))


def _untouched(row: ConditionRow) -> bool:
    """Whether nothing was said in a row."""
    value = row.value
    return value is not None and not value.typed() and row.field.currentData() == "state"
