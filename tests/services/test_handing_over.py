"""An audit answered on a second laptop: handed over, answered in a file of its own, merged back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from isodesk.core.problems import Refused
from isodesk.intake.reader import Reader
from isodesk.registers.audit_words import Proof, Verdict
from isodesk.services.audit_evidence import Shot
from isodesk.services.audit_merge import BOTH, THEIRS
from isodesk.services.audit_sampling import Population
from isodesk.services.audit_values import Answer, EvidenceValue, NewQuestion, QuestionValue
from isodesk.services.handing_over import open_package
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.store.verify import verify
from tests.audits import audit_of, held


@pytest.fixture
def questions(workspace: Workspace) -> tuple[QuestionValue, ...]:
    return held(workspace)


@pytest.fixture
def audit_id(workspace: Workspace, questions: tuple[QuestionValue, ...]) -> int:
    return audit_of(workspace, questions[0].id)


class Second:
    """The colleague's laptop."""

    def __init__(self, space: Workspace) -> None:
        self.space = space
        row = space.desk.file.reader().execute("SELECT id FROM audit").fetchone()
        self.audit = int(row[0])

    def questions(self) -> tuple[QuestionValue, ...]:
        return self.space.auditing.questions(self.audit)

    def returned(self) -> bytes:
        return self.space.handing_over.answers(self.audit).content


@pytest.fixture
def second(workspace: Workspace, audit_id: int, tmp_path: Path, reader: Reader) -> Iterator[Second]:
    sent = workspace.handing_over.hand_over(audit_id, "Robin Amsel")
    space = open_package(sent.content, sent.code, tmp_path / "b.isodesk", Settings(), reader)
    yield Second(space)
    space.close()


def test_a_colleague_gets_the_audit_with_all_its_questions(
    workspace: Workspace, questions: tuple[QuestionValue, ...], second: Second
) -> None:
    value = second.space.auditing.get(second.audit)
    assert value.number == workspace.auditing.get(audit_of(workspace, questions[0].id)).number
    assert [q.ask for q in value.questions] == [q.ask for q in questions]
    assert value.questions[5].look == questions[5].look and not value.fixed
    assert second.space.company_name == workspace.company_name
    assert second.space.desk.actor.name == "Robin Amsel"
    assert verify(second.space.path).whole


def test_what_only_they_answered_comes_back(
    workspace: Workspace, audit_id: int, questions: tuple[QuestionValue, ...], second: Second
) -> None:
    there = second.questions()
    second.space.auditing.answer(there[1].id, Answer(Verdict.MINOR, "No label on drum 4."))
    second.space.audit_evidence.shot(
        there[1].id, Proof.PHOTO, Shot("drum.jpg", b"\xff\xd8drum", "image/jpeg"), "Drum 4"
    )
    (photo,) = second.space.audit_evidence.of_question(there[1].id)
    second.space.audit_evidence.mark(photo.id, Shot("marked.jpg", b"\xff\xd8m", "image/jpeg"))
    second.space.audit_findings.save(there[1].id, second.space.audit_findings.draft(there[1].id))
    second.space.auditing.add(second.audit, NewQuestion("Who empties the bund?"), there[2].id)
    content = second.returned()
    plan = workspace.audit_merging.plan(content)
    assert (plan.changed, plan.added, plan.pieces, plan.findings) == (1, 1, 1, 1)
    assert plan.by == "Robin Amsel" and not plan.clashes
    assert workspace.audit_merging.merge(content, plan, {}) == 1
    mine = workspace.auditing.question(questions[1].id)
    assert (mine.verdict, mine.note) == (Verdict.MINOR, "No label on drum 4.")
    piece = workspace.audit_evidence.of_question(mine.id)[0]
    assert workspace.links.read(piece.file_id or 0) == b"\xff\xd8m" and piece.what == "Drum 4"
    assert workspace.links.read(piece.original_id or 0) == b"\xff\xd8drum"
    assert mine.finding_id is not None
    assert workspace.entries.get(mine.finding_id).title == "No label on drum 4"
    asked = [q.ask for q in workspace.auditing.questions(audit_id)]
    assert asked.count("Who empties the bund?") == 1
    again = workspace.audit_merging.plan(content)
    assert again.done
    workspace.audit_merging.merge(content, again, {})
    assert len(workspace.auditing.questions(audit_id)) == len(asked)
    assert verify(workspace.path).whole


def test_what_both_answered_differently_is_shown_and_decided(
    workspace: Workspace, questions: tuple[QuestionValue, ...], second: Second
) -> None:
    there = second.questions()
    workspace.auditing.answer(questions[0].id, Answer(Verdict.CONFORM, "Seen at mixer 1."))
    second.space.auditing.answer(there[0].id, Answer(Verdict.MINOR, "Not at mixer 2."))
    workspace.auditing.answer(questions[3].id, Answer(Verdict.CONFORM))
    second.space.auditing.answer(there[3].id, Answer(Verdict.MAJOR))
    second.space.auditing.answer(there[4].id, Answer(Verdict.CONFORM))
    workspace.auditing.answer(questions[4].id, Answer(Verdict.CONFORM))
    content = second.returned()
    plan = workspace.audit_merging.plan(content)
    assert [(c.question, c.field, c.ours, c.theirs) for c in plan.clashes] == [
        (questions[0].id, "verdict", "Conform", "Minor"),
        (questions[0].id, "note", "Seen at mixer 1.", "Not at mixer 2."),
        (questions[3].id, "verdict", "Conform", "Major"),
    ]
    choices = {(questions[0].id, "verdict"): THEIRS, (questions[0].id, "note"): BOTH}
    workspace.audit_merging.merge(content, plan, choices)
    first = workspace.auditing.question(questions[0].id)
    assert first.verdict is Verdict.MINOR
    assert first.note == "Seen at mixer 1.\nRobin Amsel: Not at mixer 2."
    assert workspace.auditing.question(questions[3].id).verdict is Verdict.CONFORM


def test_a_plan_that_is_no_longer_true_is_not_applied(
    workspace: Workspace, questions: tuple[QuestionValue, ...], second: Second
) -> None:
    second.space.auditing.answer(second.questions()[0].id, Answer(Verdict.MINOR))
    content = second.returned()
    plan = workspace.audit_merging.plan(content)
    workspace.auditing.answer(questions[0].id, Answer(Verdict.CONFORM))
    with pytest.raises(Refused, match="changed meanwhile"):
        workspace.audit_merging.merge(content, plan, {})
    assert workspace.auditing.question(questions[0].id).verdict is Verdict.CONFORM


def test_a_package_that_was_tampered_with_is_refused_with_its_reason(
    workspace: Workspace, audit_id: int, tmp_path: Path, reader: Reader, second: Second
) -> None:
    sent = workspace.handing_over.hand_over(audit_id, "Robin Amsel")
    target = tmp_path / "c.isodesk"
    for at in (70, len(sent.content) // 2, len(sent.content) - 1):
        changed = bytearray(sent.content)
        changed[at] ^= 1
        with pytest.raises(Refused, match="changed, or cut short"):
            open_package(bytes(changed), sent.code, target, Settings(), reader)
    with pytest.raises(Refused, match="changed, or cut short"):
        open_package(sent.content[:-40], sent.code, target, Settings(), reader)
    with pytest.raises(Refused, match="code is not the one"):
        open_package(sent.content, "AAAA-BBBB-CCCC-DDDD-EEEE", target, Settings(), reader)
    with pytest.raises(Refused, match="no audit package"):
        open_package(b"PK\x03\x04", sent.code, target, Settings(), reader)
    assert not target.exists()
    returned = bytearray(second.returned())
    returned[-30] ^= 4
    with pytest.raises(Refused, match="changed, or cut short"):
        workspace.audit_merging.plan(bytes(returned))
    with pytest.raises(Refused, match="not the answers"):
        workspace.audit_merging.plan(sent.content)


def test_answers_to_an_audit_of_another_file_are_refused(
    workspace: Workspace, second: Second
) -> None:
    with pytest.raises(Refused, match="not handed over from here"):
        second.space.audit_merging.plan(second.returned())


@pytest.fixture
def sampled(workspace: Workspace, questions: tuple[QuestionValue, ...]) -> int:
    """A sample of five complaints, drawn before the audit is handed over; one is looked at."""
    for n in range(9):
        workspace.entries.new("complaint", {"title": f"Leak {n}"})
    made = workspace.audit_sampling.draw(questions[2].id, Population("complaint", "draft"), 5, "7")
    (piece,) = workspace.audit_evidence.of_question(questions[2].id)
    workspace.audit_evidence.look(made, piece.drawn[0], True)
    return made


def the_sample(space: Workspace, audit: int) -> EvidenceValue:
    return next(e for e in space.audit_evidence.of(audit) if e.kind is Proof.SAMPLE)


def test_a_sample_goes_along_and_its_ticks_come_back(
    workspace: Workspace, audit_id: int, sampled: int, second: Second
) -> None:
    here = the_sample(workspace, audit_id)
    there = the_sample(second.space, second.audit)
    assert (there.seed, there.drawn_from, there.detail) == ("7", 9, here.detail)
    listed = second.space.audit_sampling.of(there.drawn, there.looked, there.detail.splitlines())
    assert [d.title for d in listed] == here.detail.splitlines()
    assert [d.looked for d in listed] == [True, False, False, False, False]
    second.space.audit_evidence.look(there.id, there.drawn[2], True)
    second.space.audit_evidence.look(there.id, there.drawn[0], False)
    workspace.audit_evidence.look(here.id, here.drawn[4], True)
    content = second.returned()
    plan = workspace.audit_merging.plan(content)
    assert (plan.samples, plan.changed, plan.pieces, plan.clashes) == (1, 0, 0, ())
    workspace.audit_merging.merge(content, plan, {})
    after = the_sample(workspace, audit_id)
    assert after.looked == {here.drawn[2], here.drawn[4]} and after.drawn == here.drawn
    assert (
        len(workspace.audit_evidence.of(audit_id)) == 1
        and workspace.audit_merging.plan(content).done
    )
    assert verify(workspace.path).whole


def test_a_sample_that_both_worked_on_is_shown_and_decided(
    workspace: Workspace, audit_id: int, sampled: int, second: Second
) -> None:
    here, there = the_sample(workspace, audit_id), the_sample(second.space, second.audit)
    workspace.audit_evidence.describe(here.id, "Complaints of May", here.detail, "")
    second.space.audit_evidence.describe(there.id, "Complaints of spring", there.detail, "")
    content = second.returned()
    (clash,) = workspace.audit_merging.plan(content).clashes
    assert (clash.ours, clash.theirs) == ("Complaints of May", "Complaints of spring")
    second.space.audit_evidence.remove(there.id)
    content = second.returned()
    plan = workspace.audit_merging.plan(content)
    (clash,) = plan.clashes
    assert (clash.ours, clash.theirs) == ("1 of 5 looked at", "Taken off")
    workspace.audit_merging.merge(content, plan, {})
    assert the_sample(workspace, audit_id).what == "Complaints of May", "nothing goes in silence"
    second.space.audit_evidence.put_back(there.id)
    second.space.audit_evidence.look(there.id, there.drawn[1], True)
    workspace.audit_evidence.remove(here.id)
    content = second.returned()
    plan = workspace.audit_merging.plan(content)
    (clash,) = plan.clashes
    assert (clash.ours, clash.theirs) == ("Taken off", "2 of 5 looked at")
    workspace.audit_merging.merge(content, plan, {(clash.question, clash.field): THEIRS})
    assert the_sample(workspace, audit_id).looked == set(here.drawn[:2])


def test_a_sample_drawn_there_keeps_its_ticks(
    workspace: Workspace, audit_id: int, questions: tuple[QuestionValue, ...], second: Second
) -> None:
    for n in range(6):
        second.space.entries.new("complaint", {"title": f"Drip {n}"})
    asked = second.questions()[1].id
    second.space.audit_sampling.draw(asked, Population("complaint", "draft"), 3, "9")
    there = the_sample(second.space, second.audit)
    second.space.audit_evidence.look(there.id, there.drawn[1], True)
    content = second.returned()
    plan = workspace.audit_merging.plan(content)
    workspace.audit_merging.merge(content, plan, {})
    here = the_sample(workspace, audit_id)
    listed = workspace.audit_sampling.of(here.drawn, here.looked, here.detail.splitlines())
    assert [d.looked for d in listed] == [False, True, False]
    assert [d.title for d in listed] == there.detail.splitlines()
    workspace.audit_evidence.look(here.id, here.drawn[0], True)
    assert len(the_sample(workspace, audit_id).looked) == 2


def test_a_sealed_package_of_another_shape_is_refused(
    workspace: Workspace, audit_id: int, second: Second
) -> None:
    from isodesk.services.audit_package import id_of, seal, unseal

    whole = second.returned()
    code = workspace.handing_over.hand_over(audit_id, "B").code
    row = workspace.desk.file.reader().execute(
        "SELECT code FROM audit_handover WHERE package = ?", (id_of(whole),)
    )
    code = str(row.fetchone()[0])
    good = unseal(whole, code)
    question = {**good.told["questions"][0], "verdict": "FINE"}
    for told in (
        {"kind": "answers"},
        [],
        {**good.told, "sent": None},
        {**good.told, "questions": [question]},
        {**good.told, "evidence": [{}]},
    ):
        content = seal(replace(good, told=told), code)  # type: ignore[arg-type]
        with pytest.raises(Refused, match="something else than an audit"):
            workspace.audit_merging.plan(content)
