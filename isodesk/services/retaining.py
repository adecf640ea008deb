"""Until when things are kept, written by the save path inside a running unit."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.documents.care_model import DisposalLine, FilledForm, RetentionRule
from isodesk.documents.model import Document, DocumentType, Revision
from isodesk.documents.retention import Trigger, begun_on, keep_until
from isodesk.documents.values import State
from isodesk.store.unit import Unit


def rule_of(session: Session, document: Document) -> RetentionRule | None:
    """The document's own rule, else its type's; None where nobody has set one."""
    kind = session.get(DocumentType, document.type_id) if document.type_id else None
    rule_id = document.rule_id or (kind.rule_id if kind else None)
    return session.get(RetentionRule, rule_id) if rule_id else None


def retain(unit: Unit, document: Document) -> None:
    """Count anew for everything of a document that has ended: after an issue or withdrawal,
    and when its rule changes. What is disposed of already stays as it is."""
    unit.session.flush()
    rule = rule_of(unit.session, document)
    gone = disposed_of(unit.session)
    withdrawn = _withdrawn_on(unit, document)
    for revision in _ended(unit.session, document.id):
        if revision.id not in gone:
            _write(unit, revision, _of_revision(rule, revision, withdrawn, unit))
    for form in _filled(unit.session, document.id):
        if form.id not in gone:
            begun = form.filled_on or _day(form.closed, unit)
            _write(unit, form, keep_until(rule.months, begun) if rule else None)


def retain_all(unit: Unit, document_ids: list[int]) -> None:
    """The same for many documents, as when a rule that they share is changed."""
    for document_id in document_ids:
        retain(unit, unit.session.get_one(Document, document_id))


def disposed_of(session: Session) -> frozenset[int]:
    """Ids of all records whose content is gone."""
    return frozenset(session.scalars(select(DisposalLine.record_id)))


def documents_under(session: Session, rule_id: int) -> list[int]:
    """Documents a rule applies to, by themselves or through their type."""
    of_types = select(DocumentType.id).where(DocumentType.rule_id == rule_id)
    return list(
        session.scalars(
            select(Document.id).where(
                (Document.rule_id == rule_id)
                | (Document.rule_id.is_(None) & Document.type_id.in_(of_types))
            )
        )
    )


def documents_of_type(session: Session, type_id: int) -> list[int]:
    """Documents of a type that have no rule of their own."""
    wanted = (Document.type_id == type_id) & Document.rule_id.is_(None)
    return list(session.scalars(select(Document.id).where(wanted)))


def _of_revision(
    rule: RetentionRule | None, revision: Revision, withdrawn: date | None, unit: Unit
) -> date | None:
    if rule is None:
        return None
    ended = revision.superseded_on or _day(revision.closed, unit)
    return keep_until(rule.months, begun_on(Trigger(rule.counted_from), ended, withdrawn))


def _write(unit: Unit, record: Revision | FilledForm, day: date | None) -> None:
    if record.retain_until != day:
        unit.entering.may_change.add(record.id)  # it is closed: only its keeping moves
        record.retain_until = day


def _ended(session: Session, document_id: int) -> list[Revision]:
    wanted = (Revision.parent_id == document_id) & Revision.closed.is_not(None)
    return list(session.scalars(select(Revision).where(wanted)))


def _filled(session: Session, document_id: int) -> list[FilledForm]:
    wanted = (FilledForm.parent_id == document_id) & FilledForm.closed.is_not(None)
    return list(session.scalars(select(FilledForm).where(wanted)))


def _withdrawn_on(unit: Unit, document: Document) -> date | None:
    return _day(document.closed, unit) if document.state == State.WITHDRAWN else None


def _day(moment: datetime | None, unit: Unit) -> date | None:
    """The day it was where the officer sits."""
    return moment.astimezone(unit.now.tzinfo).date() if moment else None
