"""Which columns a list has, and in which order: by the keyboard as by the mouse."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from isodesk.core.rows import Column
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.dialog import Dialog


class ColumnsDialog(Dialog):
    """`shown` are keys from the left; `done` is told those that are ticked, in their order."""

    help_topic = "columns-and-grouping"

    def __init__(
        self,
        columns: Sequence[Column],
        shown: Sequence[str],
        done: Callable[[tuple[str, ...]], None],
        parent: QWidget | None = None,
    ) -> None:
        sub = tr("Space shows or hides one, Alt+arrows move it.")
        super().__init__(tr("Columns"), sub, 440, 560, False, parent=parent)
        self._columns, self._done = {c.key: c for c in columns}, done
        self._declared = tuple(c.key for c in columns if c.shown)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Columns"))
        self.list.setProperty("kind", "choices")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.installEventFilter(self)
        self.up = Button(tr("Move &up"), lambda: self.move_by(-1), icon="chevron-up")
        self.down = Button(tr("Move &down"), lambda: self.move_by(1), icon="chevron-down")
        self.reset = Button(tr("As it &came"), lambda: self._fill(self._declared), "quiet")
        self._lay_out()
        self._fill(shown)
        self.list.currentRowChanged.connect(lambda _: self._allow())
        self.list.itemChanged.connect(lambda _: self._allow())
        self.add_close(tr("Cancel"))
        self.step = self.add_button(tr("&Show these"), self.apply, "primary")
        self._allow()
        self.list.setFocus()

    def apply(self) -> None:
        """Show what is ticked."""
        self._done(self.ticked())
        self.accept()

    def ticked(self) -> tuple[str, ...]:
        """Keys of the columns that are to be seen, from the left."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )

    def move_by(self, step: int) -> None:
        """Move the current column up or down."""
        at = self.list.currentRow()
        to = at + step
        if at >= 0 and 0 <= to < self.list.count():
            self.list.insertItem(to, self.list.takeItem(at))
            self.list.setCurrentRow(to)
        self._allow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent):
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if event.type() == QEvent.Type.KeyPress and alt and Qt.Key(event.key()) in steps:
                self.move_by(steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(8)
        for button in (self.up, self.down, self.reset):
            side.addWidget(button)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list, 1)
        row.addLayout(side)
        self.body.addLayout(row)

    def _fill(self, shown: Collection[str]) -> None:
        order = [*shown, *(key for key in self._columns if key not in shown)]
        self.list.clear()
        for key in order:
            item = QListWidgetItem(tr(self._columns[key].heading) or tr("Systems"))
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked
            item.setCheckState(on)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _allow(self) -> None:
        at, last = self.list.currentRow(), self.list.count() - 1
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < last)
        self.step.allow("" if self.ticked() else tr("Tick at least one column."))
