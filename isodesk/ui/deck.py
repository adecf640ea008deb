"""Widgets in one place of which one shows: a stack that asks only that one how large it is."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Deck(QWidget):
    """Made for many pages: Qt's own stack asks every page for its size at each layout."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: QWidget | None = None

    def add(self, page: QWidget) -> None:
        """One more page, hidden until it is shown."""
        page.setParent(self)
        page.hide()

    def drop(self, page: QWidget) -> None:
        """Take a page out; it is deleted."""
        if self._shown is page:
            self._shown = None
        page.hide()
        page.deleteLater()

    def show_page(self, page: QWidget) -> None:
        """Turn to a page."""
        before, self._shown = self._shown, page
        page.setGeometry(self.rect())
        page.show()
        if before is not None and before is not page:
            before.hide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._shown.sizeHint() if self._shown else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        return self._shown.minimumSizeHint() if self._shown else QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shown is not None:
            self._shown.setGeometry(self.rect())
