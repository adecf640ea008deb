"""The Documents page: the master list and the record, in one pattern."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isodesk.documents.values import DocumentValue
from isodesk.i18n import tr
from isodesk.ui.documents.empty import empty_documents
from isodesk.ui.documents.headed import step_words
from isodesk.ui.documents.list_pane import document_list
from isodesk.ui.documents.new_document import NewDocumentDialog
from isodesk.ui.documents.people import Choices, choices
from isodesk.ui.documents.record import Record
from isodesk.ui.documents.writing_desk import WritingDesk
from isodesk.ui.list_pane import ListPane
from isodesk.ui.register_page import RegisterPage


class DocumentsPage(RegisterPage):
    """List and record of documents.

    `bring_in_requested` and `help_requested` ask the shell; `record_shown(steps)` tells it which
    steps may be taken now, as (key, what is missing).
    """

    bring_in_requested = Signal()
    help_requested = Signal()
    record_shown = Signal(object)
    writing_changed = Signal(bool)
    """The editor was opened over the page, or left."""
    change_requested = Signal(tuple, str)
    """A change request of these documents, and how they are called."""

    kind = "document"
    concerned = frozenset(
        (
            "document",
            "revision",
            "copy",
            "link",
            "attachment",
            "person",
            "document_type",
            "company",
            "file",
            "print",
            "acknowledgement",
            "reader",
            "retention_rule",
            "legal_hold",
            "disposal_line",
            "filled_form",
        )
    )
    record: Record

    def made_list(self) -> ListPane:
        """The master list."""
        return document_list(self.tools)

    def made_record(self) -> Record:
        """The record of a document."""
        record = Record(self.tools)
        record.more.change_requested.connect(self.change_requested)
        return record

    def made_empty(self) -> QWidget:
        """Before the first document."""
        return empty_documents(self.new_document, self.bring_in_requested.emit)

    def new_record(self) -> None:
        """Ask for a new document and open it."""
        self.new_document()

    # -- what the shell asks -------------------------------------------------------------

    def open_record(self, record_id: int) -> None:
        """Show a document; a text that is open is saved and left first."""
        if self.writing.is_open():
            self.writing.leave(lambda: self.open_record(record_id))
        else:
            super().open_record(record_id)

    def open_document(self, document_id: int, tab: str = "") -> None:
        """Show a document, on a tab if one is named; filters that hide it are taken off."""
        if tab:
            self.record.show_tab(tab)
        self.open_record(document_id)

    def new_document(self) -> None:
        """Ask for a new document and open it."""
        if self.tools.space.read_only:
            self.status.emit(self.tools.space.read_only)
            return
        space = self.tools.space
        self.tools.read(self, lambda _: choices(space), self._ask_new)

    def take_step(self, key: str) -> None:
        """Take a step of the shown record: submit, approve, issue, withdraw ... A text that is
        open is saved and left first."""
        if self.writing.is_open():
            self.writing.leave(lambda: self.record.take_step(key))
        else:
            self.record.take_step(key)

    def give_out(self) -> None:
        """Give out a copy of the shown document."""
        self.record.show_tab("copies")
        self.record.copies.give.click()

    def compare(self) -> None:
        """The newest revision of the shown document beside the one before it."""
        self.record.more.compare()

    def write(self) -> None:
        """Write the text of the shown document's draft, asking first what it begins with."""
        facts = self.record.facts()
        if facts is not None:
            self.record.save_typed()
            self.writing.write(facts)

    def undo(self) -> None:
        """Take back what was typed last, in the text or in the record."""
        if self.writing.is_open():
            self.writing.page.give("undo")
        else:
            super().undo()

    def focus_filter(self) -> None:
        """Find in the text, or put the keyboard into the filter."""
        if self.writing.is_open():
            self.writing.page.give("find")
        else:
            super().focus_filter()

    def print_current(self) -> None:
        """The pages of the text that is open; else the record or the list."""
        if self.writing.is_open():
            self.writing.print_pages()
        else:
            super().print_current()

    def save_text(self) -> str:
        """Save a text that is open, before the file closes; the sentence why it could not be
        saved, "" when nothing is left to save."""
        return self.writing.page.save_at_once() if self.writing.is_open() else ""

    def document(self) -> DocumentValue | None:
        """The document that is shown."""
        return self.record.document()

    # -- inside --------------------------------------------------------------------------

    def _ask_new(self, offered: Choices) -> None:
        systems = self.list.wanted().systems
        NewDocumentDialog(self.tools, offered, systems, self._made, self).open()

    def _made(self, document_id: int, written: bool) -> None:
        self.record.show_tab("details")
        self.made(document_id)
        self.status.emit(tr("The draft is made."))
        if written:
            self.writing.write_when_shown(document_id)

    def _lay_out(self) -> None:
        super()._lay_out()
        self.writing = WritingDesk(self.tools, self.record, self._stack, self)
        self.writing.changed.connect(self.writing_changed)
        self.writing.changed.connect(lambda _: self._show_empty_or_list())
        self.record.write_requested.connect(self.write)

    def _show_empty_or_list(self) -> None:
        super()._show_empty_or_list()
        self.writing.stay_in_front()

    def _shown(self) -> None:
        self.writing.record_shown()
        self.record_shown.emit(step_words(self.record.facts()))
        super()._shown()
