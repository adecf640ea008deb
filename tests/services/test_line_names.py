"""The history of an audit says of which question it speaks."""

from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import Answer
from isodesk.services.auditing import question_row
from isodesk.services.workspace import Workspace
from tests import audits


def test_an_answer_is_told_under_its_question(workspace: Workspace) -> None:
    second = audits.held(workspace)[1]
    workspace.auditing.answer(second.id, Answer(Verdict.MINOR, "Old sheet at mixer 2."))
    (told, *_) = workspace.histories.of(audits.audit_of(workspace, second.id))
    assert told.what.startswith("2. ") and told.what[3:].rstrip("…") in second.ask
    assert ("Verdict", "Minor") in [(field.label, field.new) for field in told.fields]


def test_evidence_and_findings_name_their_question(workspace: Workspace) -> None:
    second = audits.held(workspace)[1]
    workspace.auditing.answer(second.id, Answer(Verdict.MINOR, "Old sheet at mixer 2."))
    workspace.audit_evidence.person(second.id, "Kim", "Mixer 2")
    (told, *_) = workspace.histories.of(audits.audit_of(workspace, second.id))
    asked = {field.label: field.new for field in told.fields}["Question"]
    assert asked.startswith("2. ") and asked[3:].rstrip("…") in second.ask
    made = workspace.audit_findings.save(second.id, workspace.audit_findings.draft(second.id))
    assert workspace.entries.get(made).shown["question"] == "2"


def test_where_several_lines_change_together_each_field_says_whose_it_is(
    workspace: Workspace,
) -> None:
    first, second, *_ = audits.held(workspace)
    with workspace.desk.unit("Cleared up") as unit:
        for each in (first, second):
            question_row(unit, each.id).place = "Hall 2"
    (told, *_) = workspace.histories.of(audits.audit_of(workspace, first.id))
    assert told.what == ""
    labels = [field.label for field in told.fields if field.new == "Hall 2"]
    assert [label[:10] for label in labels] == ["Where (1. ", "Where (2. "]
