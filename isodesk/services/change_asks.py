"""A change of documents that is asked for by a record of a register: a nonconformity, an action."""

from sqlalchemy import select

from isodesk.core.problems import Refused
from isodesk.core.record import Record
from isodesk.core.spine import Link
from isodesk.documents.care_values import NewChange
from isodesk.documents.values import Systems
from isodesk.i18n import tr
from isodesk.registers.growing import COMES_FROM
from isodesk.services.changes import add
from isodesk.services.desk import Desk
from isodesk.services.entry_writing import tie
from isodesk.store.unit import Unit


def ask_for_change(desk: Desk, record_id: int) -> int:
    """A change request linked to the record, with the documents that the record is linked to;
    answers it. Raises Refused for a record without a title."""
    with desk.unit(tr("Change of documents asked for")) as unit:
        record = unit.session.get_one(Record, record_id)
        if not (record.title or "").strip():
            raise Refused(tr("Give it a title first; the change is called after it."))
        said = f"{record.number or ''} {record.title}".strip()
        new = NewChange(
            title=record.title or "",
            reason=tr("Asked for by {record}.", record=said),
            source=record.number or "",
            asked_by_id=unit.actor.person_id,
            owner_id=unit.actor.person_id,
            systems=Systems(record.systems),
            touches=_documents(unit, record_id),
        )
        made = add(unit, new)
        tie(unit, made, record_id, COMES_FROM)
        return made


def _documents(unit: Unit, record_id: int) -> tuple[int, ...]:
    """Documents that are linked to the record, in either direction."""
    out = select(Link.to_id).where(Link.from_id == record_id, Link.ended.is_(None))
    back = select(Link.from_id).where(Link.to_id == record_id, Link.ended.is_(None))
    wanted = Record.id.in_(out.union(back))
    found = select(Record.id).where(Record.kind == "document", wanted).order_by(Record.id)
    return tuple(unit.session.scalars(found))
