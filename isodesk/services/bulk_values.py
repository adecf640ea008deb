"""Many records of one register read and written at once: one statement a table (design 8.20)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from isodesk.core.dates import utc_text
from isodesk.core.entry import Entry, Field
from isodesk.core.kinds import Stored
from isodesk.core.numbering import sort_key
from isodesk.core.progress import Progress, silent
from isodesk.core.record import Record
from isodesk.core.register import Register
from isodesk.services.bulk_reading import CHUNK, THESE, Values, chunks, read_many
from isodesk.services.bulk_working import work_out_many
from isodesk.services.entry_values import typed_lines
from isodesk.services.searched_words import SearchedWords
from isodesk.store import search_many
from isodesk.store.mapped import record_class
from isodesk.store.unit import Unit

_SORTED = {"number": "sort_number", "title": "sort_title"}


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
    checked before."""
    unit.session.flush()
    fields = [register.by_key[key] for key in values if key != "systems"]
    _write_tables(unit, register, ids, fields, values)
    searched = any(f.search for f in fields)
    unit.session.expire_all()
    for n, part in enumerate(chunks(ids)):
        progress(n * CHUNK, len(ids), "")
        work_out_many(unit, register, part, around_too=True)
        if searched:
            said = map(SearchedWords(register).of, read_many(unit.session, register, part).values())
            search_many.put_again(unit.session.connection().exec_driver_sql, list(said))
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
    unit.session.execute(text(f"UPDATE record SET {sets} WHERE id {THESE}"), {**now, **spine})
    own_table = {
        f.key: f.kind.pack(values[f.key]) for f in fields if not f.spine and f.own_id is None
    }
    if own_table:
        sets = ", ".join(f"{c} = :{c}" for c in own_table)
        sql = f"UPDATE {register.key} SET {sets} WHERE id {THESE}"
        unit.session.execute(text(sql), {"ids": these, **own_table})
    for each in fields:
        if each.own_id is not None:
            _write_own(unit.session, each, these, values[each.key])


def _write_own(session: Session, each: Field, these: str, value: Any) -> None:
    packed = each.kind.pack(value)
    row = own_row(each, packed)
    given = {"ids": these, "field": each.own_id, **row}
    session.execute(
        text(
            "UPDATE own_value SET text = :text, num = :num, sort = :sort"
            f" WHERE field_id = :field AND record_id {THESE}"
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


def own_row(each: Field, packed: Stored) -> Values:
    """What stands in `own_value` for a stored value."""
    return dict(zip(("text", "num", "sort"), own_slots(each, packed), strict=True))


def own_slots(each: Field, packed: Stored) -> tuple[Stored, Stored, Stored]:
    """(text, num, sort) of a stored value: text with its sort key, or num."""
    if packed is None or each.kind.numeric:
        return None, packed, None
    words = str(packed)
    if each.kind.key == "day":
        return words, None, words
    return words, None, sort_key(each.kind.show(each.kind.unpack(packed)))


def is_bulk(register: Register) -> bool:
    """Whether records may be written together: who people are decides what they are to read."""
    return record_class(register.key).__tablename__ != "person"


def versions(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """The version of each record."""
    found: dict[int, int] = {}
    for part in chunks(ids):
        rows = session.execute(select(Record.id, Record.version).where(Record.id.in_(part)))
        found.update({row.id: row.version for row in rows})
    return found
