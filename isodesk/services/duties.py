"""Who answers for what, read by plain SQL: the responsibilities with the people in them, and for
each clause, aspect and obligation whether somebody has signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from isodesk.i18n import tr
from isodesk.registers.responsibility import Sort
from isodesk.services.desk import Desk


@dataclass(frozen=True)
class Duty:
    """A responsibility: people by name, and as words as they were typed."""

    id: int
    number: str
    title: str
    sort: Sort
    clause: str
    subject_id: int
    subject: str
    answers: str
    does: str
    deputy: str
    asked: str
    told: str
    signed_on: date | None
    signed: bool


@dataclass(frozen=True)
class Account:
    """Something a manager answers for: `who` "" for nobody; signed or not."""

    group: str
    what: str
    who: str
    deputy: str
    number: str
    signed_on: date | None
    signed: bool


def duties(desk: Desk) -> tuple[Duty, ...]:
    """The responsibilities that are in force, by kind and title."""
    rows = desk.file.reader().execute(
        "SELECT r.id, r.number, r.title, x.sort, x.clause, x.subject_id,"
        " (SELECT coalesce(s.number || ' ', '') || coalesce(s.title, '') FROM record s"
        "  WHERE s.id = x.subject_id),"
        " (SELECT p.title FROM record p WHERE p.id = x.answers_id),"
        " (SELECT p.title FROM record p WHERE p.id = x.does_id),"
        " (SELECT p.title FROM record p WHERE p.id = x.deputy_id),"
        " x.asked, x.told, x.signed_on, r.state"
        " FROM responsibility x JOIN record r ON r.id = x.id"
        " WHERE r.closed IS NULL AND r.state <> 'void' ORDER BY r.sort_title"
    )
    found = [_duty(row) for row in rows.fetchall()]
    order = list(Sort)
    return tuple(sorted(found, key=lambda duty: order.index(duty.sort)))


def _duty(row: Sequence[object]) -> Duty:
    i, number, title, sort, clause, subject, named, answers, does, deputy, *rest = row
    asked, told, signed, state = rest
    return Duty(
        int(str(i)),
        str(number or ""),
        str(title or ""),
        Sort[str(sort)] if sort else Sort.TASK,
        str(clause or ""),
        int(str(subject or 0)),
        str(named or ""),
        str(answers or ""),
        str(does or ""),
        str(deputy or ""),
        str(asked or ""),
        str(told or ""),
        date.fromisoformat(str(signed)) if signed else None,
        state == "signed",
    )


def accounts(desk: Desk) -> tuple[Account, ...]:
    """Clauses that are answered for, and every open aspect and obligation, with the manager who
    answers: of the responsibility for it, else whoever the record itself names."""
    known = duties(desk)
    by_subject = {duty.subject_id: duty for duty in known if duty.subject_id}
    clauses = [_of_clause(duty) for duty in known if duty.clause and not duty.subject_id]
    others = [
        _of_record(tr(group), row, by_subject)
        for kind, group in (
            ("process", "Processes"),
            ("aspect", "Environmental aspects"),
            ("obligation", "Compliance obligations"),
        )
        for row in _open(desk, kind)
    ]
    return (*clauses, *others)


def _of_clause(duty: Duty) -> Account:
    what = f"{duty.clause} {duty.title}"
    return Account(
        tr("Clauses"), what, duty.answers, duty.deputy, duty.number, duty.signed_on, duty.signed
    )


def _of_record(group: str, row: Sequence[object], by_subject: dict[int, Duty]) -> Account:
    record_id, number, title, owner = row
    what = f"{number or ''} {title or ''}".strip()
    duty = by_subject.get(int(str(record_id)))
    if duty is None:
        return Account(group, what, str(owner or ""), "", "", None, False)
    return Account(group, what, duty.answers, duty.deputy, duty.number, duty.signed_on, duty.signed)


_MANAGER = {"obligation": "manager_id"}
"""The field by which a register names its accountable manager, where it is not the owner."""


def _open(desk: Desk, kind: str) -> Sequence[Sequence[object]]:
    """Id, number, title and manager of the open records of a kind."""
    manager = f"coalesce(x.{_MANAGER[kind]}, r.owner_id)" if kind in _MANAGER else "r.owner_id"
    rows = desk.file.reader().execute(
        "SELECT r.id, r.number, r.title,"
        f" (SELECT p.title FROM record p WHERE p.id = {manager})"
        f" FROM record r JOIN {kind} x ON x.id = r.id"
        " WHERE r.closed IS NULL AND r.state NOT IN ('draft', 'void') ORDER BY r.sort_number"
    )
    found: Sequence[Sequence[object]] = rows.fetchall()
    return found
