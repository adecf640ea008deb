"""What the fields and links of a text show now."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from isodesk.core.dates import paper_day
from isodesk.core.record import Record
from isodesk.core.spine import Company
from isodesk.documents.model import Document, Revision
from isodesk.writing.tree import FieldName, Tree, linked_documents


@dataclass(frozen=True)
class Linked:
    """A document as a link to it shows it; `label` is the revision in force, "" before one."""

    number: str
    title: str
    label: str
    state: str


def fields_shown(session: Session, revision: Revision) -> Mapping[FieldName, str]:
    """Every field's words for a revision; "" for what is not known yet."""
    document = session.get_one(Document, revision.parent_id)
    company = session.get(Company, 1)
    owner = session.get(Record, document.owner_id) if document.owner_id else None
    return {
        FieldName.NUMBER: document.number or "",
        FieldName.TITLE: document.title or "",
        FieldName.REVISION: revision.label,
        FieldName.EFFECTIVE: paper_day(revision.effective_on) if revision.effective_on else "",
        FieldName.COMPANY: company.name if company else "",
        FieldName.OWNER: (owner.title or "") if owner else "",
    }


def links_shown(session: Session, tree: Tree) -> Mapping[int, Linked]:
    """Each document that the text links to; one that is not in this file is left out."""
    ids = linked_documents(tree.blocks)
    known = (i for i in ids if session.get(Document, i) is not None)
    return {i: linked(session, i) for i in known}


def linked(session: Session, document_id: int) -> Linked:
    """One document as a link to it shows it."""
    document = session.get_one(Document, document_id)
    current = session.get(Revision, document.in_force_id or 0)
    label = current.label if current else ""
    return Linked(document.number or "", document.title or "", label, document.state)
