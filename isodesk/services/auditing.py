"""An audit while it is held: its questions, answered one by one, each on disk before the next
shows. Answers go past the record's own save path, which reads all lines of the audit."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from isodesk import registers
from isodesk.core.dates import from_utc_text
from isodesk.core.entry import Field
from isodesk.core.problems import Problem, Refused
from isodesk.core.record import Record
from isodesk.i18n import tr
from isodesk.registers.audit_words import AuditQuestion, Origin, Verdict
from isodesk.services.audit_values import BETWEEN, Answer, AuditValue, NewQuestion, QuestionValue
from isodesk.services.desk import Desk
from isodesk.store.mapped import lines_table
from isodesk.store.unit import Unit

_FIXED = {
    "draft": "The audit is only planned. Prepare and start it, then answer.",
    "prepared": "The audit has not been started. Start it, then answer.",
    "issued": "The report is issued; its answers stay as they are.",
    "follow_up": "The report is issued; its answers stay as they are.",
    "closed": "The audit is closed; its answers stay as they are.",
    "void": "The audit is cancelled.",
}
_COLUMNS = tuple(f.key for f in AuditQuestion.fields)


def fixed_answers(state: str) -> str:
    """Why an audit in this state takes no answers; "" when it does."""
    return tr(_FIXED.get(state, ""))


class Auditing:
    """Questions and answers of the audits of the open file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self, audit_id: int) -> AuditValue:
        """An audit with all its questions in their order, by plain SQL. Raises Refused for what
        is no audit."""
        reader = self._desk.file.reader()
        row = reader.execute(
            "SELECT r.number, r.title, r.state, r.systems, r.closed, a.iso9001, a.iso14001"
            " FROM record r JOIN audit a ON a.id = r.id WHERE r.id = ?",
            (audit_id,),
        ).fetchone()
        if row is None:
            raise Refused("That audit does not stand in this file.")
        editions = tuple(
            (standard, edition[1:])
            for standard, edition in (("9001", row[5]), ("14001", row[6]))
            if edition
        )
        return AuditValue(
            audit_id,
            row[0] or "",
            row[1] or "",
            row[2],
            row[3],
            row[4] is not None,
            editions,
            self.questions(audit_id),
            _FIXED.get(row[2], ""),
        )

    def questions(self, audit_id: int) -> tuple[QuestionValue, ...]:
        """The questions in their order: what follows up earlier findings first."""
        return self._read("q.record_id = ? AND q.ended IS NULL", audit_id)

    def question(self, question_id: int) -> QuestionValue:
        """One question. Raises Refused for one that is not there."""
        found = self._read("q.id = ? AND q.ended IS NULL", question_id)
        if not found:
            raise Refused("That question is no longer in the audit.")
        return found[0]

    def _read(self, where: str, value: int) -> tuple[QuestionValue, ...]:
        names = ", ".join(f"q.{key}" for key in _COLUMNS)
        rows = self._desk.file.reader().execute(
            f"SELECT q.id, q.position, count(e.id), {names} FROM audit_question q"
            " LEFT JOIN audit_evidence e ON e.record_id = q.record_id AND e.question = q.id"
            f" AND e.ended IS NULL WHERE {where} GROUP BY q.id ORDER BY q.earlier_id IS NULL,"
            " q.position, q.id",
            (value,),
        )
        return tuple(_question(row) for row in rows)

    def answer(self, question_id: int, answer: Answer) -> QuestionValue:
        """Put an answer on disk; what it leaves out stays. Raises Refused where the audit takes
        no answers."""
        with self._desk.unit() as unit:
            row, _ = _of(unit, question_id)
            if answer.clear:
                row.verdict = None
            elif answer.verdict is not None:
                row.verdict = answer.verdict.name
            if answer.note is not None:
                row.note = answer.note.strip() or None
            if answer.good is not None:
                row.good = int(answer.good)
            if answer.place is not None:
                row.place = answer.place.strip() or None
            if answer.seconds is not None:
                row.seconds = (row.seconds or 0) + answer.seconds
            if answer.verdict is not None or answer.clear:
                _stamp(unit, row, answered=not answer.clear)
            unit.session.flush()
            unit.also |= {"audit_question"}
        return self.question(question_id)

    def reword(self, question_id: int, ask: str) -> QuestionValue:
        """Ask it otherwise in this audit; the wording it came with is kept and it is marked.
        Raises Refused for an empty question."""
        wording = _wording(ask)
        with self._desk.unit() as unit:
            row, _ = _of(unit, question_id, to_answer=False)
            if wording == row.ask:
                return self.question(question_id)
            if row.origin == Origin.TEMPLATE.name:
                row.origin, row.asked_first = Origin.REWORDED.name, row.ask
            elif row.origin == Origin.REWORDED.name and wording == row.asked_first:
                row.origin, row.asked_first = Origin.TEMPLATE.name, None
            row.ask = wording
            unit.session.flush()
            unit.also |= {"audit_question"}
        return self.question(question_id)

    def add(self, audit_id: int, new: NewQuestion, after: int | None = None) -> int:
        """A question more, behind another one, else at the end; answers its id. Raises Refused
        for an empty one."""
        _wording(new.ask)
        with self._desk.unit() as unit:
            _open_audit(unit, audit_id)
            return put_questions(unit, audit_id, (new,), after)[0]

    def take_out(self, question_ids: Sequence[int], reason: str = "") -> None:
        """Questions that are not asked in this audit; they stay in the history. Raises Refused
        for one that has its answer."""
        with self._desk.unit(reason) as unit:
            for question_id in question_ids:
                row, _ = _of(unit, question_id, to_answer=False)
                if row.verdict is not None:
                    raise Refused("It is answered. Take the verdict back first.")
                row.ended = unit.now.isoformat(timespec="seconds")
            unit.session.flush()
            unit.also |= {"audit_question"}


def put_questions(
    unit: Unit, audit_id: int, questions: Iterable[NewQuestion], after: int | None = None
) -> tuple[int, ...]:
    """Questions into an audit inside a running unit, behind one of it or at the end."""
    table = lines_table(registers.find("audit").lines_by_key["audit_question"])  # type: ignore[union-attr]
    rows = [table(record_id=audit_id, **stored_question(new)) for new in questions]
    at = _last(unit, table, audit_id)
    if after is not None:
        at = int(unit.session.get_one(table, after).position)
        behind = select(table).where(table.record_id == audit_id, table.position > at)
        for each in unit.session.scalars(behind):
            each.position += len(rows)
    for place, row in enumerate(rows, at + 1):
        row.position = place
    unit.session.add_all(rows)
    unit.session.flush()
    unit.also |= {"audit_question", "audit"}
    return tuple(int(row.id) for row in rows)


def stored_question(new: NewQuestion) -> dict[str, Any]:
    """A question as its row has it; for audits and checklists alike."""
    values = {
        "section": new.section,
        "clauses": BETWEEN.join(new.clauses),
        "ask": new.ask.strip(),
        "purpose": new.purpose,
        "look": "\n".join(new.look),
        "proof": "\n".join(new.proof),
        "typical": "\n".join(new.typical),
        "key": new.key,
        "origin": new.origin.name,
        "process_id": new.process_id,
        "earlier_id": new.earlier_id,
    }
    return {key: value if value != "" else None for key, value in values.items()}


def _last(unit: Unit, table: Any, audit_id: int) -> int:
    found = unit.session.scalar(select(func.max(table.position)).where(table.record_id == audit_id))
    return int(found or 0)


def question_row(unit: Unit, question_id: int) -> Any:
    """The row of a question whose audit takes answers. Raises Refused where it does not."""
    return _of(unit, question_id)[0]


def question_row_to_change(unit: Unit, question_id: int) -> Any:
    """The row of a question of an audit whose checklist may still be changed. Raises Refused."""
    return _of(unit, question_id, to_answer=False)[0]


def _of(unit: Unit, question_id: int, to_answer: bool = True) -> tuple[Any, Record]:
    """A question's row and its audit, where it may be changed."""
    table = lines_table(registers.find("audit").lines_by_key["audit_question"])  # type: ignore[union-attr]
    row = unit.session.get(table, question_id)
    if row is None or row.ended is not None:
        raise Refused("That question is no longer in the audit.")
    return row, _open_audit(unit, row.record_id, to_answer)


def _open_audit(unit: Unit, audit_id: int, to_answer: bool = False) -> Record:
    record = unit.session.get_one(Record, audit_id)
    fixed = _FIXED.get(record.state, "")
    if fixed and (to_answer or record.state not in ("draft", "prepared")):
        raise Refused(fixed)
    return record


def _stamp(unit: Unit, row: Any, answered: bool) -> None:
    kind = _kind("answered_at")
    row.answered_at = kind.kind.pack(unit.now) if answered else None
    row.answered_by_id = unit.actor.person_id if answered else None


def _kind(key: str) -> Field:
    return next(f for f in AuditQuestion.fields if f.key == key)


def _wording(ask: str) -> str:
    wording = " ".join(ask.split())
    if not wording:
        raise Refused([Problem("ask", "Write the question first.")])
    return wording


def _question(row: Sequence[Any]) -> QuestionValue:
    value: Mapping[str, Any] = dict(zip(_COLUMNS, row[3:], strict=True))
    return QuestionValue(
        row[0],
        row[1],
        value["section"] or "",
        clauses_of(value["clauses"]),
        value["ask"] or "",
        value["purpose"] or "",
        _parts(value["look"]),
        _parts(value["proof"]),
        _parts(value["typical"]),
        value["key"] or "",
        Origin[value["origin"] or "TEMPLATE"],
        value["asked_first"] or "",
        value["process_id"],
        Verdict[value["verdict"]] if value["verdict"] else None,
        bool(value["good"]),
        value["note"] or "",
        value["place"] or "",
        _moment(value["answered_at"]),
        value["answered_by_id"],
        value["seconds"] or 0,
        value["finding_id"],
        value["earlier_id"],
        row[2],
    )


def clauses_of(text: str | None) -> tuple[str, ...]:
    """The clauses of a question, as they are written."""
    parts = (part.strip() for part in (text or "").replace("\n", ";").split(";"))
    return tuple(part for part in parts if part)


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def _moment(text: str | None) -> datetime | None:
    return from_utc_text(text) if text else None
