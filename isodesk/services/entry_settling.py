"""What follows of a record's values: what is computed, and its due dates."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, Field
from isodesk.core.record import Record
from isodesk.core.register import Register
from isodesk.services.due_dates import set_due
from isodesk.services.entry_values import Surroundings, entry_of
from isodesk.store.unit import Unit


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
    return register.derived(entry, surroundings(unit, register, record))


def stored_choice(value: Any) -> Any:
    """The key of a choice that a rule gives as a member of its Enum."""
    return value.name if isinstance(value, Enum) else value


def due_day(entry: Entry, each: Field) -> date | None:
    """The day a field falls due; of a moment the day where the officer sits."""
    value = entry.own.get(each.key) if each.own_id else getattr(entry, each.key)
    return value.astimezone().date() if isinstance(value, datetime) else value


def surroundings(unit: Unit, register: Register, record: Record) -> Surroundings:
    """What the rules of a record may ask: its lines and neighbours, the day, who works."""
    return Surroundings(unit.session, register, record, unit.now, unit.actor.person_id)
