"""The checklist of an audit as a list: its order, and what became of its questions."""

from dataclasses import dataclass

from isodesk import registers
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.services.audit_summary import StandardSummary, outside, per_standard, said
from isodesk.services.audit_values import QuestionValue
from isodesk.services.auditing import Auditing, question_row_to_change
from isodesk.services.desk import Desk
from isodesk.store.mapped import lines_table


@dataclass(frozen=True)
class Checklist:
    """All questions of an audit in their order, numbers of the findings by their ids, and the
    summaries: one for each standard, then what belongs to none in words ("" for nothing).
    `editions` are those it is held against."""

    audit_id: int
    questions: tuple[QuestionValue, ...]
    findings: dict[int, str]
    summaries: tuple[StandardSummary, ...]
    rest: str
    editions: tuple[tuple[str, str], ...] = ()


class AuditQuestions:
    """Checklists of the audits of the open file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def checklist(self, audit_id: int) -> Checklist:
        """An audit's checklist, by plain SQL."""
        audit = Auditing(self._desk).get(audit_id)
        questions = audit.questions
        other = outside(questions)
        return Checklist(
            audit_id,
            questions,
            self._findings(audit_id),
            per_standard(questions),
            tr("Own criteria: {said}", said=said(other)) if other.total else "",
            audit.editions,
        )

    def move(self, question_id: int, by: int) -> None:
        """A question up (-1) or down (1) within its section. Raises Refused at its end, and
        where the audit was reported."""
        with self._desk.unit() as unit:
            row = question_row_to_change(unit, question_id)
            table = lines_table(registers.find("audit").lines_by_key["audit_question"])  # type: ignore[union-attr]
            rows = list(
                unit.session.query(table)
                .filter(table.record_id == row.record_id, table.ended.is_(None))
                .order_by(table.earlier_id.is_(None), table.position, table.id)
            )
            at = rows.index(row)
            if not 0 <= at + by < len(rows) or rows[at + by].section != row.section:
                raise Refused(
                    tr("It stands first in its section.")
                    if by < 0
                    else tr("It stands last in its section.")
                )
            rows.insert(at + by, rows.pop(at))
            for place, each in enumerate(rows, 1):
                if each.position != place:
                    each.position = place
            unit.session.flush()
            unit.also |= {"audit_question"}

    def _findings(self, audit_id: int) -> dict[int, str]:
        rows = self._desk.file.reader().execute(
            "SELECT r.id, coalesce(r.number, r.title) FROM audit_question q"
            " JOIN record r ON r.id IN (q.finding_id, q.earlier_id)"
            " WHERE q.record_id = ? AND q.ended IS NULL",
            (audit_id,),
        )
        return {int(str(i)): str(number) for i, number in rows.fetchall()}
