"""The documents a change request touches, how far each is, and what may be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodesk.core.dates import paper_day
from isodesk.core.rows import Column, ListRows, Mark, Row
from isodesk.documents.care_values import ChangeState, TouchValue
from isodesk.i18n import tr
from isodesk.ui.changes.facts import ChangeFacts
from isodesk.ui.changes.pick_dialog import PickDialog
from isodesk.ui.documents.reason_dialog import ReasonDialog
from isodesk.ui.documents.step_bar import StepBar
from isodesk.ui.documents.tools import Tools
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import SectionHead
from isodesk.ui.rows_model import RowsModel
from isodesk.ui.theme import current

COLUMNS = (
    Column("number", "Number", 7, "number", sortable=False),
    Column("title", "Title", 15, sortable=False),
    Column("what", "What changes", 10, "second", sortable=False),
    Column("done", "Done", 14, "state", sortable=False),
)
_MOST = 8
"""Rows that show before the list scrolls."""


class Touches(QWidget):
    """`opened(document id)` asks for a document's record."""

    opened = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._facts: ChangeFacts | None = None
        self.head = SectionHead(tr("Documents"), action=tr("Add documents"), on_click=self._add)
        self.model = RowsModel(ListRows(COLUMNS, ()))
        self.list = ListView(tr("Documents it touches"), inset=8)
        self.list.setModel(self.model)
        self.list.empty_words = tr("No document is named yet.")
        self.bar = StepBar(tr("Steps for the chosen document"))
        for words, take in (
            (tr("Open"), self._open),
            (tr("Begin its revision"), self._begin),
            (tr("What changes"), self._say_what),
            (tr("Take off"), self._take_off),
        ):
            self.bar.add(words, take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        for part in (self.head, self.list, self.bar):
            column.addWidget(part)
        self.list.opened.connect(lambda _: self._open())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._offer_steps())
        current().changed.connect(self._fit)

    def show_facts(self, facts: ChangeFacts) -> None:
        """Show the documents of a request."""
        self._facts = facts
        change = facts.change
        total = len(change.touches)
        said = tr("{n} of {total} done", n=change.done, total=total) if total else tr("none yet")
        self.head.note.setText(said)
        self.head.link.allow(facts.fixed)
        rows = tuple(
            Row(t.id, (t.number, t.title, t.what, _mark(t, change.state))) for t in change.touches
        )
        self.model.show(ListRows(COLUMNS, rows))
        self._fit()
        self._offer_steps()

    def chosen(self) -> TouchValue | None:
        """The document that is selected."""
        touches = self._facts.change.touches if self._facts else ()
        return next((t for t in touches if t.id == self.list.chosen_id()), None)

    def _fit(self) -> None:
        rows = min(max(self.model.rowCount(), 1), _MOST)
        self.list.setFixedHeight(current().around(16) + rows * current().around(20) + 2)

    def _offer_steps(self) -> None:
        touch, facts = self.chosen(), self._facts
        if touch is None or facts is None:
            self.bar.show_for("", False)
            return
        self.bar.allow(1, facts.fixed or _why_no_revision(touch, facts.change.state))
        self.bar.allow(2, facts.fixed)
        done = tr("It is done; it stays with the request.") if touch.done_on else ""
        self.bar.allow(3, facts.fixed or done)
        self.bar.show_for(f"{touch.number} {touch.title}", True)

    def _add(self) -> None:
        assert self._facts is not None
        PickDialog(self._tools, self._facts.change, self._tools.said, self).open()

    def _open(self) -> None:
        touch = self.chosen()
        if touch is not None:
            self.opened.emit(touch.document_id)

    def _begin(self) -> None:
        touch = self.chosen()
        if touch is None:
            return
        changes, touch_id = self._tools.space.changes, touch.id
        said = tr("The next revision of {number} is begun.", number=touch.number)

        def begun(document_id: int) -> None:
            self._tools.said(said)
            self.opened.emit(document_id)

        self._tools.write(self, lambda _: changes.begin_revision(touch_id), begun)

    def _say_what(self) -> None:
        touch = self.chosen()
        if touch is None:
            return
        changes, touch_id = self._tools.space.changes, touch.id
        dialog = ReasonDialog(
            self._tools,
            tr("What changes in {number}", number=touch.number),
            tr("What changes"),
            tr("&Keep it"),
            lambda typed, _: changes.say_what(touch_id, typed),
            lambda _: self._tools.said(tr("Saved")),
            sub=touch.title,
            key="what",
            parent=self,
        )
        dialog.reason.put(touch.what)
        dialog.open()

    def _take_off(self) -> None:
        touch = self.chosen()
        if touch is None:
            return
        changes, touch_id = self._tools.space.changes, touch.id
        said = tr("{number} is taken off the request.", number=touch.number)
        self._tools.write(
            self, lambda _: changes.take_off(touch_id), lambda _: self._tools.said(said)
        )


def _mark(touch: TouchValue, state: ChangeState) -> Mark:
    if touch.done_on is not None:
        day = paper_day(touch.done_on)
        words = "Revision {label}, {day}" if touch.label else "Withdrawn, {day}"
        return Mark(tr(words, label=touch.label, day=day), "green")
    if state != ChangeState.ACCEPTED:
        return Mark(tr("Open"), "grey")
    if touch.state == "effective":
        return Mark(tr("To be revised"), "amber")
    return Mark(tr("Being revised"), "blue")


def _why_no_revision(touch: TouchValue, state: ChangeState) -> str:
    if touch.done_on is not None:
        return tr("It is done.")
    if state != ChangeState.ACCEPTED:
        return tr("Accept the request first; then its revisions begin.")
    return "" if touch.can_revise else tr("Its next revision is begun already; open it.")
