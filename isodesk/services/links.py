"""Links between records, read both ways, and the files that belong to a record."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from isodesk import registers
from isodesk.core.problems import Refused
from isodesk.core.record import Record
from isodesk.core.spine import Attachment, File, Link
from isodesk.documents.care_model import ChangeRequest, ChangeTouch
from isodesk.documents.model import Revision
from isodesk.documents.values import LINK_WORDS
from isodesk.i18n import tr
from isodesk.services.desk import Desk
from isodesk.services.entry_values import referred, referring
from isodesk.store import files


@dataclass(frozen=True)
class LinkValue:
    """A link as one end sees it: `words` say the meaning from here. `id` is 0 where a field of
    a record ties the two, and negative for a change request's: those end elsewhere."""

    id: int
    record_id: int
    kind: str
    number: str
    title: str
    state: str
    words: str


@dataclass(frozen=True)
class FileValue:
    """A file of a record; `origin` is source, original, master or attached, which alone may end."""

    id: int
    file_id: int
    name: str
    size: int
    media: str
    origin: str


class Links:
    """What a record is tied to."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, record_id: int) -> tuple[LinkValue, ...]:
        """Links of a record in both directions."""
        with self._desk.reading() as session:
            rows = session.scalars(
                select(Link)
                .where(
                    or_(Link.from_id == record_id, Link.to_id == record_id), Link.ended.is_(None)
                )
                .order_by(Link.id)
            )
            seen = tuple(_seen_from(session, link, record_id) for link in rows)
            record = session.get_one(Record, record_id)
            return (*seen, *_of_requests(session, record_id), *_of_fields(session, record))

    def link(self, from_id: int, to_id: int, meaning: str) -> int:
        """Tie two records. Raises Refused for a record to itself or the same link twice."""
        if from_id == to_id:
            raise Refused("A record is not linked to itself.")
        with self._desk.unit() as unit:
            twin = unit.session.scalar(
                select(Link.id).where(
                    Link.from_id == from_id,
                    Link.to_id == to_id,
                    Link.meaning == meaning,
                    Link.ended.is_(None),
                )
            )
            if twin:
                raise Refused("These two are linked so already.")
            row = Link(from_id=from_id, to_id=to_id, meaning=meaning)
            unit.session.add(row)
            unit.session.flush()
            unit.also = frozenset({"link"})
            return row.id

    def end(self, link_id: int) -> None:
        """Undo a link; it stays in the history."""
        with self._desk.unit() as unit:
            unit.session.get_one(Link, link_id).ended = unit.now
            unit.also = frozenset({"link"})

    def files_of(self, record_id: int) -> tuple[FileValue, ...]:
        """Attached files of a record, and the sources and masters of its revisions."""
        with self._desk.reading() as session:
            attached = session.execute(
                select(Attachment, File)
                .join(File, File.id == Attachment.file_id)
                .where(Attachment.record_id == record_id, Attachment.ended.is_(None))
                .order_by(Attachment.id)
            ).all()
            own = tuple(
                FileValue(a.id, f.id, a.name, f.size, f.media, "attached") for a, f in attached
            )
            return (*_of_revisions(session, record_id), *own)

    def attach(self, record_id: int, name: str, content: bytes, media: str) -> int:
        """Keep a file with a record. Raises Refused for an empty one."""
        if not content:
            raise Refused(f"{name} is empty. Choose another file.")
        with self._desk.unit() as unit:
            file_id = files.keep(unit.session, content, media)
            row = Attachment(record_id=record_id, file_id=file_id, name=name)
            unit.session.add(row)
            unit.session.flush()
            unit.also = frozenset({"attachment"})
            return row.id

    def detach(self, attachment_id: int) -> None:
        """Take a file off a record; its bytes and its history stay."""
        with self._desk.unit() as unit:
            unit.session.get_one(Attachment, attachment_id).ended = unit.now
            unit.also = frozenset({"attachment"})

    def read(self, file_id: int) -> bytes:
        """The bytes of a file. Raises Refused when they are damaged."""
        with self._desk.reading() as session:
            return files.read(session, file_id)


def _seen_from(session: Session, link: Link, record_id: int) -> LinkValue:
    outward = link.from_id == record_id
    other = session.get_one(Record, link.to_id if outward else link.from_id)
    words = LINK_WORDS.get(link.meaning, (link.meaning, link.meaning))[0 if outward else 1]
    return LinkValue(
        link.id, other.id, other.kind, other.number or "", other.title or "", other.state, tr(words)
    )


_FROM_THERE = {
    "Stands in": "States the need",
    "Duty stands in": "States the duty of",
    "As a customer": "Is the interested party",
    "As a supplier": "Is the interested party",
    "Or interested party": "Interested party of",
    "Done by": "Does",
    "Made for": "Is made",
    "Replaced by": "Replaces",
    "By plan or instruction": "Inspected by it",
    "Method is in": "Method of",
    "Serviced by": "Services",
    "Rests on": "Basis of",
    "Held by": "Holds",
    "Process, aspect or obligation": "Responsibility for it",
    "Follows": "Followed by",
    "Carried to": "Carried here",
}
"""Labels of fields that do not read well before "of", and what the other end says instead."""


def _from_there(label: str) -> str:
    """What a field that names this record is called at its end: `Customer of`."""
    other = _FROM_THERE.get(label)
    return tr(other) if other else tr("{label} of", label=tr(label))


def _of_fields(session: Session, record: Record) -> Iterator[LinkValue]:
    """Records that a field of this one names, and those that name it; they end in the field."""
    for found, outward in ((referred, True), (referring, False)):
        for key, other in found(session, record):
            register = registers.find(record.kind if outward else other.kind)
            assert register is not None
            label = tr(register.by_key[key].label)
            words = label if outward else _from_there(register.by_key[key].label)
            yield LinkValue(
                0,
                other.id,
                other.kind,
                other.number or "",
                other.title or "",
                other.state,
                words,
            )


def _of_requests(session: Session, record_id: int) -> tuple[LinkValue, ...]:
    """Change requests that touch a document; their ids are negative, as they end elsewhere."""
    rows = session.execute(
        select(ChangeTouch.id, ChangeRequest)
        .join(ChangeRequest, ChangeRequest.id == ChangeTouch.request_id)
        .where(ChangeTouch.document_id == record_id, ChangeTouch.ended.is_(None))
        .order_by(ChangeTouch.id)
    )
    words = tr("Changed by request")
    return tuple(
        LinkValue(-touch, r.id, r.kind, r.number or "", r.title or "", r.state, words)
        for touch, r in rows
    )


def _of_revisions(session: Session, document_id: int) -> tuple[FileValue, ...]:
    revisions = session.scalars(
        select(Revision).where(Revision.parent_id == document_id).order_by(Revision.ordinal.desc())
    )
    values = []
    for revision in revisions:
        for origin, file_id, name in _named_files(revision):
            file = session.get(File, file_id) if file_id else None
            if file is not None and (origin != "master" or file_id != revision.source_id):
                values.append(FileValue(revision.id, file.id, name, file.size, file.media, origin))
    return tuple(values)


def _named_files(revision: Revision) -> tuple[tuple[str, int | None, str], ...]:
    """Origin, file id and name of what a revision keeps."""
    pdf = tr("Revision {label}, PDF", label=revision.label)
    text = tr("Revision {label}, text", label=revision.label)
    return (
        ("source", revision.source_id, revision.source_name or text),
        ("original", revision.original_id, revision.original_name or ""),
        ("master", revision.master_id, pdf),
    )
