"""Records with a tick each: which of them a step is about."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.parts import Words


class TickList(QWidget):
    """`changed` as ticks come and go; a link ticks all or none."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._boxes: dict[int, QCheckBox] = {}
        self.all = Button(tr("Tick all"), self._turn_all, "link")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.all.hide()

    def show_lines(
        self, lines: Sequence[tuple[int, str, str]], ticked: frozenset[int] = frozenset()
    ) -> None:
        """Show (id, words, quieter words), those in `ticked` with their tick."""
        for at, (record_id, words, note) in enumerate(lines):
            box = QCheckBox(words)
            box.setChecked(record_id in ticked)
            box.toggled.connect(self._toggled)
            self._boxes[record_id] = box
            self._grid.addWidget(box, at * 2, 0, 1, 2)
            second = Words(note, tone="second", wrap=True)
            second.setContentsMargins(24, 0, 0, 0)
            second.setVisible(bool(note))
            self._grid.addWidget(second, at * 2 + 1, 0, 1, 2)
        left = Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(self.all, len(lines) * 2, 0, 1, 2, left)
        self.all.setVisible(len(lines) > 1)
        self._say_all()

    def ticked(self) -> list[int]:
        """Ids of the ticked ones, in order."""
        return [record_id for record_id, box in self._boxes.items() if box.isChecked()]

    def total(self) -> int:
        """How many there are."""
        return len(self._boxes)

    def box(self, record_id: int) -> QCheckBox:
        """The tick box of a record."""
        return self._boxes[record_id]

    def _toggled(self) -> None:
        self._say_all()
        self.changed.emit()

    def _turn_all(self) -> None:
        on = len(self.ticked()) < self.total()
        for box in self._boxes.values():
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        self._toggled()

    def _say_all(self) -> None:
        every = len(self.ticked()) == self.total()
        self.all.setText(tr("Tick none") if every else tr("Tick all"))
