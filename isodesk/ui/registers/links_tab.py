"""What a record is tied to, both ways: by links, and by fields that name it or that it names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.ui.documents.link_dialog import LinkDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.links_pane import LinksPane, Tie
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.words import state_mark

if TYPE_CHECKING:
    from isodesk.services.links import LinkValue


class LinksTab(LinksPane):
    """Of a record of any register."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        none = tr("No links yet. Link the document that describes it, or the record it came from.")
        super().__init__(tools, none, parent)
        self._facts: EntryFacts | None = None

    def show_facts(self, facts: EntryFacts) -> None:
        """Show a record's links."""
        self._facts = facts
        self.show_ties(self._made(facts.links), facts.read_only)

    def link(self) -> None:
        assert self._facts is not None
        LinkDialog(self._tools, self._facts.entry, self, self._facts.entry.kind).open()

    def _made(self, links: tuple[LinkValue, ...]) -> Iterator[Tie]:
        in_field = tr("It is named in a field; change the field.")
        for link in links:
            mark = state_mark(self._tools.space, link.kind, link.state)
            other = (link.number, link.title, mark, link.record_id, link.kind)
            yield Tie(link.words, *other, link.id, "" if link.id > 0 else in_field)
