"""Turn a Word file into written text: what cannot be carried is shown before it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Refused
from isodesk.core.rows import Column, ListRows, Row
from isodesk.documents.values import RevisionValue
from isodesk.i18n import tr
from isodesk.services.lists import Table
from isodesk.ui.dialog import Dialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.list_tools import export_table, print_table
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import Words
from isodesk.ui.rows_model import RowsModel
from isodesk.writing import tree

if TYPE_CHECKING:
    from isodesk.services.word_texts import Turned


class TurnDialog(Dialog):
    """Reads at once; nothing is written until the officer turns it."""

    def __init__(
        self, tools: Tools, revision: RevisionValue, parent: QWidget | None = None
    ) -> None:
        name = revision.source_name
        title = tr("Turn into written text")
        sub = tr("From {name}, which stays with the revision as its original.", name=name)
        super().__init__(title, sub, 820, 560, False, tools.jobs, parent)
        self._tools, self._revision = tools, revision
        self.turned: Turned | None = None
        self.counts = Words(figures=True, wrap=True)
        self.losses = ListView(tr("What cannot be carried"), inset=0)
        self.losses.empty_words = ""
        self.body.addWidget(self.counts)
        self.full = Words(tone="second", wrap=True)
        self.body.addWidget(self.losses, 1)
        self.body.addWidget(self.full)
        self._lists = (
            self.add_button(tr("Export"), self.export_losses, "quiet", "download"),
            self.add_button(tr("Print"), self.print_losses, "quiet", "printer"),
        )
        self.add_close()
        self.go = self.add_button(tr("Turn into written text"), self._take, "primary")
        self.busy.stopped.connect(lambda: self.say("grey", tr("Stopped."), _nothing()))
        self._read()

    def as_table(self) -> Table:
        """What cannot be carried, for print and export."""
        said = self.turned.text.losses if self.turned else ()
        rows = tuple((str(n), sentence) for n, sentence in enumerate(said, 1))
        return Table((tr("No."), tr("What cannot be carried")), rows)

    def print_losses(self) -> None:
        """The list on paper."""
        table, tools = self.as_table(), self._tools
        total = len(table.rows)
        print_table(self, self._title(), tr("items"), table, total, tools.jobs, tools.space)

    def export_losses(self) -> None:
        """The list as a spreadsheet."""
        tools = self._tools
        export_table(self, self._title(), self.as_table(), tools.jobs, tools.space)

    def _read(self) -> None:
        for button in (*self._lists, self.go):
            button.allow(tr("The file is still being read."))
        texts, revision = self._tools.space.word_texts, self._revision
        reading = tr("Reading {name}", name=revision.source_name)
        job = self._tools.read(
            self,
            lambda progress: texts.read(revision.id, progress),
            self._show,
            self._failed,
            reading,
        )
        self.busy.watch(job, reading)

    def _show(self, turned: Turned) -> None:
        self.turned = turned
        for button in (*self._lists, self.go):
            button.allow("")
        self.counts.setText(counted(turned.text.tree.blocks))
        self.hint.setText(_nothing())
        rows = tuple(Row(n, (said,)) for n, said in enumerate(turned.text.losses))
        columns = (Column("said", tr("What cannot be carried"), 40, sortable=False),)
        self.losses.empty_words = tr("Everything can be carried.")
        self.losses.setModel(RowsModel(ListRows(columns, rows)))
        self.losses.selectionModel().selectionChanged.connect(lambda *_: self._say_whole())
        self.go.setFocus()

    def _say_whole(self) -> None:
        """The chosen sentence in full: a line is often too narrow for it."""
        at, turned = self.losses.chosen_id(), self.turned
        self.full.setText(turned.text.losses[at] if turned and at is not None else "")

    def _failed(self, refused: Refused) -> None:
        self.say("red", tr("It cannot be turned into text."), str(refused))

    def _take(self) -> None:
        turned = self.turned
        assert turned is not None
        texts = self._tools.space.word_texts
        self.go.allow(tr("The text is being written."))
        self._tools.write(
            self,
            lambda _: texts.take(turned),
            lambda _: self._taken(turned),
            self._not_taken,
            tr("Turning it into text"),
        )

    def _taken(self, turned: Turned) -> None:
        self.accept()
        self._tools.said(tr("{name} is written text now.", name=turned.name))

    def _not_taken(self, refused: Refused) -> None:
        self.say("red", tr("Nothing was changed."), str(refused))

    def _title(self) -> str:
        return tr("Not carried from {name}", name=self._revision.source_name)


def counted(blocks: tuple[tree.Block, ...]) -> str:
    """`3 headings, 41 paragraphs, 2 tables, 1 picture`."""
    kinds = (
        (tree.Heading, tr("heading"), tr("headings")),
        (tree.Paragraph, tr("paragraph"), tr("paragraphs")),
        (tree.Table, tr("table"), tr("tables")),
        (tree.Picture, tr("picture"), tr("pictures")),
        (tree.Running, tr("line in head or foot"), tr("lines in head or foot")),
    )
    found = [(sum(isinstance(b, kind) for b in blocks), one, many) for kind, one, many in kinds]
    words = ", ".join(f"{n:,} {one if n == 1 else many}" for n, one, many in found if n)
    return tr("Carried: {counts}.", counts=words) if words else tr("The file holds no text.")


def _nothing() -> str:
    return tr("Nothing is written until you turn it.")
