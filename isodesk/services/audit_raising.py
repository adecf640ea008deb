"""A finding recorded in one go, and its nonconformity raised with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from isodesk.core.problems import Problem, Refused
from isodesk.core.steps import DRAFT
from isodesk.i18n import tr
from isodesk.registers.audit_words import NONCONFORMING
from isodesk.services.audit_findings import AuditFindings, FindingDraft
from isodesk.services.desk import Desk
from isodesk.services.entries import Entries

_RAISE = "raise_the_nonconformity"


@dataclass(frozen=True)
class Standing:
    """How far the finding of a question is: its state ("" before it stands), and whether its
    nonconformity can still be raised."""

    state: str = ""
    may_raise: bool = True

    @property
    def recorded(self) -> bool:
        """Whether it is more than a draft."""
        return self.state not in ("", DRAFT)


@dataclass(frozen=True)
class Raised:
    """What came of it: the finding, its number, and the nonconformity's where one was raised."""

    finding_id: int
    number: str
    nonconformity: str = ""


class AuditRaising:
    """Records findings of the audits of the open file."""

    def __init__(self, desk: Desk, entries: Entries, findings: AuditFindings) -> None:
        self._desk, self._entries, self._findings = desk, entries, findings

    def standing(self, finding_id: int | None) -> Standing:
        """How far a finding is."""
        if finding_id is None:
            return Standing()
        entry = self._entries.get(finding_id)
        free = entry.state == DRAFT or any(grow.key == _RAISE for grow in entry.grows)
        return Standing(entry.state, free)

    def record(self, question_id: int, draft: FindingDraft, raise_it: bool = False) -> Raised:
        """Save the finding, take it out of draft, and raise its nonconformity where that is
        wanted. Raises Refused with every field that is missing, before anything is written."""
        problems = list(missing(draft))
        if problems:
            raise Refused(problems)
        finding = self._findings.save(question_id, draft)
        if not self.standing(finding).recorded:
            self._entries.take(finding, "record")
        nonconformity = ""
        if raise_it and draft.grade in NONCONFORMING and self.standing(finding).may_raise:
            nonconformity = self._number(self._entries.grow(finding, _RAISE))
        return Raised(finding, self._number(finding), nonconformity)

    def _number(self, record_id: int) -> str:
        found = self._desk.file.reader().execute(
            "SELECT coalesce(number, '') FROM record WHERE id = ?", (record_id,)
        )
        return str(found.fetchone()[0])


def missing(draft: FindingDraft) -> Iterator[Problem]:
    """What a finding lacks to be recorded (ISO 19011, 6.4.8)."""
    if not draft.title.strip():
        yield Problem("title", tr("Say in a few words what was found."))
    if draft.grade not in NONCONFORMING:
        return
    if not draft.grade_reason.strip():
        yield Problem("grade_reason", tr("Say why it has this grade."))
    if not draft.requirement.strip():
        yield Problem("requirement", tr("Say which requirement is not met."))
    if not draft.evidence.strip():
        yield Problem("evidence", tr("Say what was seen or heard that shows it."))
    if not draft.gap.strip():
        yield Problem("gap", tr("Say what is missing between the two."))
