"""Steps for what is chosen in a list: buttons in a strip, a menu where there is no room."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.parts import HairLine, dress_surface, small_words


class StepBar(QWidget):
    """Stands under a list while something is chosen; says what, and what may be done with it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "alternate")
        self.setAccessibleName(name)
        self.words = small_words(wrap=True)
        self.buttons: list[Button] = []
        self._takes: list[Callable[[], object]] = []
        self._strip = QWidget()
        self._row = QHBoxLayout(self._strip)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._more = Button(tr("Steps"), kind="", icon="chevron-down")
        self._more.clicked.connect(self._open_menu)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 8, 24, 8)
        inside.setSpacing(4)
        inside.addWidget(self.words)
        line = QHBoxLayout()
        line.addWidget(self._strip)
        line.addWidget(self._more)
        line.addStretch(1)
        inside.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(HairLine())
        column.addLayout(inside)
        self.hide()

    def add(self, words: str, take: Callable[[], object]) -> Button:
        """One more step."""
        button = Button(words, take)
        self.buttons.append(button)
        self._takes.append(take)
        self._row.addWidget(button)
        return button

    def allow(self, at: int, missing: str) -> None:
        """Enable a step; what does not apply is hidden from the strip."""
        self.buttons[at].allow(missing)
        self.buttons[at].setVisible(not missing)

    def show_for(self, words: str, chosen: bool) -> None:
        """Say what is chosen; hidden with nothing."""
        self.words.setText(words)
        self.setVisible(chosen)
        self._fit()

    def menu(self, parent: QWidget) -> QMenu:
        """The same steps as a menu."""
        menu = QMenu(parent)
        for button, take in zip(self.buttons, self._takes, strict=True):
            action = menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(lambda _=False, take=take: take())
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _fit(self) -> None:
        shown = [b for b in self.buttons if b.isEnabled()]
        wide = sum(b.sizeHint().width() + 8 for b in shown) + 48
        fits = wide <= self.width() or not self.isVisible()
        self._strip.setVisible(fits)
        self._more.setVisible(not fits)

    def _open_menu(self) -> None:
        menu = self.menu(self)
        above = QPoint(0, -menu.sizeHint().height())
        menu.popup(self._more.mapToGlobal(above))
