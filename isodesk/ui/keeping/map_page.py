"""Map: processes to procedures to forms, as the links and types of the documents say."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from isodesk.core.progress import Progress
from isodesk.documents.map_layout import Node, unlinked
from isodesk.i18n import tr
from isodesk.services.document_map import MapFilter
from isodesk.services.lists import Table
from isodesk.services.workspace import Workspace
from isodesk.ui.buttons import Button
from isodesk.ui.documents.printing import print_made
from isodesk.ui.documents.tools import Tools
from isodesk.ui.ear import Ear
from isodesk.ui.fields import combo_box
from isodesk.ui.jobs import Jobs
from isodesk.ui.keeping.map_model import MapModel
from isodesk.ui.keeping.map_view import MapView
from isodesk.ui.list_tools import export_table
from isodesk.ui.parts import EmptyState, Way, Words, dress_surface, page_title, small_words
from isodesk.ui.states import mark_of

_CONCERNED = frozenset(("document", "revision", "link", "document_type"))
_ACROSS = Qt.Orientation.Horizontal
_NAMED = 12
"""Documents without links that are named under the map; the rest are counted."""


class MapPage(QWidget):
    """`record_requested(document, "document")` when a card is opened."""

    help_topic = "map"
    """The page of the help that F1 opens."""
    status = Signal(str)
    record_requested = Signal(int, str)
    layout_changed = Signal()

    def __init__(self, space: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "base")
        self.tools = Tools(space, jobs, self.status.emit)
        self._systems = 3
        self._wished: str | None = None
        self.process = combo_box()
        self.process.setAccessibleName(tr("Process"))
        self.process.setMinimumContentsLength(16)
        self.count = small_words()
        self.alone = Words(tone="second", wrap=True)
        self.alone.setContentsMargins(24, 8, 24, 8)
        self.model = MapModel(self)
        self.view = MapView()
        self.view.setModel(self.model)
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the documents and their links again."""
        maps, wanted = self.tools.space.document_map, self.wanted()

        def read(_: Progress) -> tuple[tuple[Node, ...], tuple[str, ...], int]:
            nodes = maps.nodes(wanted)
            total = len(nodes) if wanted == MapFilter() else len(maps.nodes())
            return nodes, maps.processes(), total

        self.tools.read(self, read, lambda got: self._show(*got))

    def wanted(self) -> MapFilter:
        """What the map is narrowed to."""
        return MapFilter(self._systems, self._wished)

    def show_process(self, process: str | None) -> None:
        """Only this process; None for all, "" for documents without one."""
        self._wished = process
        self.refresh()
        self.layout_changed.emit()

    def set_systems(self, systems: int) -> None:
        """Both (3), quality (1) or environment (2)."""
        if systems != self._systems:
            self._systems = systems
            self.refresh()

    def focus_filter(self) -> None:
        """Put the keyboard into the choice of the process."""
        self.process.setFocus()

    def print_current(self) -> None:
        """The map as it is seen, on the company's paper."""
        self.print_map(large=False)

    def print_map(self, large: bool) -> None:
        """On the company's paper, or on A3."""
        maps, wanted, title = self.tools.space.document_map, self.wanted(), tr("Map of documents")
        print_made(self.tools, self, title, title, lambda _: maps.print(wanted, large=large))

    def export_current(self) -> None:
        """The map as a list: process, column, document, what it is linked to."""
        space, jobs = self.tools.space, self.tools.jobs
        export_table(self, tr("Map of documents"), self.as_table(), jobs, space)

    def as_table(self) -> Table:
        """Every card from the top as a row."""
        heads = ("Process", "Kind", "Number", "Title", "State", "Links")
        numbers = {node.id: node.number for node in self.model.nodes}
        rows, process = [], ""
        for row in self.model.rows:
            process = row.heading or process
            for column, card in sorted(row.cards.items()):
                node = card.node
                kind = str(self.model.headerData(column, _ACROSS))
                linked = ", ".join(sorted(numbers.get(i, "") for i in node.links if i in numbers))
                rows.append(
                    (process, kind, node.number, node.title, mark_of(node.state).word, linked)
                )
        return Table(tuple(tr(head) for head in heads), tuple(rows))

    def layout_now(self) -> dict[str, Any]:
        """The process it is narrowed to."""
        return {"process": self._wished}

    def restore_layout(self, layout: dict[str, Any]) -> None:
        """Take a layout kept earlier."""
        process = layout.get("process")
        if isinstance(process, str):
            self.show_process(process)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:
            self.view.setFocus()

    def _show(self, nodes: tuple[Node, ...], processes: tuple[str, ...], total: int) -> None:
        current = self.view.currentIndex()
        held = self.model.node_at(current.row(), current.column()) if current.isValid() else None
        self.model.show(nodes)
        self.view.dress()
        self.view.choose(held.id) if held is not None else self.view.first()
        self._offer_processes(processes)
        self.count.setText(tr("{n} of {total}", n=len(nodes), total=total))
        self.alone.setText(_alone_words(nodes))
        self.alone.setVisible(bool(self.alone.text()))
        self._stack.setCurrentIndex(0 if total else 1)

    def _offer_processes(self, processes: tuple[str, ...]) -> None:
        self.process.blockSignals(True)
        self.process.clear()
        self.process.addItem(tr("All processes"), None)
        for name in processes:
            self.process.addItem(name, name)
        self.process.addItem(tr("No process named"), "")
        at = self.process.findData(self._wished) if self._wished is not None else 0
        self.process.setCurrentIndex(max(0, at))
        self.process.blockSignals(False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 16, 8)
        head.setSpacing(8)
        head.addWidget(page_title(tr("Map of the documents")), 1)
        head.addWidget(self.count)
        head.addWidget(self.process)
        self.printing = Button(tr("Print"), kind="quiet", icon="printer")
        menu = QMenu(self)
        for words, large in ((tr("On the company's paper"), False), (tr("On A3"), True)):
            action = menu.addAction(words)
            action.triggered.connect(lambda _=False, large=large: self.print_map(large))
        self.printing.setMenu(menu)
        head.addWidget(self.printing)
        head.addWidget(Button(tr("Export"), self.export_current, "quiet", "download"))
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.alone)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(work)
        self._stack.addWidget(self._made_empty())

    def _made_empty(self) -> QWidget:
        way = Way("files", tr("Open the documents"), tr("Make one, or bring files in."))
        way.pressed.connect(lambda: self.record_requested.emit(0, "documents"))
        return EmptyState(
            tr("The set drawn as it hangs together"),
            tr(
                "Each process with its policies, procedures, instructions and forms, tied by the"
                " links between them. It draws itself from the documents."
            ),
            (way,),
            None,
            tr("The management system and its processes (4.4)"),
            3,
        )

    def _connect(self) -> None:
        self.view.opened.connect(lambda i: self.record_requested.emit(i, "document"))
        self.process.activated.connect(lambda _: self.show_process(self.process.currentData()))
        Ear(self.tools.space.desk, _CONCERNED, self.refresh, self)


def _alone_words(nodes: tuple[Node, ...]) -> str:
    """What no link ties to anything, named so that somebody asks why."""
    found = [f"{node.number} {node.title}" for node in unlinked(nodes)]
    if not found:
        return ""
    rest = tr(" and {n} more", n=len(found) - _NAMED) if len(found) > _NAMED else ""
    return tr("Without links: {list}.", list=", ".join(found[:_NAMED]) + rest)
