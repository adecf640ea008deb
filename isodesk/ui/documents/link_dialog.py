"""Link a record to another: find it as one types, say how they belong together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.core.rows import Column, ListRows, Row
from isodesk.i18n import tr
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import ChoiceField, FilterField
from isodesk.ui.link_ways import ends, usual_way, ways
from isodesk.ui.list_view import ListView
from isodesk.ui.registers.words import state_mark
from isodesk.ui.rows_model import RowsModel
from isodesk.ui.theme import current

if TYPE_CHECKING:
    from isodesk.store.search import Hit

COLUMNS = (
    Column("number", "Number", 7, "number", sortable=False),
    Column("title", "Title", 18, sortable=False),
    Column("state", "State", 8.5, "state", sortable=False),
)
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

    def __init__(
        self,
        tools: Tools,
        document: Linkable,
        parent: QWidget | None = None,
        kind: str = "document",
    ) -> None:
        super().__init__(
            tools, tr("Link {number} to a record", number=document.number), wide=560, parent=parent
        )
        self._document, self._kind = document, kind
        self._kinds: dict[int, str] = {}
        self._said = False
        self.meaning = ChoiceField(tr("{number} …", number=document.number), ways())
        self.meaning.set_value(ways()[0][0])
        self.meaning.combo.activated.connect(lambda _: self._was_said())
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
        self.list.chosen.connect(self._say_usual)
        self.words.setFocus()

    def _search(self) -> None:
        typed, searching = self.words.text(), self.tools.space.searching

        def found(hits: Sequence[Hit]) -> None:
            if typed == self.words.text():
                self._show(hits)

        self.tools.read(self, lambda _: searching.find(typed), found)

    def _show(self, hits: Sequence[Hit]) -> None:
        space = self.tools.space
        self._kinds = {hit.record_id: hit.kind for hit in hits}
        rows = tuple(
            Row(hit.record_id, (hit.number, hit.title, state_mark(space, hit.kind, hit.state)))
            for hit in hits
            if hit.record_id != self._document.id
        )
        self.list.empty_words = tr("Nothing found.") if self.words.text() else self.list.empty_words
        self.model.show(ListRows(COLUMNS, rows))
        if rows:
            self.list.choose(rows[0].id)

    def _was_said(self) -> None:
        """The officer said how they belong together: it is not guessed any more."""
        self._said = True

    def _say_usual(self, other: int) -> None:
        kind = self._kinds.get(other)
        if kind is not None and not self._said:
            self.meaning.set_value(usual_way(self.tools.space.catalogue, self._kind, kind))

    def _apply(self) -> None:
        other = self.list.chosen_id()
        if other is None:
            self.refuse(Refused(tr("Find the other record and choose it.")))
            return
        links = self.tools.space.links
        from_id, to_id, meaning = ends(self.meaning.value(), self._document.id, other)

        def work(progress: Progress) -> int:
            return links.link(from_id, to_id, meaning)

        self.apply(work, lambda _: self.tools.said(tr("Linked.")))
