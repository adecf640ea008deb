"""Judged rows written into the file: thousands of records by a few statements.

The triggers enter each row into the history as any other change; what is computed, what falls
due and what is found by the search is written here as the save path writes it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from isodesk.core.dates import utc_text
from isodesk.core.entry import Entry
from isodesk.core.kinds import Stored
from isodesk.core.numbering import seq_in, sort_key
from isodesk.core.own_model import BroughtRows
from isodesk.core.record import Record
from isodesk.core.register import Register
from isodesk.core.steps import Near
from isodesk.services import brought_rows
from isodesk.services.bulk_values import own_slots
from isodesk.services.entry_settling import due_day, stored_choice
from isodesk.services.entry_values import Surroundings
from isodesk.services.import_changing import change
from isodesk.services.import_judging import CHANGED, NEW, SAME, Batch, Judging
from isodesk.services.import_values import STATE, SYSTEMS
from isodesk.services.searched_words import SearchedWords
from isodesk.store import search_many, together
from isodesk.store.mapped import record_class
from isodesk.store.unit import Unit


@dataclass
class Writer:
    """Writes batches of one import within a running unit. `fields` are the fields of the
    columns, by column, with their keys as they stand in the register now."""

    unit: Unit
    register: Register
    judging: Judging
    numbers: "Numbers"
    source: str
    new: int = 0
    changed: int = 0
    _extra: dict[str, Stored] = field(default_factory=dict)
    _met: dict[tuple[str, str], tuple[Any, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._run = self.unit.session.connection().exec_driver_sql
        self.first_id = (self.unit.session.scalar(select(func.max(Record.id))) or 0) + 1
        self._next_id = self.first_id
        self._at = utc_text(self.unit.now)
        self._own = [f for f in self.register.entry.fields if not f.spine]
        self._computed = [f for f in self.register.entry.fields if f.compute is not None]
        self._due = [f for f in self.register.fields if f.due]
        self._defaults = {
            f.key: f.kind.pack(f.default) for f in self.register.fields if f.default is not None
        }
        self._extra = _other_columns(self.register)

    def write(self, batch: Batch) -> None:
        """One batch: new records, changed ones, and what is remembered."""
        self._new(batch)
        self._change(batch)
        pairs = [
            (batch.ids[row], batch.hashes[row])
            for row, word in enumerate(batch.words)
            if word in (NEW, CHANGED, SAME) and batch.ids[row]
        ]
        known = self.judging.brought
        fresh = [pair for pair in pairs if pair[1] not in known]
        if fresh:
            said = brought_rows.packed(fresh)
            self.unit.session.add(
                BroughtRows(register=self.register.key, source=self.source, rows=said)
            )
            self.unit.session.flush()

    def _new(self, batch: Batch) -> None:
        rows = [row for row, word in enumerate(batch.words) if word == NEW]
        if not rows:
            return
        states = self.judging.states(batch, self.judging.missing(batch))
        made = [self._values(batch, row, states[row]) for row in rows]
        for row, values in zip(rows, made, strict=True):
            batch.ids[row] = values["id"]
        closed = {v["id"] for v in made if v["closed"]}
        self.unit.entering.may_change |= closed
        self._insert_spine(made)
        self._insert_own_table(made)
        self._insert_due(made)
        self._insert_own_values(made)
        words = SearchedWords(self.register)
        search_many.put_new(self._run, [words.of(values) for values in made])
        self.unit.entering.may_change -= closed
        self.new += len(made)

    def _values(self, batch: Batch, row: int, state: str) -> dict[str, Any]:
        """All stored values of a new record."""
        values: dict[str, Any] = dict(self._defaults)
        values["owner_id"] = self.unit.actor.person_id
        values["systems"] = self.register.systems
        for column, each in self.judging.fields.items():
            value = batch.stored[column][row]
            if value is not None and each.key != STATE:
                values[each.key] = int(str(value)) if each.key == SYSTEMS else value
        values |= {"id": self._next_id, "state": state}
        self._next_id += 1
        values["number"] = values.get("number") or self.numbers.next()
        values["closed"] = self._at if self.register.state(state).closed else None
        if self._computed or self._due:
            self._work_out(values)
        return values

    def _work_out(self, values: dict[str, Any]) -> None:
        """What is computed and what is due, as `services.entry_settling` has it."""
        entry = self._entry(values)
        for each in self._computed:
            assert each.compute is not None
            value = each.compute(entry)
            setattr(entry, each.key, value)
            values[each.key] = each.kind.pack(stored_choice(value))
        if self.register.derived is not None and values["closed"] is None:
            for key, value in self.register.derived(entry, self._around(values)).items():
                setattr(entry, key, value)
                values[key] = self.register.by_key[key].kind.pack(stored_choice(value))
        if values["closed"] is None and self._due:
            days = {f.key: day for f in self._due if (day := due_day(entry, f))}
            values["due"] = days
            values["due_on"] = min(days.values()).isoformat() if days else None

    def _around(self, values: Mapping[str, Any]) -> "_AroundNew":
        """What a rule may know around a record that has no links and lines yet."""

        def made() -> Record:
            columns = {f.key: values.get(f.key) for f in self.register.entry.fields}
            kind = record_class(self.register.key)
            return kind(id=values["id"], state=values["state"], **columns)

        return _AroundNew(self.unit, self.register, made, self._met)

    def _entry(self, values: Mapping[str, Any]) -> Entry:
        typed = {
            f.key: f.kind.unpack(value)
            for f in self.register.fields
            if (value := values.get(f.key)) is not None
        }
        typed |= {"id": values["id"], "state": values["state"], "systems": values["systems"]}
        typed["lines"] = {lines.key: () for lines in self.register.lines}
        return self.register.entry.of(typed)

    def _insert_spine(self, made: Sequence[Mapping[str, Any]]) -> None:
        kind, at = self.register.key, self._at
        self._insert(
            "record",
            _SPINE,
            [
                (
                    v["id"],
                    kind,
                    v["number"],
                    v.get("legacy"),
                    v.get("title"),
                    v["state"],
                    v["owner_id"],
                    v.get("due_on"),
                    v["systems"],
                    1,
                    at,
                    at,
                    v["closed"],
                    sort_key(v["number"]),
                    sort_key(v.get("title") or ""),
                )
                for v in made
            ],
        )

    def _insert_own_table(self, made: Sequence[Mapping[str, Any]]) -> None:
        if self.register.key.startswith("own:"):
            return
        keys = [f.key for f in self._own]
        names = ["id", *keys, *self._extra]
        extra = tuple(self._extra.values())
        self._insert(self.register.key, names, [(v["id"], *map(v.get, keys), *extra) for v in made])

    def _insert_due(self, made: Sequence[Mapping[str, Any]]) -> None:
        rows = [
            (v["id"], what, day.isoformat(), v["owner_id"])
            for v in made
            for what, day in v.get("due", {}).items()
        ]
        self._insert("due", ("record_id", "what", "on_day", "person_id"), rows)

    def _insert_own_values(self, made: Sequence[Mapping[str, Any]]) -> None:
        rows = [
            (v["id"], f.own_id, *own_slots(f, v[f.key]))
            for f in self.register.own_fields
            for v in made
            if v.get(f.key) is not None
        ]
        self._insert("own_value", ("record_id", "field_id", "text", "num", "sort"), rows)

    def _change(self, batch: Batch) -> None:
        """Records that stand here; a blank in the sheet takes nothing away."""
        fields = {at: f.key for at, f in self.judging.fields.items() if f.key != STATE}
        wanted: dict[int, dict[str, Stored]] = {}
        for row, word in enumerate(batch.words):
            if word == CHANGED:
                cells = ((key, batch.stored[at][row]) for at, key in fields.items())
                new: dict[str, Stored] = {k: value for k, value in cells if value is not None}
                if SYSTEMS in new:
                    new[SYSTEMS] = int(str(new[SYSTEMS]))
                wanted[batch.ids[row]] = new
        change(self.unit, self.register, wanted)
        self.changed += len(wanted)

    def _insert(self, table: str, columns: Sequence[str], rows: Sequence[together.Row]) -> None:
        together.insert(self._run, table, columns, rows)


_SPINE = (
    *("id", "kind", "number", "legacy", "title", "state", "owner_id", "due_on", "systems"),
    *("version", "created", "changed", "closed", "sort_number", "sort_title"),
)
_NOBODY = Record()


class _AroundNew(Surroundings):
    """Around a record that is being made; what all of them ask for is read once, and the record
    itself made only for a rule that asks what it refers to."""

    def __init__(
        self,
        unit: Unit,
        register: Register,
        made: Callable[[], Record],
        met: dict[tuple[str, str], tuple[Any, ...]],
    ) -> None:
        super().__init__(unit.session, register, _NOBODY, unit.now, unit.actor.person_id)
        self._made, self._met = made, met

    def near(self, kind: str = "", meaning: str = "") -> tuple[Near, ...]:
        """Records that its fields name."""
        self._record = self._made()
        return super().near(kind, meaning)

    def lines(self, key: str) -> tuple[Any, ...]:
        """None yet."""
        return ()

    def entries(self, kind: str, state: str) -> tuple[Any, ...]:
        """All records of a register in a state."""
        if (kind, state) not in self._met:
            self._met[kind, state] = super().entries(kind, state)
        return self._met[kind, state]


class Numbers:
    """The numbers of new records, counted past the highest that the sheet brings. `highest` is
    by year, 0 where numbers have none."""

    def __init__(self, unit: Unit, register: Register, highest: Mapping[int, int]) -> None:
        self._unit, self._mask = unit, register.numbering
        self._year = unit.now.year
        dated = "{year}" in register.numbering
        for year, seq in highest.items():
            name = f"number:{register.key}" + (f":{year}" if dated else "")
            self._push(name, seq)
        self._counter = f"number:{register.key}" + (f":{self._year}" if dated else "")
        self._given = self._last = self._value(self._counter)

    def next(self) -> str:
        """The next number."""
        self._given += 1
        return self._mask.format(prefix="", seq=self._given, year=self._year)

    def close(self) -> None:
        """Remember how far was counted."""
        if self._given > self._last:
            self._push(self._counter, self._given)

    def _value(self, name: str) -> int:
        from isodesk.core.spine import Counter

        row = self._unit.session.get(Counter, name)
        return row.value if row is not None else 0

    def _push(self, name: str, seq: int) -> None:
        if self._value(name) < seq:
            self._unit.next(name, seq - 1)


def highest_in(register: Register, numbers: Sequence[Any], found: dict[int, int]) -> None:
    """The highest counts among given numbers, into `found`, by year or 0."""
    dated = "{year}" in register.numbering
    for number in numbers:
        seq = seq_in(register.numbering, "", str(number)) if number else None
        if seq is not None:
            year = _year_of(str(number)) if dated else 0
            found[year] = max(found.get(year, 0), seq)


def _year_of(number: str) -> int:
    found = re.search(r"(19|20)\d\d", number)
    return int(found[0]) if found else 0


def _other_columns(register: Register) -> dict[str, Stored]:
    """Columns of the kind's table that are no fields, with their defaults."""
    if register.key.startswith("own:"):
        return {}
    known = {"id", *(f.key for f in register.entry.fields)}
    table = record_class(register.key).__table__
    return {
        column.name: int(column.default.arg) if column.default is not None else None
        for column in table.columns
        if column.name not in known
    }
