"""Mapped documents into the frozen values that screens and sheets show."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.spine import Change, ClauseLink, History, Person, Signature
from isodesk.documents import rules
from isodesk.documents.care_values import OutsideValue
from isodesk.documents.model import Distribution, Document, DocumentType, Revision
from isodesk.documents.values import (
    LAID_OUT,
    Content,
    DocumentValue,
    Holder,
    Meaning,
    RevisionValue,
    SignatureValue,
    State,
    StepValue,
    Systems,
)
from isodesk.services.review_values import asks_of, reviews_of, still_valid_missing
from isodesk.services.written_tree import has_text


def document(session: Session, document_id: int) -> DocumentValue:
    """A document with everything its record pane shows."""
    row = session.get_one(Document, document_id)
    names = _Names(session)
    kind = session.get(DocumentType, row.type_id) if row.type_id else None
    revisions = tuple(revision(session, r, names) for r in _revisions(session, document_id))
    return DocumentValue(
        id=row.id,
        number=row.number or "",
        legacy=row.legacy or "",
        title=row.title or "",
        type_id=row.type_id,
        type_name=kind.name if kind else "",
        process=row.process or "",
        department=row.department or "",
        systems=Systems(row.systems),
        clauses=tuple(_shown(c) for c in clause_rows(session, document_id)),
        owner_id=row.owner_id,
        owner=names(row.owner_id),
        reviewer_id=row.reviewer_id,
        reviewer=names(row.reviewer_id),
        approver_id=row.approver_id,
        approver=names(row.approver_id),
        review_months=row.review_months,
        next_review_on=row.next_review_on,
        note=row.note or "",
        state=State(row.state),
        version=row.version,
        in_force_id=row.in_force_id,
        revisions=revisions,
        distribution=holders_of(session, document_id),
        steps=steps_of(session, row),
        outside=outside_of(row) if is_external(session, row) else None,
        reviews=reviews_of(session, document_id),
        asks=asks_of(session, document_id),
        still_valid_missing=still_valid_missing(session, row),
    )


def outside_of(row: Document) -> OutsideValue:
    """What is known of a document that comes from outside."""
    return OutsideValue(
        row.source or "",
        row.found_at or "",
        row.checked_on,
        row.check_months,
        row.next_check_on,
        row.expires_on,
    )


def is_external(session: Session, row: Document) -> bool:
    """Whether a document comes from outside, as its type says."""
    kind = session.get(DocumentType, row.type_id) if row.type_id else None
    return kind is not None and rules.is_external(kind.external, kind.key)


def steps_of(session: Session, row: Document) -> tuple[StepValue, ...]:
    """The steps a document may take now."""
    if row.closed:
        return ()
    return rules.steps(facts_of(session, row))


def facts_of(session: Session, row: Document) -> rules.Facts:
    """What the rules ask about a document and its newest open revision."""
    newest = session.scalars(
        select(Revision)
        .where(Revision.parent_id == row.id, Revision.closed.is_(None))
        .order_by(Revision.ordinal.desc(), Revision.id.desc())
        .limit(1)
    ).first()
    if newest is None:
        return rules.Facts(State(row.state), external=is_external(session, row))
    return rules.Facts(
        state=State(newest.state),
        has_content=has_content(session, newest),
        has_master=newest.master_id is not None or newest.content in LAID_OUT,
        first=newest.ordinal == 1,
        summary=newest.summary or "",
        title=row.title or "",
        number=row.number or "",
        owner_id=row.owner_id,
        author_id=newest.author_id,
        reviewer_id=row.reviewer_id,
        approver_id=row.approver_id,
        reviewed=newest.reviewed_at is not None,
        issued=newest.issued_at is not None,
        in_force=row.in_force_id is not None,
        external=is_external(session, row),
    )


def has_content(session: Session, revision: Revision) -> bool:
    """Whether there is anything to send to review: words written here, or a file."""
    if revision.content == Content.WRITTEN:
        return has_text(session, revision.id)
    return revision.source_id is not None


class _Names:
    """Names of people, each read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[int, str] = {}

    def __call__(self, person_id: int | None) -> str:
        if person_id is None:
            return ""
        if person_id not in self._known:
            found = self._session.get(Person, person_id)
            self._known[person_id] = (found.title or "") if found else ""
        return self._known[person_id]


def revision(session: Session, row: Revision, names: "_Names | None" = None) -> RevisionValue:
    """A revision with its signatures in the order they were given."""
    names = names or _Names(session)
    return RevisionValue(
        id=row.id,
        document_id=row.parent_id or 0,
        label=row.label,
        ordinal=row.ordinal,
        state=State(row.state),
        summary=row.summary or "",
        reason=row.reason or "",
        author_id=row.author_id,
        author=names(row.author_id),
        effective_on=row.effective_on,
        superseded_on=row.superseded_on,
        content=row.content,
        source_id=row.source_id,
        source_name=row.source_name or "",
        master_id=row.master_id,
        master_sha256=row.master_sha256 or "",
        pages=row.pages or 0,
        submitted_at=row.submitted_at,
        approved_at=row.approved_at,
        issued_at=row.issued_at,
        notes=row.notes or "",
        signatures=signatures(session, row.id),
        original_id=row.original_id,
        original_name=row.original_name or "",
    )


def signatures(session: Session, record_id: int) -> tuple[SignatureValue, ...]:
    """Signatures of a record, oldest first; those of its readers stand apart."""
    rows = session.scalars(
        select(Signature)
        .where(Signature.record_id == record_id, Signature.meaning != Meaning.READ)
        .order_by(Signature.id)
    )
    odd = _signed_at_odd_times(session, record_id)
    return tuple(
        SignatureValue(
            s.name,
            s.role or "",
            Meaning(s.meaning),
            s.at,
            s.zone,
            s.sha256,
            s.reason or "",
            s.outside or "",
            s.id in odd,
        )
        for s in rows
    )


def _signed_at_odd_times(session: Session, record_id: int) -> frozenset[int]:
    return frozenset(
        session.scalars(
            select(History.row)
            .join(Change, Change.id == History.change_id)
            .where(
                History.record_id == record_id, History.tab == "signature", Change.odd_clock == 1
            )
        )
    )


def _revisions(session: Session, document_id: int) -> Sequence[Revision]:
    return session.scalars(
        select(Revision)
        .where(Revision.parent_id == document_id)
        .order_by(Revision.ordinal.desc(), Revision.id.desc())
    ).all()


def distribution_rows(session: Session, document_id: int) -> Sequence[Distribution]:
    """The lines of the standing distribution list that have not ended."""
    return session.scalars(
        select(Distribution)
        .where(Distribution.document_id == document_id, Distribution.ended.is_(None))
        .order_by(Distribution.position, Distribution.id)
    ).all()


def clause_rows(session: Session, record_id: int) -> Sequence[ClauseLink]:
    """The clauses of a record that have not ended."""
    return session.scalars(
        select(ClauseLink)
        .where(ClauseLink.record_id == record_id, ClauseLink.ended.is_(None))
        .order_by(ClauseLink.standard.desc(), ClauseLink.edition, ClauseLink.id)
    ).all()


def _shown(link: ClauseLink) -> str:
    from isodesk.standards.clauses import ClauseRef, show

    return show(ClauseRef(link.standard, link.edition, link.number))


def holders_of(session: Session, document_id: int) -> tuple[Holder, ...]:
    """The standing distribution list."""
    rows = distribution_rows(session, document_id)
    return tuple(Holder(r.id, r.holder, r.place or "") for r in rows)
