"""What is drawn by hand and pressed as a button is: by click, Enter or space."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget


class Pressable(QWidget):
    """`live` tells whether there is anything to press."""

    pressed = Signal()

    def __init__(self, live: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        if live:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if self._live and inside and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()
