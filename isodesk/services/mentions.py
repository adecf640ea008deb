"""Documents that a text mentions are links of its document."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.spine import Link
from isodesk.documents.model import Document, Revision
from isodesk.documents.values import Content
from isodesk.services.written_tree import tree_in
from isodesk.store.unit import Unit
from isodesk.writing.tree import linked_documents

MENTIONS = "mentions"


def keep_mentions(unit: Unit, document: Document) -> None:
    """Let the links say what the newest text and the one in force mention, inside a unit."""
    session = unit.session
    wanted = set(mentioned(session, document))
    rows = session.scalars(
        select(Link).where(
            Link.from_id == document.id, Link.meaning == MENTIONS, Link.ended.is_(None)
        )
    )
    for link in rows:
        if link.to_id not in wanted:
            link.ended = unit.now
            unit.also = unit.also | {"link"}
        wanted.discard(link.to_id)
    for other in sorted(wanted):
        session.add(Link(from_id=document.id, to_id=other, meaning=MENTIONS))
        unit.also = unit.also | {"link"}


def mentioned(session: Session, document: Document) -> frozenset[int]:
    """Ids of the documents that the open text and the one in force link to."""
    rows = session.scalars(
        select(Revision).where(
            Revision.parent_id == document.id,
            Revision.content == Content.WRITTEN,
            Revision.closed.is_(None),
        )
    )
    found = {i for revision in rows for i in linked_documents(tree_in(session, revision).blocks)}
    known = set(session.scalars(select(Document.id).where(Document.id.in_(found))))
    return frozenset(known - {document.id})
