"""The numbers of an audit's questions, as its checklist has them on screen and paper."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.store.mapped import table_of


def numbers_of(session: Session, audit_id: int) -> dict[int, int]:
    """From the id of each question that stands to its number, from one: what follows up earlier
    findings first."""
    asked = table_of("audit_question").columns
    ids = session.scalars(
        select(asked["id"])
        .where(asked["record_id"] == audit_id, asked["ended"].is_(None))
        .order_by(asked["earlier_id"].is_(None), asked["position"], asked["id"])
    )
    return {question: n for n, question in enumerate(ids, 1)}
