"""Another edition of a standard for an audit that holds questions: what becomes of each of them is
planned, shown, and applied in one change that can be taken back as one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from isodesk import registers
from isodesk.core.kinds import MOMENT
from isodesk.core.problems import Problem, Refused
from isodesk.core.record import Record
from isodesk.core.spine import Change, History
from isodesk.i18n import tr
from isodesk.services.audit_asking import of_bank
from isodesk.services.audit_crossing import STANDARDS, Crossed, Crosser, names_standard
from isodesk.services.audit_values import BETWEEN, CHANGEABLE, NewQuestion
from isodesk.services.auditing import clauses_of, put_questions
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_settling import settle
from isodesk.store.mapped import lines_table

if TYPE_CHECKING:
    from isodesk.store.unit import Unit

_QUESTIONS = "audit_question"
_PLANNED = ("audit_slot", "audit_scope")
"""Lines of the plan that name clauses: timetable and scope."""


@dataclass(frozen=True)
class Turned:
    """What becomes of one question: `n` is its number as on paper, `crossed` its clauses."""

    id: int
    n: int
    ask: str
    answered: bool
    crossed: Crossed


@dataclass(frozen=True)
class TurnedLine:
    """A line of the timetable or the scope, whose clauses go along."""

    key: str
    id: int
    crossed: Crossed


@dataclass(frozen=True)
class EditionPlan:
    """What changing an edition would do. `key` is iso9001 or iso14001, `before` and `after` are
    editions ("2015", "" for none); `fresh` are questions that only the new edition asks."""

    audit_id: int
    key: str
    before: str
    after: str
    questions: tuple[Turned, ...]
    lines: tuple[TurnedLine, ...]
    fresh: tuple[NewQuestion, ...]

    @property
    def standard(self) -> str:
        """`ISO 9001`."""
        return f"ISO {STANDARDS[self.key]}"

    @property
    def unanswered(self) -> tuple[Turned, ...]:
        """Questions without a verdict: their clauses go along."""
        return tuple(q for q in self.questions if not q.answered)

    @property
    def answered(self) -> tuple[Turned, ...]:
        """Questions with a verdict, which was given against the edition of before."""
        return tuple(q for q in self.questions if q.answered)

    @property
    def bare(self) -> tuple[Turned, ...]:
        """Unanswered questions that no clause would be left for."""
        return tuple(q for q in self.unanswered if q.crossed.before and not q.crossed.after)

    @property
    def empty(self) -> bool:
        """Whether nothing but the edition itself would change."""
        return not (self.questions or self.lines or self.fresh)


@dataclass(frozen=True)
class Wished:
    """What the officer chose: whether answered questions go along too, those that no clause is
    left for are taken out (else they keep theirs), and new ones come in."""

    answered: bool = False
    take_out: bool = False
    fresh: bool = False


class AuditEditions:
    """Editions of the audits of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def plan(self, audit_id: int, key: str, after: str | None) -> EditionPlan:
        """What becomes of an audit's questions with another edition (as it is stored, "E2026", or
        None). Raises Refused once the report is issued."""
        with self._desk.reading() as session:
            return _plan(session, audit_id, key, after)

    def apply(self, plan: EditionPlan, wished: Wished) -> int:
        """Change it in one go; answers the change, to be taken back by. Raises Refused where the
        audit was changed since it was shown."""
        why = tr(
            "{standard}: {before} became {after}",
            standard=plan.standard,
            before=plan.before or tr("none"),
            after=plan.after or tr("none"),
        )
        with self._desk.unit(why) as unit:
            stored = f"E{plan.after}" if plan.after else None
            if _plan(unit.session, plan.audit_id, plan.key, stored) != plan:
                raise Refused(tr("The audit has changed meanwhile. Look at it again."))
            _write(unit, plan, wished)
            self._set(unit, plan.audit_id, plan.key, stored)
            change = unit.entering.change_id
        assert change is not None
        return change

    def take_back(self, change_id: int) -> None:
        """Give an audit the edition it had before a change, and with it clauses that stand as the
        change left them. What was changed again since, or answered since, stays as it is and is
        marked. Raises Refused once the report is issued, and where questions came since that
        would be left behind."""
        with self._desk.unit(tr("Put back")) as unit:
            audit_id, editions = _back(unit, change_id)
            for key, stored in editions.items():
                _check_left(unit, audit_id, key, stored)
                self._set(unit, audit_id, key, stored)

    def _set(self, unit: "Unit", audit_id: int, key: str, stored: str | None) -> None:
        audit = unit.session.get_one(Record, audit_id)
        setattr(audit, key, stored)
        settle(unit, self._catalogue.get("audit"), audit)
        unit.session.flush()
        unit.also |= {"audit", _QUESTIONS, *_PLANNED}


def guarded(session: Any, audit_id: int, values: Mapping[str, Any]) -> Problem | None:
    """What stands against an edition that is changed without a plan, as by an import: questions
    that name it would be left behind in silence."""
    for key in STANDARDS.keys() & values.keys():
        audit = session.get_one(Record, audit_id)
        before, after = getattr(audit, key), values[key]
        if before is None or after == before:
            continue
        rows = _rows(session, audit_id, _QUESTIONS)
        count = sum(names_standard(row.clauses, STANDARDS[key]) for row in rows)
        if count:
            said = tr(
                "{n} questions of this audit name ISO {edition}. Change the edition on the audit's"
                " own form: it shows first what becomes of them.",
                n=count,
                edition=f"{STANDARDS[key]}:{before[1:]}",
            )
            return Problem(key, said)
    return None


def _plan(session: Any, audit_id: int, key: str, stored: str | None) -> EditionPlan:
    audit = session.get_one(Record, audit_id)
    before, after = (getattr(audit, key) or "")[1:], (stored or "")[1:]
    rows = _rows(session, audit_id, _QUESTIONS)
    standard = STANDARDS[key]
    if audit.state not in CHANGEABLE and any(names_standard(r.clauses, standard) for r in rows):
        said = tr("The report is issued against ISO {edition}.", edition=f"{standard}:{before}")
        raise Refused([Problem(key, said)])
    crosser = Crosser(standard, before, after)
    ordered = sorted(rows, key=lambda r: (r.earlier_id is None, r.position, r.id))
    questions = (
        Turned(
            r.id, n, r.ask or "", r.verdict is not None, crosser.of(r.key, clauses_of(r.clauses))
        )
        for n, r in enumerate(ordered, 1)
    )
    lines = (
        TurnedLine(each, r.id, crosser.of("", clauses_of(r.clauses)))
        for each in _PLANNED
        for r in _rows(session, audit_id, each)
    )
    taken = {r.key for r in rows if r.key}
    return EditionPlan(
        audit_id,
        key,
        before,
        after,
        tuple(q for q in questions if q.crossed.changes),
        tuple(line for line in lines if line.crossed.changes and line.crossed.after),
        tuple(of_bank(q) for q in crosser.fresh(taken, _editions(audit, key, after))),
    )


def _editions(audit: Any, key: str, after: str) -> frozenset[tuple[str, str]]:
    """The editions the audit would be held against."""
    stored = {k: (getattr(audit, k) or "")[1:] for k in STANDARDS} | {key: after}
    return frozenset((STANDARDS[k], edition) for k, edition in stored.items() if edition)


def _rows(session: Any, audit_id: int, key: str) -> Sequence[Any]:
    """The lines of one key that stand."""
    table = lines_table(registers.find("audit").lines_by_key[key])  # type: ignore[union-attr]
    found = select(table).where(table.record_id == audit_id, table.ended.is_(None))
    return tuple(session.scalars(found.order_by(table.position, table.id)))


def _write(unit: "Unit", plan: EditionPlan, wished: Wished) -> None:
    questions = {row.id: row for row in _rows(unit.session, plan.audit_id, _QUESTIONS)}
    bare = {q.id for q in plan.bare}
    for each in plan.questions:
        row = questions[each.id]
        if each.id in bare:
            if wished.take_out:
                row.ended = unit.now.isoformat(timespec="seconds")
        elif not each.answered:
            row.clauses = BETWEEN.join(each.crossed.after)
        elif wished.answered:  # what has no counterpart stays as it was answered
            row.clauses = BETWEEN.join((*each.crossed.after, *each.crossed.lost))
    for line in plan.lines:
        table = lines_table(registers.find("audit").lines_by_key[line.key])  # type: ignore[union-attr]
        row = unit.session.get_one(table, line.id)
        row.clauses = BETWEEN.join(line.crossed.after)
    if wished.fresh and plan.fresh:
        put_questions(unit, plan.audit_id, plan.fresh)
    unit.session.flush()


def _check_left(unit: "Unit", audit_id: int, key: str, stored: str | None) -> None:
    """Raises Refused where unanswered questions name the edition that would go."""
    now = (getattr(unit.session.get_one(Record, audit_id), key) or "")[1:]
    if not now or (stored or "")[1:] == now:
        return
    edition = f"{STANDARDS[key]}:{now}"
    left = [
        row
        for row in _rows(unit.session, audit_id, _QUESTIONS)
        if row.verdict is None and f"{edition} " in (row.clauses or "")
    ]
    if left:
        said = tr(
            "{n} questions of ISO {edition} came since. Change the edition in the form: it shows"
            " first what becomes of them.",
            n=len(left),
            edition=edition,
        )
        raise Refused([Problem(key, said)])


def _back(unit: "Unit", change_id: int) -> tuple[int, dict[str, str | None]]:
    """Undo the lines of a change; answers the audit, and its stored editions of before."""
    entries = unit.session.scalars(select(History).where(History.change_id == change_id))
    at = MOMENT.pack(unit.session.get_one(Change, change_id).at)
    audit_id, editions = 0, dict[str, str | None]()
    for entry in tuple(entries):
        told = json.loads(entry.payload)
        if entry.tab == "audit" and entry.op == "U":
            audit_id = int(entry.record_id or 0)
            editions = {key: told[key][0] for key in STANDARDS if told.get(key)}
        elif entry.tab in (_QUESTIONS, *_PLANNED):
            _line_back(unit, entry, told, str(at))
    audit = unit.session.get_one(Record, audit_id)
    if audit.state not in CHANGEABLE:
        raise Refused(tr("The report is issued; its criteria stay as they are."))
    unit.session.flush()
    return audit_id, editions


def _line_back(unit: "Unit", entry: History, told: Mapping[str, Any], at: str) -> None:
    """One line as it was before, where it stands as the change left it and was not answered
    after it."""
    register = registers.find("audit")
    assert register is not None
    row = unit.session.get_one(lines_table(register.lines_by_key[entry.tab]), entry.row)
    if entry.op == "I":
        if row.verdict is None and row.ended is None:
            row.ended = unit.now.isoformat(timespec="seconds")
        return
    if entry.tab == _QUESTIONS and row.verdict and (row.answered_at or "") > at:
        return
    for column in ("clauses", "ended"):
        pair = told.get(column)
        if pair and getattr(row, column) == pair[1]:
            setattr(row, column, pair[0])
