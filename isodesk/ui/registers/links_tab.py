"""What a record is tied to, both ways: by links, and by fields that name it or that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodesk.core.rows import Column, Group, Row
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.documents.link_dialog import LinkDialog
from isodesk.ui.documents.step_bar import StepBar
from isodesk.ui.documents.tools import Tools
from isodesk.ui.list_view import ListView
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.words import state_mark
from isodesk.ui.rows_model import GroupedModel

if TYPE_CHECKING:
    from isodesk.services.links import LinkValue

COLUMNS = (
    Column("number", "Number", 7, "number"),
    Column("title", "Title", 18),
    Column("state", "State", 8.5, "state"),
)


class LinksTab(QWidget):
    """`opened(record id, kind)` asks for the record at the other end."""

    opened = Signal(int, str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._facts: EntryFacts | None = None
        self.model = GroupedModel(COLUMNS, parent=self)
        self.list = ListView(tr("Links"), inset=24)
        self.list.setModel(self.model)
        self.list.empty_words = tr(
            "No links yet. Link the document that describes it, or the record it came from."
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

    def show_facts(self, facts: EntryFacts) -> None:
        """Show a record's links."""
        self._facts = facts
        self.add.allow(facts.read_only)
        self.model.show(_groups(self._tools, facts.links))
        self._offer_steps()

    def chosen(self) -> LinkValue | None:
        """The link that is selected."""
        at = self.list.chosen_id()
        links = self._facts.links if self._facts else ()
        return links[at] if at is not None and at < len(links) else None

    def _offer_steps(self) -> None:
        link, facts = self.chosen(), self._facts
        in_field = tr("It is named in a field; change the field.")
        self.bar.allow(0, "" if link is not None else tr("Nothing to open."))
        fixed = "" if link is not None and link.id > 0 else in_field
        self.bar.allow(1, (facts.read_only if facts else "") or fixed)
        self.bar.show_for(f"{link.words} {link.number}".strip() if link else "", link is not None)

    def _open(self) -> None:
        link = self.chosen()
        if link is not None:
            self.opened.emit(link.record_id, link.kind)

    def _end(self) -> None:
        link = self.chosen()
        if link is None or link.id <= 0:
            return
        links, link_id = self._tools.space.links, link.id
        said = tr("The link to {number} has ended.", number=link.number or link.title)
        self._tools.write(self, lambda _: links.end(link_id), lambda _: self._tools.said(said))

    def _link(self) -> None:
        assert self._facts is not None
        LinkDialog(self._tools, self._facts.entry, self, self._facts.entry.kind).open()


def _groups(tools: Tools, links: tuple[LinkValue, ...]) -> tuple[Group, ...]:
    """Links by what ties them; row ids are places in `links`."""
    groups: dict[str, list[Row]] = {}
    for at, link in enumerate(links):
        mark = state_mark(tools.space, link.kind, link.state)
        groups.setdefault(link.words, []).append(Row(at, (link.number, link.title, mark)))
    return tuple(Group(words, str(len(rows)), tuple(rows)) for words, rows in groups.items())
