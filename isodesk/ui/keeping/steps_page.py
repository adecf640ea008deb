"""A list with what may be done with the chosen rows under it: the pages of keeping."""

from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from isodesk.core.rows import Row
from isodesk.i18n import tr
from isodesk.services.workspace import Workspace
from isodesk.ui.buttons import Button
from isodesk.ui.documents.step_bar import StepBar
from isodesk.ui.documents.tools import Tools
from isodesk.ui.jobs import Jobs
from isodesk.ui.list_pane import Listing, ListPane
from isodesk.ui.listing import export_list, print_list
from isodesk.ui.parts import HairLine, dress_surface, page_title

_BREATH = 40
"""Milliseconds in which several changes are answered by one reading."""


_LOOKED_AT = 500
"""Chosen rows whose state is looked at; the services look at all of them."""


class _Ear(QObject):
    heard = Signal(object)


class StepsPage(QWidget):
    """A subclass gives the listing, the buttons above it and the steps for chosen rows.

    `status(sentence)` for the status bar; `record_requested(id, kind)` asks the shell for a
    record; `layout_changed` that `layout_now` has news.
    """

    status = Signal(str)
    record_requested = Signal(int, str)
    layout_changed = Signal()

    help_topic = ""
    """The page of the help that F1 opens."""
    concerned: frozenset[str] = frozenset()
    """Tables whose changes are seen here."""

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "base")
        self.tools = Tools(space, jobs, self.status.emit)
        self.list = ListPane(self.tools, self.listing(), self)
        self.list.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.bar = StepBar(tr("Steps for the chosen rows"))
        self.head = QHBoxLayout()
        self.buttons: list[Button] = []
        self.empty: QWidget | None = None
        self._lay_out()
        self.make_steps()
        self._connect()
        self._listen()
        self._show_empty_or_list()
        self.offer_steps()

    # -- what a subclass says ------------------------------------------------------------

    def listing(self) -> Listing:
        """What is listed."""
        raise NotImplementedError

    def make_steps(self) -> None:
        """Put buttons into the head and steps into the bar."""
        raise NotImplementedError

    def offer_steps(self) -> None:
        """Enable what may be done with the rows chosen now."""
        raise NotImplementedError

    def made_empty(self) -> QWidget:
        """What is shown while there is nothing to list."""
        raise NotImplementedError

    def open_row(self, row_id: int) -> None:
        """Enter or double click on a row."""
        raise NotImplementedError

    def side(self) -> QWidget | None:
        """What stands at the right of the list; None for nothing."""
        return None

    def add_head(self, button: Button) -> Button:
        """A button above the list, at the right."""
        self.head.addWidget(button)
        self.buttons.append(button)
        return button

    # -- what the shell asks -------------------------------------------------------------

    def chosen(self) -> list[int]:
        """Ids of the chosen rows, from the top."""
        return self.list.list.chosen_ids()

    def chosen_states(self) -> list[str]:
        """The stored state words of the chosen rows; of very many only the first."""
        model, view = self.list.model, self.list.list
        at = [column.key for column in model.columns].index("state")
        rows = sorted(index.row() for index in view.selectionModel().selectedRows())
        entries = (model.entry(row) for row in rows[:_LOOKED_AT])
        return [str(entry.values[at]) for entry in entries if isinstance(entry, Row)]

    def say_chosen(self, n: int) -> None:
        """The bar says how many are chosen, while anything may be done with them."""
        said = tr("1 row chosen") if n == 1 else tr("{n} rows chosen", n=n)
        self.bar.show_for(said, n > 0 and any(b.isEnabled() for b in self.bar.buttons))

    def refresh(self) -> None:
        """Read the list again."""
        self._show_empty_or_list()
        self.list.read()
        self.offer_steps()

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self.list.filter.setFocus()

    def set_systems(self, systems: int) -> None:
        """Both (3), quality (1) or environment (2)."""
        self.list.set_systems(systems)

    def print_current(self) -> None:
        """The list as it is seen."""
        pane, listing = self.list, self.list.listing
        print_list(
            self.tools,
            self,
            listing.printed or listing.title,
            listing.noun,
            pane.model.rows,
            pane.shown_keys(),
            listing.filter_words(pane.wanted()),
            pane.total,
        )

    def export_current(self) -> None:
        """The list as a file."""
        pane, listing = self.list, self.list.listing
        rows, keys = pane.model.rows, pane.shown_keys()
        export_list(self.tools, self, listing.title, listing.noun, rows, keys)

    def layout_now(self) -> dict[str, Any]:
        """Filter, order and columns, to be kept per file."""
        return {"list": self.list.layout_now()}

    def restore_layout(self, layout: dict[str, Any]) -> None:
        """Take a layout kept earlier."""
        self.list.restore_layout(layout.get("list", {}))

    # -- inside --------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """The page has another width."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:
            self.list.list.setFocus()

    def _lay_out(self) -> None:
        title = page_title(self.list.listing.title)
        self.head.setContentsMargins(16, 16, 16, 0)
        self.head.setSpacing(8)
        self.head.addWidget(title, 1)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.head)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.list, 1)
        left.addWidget(self.bar)
        middle.addLayout(left, 3)
        side = self.side()
        if side is not None:
            middle.addWidget(HairLine(upright=True))
            middle.addWidget(side, 2)
        column.addLayout(middle, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(work)

    def _connect(self) -> None:
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(_BREATH)
        self._breath.timeout.connect(self.refresh)
        view = self.list.list
        view.selectionModel().selectionChanged.connect(lambda *_: self.offer_steps())
        self.list.model.shown.connect(lambda _: self.offer_steps())
        view.opened.connect(self.open_row)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._offer_menu)
        self.list.layout_changed.connect(self.layout_changed)

    def _offer_menu(self, at: QPoint) -> None:
        if self.chosen():
            self.bar.menu(self).popup(self.list.list.viewport().mapToGlobal(at))

    def _listen(self) -> None:
        ear = _Ear(self)
        ear.heard.connect(self._changed)
        stop = self.tools.space.desk.listen(ear.heard.emit)
        self.destroyed.connect(lambda _=None: stop())

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & self.concerned:
            self._breath.start()

    def _show_empty_or_list(self) -> None:
        anything = self.list.listing.total(3) > 0
        if not anything and self.empty is None:
            self.empty = self.made_empty()
            self._stack.addWidget(self.empty)
        self._stack.setCurrentIndex(0 if anything else 1)
