"""What an audit may take questions from, and that only what is chosen is taken."""

import pytest

from isodesk.core.problems import Refused
from isodesk.services.workspace import Workspace
from tests.audits import audit


def test_lists_by_process_with_hardly_anything_left_are_not_offered(workspace: Workspace) -> None:
    both, alone = audit(workspace), audit(workspace, iso9001=None)
    every = _processes(workspace, both)
    fewer = _processes(workspace, alone)
    assert len(every) == 11
    assert fewer.keys() < every.keys(), "some ask next to nothing of ISO 14001"
    assert min(fewer.values()) >= 3


def test_only_the_chosen_questions_are_taken(workspace: Workspace) -> None:
    made = audit(workspace)
    sources = ["standards", "process:purchasing"]
    offered = workspace.audit_filling.offered(made, sources)
    keys = {each.question.key for each in offered[::4]}
    assert len({each.question.key for each in offered}) == len(offered), "none is offered twice"
    assert workspace.audit_filling.fill(made, ["standards", "process:purchasing"], keys) == len(
        keys
    )
    assert {q.key for q in workspace.auditing.questions(made)} == keys
    again = workspace.audit_filling.offered(made, sources)
    assert {each.question.key for each in again if each.stands} == keys
    (standards,) = [s for s in workspace.audit_filling.sources(made) if s.key == "standards"]
    assert 0 < standards.taken < standards.count


def test_a_criterion_is_linked_once(workspace: Workspace) -> None:
    made = audit(workspace)
    duty = workspace.entries.new("obligation", {"title": "Trade effluent consent"})
    key = f"obligation:{duty}"
    assert workspace.audit_filling.fill(made, [key, key]) == 1
    assert workspace.audit_filling.fill(made, [key]) == 0
    assert [link.words for link in workspace.links.of(made)] == ["Audited against"]
    assert [link.words for link in workspace.links.of(duty)] == ["Audited at"]


def test_an_audit_that_is_over_takes_no_checklist(workspace: Workspace) -> None:
    made = audit(workspace, not_covered="The night shift.")
    workspace.audit_filling.fill(made, ["process:purchasing"])
    for step in ("prepare", "start", "finish_onsite"):
        workspace.entries.take(made, step)
    with pytest.raises(Refused, match="it was held already"):
        workspace.audit_filling.fill(made, ["process:production"])


def test_own_questions_are_asked_against_the_editions_of_the_audit(workspace: Workspace) -> None:
    own = workspace.entries.new("checklist", {"title": "Goods in"})
    for ask, clauses in (
        ("Is lot 7 kept apart?", "9001:2015 8.4.2; 14001:2015 8.1"),
        ("Is the drain closed?", "14001:2015 8.1"),
        ("Is action taken on it?", "9001:2015 10.2"),
        ("Is QP-07 at hand?", "QP-07"),
        ("Does it hold?", ""),
    ):
        workspace.entry_lines.put(own, "check_question", {"ask": ask, "clauses": clauses})
    source = f"checklist:{own}"
    quality = audit(workspace, iso9001="E2026", iso14001=None)
    asked = {q.ask: q.clauses for q in workspace.audit_filling.questions(quality, source)}
    assert asked.keys() == {
        "Is lot 7 kept apart?",
        "Is action taken on it?",
        "Is QP-07 at hand?",
        "Does it hold?",
    }
    assert asked["Is lot 7 kept apart?"] == ("9001:2026 8.4.2",)
    assert all(text.startswith("9001:2026 ") for text in asked["Is action taken on it?"])
    assert asked["Is QP-07 at hand?"] == ("QP-07",)
    none = audit(workspace, iso9001=None, iso14001=None, criteria="QP-07")
    assert len(workspace.audit_filling.questions(none, source)) == 5


def _processes(space: Workspace, made: int) -> dict[str, int]:
    found = space.audit_filling.sources(made)
    return {each.key: each.count for each in found if each.key.startswith("process:")}
