"""Findings of earlier audits that this one asked about: what the answer says of each, and closing
those that hold (ISO 19011, 6.7: verification may be part of a later audit)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from isodesk.core.dates import paper_day
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.registers.audit_words import Verdict
from isodesk.registers.grade_words import word_of
from isodesk.services.audit_values import QuestionValue
from isodesk.services.auditing import Auditing
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entries import Entries
from isodesk.services.entry_steps import take
from isodesk.services.grade_words import GradeWords

_HELD = ("running", "reporting", "issued", "follow_up")
"""States of an audit that may close what it verified."""
_CLOSE = "close"


@dataclass(frozen=True)
class EarlierValue:
    """An earlier finding as this audit asked about it: `n` is the number of the question, `said`
    what was answered. `missing` says why it cannot be closed by it, "" when it can."""

    finding_id: int
    number: str
    title: str
    n: int
    verdict: Verdict | None
    said: str
    missing: str
    clauses: tuple[str, ...] = ()


class AuditVerifying:
    """Verifies earlier findings of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def earlier(self, audit_id: int) -> tuple[EarlierValue, ...]:
        """The earlier findings that an audit asked about, in the order of its questions."""
        words = GradeWords(self._desk).get()
        asked = enumerate(Auditing(self._desk).questions(audit_id), 1)
        return tuple(self._earlier(n, q, words) for n, q in asked if q.earlier_id is not None)

    def close(self, audit_id: int, finding_ids: Sequence[int]) -> None:
        """Close these in one go, each with what was seen at this audit. Raises Refused where one
        cannot be, and changes nothing then."""
        audit = Auditing(self._desk).get(audit_id)
        if audit.state not in _HELD:
            raise Refused(tr("Findings are verified once the audit is held."))
        earlier = {each.finding_id: each for each in self.earlier(audit_id)}
        questions = {q.earlier_id: q for q in audit.questions}
        with self._desk.unit(tr("Verified at {number}", number=audit.number)) as unit:
            for each in finding_ids:
                found = earlier[each]
                if found.missing:
                    raise Refused(f"{found.number}: {found.missing}")
                verified = _verified(audit.number, found, questions[each].answered_at)
                take(unit, self._catalogue, each, _CLOSE, {"verified": verified}, "")
            unit.also |= {"finding", "audit"}

    def _earlier(self, n: int, question: QuestionValue, words: dict[str, str]) -> EarlierValue:
        finding = Entries(self._desk, self._catalogue).get(question.earlier_id or 0)
        verdict = question.verdict
        missing = _against(verdict, words)
        if finding.closed:
            missing = tr("It is closed already.")
        elif not missing:
            offer = next((o for o in finding.steps if o.step.key == _CLOSE), None)
            unwritten = tr("It is still a draft. Record it first.")
            # what the step asks for is given here
            missing = tr(offer.missing) if offer is not None else unwritten
        return EarlierValue(
            finding.id,
            finding.number,
            finding.title,
            n,
            verdict,
            question.note,
            missing,
            question.clauses,
        )


def _against(verdict: Verdict | None, words: dict[str, str]) -> str:
    if verdict is None:
        return tr("Not checked yet.")
    if verdict is Verdict.CONFORM:
        return ""
    return tr("It does not hold: {verdict}.", verdict=tr(word_of(verdict, words)))


def _verified(audit: str, found: EarlierValue, at: datetime | None) -> str:
    """`At AUD-2027-01 on 3 Mar 2027, question 3: conform. Seen at mixers 1 to 4.`"""
    on = tr("on {day}", day=paper_day(at.astimezone().date())) if at else ""
    where = " ".join(filter(None, (audit, on)))
    said = tr("At {where}, question {n}: conform.", where=where, n=found.n)
    return f"{said} {found.said}".strip()
