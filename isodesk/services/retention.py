"""Retention rules, legal holds, and the three dates of a document."""

import json
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from isodesk import paths
from isodesk.core.problems import Problem, Refused
from isodesk.documents.care_model import LegalHold, RetentionRule
from isodesk.documents.model import Document, DocumentType, Revision
from isodesk.documents.retention import HoldValue, KeepingValue, RuleValue, Trigger
from isodesk.services.desk import Desk
from isodesk.services.retaining import documents_under, retain, retain_all, rule_of
from isodesk.store.unit import Unit

MOST_MONTHS = 1200


class Retention:
    """What is kept for how long, and what must not go."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rules(self, *, active_only: bool = False) -> tuple[RuleValue, ...]:
        """The rules in their order."""
        with self._desk.reading() as session:
            rows = session.scalars(select(RetentionRule).order_by(RetentionRule.position)).all()
            shown = [r for r in rows if r.ended is None or not active_only]
            return tuple(rule_value(r, _used(session, r.id)) for r in shown)

    def save_rule(self, value: RuleValue) -> int:
        """Add (id 0) or change a rule; what it applies to is counted anew. Raises Refused for
        a rule without a name, a twin, or months out of range."""
        problems = rule_problems(value, self.rules())
        if problems:
            raise Refused(problems)
        with self._desk.unit("Retention rule") as unit:
            if value.id:
                row = unit.session.get_one(RetentionRule, value.id)
            else:
                row = RetentionRule(position=len(self.rules()))
                unit.session.add(row)
            _write_rule(unit, row, value)
            unit.session.flush()
            retain_all(unit, documents_under(unit.session, row.id))
            unit.also |= {"retention_rule"}
            return row.id

    def add_starters(self) -> int:
        """The starter rules, for a file that was made before there were any; each type
        without a rule gets the one that suits it. Answers how many."""
        with self._desk.unit("Starter retention rules") as unit:
            made = add_starter_rules(unit)
            documents = unit.session.scalars(select(Document.id)).all()
            retain_all(unit, list(documents))
            unit.also |= {"retention_rule", "document_type"}
            return made

    def set_rule(self, document_id: int, rule_id: int | None) -> None:
        """A document's own rule; None is its type's."""
        with self._desk.unit() as unit:
            document = unit.session.get_one(Document, document_id)
            if document.closed:
                unit.entering.may_change.add(document.id)  # how long it is kept is still said
            document.rule_id = rule_id
            retain(unit, document)
            unit.also |= {"document"}

    def of_document(self, document_id: int) -> KeepingValue:
        """The three dates apart, the rule and every hold."""
        with self._desk.reading() as session:
            document = session.get_one(Document, document_id)
            rule = rule_of(session, document)
            return KeepingValue(
                document.expires_on,
                document.next_review_on,
                _longest(session, document),
                rule_value(rule) if rule else None,
                document.rule_id is not None,
                holds_of(session, document_id),
            )

    def hold(self, document_id: int, reason: str, asked_by: str = "") -> int:
        """Nothing of the document is disposed of from now on. Raises Refused without a
        reason."""
        if not reason.strip():
            raise Refused([Problem("reason", "Say why it must be kept: a claim, an inquiry.")])
        with self._desk.unit(reason.strip()) as unit:
            row = LegalHold(
                record_id=document_id,
                reason=reason.strip(),
                asked_by=asked_by.strip() or None,
                begun=unit.now.date(),
            )
            unit.session.add(row)
            unit.session.flush()
            unit.also |= {"legal_hold"}
            return row.id

    def lift(self, hold_id: int, reason: str) -> None:
        """The hold ends, with a reason. Raises Refused without one, or for one lifted before."""
        if not reason.strip():
            raise Refused([Problem("reason", "Say why the hold is lifted; it stays on record.")])
        with self._desk.unit(reason.strip()) as unit:
            row = unit.session.get_one(LegalHold, hold_id)
            if row.ended is not None:
                raise Refused("This hold is lifted already.")
            row.ended, row.lifted_because = unit.now, reason.strip()
            unit.also |= {"legal_hold"}


def rule_value(row: RetentionRule, used: int = 0) -> RuleValue:
    """A rule as screens and sheets show it."""
    trigger = Trigger(row.counted_from)
    return RuleValue(
        row.id, row.name or "", row.months, trigger, row.basis or "", row.ended is None, used
    )


def rule_problems(value: RuleValue, known: tuple[RuleValue, ...]) -> list[Problem]:
    """What is wrong with a rule as typed."""
    name = value.name.strip()
    twins = [r for r in known if r.id != value.id and r.name.casefold() == name.casefold()]
    out = value.months is not None and not 0 <= value.months <= MOST_MONTHS
    checks = (
        ("name", not name, "A rule needs a name."),
        ("name", bool(twins), "Another rule has this name already."),
        ("months", out, f"Between 0 and {MOST_MONTHS} months, or for ever."),
    )
    return [Problem(field, sentence) for field, wrong, sentence in checks if wrong]


def holds_of(session: Session, record_id: int) -> tuple[HoldValue, ...]:
    """Every hold that stands or stood on a record, newest first."""
    rows = session.scalars(
        select(LegalHold).where(LegalHold.record_id == record_id).order_by(LegalHold.id.desc())
    )
    return tuple(
        HoldValue(
            h.id,
            h.record_id,
            h.reason or "",
            h.asked_by or "",
            h.begun,
            h.ended.date() if h.ended else None,
            h.lifted_because or "",
        )
        for h in rows
    )


def add_starter_rules(unit: Unit) -> int:
    """The starter rules that no rule of the file has the name of, tied to types without one."""
    told = json.loads(paths.resource("starters", "retention.json").read_text(encoding="utf-8"))
    known = set(unit.session.scalars(select(RetentionRule.name)))
    made = 0
    for position, row in enumerate(told["rules"], len(known)):
        if row["name"] not in known:
            rule = RetentionRule(position=position)
            _write_rule(unit, rule, _starter(row))
            unit.session.add(rule)
            unit.session.flush()
            _tie(unit, rule, row["types"])
            made += 1
    return made


def _starter(row: dict[str, object]) -> RuleValue:
    months = row["months"]
    assert months is None or isinstance(months, int)
    return RuleValue(
        0, str(row["name"]), months, Trigger(str(row["counted_from"])), str(row["basis"])
    )


def _tie(unit: Unit, rule: RetentionRule, types: list[str]) -> None:
    wanted = DocumentType.key.in_(types) & DocumentType.rule_id.is_(None)
    for kind in unit.session.scalars(select(DocumentType).where(wanted)):
        kind.rule_id = rule.id


def _write_rule(unit: Unit, row: RetentionRule, value: RuleValue) -> None:
    row.name, row.months = value.name.strip(), value.months
    row.counted_from, row.basis = value.counted_from.value, value.basis.strip() or None
    row.ended = None if value.active else (row.ended or unit.now)


def _used(session: Session, rule_id: int) -> int:
    kinds = select(func.count()).where(DocumentType.rule_id == rule_id)
    own = select(func.count()).where(Document.rule_id == rule_id)
    return (session.scalar(kinds) or 0) + (session.scalar(own) or 0)


def _longest(session: Session, document: Document) -> date | None:
    """The last day of what has ended of it; what is in force has none yet."""
    return session.scalar(
        select(func.max(Revision.retain_until)).where(Revision.parent_id == document.id)
    )
