"""An audit held on a real file: filled, answered, reworded, with evidence and findings."""

from dataclasses import replace

import pytest

from isodesk.core.problems import Refused
from isodesk.registers.audit_words import Grade, Origin, Proof, Verdict
from isodesk.services.audit_evidence import Shot
from isodesk.services.audit_values import Answer, NewQuestion, tally
from isodesk.services.workspace import Workspace
from isodesk.store.verify import verify
from tests.audits import audit, audit_of, held


def test_an_integrated_audit_asks_one_question_for_both_standards(workspace: Workspace) -> None:
    both = audit(workspace)
    count = workspace.audit_filling.fill(both, ["standards"])
    value = workspace.auditing.get(both)
    assert count == len(value.questions) > 120
    joint = [q for q in value.questions if len({c.split(":")[0] for c in q.clauses}) == 2]
    assert len(joint) > 30
    assert value.questions[0].section == "4 The firm and its surroundings"
    assert workspace.audit_filling.fill(both, ["standards"]) == 0
    alone = audit(workspace, iso14001=None)
    assert 0 < workspace.audit_filling.fill(alone, ["standards"]) < count


def test_an_answer_is_on_disk_and_takes_nothing_else_with_it(workspace: Workspace) -> None:
    question = held(workspace)[0]
    said = workspace.auditing.answer(question.id, Answer(Verdict.MINOR, "Taped to the panel."))
    assert (said.verdict, said.note) == (Verdict.MINOR, "Taped to the panel.")
    assert said.answered_at is not None
    later = workspace.auditing.answer(question.id, Answer(note="Revision 1 at mixer 2.", seconds=9))
    assert (later.verdict, later.note, later.seconds) == (
        Verdict.MINOR,
        "Revision 1 at mixer 2.",
        9,
    )
    assert workspace.auditing.answer(question.id, Answer(clear=True)).verdict is None
    report = verify(workspace.path)
    assert report.whole


def test_an_audit_that_is_not_held_takes_no_answers(workspace: Workspace) -> None:
    planned = audit(workspace)
    workspace.audit_filling.fill(planned, ["standards"])
    question = workspace.auditing.questions(planned)[0]
    with pytest.raises(Refused, match="only planned"):
        workspace.auditing.answer(question.id, Answer(Verdict.CONFORM))
    assert workspace.auditing.question(question.id).verdict is None


def test_what_is_reworded_or_added_on_the_spot_is_marked(workspace: Workspace) -> None:
    first, second, *_ = held(workspace)
    reworded = workspace.auditing.reword(first.id, "Which sheet hangs at the mixer?")
    assert (reworded.origin, reworded.asked_first) == (Origin.REWORDED, first.ask)
    assert workspace.auditing.reword(first.id, first.ask).origin is Origin.TEMPLATE
    audit_id = audit_of(workspace, first.id)
    new = workspace.auditing.add(
        audit_id, NewQuestion("Who locks the store?", origin=Origin.ADDED), first.id
    )
    order = [q.id for q in workspace.auditing.questions(audit_id)]
    assert order[:3] == [first.id, new, second.id]
    assert workspace.auditing.question(new).origin is Origin.ADDED
    with pytest.raises(Refused, match="Write the question"):
        workspace.auditing.reword(new, "  ")


def test_evidence_belongs_to_its_question(workspace: Workspace) -> None:
    first, second, *_ = held(workspace)
    evidence = workspace.audit_evidence
    photo = evidence.shot(first.id, Proof.PHOTO, Shot("mixer.jpg", b"\xff\xd8x", "image/jpeg"))
    evidence.person(first.id, "J. Okafor", "Moulder, shift B")
    evidence.sample(second.id, "Calibrations", "7", 40, ["CAL-003", "CAL-019"])
    pieces = evidence.of_question(first.id)
    assert [(p.kind, p.what) for p in pieces] == [
        (Proof.PHOTO, "mixer.jpg"),
        (Proof.PERSON, "J. Okafor"),
    ]
    assert workspace.links.read(pieces[0].file_id or 0) == b"\xff\xd8x"
    assert workspace.auditing.question(first.id).evidence == 2
    evidence.remove(photo)
    assert workspace.auditing.question(first.id).evidence == 1
    drawn = evidence.of_question(second.id)[0]
    assert (drawn.seed, drawn.drawn_from, drawn.detail) == ("7", 40, "CAL-003\nCAL-019")
    with pytest.raises(Refused, match="is empty"):
        evidence.shot(first.id, Proof.FILE, Shot("a.txt", b"", "text/plain"))


def test_a_finding_is_made_in_one_go_and_makes_its_nonconformity(workspace: Workspace) -> None:
    question = held(workspace)[0]
    findings = workspace.audit_findings
    with pytest.raises(Refused, match="Grade it first"):
        findings.draft(question.id)
    workspace.auditing.answer(question.id, Answer(Verdict.MINOR, "Revision 1 hangs at mixer 2."))
    workspace.audit_evidence.person(question.id, "J. Okafor", "Moulder")
    draft = findings.draft(question.id)
    assert draft.grade is Grade.MINOR and draft.title == "Revision 1 hangs at mixer 2"
    assert "J. Okafor" in draft.evidence and "9001:2015" in draft.requirement
    made = findings.save(
        question.id,
        replace(draft, grade=Grade.MAJOR, grade_reason="Third time", systemic=True),
    )
    assert workspace.auditing.question(question.id).verdict is Verdict.MAJOR
    entries = workspace.entries
    entries.take(made, "record")
    nc = entries.grow(made, "raise_the_nonconformity")
    value = entries.get(nc)
    assert value.values["origin"] == "INTERNAL_AUDIT" and value.values["severity"] == "MAJOR"
    assert value.values["requirement"] == draft.requirement
    with pytest.raises(Refused, match="is not closed yet"):
        entries.take(made, "close", {"verified": "Seen"})


def test_open_findings_are_asked_first_next_time(workspace: Workspace) -> None:
    question = held(workspace)[0]
    workspace.auditing.answer(question.id, Answer(Verdict.OBSERVATION, "Sheet is hard to read."))
    made = workspace.audit_findings.save(question.id, workspace.audit_findings.draft(question.id))
    workspace.entries.take(made, "record")
    again = audit(workspace)
    workspace.audit_filling.fill(again, ["findings", "standards"])
    first = workspace.auditing.questions(again)[0]
    assert first.earlier_id == made and first.section == "Earlier findings"
    assert workspace.audit_findings.carry(again) == 1
    assert workspace.entries.get(made).values["carried_to_id"] == again


def test_verdicts_are_counted_with_their_denominator(workspace: Workspace) -> None:
    first, second, third, *_ = held(workspace)
    for question, verdict in (
        (first, Verdict.CONFORM),
        (second, Verdict.MINOR),
        (third, Verdict.NOT_APPLICABLE),
    ):
        workspace.auditing.answer(question.id, Answer(verdict))
    count = tally(workspace.auditing.questions(audit_of(workspace, first.id)))
    assert (count.judged, count.met, count.percent, count.not_applicable) == (2, 1, 50, 1)
    assert count.unchecked == count.total - 3
