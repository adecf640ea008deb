"""What would go with a record that is disposed of, and what others still need. In a session."""

import json
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session

from isodesk.core.record import Record
from isodesk.core.spine import Attachment, Company, File
from isodesk.documents.care_model import DisposedFile, FilledForm
from isodesk.documents.model import Document, Revision
from isodesk.documents.written_model import Passage, Template
from isodesk.store import files, search

_HELD = ("source_id", "master_id", "text_id", "original_id")


def files_of(session: Session, record: Record) -> frozenset[int]:
    """Ids of the files whose bytes belong to a record: pages, source, text, pictures of
    written text, attachments."""
    found = set(
        session.scalars(select(Attachment.file_id).where(Attachment.record_id == record.id))
    )
    if isinstance(record, Revision):
        found |= {i for i in (getattr(record, name) for name in _HELD) if i}
        found |= _pictures(session, record.id)
    return frozenset(found)


def needed_by_others(session: Session, file_id: int, going: Iterable[int]) -> bool:
    """Whether anything but the records that go still needs a file."""
    gone = frozenset(going)
    columns = [getattr(Revision, name) == file_id for name in _HELD]
    users: list[int] = list(session.scalars(select(Revision.id).where(or_(*columns))))
    users += session.scalars(select(Attachment.record_id).where(Attachment.file_id == file_id))
    if set(users) - gone:
        return True
    return _is_own_thing(session, file_id) or _is_pictured(session, file_id, gone)


def erase(session: Session, file_ids: Iterable[int], disposal_id: int) -> None:
    """The bytes go; name, size and hash stay, and the certificate they went by."""
    known = set(session.scalars(select(DisposedFile.file_id)))
    for file_id in sorted(file_ids):
        if file_id not in known:
            session.add(DisposedFile(file_id=file_id, disposal_id=disposal_id))
    session.flush()
    for file_id in sorted(file_ids):
        session.execute(text("DELETE FROM file_chunk WHERE file_id = :id"), {"id": file_id})


def forget_text(session: Session, records: Sequence[Record]) -> None:
    """Passages go, and the words of the records from the search; what was deleted earlier is
    still in the index until it is put together anew."""
    for record in records:
        session.execute(text("DELETE FROM passage WHERE revision_id = :id"), {"id": record.id})
        number = " ".join(filter(None, (record.number, record.legacy)))
        search.put(session, record.id, number, record.title or "", "")
    for index in ("search_words", "search_parts"):
        session.execute(text(f"INSERT INTO {index} ({index}) VALUES ('optimize')"))


def belongs_to(session: Session, record: Record) -> Document:
    """The document of a revision, a filled form, or itself."""
    if isinstance(record, Document):
        return record
    assert isinstance(record, Revision | FilledForm), record.kind
    return session.get_one(Document, record.parent_id)


def _pictures(session: Session, revision_id: int) -> set[int]:
    bodies = session.scalars(select(Passage.body).where(Passage.revision_id == revision_id))
    hashes = {h for body in bodies for h in _hashes(json.loads(body))}
    return set(session.scalars(select(File.id).where(File.hash.in_(hashes)))) if hashes else set()


def _hashes(told: object) -> Iterator[str]:
    """The SHA-256 of every picture in a block of written text."""
    if isinstance(told, dict):
        named = told.get("sha256")
        if isinstance(named, str):
            yield named
        for value in told.values():
            yield from _hashes(value)
    elif isinstance(told, list):
        for value in told:
            yield from _hashes(value)


def _is_own_thing(session: Session, file_id: int) -> bool:
    """The company's logo, or a template."""
    logo = session.scalar(select(Company.id).where(Company.logo_id == file_id))
    template = session.scalar(select(Template.id).where(Template.file_id == file_id).limit(1))
    return logo is not None or template is not None


def _is_pictured(session: Session, file_id: int, gone: frozenset[int]) -> bool:
    """Whether a picture stands in written text or a template that stays."""
    digest = session.get_one(File, file_id).hash
    shown = select(Passage.revision_id).where(Passage.body.contains(digest)).distinct()
    if set(session.scalars(shown)) - gone:
        return True
    templates = session.scalars(select(Template.file_id).where(Template.ended.is_(None)))
    return any(digest.encode() in files.read(session, each) for each in templates)
