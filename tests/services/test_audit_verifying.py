"""What earlier audits found is asked first at the next one, and closed by what it saw there."""

import pytest

from isodesk.core.problems import Refused
from isodesk.registers.audit_words import Origin, Verdict
from isodesk.services.audit_values import Answer
from isodesk.services.workspace import Workspace
from isodesk.store.verify import verify
from tests.audits import audit_of, held
from tests.printing.reading import packed, text_of


def found(space: Workspace) -> tuple[int, int, int]:
    """(audit, finding that is open, another one) of an audit that was held."""
    questions = held(space, "process:purchasing")
    made = []
    for question in questions[:2]:
        space.auditing.answer(question.id, Answer(Verdict.OBSERVATION, f"Seen at {question.id}."))
        draft = space.audit_findings.draft(question.id)
        made.append(space.audit_findings.save(question.id, draft))
        space.entries.take(made[-1], "record")
    return (audit_of(space, questions[0].id), *made)


def again(space: Workspace, audit: int) -> int:
    """The next audit, running."""
    space.entries.change(audit, {"not_covered": "The rest.", "conclusions": "It works."})
    for step in ("finish_onsite", "issue_the_report"):
        space.entries.take(audit, step)
    made: int = space.audit_again.plan(audit)
    space.entries.take(made, "prepare")
    space.entries.take(made, "start")
    return made


def test_planned_again_it_asks_first_what_is_open(workspace: Workspace) -> None:
    audit, first, second = found(workspace)
    workspace.entries.take(first, "close", {"verified": "Seen at once."})
    made = again(workspace, audit)
    asked = workspace.auditing.questions(made)
    assert [q.earlier_id for q in asked if q.origin is Origin.FINDING] == [second]
    assert asked[0].earlier_id == second, "it stands first"
    assert workspace.entries.get(second).values["carried_to_id"] == made


def test_what_holds_is_closed_with_what_was_seen(workspace: Workspace) -> None:
    audit, first, second = found(workspace)
    made = again(workspace, audit)
    holds, fails, *_ = workspace.auditing.questions(made)
    workspace.auditing.answer(holds.id, Answer(Verdict.CONFORM, "Right at all four mixers."))
    workspace.auditing.answer(fails.id, Answer(Verdict.MINOR, "Still the old sheet."))
    new = workspace.audit_findings.save(fails.id, workspace.audit_findings.draft(fails.id))
    earlier = {e.finding_id: e for e in workspace.audit_verifying.earlier(made)}
    assert [e.missing for e in earlier.values()] == ["", "It does not hold: Minor."]
    with pytest.raises(Refused, match="does not hold"):
        workspace.audit_verifying.close(made, [first, second])
    assert not workspace.entries.get(first).closed, "all or none"
    workspace.audit_verifying.close(made, [first])
    closed = workspace.entries.get(first)
    number = workspace.entries.get(made).number
    assert closed.state == "closed" and closed.values["verified"].startswith(f"At {number} on ")
    assert closed.values["verified"].endswith("question 1: conform. Right at all four mixers.")
    assert closed.values["verified_by_id"] and closed.values["verified_on"]
    assert {link.words for link in workspace.links.of(new)} >= {"Follows"}, "it came back"
    (_, after) = workspace.audit_verifying.earlier(made)
    assert workspace.audit_verifying.earlier(made)[0].missing == "It is closed already."
    assert after.missing and verify(workspace.path).whole
    report = packed(text_of(workspace.register_prints.record("audit", "report", made)))
    assert packed("Right at all four mixers.") in report


def test_a_nonconformity_that_is_open_keeps_its_finding_open(workspace: Workspace) -> None:
    audit, first, _ = found(workspace)
    workspace.entries.grow(first, "raise_the_nonconformity")
    made = again(workspace, audit)
    question = workspace.auditing.questions(made)[0]
    workspace.auditing.answer(question.id, Answer(Verdict.CONFORM, "Right."))
    assert "is not closed yet" in workspace.audit_verifying.earlier(made)[0].missing
    hints = workspace.register_hints.of("audit", made)
    assert not [h for h in hints if "still open" in h.sentence], "not while it is held"
    workspace.entries.change(made, {"not_covered": "The rest."})
    workspace.entries.take(made, "finish_onsite")
    (hint,) = (h for h in workspace.register_hints.of("audit", made) if "still open" in h.sentence)
    assert [i for i, _ in hint.records] == [first]


def test_the_report_names_client_distribution_views_and_follow_up(workspace: Workspace) -> None:
    audit, *_ = found(workspace)
    told = {
        "disagreements": "The foreman sees a single slip; the team a pattern.",
        "not_covered": "Night shift: nobody was there.",
        "follow_up_on": workspace.desk.today(),
    }
    workspace.entries.change(audit, told)
    report = packed(text_of(workspace.register_prints.record("audit", "report", audit)))
    for words in (
        "Audit client",
        workspace.company_name,
        "Nobody is named beside the auditee.",
        "The foreman sees a single slip",
        "Night shift: nobody was there.",
        "Follow-up by",
        "What was seen is a sample",
        "goes to those named here only",
    ):
        assert packed(words) in report, words


def test_not_applicable_wants_its_reason_before_the_report(workspace: Workspace) -> None:
    audit, *_ = found(workspace)
    third = workspace.auditing.questions(audit)[2]
    workspace.auditing.answer(third.id, Answer(Verdict.NOT_APPLICABLE))
    workspace.entries.change(audit, {"not_covered": "The rest.", "conclusions": "It works."})
    workspace.entries.take(audit, "finish_onsite")
    with pytest.raises(Refused, match="1 question is not applicable without a reason"):
        workspace.entries.take(audit, "issue_the_report")
    workspace.auditing.answer(third.id, Answer(note="Nothing is bought by telephone."))
    workspace.entries.take(audit, "issue_the_report")


def test_carried_into_a_cancelled_audit_is_not_settled(workspace: Workspace) -> None:
    audit, *_ = found(workspace)
    made = again(workspace, audit)
    workspace.entries.take(audit, "follow_up", {"follow_up_on": workspace.desk.today()})
    workspace.entries.void(made, "Not this year")
    with pytest.raises(Refused, match="still open"):
        workspace.entries.take(audit, "close")
    workspace.audit_again.plan(audit)
    workspace.entries.take(audit, "close")


def test_a_team_that_changed_is_asked_about_its_own_work_before_the_report(
    workspace: Workspace,
) -> None:
    tom = next(p.id for p in workspace.companies.people() if p.name == "Tom Hale")
    process = workspace.entries.new("process", {"title": "Purchasing", "owner_id": tom})
    audit, *_ = found(workspace)
    workspace.entry_lines.put(audit, "audit_scope", {"process_id": process})
    workspace.entry_lines.put(audit, "audit_member", {"person_id": tom, "role": "AUDITOR"})
    workspace.entries.change(audit, {"not_covered": "The rest.", "conclusions": "It works."})
    workspace.entries.take(audit, "finish_onsite")
    with pytest.raises(Refused, match="owns Purchasing"):
        workspace.entries.take(audit, "issue_the_report")


def test_a_nonconformity_without_a_day_for_the_reply_is_told(workspace: Workspace) -> None:
    audit, first, _ = found(workspace)
    workspace.entries.change(first, {"grade": "MINOR", "gap": "None.", "requirement": "All."})
    workspace.entries.change(audit, {"not_covered": "The rest."})
    workspace.entries.take(audit, "finish_onsite")
    (hint,) = (h for h in workspace.register_hints.of("audit", audit) if "agreed" in h.sentence)
    assert [i for i, _ in hint.records] == [first] and hint.tone == "amber"
    workspace.entries.change(first, {"reply_by": workspace.desk.today()})
    assert not [h for h in workspace.register_hints.of("audit", audit) if "agreed" in h.sentence]
