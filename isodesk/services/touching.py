"""Which documents another one touches: linked to it, or naming each other in their text."""

import re
from collections.abc import Iterator

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session

from isodesk.core.record import Record
from isodesk.core.spine import Link
from isodesk.documents.care_values import Touched
from isodesk.documents.model import Document, Revision
from isodesk.documents.values import LINK_WORDS, State
from isodesk.i18n import tr
from isodesk.store import files

_NUMBER = re.compile(r"\w+(?:[-_/.]\w+)+")
"""What may be the number of a document inside a text: `QP-07`, `MVW-P-104`."""


def touched_by(session: Session, document_id: int) -> tuple[Touched, ...]:
    """Documents that are still kept and that a document touches, by number; `how` says why."""
    document = session.get_one(Document, document_id)
    how: dict[int, list[str]] = {}
    found = (_linked(session, document_id), _naming(session, document), _named(session, document))
    for other, words in (pair for pairs in found for pair in pairs):
        if other != document_id and words not in how.setdefault(other, []):
            how[other].append(words)
    rows = session.scalars(
        select(Document)
        .where(Document.id.in_(how), Document.state != State.WITHDRAWN)
        .order_by(Document.sort_number, Document.id)
    )
    return tuple(_value(session, row, ", ".join(how[row.id])) for row in rows)


def _value(session: Session, row: Document, how: str) -> Touched:
    owner = session.get(Record, row.owner_id) if row.owner_id else None
    return Touched(
        row.id,
        row.number or "",
        row.title or "",
        (owner.title or "") if owner else "",
        row.state,
        row.in_force_id is not None,
        how,
    )


def _linked(session: Session, document_id: int) -> Iterator[tuple[int, str]]:
    links = session.scalars(
        select(Link).where(
            or_(Link.from_id == document_id, Link.to_id == document_id), Link.ended.is_(None)
        )
    )
    for link in links:
        outward, inward = LINK_WORDS.get(link.meaning, (link.meaning, link.meaning))
        if link.from_id == document_id:  # from the other end
            yield link.to_id, tr(inward)
        else:
            yield link.from_id, tr(outward)


def _naming(session: Session, document: Document) -> Iterator[tuple[int, str]]:
    """Documents whose open text names this one."""
    words = re.findall(r"\w+", document.number or "")
    if not words:
        return
    rows = session.execute(
        text(
            "SELECT DISTINCT r.parent_id FROM search_words s JOIN record r ON r.id = s.rowid"
            " WHERE search_words MATCH :words AND r.kind = 'revision' AND r.closed IS NULL"
        ),
        {"words": f'{{body}} : "{" ".join(words)}"'},
    )
    for (other,) in rows:
        yield other, tr("names it in its text")


def _named(session: Session, document: Document) -> Iterator[tuple[int, str]]:
    """Documents that the text of this one names."""
    revision = session.get(Revision, document.in_force_id or 0)
    if revision is None or revision.text_id is None:
        return
    said = files.read(session, revision.text_id).decode("utf-8", "replace")
    numbers = {number.casefold() for number in _NUMBER.findall(said)}
    known = session.execute(select(Document.id, Document.number))
    for other, number in known:
        if number and number.casefold() in numbers:
            yield other, tr("is named in its text")
