"""Values into records, inside a running unit: a new one, its fields, its links."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from isodesk.core.entry import Entry, Field
from isodesk.core.kinds import Reference
from isodesk.core.numbering import next_number, sort_key
from isodesk.core.own_model import OwnValue
from isodesk.core.problems import Problem, Refused
from isodesk.core.record import Record
from isodesk.core.register import Register
from isodesk.core.spine import Link, Person
from isodesk.core.steps import DRAFT, VOID
from isodesk.services.entry_settling import settle, work_out, write_due
from isodesk.services.entry_values import missing_fields
from isodesk.services.reading_asks import person_changed
from isodesk.store.mapped import record_class
from isodesk.store.unit import Unit


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
    _check_editions(unit, register, record, values)
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


def _check_editions(
    unit: Unit, register: Register, record: Record, values: Mapping[str, Any]
) -> None:
    """An audit does not change its edition under questions that name it."""
    if register.key == "audit":
        from isodesk.services.audit_editions import guarded

        if problem := guarded(unit.session, record.id, values):
            raise Refused([problem])


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


def check(unit: Unit, register: Register, values: Mapping[str, Any]) -> None:
    """Raises Refused, with the fields, for values that are not allowed."""
    problems = [p for key, value in values.items() if (p := _wrong(unit, register, key, value))]
    if problems:
        raise Refused(problems)


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
