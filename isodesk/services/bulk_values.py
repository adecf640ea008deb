"""Many records of one register read and written at once: one statement a table (design 8.20)."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from isodesk.core.dates import utc_text
from isodesk.core.entry import Entry, Field
from isodesk.core.numbering import sort_key
from isodesk.core.own_model import OwnValue
from isodesk.core.progress import Progress, silent
from isodesk.core.record import Record
from isodesk.core.register import Register
from isodesk.core.spine import Due
from isodesk.services.entry_values import typed_lines
from isodesk.store import search
from isodesk.store.mapped import record_class
from isodesk.store.unit import Unit

CHUNK = 500
_THESE = "IN (SELECT value FROM json_each(:ids))"
_SORTED = {"number": "sort_number", "title": "sort_title"}
Values = dict[str, Any]
"""Fields as their kinds have them, beside id, state, systems, version, closed and due_on."""


def chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """The ids, some hundred at a time."""
    for at in range(0, len(ids), CHUNK):
        yield ids[at : at + CHUNK]


def read_many(session: Session, register: Register, ids: Sequence[int]) -> dict[int, Values]:
    """All fields of some hundred records, by id, in the order of the ids."""
    spine = [f for f in register.entry.fields if f.spine]
    other = [f for f in register.entry.fields if not f.spine]
    table = "" if register.key.startswith("own:") else f" JOIN {register.key} x ON x.id = r.id"
    columns = ["r.id", "r.state", "r.systems", "r.version", "r.closed", "r.due_on"]
    columns += [f"r.{f.key}" for f in spine] + [f"x.{f.key}" for f in other]
    sql = f"SELECT {', '.join(columns)} FROM record r{table} WHERE r.id {_THESE}"
    found: dict[int, Values] = {}
    for row in session.execute(text(sql), {"ids": json.dumps(list(ids))}):
        values: Values = dict(zip(_HEADS, row, strict=False))
        values["due_on"] = date.fromisoformat(row[5]) if row[5] else None
        for each, stored in zip((*spine, *other), row[len(_HEADS) :], strict=True):
            values[each.key] = each.kind.unpack(stored)
        found[row[0]] = values
    _read_own(session, register, found)
    return {each: found[each] for each in ids if each in found}


_HEADS = ("id", "state", "systems", "version", "closed", "due_on")


def _read_own(session: Session, register: Register, found: Mapping[int, Values]) -> None:
    if not register.own_fields:
        return
    fields = {f.own_id: f for f in register.own_fields}
    for values in found.values():
        values.update(dict.fromkeys((f.key for f in register.own_fields), None))
    rows = session.execute(
        select(OwnValue.record_id, OwnValue.field_id, OwnValue.text, OwnValue.num).where(
            OwnValue.record_id.in_(list(found))
        )
    )
    for record_id, field_id, words, num in rows:
        if each := fields.get(field_id):
            found[record_id][each.key] = each.kind.unpack(num if each.kind.numeric else words)


def entry_from(session: Session, register: Register, values: Values) -> Entry:
    """The record as its rules see it."""
    lines = typed_lines(session, register, values["id"]) if register.lines else {}
    return register.entry.of({**values, "lines": lines})


def write_many(
    unit: Unit,
    register: Register,
    ids: Sequence[int],
    values: Mapping[str, Any],
    progress: Progress = silent,
) -> None:
    """The same values into many open records, and what follows of them in each. They are
    checked before; a register that works out more than its own fields is written one by one."""
    unit.session.flush()
    fields = [register.by_key[key] for key in values if key != "systems"]
    _write_tables(unit, register, ids, fields, values)
    searched = any(f.search for f in fields)
    unit.session.expire_all()
    for n, part in enumerate(chunks(ids)):
        progress(n * CHUNK, len(ids), "")
        work_out_many(unit, register, part)
        if searched:
            for record_id in part:
                record = unit.session.get_one(record_class(register.key), record_id)
                search.index(unit.session, record)
    unit.also |= {register.key}


def _write_tables(
    unit: Unit,
    register: Register,
    ids: Sequence[int],
    fields: Sequence[Field],
    values: Mapping[str, Any],
) -> None:
    these = json.dumps(list(ids))
    spine: Values = {f.key: f.kind.pack(values[f.key]) for f in fields if f.spine}
    for key in set(spine) & set(_SORTED):
        spine[_SORTED[key]] = sort_key(str(spine[key] or ""))
    if "systems" in values:
        spine["systems"] = values["systems"]
    sets = ", ".join(["version = version + 1", "changed = :now", *(f"{c} = :{c}" for c in spine)])
    now = {"now": utc_text(unit.now), "ids": these}
    unit.session.execute(text(f"UPDATE record SET {sets} WHERE id {_THESE}"), {**now, **spine})
    own_table = {
        f.key: f.kind.pack(values[f.key]) for f in fields if not f.spine and f.own_id is None
    }
    if own_table:
        sets = ", ".join(f"{c} = :{c}" for c in own_table)
        sql = f"UPDATE {register.key} SET {sets} WHERE id {_THESE}"
        unit.session.execute(text(sql), {"ids": these, **own_table})
    for each in fields:
        if each.own_id is not None:
            _write_own(unit.session, each, these, values[each.key])


def _write_own(session: Session, each: Field, these: str, value: Any) -> None:
    packed = each.kind.pack(value)
    row = own_row(each, packed, value)
    given = {"ids": these, "field": each.own_id, **row}
    session.execute(
        text(
            "UPDATE own_value SET text = :text, num = :num, sort = :sort"
            f" WHERE field_id = :field AND record_id {_THESE}"
        ),
        given,
    )
    if packed is not None:
        session.execute(
            text(
                "INSERT INTO own_value (record_id, field_id, text, num, sort)"
                " SELECT j.value, :field, :text, :num, :sort FROM json_each(:ids) j"
                " WHERE NOT EXISTS (SELECT 1 FROM own_value v"
                " WHERE v.record_id = j.value AND v.field_id = :field)"
            ),
            given,
        )


def own_row(each: Field, packed: Any, value: Any) -> Values:
    """What stands in `own_value` for a value: text with its sort key, or num."""
    if each.kind.numeric:
        return {"text": None, "num": packed, "sort": None}
    words = None if packed is None else str(packed)
    sort = sort_key(each.kind.show(value)) if words and each.kind.key != "day" else words
    return {"text": words, "num": None, "sort": sort}


def work_out_many(
    unit: Unit, register: Register, ids: Sequence[int], dues_too: bool = False
) -> None:
    """What is computed, and the due dates, of some hundred open records; `dues_too` also where
    no field is due any more."""
    computed = [f for f in register.entry.fields if f.compute is not None]
    due = [f for f in register.fields if f.due]
    if not computed and not due and not dues_too:
        return
    news: list[Values] = []
    days: dict[int, dict[str, date]] = {}
    records = read_many(unit.session, register, ids)
    for record_id, values in records.items():
        entry = entry_from(unit.session, register, values)
        stored: Values = {}
        for each in computed:
            assert each.compute is not None
            value = each.compute(entry)
            setattr(entry, each.key, value)
            stored[each.key] = each.kind.pack(getattr(value, "name", value))
        if any(stored[f.key] != f.kind.pack(values[f.key]) for f in computed):
            news.append({"row": record_id, **stored})
        days[record_id] = dict(_days(entry, due))
    if news:
        sets = ", ".join(f"{f.key} = :{f.key}" for f in computed)
        unit.session.execute(text(f"UPDATE {register.key} SET {sets} WHERE id = :row"), news)
    if due or dues_too:
        _write_due(unit.session, records, days)


def _days(entry: Entry, due: Iterable[Field]) -> Iterator[tuple[str, date]]:
    for each in due:
        value = entry.own.get(each.key) if each.own_id else getattr(entry, each.key)
        if value:
            yield each.key, value.astimezone().date() if hasattr(value, "hour") else value


def _write_due(
    session: Session, records: Mapping[int, Values], days: Mapping[int, Mapping[str, date]]
) -> None:
    """Only what differs: rows that come, go or change, and the nearest day on the spine."""
    known = session.execute(
        select(Due.id, Due.record_id, Due.what, Due.on_day, Due.person_id).where(
            Due.record_id.in_(list(days))
        )
    ).all()
    gone, changed, there = [], [], set()
    for row in known:
        day, owner = days[row.record_id].get(row.what), records[row.record_id]["owner_id"]
        there.add((row.record_id, row.what))
        if day is None:
            gone.append(row.id)
        elif (day, owner) != (row.on_day, row.person_id):
            changed.append({"id": row.id, "on_day": day, "person_id": owner})
    made = [
        {"record_id": i, "what": k, "on_day": d, "person_id": records[i]["owner_id"]}
        for i, each in days.items()
        for k, d in each.items()
        if (i, k) not in there
    ]
    if gone:
        session.execute(delete(Due).where(Due.id.in_(gone)))
    if changed:
        session.execute(update(Due), changed)
    if made:
        session.execute(insert(Due), made)
    _write_nearest(session, records, days)


def _write_nearest(
    session: Session, records: Mapping[int, Values], days: Mapping[int, Mapping[str, date]]
) -> None:
    nearest = {i: min(each.values(), default=None) for i, each in days.items()}
    rows = [
        {"row": i, "due_on": day.isoformat() if day else None}
        for i, day in nearest.items()
        if day != records[i]["due_on"]
    ]
    if rows:
        session.execute(text("UPDATE record SET due_on = :due_on WHERE id = :row"), rows)


def is_bulk(register: Register) -> bool:
    """Whether records may be written together: nothing is worked out from around them."""
    derived = getattr(register, "derived", None)
    return derived is None and record_class(register.key).__tablename__ != "person"


def versions(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """The version of each record."""
    found: dict[int, int] = {}
    for part in chunks(ids):
        rows = session.execute(select(Record.id, Record.version).where(Record.id.in_(part)))
        found.update({row.id: row.version for row in rows})
    return found
