"""Opens the text of a draft over the Documents page, and puts it away again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from isodesk.documents.values import Content, State
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.documents.record import Record
from isodesk.ui.documents.tools import Tools

if TYPE_CHECKING:
    from isodesk.services.written import Text
    from isodesk.ui.writing.page import WritingPage


class WritingDesk(QObject):
    """`changed(whether a text is open)`. The editor is built when it is first asked for."""

    changed = Signal(bool)

    def __init__(self, tools: Tools, record: Record, stack: QStackedLayout, over: QWidget) -> None:
        super().__init__(over)
        self._tools, self._record, self._stack, self._over = tools, record, stack, over
        self._page: WritingPage | None = None
        self._opening: int | None = None
        self._wanted: int | None = None

    @property
    def page(self) -> WritingPage:
        """The editor's page."""
        if self._page is None:
            from isodesk.ui.writing.page import WritingPage

            self._page = WritingPage(self._tools)
            self._stack.addWidget(self._page)
            self._page.left.connect(self._left)
            self._page.opened.connect(lambda i: self._record.opened.emit(i, "document"))
        return self._page

    def is_open(self) -> bool:
        """Whether a text is open."""
        return self._page is not None and self._page.revision() > 0

    def write(self, facts: RecordFacts) -> None:
        """Open the text of a document's draft; without one ask first what it begins with."""
        from isodesk.ui.writing.begin_dialog import BeginDialog

        document, newest = facts.document, facts.document.newest
        if newest is None or newest.state != State.DRAFT:
            return
        if newest.content == Content.WRITTEN:
            self._open(facts, newest.id)
        elif not facts.read_only:
            done = lambda: self._open(facts, newest.id)  # noqa: E731 - what follows the dialog
            BeginDialog(self._tools, document, newest, done, self._over).open()

    def write_when_shown(self, document_id: int) -> None:
        """Open the text of a document as soon as its record has been read."""
        self._wanted = document_id
        self.record_shown()

    def record_shown(self) -> None:
        """The record was read: open the text that waits for it."""
        facts = self._record.facts()
        if facts is not None and self._wanted == facts.document.id:
            self._wanted = None
            self.write(facts)

    def leave(self, then: Callable[[], object]) -> None:
        """Save and put the text away, then go on."""

        def gone() -> None:
            self._left()
            then()

        self.page.leave(gone)

    def stay_in_front(self) -> None:
        """Whatever else was read, the text stays in front while it is open."""
        if self.is_open():
            self._stack.setCurrentWidget(self.page)

    def print_pages(self) -> None:
        """Print the draft as it is, once it is saved."""
        revision = self.page.revision()
        self.page.saving.save()
        self._record.more.print_revision(revision)

    def _open(self, facts: RecordFacts, revision_id: int) -> None:
        written = self._tools.space.written
        self._opening = revision_id

        def came(text: Text) -> None:
            if self._opening == text.revision_id:
                self._opening = None
                self._show(facts, text)

        self._tools.read(self, lambda _: written.text(revision_id), came)

    def _show(self, facts: RecordFacts, text: Text) -> None:
        document = facts.document
        label = next((r.label for r in document.revisions if r.id == text.revision_id), "")
        self._stack.setCurrentWidget(self.page)
        self.page.open(text, document.number, document.title, label, facts.read_only)
        self.changed.emit(True)

    def _left(self) -> None:
        self.changed.emit(False)
        self._record.details.pages.forget()
        self._record.read()
        self._record.details.content.write.setFocus()
