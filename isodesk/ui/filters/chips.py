"""The conditions of a list as chips under its filter: each is changed, or taken off."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.icons import icon
from isodesk.ui.theme import current
from isodesk.ui.wrapping import WrappingRow

_LONGEST = 44
"""Text units of a chip; longer words are in its tooltip."""


class ConditionChip(Button):
    """One condition; a click or Enter changes it, its cross or Delete takes it off."""

    off = Signal()

    def __init__(self, words: str, on_click: Callable[[], object]) -> None:
        super().__init__(words, on_click, "filter")
        self.setCheckable(True)
        self.setChecked(True)
        self.clicked.connect(lambda _: self.setChecked(True))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setIcon(icon("x"))
        self.setAccessibleName(tr("Filter: {words}", words=words))
        self.setAccessibleDescription(tr("Enter changes it, Delete takes it off."))
        self._words = words
        self._fit()
        current().changed.connect(self._fit)

    def words(self) -> str:
        """What it asks for."""
        return self._words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.off.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        cross = self.width() - self.iconSize().width() - 12
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside and event.position().x() > cross:
            self.setDown(False)
            self.off.emit()
        else:
            super().mouseReleaseEvent(event)

    def _fit(self) -> None:
        metrics, room = current().metrics(), round(_LONGEST * current().em)
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&") + " ")
        self.setToolTip(self._words if shown != self._words else "")

    def _resize_icon(self) -> None:
        side = current().icon_size(14)
        self.setIconSize(QSize(side, side))


class ChipsBar(QWidget):
    """All conditions of a list, and one link that takes them off; hidden while there are none."""

    change_asked = Signal(int)
    taken_off = Signal(int)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inner = QWidget()
        self._row = WrappingRow(8, inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 0, 16, 12)
        outer.addWidget(inner)
        self.chips: list[ConditionChip] = []
        self.clear = Button(tr("Take all off"), self.cleared.emit, "link")
        self._row.addWidget(self.clear)
        self.hide()

    def show_words(self, words: Sequence[str]) -> None:
        """A chip for each condition."""
        had, at = self._focused(), 0
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._row.removeWidget(self.clear)
        self.chips = []
        for at, said in enumerate(words):
            chip = ConditionChip(said, lambda at=at: self.change_asked.emit(at))  # type: ignore[misc]
            chip.off.connect(lambda at=at: self.taken_off.emit(at))
            self.chips.append(chip)
            self._row.addWidget(chip)
            chip.show()
        self._row.addWidget(self.clear)
        self.clear.setVisible(len(words) > 1)
        self.setVisible(bool(words))
        self.updateGeometry()
        if had is not None and self.chips:  # the keyboard stays among the chips
            self.chips[min(had, len(self.chips) - 1)].setFocus()

    def _focused(self) -> int | None:
        focus = self.window().focusWidget()
        return next((at for at, chip in enumerate(self.chips) if chip is focus), None)
