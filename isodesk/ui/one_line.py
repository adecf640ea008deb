"""Words in one line that give way where there is no room for them."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QWidget

from isodesk.ui.parts import Words
from isodesk.ui.theme import BODY, REGULAR, current

_LEAST = 4
"""Text units that always stay."""


class OneLine(Words):
    """Cut with "…" where they must be, whole in the tooltip; `text()` is all of them."""

    def __init__(
        self,
        text: str = "",
        ratio: float = BODY,
        weight: QFont.Weight = REGULAR,
        tone: str = "",
        figures: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._whole = text
        super().__init__(text, ratio, weight, tone, figures=figures, parent=parent)
        self.setAccessibleName(text)

    def setText(self, text: str) -> None:
        """Show other words."""
        self._whole = text
        self.setAccessibleName(text)
        self._cut()
        self.updateGeometry()

    def text(self) -> str:
        """All of the words, cut or not."""
        return self._whole

    def sizeHint(self) -> QSize:
        return QSize(self._wide(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        least = round(_LEAST * current().em)
        return QSize(min(self._wide(), least), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._cut()
            self.updateGeometry()

    def _wide(self) -> int:
        margins = self.contentsMargins()
        words = self.fontMetrics().horizontalAdvance(self._whole)
        return words + margins.left() + margins.right() + 1

    def _cut(self) -> None:
        room = self.contentsRect().width()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if shown != super().text():
            super().setText(shown)
        self.setToolTip("" if shown == self._whole else self._whole)
