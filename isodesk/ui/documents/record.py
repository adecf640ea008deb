"""The record of a document: head, sub tabs, and what stands under them."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from isodesk.documents.values import DocumentValue
from isodesk.i18n import tr
from isodesk.ui.documents.copies_tab import CopiesTab
from isodesk.ui.documents.details import Details
from isodesk.ui.documents.facts import RecordFacts, record_facts
from isodesk.ui.documents.files_tab import FilesTab
from isodesk.ui.documents.headed import headed
from isodesk.ui.documents.history_tab import HistoryTab
from isodesk.ui.documents.links_tab import LinksTab
from isodesk.ui.documents.more_menu import MoreMenu
from isodesk.ui.documents.reading_tab import ReadingTab
from isodesk.ui.documents.saving import Change, Undo, save
from isodesk.ui.documents.steps import Steps
from isodesk.ui.documents.tools import Tools
from isodesk.ui.kept_layout import sizes
from isodesk.ui.parts import HairLine
from isodesk.ui.record_pane import RecordPane
from isodesk.ui.tabs import Tabs

TABS = ("details", "copies", "reading", "links", "files", "history")
WIDE = 86
"""Text units from which the pages stand beside the details."""


class Record(RecordPane):
    """Shows one document, read with all its parts; `write_requested()` asks for its editor."""

    write_requested = Signal()

    blank = "Choose a document to see its record."

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._facts: RecordFacts | None = None
        self._undo = Undo()
        self.tabs = Tabs(tr("Parts of the record"), "record")
        self.details, self.copies = Details(tools), CopiesTab(tools)
        self.reading = ReadingTab(tools)
        self.links, self.files, self.history = LinksTab(tools), FilesTab(tools), HistoryTab(tools)
        self.steps = Steps(tools, self)
        self.more = MoreMenu(tools, self.facts, self.steps, self)
        self.head.more.setMenu(self.more)
        self._lay_out()
        self._connect()

    def facts(self) -> RecordFacts | None:
        """What is shown; None while nothing is."""
        return self._facts

    def document(self) -> DocumentValue | None:
        """The document that is shown."""
        return self._facts.document if self._facts else None

    def read_facts(self, record_id: int) -> RecordFacts:
        """A document with its copies, links and files."""
        return record_facts(self._tools.space, record_id)

    def show_facts(self, facts: RecordFacts) -> None:
        """Show it in every part."""
        self.head.show_head(headed(facts))
        for part in self._tabs_shown():
            part.show_facts(facts)
        self._count(facts)

    def _tabs_shown(self) -> tuple[Any, ...]:
        """The parts in the order of `TABS`."""
        return (self.details, self.copies, self.reading, self.links, self.files, self.history)

    def print_record(self) -> None:
        """The record as a form."""
        self.more.print_record()

    def save_typed(self) -> None:
        """Save what stands in the field the keyboard is in."""
        self.details.save_typed()

    def take_keyboard(self) -> None:
        """Into the title."""
        self.details.fields["title"].editor.setFocus()

    def show_tab(self, tab: str) -> None:
        """details, copies, reading, links, files or history."""
        self.tabs.setCurrentIndex(TABS.index(tab) if tab in TABS else 0)

    def tab(self) -> str:
        """Key of the tab that shows."""
        return TABS[self.tabs.currentIndex()]

    def take_step(self, key: str) -> None:
        """Take a step by its key, as its button does."""
        if self._facts is not None:
            self.details.save_typed()
            self.steps.take(key, self._facts)

    def undo(self) -> None:
        """Give the field that was saved last the value it had before."""
        document = self.document()
        change = self._undo.newest(document.id) if document else None
        if change is None:
            self._tools.said(
                tr("Nothing typed here is left to undo. History puts earlier values back.")
            )
            return
        back, space = change.undone(), self._tools.space
        said = tr("{field} is as it was.", field=change.label)
        self._tools.write(self, lambda _: save(space, back), lambda _: self._tools.said(said))

    def fit(self, units: float) -> None:
        """Pages stand beside the details where there is room."""
        self.details.show_pages(units >= WIDE)

    def layout_now(self) -> dict[str, Any]:
        """Tab and sizes, to be remembered."""
        return {"tab": self.tab(), "form": self.details.splitter().sizes()}

    def restore_layout(self, layout: dict[str, Any]) -> None:
        """Take a layout told earlier."""
        self.show_tab(str(layout.get("tab", "details")))
        if kept := sizes(layout, "form"):
            self.details.splitter().setSizes(kept)

    def _count(self, facts: RecordFacts) -> None:
        to_read = [ack for ack in facts.acks if ack.open]
        counted = (facts.copies, to_read, facts.links, facts.files)
        for at, (word, things) in enumerate(zip(_counted_words(), counted, strict=True), 1):
            self.tabs.set_count(at, word, len(things))

    def _lay_out(self) -> None:
        self.tabs.set_words((tr("Details"), *_counted_words(), tr("History")))
        self._stack = QStackedWidget()
        self._tool_rows = []
        tools = QHBoxLayout()
        tools.setContentsMargins(24, 4, 16, 0)
        tools.setSpacing(4)
        tools.addWidget(self.tabs, 1)
        for part in self._tabs_shown():
            self._stack.addWidget(part)
            self._tool_rows.append(part.tools_row)
            for button in part.tools_row:
                tools.addWidget(button)
        self.column.addLayout(tools)
        self.column.addWidget(HairLine())
        self.column.addWidget(self._stack, 1)
        self._turn(0)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        self.tabs.currentChanged.connect(lambda _: self.layout_changed.emit())
        self.head.step.connect(self.take_step)
        self.details.saved.connect(self._saved)
        self.details.content.write_pressed.connect(self.write_requested)
        self.more.shown = self.details.pages.revision
        self.details.pages.print_pressed.connect(self.more.print_revision)
        self.copies.opened.connect(lambda document_id: self.opened.emit(document_id, "document"))
        self.links.opened.connect(self.opened)

    def _turn(self, at: int) -> None:
        self._stack.setCurrentIndex(max(0, at))
        for number, row in enumerate(self._tool_rows):
            for button in row:
                button.setVisible(number == at)

    def _saved(self, change: Change) -> None:
        self._undo.push(change)
        self._tools.said(tr("Saved"))


def _counted_words() -> tuple[str, ...]:
    return tr("Copies"), tr("Reading"), tr("Links"), tr("Files")
