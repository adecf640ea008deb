"""Records of registers: made, changed field by field, moved by steps, voided; lines and what
grows of them. One way for every kind, built in or the officer's own."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import select

from isodesk.core.entry import Entry, Field
from isodesk.core.kinds import Reference
from isodesk.core.numbering import next_number, sort_key
from isodesk.core.own_model import OwnValue
from isodesk.core.problems import Problem, Refused
from isodesk.core.record import Record
from isodesk.core.register import Lines, Register
from isodesk.core.spine import Link, Person
from isodesk.core.steps import (
    DRAFT,
    ME,
    NOW,
    TODAY,
    VOID,
    AddLines,
    Effect,
    Make,
    Put,
    Step,
    Take,
)
from isodesk.i18n import tr
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.due_dates import set_due
from isodesk.services.entry_values import (
    EntryValue,
    Surroundings,
    entry_of,
    entry_value,
    missing_fields,
    offer,
)
from isodesk.services.reading_asks import person_changed
from isodesk.store.mapped import lines_table, record_class
from isodesk.store.unit import Unit

_DEEPEST = 6
"""Steps that a step may set off, one after the other."""


class Entries:
    """Records of the registers of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk = desk
        self._catalogue = catalogue

    def get(self, record_id: int) -> EntryValue:
        """A record with its problems, steps and lines. Raises Refused for one of no register."""
        with self._desk.reading() as session:
            record = session.get_one(Record, record_id)
            now, me = self._desk.clock(), self._desk.actor.person_id
            return entry_value(session, self._catalogue, record, now, me)

    def typed(self, kind: str, texts: Mapping[str, str]) -> dict[str, Any]:
        """What was typed into fields, by their keys, as values. Raises Refused with all that
        cannot be read, and for a field that does not exist."""
        from isodesk.services.looking_up import Lookup

        register = self._catalogue.get(kind)
        fields = [f for f in register.fields if f.typed]
        unknown = set(texts) - {f.key for f in fields}
        if unknown:
            known = ", ".join(f.key for f in fields)
            raise Refused(f"There is no field {', '.join(sorted(unknown))}. Known: {known}.")
        with self._desk.reading() as session:
            values, problems = Lookup(session).values(fields, texts)
        if problems:
            raise Refused(problems)
        return {**dict.fromkeys(texts), **values}

    def new(
        self,
        kind: str,
        values: Mapping[str, Any] | None = None,
        links: Iterable[tuple[int, str]] = (),
    ) -> int:
        """A draft with its number, and with links from it to others, as (record, meaning);
        answers its id. Raises Refused for a value that is not allowed."""
        register = self._catalogue.get(kind)
        with self._desk.unit() as unit:
            record_id = add(unit, register, values or {})
            for other, meaning in links:
                tie(unit, record_id, other, meaning)
            return record_id

    def change(self, record_id: int, values: Mapping[str, Any]) -> None:
        """Save fields as they were typed, by their keys. Raises Refused, with the field, for a
        value that is not allowed, a required one taken out of what is no draft any more, and
        for a closed record."""
        with self._desk.unit() as unit:
            record = unit.session.get_one(Record, record_id)
            write(unit, self._catalogue.get(record.kind), record, values)

    def take(
        self,
        record_id: int,
        step: str,
        values: Mapping[str, Any] | None = None,
        reason: str = "",
    ) -> None:
        """Take a step by its key, with what its dialog asked for. Raises Refused where it
        cannot be taken, with what is missing."""
        verb = self._register_of(record_id).step(step).verb
        with self._desk.unit(reason.strip() or verb) as unit:
            self._take(unit, record_id, step, values or {}, reason, 0)

    def void(self, record_id: int, reason: str) -> None:
        """Take a record out of use; it stays findable. Raises Refused without a reason and for
        one that is closed."""
        if not reason.strip():
            raise Refused([Problem("reason", "Say why; it stays in the history.")])
        with self._desk.unit(reason.strip()) as unit:
            record = unit.session.get_one(Record, record_id)
            if record.closed is not None:
                raise Refused("It is closed; it stays as it is.")
            record.state, record.closed = VOID, unit.now
            write(unit, self._catalogue.get(record.kind), record, {})

    def grow(self, record_id: int, grow: str) -> int:
        """Make what grows of a record, prefilled and linked; answers the new record. Raises
        Refused where it may not grow now."""
        with self._desk.unit() as unit:
            record = unit.session.get_one(Record, record_id)
            register = self._catalogue.get(record.kind)
            wanted = register.grow(grow)
            assert not wanted.by, f"{wanted.by} makes that"
            value = entry_value(
                unit.session, self._catalogue, record, unit.now, unit.actor.person_id
            )
            if wanted not in value.grows:
                raise Refused("That stands already, or is not possible in this state.")
            entry = entry_of(unit.session, register, record)
            first = {"systems": record.systems, **wanted.fill(entry)}
            made = add(unit, self._catalogue.get(wanted.kind), first)
            if wanted.meaning not in first:  # a field that refers ties them already
                tie(unit, made, record_id, wanted.meaning)
            return made

    def put_line(
        self, record_id: int, key: str, values: Mapping[str, Any], line_id: int | None = None
    ) -> int:
        """A new line of a record, or other values of one; answers its id. Raises Refused, with
        the field, for a value that is not allowed."""
        with self._desk.unit() as unit:
            record = _open(unit, record_id)
            register = self._catalogue.get(record.kind)
            made = write_line(unit, register, record_id, key, values, line_id)
            settle(unit, register, record)
            unit.also |= {record.kind}
            return made

    def put_lines(
        self, record_id: int, key: str, rows: Sequence[tuple[int | None, Mapping[str, Any]]]
    ) -> tuple[int, ...]:
        """Many lines in one change, as (line or None for a new one, values); answers their ids.
        Raises Refused, naming the row, and writes nothing where one value is not allowed."""
        with self._desk.unit() as unit:
            record = _open(unit, record_id)
            register = self._catalogue.get(record.kind)
            made = []
            for at, (line_id, values) in enumerate(rows, 1):
                try:
                    made.append(write_line(unit, register, record_id, key, values, line_id))
                except Refused as refused:
                    raise Refused(tr("Row {n}: {why}", n=at, why=refused)) from refused
            settle(unit, register, record)
            unit.also |= {record.kind}
            return tuple(made)

    def end_line(self, record_id: int, key: str, line_id: int) -> None:
        """Take a line off; it stays in the history."""
        self._end_lines(record_id, key, (line_id,), ended=True)

    def end_lines(self, record_id: int, key: str, line_ids: Sequence[int]) -> None:
        """Take several lines off in one change."""
        self._end_lines(record_id, key, line_ids, ended=True)

    def keep_lines(self, record_id: int, key: str, line_ids: Sequence[int]) -> None:
        """Lines that were taken off stand again."""
        self._end_lines(record_id, key, line_ids, ended=False)

    def _end_lines(self, record_id: int, key: str, line_ids: Sequence[int], ended: bool) -> None:
        with self._desk.unit() as unit:
            record = _open(unit, record_id)
            register = self._catalogue.get(record.kind)
            table = lines_table(register.lines_by_key[key])
            for line_id in line_ids:
                row = unit.session.get_one(table, line_id)
                row.ended = unit.now.isoformat(timespec="seconds") if ended else None
            unit.session.flush()
            settle(unit, register, record)
            unit.also |= {record.kind}

    def take_in(
        self,
        unit: Unit,
        record_id: int,
        step: str,
        values: Mapping[str, Any],
        reason: str,
    ) -> None:
        """Take a step inside a running unit, as `take` does."""
        self._take(unit, record_id, step, values, reason, 0)

    def _register_of(self, record_id: int) -> Register:
        row = (
            self._desk.file.reader()
            .execute("SELECT kind FROM record WHERE id = ?", (record_id,))
            .fetchone()
        )
        assert row is not None, record_id
        return self._catalogue.get(str(row[0]))

    def _take(
        self,
        unit: Unit,
        record_id: int,
        key: str,
        values: Mapping[str, Any],
        reason: str,
        depth: int,
    ) -> None:
        record = unit.session.get_one(Record, record_id)
        register = self._catalogue.get(record.kind)
        step = register.step(key)
        may_step(unit, register, record, step, values, reason)
        if record.closed is not None:  # opened again
            unit.entering.may_change.add(record.id)
        given = {**values, **{k: _put(unit, v) for k, v in step.puts.items()}}
        record.state = step.to
        record.closed = unit.now if register.state(step.to).closed else None
        entry = write(unit, register, record, given)
        if step.effects is not None:
            around = _around(unit, register, record)
            for effect in step.effects(entry, around):
                self._follow(unit, record_id, effect, depth + 1)

    def _follow(self, unit: Unit, record_id: int, effect: Effect, depth: int) -> None:
        """What follows from a step in other records; a step they cannot take is left out."""
        assert depth < _DEEPEST, "steps set each other off"
        if isinstance(effect, Make):
            register = self._catalogue.get(effect.kind)
            made = add(unit, register, effect.values)
            if effect.meaning not in effect.values:
                tie(unit, made, record_id, effect.meaning)
            return
        other = unit.session.get_one(Record, effect.record_id)
        register = self._catalogue.get(other.kind)
        if other.id == record_id:  # what closes with the step is still filled by it
            unit.entering.may_change.add(other.id)
        if isinstance(effect, Put):
            if other.closed is None or other.id == record_id:
                write(unit, register, other, effect.values)
            return
        if isinstance(effect, AddLines):
            for row in effect.rows:
                write_line(unit, register, other.id, effect.key, row, None)
            settle(unit, register, other)
            return
        assert isinstance(effect, Take)
        if _may_follow(unit, register, other, effect):
            self._take(unit, other.id, effect.step, {}, effect.reason, depth)


def _open(unit: Unit, record_id: int) -> Record:
    """A record whose lines may be changed."""
    record = unit.session.get_one(Record, record_id)
    if record.closed is not None:
        raise Refused("It is closed; it stays as it is.")
    return record


def add(unit: Unit, register: Register, values: Mapping[str, Any]) -> int:
    """A draft inside a running unit; answers its id. Raises Refused as `write` does."""
    first = {f.key: f.default for f in register.fields if f.default is not None}
    first = {"owner_id": unit.actor.person_id, **first, **values}
    check(unit, register, first)
    record = record_class(register.key)(
        number=_number(unit, register),
        state=register.states[0].key,
        systems=first.get("systems", register.systems),
    )
    own = {}
    for key, value in first.items():
        each = register.by_key.get(key)
        if each is not None and each.own_id is not None:
            own[key] = value
        elif each is not None:
            setattr(record, key, each.kind.pack(value))
    entry = register.entry.of({**first, "state": record.state, "number": record.number})
    work_out(unit, register, record, entry)
    unit.session.add(record)
    unit.session.flush()
    for key, value in own.items():
        store(unit, register.by_key[key], record, value)
    write_due(unit, register, record, entry)
    if isinstance(record, Person):
        person_changed(unit)
    return record.id


def _number(unit: Unit, register: Register) -> str:
    year = unit.now.year
    counter = f"number:{register.key}"
    if "{year}" in register.numbering:
        counter = f"{counter}:{year}"
    return next_number(register.numbering, "", unit.next(counter), year)


def tie(unit: Unit, from_id: int, to_id: int, meaning: str) -> None:
    """A link inside a running unit."""
    unit.session.add(Link(from_id=from_id, to_id=to_id, meaning=meaning))
    unit.session.flush()
    unit.also |= {"link"}


def write(unit: Unit, register: Register, record: Record, values: Mapping[str, Any]) -> Entry:
    """Values of fields into a record, then what follows of them; answers the record as it is
    then. Raises Refused, with the field, for what is not allowed."""
    check(unit, register, values)
    before = _bears(record)
    for key, value in values.items():
        if key == "systems":
            record.systems = value
        else:
            store(unit, register.by_key[key], record, value)
    entry = settle(unit, register, record)
    _check_required(register, entry, values)
    if _bears(record) != before:
        person_changed(unit)
    return entry


def _bears(record: Record) -> tuple[object, ...]:
    """What of a person decides which documents they are asked to read."""
    if not isinstance(record, Person):
        return ()
    return record.title, record.roles, bool(record.is_role), bool(record.active)


def store(unit: Unit, each: Field, record: Record, value: Any) -> None:
    """One value in its stored form."""
    packed = each.kind.pack(value)
    if each.own_id is None:
        setattr(record, each.key, packed)
        return
    row = unit.session.scalar(
        select(OwnValue).where(OwnValue.record_id == record.id, OwnValue.field_id == each.own_id)
    )
    if row is None:
        if packed is None:
            return
        row = OwnValue(record_id=record.id, field_id=each.own_id)
        unit.session.add(row)
    if each.kind.numeric:
        row.num = int(packed) if packed is not None else None
    else:
        row.text = str(packed) if packed is not None else None
        row.sort = (
            sort_key(each.kind.show(value)) if row.text and each.kind.key != "day" else row.text
        )
    record.changed = unit.now  # touches it: its version, and its place in the search
    unit.session.flush()


def _wrong(unit: Unit, register: Register, key: str, value: Any) -> Problem | None:
    if key == "systems":
        return None if value in (1, 2, 3) else Problem(key, "Choose at least one system.")
    each = register.by_key[key]
    assert each.typed, f"{key} is worked out, not typed"
    try:
        each.kind.check(value)
        if isinstance(each.kind, Reference) and value:
            _check_reference(unit, each.kind, value)
    except Refused as refused:
        return Problem(key, str(refused))
    return None


def _check_reference(unit: Unit, kind: Reference, record_id: int) -> None:
    other = unit.session.get(Record, record_id)
    if other is None or (kind.of and other.kind not in kind.of):
        raise Refused("That record does not stand in this file. Choose another.")


def _check_required(register: Register, entry: Entry, values: Mapping[str, Any]) -> None:
    """What is required may be missing in a draft only; what was missing before may stay so."""
    if entry.state in (DRAFT, VOID):
        return
    problems = [p for p in missing_fields(register, entry) if p.field in values]
    if problems:
        label = register.by_key[problems[0].field].label
        raise Refused(
            [Problem(problems[0].field, f"{label} is required; it cannot be left empty.")]
        )


def check(unit: Unit, register: Register, values: Mapping[str, Any]) -> None:
    """Raises Refused, with the fields, for values that are not allowed."""
    problems = [p for key, value in values.items() if (p := _wrong(unit, register, key, value))]
    if problems:
        raise Refused(problems)


def settle(unit: Unit, register: Register, record: Record) -> Entry:
    """Work out what is computed, and write the due dates (design 8.4); answers the record as it
    is then."""
    entry = entry_of(unit.session, register, record)
    work_out(unit, register, record, entry)
    write_due(unit, register, record, entry)
    return entry


def work_out(unit: Unit, register: Register, record: Record, entry: Entry) -> None:
    """What is computed, into the record and the entry."""
    for each in register.entry.fields:
        if each.compute is not None:
            value = each.compute(entry)
            setattr(entry, each.key, value)
            setattr(record, each.key, each.kind.pack(stored_choice(value)))
    for key, value in _derived(unit, register, record, entry).items():
        setattr(entry, key, value)
        setattr(record, key, register.by_key[key].kind.pack(stored_choice(value)))


def write_due(unit: Unit, register: Register, record: Record, entry: Entry) -> None:
    """Every date of a record, and the nearest of them on the spine; none of a closed one."""
    closed = record.closed is not None
    days = {f.key: None if closed else due_day(entry, f) for f in register.fields if f.due}
    if days:
        set_due(unit, record.id, days, record.owner_id)
    due = [day for day in days.values() if day]
    record.due_on = min(due) if due else None


def _derived(unit: Unit, register: Register, record: Record, entry: Entry) -> Mapping[str, Any]:
    """What is worked out from more than the entry; nothing of a closed one, which stays."""
    if register.derived is None or record.closed is not None:
        return {}
    return register.derived(entry, _around(unit, register, record))


def stored_choice(value: Any) -> Any:
    """The key of a choice that a rule gives as a member of its Enum."""
    return value.name if isinstance(value, Enum) else value


def due_day(entry: Entry, each: Field) -> date | None:
    """The day a field falls due; of a moment the day where the officer sits."""
    value = entry.own.get(each.key) if each.own_id else getattr(entry, each.key)
    return value.astimezone().date() if isinstance(value, datetime) else value


def may_step(
    unit: Unit,
    register: Register,
    record: Record,
    step: Step,
    values: Mapping[str, Any],
    reason: str,
) -> None:
    """Raises Refused with all that stands against a step."""
    if record.state not in step.start:
        word = register.state(record.state).word.lower()
        raise Refused(f"“{step.verb}” is not possible: {record.number} is {word}.")
    asked = [k for k in step.asks if k not in step.optional and values.get(k) in (None, "")]
    problems = [Problem(k, f"{register.by_key[k].label} is asked for here.") for k in asked]
    if step.reason and not reason.strip():
        problems.append(Problem("reason", "Say why; it stays in the history."))
    if problems:
        raise Refused(problems)
    entry = entry_of(unit.session, register, record)
    for key, value in values.items():
        setattr(entry, key, register.entry.member(key, value))
    around = _around(unit, register, record)
    missing = offer(register, step, entry, around).missing
    if missing:
        raise Refused(missing)


def _may_follow(unit: Unit, register: Register, record: Record, effect: Take) -> bool:
    """Whether nothing stands against a step that another record's step sets off."""
    try:
        may_step(unit, register, record, register.step(effect.step), {}, effect.reason)
    except Refused:
        return False
    return True


def write_line(
    unit: Unit,
    register: Register,
    record_id: int,
    key: str,
    values: Mapping[str, Any],
    line_id: int | None,
) -> int:
    """A line inside a running unit; answers its id."""
    lines: Lines = register.lines_by_key[key]
    fields = {f.key: f for f in lines.line.fields}
    problems = []
    for name, value in values.items():
        try:
            fields[name].kind.check(value)
        except Refused as refused:
            problems.append(Problem(name, str(refused)))
    if problems:
        raise Refused(problems)
    table = lines_table(lines)
    if line_id is None:
        count = unit.session.query(table).filter(table.record_id == record_id).count()
        row = table(record_id=record_id, position=count + 1)
        defaults = {f.key: f.default for f in lines.line.fields if f.default is not None}
        values = {**defaults, **values}
        unit.session.add(row)
    else:
        row = unit.session.get_one(table, line_id)
    for name, value in values.items():
        setattr(row, name, fields[name].kind.pack(value))
    line = lines.line.of({f.key: f.kind.unpack(getattr(row, f.key)) for f in fields.values()})
    for each in lines.line.fields:
        if each.compute is not None:
            setattr(row, each.key, each.kind.pack(stored_choice(each.compute(line))))
    unit.session.flush()
    return int(row.id)


def _put(unit: Unit, value: Any) -> Any:
    if value is TODAY:
        return unit.now.date()
    if value is NOW:
        return unit.now
    return unit.actor.person_id if value is ME else value


def _around(unit: Unit, register: Register, record: Record) -> Surroundings:
    return Surroundings(unit.session, register, record, unit.now, unit.actor.person_id)
