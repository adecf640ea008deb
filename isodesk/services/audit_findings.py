"""Findings of an audit: made from a question in one go, with requirement, evidence and gap
(ISO 19011, 6.4.8), carried forward while they are open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from isodesk.core.problems import Problem, Refused
from isodesk.core.record import Record
from isodesk.i18n import tr
from isodesk.registers.audit_words import Grade, Verdict
from isodesk.registers.grade_words import word_of
from isodesk.services.audit_evidence import AuditEvidence
from isodesk.services.audit_numbers import numbers_of
from isodesk.services.audit_values import QuestionValue
from isodesk.services.auditing import Auditing, question_row
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_writing import add, tie, write
from isodesk.services.grade_words import GradeWords

_GRADE_OF = {
    Verdict.MAJOR: Grade.MAJOR,
    Verdict.MINOR: Grade.MINOR,
    Verdict.OBSERVATION: Grade.OBSERVATION,
    Verdict.OPPORTUNITY: Grade.OPPORTUNITY,
}


@dataclass(frozen=True)
class FindingDraft:
    """What a finding says before it stands; prefilled from its question."""

    grade: Grade
    title: str
    requirement: str
    evidence: str
    gap: str
    grade_reason: str = ""
    systemic: bool = False
    number: str = ""


class AuditFindings:
    """Findings of the audits of the open file."""

    def __init__(
        self, desk: Desk, catalogue: Catalogue, auditing: Auditing, evidence: AuditEvidence
    ) -> None:
        self._desk, self._catalogue = desk, catalogue
        self._auditing, self._evidence = auditing, evidence

    def draft(self, question_id: int) -> FindingDraft:
        """The finding of a question as it stands, else what would be prefilled. Raises Refused
        for a question without a verdict that is one."""
        question = self._auditing.question(question_id)
        if question.finding_id is not None:
            return self._standing(question.finding_id)
        grade = _GRADE_OF.get(question.verdict) if question.verdict else None
        if grade is None:
            raise Refused(tr("Grade it first: {grades}.", grades=", ".join(self._grades())))
        return FindingDraft(
            grade,
            _first_sentence(question.note) or question.ask,
            "\n".join(self._clauses(question)) or question.ask,
            self._evidence_text(question) or question.note,
            question.note,
        )

    def _grades(self) -> Iterable[str]:
        """Verdicts that a finding can be made of, in the firm's words."""
        words = GradeWords(self._desk).get()
        return (tr(word_of(verdict, words)) for verdict in _GRADE_OF)

    def save(self, question_id: int, draft: FindingDraft) -> int:
        """Make the finding of a question, or change it; answers its id. The verdict follows the
        grade. Raises Refused, with the field, for a missing title."""
        if not draft.title.strip():
            raise Refused([Problem("title", tr("Say in a few words what was found."))])
        with self._desk.unit() as unit:
            row = question_row(unit, question_id)
            register = self._catalogue.get("finding")
            values: dict[str, Any] = {
                "title": draft.title.strip(),
                "grade": draft.grade.name,
                "requirement": draft.requirement.strip() or None,
                "evidence": draft.evidence.strip() or None,
                "gap": draft.gap.strip() or None,
                "grade_reason": draft.grade_reason.strip() or None,
                "systemic": draft.systemic,
            }
            if row.finding_id is None:
                audit = unit.session.get_one(Record, row.record_id)
                row.finding_id = add(unit, register, {**values, **_first(audit, row, unit)})
                if row.earlier_id is not None:  # it did not hold
                    tie(unit, row.finding_id, row.earlier_id, "follows")
            else:
                finding = unit.session.get_one(Record, row.finding_id)
                if finding.closed is not None:
                    raise Refused(f"{finding.number} is closed; it stays as it is.")
                write(unit, register, finding, values)
            row.verdict = next(v for v, g in _GRADE_OF.items() if g is draft.grade).name
            unit.session.flush()
            unit.also |= {"audit_question", "finding"}
            return int(row.finding_id)

    def carry(self, audit_id: int) -> int:
        """Note on open findings that this audit asks about them; answers how many."""
        with self._desk.unit(tr("Carried into this audit")) as unit:
            register = self._catalogue.get("finding")
            carried = 0
            for question in self._auditing.questions(audit_id):
                if question.earlier_id is None:
                    continue
                finding = unit.session.get_one(Record, question.earlier_id)
                if finding.closed is None and getattr(finding, "carried_to_id", None) != audit_id:
                    write(unit, register, finding, {"carried_to_id": audit_id})
                    carried += 1
            return carried

    def _standing(self, finding_id: int) -> FindingDraft:
        row = (
            self._desk.file.reader()
            .execute(
                "SELECT f.grade, r.title, f.requirement, f.evidence, f.gap, f.grade_reason,"
                " f.systemic, r.number FROM finding f JOIN record r ON r.id = f.id WHERE f.id = ?",
                (finding_id,),
            )
            .fetchone()
        )
        grade, title, requirement, evidence, gap, reason, systemic, number = row
        return FindingDraft(
            Grade[grade],
            title or "",
            requirement or "",
            evidence or "",
            gap or "",
            reason or "",
            bool(systemic),
            number or "",
        )

    def _clauses(self, question: QuestionValue) -> list[str]:
        from isodesk.standards.clauses import clause, parse_ref

        found = []
        for text in question.clauses:
            try:
                ref = parse_ref(text)
                found.append(f"ISO {ref.standard}:{ref.edition} {ref.number} {clause(ref).title}")
            except Refused:
                found.append(text)
        return found

    def _evidence_text(self, question: QuestionValue) -> str:
        pieces = self._evidence.of_question(question.id)
        lines = [" ".join(filter(None, (e.kind.value + ":", e.what, e.detail))) for e in pieces]
        return "\n".join(lines)


def _first(audit: Record, row: Any, unit: Any) -> Mapping[str, Any]:
    """What a new finding takes from where it was found."""
    return {
        "audit_id": audit.id,
        "question": numbers_of(unit.session, audit.id).get(row.id),
        "clauses": row.clauses,
        "process_id": row.process_id,
        "place": row.place,
        "found_on": unit.now.date(),
        "found_by_id": unit.actor.person_id,
        "owner_id": getattr(audit, "auditee_id", None) or audit.owner_id,
        "systems": audit.systems,
    }


def _first_sentence(note: str) -> str:
    sentence = note.strip().splitlines()[0].split(". ")[0].rstrip(".") if note.strip() else ""
    return sentence if len(sentence) <= 120 else sentence[:117].rstrip() + "…"
