"""History of a document and all that belongs to it: who, when, what, why; and Put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodesk.core.dates import in_zone
from isodesk.core.rows import Column, Group, Row
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.days import day_text
from isodesk.ui.documents.told import Told
from isodesk.ui.documents.tools import Tools
from isodesk.ui.fields import FilterField
from isodesk.ui.list_view import ListView
from isodesk.ui.parts import HairLine, Words, dress_surface, small_words
from isodesk.ui.rows_model import GroupedModel

if TYPE_CHECKING:
    from isodesk.services.history_values import FieldChange, HistoryEntry

COLUMNS = (
    Column("field", "What", 10, "second"),
    Column("old", "From", 13),
    Column("new", "To", 14),
)


@dataclass(frozen=True)
class _Line:
    """One row of the list: a field of an entry, or the entry itself when it has none."""

    entry: HistoryEntry
    field: FieldChange | None


class HistoryTab(QWidget):
    """Read when it is first looked at, and again after each change while it is seen."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._facts: Told | None = None
        self._entries: tuple[HistoryEntry, ...] = ()
        self._lines: list[_Line] = []
        self._read_for: Told | None = None
        self.filter = FilterField(tr("Filter"), tr("Filter the history"))
        self.count = small_words()
        self.model = GroupedModel(COLUMNS, parent=self)
        self.list = ListView(tr("History"), inset=24)
        self.list.setModel(self.model)
        self.put_back = Button(tr("Put back"), self._put_back, icon="arrow-back-up")
        self.whole = Words(wrap=True)
        self._foot = self._made_foot()
        self.tools_row: tuple[Button, ...] = ()
        self._lay_out()
        self.filter.changed.connect(lambda _: self._show())
        self.filter.left_down.connect(self.list.setFocus)
        self.list.typed.connect(self.filter.begin)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show_whole())

    def show_facts(self, facts: Told) -> None:
        """The record this is the history of; read at once when the tab is seen."""
        if self._facts is None or self._facts.record_id != facts.record_id:
            self._entries, self._read_for = (), None
            self._show()
        self._facts = facts
        if self.isVisible():
            self.read()

    def read(self) -> None:
        """Read the history again, unless it is of this very state."""
        facts = self._facts
        if facts is None or facts is self._read_for:
            return
        self._read_for = facts
        histories, record_id = self._tools.space.histories, facts.record_id

        def came(entries: tuple[HistoryEntry, ...]) -> None:
            if self._read_for is facts:
                self._entries = merged(entries)
                self._show()

        self._tools.read(self, lambda _: histories.of(record_id), came)

    def showEvent(self, event: object) -> None:
        self.read()

    def _made_foot(self) -> QWidget:
        foot = QWidget()
        dress_surface(foot, "alternate")
        row = QHBoxLayout()
        row.setContentsMargins(24, 8, 24, 8)
        row.addWidget(self.whole, 1)
        row.addWidget(self.put_back)
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(HairLine())
        column.addLayout(row)
        foot.hide()
        return foot

    def _lay_out(self) -> None:
        strip = QHBoxLayout()
        strip.setContentsMargins(24, 12, 24, 12)
        strip.setSpacing(16)
        strip.addWidget(self.filter, 1)
        strip.addWidget(self.count)
        strip.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(strip)
        column.addWidget(self.list, 1)
        column.addWidget(self._foot)

    def _show(self) -> None:
        wanted = self.filter.text().strip().casefold()
        shown = [e for e in self._entries if wanted in _all_words(e)]
        self._lines = []
        self.model.show([self._group(entry) for entry in shown])
        self.count.setText(tr("{n} of {total}", n=len(shown), total=len(self._entries)))
        self._show_whole()

    def _group(self, entry: HistoryEntry) -> Group:
        fields: Sequence[FieldChange | None] = entry.fields or (None,)
        rows = []
        for field in fields:
            rows.append(_row(len(self._lines), entry, field))
            self._lines.append(_Line(entry, field))
        return Group(_when(entry), _by(entry), tuple(rows), late=entry.odd_clock)

    def _line(self) -> _Line | None:
        at = self.list.chosen_id()
        return self._lines[at] if at is not None and at < len(self._lines) else None

    def _show_whole(self) -> None:
        line = self._line()
        self._foot.setVisible(line is not None)
        if line is None:
            return
        self.whole.setText(_in_full(line))
        read_only = self._facts.read_only if self._facts else ""
        back = line.field is not None and line.field.can_put_back
        self.put_back.setVisible(back)
        self.put_back.allow(read_only)

    def _put_back(self) -> None:
        line = self._line()
        if line is None or line.field is None:
            return
        histories, seq, column = self._tools.space.histories, line.field.seq, line.field.column
        said = tr("{field} is “{value}” again.", field=line.field.label, value=line.field.old)
        self._tools.write(
            self, lambda _: histories.put_back(seq, column), lambda _: self._tools.said(said)
        )


def merged(entries: Sequence[HistoryEntry]) -> tuple[HistoryEntry, ...]:
    """One entry for each change: a document and its revision change together, and a state that
    both carry is told once."""
    changes: dict[int, HistoryEntry] = {}
    for entry in entries:
        known = changes.get(entry.change_id)
        changes[entry.change_id] = entry if known is None else _joined(known, entry)
    return tuple(changes.values())


def _joined(one: HistoryEntry, other: HistoryEntry) -> HistoryEntry:
    told = {(f.label, f.old, f.new) for f in one.fields}
    new = tuple(f for f in other.fields if (f.label, f.old, f.new) not in told)
    what = one.what if other.what in one.what else f"{one.what}, {other.what}".strip(", ")
    return replace(one, what=what, fields=(*one.fields, *new))


def _row(at: int, entry: HistoryEntry, field: FieldChange | None) -> Row:
    if field is None:
        return Row(at, (entry.what, "", entry.why))
    return Row(at, (field.label, _one_line(field.old), _one_line(field.new)))


def _when(entry: HistoryEntry) -> str:
    moment = in_zone(entry.at, entry.zone)
    return f"{day_text(moment.date())}, {moment:%H:%M} {entry.zone}"


def _by(entry: HistoryEntry) -> str:
    odd = tr("time in doubt: the computer's clock had jumped") if entry.odd_clock else ""
    what = entry.what if entry.fields else ""
    return "  ·  ".join(filter(None, (entry.actor, what, entry.why, odd)))


def _in_full(line: _Line) -> str:
    entry, field = line.entry, line.field
    if field is None:
        return "  ·  ".join(filter(None, (entry.what, entry.why)))
    if not field.old:
        return f"{field.label}: {field.new}"
    return f"{field.label}: {field.old}  →  {field.new or tr('nothing')}"


def _all_words(entry: HistoryEntry) -> str:
    fields = [f"{f.label} {f.old} {f.new}" for f in entry.fields]
    return " ".join((_when(entry), _by(entry), entry.what, *fields)).casefold()


def _one_line(text: str) -> str:
    return " ".join(text.split())
