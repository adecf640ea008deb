"""Import what they have: a foreign sheet becomes records of a register. Plan, show, apply.

Nothing is written before `apply`, which judges every row anew within its transaction.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isodesk.core.folding import folded
from isodesk.core.kinds import Choice, Kind
from isodesk.core.numbering import sort_key
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.intake.sheets import How, Sheets, TableFacts, read_sheets
from isodesk.intake.thesaurus import plain
from isodesk.intake.verdicts import Judge, Told
from isodesk.intake.workbook import Cell, Fault
from isodesk.intake.written_figures import plain_figure
from isodesk.services import import_targets
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.import_judging import (
    CHANGED,
    LEFT,
    NEW,
    SAME,
    TWICE,
    Batch,
    Judging,
    Taken,
    take,
)
from isodesk.services.import_values import (
    LEFT_OUT,
    OWN,
    STATE,
    Brought,
    CellNote,
    ColumnCount,
    Plan,
    RowNote,
    Shown,
    Target,
    Wish,
)
from isodesk.services.lines_import import plan_lines, tables_of_lines, write_lines

if TYPE_CHECKING:
    from isodesk.store.unit import Unit

_MOST_NOTES = 2_000
_MOST_SHOWN = 200
_WORDS_OF_ROWS = {NEW: "new", CHANGED: "changed", SAME: "same", TWICE: "twice", LEFT: "left"}


class SheetImport:
    """Imports of sheets into the registers of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def read(self, path: Path, how: How | None = None, progress: Progress = silent) -> Sheets:
        """The tables of a file, to be closed by who asked. Raises Refused."""
        return read_sheets(path, self._desk.reader, how, progress)

    def main_table(self, sheets: Sheets, kind: str) -> TableFacts:
        """The table that most likely holds the records: the longest that is seen and holds no
        lines of them."""
        lines = [table for _, table in tables_of_lines(sheets, self._catalogue.get(kind))]
        shown = [t for t in sheets.tables if not sheets.sheets[t.sheet].hidden and t.rows]
        records = [t for t in shown if t not in lines]
        return max(records or shown or sheets.tables, key=lambda table: table.rows)

    def take(self, sheets: Sheets, table: TableFacts, progress: Progress = silent) -> Taken:
        """Look through one table."""
        return take(sheets, table, progress)

    def propose(self, taken: Taken, kind: str) -> Wish:
        """What the columns would become, with what was chosen for such headings before."""
        register = self._catalogue.get(kind)
        remembered, chosen = self._remembered(kind)
        targets = import_targets.proposed(register, taken.profiles, remembered)
        return Wish(kind, targets, chosen=chosen)

    def plan(self, taken: Taken, wish: Wish, progress: Progress = silent) -> Plan:
        """What would become of every row and cell. Raises Refused for two columns that would
        be one field."""
        register = self._catalogue.get(wish.register)
        _check(register, wish)
        reader = self._desk.file.reader()
        planning = _Planning(Judging(reader, register, taken, wish))
        plan, coming = planning.all(progress), frozenset(planning.coming)
        lines = tuple(plan_lines(reader, register, taken, wish, coming))
        names = dict.fromkeys((*plan.strangers, *(n for each in lines for n in each.strangers)))
        return replace(plan, lines=lines, strangers=tuple(names) if wish.strangers else ())

    def apply(self, taken: Taken, plan: Plan, progress: Progress = silent) -> Brought:
        """Write what the plan says, in one transaction. Raises Refused, and then nothing is
        written; Cancelled by `progress`."""
        from isodesk.services.import_writing import Numbers, Writer

        wish = plan.wish
        said = tr("Brought in from {source}", source=taken.source)
        with self._desk.unit(said) as unit:
            people = self._add_people(unit, plan)
            register, targets = self._add_fields(unit, wish)
            connection = unit.session.connection().connection.dbapi_connection
            judging = Judging(connection, register, taken, replace(wish, targets=targets))
            numbers = Numbers(unit, register, plan.highest)
            writer = Writer(unit, register, judging, numbers, taken.source)
            left: Counter[str] = Counter()
            for batch in judging.batches():
                writer.write(batch)
                left.update(batch.words)
                progress(left.total(), taken.table.rows, tr("Bringing in"))
            numbers.close()
            progress(left.total(), taken.table.rows, tr("Bringing in lines"))
            lines = write_lines(unit, register, taken, wish, writer.first_id)
            self._remember(unit, taken, wish, targets)
            unit.also |= {wish.register, "person"} if people else {wish.register}
            fields = sum(target.field == OWN for target in wish.targets)
        same = left[SAME] + left[TWICE]
        return Brought(writer.new, writer.changed, same, left[LEFT], people, fields, lines)

    def _add_people(self, unit: "Unit", plan: Plan) -> int:
        if not plan.wish.strangers:
            return 0
        from isodesk.services.entry_writing import add

        register = self._catalogue.get("person")
        for name in plan.strangers:
            add(unit, register, {"title": name})
        return len(plan.strangers)

    def _add_fields(self, unit: "Unit", wish: Wish) -> tuple[Register, tuple[Target, ...]]:
        """The register with the new fields of unmatched columns, and the targets with them."""
        import json

        from isodesk.core.own_model import OwnField
        from isodesk.core.own_registers import own_field, own_key

        register = self._catalogue.get(wish.register)
        made: dict[int, str] = {}
        fields = list(register.own_fields)
        for at, target in enumerate(wish.targets):
            if target.field != OWN:
                continue
            row = OwnField(
                register=register.key,
                label=target.label,
                kind=target.kind,
                unit=target.unit or None,
                choices=json.dumps(target.choices, ensure_ascii=False) if target.choices else None,
                on_list=False,
                position=len(fields),
            )
            unit.session.add(row)
            unit.session.flush()
            fields.append(own_field(import_targets.own_field_row(target, row.id)))
            made[at] = own_key(row.id)
        return (
            replace(register, own_fields=tuple(fields)),
            import_targets.with_fields(wish.targets, made),
        )

    def _remembered(self, kind: str) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        rows = (
            self._desk.file.reader()
            .execute("SELECT heading, field FROM matched_column WHERE register = ?", (kind,))
            .fetchall()
        )
        headings: dict[str, str] = {}
        chosen: dict[str, dict[str, str]] = {}
        for heading, target in ((str(h), str(f)) for h, f in rows):
            field, mark, word = heading.partition("=")
            if mark:
                chosen.setdefault(field, {})[word] = target
            else:
                headings[heading] = target
        return headings, chosen

    def _remember(
        self, unit: "Unit", taken: Taken, wish: Wish, targets: tuple[Target, ...]
    ) -> None:
        """What each heading was matched with, and each word with a choice."""
        said = {
            plain(profile.heading): target.field
            for profile, target in zip(taken.profiles, targets, strict=True)
            if plain(profile.heading)
        }
        for field, words in wish.chosen.items():
            said |= {f"{field}={word}": key for word, key in words.items()}
        _keep_matches(unit, wish.register, said)


def _keep_matches(unit: "Unit", register: str, said: Mapping[str, str]) -> None:
    from sqlalchemy import select

    from isodesk.core.own_model import MatchedColumn

    known = {
        row.heading: row
        for row in unit.session.scalars(
            select(MatchedColumn).where(MatchedColumn.register == register)
        )
    }
    for heading, field in said.items():
        row = known.get(heading)
        if row is None:
            unit.session.add(MatchedColumn(register=register, heading=heading, field=field))
        elif row.field != field:
            row.field = field


def _check(register: Register, wish: Wish) -> None:
    """Raises Refused for two columns that would be one field, and for a field without name."""
    used = Counter(t.field for t in wish.targets if t.field not in (LEFT_OUT, OWN))
    for key, times in used.items():
        if times > 1:
            label = tr(import_targets.field_named(register, key).label)
            raise Refused(tr("Two columns would be “{field}”: choose one of them.", field=label))
    if any(t.field == OWN and not t.label.strip() for t in wish.targets):
        raise Refused(tr("A new field needs a name."))


class _Planning:
    """Counts what would become of all rows, and keeps the first of what is to be said."""

    def __init__(self, judging: Judging) -> None:
        self._judging = judging
        self._rows: Counter[str] = Counter()
        self._blank: Counter[int] = Counter()
        self._told: dict[int, Counter[Cell]] = {at: Counter() for at in judging.judges}
        self._first: dict[tuple[int, Cell], int] = {}
        self._notes: list[RowNote] = []
        self._shown: list[Shown] = []
        self._highest: dict[int, int] = {}
        self._states: Counter[str] = Counter()
        self.coming: set[str] = set()
        """Sort keys of the numbers of new records, earlier ones too."""
        self._drafts = 0

    def all(self, progress: Progress) -> Plan:
        """Go through every row."""
        judging = self._judging
        total = judging.taken.table.rows
        for batch in judging.batches():
            self._count(batch)
            progress(sum(self._rows.values()), total, tr("Looking at every cell"))
        return Plan(
            judging.wish,
            self._rows[NEW],
            self._rows[CHANGED],
            self._rows[SAME] + self._rows[TWICE],
            self._rows[LEFT],
            self._drafts,
            tuple(map(self._column, range(len(judging.wish.targets)))),
            tuple(self._cell_notes()),
            tuple(self._notes),
            tuple(self._shown),
            tuple(judging.finding.strangers) if judging.wish.strangers else (),
            self._highest,
            dict(self._states.most_common()),
        )

    def _count(self, batch: Batch) -> None:
        from isodesk.services.import_writing import highest_in

        self._rows.update(batch.words)
        missing = self._judging.missing(batch)
        states = self._judging.states(batch, missing)
        for at, judge in self._judging.judges.items():
            self._count_cells(at, judge, batch)
            if judge.field.key == "number":
                highest_in(self._judging.register, batch.stored[at], self._highest)
            if judge.field.key in ("number", "legacy"):
                pairs = zip(batch.stored[at], batch.words, strict=True)
                self.coming.update(sort_key(str(n)) for n, word in pairs if n and word == NEW)
            if judge.field.key == STATE:
                self._states.update(self._taken_over(batch, batch.stored[at], states))
        draft = self._judging.register.states[0].key
        drafts = {row for row in missing if states[row] == draft} if draft else set()
        self._drafts += len(drafts)
        self._say(batch, {row: missing[row] for row in drafts})
        if len(self._shown) < _MOST_SHOWN:
            self._show(batch)

    def _taken_over(
        self, batch: Batch, said: Sequence[Any], states: Sequence[str]
    ) -> Iterator[str]:
        """The states beyond the first that new records have because the sheet says so."""
        first = self._judging.register.states[0].key
        for word, told, state in zip(batch.words, said, states, strict=True):
            if word == NEW and told == state != first:
                yield state

    def _count_cells(self, at: int, judge: Judge, batch: Batch) -> None:
        cells = batch.chunk.columns[at]
        self._blank[at] += cells.count("")
        if not judge.told:
            return
        known = judge.told
        self._told[at].update([cell for cell in cells if cell in known])
        for cell in set(cells):
            if cell in known and (at, cell) not in self._first:
                self._first[at, cell] = batch.chunk.numbers[cells.index(cell)]

    def _column(self, at: int) -> ColumnCount:
        total = sum(self._rows.values())
        judge = self._judging.judges.get(at)
        if judge is None:
            return ColumnCount()
        words: Counter[str] = Counter()
        for cell, times in self._told[at].items():
            words[judge.told[cell].word] += times
        blank = self._blank[at]
        converted, refused = words["converted"] + words["new"], words["refused"]
        return ColumnCount(total - blank - converted - refused, converted, refused, blank)

    def _cell_notes(self) -> list[CellNote]:
        found = [
            CellNote(at, cell_text(cell), self._judging.judges[at].told[cell], times, first)
            for at, cells in self._told.items()
            for cell, times in cells.items()
            if (first := self._first[at, cell])
        ]
        order = {"refused": 0, "new": 1, "converted": 2}
        found.sort(key=lambda note: (order[note.told.word], note.column, note.first))
        return found[:_MOST_NOTES]

    def _say(self, batch: Batch, drafts: Mapping[int, list[str]]) -> None:
        for row, word in enumerate(batch.words):
            if len(self._notes) >= _MOST_NOTES:
                return
            number = batch.chunk.numbers[row]
            if word != NEW:
                said = batch.why.get(row, "")
                self._notes.append(RowNote(number, _WORDS_OF_ROWS[word], "", said))
            elif row in drafts:
                said = tr("missing: {fields}", fields=", ".join(drafts[row]))
                self._notes.append(RowNote(number, "draft", "", said))

    def _show(self, batch: Batch) -> None:
        names = self._judging.finding.name
        for row, number in enumerate(batch.chunk.numbers):
            if len(self._shown) >= _MOST_SHOWN:
                return
            cells = []
            for at in range(len(self._judging.wish.targets)):
                judge = self._judging.judges.get(at)
                cell = batch.chunk.columns[at][row]
                if judge is None:
                    cells.append("")
                else:
                    cells.append(_arrives(judge, batch.stored[at][row], cell, names))
            self._shown.append(Shown(number, _WORDS_OF_ROWS[batch.words[row]], tuple(cells)))


def _arrives(judge: Judge, stored: Any, cell: Cell, names: Callable[[int], str]) -> str:
    """A cell as it would stand in the record."""
    if stored is None:
        return ""
    if judge.field.kind.key in ("person", "record"):
        return names(int(stored)) or cell_text(cell)
    return judge.field.kind.show(judge.field.kind.unpack(stored))


def cell_text(cell: Cell) -> str:
    """A cell of a sheet as one line."""
    if isinstance(cell, float):
        return plain_figure(cell)
    if isinstance(cell, Fault):
        return cell.sign
    return " ".join(str(cell).split())[:200]


def choices_asked(plan: Plan, register: Register) -> dict[str, tuple[tuple[str, int], ...]]:
    """By field of choices the words that none of them is, with how many rows have each."""
    found: dict[str, list[tuple[str, int]]] = {}
    for note in plan.notes:
        target = plan.wish.targets[note.column]
        if note.told.word != "refused" or target.field in (LEFT_OUT, OWN):
            continue
        kind: Kind = import_targets.field_named(register, target.field).kind
        if isinstance(kind, Choice):
            found.setdefault(target.field, []).append((note.cell, note.rows))
    return {field: tuple(words) for field, words in found.items()}


def chosen_key(word: str) -> str:
    """Under what a word is kept for which the officer chose a choice."""
    return folded(word)


__all__ = ["Brought", "Plan", "SheetImport", "Told", "Wish", "choices_asked", "chosen_key"]
