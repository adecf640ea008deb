"""The values of an own field when it becomes one of another kind: read, judged, written."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from isodesk.core.entry import Field
from isodesk.core.kinds import Kind, Reference, Stored
from isodesk.core.numbering import sort_key
from isodesk.core.own_model import OwnValue
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.record import Record
from isodesk.core.register import Register
from isodesk.services.bulk_reading import chunks
from isodesk.services.bulk_values import own_row
from isodesk.services.bulk_working import work_out_many
from isodesk.services.own_fields import KindPlan, Lost, OwnFieldValue, kind_for
from isodesk.store import search
from isodesk.store.mapped import record_class
from isodesk.store.unit import Unit

_EXAMPLES = 5


def plan(
    session: Session, before: OwnFieldValue, after: OwnFieldValue, progress: Progress = silent
) -> KindPlan:
    """What becomes of each value."""
    kept, converted = 0, 0
    lost: list[Lost] = []
    examples: list[tuple[str, str]] = []
    for row, number, old, new, why in _judged(session, before, after, progress):
        if why:
            lost.append(Lost(row.record_id, number, old, why))
        elif new == _stored(row, before):
            kept += 1
        else:
            converted += 1
            if len(examples) < _EXAMPLES:
                examples.append((old, _said(session, kind_for(after), new)))
    return KindPlan(before, after, kept, converted, tuple(lost), tuple(examples))


def convert(unit: Unit, before: OwnFieldValue, after: OwnFieldValue, progress: Progress) -> None:
    """Write the values in their new form; what cannot be is left out."""
    kind = kind_for(after)
    each = Field("own", after.label, kind, own_id=after.id)
    changes = []
    for row, _, _, new, why in list(_judged(unit.session, before, after, progress)):
        stored = None if why else new
        if before.kind != after.kind or stored != _stored(row, before):
            unit.entering.may_change.add(row.record_id)  # a closed record holds the same, anew
            changes.append({"row": row.id, **own_row(each, stored)})
    if changes:
        sql = "UPDATE own_value SET text = :text, num = :num, sort = :sort WHERE id = :row"
        unit.session.execute(text(sql), changes)


def follow(unit: Unit, register: Register, field_id: int, due: bool, searched: bool) -> None:
    """The due dates, and the place in the search, of all records with a value of the field."""
    ids = list(
        unit.session.scalars(
            select(OwnValue.record_id)
            .where(OwnValue.field_id == field_id)
            .order_by(OwnValue.record_id)
        )
    )
    unit.session.expire_all()
    kind = record_class(register.key)
    for part in chunks(ids):
        if due:
            is_open = select(Record.id).where(Record.id.in_(part), Record.closed.is_(None))
            work_out_many(unit, register, list(unit.session.scalars(is_open)), dues_too=True)
        for record_id in part if searched else ():
            search.index(unit.session, unit.session.get_one(kind, record_id))


_Judged = tuple[Any, str, str, Stored, str]
"""(row, number of its record, old words, new stored form, why it cannot be)"""


def _judged(
    session: Session, before: OwnFieldValue, after: OwnFieldValue, progress: Progress
) -> Iterator[_Judged]:
    old_kind, new_kind = kind_for(before), kind_for(after)
    rows = _rows(session, before)
    for n, (row, number) in enumerate(rows):
        if n % 100 == 0:
            progress(n, len(rows), "")
        stored = _stored(row, before)
        old = _said(session, old_kind, stored)
        try:
            new, why = _turned(session, old_kind, new_kind, stored, old), ""
        except Refused as refused:
            new, why = None, str(refused)
        yield row, number, old, new, why


def _rows(session: Session, field: OwnFieldValue) -> Sequence[tuple[Any, str]]:
    found = session.execute(
        select(OwnValue.id, OwnValue.record_id, OwnValue.text, OwnValue.num, Record.number)
        .join(Record, Record.id == OwnValue.record_id)
        .where(OwnValue.field_id == field.id)
        .order_by(Record.sort_number, Record.id)
    )
    kind = kind_for(field)
    return [
        (row, row.number or "")
        for row in found
        if (row.num if kind.numeric else row.text) is not None
    ]


def _stored(row: Any, field: OwnFieldValue) -> Stored:
    stored: Stored = row.num if kind_for(field).numeric else row.text
    return stored


def _said(session: Session, kind: Kind, stored: Stored) -> str:
    if isinstance(kind, Reference):
        other = session.get(Record, stored)
        return " ".join(filter(None, (other.number, other.title))) if other else ""
    return kind.show(kind.unpack(stored))


def _turned(session: Session, old: Kind, new: Kind, stored: Stored, words: str) -> Stored:
    """The stored form in the new kind. Raises Refused where it has none."""
    if isinstance(new, Reference):
        return _record(session, new, stored if isinstance(old, Reference) else None, words)
    return new.pack(new.parse(words))


def _record(session: Session, kind: Reference, known: Stored, words: str) -> Stored:
    """The one record that is meant: the same as before, or the one with this number or title."""
    query = select(Record.id).where(Record.state != "void")
    if kind.of:
        query = query.where(Record.kind.in_(kind.of))
    if known is not None:
        found = list(session.scalars(query.where(Record.id == known)))
    else:
        key = sort_key(words)
        found = list(session.scalars(query.where(Record.sort_number == key).limit(2)))
        found = found or list(session.scalars(query.where(Record.sort_title == key).limit(2)))
    if not found:
        raise Refused(f"“{words}” names no record of that kind.")
    if len(found) > 1:
        raise Refused(f"“{words}” names more than one record.")
    return int(found[0])
