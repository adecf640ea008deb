"""Change requests follow what happens to their documents, inside a running unit."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.documents.care_model import ChangeRequest, ChangeTouch
from isodesk.documents.care_values import CHANGES_CLOSED, ChangeState
from isodesk.services.due_dates import set_due
from isodesk.store.unit import Unit


def tick(unit: Unit, document_id: int, revision_id: int | None) -> None:
    """A document was issued, or withdrawn (None): accepted requests that wait for it go on,
    and one whose documents are all done is done."""
    waiting = unit.session.execute(
        select(ChangeTouch, ChangeRequest)
        .join(ChangeRequest, ChangeRequest.id == ChangeTouch.request_id)
        .where(
            ChangeTouch.document_id == document_id,
            ChangeTouch.ended.is_(None),
            ChangeTouch.done_on.is_(None),
            ChangeRequest.state == ChangeState.ACCEPTED,
        )
    ).all()
    for touch, request in waiting:
        touch.revision_id, touch.done_on = revision_id, unit.now.date()
        unit.session.flush()
        finish(unit, request)
    if waiting:
        unit.also |= {"change_request"}


def finish(unit: Unit, request: ChangeRequest) -> None:
    """Done by itself once every document it touches is."""
    touches = touches_of(unit.session, request.id)
    if request.state == ChangeState.ACCEPTED and touches and all(t.done_on for t in touches):
        request.state, request.closed = ChangeState.DONE, unit.now
        write_change_due(unit, request)


def touches_of(session: Session, request_id: int) -> Sequence[ChangeTouch]:
    """The documents of a request that were not taken off, in the order they were added."""
    return session.scalars(
        select(ChangeTouch)
        .where(ChangeTouch.request_id == request_id, ChangeTouch.ended.is_(None))
        .order_by(ChangeTouch.id)
    ).all()


def write_change_due(unit: Unit, request: ChangeRequest) -> None:
    """The day by which a request is wanted, while it is open."""
    day = None if request.state in CHANGES_CLOSED else request.wanted_by
    set_due(unit, request.id, {"wanted": day}, request.owner_id)
    request.due_on = day
