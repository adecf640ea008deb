"""Where a document is used, both ways: links, texts that name it, clauses, changes, people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.documents.link_dialog import LinkDialog
from isodesk.ui.documents.printing import print_made
from isodesk.ui.documents.tools import Tools
from isodesk.ui.links_pane import LinksPane, Tie
from isodesk.ui.registers.words import state_mark

if TYPE_CHECKING:
    from isodesk.services.where_used import Uses


class LinksTab(LinksPane):
    """Links are there at once; what has to be searched for is read when the tab is seen."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        none = tr("No links yet. Link the form to its procedure, or what this document replaces.")
        super().__init__(tools, none, parent)
        self._facts: RecordFacts | None = None
        self._read_for: RecordFacts | None = None
        self.print = Button(tr("Where used"), self.print_sheet, "quiet", "printer")
        self.tools_row = (self.print, self.add)

    def show_facts(self, facts: RecordFacts) -> None:
        """Show a document's links, and the rest when it is seen."""
        from isodesk.services.where_used import by_words

        other = self._facts is None or self._facts.document.id != facts.document.id
        self._facts = facts
        self.add.allow(facts.read_only)
        if other or not self.isVisible():
            self._show(tuple(by_words(facts.links)))
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def print_sheet(self) -> None:
        """Everything it is tied to, on paper."""
        if self._facts is None:
            return
        where_used, document = self._tools.space.where_used, self._facts.document
        title = tr("Where {number} is used", number=document.number)
        print_made(self._tools, self, title, title, lambda _: where_used.sheet(document.id))

    def link(self) -> None:
        assert self._facts is not None
        LinkDialog(self._tools, self._facts.document, self).open()

    def _read(self) -> None:
        facts = self._facts
        if facts is None or self._read_for is facts:
            return
        self._read_for = facts
        where_used, document_id = self._tools.space.where_used, facts.document.id

        def came(uses: tuple[Uses, ...]) -> None:
            if self._facts is facts:
                self._show(uses)

        self._tools.read(self, lambda _: where_used.of(document_id), came)

    def _show(self, uses: tuple[Uses, ...]) -> None:
        read_only = self._facts.read_only if self._facts else ""
        self.show_ties(self._made(uses), read_only)

    def _made(self, uses: tuple[Uses, ...]) -> Iterator[Tie]:
        """Its state is in the words of its register where it stands in one."""
        no_link, space = tr("It is no link."), self._tools.space
        for each in uses:
            for use in each.uses:
                mark = state_mark(space, use.kind, use.state) if use.state else None
                other = (use.number, use.title, mark, use.record_id, use.kind)
                yield Tie(each.heading, *other, use.link_id, "" if use.link_id else no_link)
