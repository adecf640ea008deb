"""Controlled copies into their frozen values, with the check code each carries."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.spine import Company
from isodesk.documents import check_code
from isodesk.documents.model import Copy, Revision
from isodesk.documents.values import CopyState, CopyValue


def copies_where(session: Session, condition: Any) -> tuple[CopyValue, ...]:
    """Copies that meet a condition, by document and number."""
    rows = session.execute(
        select(Copy, Revision)
        .join(Revision, Revision.id == Copy.revision_id)
        .where(condition)
        .order_by(Copy.sort_number, Copy.parent_id, Copy.n)
    ).all()
    company = session.get_one(Company, 1)
    return tuple(_value(company, copy, revision) for copy, revision in rows)


def facts_of_copy(company: Company, copy: Copy, revision: Revision) -> check_code.Facts:
    """What the check code of a controlled copy is made of; none of it ever changes."""
    return check_code.Facts(
        file_id=company.file_id,
        kind="controlled",
        document_id=copy.parent_id or 0,
        revision_id=revision.id,
        master_sha256=revision.master_sha256 or "",
        copy=copy.n,
        on=copy.issued_on or date.min,
    )


def code_of_copy(company: Company, copy: Copy, revision: Revision) -> str:
    """The check code printed on the copy."""
    facts = facts_of_copy(company, copy, revision)
    return check_code.make(bytes.fromhex(company.code_key), copy.serial, facts)


def _value(company: Company, copy: Copy, revision: Revision) -> CopyValue:
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
        code=code_of_copy(company, copy, revision),
    )
