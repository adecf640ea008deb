"""An audit on paper: its checklist printed blank, sheet by sheet with a number, and keyed in
afterwards by the numbers of the questions."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from isodesk.core.blank_model import BlankSheet
from isodesk.core.dates import paper_day
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.printing.trade_sheets import AuditBlank, BlankQuestion
from isodesk.registers.audit_words import Role, Verdict
from isodesk.registers.grade_words import word_of
from isodesk.services.audit_values import QuestionValue
from isodesk.services.auditing import Auditing
from isodesk.services.desk import Desk
from isodesk.services.grade_words import GradeWords
from isodesk.services.sheets import Sheets


@dataclass(frozen=True)
class PaperValue:
    """A printed checklist: its number, and the questions by the numbers they have on it. What
    was taken out of the audit since is left out."""

    id: int
    number: str
    printed_on: date
    given_to: str
    rows: Mapping[int, QuestionValue]

    @property
    def keyed(self) -> int:
        """How many of its questions have a verdict."""
        return sum(question.verdict is not None for question in self.rows.values())


class AuditOnPaper:
    """Printed checklists of the audits of the open file."""

    def __init__(self, desk: Desk, sheets: Sheets) -> None:
        self._desk, self._sheets = desk, sheets
        self._auditing = Auditing(desk)

    def print(self, audit_id: int, rest: bool = False, given_to: str = "") -> tuple[int, bytes]:
        """A new numbered checklist of an audit, with `rest` only of what has no verdict; answers
        its id and the PDF. Raises Refused where there is nothing to ask."""
        questions = self._auditing.questions(audit_id)
        rows = [
            (n, question.id)
            for n, question in enumerate(questions, 1)
            if not rest or question.verdict is None
        ]
        if not rows:
            raise Refused(
                tr("Every question has its verdict.")
                if questions
                else tr("There is no question yet. Choose questions first.")
            )
        with self._desk.unit(tr("Printed a blank checklist")) as unit:
            row = BlankSheet(
                register=_register(audit_id),
                n=unit.next(f"blank_sheet:{_register(audit_id)}"),
                fields=json.dumps(rows),
                rows=len(rows),
                printed_on=unit.now.date(),
                given_to=given_to.strip() or None,
            )
            unit.session.add(row)
            unit.session.flush()
            unit.also |= {"blank_sheet"}
            made = int(row.id)
        return made, self.again(made)

    def again(self, paper_id: int) -> bytes:
        """The same paper once more, as after a jam; its questions keep their numbers."""
        from isodesk.printing.audit_blank import audit_blank_pdf

        row = self._row(paper_id)
        audit_id = int(str(row["register"]).partition(":")[2])
        sheet = self._sheet(audit_id, self._value(row, audit_id))
        foot = self._sheets.foot(tr("Questions keep their number: key them in by it"))
        return audit_blank_pdf(sheet, self._sheets.company(), foot, self._sheets.paper())

    def of(self, audit_id: int) -> tuple[PaperValue, ...]:
        """The papers of an audit, newest first."""
        rows = self._rows("register = ? ORDER BY n DESC", _register(audit_id))
        return tuple(self._value(row, audit_id) for row in rows)

    def _row(self, paper_id: int) -> dict[str, Any]:
        return next(iter(self._rows("id = ?", paper_id)))

    def _rows(self, where: str, value: object) -> list[dict[str, Any]]:
        names = ("id", "register", "n", "fields", "printed_on", "given_to")
        cursor = self._desk.file.reader().execute(
            f"SELECT {', '.join(names)} FROM blank_sheet WHERE {where}", (value,)
        )
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _value(self, row: Mapping[str, Any], audit_id: int) -> PaperValue:
        standing = {question.id: question for question in self._auditing.questions(audit_id)}
        number = f"{self._head(audit_id)['number']}-B{row['n']}"
        pairs = json.loads(row["fields"])
        rows = {int(n): standing[q] for n, q in pairs if q in standing}
        day = date.fromisoformat(row["printed_on"])
        return PaperValue(int(row["id"]), number, day, row["given_to"] or "", rows)

    def _head(self, audit_id: int) -> dict[str, Any]:
        row = (
            self._desk.file.reader()
            .execute(
                "SELECT coalesce(r.number, ''), coalesce(r.title, ''), a.starts_on, a.criteria"
                " FROM record r JOIN audit a ON a.id = r.id WHERE r.id = ?",
                (audit_id,),
            )
            .fetchone()
        )
        if row is None:
            raise Refused("That audit does not stand in this file.")
        return dict(zip(("number", "title", "starts_on", "criteria"), row, strict=True))

    def _sheet(self, audit_id: int, paper: PaperValue) -> AuditBlank:
        head, audit = self._head(audit_id), self._auditing.get(audit_id)
        editions = [f"{standard}:{edition}" for standard, edition in audit.editions]
        words = GradeWords(self._desk).get()
        own = (head["criteria"] or "").splitlines()
        start = head["starts_on"]
        return AuditBlank(
            number=paper.number,
            title=head["title"],
            planned=paper_day(date.fromisoformat(start)) if start else "",
            auditor=paper.given_to or self._lead(audit_id),
            criteria=", ".join([*editions, *own]),
            verdicts=tuple(tr(word_of(verdict, words)) for verdict in Verdict),
            questions=tuple(_question(n, question) for n, question in paper.rows.items()),
            total=len(audit.questions),
            qr=self._qr(paper.number),
        )

    def _lead(self, audit_id: int) -> str:
        row = (
            self._desk.file.reader()
            .execute(
                "SELECT coalesce(p.title, m.name, '') FROM audit_member m"
                " LEFT JOIN record p ON p.id = m.person_id"
                " WHERE m.record_id = ? AND m.ended IS NULL"
                " ORDER BY m.role <> ?, m.position LIMIT 1",
                (audit_id, Role.LEAD.name),
            )
            .fetchone()
        )
        return str(row[0]) if row else ""

    def _qr(self, number: str) -> str:
        from isodesk.documents.check_code import short_file_id
        from isodesk.documents.qr_text import record_text
        from isodesk.services.company import Companies

        return record_text(short_file_id(Companies(self._desk).get().file_id), number)


def _register(audit_id: int) -> str:
    """Under which name the papers of an audit are counted."""
    return f"audit:{audit_id}"


def _question(n: int, question: QuestionValue) -> BlankQuestion:
    clauses = tuple(text.partition(":")[0] + " " + text.rpartition(" ")[2] if ":" in text else text
                    for text in question.clauses)  # fmt: skip
    return BlankQuestion(n, question.section, clauses, question.ask, question.look)
