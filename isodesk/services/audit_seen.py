"""What may have been seen of a record during an audit: of a document its revisions and copies,
each with whether it is the one in force."""

from dataclasses import dataclass

from isodesk.core.dates import paper_day
from isodesk.core.problems import Refused
from isodesk.documents.values import CopyValue, DocumentValue, RevisionValue
from isodesk.i18n import tr
from isodesk.services.copies import Copies
from isodesk.services.desk import Desk
from isodesk.services.documents import Documents
from isodesk.services.picking import Picking

_STATES = {
    "effective": "In force",
    "superseded": "Superseded",
    "withdrawn": "Withdrawn",
    "approved": "Approved, not in force yet",
    "in_review": "In review, not in force",
    "draft": "Draft, not in force",
}


@dataclass(frozen=True)
class Seen:
    """One thing that may have been seen: `what` names it ("QP-07 r1, copy 6"), `detail` says how
    it stands ("Superseded 2 Feb 2026")."""

    what: str
    detail: str
    revision: int | None = None
    copy: int | None = None

    @property
    def words(self) -> str:
        """Both in one line."""
        return ": ".join(filter(None, (self.what, self.detail)))


class AuditSeen:
    """Records and documents as evidence."""

    def __init__(self, desk: Desk, picking: Picking, documents: Documents, copies: Copies) -> None:
        self._desk, self._picking = desk, picking
        self._documents, self._copies = documents, copies

    def of(self, record_id: int) -> tuple[Seen, ...]:
        """What may be said of a record: the revision in force first, then others from the newest,
        then copies; of a record of a register only itself. Raises Refused for none."""
        if self._picking.kind_of(record_id) == "document":
            return self._of_document(record_id)
        row = (
            self._desk.file.reader()
            .execute(
                "SELECT coalesce(number, ''), coalesce(title, '') FROM record WHERE id = ?",
                (record_id,),
            )
            .fetchone()
        )
        if row is None:
            raise Refused(tr("That record does not stand in this file."))
        return (Seen("  ".join(filter(None, (str(row[0]), str(row[1])))), ""),)

    def _of_document(self, document_id: int) -> tuple[Seen, ...]:
        document = self._documents.get(document_id)
        ordered = sorted(
            document.revisions, key=lambda r: (r.id != document.in_force_id, -r.ordinal)
        )
        by_id = {revision.id: revision for revision in document.revisions}
        copies = [
            _copy(document, by_id[copy.revision_id], copy)
            for copy in self._copies.of_document(document_id)
            if copy.revision_id in by_id and copy.closed_on is None
        ]
        if not ordered:
            return (Seen(f"{document.number}  {document.title}", ""),)
        return (*(_revision(document, each) for each in ordered), *copies)


def _revision(document: DocumentValue, revision: RevisionValue) -> Seen:
    what = tr("{number} r{label}", number=document.number, label=revision.label)
    return Seen(f"{what}  {document.title}", _standing(document, revision), revision.ordinal)


def _copy(document: DocumentValue, revision: RevisionValue, copy: CopyValue) -> Seen:
    what = tr("{number} r{label}, copy {n}", number=document.number, label=revision.label, n=copy.n)
    where = ", ".join(filter(None, (copy.holder, copy.place)))
    detail = _standing(document, revision)
    return Seen(what, f"{detail}; {where}" if where else detail, revision.ordinal, copy.n)


def _standing(document: DocumentValue, revision: RevisionValue) -> str:
    if revision.id == document.in_force_id:
        day = revision.effective_on
        return tr("In force since {day}", day=paper_day(day)) if day else tr("In force")
    word = tr(_STATES.get(revision.state.value, revision.state.value))
    day = revision.superseded_on
    return f"{word} {paper_day(day)}" if day else word
