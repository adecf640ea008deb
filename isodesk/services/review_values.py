"""Reviews of a document that were held or are asked for, as values."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.record import Record
from isodesk.core.spine import Company, Signature
from isodesk.documents import rules
from isodesk.documents.care_model import DocumentReview, ReviewAsk
from isodesk.documents.care_values import (
    STILL_VALID_MOST,
    AskedBy,
    AskValue,
    Outcome,
    ReviewValue,
)
from isodesk.documents.model import Document, Revision
from isodesk.services.review_asks import open_asks

BEFORE = "Periodic review: still valid"
"""How version 0.1.0 wrote a review: as the reason of a signature alone."""


def asks_of(session: Session, document_id: int) -> tuple[AskValue, ...]:
    """The same as values."""
    return tuple(_ask_value(session, asked) for asked in open_asks(session, document_id))


def _ask_value(session: Session, asked: ReviewAsk) -> AskValue:
    by = session.get(Record, asked.from_id) if asked.from_id else None
    return AskValue(
        asked.id,
        AskedBy(asked.source),
        asked.asked_on,
        asked.why or "",
        asked.from_id,
        (by.number or "") if by else "",
    )


def reviews_of(session: Session, document_id: int) -> tuple[ReviewValue, ...]:
    """Reviews that were held, newest first; those of version 0.1.0 too."""
    rows = session.execute(
        select(DocumentReview, Revision.label)
        .join(Revision, Revision.id == DocumentReview.revision_id)
        .where(DocumentReview.document_id == document_id)
        .order_by(DocumentReview.id.desc())
    ).all()
    own = [
        ReviewValue(label, r.on_day, r.name, Outcome(r.outcome), r.note or "", r.next_on)
        for r, label in rows
    ]
    known = {(review.label, review.on_day, review.name) for review in own}
    before = [r for r in _before(session, document_id) if (r.label, r.on_day, r.name) not in known]
    return tuple(sorted((*own, *before), key=lambda r: r.on_day, reverse=True))


def _before(session: Session, document_id: int) -> list[ReviewValue]:
    rows = session.execute(
        select(Signature, Revision.label)
        .join(Revision, Revision.id == Signature.record_id)
        .where(Revision.parent_id == document_id, Signature.reason.startswith(BEFORE))
    ).all()
    return [
        ReviewValue(
            label,
            signature.at.astimezone().date(),
            signature.name,
            Outcome.STILL_VALID,
            (signature.reason or "").removeprefix(BEFORE).lstrip(". "),
            None,
        )
        for signature, label in rows
    ]


def still_valid_missing(session: Session, document: Document) -> str:
    """Why the revision in force cannot be found still valid once more; "" when it can."""
    revision = session.get(Revision, document.in_force_id or 0)
    if revision is None:
        return ""
    company = session.get(Company, 1)
    said = company.still_valid_most if company else None
    most = STILL_VALID_MOST if said is None else said
    reviews = [r.outcome for r in reviews_of(session, document.id) if r.label == revision.label]
    return rules.still_valid_missing(reviews, most)
