"""Buttons by kind, filter chips, and the segmented control."""

from collections.abc import Callable, Hashable, Sequence
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QWidget

from isodesk.ui.icons import button_icon_size, icon
from isodesk.ui.restyle import restyle
from isodesk.ui.theme import current

Kind = Literal["", "primary", "quiet", "filter", "segment", "link"]


class Button(QPushButton):
    """A button with a verb, and an icon only beside it. The plain kind is the second choice."""

    def __init__(
        self,
        text: str,
        on_click: Callable[[], object] | None = None,
        kind: Kind = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self._icon = icon
        self.set_kind(kind)
        self._resize_icon()
        current().changed.connect(self._resize_icon)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def set_kind(self, kind: Kind) -> None:
        """Change what the button looks like, as the one primary button of a page moves."""
        self.setProperty("kind", kind)
        if self._icon:
            colours = {"primary": "on_accent", "link": "link"}
            self.setIcon(icon(self._icon, colours.get(kind, "second")))
        restyle(self)

    def allow(self, missing: str = "") -> None:
        """Enable the button; or say what is missing, which disables it with that tooltip."""
        self.setEnabled(not missing)
        self.setToolTip(missing)

    def _resize_icon(self) -> None:
        self.setIconSize(button_icon_size())


class FilterChip(Button):
    """A filter that is on or off."""

    def __init__(self, text: str, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, kind="filter", parent=parent)
        self.setCheckable(True)
        self.setChecked(checked)


class SegmentedControl(QWidget):
    """One of a few, side by side: Both | Quality | Environment. A menu where room is short."""

    chosen = Signal(object)

    def __init__(
        self, name: str, choices: Sequence[tuple[Hashable, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._words = dict(choices)
        self._group = QButtonGroup(self)
        self._strip = self._made_strip(name)
        self._menu_button = self._made_menu(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._strip)
        row.addWidget(self._menu_button)
        self._menu_button.hide()
        self._key: Hashable = None
        self.choose(choices[0][0])

    def value(self) -> Hashable:
        """Key of the choice."""
        return self._key

    def choose(self, key: Hashable) -> None:
        """Choose without telling anybody."""
        self._key = key
        self._buttons[key].setChecked(True)
        self._menu_button.setText(self._words[key])

    def set_compact(self, compact: bool) -> None:
        """Show the menu instead of the strip."""
        self._strip.setVisible(not compact)
        self._menu_button.setVisible(compact)

    def _made_strip(self, name: str) -> QWidget:
        strip = QWidget()
        strip.setProperty("kind", "segments")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(strip)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        self._buttons: dict[Hashable, Button] = {}
        for key, word in self._words.items():
            button = Button(word, lambda key=key: self._take(key), "segment")  # type: ignore[misc]
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {word}")
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)
        return strip

    def _made_menu(self, name: str) -> Button:
        button = Button("", kind="quiet", icon="chevron-down")
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setAccessibleName(name)
        menu = QMenu(button)
        for key, word in self._words.items():
            menu.addAction(word).triggered.connect(lambda _=False, key=key: self._take(key))
        button.setMenu(menu)
        return button

    def _take(self, key: Hashable) -> None:
        if key != self._key:
            self.choose(key)
            self.chosen.emit(key)
