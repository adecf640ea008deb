"""What every page that holds a list has in common: its filter, print, export, empty state."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from isodesk.services.workspace import Workspace
from isodesk.ui.documents.tools import Tools
from isodesk.ui.ear import Ear
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_out import export_list, print_list
from isodesk.ui.list_pane import ListPane
from isodesk.ui.parts import dress_surface


class ListPage(QWidget):
    """A subclass makes `list` and lays it out in `stack`, whose second place is the empty state.

    `status(sentence)` for the status bar; `record_requested(id, kind)` asks the shell for a
    record; `layout_changed` that `layout_now` has news.
    """

    status = Signal(str)
    record_requested = Signal(int, str)
    layout_changed = Signal()

    concerned: frozenset[str] = frozenset()
    """Tables whose changes are seen here."""
    list: ListPane

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "base")
        self.tools = Tools(space, jobs, self.status.emit)
        self.empty: QWidget | None = None
        self._any = False
        self._stack = QStackedLayout(self)

    def made_empty(self) -> QWidget:
        """What is shown while there is nothing to list."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read again what is seen."""
        raise NotImplementedError

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self.list.filter.setFocus()

    def set_systems(self, systems: int) -> None:
        """Both (3), quality (1) or environment (2)."""
        self.list.set_systems(systems)

    def print_list(self) -> None:
        """Print the list as it is seen."""
        pane, listing = self.list, self.list.listing
        title = listing.printed or listing.title
        said = listing.filter_words(pane.wanted())
        keys, rows = pane.shown_keys(), pane.model.rows
        print_list(self.tools, self, title, listing.noun, rows, keys, said, pane.total)

    def export_list(self) -> None:
        """Write the list as it is seen to a file."""
        pane, listing = self.list, self.list.listing
        rows, keys = pane.model.rows, pane.shown_keys()
        export_list(self.tools, self, listing.title, listing.noun, rows, keys)

    def listen(self) -> None:
        """From now on changes are answered by reading again."""
        Ear(self.tools.space.desk, self.concerned, self.refresh, self)

    def _show_empty_or_list(self) -> None:
        if not self._any:  # records are never deleted, so one answer stays true
            self._any = self.list.listing.total(3) > 0
        if not self._any and self.empty is None:
            self.empty = self.made_empty()
            self._stack.addWidget(self.empty)
        self._stack.setCurrentIndex(0 if self._any else 1)
