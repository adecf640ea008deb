"""The rows of a table judged as records of a register: which are new, which stand here already.

Planning and applying go through the same rows in the same way, some thousand at a time, so
that what was shown is what is done and memory does not grow with the sheet.
"""

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from isodesk.core.entry import Field
from isodesk.core.kinds import Stored, Text
from isodesk.core.numbering import sort_key
from isodesk.core.progress import Progress
from isodesk.core.register import Register
from isodesk.core.steps import DRAFT
from isodesk.i18n import tr
from isodesk.intake.columns import Profile, habits
from isodesk.intake.sheets import Chunk, Sheets, TableFacts
from isodesk.intake.verdicts import Judge
from isodesk.services import brought_rows
from isodesk.services.entry_lists import expression, tables_of
from isodesk.services.import_finding import NOBODY_YET, Finding
from isodesk.services.import_targets import as_field
from isodesk.services.import_values import STATE, SYSTEMS, Wish

NEW, CHANGED, SAME, TWICE, LEFT = "new", "changed", "same", "twice", "left"


@dataclass(frozen=True)
class Taken:
    """A table looked through once: its columns as a whole, and a hash of each row."""

    sheets: Sheets
    table: TableFacts
    profiles: tuple[Profile, ...]
    hashes: "array[int]"

    @property
    def source(self) -> str:
        """`Instruments.xlsx, Sheet1`: where it comes from, as the history says it."""
        sheet = self.sheets.sheets[self.table.sheet].name
        return self.sheets.name if sheet == self.sheets.name else f"{self.sheets.name}, {sheet}"


def take(sheets: Sheets, table: TableFacts, progress: Progress) -> Taken:
    """Look through a table."""
    profiles = tuple(Profile(heading) for heading in table.headings)
    hashes = array("Q")
    for chunk in sheets.chunks(table.at):
        for profile, column in zip(profiles, chunk.columns, strict=True):
            profile.see(column)
        hashes.extend(brought_rows.hashes(table.headings, chunk))
        progress(len(hashes), table.rows, tr("Looking through the rows"))
    return Taken(sheets, table, profiles, hashes)


@dataclass
class Batch:
    """Some thousand judged rows. `stored` has the values by column; `words` says of each row
    what becomes of it, `ids` the record that stands here already (0: none), `why` what is to be
    said."""

    chunk: Chunk
    stored: dict[int, list[Stored]]
    words: list[str]
    ids: list[int]
    why: dict[int, str] = field(default_factory=dict)
    hashes: Sequence[int] = ()


class Judging:
    """Judges the rows of one table by a wish, over a connection that reads."""

    def __init__(self, connection: Any, register: Register, taken: Taken, wish: Wish) -> None:
        self._read = connection.execute
        self.register, self.taken, self.wish = register, taken, wish
        self.finding = Finding(connection, wish.strangers)
        self.fields = {
            at: made
            for at, target in enumerate(wish.targets)
            if (made := as_field(target, at, register)) is not None
        }
        self.judges = self._made_judges()
        self.brought = brought_rows.known(connection, register.key, frozenset(taken.hashes))
        self._empty = not self._count(register.key)
        self._seen: set[int] = set()
        self._numbers: dict[str, int] = {}

    def _made_judges(self) -> dict[int, Judge]:
        how = self.taken.sheets.how
        all_habits = habits(self.taken.profiles, self.wish.habit, how.separator)
        return {
            at: Judge(
                each,
                self.taken.profiles[at],
                all_habits[at],
                self.wish.chosen.get(each.key, {}),
                self.finding,
                bool(how.encoding),
            )
            for at, each in self.fields.items()
        }

    def _count(self, kind: str) -> int:
        row = self._read("SELECT sum(n) FROM tally WHERE kind = ?", (kind,)).fetchone()
        return int(str(row[0] or 0)) if row else 0

    def batches(self) -> Iterator[Batch]:
        """All rows in their order."""
        at = 0
        for chunk in self.taken.sheets.chunks(self.taken.table.at):
            count = len(chunk.numbers)
            yield self._batch(chunk, self.taken.hashes[at : at + count])
            at += count

    def _batch(self, chunk: Chunk, hashes: Sequence[int]) -> Batch:
        count = len(chunk.numbers)
        stored = {at: judge.column(chunk.columns[at]) for at, judge in self.judges.items()}
        batch = Batch(chunk, stored, [NEW] * count, [0] * count, {}, hashes)
        self._known_by_content(batch)
        self._known_by_number(batch)
        self._known_by_name(batch)
        if not self.wish.doubtful:
            self._leave_doubtful(batch)
        return batch

    def _known_by_content(self, batch: Batch) -> None:
        seen, brought = self._seen, self.brought
        if not brought and len(seen) + len(batch.hashes) == len(seen.union(batch.hashes)):
            seen.update(batch.hashes)
            return
        for at, content in enumerate(batch.hashes):
            if content in brought:
                batch.words[at], batch.ids[at] = SAME, brought[content]
                batch.why[at] = tr("brought in before, and not changed in the sheet since")
            elif content in seen:
                batch.words[at] = TWICE
                batch.why[at] = tr("stands in the sheet a second time")
            seen.add(content)

    def _known_by_number(self, batch: Batch) -> None:
        for key, by_sort_key in (("number", True), ("legacy", False)):
            at = next((at for at, each in self.fields.items() if each.key == key), None)
            if at is None:
                continue
            numbers = [str(n) if n else "" for n in batch.stored[at]]
            compared = by_sort_key and not self._empty
            keys = [sort_key(n) for n in numbers] if compared else numbers
            self._numbered_twice(batch, keys)
            if not self._empty:
                self._compared(batch, keys, f"sort_{key}" if by_sort_key else key)

    def _known_by_name(self, batch: Batch) -> None:
        """People have no numbers in most lists: their names tell them apart."""
        at = next((at for at, each in self.fields.items() if each.key == "title"), None)
        if self.register.key != "person" or at is None:
            return
        names = [sort_key(str(n)) if n else "" for n in batch.stored[at]]
        self._compared(batch, names, "sort_title")

    def _numbered_twice(self, batch: Batch, keys: Sequence[str]) -> None:
        numbers = self._numbers
        for at, key in enumerate(keys):
            if not key or batch.words[at] != NEW:
                continue
            before = numbers.setdefault(key, batch.chunk.numbers[at])
            if before != batch.chunk.numbers[at]:
                batch.words[at] = LEFT
                batch.why[at] = tr("has the number of row {row}", row=before)

    def _compared(self, batch: Batch, keys: Sequence[str], column: str) -> None:
        """Rows whose number stands here already: what they would change."""
        wanted = [key for key, word in zip(keys, batch.words, strict=True) if key and word == NEW]
        if not wanted:
            return
        known = self._standing(column, wanted)
        for at, key in enumerate(keys):
            if key in known and batch.words[at] == NEW:
                self._judge_known(batch, at, known[key])

    def _standing(self, column: str, wanted: list[str]) -> dict[str, tuple[Any, ...]]:
        """By number: id, whether it is closed, its state, its systems, its values by column."""
        sql = ", ".join(
            [f"r.{column}", "r.id", "r.closed", "r.state", "r.systems"]
            + [expression(f) for f in self._real_fields().values()]
        )
        rows = self._read(
            f"SELECT {sql} FROM {tables_of(self.register)}"
            f" WHERE r.kind = ? AND r.{column} IN (SELECT value FROM json_each(?))",
            (self.register.key, json.dumps(wanted)),
        ).fetchall()
        return {str(row[0]): tuple(row[1:]) for row in rows}

    def _real_fields(self) -> dict[int, Field]:
        return {
            at: each
            for at, each in self.fields.items()
            if each.key not in (STATE, SYSTEMS) and each.own_id != 0
        }

    def _judge_known(self, batch: Batch, at: int, known: tuple[Any, ...]) -> None:
        batch.ids[at] = int(known[0])
        differing = self._differing(batch, at, known)
        if not differing:
            batch.words[at] = SAME
        elif known[1] is not None:
            batch.words[at] = LEFT
            batch.why[at] = tr("is closed here and stays as it is")
        elif not self.wish.changes:
            batch.words[at] = LEFT
            batch.why[at] = tr("stands here already, and differs")
        else:
            batch.words[at] = CHANGED
            batch.why[at] = ", ".join(differing)

    def _differing(self, batch: Batch, at: int, known: tuple[Any, ...]) -> list[str]:
        """The labels of what would change; a blank in the sheet takes nothing away."""
        found = []
        for (column, each), before in zip(self._real_fields().items(), known[4:], strict=True):
            after = batch.stored[column][at]
            if after is not None and not self._same(each, before, after):
                found.append(tr(each.label))
        for column, each in self.fields.items():
            after = batch.stored[column][at]
            if each.own_id == 0 and after is not None:
                found.append(each.label)
            if each.key == SYSTEMS and after is not None and int(str(after)) != known[3]:
                found.append(tr(each.label))
        return found

    def _same(self, each: Field, before: Stored, after: Stored) -> bool:
        """The same value, or somebody else who is called the same."""
        if same_value(each, before, after):
            return True
        if each.kind.key != "person" or before is None:
            return False
        called = self.finding.name(int(str(after)))
        return bool(called) and called == self.finding.name(int(str(before)))

    def _leave_doubtful(self, batch: Batch) -> None:
        for at, judge in self.judges.items():
            bad = {cell for cell, told in judge.told.items() if told.word == "refused"}
            if not bad:
                continue
            for row, cell in enumerate(batch.chunk.columns[at]):
                if batch.words[row] in (NEW, CHANGED) and cell in bad:
                    batch.words[row] = LEFT
                    batch.why[row] = tr("a cell of it is refused")

    def missing(self, batch: Batch) -> dict[int, list[str]]:
        """By new row the labels of what is required and blank."""
        columns = {each.key: at for at, each in self.fields.items()}
        needed = [f for f in self.register.fields if f.required and f.typed and f.default is None]
        found: dict[int, list[str]] = {}
        for each in needed:
            blank: Sequence[Stored] = [None] * len(batch.words)
            values = batch.stored.get(columns.get(each.key, -1), blank)
            if None not in values:
                continue
            label = tr(each.label)
            for row, word in enumerate(batch.words):
                if word == NEW and values[row] is None:
                    found.setdefault(row, []).append(label)
        return found

    def states(self, batch: Batch, missing: Mapping[int, Sequence[str]]) -> list[str]:
        """The state of each new row: what its cell says, else what the officer wishes; a draft
        where something required is missing and the state is an open one."""
        usual = self.wish.state or first_open(self.register)
        at = next((at for at, each in self.fields.items() if each.key == STATE), None)
        if at is None and not missing:
            return [usual] * len(batch.words)
        said = batch.stored[at] if at is not None else [None] * len(batch.words)
        draft = self.register.states[0].key
        closed = {s.key for s in self.register.states if s.closed}
        return [
            draft if row in missing and (state or usual) not in closed else str(state or usual)
            for row, state in enumerate(said)
        ]


def first_open(register: Register) -> str:
    """The state that the first step out of the first one leads to."""
    begin = register.states[0].key
    closed = {s.key for s in register.states if s.closed}
    led = [s.to for s in register.steps if begin in s.start and s.to not in closed]
    return led[0] if led and begin == DRAFT else begin


def same_value(each: Field, before: Stored, after: Stored) -> bool:
    """Whether two stored values are the same for whoever reads them."""
    if before == after:
        return True
    if before is None or after in (None, NOBODY_YET):
        return False
    kind = each.kind
    if isinstance(kind, Text):
        return bool(kind.parse(str(before)) == after)
    if kind.key == "moment":
        return kind.show(kind.unpack(before)) == kind.show(kind.unpack(after))
    return False
