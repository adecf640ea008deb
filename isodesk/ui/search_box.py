"""The search field in the header, with its key; what is found stands in `search_popup`."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.ui.fields import FilterField
from isodesk.ui.parts import Words
from isodesk.ui.theme import SMALL, current


class SearchBox(FilterField):
    """A filter field that shows Ctrl+K while it is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Search everything"), parent=parent)
        self._hint = Words("Ctrl+K", SMALL, tone="second", parent=self.line)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.line.textChanged.connect(lambda _: self._place())

    def _place(self) -> None:
        super()._place()
        self._hint.adjustSize()
        room = self.line.width() > current().length(200)
        self.line.setPlaceholderText(tr("Search everything") if room else tr("Search"))
        self._hint.setVisible(room and not self.text())
        at = self.line.width() - self._hint.width() - 10
        self._hint.move(at, (self.line.height() - self._hint.height()) // 2)
