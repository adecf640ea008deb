"""The row over the text: style, manner, lists, and what is put in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.fields import combo_box
from isodesk.ui.parts import HairLine
from isodesk.ui.theme import current
from isodesk.ui.writing.commands import COMMANDS, Commands, tip

STYLES = ("paragraph", "heading_1", "heading_2", "heading_3", "heading_4", "quote")
_LETTERS = {"bold": "B", "italic": "I", "underline": "U"}
_WORDS = ("bullets", "numbers")
_LISTS_FROM, _TABLE_FROM = 62, 46
"""Text units of width from which these have room."""
_ICONS = {"bullets": "list", "numbers": "list-numbers"}


class Toolbar(QWidget):
    """Buttons take the keyboard by Tab only, so that a click leaves the text where it was."""

    preview_toggled = Signal(bool)

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._declared = {each.name: each for each in COMMANDS}
        self.style_ = self._made_styles()
        self.buttons = {name: self._made(name) for name in (*_LETTERS, *_WORDS)}
        self.insert = self._made_menu(tr("Insert"), "Insert", "plus")
        self.table = self._made_menu(tr("Table"), "Table", "table")
        self.more = self._made_menu(tr("Text"), "Text", "")
        self.search = Button(tr("Find"), lambda: commands.give("find"), "quiet", "search")
        self.search.setToolTip(tip(self._declared["find"]))
        self.preview = Button(tr("Preview"), kind="filter", icon="eye")
        self.preview.setCheckable(True)
        self.preview.toggled.connect(self.preview_toggled)
        self.preview.setToolTip(tr("Show the pages beside the text"))
        self._lay_out()
        for action in commands.actions.values():
            action.changed.connect(self._show_state)
        current().changed.connect(self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._commands.focus_text()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def set_wide(self, wide: bool) -> None:
        """Whether there is room for a preview to be offered."""
        self.preview.setVisible(wide)

    def _made(self, name: str) -> Button:
        declared = self._declared[name]
        words = _LETTERS.get(name) or tr(declared.text)
        button = Button(words, lambda: self._commands.give(name), "filter", _ICONS.get(name, ""))
        button.setProperty("manner", name if name in _LETTERS else "")
        button.setCheckable(True)
        button.setAccessibleName(tr(declared.text))
        button.setToolTip(tip(declared))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _made_styles(self) -> QComboBox:
        combo = combo_box()
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        combo.setAccessibleName(tr("Style of the paragraph"))
        combo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for name in STYLES:
            combo.addItem(tr(self._declared[name].text), name)
        combo.setToolTip(tr("Style of the paragraph (Ctrl+Alt+1, 2, 3; Ctrl+Alt+0 is plain)"))
        combo.activated.connect(lambda _: self._commands.give(str(combo.currentData())))
        return combo

    def _made_menu(self, words: str, name: str, icon: str) -> Button:
        button = Button(words, kind="quiet", icon=icon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(button)
        self._commands.menu(menu, name)
        menu.aboutToShow.connect(self._commands.show_state)
        button.setMenu(menu)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 6)
        row.setSpacing(4)
        row.addWidget(self.style_)
        row.addSpacing(8)
        for name, button in self.buttons.items():
            if name == "bullets":
                row.addSpacing(8)
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(HairLine(upright=True))
        for button in (self.insert, self.table, self.more):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addWidget(self.preview)

    def _fit(self) -> None:
        """What stands in the menus too leaves where there is no room for it."""
        room = self.width() / current().em
        for name in _WORDS:
            self.buttons[name].setVisible(room > _LISTS_FROM)
        self.table.setVisible(room > _TABLE_FROM)

    def _show_state(self) -> None:
        """Follow the commands."""
        for name, button in self.buttons.items():
            action = self._commands.actions[name]
            button.setChecked(action.isChecked())
            button.setEnabled(action.isEnabled())
        held = [name for name in STYLES if self._commands.actions[name].isChecked()]
        self.style_.setCurrentIndex(STYLES.index(held[0]) if held else -1)
        self.style_.setEnabled(self._commands.actions["paragraph"].isEnabled())
