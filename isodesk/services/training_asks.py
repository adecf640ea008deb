"""Training that becomes needed inside a running unit: a revision was issued that people work by,
or the matrix has gaps."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk import registers
from isodesk.core.record import Record
from isodesk.core.spine import Person
from isodesk.documents.care_model import Reader
from isodesk.documents.model import Document, Revision
from isodesk.documents.reading import bears
from isodesk.i18n import tr
from isodesk.services.entry_lines import write_line
from isodesk.services.entry_settling import settle
from isodesk.services.entry_values import line_rows
from isodesk.services.entry_writing import add
from isodesk.store.mapped import record_class
from isodesk.store.unit import Unit


def needed(
    unit: Unit, values: Mapping[str, Any], people: Iterable[int], owner_id: int | None = None
) -> int:
    """A training in the state "needed", with its list of people; answers its id."""
    register = registers.find("training")
    assert register is not None
    made = add(unit, register, values)
    record = unit.session.get_one(Record, made)
    record.state, record.owner_id = "needed", owner_id or record.owner_id
    for person in people:
        write_line(unit, register, made, "training_attendee", {"person_id": person}, None)
    settle(unit, register, record)
    unit.also |= {"training"}
    return made


def ask_training(unit: Unit, document: Document, revision: Revision) -> int | None:
    """A revision was issued: those whose skill rests on the document, and the roles that read
    it, have to be trained. Answers the training; None when nobody has to be, or it stands
    already, so that asking twice makes one."""
    people = who_works_by(unit.session, document.id)
    if not people or _asked(unit.session, document.id, revision.label):
        return None
    skill = _skills(unit.session, document.id)
    values = {
        "title": tr("{number}, revision {label}: {title}", number=document.number,
                    label=revision.label, title=document.title),
        "why": "REVISION",
        "need": revision.summary or None,
        "document_id": document.id,
        "revision": revision.label,
        "skill_id": skill[0].id if len(skill) == 1 else None,
        "needed_by": revision.effective_on,
        "systems": document.systems,
    }  # fmt: skip
    return needed(unit, values, people, document.owner_id)


def who_works_by(session: Session, document_id: int) -> list[int]:
    """Active people who have a skill that rests on the document, whose role needs one, or who
    bear a role that reads it; by name."""
    workers = list(
        session.scalars(
            select(Person)
            .where(Person.active, Person.is_role.is_(False))
            .order_by(Person.sort_title)
        )
    )
    roles, holders = _roles_that_read(session, document_id), set[int]()
    register = registers.find("skill")
    assert register is not None
    for skill in _skills(session, document_id):
        lines = register.lines_by_key
        roles |= {r.role for r in line_rows(session, lines["skill_role"], skill.id) if r.role}
        marks = line_rows(session, lines["skill_holder"], skill.id)
        holders |= {m.person_id for m in marks if m.level}
    return [p.id for p in workers if p.id in holders or any(bears(p.roles or "", r) for r in roles)]


def _roles_that_read(session: Session, document_id: int) -> set[str]:
    rows = session.scalars(
        select(Person.title)
        .join(Reader, Reader.person_id == Person.id)
        .where(Reader.document_id == document_id, Reader.ended.is_(None), Person.is_role)
    )
    return {title for title in rows if title}


def _skills(session: Session, document_id: int) -> list[Any]:
    """Skills in force that rest on the document."""
    skill = record_class("skill")
    found = select(skill).where(skill.document_id == document_id, skill.state == "open")  # type: ignore[attr-defined]
    return list(session.scalars(found))


def _asked(session: Session, document_id: int, label: str) -> bool:
    training: Any = record_class("training")
    found = select(training.id).where(
        training.document_id == document_id,
        training.revision == label,
        training.state != "void",
    )
    return session.scalar(found) is not None
