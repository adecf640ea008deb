"""Link a record to another: find it as one types, say how they belong together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.core.rows import Column, ListRows, Row
from isodesk.documents.values import LINK_WORDS
from isodesk.i18n import tr
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField, FilterField
from isodesk.ui.list_view import ListView
from isodesk.ui.rows_model import RowsModel
from isodesk.ui.theme import current

if TYPE_CHECKING:
    from isodesk.store.search import Hit

COLUMNS = (
    Column("number", "Number", 7, "number", sortable=False),
    Column("title", "Title", 18, sortable=False),
    Column("state", "State", 8.5, "state", sortable=False),
)
MENTIONS = "mentions"
"""The one meaning that follows from a text by itself."""
_PAUSE = 120
"""Milliseconds without a key before the search is asked."""


class Linkable(Protocol):
    """A record that may be linked: a document, or one of a register."""

    @property
    def id(self) -> int: ...
    @property
    def number(self) -> str: ...


class LinkDialog(StepDialog):
    """Writes the link; the record shows it when it is read again."""

    def __init__(self, tools: Tools, document: Linkable, parent: QWidget | None = None) -> None:
        super().__init__(
            tools, tr("Link {number} to a record", number=document.number), wide=560, parent=parent
        )
        self._document = document
        words = [(k, tr(outward)) for k, (outward, _) in LINK_WORDS.items() if k != MENTIONS]
        self.meaning = ChoiceField(tr("{number} …", number=document.number), words)
        self.meaning.set_value(words[0][0])
        self.words = FilterField(tr("Number or words"), tr("Find the other record"))
        self.model = RowsModel(ListRows(COLUMNS, ()))
        self.list = ListView(tr("Records found"), inset=8)
        self.list.setModel(self.model)
        self.list.empty_words = tr("Type a number or words of the other record.")
        self.list.setFixedHeight(current().length(200))
        self.add_field("meaning", self.meaning)
        self.body.addWidget(self.words)
        self.body.addWidget(self.list)
        self.add_close(tr("&Cancel"))
        self.step = self.add_step(tr("&Link"), self._apply, primary=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._search)
        self.words.changed.connect(lambda _: self._pause.start())
        self.words.left_down.connect(self.list.setFocus)
        self.list.opened.connect(lambda _: self._apply())
        self.words.setFocus()

    def _search(self) -> None:
        typed, searching = self.words.text(), self.tools.space.searching

        def found(hits: Sequence[Hit]) -> None:
            if typed == self.words.text():
                self._show(hits)

        self.tools.read(self, lambda _: searching.find(typed), found)

    def _show(self, hits: Sequence[Hit]) -> None:
        rows = tuple(
            Row(hit.record_id, (hit.number, hit.title, hit.state))
            for hit in hits
            if hit.record_id != self._document.id
        )
        self.list.empty_words = tr("Nothing found.") if self.words.text() else self.list.empty_words
        self.model.show(ListRows(COLUMNS, rows))
        if rows:
            self.list.choose(rows[0].id)

    def _apply(self) -> None:
        other = self.list.chosen_id()
        if other is None:
            self.refuse(Refused(tr("Find the other record and choose it.")))
            return
        links, own, meaning = self.tools.space.links, self._document.id, self.meaning.value()

        def work(progress: Progress) -> int:
            return links.link(own, other, meaning)

        self.apply(work, lambda _: self.tools.said(tr("Linked.")))
