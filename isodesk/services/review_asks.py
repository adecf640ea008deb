"""Reviews asked for before their time, inside a running unit."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.documents.care_model import ReviewAsk
from isodesk.documents.care_values import AskedBy
from isodesk.documents.model import Document
from isodesk.services.due_dates import write_due
from isodesk.store.unit import Unit


def ask(
    unit: Unit, document: Document, source: AskedBy, why: str, from_id: int | None = None
) -> None:
    """A review asked for, inside a running unit; the same record asks once."""
    open_ones = open_asks(unit.session, document.id)
    if from_id is not None and any(a.from_id == from_id for a in open_ones):
        return
    unit.session.add(
        ReviewAsk(
            document_id=document.id,
            source=source,
            from_id=from_id,
            asked_on=unit.now.date(),
            why=why.strip(),
        )
    )
    unit.session.flush()
    write_due(unit, document)


def answer_asks(unit: Unit, document_id: int) -> None:
    """Whatever was asked is answered: by a review, a new revision, or the end of the document."""
    for asked in open_asks(unit.session, document_id):
        asked.ended = unit.now
    unit.session.flush()


def open_asks(session: Session, document_id: int) -> Sequence[ReviewAsk]:
    """Reviews of a document that were asked for and not held, oldest first."""
    return session.scalars(
        select(ReviewAsk)
        .where(ReviewAsk.document_id == document_id, ReviewAsk.ended.is_(None))
        .order_by(ReviewAsk.id)
    ).all()
