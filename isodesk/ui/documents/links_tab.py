"""Links of a record, read from both ends; each opens with a double click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodesk.core.rows import Column, Group, Row
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.documents.link_dialog import LinkDialog
from isodesk.ui.documents.step_bar import StepBar
from isodesk.ui.documents.tools import Tools
from isodesk.ui.list_view import ListView
from isodesk.ui.rows_model import GroupedModel

if TYPE_CHECKING:
    from isodesk.services.links import LinkValue

COLUMNS = (
    Column("number", "Number", 8.8, "number"),
    Column("title", "Title", 20),
    Column("state", "State", 8.5, "state"),
)


class LinksTab(QWidget):
    """`opened(record id, kind)` asks for the record at the other end."""

    opened = Signal(int, str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._facts: RecordFacts | None = None
        self.model = GroupedModel(COLUMNS, parent=self)
        self.list = ListView(tr("Links"), inset=24)
        self.list.setModel(self.model)
        self.list.empty_words = tr(
            "No links yet. Link the form to its procedure, or what this document replaces."
        )
        self.bar = StepBar(tr("Steps for the chosen link"))
        self.bar.add(tr("Open"), self._open)
        self.bar.add(tr("End the link"), self._end)
        self.add = Button(tr("Link to a record"), self._link, "quiet", "link")
        self.tools_row: tuple[Button, ...] = (self.add,)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.bar)
        self.list.opened.connect(lambda _: self._open())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._offer_steps())

    def show_facts(self, facts: RecordFacts) -> None:
        """Show a record's links."""
        self._facts = facts
        self.model.show(_groups(facts.links))
        self.add.allow(facts.read_only)
        self._offer_steps()

    def chosen(self) -> LinkValue | None:
        """The link that is selected."""
        chosen, links = self.list.chosen_id(), self._facts.links if self._facts else ()
        return next((link for link in links if link.id == chosen), None)

    def _offer_steps(self) -> None:
        link, facts = self.chosen(), self._facts
        missing = facts.read_only if facts else ""
        if link is not None and link.id < 0:
            missing = missing or tr("Take the document off in the change request.")
        self.bar.allow(1, missing)
        self.bar.show_for(f"{link.words} {link.number}" if link else "", link is not None)

    def _open(self) -> None:
        link = self.chosen()
        if link is not None:
            self.opened.emit(link.record_id, link.kind)

    def _end(self) -> None:
        link = self.chosen()
        if link is None:
            return
        links, link_id = self._tools.space.links, link.id
        said = tr("The link to {number} has ended.", number=link.number)
        self._tools.write(self, lambda _: links.end(link_id), lambda _: self._tools.said(said))

    def _link(self) -> None:
        assert self._facts is not None
        LinkDialog(self._tools, self._facts.document, self).open()


def _groups(links: Sequence[LinkValue]) -> tuple[Group, ...]:
    words = dict.fromkeys(link.words for link in links)
    return tuple(
        Group(
            word,
            "",
            tuple(Row(k.id, (k.number, k.title, k.state)) for k in links if k.words == word),
        )
        for word in words
    )
