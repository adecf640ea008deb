"""Tabs as a row of words with a line under the chosen one."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from isodesk.ui.theme import current


class Tabs(QTabBar):
    """`modules` under the header, `record` under a record's title; counts stand beside words."""

    def __init__(
        self, name: str, level: Literal["modules", "record"], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("level", level)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        for button in self.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys go through the tabs
        current().changed.connect(self.updateGeometry)

    def set_words(self, words: Sequence[str]) -> None:
        """Show these tabs, keeping the chosen place."""
        for at, word in enumerate(words):
            if at < self.count():
                self.setTabText(at, word)
            else:
                self.addTab(word)
        while self.count() > len(words):
            self.removeTab(self.count() - 1)

    def set_count(self, at: int, word: str, count: int) -> None:
        """`Copies  4`; without the number when it is 0."""
        self.setTabText(at, f"{word}  {count}" if count else word)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(current().colour("accent"), 2))
            box = self.tabRect(self.currentIndex())
            gap = 20 if self.property("level") == "modules" else 15
            painter.drawRoundedRect(box.adjusted(-1, 5, 3 - gap, -5), 4, 4)
