"""Controlled copies into their frozen values, with the check code each carries."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from isodesk.core.spine import Company
from isodesk.documents import check_code
from isodesk.documents.model import Copy, Print, Revision
from isodesk.documents.values import CopyState, CopyValue


def copies_where(session: Session, condition: Any) -> tuple[CopyValue, ...]:
    """Copies that meet a condition, by document and number."""
    revision = aliased(Revision, flat=True)
    rows = session.execute(
        select(Copy, revision, Print)
        .join(revision, revision.id == Copy.revision_id)
        .join(Print, Print.serial == Copy.serial)
        .where(condition)
        .order_by(Copy.sort_number, Copy.parent_id, Copy.n)
    ).all()
    company = session.get_one(Company, 1)
    return tuple(_value(company, *row) for row in rows)


def facts_of(company: Company, made: Print) -> check_code.Facts:
    """What the check code of a print is made of; none of it ever changes (paper.md)."""
    return check_code.Facts(
        file_id=company.file_id,
        kind=made.kind,
        document_id=made.document_id,
        revision_id=made.revision_id,
        master_sha256=made.master_sha256,
        copy=made.copy_n,
        on=made.on_day,
    )


def code_of(company: Company, made: Print) -> str:
    """The check code that stands on every sheet of a print."""
    return check_code.make(bytes.fromhex(company.code_key), made.serial, facts_of(company, made))


def _value(company: Company, copy: Copy, revision: Revision, made: Print) -> CopyValue:
    return CopyValue(
        id=copy.id,
        document_id=copy.parent_id or 0,
        revision_id=copy.revision_id,
        number=copy.number or "",
        title=copy.title or "",
        label=revision.label,
        n=copy.n,
        of=copy.of,
        holder=copy.holder,
        place=copy.place or "",
        state=CopyState(copy.state),
        issued_on=copy.issued_on,
        out_on=copy.out_on,
        slip_on=copy.slip_on,
        recall_on=copy.recall_on,
        closed_on=copy.closed_on,
        reason=copy.outcome or "",
        found=copy.found or "",
        code=code_of(company, made),
    )
