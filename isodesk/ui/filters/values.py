"""What a condition compares with: a line, two lines, a count of days, or some of a list."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from isodesk.core.entry import Field
from isodesk.core.filters import Operator
from isodesk.core.kinds import DAY, Day, Moment, Number, Stored
from isodesk.i18n import tr
from isodesk.ui.parts import Words, small_words
from isodesk.ui.theme import current

_FEW = 8
"""Choices up to which no filter stands above them."""
_LINES = 6


class Typed(QWidget):
    """One or two lines, read by the field's kind; words between and behind them."""

    changed = Signal()
    entered = Signal()

    def __init__(self, field: Field, op: Operator, values: Sequence[Stored]) -> None:
        super().__init__()
        count = {"none": 0, "two": 2}.get(op.takes, 1)
        self.lines = [QLineEdit() for _ in range(count)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for at, line in enumerate(self.lines):
            if at:
                row.addWidget(Words(tr("and"), tone="second"))
            line.setAccessibleName(tr("{field}: value", field=tr(field.label)))
            line.setPlaceholderText(_example(field, op))
            line.setText(_shown(field, op, values[at]) if at < len(values) else "")
            line.textChanged.connect(lambda _: self.changed.emit())
            line.returnPressed.connect(self.entered)
            row.addWidget(line, 1)
        if op.takes == "days":
            row.addWidget(Words(tr("days"), tone="second"))
        elif isinstance(field.kind, Number) and field.kind.unit and count:
            row.addWidget(Words(field.kind.unit, tone="second"))
        if not count:
            row.addStretch(1)

    def typed(self) -> list[Any]:
        """What stands in the lines."""
        return [line.text() for line in self.lines if line.text().strip()]

    def take_keyboard(self) -> None:
        """Begin to type."""
        if self.lines:
            self.lines[0].setFocus()


class Chosen(QWidget):
    """Some of a list, ticked by space or click; a filter above where they are many."""

    changed = Signal()
    entered = Signal()

    def __init__(self, field: Field, offered: Sequence[tuple[Stored, str]]) -> None:
        super().__init__()
        self._picked: dict[Stored, bool] = {}
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Type to find"))
        self.filter.setAccessibleName(tr("{field}: find", field=tr(field.label)))
        self.list = QListWidget()
        self.list.setAccessibleName(tr(field.label))
        self.list.setProperty("kind", "choices")
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.filter)
        column.addWidget(self.list)
        self._none = small_words(tr("There is nothing to choose from yet."))
        column.addWidget(self._none)
        self.offer(offered)
        self.filter.textChanged.connect(self._narrow)
        self.list.itemChanged.connect(lambda _: self.changed.emit())
        self.list.itemActivated.connect(lambda _: self.entered.emit())

    def offer(self, offered: Sequence[tuple[Stored, str]]) -> None:
        """Show what may be chosen; what was ticked stays so."""
        before = set(self.typed())
        self.list.blockSignals(True)
        self.list.clear()
        for stored, words in offered:
            item = QListWidgetItem(words or str(stored))
            item.setData(Qt.ItemDataRole.UserRole, stored)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = Qt.CheckState.Checked if stored in before else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self.filter.setVisible(len(offered) > _FEW)
        self.list.setVisible(bool(offered))
        self._none.setVisible(not offered)
        line = self.list.sizeHintForRow(0) if offered else current().around(8)
        self.list.setFixedHeight(max(1, min(_LINES, len(offered))) * line + 8)

    def tick(self, values: Sequence[Stored]) -> None:
        """Tick these."""
        for item in self._items():
            on = item.data(Qt.ItemDataRole.UserRole) in values
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def typed(self) -> list[Any]:
        """What is ticked, in the order it is offered."""
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in self._items()
            if item.checkState() == Qt.CheckState.Checked
        ]

    def take_keyboard(self) -> None:
        """Begin to choose."""
        (self.list if self.filter.isHidden() else self.filter).setFocus()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().strip()
        for item in self._items():
            item.setHidden(wanted not in item.text().casefold())


def _shown(field: Field, op: Operator, value: Stored) -> str:
    if op.takes == "days":
        return str(value)
    if isinstance(field.kind, Day | Moment):
        return DAY.show(DAY.unpack(value))
    shown = field.kind.show(field.kind.unpack(value))
    return shown.removesuffix(field.kind.unit).strip() if isinstance(field.kind, Number) else shown


def _example(field: Field, op: Operator) -> str:
    if op.takes == "days":
        return "30"
    return tr("2026-11-23 or 23 Nov 2026") if isinstance(field.kind, Day | Moment) else ""
