"""The pages of one module behind a strip of sub-tabs, each built when it is first shown."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from isodesk.ui.kept_layout import parts
from isodesk.ui.main_window import Module
from isodesk.ui.parts import HairLine, dress_surface
from isodesk.ui.tabs import Tabs


class SubPages(QWidget):
    """What the shell asks of a page goes on to the one that shows.

    A page may have `set_systems`, `layout_now`, `restore_layout`, `print_current`,
    `export_current`, `focus_filter` and `refresh`; what it lacks is not asked of it.
    """

    page_shown = Signal(str)
    """Key of the page that shows now."""

    def __init__(self, name: str, pages: Sequence[Module], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "base")
        self._modules = {module.key: module for module in pages}
        self._pages: dict[str, QWidget] = {}
        self._layouts: dict[str, Any] = {}
        self._systems = 3
        self.tabs = Tabs(name, "record")
        self.tabs.set_words([module.text for module in pages])
        self._stack = QStackedWidget()
        self._lay_out()
        self.tabs.currentChanged.connect(lambda at: self.show_page(list(self._modules)[at]))
        for sequence, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            turn = QShortcut(QKeySequence(sequence), self, lambda step=step: self._turn(step))
            turn.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_page(self, key: str) -> QWidget:
        """Turn to a page, building it the first time."""
        if key not in self._pages:
            page: Any = self._modules[key].make()
            self._pages[key] = page
            self._stack.addWidget(page)
            if hasattr(page, "restore_layout"):
                page.restore_layout(self._layouts.get(key) or {})
            if hasattr(page, "set_systems"):
                page.set_systems(self._systems)
        self._stack.setCurrentWidget(self._pages[key])
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(list(self._modules).index(key))
        self.tabs.blockSignals(False)
        self.page_shown.emit(key)
        return self._pages[key]

    def page(self, key: str) -> Any:
        """A page that has been built; None for one that has not."""
        return self._pages.get(key)

    def current(self) -> Any:
        """The page that shows."""
        return self._stack.currentWidget()

    def current_key(self) -> str:
        """Key of the page that shows; "" before the first."""
        return next((key for key, page in self._pages.items() if page is self.current()), "")

    def set_systems(self, systems: int) -> None:
        """Both (3), quality (1) or environment (2), for every page that stands."""
        self._systems = systems
        self._ask_all("set_systems", systems)

    def refresh(self) -> None:
        """Read what shows again."""
        self._ask("refresh")

    def print_current(self) -> None:
        """Print what shows."""
        self._ask("print_current")

    def export_current(self) -> None:
        """Write the list that shows to a file."""
        self._ask("export_current")

    def focus_filter(self) -> None:
        """Put the keyboard into the filter of the page that shows."""
        self._ask("focus_filter")

    def layout_now(self) -> dict[str, Any]:
        """The page that shows, and the layout of each by its key."""
        for key, page in self._pages.items():
            if hasattr(page, "layout_now"):
                self._layouts[key] = page.layout_now()
        return {"shown": self.current_key(), "pages": dict(self._layouts)}

    def restore_layout(self, layout: dict[str, Any]) -> None:
        """Show the page that showed; each takes its own layout when it is built."""
        self._layouts = parts(layout, "pages")
        shown = layout.get("shown")
        known = isinstance(shown, str) and shown in self._modules
        self.show_page(str(shown) if known else next(iter(self._modules)))

    def _lay_out(self) -> None:
        strip = QWidget()
        dress_surface(strip, "window")
        row = QHBoxLayout(strip)
        row.setContentsMargins(14, 0, 16, 0)
        row.addWidget(self.tabs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = HairLine()
        for part in (strip, line):
            part.setVisible(len(self._modules) > 1)
            column.addWidget(part)
        column.addWidget(self._stack, 1)

    def _turn(self, step: int) -> None:
        keys = list(self._modules)
        self.show_page(keys[(keys.index(self.current_key()) + step) % len(keys)])

    def _ask(self, name: str, *given: object) -> None:
        answer = getattr(self.current(), name, None)
        if answer is not None:
            answer(*given)

    def _ask_all(self, name: str, *given: object) -> None:
        for page in self._pages.values():
            answer = getattr(page, name, None)
            if answer is not None:
                answer(*given)
