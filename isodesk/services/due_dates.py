"""Dates of records, written where they arise; the nearest stands on the spine (design 8.4)."""

from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from isodesk.core.spine import Due
from isodesk.documents.care_model import Acknowledgement, ReviewAsk
from isodesk.documents.model import Copy, Document
from isodesk.documents.values import CopyState, State
from isodesk.store.unit import Unit


def write_due(unit: Unit, document: Document) -> None:
    """Every date of a document, and the nearest of them on the spine (design 8.4)."""
    dates: dict[str, date | None] = {}
    if document.state != State.WITHDRAWN:
        dates["read"] = _first_to_read(unit.session, document.id)
    if document.state != State.WITHDRAWN and document.in_force_id:
        asked = _asked_on(unit.session, document.id)
        dates["asked"], dates["review"] = asked, None if asked else document.next_review_on
        dates["check"], dates["expiry"] = document.next_check_on, document.expires_on
    set_due(unit, document.id, dates, document.owner_id)
    days = [d for d in dates.values() if d]
    document.due_on = min(days) if days else None


def _first_to_read(session: Session, document_id: int) -> date | None:
    """The nearest day by which somebody still has to read it; one line for all of them."""
    return session.scalar(
        select(func.min(Acknowledgement.due_on)).where(
            Acknowledgement.document_id == document_id,
            Acknowledgement.done_on.is_(None),
            Acknowledgement.ended.is_(None),
        )
    )


def _asked_on(session: Session, document_id: int) -> date | None:
    """Since when a review is asked for, which is then due at once."""
    return session.scalar(
        select(func.min(ReviewAsk.asked_on)).where(
            ReviewAsk.document_id == document_id, ReviewAsk.ended.is_(None)
        )
    )


def set_due(unit: Unit, record_id: int, dates: dict[str, date | None], person: int | None) -> None:
    """Replace the due dates of a record; None leaves one out."""
    unit.session.flush()
    known = unit.session.scalars(select(Due).where(Due.record_id == record_id)).all()
    wanted = {what: day for what, day in dates.items() if day}
    for row in known:
        if row.what not in wanted:
            unit.session.execute(delete(Due).where(Due.id == row.id))
    for what, day in wanted.items():
        row = next((r for r in known if r.what == what), None) or Due(
            record_id=record_id, what=what
        )
        row.on_day, row.person_id = day, person
        unit.session.add(row)


def recall_copies(unit: Unit, document_id: int, day: date, but: int = 0) -> tuple[int, ...]:
    """Ask every copy back that is out or waits to be printed, but those of one revision."""
    copies = unit.session.scalars(
        select(Copy)
        .where(
            Copy.parent_id == document_id,
            Copy.revision_id != but,
            Copy.state.in_((CopyState.OUT, CopyState.TO_PRINT)),
        )
        .order_by(Copy.n)
    ).all()
    for copy in copies:
        copy.state, copy.recall_on = CopyState.TO_RECALL, day
        set_due(unit, copy.id, {"recall": day}, None)
        copy.due_on = day
    return tuple(c.id for c in copies)
