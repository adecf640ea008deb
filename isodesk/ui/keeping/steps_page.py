"""A list with what may be done with the chosen rows under it: the pages of keeping."""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from isodesk.core.rows import Row
from isodesk.i18n import tr
from isodesk.services.workspace import Workspace
from isodesk.ui.buttons import Button
from isodesk.ui.documents.step_bar import StepBar
from isodesk.ui.jobs import Jobs
from isodesk.ui.kept_layout import part
from isodesk.ui.list_page import ListPage
from isodesk.ui.list_pane import ListPane
from isodesk.ui.listing import Listing
from isodesk.ui.parts import HairLine, page_title

_LOOKED_AT = 500
"""Chosen rows whose state is looked at; the services look at all of them."""


class StepsPage(ListPage):
    """A subclass gives the listing, the buttons above it and the steps for chosen rows."""

    help_topic = ""
    """The page of the help that F1 opens."""

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(space, jobs, parent)
        self.list = ListPane(self.tools, self.listing(), self)
        self.list.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.bar = StepBar(tr("Steps for the chosen rows"))
        self.head = QHBoxLayout()
        self.buttons: list[Button] = []
        self._lay_out()
        self.make_steps()
        self._connect()
        self.listen()
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

    def print_current(self) -> None:
        """The list as it is seen."""
        self.print_list()

    def export_current(self) -> None:
        """The list as a file."""
        self.export_list()

    def layout_now(self) -> dict[str, Any]:
        """Filter, order and columns, to be kept per file."""
        return {"list": self.list.layout_now()}

    def restore_layout(self, layout: dict[str, Any]) -> None:
        """Take a layout kept earlier."""
        self.list.restore_layout(part(layout, "list"))

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
        self._stack.addWidget(work)

    def _connect(self) -> None:
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
