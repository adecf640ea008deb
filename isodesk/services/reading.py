"""Read and understood: who reads a document, signing on screen, keying in the sign sheet."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from isodesk.core.problems import Problem, Refused
from isodesk.core.spine import Attachment, Person
from isodesk.documents.care_model import Acknowledgement, Reader
from isodesk.documents.model import Document, Revision
from isodesk.documents.reading import AckValue, How, Keyed, ReaderValue
from isodesk.documents.values import Meaning, State
from isodesk.i18n import tr
from isodesk.services.desk import Desk
from isodesk.services.due_dates import write_due
from isodesk.services.reading_asks import ask, bearers
from isodesk.services.signing import sign
from isodesk.store import files
from isodesk.store.unit import Unit

MOST_DAYS = 365


class Reading:
    """Acknowledgements of the open file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def readers(self, document_id: int) -> tuple[ReaderValue, ...]:
        """Who has to read a document, as named: people, and roles that stand for theirs."""
        with self._desk.reading() as session:
            return tuple(_reader(session, r, p) for r, p in _readers(session, document_id))

    def days(self, document_id: int) -> int | None:
        """Within how many days a document is read; None is the usual."""
        with self._desk.reading() as session:
            return session.get_one(Document, document_id).read_days

    def set_readers(self, document_id: int, people: Sequence[int], days: int | None = None) -> None:
        """Who reads it from now on, and within how many days. New ones are asked at once for
        the revision in force, those taken off are no longer asked. Raises Refused for a
        withdrawn document or days out of range."""
        if days is not None and not 0 <= days <= MOST_DAYS:
            raise Refused([Problem("days", f"Between 0 and {MOST_DAYS} days.")])
        with self._desk.unit() as unit:
            document = unit.session.get_one(Document, document_id)
            if document.state == State.WITHDRAWN:
                raise Refused("A withdrawn document is no longer read.")
            _write_readers(unit, document_id, people)
            if document.read_days != days:
                document.read_days = days
            unit.session.flush()
            ask(unit, document)
            write_due(unit, document)
            unit.also |= {"reader"}

    def of_document(self, document_id: int) -> tuple[AckValue, ...]:
        """Every acknowledgement of a document, newest revision first, by row."""
        with self._desk.reading() as session:
            return acks_where(session, Acknowledgement.document_id == document_id)

    def of_revision(self, revision_id: int) -> tuple[AckValue, ...]:
        """Those of one revision in the order of its sign sheet."""
        with self._desk.reading() as session:
            return acks_where(session, Acknowledgement.revision_id == revision_id)

    def of_person(self, person_id: int) -> tuple[AckValue, ...]:
        """What somebody has read and has to read."""
        with self._desk.reading() as session:
            return acks_where(session, Acknowledgement.person_id == person_id)

    def by_ids(self, ids: Sequence[int]) -> tuple[AckValue, ...]:
        """These."""
        with self._desk.reading() as session:
            return acks_where(session, Acknowledgement.id.in_(list(ids)))

    def sign(self, ack_id: int, note: str = "") -> None:
        """The reader confirms on screen: a signature over the revision's master. Where
        somebody else is signed in, the signature says who took it. Raises Refused for one
        that is not open."""
        with self._desk.unit("Read and understood") as unit:
            ack = _open(unit, ack_id)
            revision = unit.session.get_one(Revision, ack.revision_id)
            by = self._desk.actor
            taken = "" if by.person_id == ack.person_id else tr("taken by {name}", name=by.name)
            reason = ". ".join(filter(None, (note.strip(), taken)))
            digest = revision.master_sha256 or ""
            sign(unit, revision, ack.person_id, Meaning.READ, digest, reason=reason)
            ack.done_on, ack.how, ack.note = unit.now.date(), How.SCREEN, note.strip() or None
            _told(unit, ack.document_id)

    def key_in(
        self, revision_id: int, rows: Sequence[Keyed], scan: tuple[str, bytes, str] | None = None
    ) -> int:
        """The signed rows of a sign sheet; `scan` is (name, bytes, media) of the paper.
        Answers how many were kept. Raises Refused naming the row that cannot be."""
        if not rows:
            raise Refused("No row is keyed in yet.")
        with self._desk.unit("Sign sheet keyed in") as unit:
            revision = unit.session.get_one(Revision, revision_id)
            for keyed in rows:
                ack = _open(unit, keyed.ack_id)
                _check_day(ack, keyed, unit)
                ack.done_on, ack.how = keyed.done_on, How.PAPER
                ack.note = keyed.note.strip() or None
            if scan is not None:
                _attach(unit, revision, scan)
            assert revision.parent_id is not None
            _told(unit, revision.parent_id)
        return len(rows)


def acks_where(session: Session, condition: object) -> tuple[AckValue, ...]:
    """Acknowledgements with their revision and the reader's function."""
    revision, person = aliased(Revision, flat=True), aliased(Person, flat=True)
    rows = session.execute(
        select(Acknowledgement, revision.label, person.roles)
        .join(revision, revision.id == Acknowledgement.revision_id)
        .join(person, person.id == Acknowledgement.person_id)
        .where(condition)  # type: ignore[arg-type]  # any SQLAlchemy condition
        .order_by(revision.ordinal.desc(), Acknowledgement.revision_id, Acknowledgement.row)
    )
    return tuple(_value(a, label, roles or "") for a, label, roles in rows)


def _value(a: Acknowledgement, label: str, roles: str) -> AckValue:
    return AckValue(
        a.id,
        a.document_id,
        a.revision_id,
        label,
        a.person_id,
        a.name or "",
        roles,
        a.row,
        a.asked_on,
        a.due_on,
        a.done_on,
        a.how or "",
        a.note or "",
        a.ended is not None,
    )


def _readers(session: Session, document_id: int) -> list[tuple[Reader, Person]]:
    rows = session.execute(
        select(Reader, Person)
        .join(Person, Person.id == Reader.person_id)
        .where(Reader.document_id == document_id, Reader.ended.is_(None))
        .order_by(Person.is_role.desc(), Person.sort_title)
    )
    return [(reader, person) for reader, person in rows]


def _reader(session: Session, reader: Reader, person: Person) -> ReaderValue:
    people = bearers(session, person.title or "") if person.is_role else int(person.active)
    return ReaderValue(reader.id, person.id, person.title or "", person.is_role, people)


def _write_readers(unit: Unit, document_id: int, people: Sequence[int]) -> None:
    wanted = dict.fromkeys(people)
    for reader, person in _readers(unit.session, document_id):
        if person.id in wanted:
            del wanted[person.id]
        else:
            reader.ended = unit.now
    unit.session.add_all(Reader(document_id=document_id, person_id=p) for p in wanted)


def _open(unit: Unit, ack_id: int) -> Acknowledgement:
    ack = unit.session.get_one(Acknowledgement, ack_id)
    if ack.done_on is not None:
        raise Refused(f"{ack.name} has signed already, on {ack.done_on.isoformat()}.")
    if ack.ended is not None:
        raise Refused(f"{ack.name} is no longer asked to read this revision.")
    return ack


def _check_day(ack: Acknowledgement, keyed: Keyed, unit: Unit) -> None:
    if keyed.done_on > unit.now.date():
        raise Refused([Problem(str(ack.row), f"Row {ack.row}: the day is in the future.")])
    revision = unit.session.get_one(Revision, ack.revision_id)
    since = revision.issued_at.astimezone(unit.now.tzinfo).date() if revision.issued_at else None
    if since and keyed.done_on < since:
        raise Refused(
            [
                Problem(
                    str(ack.row),
                    f"Row {ack.row}: revision {revision.label} was issued on"
                    f" {since.isoformat()}; it was not read before.",
                )
            ]
        )


def _attach(unit: Unit, revision: Revision, scan: tuple[str, bytes, str]) -> None:
    name, content, media = scan
    file_id = files.keep(unit.session, content, media)
    unit.session.add(Attachment(record_id=revision.id, file_id=file_id, name=name))
    unit.also |= {"attachment"}


def _told(unit: Unit, document_id: int) -> None:
    unit.session.flush()
    write_due(unit, unit.session.get_one(Document, document_id))
    unit.also |= {"acknowledgement"}
