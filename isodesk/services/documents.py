"""Documents: make, change, revise, review, withdraw. Signing and issuing stand beside this."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.numbering import seq_in
from isodesk.core.problems import Problem, Refused
from isodesk.core.spine import ClauseLink, Signature
from isodesk.documents import rules
from isodesk.documents.care_values import CHECK_MONTHS
from isodesk.documents.model import Distribution, Document, DocumentType, Revision
from isodesk.documents.values import Content, DocumentValue, Meaning, NewDocument, State
from isodesk.services import document_values
from isodesk.services.change_ticks import tick
from isodesk.services.desk import Desk
from isodesk.services.document_numbers import check_number, free_number, push_counter
from isodesk.services.due_dates import recall_copies, write_due
from isodesk.services.passages import copy_passages
from isodesk.services.reading_asks import ask
from isodesk.services.retaining import retain
from isodesk.services.review_asks import answer_asks
from isodesk.services.signing import sign
from isodesk.store.unit import Unit

_DOCUMENT_FIELDS = frozenset(
    [
        "number",
        "legacy",
        "title",
        "type_id",
        "process",
        "department",
        "systems",
        "owner_id",
        "reviewer_id",
        "approver_id",
        "review_months",
        "next_review_on",
        "note",
        "rule_id",
        "source",
        "found_at",
        "checked_on",
        "check_months",
        "next_check_on",
        "expires_on",
    ]
)
_REVISION_FIELDS = frozenset(["label", "summary", "reason", "author_id", "effective_on"])


class Documents:
    """Documents of the open file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self, document_id: int) -> DocumentValue:
        """A document with its revisions, newest first, and the steps it may take."""
        with self._desk.reading() as session:
            return document_values.document(session, document_id)

    def new(self, new: NewDocument) -> int:
        """Make a document with a first draft; answers its id. Raises Refused for a number
        that is taken."""
        with self._desk.unit() as unit:
            return add(unit, new)

    def next_number(self, type_id: int) -> str:
        """The number a new document of this type would get now."""
        with self._desk.reading() as session:
            kind = session.get_one(DocumentType, type_id)
            return free_number(session, kind, self._desk.today().year)[0]

    def change(self, document_id: int, **values: Any) -> None:
        """Save fields as they were typed. Raises Refused for a number that is taken or a
        document that is withdrawn."""
        unknown = values.keys() - _DOCUMENT_FIELDS
        assert not unknown, unknown
        with self._desk.unit() as unit:
            document = unit.session.get_one(Document, document_id)
            _check_on_pages(document, values)
            if values.get("number", document.number) != document.number:
                check_number(unit.session, values["number"], document_id)
            for name, value in values.items():
                setattr(document, name, value if value != "" else None)
            looked_at = _looked_at_on(unit.session, document)
            if "review_months" in values and looked_at:
                document.next_review_on = rules.next_review(looked_at, document.review_months)
            if "check_months" in values and document.checked_on:
                document.next_check_on = rules.next_review(
                    document.checked_on, document.check_months
                )
            carry_to_revisions(unit, document)
            if values.keys() & {"type_id", "rule_id"}:
                retain(unit, document)
            write_due(unit, document)

    def change_draft(self, revision_id: int, **values: Any) -> None:
        """Save fields of a draft. Raises Refused once it is submitted."""
        unknown = values.keys() - _REVISION_FIELDS
        assert not unknown, unknown
        with self._desk.unit() as unit:
            revision = unit.session.get_one(Revision, revision_id)
            if revision.state != State.DRAFT:
                raise Refused("This revision is not a draft any more; send it back to change it.")
            if "label" in values:
                _check_label(unit.session, revision, values["label"])
            for name, value in values.items():
                setattr(revision, name, value if value != "" else None)
            document = unit.session.get_one(Document, revision.parent_id)
            document.newest_label = revision.label

    def set_distribution(self, document_id: int, holders: list[tuple[str, str]]) -> None:
        """The standing distribution list, in order; lines that are gone are ended."""
        wanted = [(h.strip(), p.strip()) for h, p in holders if h.strip()]
        with self._desk.unit() as unit:
            lines = list(document_values.distribution_rows(unit.session, document_id))
            for line in lines:
                if (line.holder, line.place or "") not in wanted:
                    line.ended = unit.now
            kept = {(r.holder, r.place or ""): r for r in lines if r.ended is None}
            for position, (holder, place) in enumerate(wanted):
                line = kept.get((holder, place)) or Distribution(
                    document_id=document_id, holder=holder, place=place or None
                )
                kept.pop((holder, place), None)
                line.position = position
                unit.session.add(line)
            unit.also = frozenset({"document"})

    def set_clauses(self, document_id: int, clauses: list[str]) -> None:
        """The clauses a document answers, as `9001 8.5.1`. Raises Refused for an unknown one."""
        from isodesk.standards.clauses import parse_ref

        wanted = {(r.standard, r.edition, r.number) for r in map(parse_ref, clauses)}
        with self._desk.unit() as unit:
            for link in document_values.clause_rows(unit.session, document_id):
                key = (link.standard, link.edition, link.number)
                if key in wanted:
                    wanted.discard(key)
                else:
                    link.ended = unit.now
            for standard, edition, number in sorted(wanted):
                unit.session.add(
                    ClauseLink(
                        record_id=document_id, standard=standard, edition=edition, number=number
                    )
                )
            unit.also = frozenset({"document"})

    def revise(self, document_id: int, summary: str = "", reason: str = "") -> int:
        """Begin the next revision as a draft; answers its id."""
        with self._desk.unit() as unit:
            document = unit.session.get_one(Document, document_id)
            return revise(unit, document, summary, reason)

    def discard(self, revision_id: int, reason: str) -> None:
        """Void a draft with a reason; it stays findable."""
        with self._desk.unit(reason) as unit:
            revision = unit.session.get_one(Revision, revision_id)
            if revision.state != State.DRAFT:
                raise Refused("Only a draft is discarded; send this revision back first.")
            document = unit.session.get_one(Document, revision.parent_id)
            revision.state, revision.closed = State.WITHDRAWN, unit.now
            current = unit.session.get(Revision, document.in_force_id or 0)
            if current is None:
                document.state, document.closed = State.WITHDRAWN, unit.now
            else:
                document.state, document.newest_label = current.state, current.label
            retain(unit, document)
            write_due(unit, document)

    def withdraw(self, document_id: int, reason: str, signer_id: int) -> tuple[int, ...]:
        """Take a document out of use with a reason; answers the copies to come back."""
        if not reason.strip():
            raise Refused([Problem("reason", "Give the reason; it stands in the history.")])
        with self._desk.unit(reason) as unit:
            return withdraw(unit, unit.session.get_one(Document, document_id), reason, signer_id)


def revise(
    unit: Unit, document: Document, summary: str = "", reason: str = "", label: str = ""
) -> int:
    """The next revision as a draft, inside a running unit; answers its id. Raises Refused
    unless the newest is in force."""
    newest = newest_revision(unit.session, document.id)
    if document.state != State.EFFECTIVE or newest is None:
        raise Refused("A new revision begins from the one in force.")
    kind = unit.session.get(DocumentType, document.type_id)
    label = label or rules.next_label(newest.label, bool(kind and kind.letters))
    revision = new_revision(unit, document, label, newest.ordinal + 1)
    revision.summary, revision.reason = summary or None, reason or None
    revision.author_id = newest.author_id
    unit.session.flush()
    if newest.content == Content.WRITTEN:
        revision.content = Content.WRITTEN
        copy_passages(unit.session, newest.id, revision.id)
    return revision.id


def withdraw(unit: Unit, document: Document, reason: str, signer_id: int) -> tuple[int, ...]:
    """Out of use, inside a running unit; answers the copies to come back. Raises Refused
    unless a revision is in force."""
    current = unit.session.get(Revision, document.in_force_id or 0)
    if current is None:
        raise Refused("Only a document in force is withdrawn; discard the draft instead.")
    sign(unit, current, signer_id, Meaning.WITHDRAWN, current.master_sha256 or "", reason)
    recalled = recall_copies(unit, document.id, unit.now.date())
    for revision in open_revisions(unit.session, document.id):
        revision.state, revision.closed = State.WITHDRAWN, unit.now
        revision.superseded_on = revision.superseded_on or unit.now.date()
    document.state, document.newest_label = State.WITHDRAWN, current.label
    document.in_force_id = document.next_review_on = None
    document.closed = unit.now
    ask(unit, document)
    retain(unit, document)
    answer_asks(unit, document.id)
    tick(unit, document.id, None)
    write_due(unit, document)
    return recalled


def add(unit: Unit, new: NewDocument) -> int:
    """A document with its first draft, inside a running unit; answers its id."""
    kind = unit.session.get_one(DocumentType, new.type_id)
    number = new.number.strip()
    if number:
        check_number(unit.session, number, None)
        taken = seq_in(kind.mask, kind.prefix, number)
    else:
        number, taken = free_number(unit.session, kind, unit.now.year)
    if taken:
        push_counter(unit, kind, taken)
    document = Document(
        number=number,
        legacy=new.legacy or None,
        title=new.title.strip(),
        type_id=kind.id,
        state=State.DRAFT,
        systems=int(new.systems),
        process=new.process or None,
        department=new.department or None,
        owner_id=new.owner_id,
        reviewer_id=new.reviewer_id,
        approver_id=new.approver_id,
        review_months=kind.review_months if new.review_months is None else new.review_months,
    )
    if rules.is_external(kind.external, kind.key):
        document.check_months = CHECK_MONTHS
    unit.session.add(document)
    unit.session.flush()
    label = new.label.strip() or rules.next_label("", kind.letters)
    revision = new_revision(unit, document, label, 1)
    revision.author_id, revision.effective_on = new.author_id, new.effective_on
    revision.summary, revision.reason = new.summary or None, new.reason or None
    write_due(unit, document)
    return document.id


def new_revision(unit: Unit, document: Document, label: str, ordinal: int) -> Revision:
    """A draft revision of a document, inside a running unit."""
    revision = Revision(
        parent_id=document.id,
        label=label,
        ordinal=ordinal,
        state=State.DRAFT,
        number=document.number,
        title=document.title,
        systems=document.systems,
    )
    unit.session.add(revision)
    document.state, document.newest_label = State.DRAFT, label
    write_due(unit, document)
    return revision


def carry_to_revisions(unit: Unit, document: Document) -> None:
    """Number, title and systems of a document stand on its open revisions too, for the search."""
    for revision in open_revisions(unit.session, document.id):
        revision.number, revision.title = document.number, document.title
        revision.systems = document.systems


def open_revisions(session: Session, document_id: int) -> list[Revision]:
    """Revisions that are not closed, newest first."""
    return list(
        session.scalars(
            select(Revision)
            .where(Revision.parent_id == document_id, Revision.closed.is_(None))
            .order_by(Revision.ordinal.desc(), Revision.id.desc())
        )
    )


def newest_revision(session: Session, document_id: int) -> Revision | None:
    """The newest revision that was not discarded."""
    rows = open_revisions(session, document_id)
    return rows[0] if rows else None


def labels_of(session: Session, document_id: int, but: int = 0) -> frozenset[str]:
    """The labels that revisions of a document bear or bore; a discarded one gives its back."""
    return frozenset(
        session.scalars(
            select(Revision.label).where(
                Revision.parent_id == document_id,
                Revision.id != but,
                Revision.state != State.WITHDRAWN,
            )
        )
    )


def _check_on_pages(document: Document, values: dict[str, Any]) -> None:
    """Number and title stand on approved pages; they change with a new revision only."""
    if document.state == State.DRAFT or document.closed:
        return  # a closed record is refused by its guard
    for name, word in (("number", "number"), ("title", "title")):
        if name in values and values[name] != getattr(document, name):
            sentence = f"The {word} stands on the pages. Begin a new revision to change it."
            raise Refused([Problem(name, sentence)])


def _check_label(session: Session, revision: Revision, label: str) -> None:
    if not (label or "").strip():
        raise Refused([Problem("label", "A revision needs a number or letter.")])
    if label in labels_of(session, revision.parent_id or 0, but=revision.id):
        raise Refused([Problem("label", f"This document has a revision {label} already.")])


def _looked_at_on(session: Session, document: Document) -> date | None:
    """The day the revision in force began, or was last reviewed without a change."""
    if document.in_force_on is None:
        return None
    newest = session.scalar(
        select(Signature.at)
        .where(Signature.record_id == document.in_force_id, Signature.meaning == Meaning.REVIEWED)
        .order_by(Signature.at.desc())
        .limit(1)
    )
    return max(document.in_force_on, newest.date()) if newest else document.in_force_on
