"""Many records of one register read at once, as their fields have them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from isodesk.core.own_model import OwnValue
from isodesk.core.register import Register

CHUNK = 500
THESE = "IN (SELECT value FROM json_each(:ids))"
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
    sql = f"SELECT {', '.join(columns)} FROM record r{table} WHERE r.id {THESE}"
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
