"""Disposal: plan, show, apply. Content goes; what it was, and who let it go, stays."""

import hashlib
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from isodesk.core.dates import paper_day
from isodesk.core.problems import Problem, Refused
from isodesk.core.record import Record
from isodesk.core.spine import File, Person
from isodesk.documents.care_model import (
    Disposal,
    DisposalLine,
    FilledForm,
    LegalHold,
    RetentionRule,
)
from isodesk.documents.model import Document, Revision
from isodesk.documents.retention import DisposalPlan, DisposalValue, PlannedLine
from isodesk.documents.values import Meaning
from isodesk.i18n import tr
from isodesk.services import disposing
from isodesk.services.desk import Desk
from isodesk.services.retaining import disposed_of, rule_of
from isodesk.services.signing import sign
from isodesk.store.unit import Unit


class Disposals:
    """What may go, and the certificates of what went."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def plan(self, ids: Sequence[int]) -> DisposalPlan:
        """What disposing of these superseded revisions and filled forms would do; nothing is
        erased. A line that may not go says why."""
        with self._desk.reading() as session:
            return _plan(session, ids, self._desk.today())

    def dispose(
        self,
        plan: DisposalPlan,
        method: str,
        approved_by: int | None,
        witness: str = "",
        note: str = "",
    ) -> int:
        """Carry a plan out in one transaction; answers the certificate's record. Raises
        Refused without a method or a name, or when something changed since it was shown."""
        problems = _missing(plan, method, approved_by)
        if problems:
            raise Refused(problems)
        assert approved_by is not None
        ids = [line.record_id for line in plan.goes]
        with self._desk.unit("Disposal") as unit:
            if _plan(unit.session, ids, unit.now.date()).lines != plan.goes:
                raise Refused("Something changed meanwhile. Look at the disposal list again.")
            disposal = _record(unit, method, approved_by, witness, note)
            _certify(unit, disposal, plan.goes)
            _let_go(unit, disposal, ids)
            _sign(unit, disposal, approved_by, plan.goes)
            disposal.state, disposal.closed = "closed", unit.now
            unit.also |= {"disposal_line", "disposed_file", "attachment"}
            return disposal.id

    def get(self, disposal_id: int) -> DisposalValue:
        """A disposal that was carried out."""
        with self._desk.reading() as session:
            return _value(session, session.get_one(Disposal, disposal_id))

    def of_record(self, record_id: int) -> int | None:
        """The disposal a record's content went by; None while it is kept."""
        with self._desk.reading() as session:
            return session.scalar(
                select(DisposalLine.disposal_id).where(DisposalLine.record_id == record_id)
            )


def _plan(session: Session, ids: Sequence[int], today: date) -> DisposalPlan:
    named = [session.get_one(Record, i) for i in dict.fromkeys(ids)]
    records = [r for r in named if not isinstance(r, Document)]  # these follow from the rest
    why = {r.id: _why_not(session, r, today) for r in records}
    going = {r.id for r in records if not why[r.id]}
    lasts = [d for d in _last_of(session, going) if not _held(session, d)]
    records += lasts
    why |= {d.id: "" for d in lasts}
    going |= {d.id for d in lasts}
    gone = {*going, *disposed_of(session)}
    return DisposalPlan(tuple(_line(session, r, why[r.id], gone) for r in records))


def _why_not(session: Session, record: Record, today: date) -> str:
    """Why a record may not go; "" when it may."""
    if not isinstance(record, Revision | FilledForm) or record.closed is None:
        return tr("It is in use.")
    document = disposing.belongs_to(session, record)
    held = _held(session, document) or _held(session, record)
    checks = (
        (record.id in disposed_of(session), tr("It is disposed of already.")),
        (document.in_force_id == record.id, tr("It is the revision in force.")),
        (held, tr("It is on hold.")),
    )
    said = next((sentence for wrong, sentence in checks if wrong), "")
    return said or _not_yet(rule_of(session, document), record.retain_until, today)


def _not_yet(rule: RetentionRule | None, until: date | None, today: date) -> str:
    if rule is None:
        return tr("It has no retention rule. Give its type or the document one.")
    if rule.months is None:
        return tr("It is kept for ever.")
    if until is None:
        return tr("Its time has not begun: it runs from the day the document is withdrawn.")
    if until >= today:
        return tr("It is kept at least until {day}.", day=paper_day(until))
    return ""


def _held(session: Session, record: Record) -> bool:
    standing = (LegalHold.record_id == record.id) & LegalHold.ended.is_(None)
    return session.scalar(select(LegalHold.id).where(standing).limit(1)) is not None


def _last_of(session: Session, going: set[int]) -> list[Document]:
    """Withdrawn documents of which nothing would be left: their own attachments go too."""
    gone = going | disposed_of(session)
    parents = select(Record.parent_id).where(Record.id.in_(going)).distinct()
    found = []
    for document in session.scalars(select(Document).where(Document.id.in_(parents))):
        parts = select(Record.id).where(
            Record.parent_id == document.id, Record.kind.in_(("revision", "filled_form"))
        )
        nothing_left = document.closed is not None and not set(session.scalars(parts)) - gone
        if nothing_left and document.id not in gone and disposing.files_of(session, document):
            found.append(document)
    return found


def _line(
    session: Session, record: Record, why: str, gone: frozenset[int] | set[int]
) -> PlannedLine:
    document = disposing.belongs_to(session, record)
    rule = rule_of(session, document)
    own = disposing.files_of(session, record)
    shared = {f for f in own if disposing.needed_by_others(session, f, gone)}
    sizes = [session.get_one(File, f).size for f in own - shared]
    until = record.retain_until if isinstance(record, Revision | FilledForm) else None
    return PlannedLine(
        record.id,
        record.version,
        record.number or "",
        record.title or "",
        _label(record),
        rule.name if rule else "",
        until,
        len(sizes),
        sum(sizes),
        len(shared),
        why,
    )


def _label(record: Record) -> str:
    if isinstance(record, Revision):
        return tr("Revision {label}", label=record.label)
    return tr("Filled form") if isinstance(record, FilledForm) else tr("Attached files")


def _missing(plan: DisposalPlan, method: str, approved_by: int | None) -> list[Problem]:
    checks = (
        ("", not plan.goes, "Nothing of this may be disposed of yet."),
        ("method", not method.strip(), "Say how: erased from the file, and what became of paper."),
        ("approved_by", approved_by is None, "Name who approved the disposal."),
    )
    return [Problem(field, sentence) for field, wrong, sentence in checks if wrong]


def _record(unit: Unit, method: str, approved_by: int, witness: str, note: str) -> Disposal:
    year = unit.now.year
    n = unit.next(f"disposal:{year}")
    disposal = Disposal(
        number=f"DC-{year}-{n:03}",
        title=tr("Disposal certificate"),
        state="open",
        method=method.strip(),
        done_on=unit.now.date(),
        approved_by_id=approved_by,
        witness=witness.strip() or None,
        note=note.strip() or None,
    )
    unit.session.add(disposal)
    unit.session.flush()
    return disposal


def _certify(unit: Unit, disposal: Disposal, lines: Sequence[PlannedLine]) -> None:
    unit.session.add_all(
        DisposalLine(
            disposal_id=disposal.id,
            record_id=line.record_id,
            number=line.number,
            title=line.title,
            label=line.label,
            rule=line.rule,
            retained_until=line.retained_until,
            files=line.files,
            size=line.size,
        )
        for line in lines
    )
    unit.session.flush()


def _let_go(unit: Unit, disposal: Disposal, ids: Sequence[int]) -> None:
    session = unit.session
    records = [session.get_one(Record, i) for i in ids]
    gone = disposed_of(session)
    own = {f for record in records for f in disposing.files_of(session, record)}
    free = {f for f in own if not disposing.needed_by_others(session, f, gone)}
    disposing.erase(session, free, disposal.id)
    disposing.forget_text(session, records)


def _sign(unit: Unit, disposal: Disposal, approved_by: int, lines: Sequence[PlannedLine]) -> None:
    """Who approved it signs the list as it was shown."""
    said = "\n".join(f"{n.number} {n.label} {n.files} {n.size}" for n in lines)
    digest = hashlib.sha256(said.encode()).hexdigest()
    sign(unit, disposal, approved_by, Meaning.APPROVED, digest, reason=disposal.method or "")


def _value(session: Session, row: Disposal) -> DisposalValue:
    approver = session.get(Person, row.approved_by_id or 0)
    lines = session.scalars(
        select(DisposalLine).where(DisposalLine.disposal_id == row.id).order_by(DisposalLine.id)
    )
    assert row.done_on is not None
    return DisposalValue(
        row.id,
        row.number or "",
        row.done_on,
        row.method or "",
        (approver.title or "") if approver else "",
        row.witness or "",
        row.note or "",
        tuple(_kept_line(line) for line in lines),
    )


def _kept_line(row: DisposalLine) -> PlannedLine:
    return PlannedLine(
        row.record_id,
        0,
        row.number or "",
        row.title or "",
        row.label or "",
        row.rule or "",
        row.retained_until,
        row.files,
        row.size,
        0,
    )
