"""A box or a round button whose words may be many lines; Qt's own are cut at the edge."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from isodesk.ui.parts import Words


class WrappedChoice(QWidget):
    """A click on the words is one on the button."""

    def __init__(self, button: QAbstractButton, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button, self.words = button, Words(words, wrap=True)
        if not button.accessibleName():
            button.setAccessibleName(words)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(1)  # the button has a gap of its own
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)

    def allow(self, allowed: bool) -> None:
        """Let it be chosen."""
        self.button.setEnabled(allowed)
        self.words.set_tone("" if allowed else "disabled")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.button.isEnabled():
            self.button.setFocus()
            self.button.click()
