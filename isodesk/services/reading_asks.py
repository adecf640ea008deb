"""Who is asked to read what, brought up to date inside a running unit: at issue, when readers
change, when somebody's roles change or they leave, and when a document is withdrawn."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.spine import Person
from isodesk.documents import reading
from isodesk.documents.care_model import Acknowledgement, Reader
from isodesk.documents.model import Document
from isodesk.services.due_dates import write_due
from isodesk.store.unit import Unit


def ask(unit: Unit, document: Document) -> None:
    """Every reader of the revision in force has an acknowledgement, and nobody else an open
    one. Lines keep their rows: a sheet that is under way must still fit."""
    current = document.in_force_id
    wanted = people_of(unit.session, document.id) if current else {}
    rows = _rows(unit.session, document.id)
    for ack in rows:
        gone = ack.revision_id != current or ack.person_id not in wanted
        if gone and ack.done_on is None and ack.ended is None:
            ack.ended = unit.now
    if current:
        held = {a.person_id: a for a in rows if a.revision_id == current}
        _ask_them(unit, document, current, wanted, held)
    unit.also |= {"acknowledgement"}


def _ask_them(
    unit: Unit,
    document: Document,
    revision_id: int,
    wanted: dict[int, Person],
    held: dict[int, Acknowledgement],
) -> None:
    today = unit.now.date()
    days = reading.DAYS if document.read_days is None else document.read_days
    row = max((a.row for a in held.values()), default=0)
    for person in sorted(wanted.values(), key=lambda p: p.sort_title or ""):
        ack = held.get(person.id)
        if ack is not None and (ack.done_on or ack.ended is None):
            continue
        if ack is None:
            row += 1
            ack = Acknowledgement(
                document_id=document.id, revision_id=revision_id, person_id=person.id, row=row
            )
            unit.session.add(ack)
        ack.name, ack.ended = person.title or "", None
        ack.asked_on, ack.due_on = today, today + timedelta(days=days)


def people_of(session: Session, document_id: int) -> dict[int, Person]:
    """The active people who read a document: named, or bearing a role that is named."""
    named = list(
        session.scalars(
            select(Person)
            .join(Reader, Reader.person_id == Person.id)
            .where(Reader.document_id == document_id, Reader.ended.is_(None))
        )
    )
    found = {p.id: p for p in named if not p.is_role and p.active}
    roles = [p.title or "" for p in named if p.is_role and p.active]
    if roles:
        found |= {p.id: p for p in _workers(session) if _bears_any(p, roles)}
    return found


def bearers(session: Session, role: str) -> int:
    """How many active people bear a role."""
    return sum(1 for p in _workers(session) if _bears_any(p, [role]))


def person_changed(unit: Unit) -> None:
    """Somebody joined, left, or has other roles: the documents that ask people are asked anew."""
    unit.session.flush()
    concerned = select(Reader.document_id).where(Reader.ended.is_(None)).distinct()
    for document in _in_force(unit.session, list(unit.session.scalars(concerned))):
        before = _open_of(unit.session, document.id)
        ask(unit, document)
        if _open_of(unit.session, document.id) != before:
            write_due(unit, document)


def _in_force(session: Session, ids: Iterable[int]) -> list[Document]:
    return list(
        session.scalars(
            select(Document).where(Document.id.in_(list(ids)), Document.in_force_id.is_not(None))
        )
    )


def _open_of(session: Session, document_id: int) -> set[int]:
    session.flush()
    return {a.person_id for a in _rows(session, document_id) if not (a.done_on or a.ended)}


def _rows(session: Session, document_id: int) -> list[Acknowledgement]:
    return list(
        session.scalars(
            select(Acknowledgement)
            .where(Acknowledgement.document_id == document_id)
            .order_by(Acknowledgement.row)
        )
    )


def _workers(session: Session) -> list[Person]:
    return list(session.scalars(select(Person).where(Person.active, Person.is_role.is_(False))))


def _bears_any(person: Person, roles: list[str]) -> bool:
    return any(reading.bears(person.roles or "", role) for role in roles)
