"""Where a document is used, both ways: links, texts that name it, clauses, changes, people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodesk.core.rows import Column, Group, Mark, Row
from isodesk.i18n import tr
from isodesk.services.workspace import Workspace
from isodesk.ui.buttons import Button
from isodesk.ui.documents.facts import RecordFacts
from isodesk.ui.documents.link_dialog import LinkDialog
from isodesk.ui.documents.printing import print_made
from isodesk.ui.documents.step_bar import StepBar
from isodesk.ui.documents.tools import Tools
from isodesk.ui.list_view import ListView
from isodesk.ui.registers.words import state_mark
from isodesk.ui.rows_model import GroupedModel

if TYPE_CHECKING:
    from isodesk.services.where_used import Use, Uses

COLUMNS = (
    Column("number", "Number", 8, "number"),
    Column("title", "Title", 20),
    Column("state", "State", 8.5, "state"),
)


class LinksTab(QWidget):
    """`opened(record id, kind)` asks for the record at the other end.

    Links are there at once; what has to be searched for is read when the tab is seen.
    """

    opened = Signal(int, str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._facts: RecordFacts | None = None
        self._uses: tuple[Uses, ...] = ()
        self._read_for: RecordFacts | None = None
        self.model = GroupedModel(COLUMNS, parent=self)
        self.list = ListView(tr("Links"), inset=24)
        self.list.setModel(self.model)
        self.list.empty_words = tr(
            "No links yet. Link the form to its procedure, or what this document replaces."
        )
        self.bar = StepBar(tr("Steps for the chosen link"))
        self.bar.add(tr("Open"), self._open)
        self.bar.add(tr("End the link"), self._end)
        self.print = Button(tr("Where used"), self.print_sheet, "quiet", "printer")
        self.add = Button(tr("Link to a record"), self._link, "quiet", "link")
        self.tools_row: tuple[Button, ...] = (self.print, self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.bar)
        self.list.opened.connect(lambda _: self._open())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._offer_steps())

    def show_facts(self, facts: RecordFacts) -> None:
        """Show a record's links, and the rest when it is seen."""
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

    def chosen(self) -> Use | None:
        """The use that is selected."""
        at = self.list.chosen_id()
        uses = [use for each in self._uses for use in each.uses]
        return uses[at] if at is not None and at < len(uses) else None

    def print_sheet(self) -> None:
        """Everything it is tied to, on paper."""
        if self._facts is None:
            return
        where_used, document = self._tools.space.where_used, self._facts.document
        title = tr("Where {number} is used", number=document.number)
        print_made(self._tools, self, title, title, lambda _: where_used.sheet(document.id))

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
        self._uses = uses
        self.model.show(_groups(self._tools.space, uses))
        self._offer_steps()

    def _offer_steps(self) -> None:
        use, facts = self.chosen(), self._facts
        linked = "" if use is not None and use.link_id else tr("It is no link.")
        self.bar.allow(0, "" if use is not None and use.record_id else tr("Nothing to open."))
        self.bar.allow(1, (facts.read_only if facts else "") or linked)
        some = any(button.isEnabled() for button in self.bar.buttons)
        self.bar.show_for(self._words_of(use) if use else "", use is not None and some)

    def _words_of(self, use: Use) -> str:
        """`Referred to by QP-05`."""
        heading = next(each.heading for each in self._uses if use in each.uses)
        return f"{heading} {use.number}".strip()

    def _open(self) -> None:
        use = self.chosen()
        if use is not None and use.record_id:
            self.opened.emit(use.record_id, use.kind)

    def _end(self) -> None:
        use = self.chosen()
        if use is None or not use.link_id:
            return
        links, link_id = self._tools.space.links, use.link_id
        said = tr("The link to {number} has ended.", number=use.number)
        self._tools.write(self, lambda _: links.end(link_id), lambda _: self._tools.said(said))

    def _link(self) -> None:
        assert self._facts is not None
        LinkDialog(self._tools, self._facts.document, self).open()


def _groups(space: Workspace, uses: tuple[Uses, ...]) -> tuple[Group, ...]:
    """Row ids count through all groups, from 0."""
    groups, at = [], 0
    for each in uses:
        rows = tuple(
            Row(at + n, (use.number, use.title, _mark(space, use)))
            for n, use in enumerate(each.uses)
        )
        at += len(rows)
        groups.append(Group(each.heading, str(len(rows)), rows))
    return tuple(groups)


def _mark(space: Workspace, use: Use) -> Mark | str | None:
    """Its state, in the words of its register where it stands in one."""
    return state_mark(space, use.kind, use.state) if use.state else None
