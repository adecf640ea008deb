"""A tab of a record's lines: readings, attendees, characteristics, saved as they are typed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.core.register import Lines
from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.documents.tools import Tools
from isodesk.ui.parts import HairLine, Words, dress_surface
from isodesk.ui.registers.cell_words import cell_value
from isodesk.ui.registers.facts import EntryFacts
from isodesk.ui.registers.lines_model import GridRow, LinesModel
from isodesk.ui.registers.lines_table import LinesTable
from isodesk.ui.registers.record_tab import RecordTab
from isodesk.ui.registers.saving import Change
from isodesk.ui.theme import SMALL


class LinesTab(RecordTab):
    """The grid that is typed into."""

    def __init__(self, tools: Tools, lines: Lines, parent: QWidget | None = None) -> None:
        super().__init__(tools, lines, parent)
        self._pending = 0
        self.model = LinesModel(lines, self)
        self.table = LinesTable(tools, self.model, tr(lines.title))
        self.remove = Button(tr("Take off"), self._remove_chosen, "quiet")
        self.tools_row = (self.remove,)
        self.words = Words("", SMALL, tone="second", wrap=True)
        self._lay_out()
        self.model.typed.connect(self._save)
        self.table.removed.connect(self._remove)
        self.table.pasted.connect(self._paste)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._say())

    def show_facts(self, facts: EntryFacts) -> None:
        """Show a record's lines, unless some are on their way into the file."""
        other = self._facts is None or self._facts.entry.id != facts.entry.id
        self._facts = facts
        self.table.people = facts.people
        if other or not self._pending:
            self._show(facts)
        self._say()

    def first_values(self, nth: int) -> dict[str, Any]:
        """What the nth new line begins with, beside what is typed into it."""
        return {}

    def why_fixed(self, facts: EntryFacts) -> str:
        """Why nothing can be typed here now; "" when it can."""
        return facts.fixed

    def _show(self, facts: EntryFacts) -> None:
        """The same lines again leave the keyboard where it is."""
        place = self.table.currentIndex()
        wrong = {row.id: row for row in self.model.rows if row.wrong}
        self.model.show(facts.entry.lines.get(self.lines.key, ()), self.why_fixed(facts))
        for row in self.model.rows:
            if row.id in wrong:
                row.wrong = wrong[row.id].wrong
                row.shown |= {key: wrong[row.id].shown[key] for key in row.wrong}
        if place.isValid():
            at = min(place.row(), self.model.rowCount() - 1)
            self.table.setCurrentIndex(self.model.index(at, place.column()))

    def _save(self, row: GridRow, texts: dict[str, str]) -> None:
        """Read the words and write them; in turn, so that a new row is one line."""
        facts = self._facts
        assert facts is not None
        space, record, key = self._tools.space, facts.entry.id, self.lines.key
        before = {k: row.values.get(k) for k in texts}
        by_key = {f.key: f for f in self.lines.line.fields}

        def work(progress: Progress) -> bool:
            values = {
                k: cell_value(space, facts.people, by_key[k], text) for k, text in texts.items()
            }
            new = row.id is None
            if new:
                values = {**self.first_values(0), **values}
            row.id = space.entry_lines.put(record, key, values, row.id)
            row.values.update(values)
            return new

        def done(new: bool) -> None:
            for k in texts:
                row.wrong.pop(k, None)
            self._settled()
            self.saved.emit(self._change(record, row.id, None if new else before))

        def refused(error: Refused) -> None:
            said = {p.field: p.sentence for p in error.problems}
            for k in texts:
                row.wrong[k] = said.get(k) or said.get("") or str(error)
            self.model.touch(row)
            self._settled()

        self._pending += 1
        self._tools.write(self, work, done, refused)

    def _change(self, record: int, line: int | None, before: dict[str, Any] | None) -> Change:
        """How a typed value is taken back: a new line is taken off."""
        key, label = self.lines.key, tr(self.lines.one).capitalize()
        assert line is not None
        if before is None:
            return Change(record, label, lambda s: s.entry_lines.end(record, key, (line,)))
        return Change(record, label, lambda s: s.entry_lines.put(record, key, before, line))

    def _paste(self, row: int, column: int, texts: Sequence[Sequence[str]]) -> None:
        """Rows of a spreadsheet: over those that stand there, then as new lines; all or none."""
        facts = self._facts
        assert facts is not None
        space, record, key = self._tools.space, facts.entry.id, self.lines.key
        fields = [f for f in self.model.fields[column:] if f.typed]
        ids = [self.model.rows[at].id for at in range(row, len(self.model.rows))]
        first = [self.first_values(at) for at in range(max(0, len(texts) - len(ids)))]
        old = [
            (line.id, {f.key: line.values.get(f.key) for f in fields})
            for line in self.model.rows[row : row + len(texts)]
        ]

        def work(progress: Progress) -> tuple[int, ...]:
            rows = []
            for at, cells in enumerate(texts):
                try:
                    pairs = zip(fields, cells, strict=False)
                    values = {f.key: cell_value(space, facts.people, f, c) for f, c in pairs}
                    values = {**first[at - len(ids)], **values} if at >= len(ids) else values
                except Refused as refused:
                    raise Refused(tr("Row {n}: {why}", n=at + 1, why=refused)) from refused
                rows.append((ids[at] if at < len(ids) else None, values))
            return space.entry_lines.put_many(record, key, rows)

        def done(made: tuple[int, ...]) -> None:
            new = made[len(old) :]

            def back(s: Any) -> None:
                s.entry_lines.put_many(record, key, old)
                s.entry_lines.end(record, key, new)

            self._settled()
            self.saved.emit(Change(record, tr(self.lines.title), back))

        self._pending += 1
        self._tools.write(self, work, done, self._paste_refused)

    def _paste_refused(self, refused: Refused) -> None:
        self._settled()
        self._tell(tr("Nothing was pasted. {why}", why=refused), "danger")

    def _remove_chosen(self) -> None:
        self._remove(self.table.chosen_rows())

    def _remove(self, rows: Sequence[int]) -> None:
        facts = self._facts
        assert facts is not None
        record, key = facts.entry.id, self.lines.key
        ids = tuple(i for at in rows if (i := self.model.rows[at].id) is not None)
        if not ids:
            self.model.rows = [r for n, r in enumerate(self.model.rows) if n not in rows]
            self.model.layoutChanged.emit()
            return
        change = Change(
            record, tr(self.lines.title), lambda s: s.entry_lines.keep(record, key, ids)
        )
        lines = self._tools.space.entry_lines
        self._tools.write(
            self, lambda _: lines.end(record, key, ids), lambda _: self.saved.emit(change)
        )

    def _settled(self) -> None:
        self._pending -= 1
        self._say()

    def _say(self) -> None:
        """What is wrong with the cell the keyboard is in, else how the grid is used."""
        at = self.table.currentIndex()
        fixed = self.model.fixed
        nothing = "" if self.table.chosen_rows() else tr("Choose a row first.")
        self.remove.allow(fixed or nothing)
        wrong = self.model.wrong(at.row(), at.column()) if at.isValid() else ""
        wrong = wrong or next((w for r in self.model.rows for w in r.wrong.values()), "")
        if wrong:
            self._tell(wrong, "danger")
        else:
            keys = tr("Enter goes down, Tab goes right. Paste rows as they stand in a sheet.")
            self._tell(fixed or keys, "second")

    def _tell(self, words: str, tone: str) -> None:
        self.words.setText(words)
        if self.words.property("tone") != tone:
            self.words.set_tone(tone)

    def _lay_out(self) -> None:
        foot = QWidget()
        dress_surface(foot, "alternate")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 6, 24, 6)
        row.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(HairLine())
        column.addWidget(foot)
