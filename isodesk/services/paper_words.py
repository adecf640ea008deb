"""What the pages of a revision say of it: its title block, its fields, the documents it links."""

from sqlalchemy.orm import Session

from isodesk.documents.model import Document, DocumentType, Revision
from isodesk.documents.values import State
from isodesk.i18n import tr
from isodesk.printing.document_sheets import DocumentHead, Shown
from isodesk.services.written_words import Linked, fields_shown, links_shown
from isodesk.writing.tree import FieldName, Tree


def head_of(session: Session, revision: Revision) -> DocumentHead:
    """The title block of a revision's pages; a lead is taken from the text itself."""
    document = session.get_one(Document, revision.parent_id)
    kind = session.get(DocumentType, document.type_id)
    return DocumentHead(
        kind.name if kind else "",
        document.title or "",
        "",
        document.number or "",
        revision.label,
        revision.effective_on,
    )


def shown_in(session: Session, revision: Revision, tree: Tree) -> Shown:
    """What its fields and links print now: documents with the revision in force."""
    said = fields_shown(session, revision)
    return Shown(
        said[FieldName.NUMBER],
        said[FieldName.TITLE],
        said[FieldName.REVISION],
        revision.effective_on,
        said[FieldName.COMPANY],
        said[FieldName.OWNER],
        {i: link_words(linked) for i, linked in links_shown(session, tree).items()},
    )


def link_words(linked: Linked) -> str:
    """A document as a link to it prints: "QP-07 Melting and pouring, revision 4"."""
    name = f"{linked.number} {linked.title}".strip()
    if linked.state == State.WITHDRAWN:
        return tr("{name}, withdrawn", name=name)
    if not linked.label:
        return name
    return tr("{name}, revision {label}", name=name, label=linked.label)
