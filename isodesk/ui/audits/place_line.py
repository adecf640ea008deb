"""Where something was seen: a short field that shows the beginning of what stands in it."""

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from isodesk.i18n import tr
from isodesk.ui.theme import current

_WIDE = 130


class PlaceLine(QLineEdit):
    """A long place is whole in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tip = tr("Noted with what is taken from now on")
        self.setAcceptDrops(False)
        self.setAccessibleName(tr("Where"))
        self.setPlaceholderText(tr("Where"))
        self.textChanged.connect(self._say)
        current().changed.connect(self._dress)
        self._say("")
        self._dress()

    def set_tip(self, tip: str) -> None:
        """What the place is for."""
        self._tip = tip
        self._say(self.text())

    def show_place(self, place: str) -> None:
        """Another place, from its beginning; it counts as not typed."""
        self.setText(place)
        self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCursorPosition(0)

    def _say(self, text: str) -> None:
        self.setToolTip("\n".join(filter(None, (text, self._tip))))

    def _dress(self) -> None:
        self.setFixedWidth(current().length(_WIDE))
