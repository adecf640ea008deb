"""What stands in the way of an audit's steps, and of a finding's."""

from collections.abc import Iterator
from typing import Any

from isodesk.core.problems import Problem
from isodesk.core.steps import VOID, Around
from isodesk.registers.audit_words import NONCONFORMING, Role, Verdict


def criteria_are_chosen(audit: Any) -> Iterator[Problem]:
    """An audit is held against something."""
    if audit.state != "draft" and not (audit.iso9001 or audit.iso14001 or audit.criteria):
        yield Problem("iso9001", "Choose an edition of a standard, or say what the criteria are.")


def days_are_in_order(audit: Any) -> Iterator[Problem]:
    """It begins before it ends."""
    if audit.starts_on and audit.ends_on and audit.ends_on < audit.starts_on:
        yield Problem("ends_on", "This is before the first day. Look at both days.")


def has_criteria(audit: Any, around: Around) -> Iterator[Problem | str]:
    """A guard: what it is audited against is said."""
    if not (audit.iso9001 or audit.iso14001 or audit.criteria):
        yield "Choose an edition of a standard, or say what the criteria are."


def has_questions(audit: Any, around: Around) -> Iterator[Problem | str]:
    """A guard: there is a checklist."""
    if not around.lines("audit_question"):
        yield "There is no question yet. Choose a checklist first."


def has_a_lead(audit: Any, around: Around) -> Iterator[Problem | str]:
    """A guard: somebody leads the team."""
    if not any(m.role is Role.LEAD for m in around.lines("audit_member")):
        yield "The team has no lead auditor yet."


def unchecked_is_explained(audit: Any, around: Around) -> Iterator[Problem | str]:
    """A guard: what was not looked at is said (ISO 19011, 6.5)."""
    left = sum(q.verdict is None for q in around.lines("audit_question"))
    if left and not audit.not_covered:
        noun = "question is" if left == 1 else "questions are"
        yield f"{left} {noun} without a verdict. Answer, or say under “Not covered” why."


def not_applicable_is_explained(audit: Any, around: Around) -> Iterator[Problem | str]:
    """A guard: what is left out as not applicable says why."""
    left = [
        q
        for q in around.lines("audit_question")
        if q.verdict is Verdict.NOT_APPLICABLE and not q.note
    ]
    if left:
        noun = "question is" if len(left) == 1 else "questions are"
        yield f"{len(left)} {noun} not applicable without a reason. Write it into the note."


def findings_are_written(audit: Any, around: Around) -> Iterator[Problem | str]:
    """A guard: every finding of it is graded and out of draft."""
    drafts = [n.number for n in around.near("finding", "audit_id") if n.state == "draft"]
    if drafts:
        noun = "is" if len(drafts) == 1 else "are"
        yield f"{', '.join(drafts)} {noun} still a draft. Record what was found first."


def findings_are_settled(audit: Any, around: Around) -> Iterator[Problem | str]:
    """A guard: every finding of it is closed, or carried into another audit that is not
    cancelled."""
    left = [
        n.number
        for n in around.near("finding", "audit_id")
        if not n.closed and not _is_carried(n.values.get("carried_to_id"), around)
    ]
    if left:
        noun = "is" if len(left) == 1 else "are"
        yield f"{', '.join(left)} {noun} still open. Close, or carry forward."


def _is_carried(audit_id: int | None, around: Around) -> bool:
    audit = around.at(audit_id) if audit_id else None
    return audit is not None and audit.state != VOID


def requirement_evidence_gap(finding: Any) -> Iterator[Problem]:
    """What is not met is said in three parts: requirement, evidence, gap."""
    if finding.state == "draft" or finding.grade not in NONCONFORMING:
        return
    for key, label in (("requirement", "the requirement"), ("gap", "the gap")):
        if not getattr(finding, key):
            yield Problem(key, f"Say {label}: a nonconformity has requirement, evidence and gap.")


def three_parts(finding: Any, around: Around) -> Iterator[Problem | str]:
    """The same as a guard."""
    if finding.grade in NONCONFORMING and not (
        finding.requirement and finding.evidence and finding.gap
    ):
        yield "Say requirement, evidence and gap first."


def major_has_a_reason(finding: Any, around: Around) -> Iterator[Problem | str]:
    """A guard: a nonconformity says why it has its grade."""
    if finding.grade in NONCONFORMING and not finding.grade_reason:
        yield "Say why it has this grade."


def nonconformities_are_closed(finding: Any, around: Around) -> Iterator[Problem | str]:
    """A guard: what was made of it is closed; a nonconformity without one says why."""
    made = [n for n in around.near("nonconformity") if n.state not in ("void",)]
    left = [n.number for n in made if not n.closed]
    if left:
        yield f"{', '.join(left)} {'is' if len(left) == 1 else 'are'} not closed yet."
    if finding.grade in NONCONFORMING and not made and not finding.no_nonconformity:
        yield "Raise the nonconformity, or say why there is none."
