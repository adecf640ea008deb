"""Another edition for an audit that holds questions: planned, applied, taken back."""

import pytest

from isodesk.core.problems import Refused
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_editions import Wished
from isodesk.services.audit_values import Answer, NewQuestion, QuestionValue
from isodesk.services.many import Wish
from isodesk.services.workspace import Workspace
from isodesk.store.verify import verify
from tests.audits import audit, audit_of, held
from tests.company import TestClock
from tests.printing.reading import packed, text_of


@pytest.fixture
def questions(workspace: Workspace) -> tuple[QuestionValue, ...]:
    return held(workspace)


@pytest.fixture
def audit_id(workspace: Workspace, questions: tuple[QuestionValue, ...]) -> int:
    return audit_of(workspace, questions[0].id)


def naming(questions: tuple[QuestionValue, ...], clause: str) -> QuestionValue:
    return next(q for q in questions if clause in q.clauses)


def named(space: Workspace, audit_id: int) -> set[str]:
    """Standards with their editions that the questions name."""
    every = (c for q in space.auditing.questions(audit_id) for c in q.clauses)
    return {text.partition(" ")[0] for text in every}


def test_unanswered_questions_go_along_and_answered_ones_are_kept(
    workspace: Workspace, audit_id: int, questions: tuple[QuestionValue, ...]
) -> None:
    kept, joint = naming(questions, "9001:2015 7.5.2"), naming(questions, "9001:2015 6.1.2")
    workspace.auditing.answer(kept.id, Answer(Verdict.MINOR, "Old sheet at mixer 2."))
    own = workspace.auditing.add(audit_id, NewQuestion("Own?", clauses=("9001:2015 10.3",)))
    workspace.entry_lines.put(audit_id, "audit_slot", {"what": "Mixing", "clauses": "9001 8.5.1"})
    plan = workspace.audit_editions.plan(audit_id, "iso9001", "E2026")
    assert [q.id for q in plan.answered] == [kept.id]
    assert len(plan.unanswered) + 1 == sum(
        any(c.startswith("9001") for c in q.clauses) for q in workspace.auditing.questions(audit_id)
    )
    assert len(plan.fresh) == 9 and not plan.bare
    change = workspace.audit_editions.apply(plan, Wished(fresh=True))
    after = {q.id: q for q in workspace.auditing.questions(audit_id)}
    assert after[kept.id].clauses == kept.clauses, "answered ones stay as they were answered"
    assert (after[kept.id].verdict, after[kept.id].note) == (Verdict.MINOR, "Old sheet at mixer 2.")
    assert "9001:2026 10.1" in after[own].clauses, "an own question by the map"
    assert joint.id in after and "14001:2015" in named(workspace, audit_id)
    assert {q.key for q in plan.fresh} <= {q.key for q in after.values()}
    old = [q.id for q in after.values() if any(c.startswith("9001:2015") for c in q.clauses)]
    assert old == [kept.id]
    value = workspace.entries.get(audit_id)
    assert value.shown["iso9001"] == "2026"
    assert value.lines["audit_slot"][0].values["clauses"] == "9001:2026 8.5.1"
    summaries = workspace.audit_questions.checklist(audit_id).summaries
    assert [s.title for s in summaries] == ["ISO 9001:2015", "ISO 9001:2026", "ISO 14001:2015"]
    assert summaries[0].sentence.startswith("ISO 9001:2015: 0 of 1 judged conform")
    report = packed(text_of(workspace.register_prints.record("audit", "report", audit_id)))
    assert packed(f"ISO 9001:2015: 1 of {len(after)} questions") in report
    workspace.audit_editions.take_back(change)
    back = {q.id: q.clauses for q in workspace.auditing.questions(audit_id)}
    assert back == {q.id: q.clauses for q in questions} | {own: ("9001:2015 10.3",)}
    assert workspace.entries.get(audit_id).lines["audit_slot"][0].values["clauses"] == "9001 8.5.1"
    assert workspace.entries.get(audit_id).shown["iso9001"] == "2015"
    assert verify(workspace.path).whole


def test_answered_questions_go_along_where_it_is_wished(
    workspace: Workspace, audit_id: int, questions: tuple[QuestionValue, ...]
) -> None:
    first = naming(questions, "9001:2015 7.5.2")
    workspace.auditing.answer(first.id, Answer(Verdict.CONFORM, "Seen."))
    plan = workspace.audit_editions.plan(audit_id, "iso9001", "E2026")
    workspace.audit_editions.apply(plan, Wished(answered=True))
    now = workspace.auditing.question(first.id)
    assert "9001:2026 7.5.2" in now.clauses and "9001:2015 7.5.2" not in now.clauses
    assert (now.ask, now.note, now.verdict) == (first.ask, "Seen.", Verdict.CONFORM)
    assert named(workspace, audit_id) == {"9001:2026", "14001:2015"}


def test_what_only_the_old_edition_asks_is_named_and_taken_out(
    workspace: Workspace, audit_id: int, questions: tuple[QuestionValue, ...]
) -> None:
    plan = workspace.audit_editions.plan(audit_id, "iso14001", "E2026")
    bare = {q.id for q in plan.bare}
    keys = {q.key for q in questions if q.id in bare}
    assert keys == {"context-surroundings", "aspects-conditions"}
    assert all(q.crossed.lost for q in plan.bare)
    assert {f"{key}-2026" for key in keys} <= {q.key for q in plan.fresh}, "it asks otherwise"
    change = workspace.audit_editions.apply(plan, Wished(take_out=True, fresh=True))
    assert named(workspace, audit_id) == {"9001:2015", "14001:2026"}
    assert not bare & {q.id for q in workspace.auditing.questions(audit_id)}
    workspace.audit_editions.take_back(change)
    assert {q.id for q in workspace.auditing.questions(audit_id)} == {q.id for q in questions}
    plan = workspace.audit_editions.plan(audit_id, "iso14001", "E2026")
    workspace.audit_editions.apply(plan, Wished())
    left = {q.id for q in workspace.auditing.questions(audit_id) if "14001:2015" in str(q.clauses)}
    assert left == bare, "they keep their clauses, so that they are marked"


def test_the_history_tells_it_and_puts_it_back(
    workspace: Workspace, audit_id: int, questions: tuple[QuestionValue, ...]
) -> None:
    plan = workspace.audit_editions.plan(audit_id, "iso9001", "E2026")
    workspace.audit_editions.apply(plan, Wished())
    changed = workspace.auditing.reword(questions[0].id, "Asked otherwise?")
    own = workspace.auditing.add(audit_id, NewQuestion("Own?"))
    entries = workspace.histories.of(audit_id)
    entry = next(e for e in entries if e.why == "ISO 9001: 2015 became 2026")
    field = next(f for f in entry.fields if f.column == "iso9001")
    assert (field.old, field.new, field.can_put_back) == ("2015", "2026", True)
    assert sum(f.column == "clauses" for f in entry.fields) == len(plan.questions)
    workspace.histories.put_back(field.seq, "iso9001")
    back = {q.id: q for q in workspace.auditing.questions(audit_id)}
    assert back[changed.id].ask == "Asked otherwise?" and own in back
    assert {q.id: q.clauses for q in questions} == {i: back[i].clauses for i in back if i != own}


def test_nothing_is_left_behind_in_silence(
    workspace: Workspace, audit_id: int, questions: tuple[QuestionValue, ...]
) -> None:
    with pytest.raises(Refused, match="shows first what becomes of them") as refused:
        workspace.entries.change(audit_id, {"iso9001": "E2026"})
    assert [p.field for p in refused.value.problems] == ["iso9001"]
    wish = Wish({"iso9001": "E2026"})
    many = workspace.many.plan("audit", [audit_id], wish)
    assert not many.can and "shows first" in many.cannot[0].why
    plan = workspace.audit_editions.plan(audit_id, "iso9001", "E2026")
    workspace.auditing.answer(questions[0].id, Answer(Verdict.CONFORM))
    with pytest.raises(Refused, match="changed meanwhile"):
        workspace.audit_editions.apply(plan, Wished())
    workspace.entries.change(audit_id, {"conclusions": "It works.", "not_covered": "The rest."})
    workspace.entries.take(audit_id, "finish_onsite")
    workspace.entries.take(audit_id, "issue_the_report")
    with pytest.raises(Refused, match="issued against ISO 9001:2015"):
        workspace.audit_editions.plan(audit_id, "iso9001", "E2026")


def test_a_standard_comes_to_an_audit_and_leaves_it(workspace: Workspace) -> None:
    questions = held(workspace, iso14001=None)
    audit_id = audit_of(workspace, questions[0].id)
    plan = workspace.audit_editions.plan(audit_id, "iso14001", "E2015")
    assert len(plan.unanswered) > 30 and not plan.fresh
    workspace.audit_editions.apply(plan, Wished())
    both = [q for q in workspace.auditing.questions(audit_id) if "14001:2015" in str(q.clauses)]
    assert len(both) == len(plan.unanswered)
    plan = workspace.audit_editions.plan(audit_id, "iso14001", None)
    assert not plan.bare, "each still asks for ISO 9001"
    workspace.audit_editions.apply(plan, Wished())
    assert named(workspace, audit_id) == {"9001:2015"}
    assert workspace.entries.get(audit_id).values["iso14001"] is None


def test_an_audit_without_questions_simply_changes(workspace: Workspace) -> None:
    made = audit(workspace)
    workspace.entries.change(made, {"iso9001": "E2026"})
    assert workspace.entries.get(made).shown["iso9001"] == "2026"


def test_what_was_answered_since_stays_as_answered(
    workspace: Workspace, audit_id: int, questions: tuple[QuestionValue, ...], clock: TestClock
) -> None:
    plan = workspace.audit_editions.plan(audit_id, "iso9001", "E2026")
    change = workspace.audit_editions.apply(plan, Wished())
    clock.later(minutes=5)
    workspace.auditing.answer(questions[0].id, Answer(Verdict.CONFORM, "Seen."))
    workspace.audit_editions.take_back(change)
    after = {q.id: q for q in workspace.auditing.questions(audit_id)}
    assert "9001:2026 4.1" in after[questions[0].id].clauses
    assert after[questions[1].id].clauses == questions[1].clauses


def test_an_edition_is_not_put_back_under_questions_that_came_since(workspace: Workspace) -> None:
    made = audit(workspace)
    workspace.entries.change(made, {"iso9001": "E2026"})
    workspace.audit_filling.fill(made, ["standards"])
    entries = workspace.histories.of(made)
    field = next(f for e in entries for f in e.fields if (f.old, f.new) == ("2015", "2026"))
    with pytest.raises(Refused, match="came since"):
        workspace.histories.put_back(field.seq, field.column)
    assert workspace.entries.get(made).shown["iso9001"] == "2026"
