"""Own checklists: begun from what isodesk brings, copied, out to a sheet and back, and what was
reworded at an audit saved back to them; an audit planned again."""

import csv
import zipfile
from datetime import date
from pathlib import Path

import pytest

from isodesk.core.problems import Refused
from isodesk.registers.audit_words import Origin, Verdict
from isodesk.services.audit_values import Answer, NewQuestion
from isodesk.services.workspace import Workspace
from tests.audits import audit, audit_of, held

LINES = "check_question"


def checklist(space: Workspace, *questions: dict[str, str], **values: object) -> int:
    made = space.entries.new("checklist", {"title": "Purchasing, as we do it", **values})
    for question in questions:
        space.entry_lines.put(made, LINES, question)
    return made


RICH = {
    "section": "Goods in",
    "clauses": "9001:2015 8.4.2; 14001:2015 8.1",
    "ask": "=Is “lot 7” kept apart; until the check is done, über Nacht?",
    "purpose": "So that nothing unchecked is used.",
    "look": "Yellow tags\n- on every pallet\n'quoted'",
    "proof": "Last three deliveries\nTheir certificates",
    "typical": "@Shelf without a mark",
    "key": "goods-in-1",
}
PLAIN = {"ask": "Who may order?", "section": "Desk"}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_checklist_goes_out_and_comes_back_without_loss(
    workspace: Workspace, tmp_path: Path, ending: str
) -> None:
    made = checklist(workspace, RICH, PLAIN)
    path = tmp_path / f"questions.{ending}"
    assert workspace.checklist_sheets.write(made, path) == 2
    _no_formula(path)
    other = checklist(workspace, title="The same again")
    plan = workspace.checklist_sheets.plan(other, path)
    assert (plan.count("new"), plan.left_out) == (2, ())
    assert workspace.checklist_sheets.apply(plan) == (2, 0)
    assert _texts(workspace, other) == _texts(workspace, made)
    again = workspace.checklist_sheets.plan(made, path)
    assert again.count("same") == 2, "what stands there is known"


def test_a_foreign_sheet_is_known_by_what_its_columns_mean(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "Prüfliste.csv"
    rows = [
        ("Nr", "Normkapitel", "Prüffrage", "Nachweis", "Bemerkung"),
        ("1", "8.4.1", "Ist der Lieferant bewertet?", "Bewertung", "x"),
        ("2", "8.99", "Gibt es eine Liste?", "", ""),
        ("3", "QP-07", "Liegt QP-07 aus?", "Aushang", ""),
    ]
    path.write_text("\n".join(";".join(row) for row in rows), encoding="cp1252")
    made = checklist(workspace, iso9001="E2026")
    plan = workspace.checklist_sheets.plan(made, path)
    assert dict(plan.columns)["Prüffrage"] == "Question"
    assert "Nr" in plan.left_out
    workspace.checklist_sheets.apply(plan, {plan.rows[0].n, plan.rows[2].n})
    assert [(t["clauses"], t["ask"], t["proof"]) for t in _texts(workspace, made)] == [
        ("9001:2026 8.4.1", "Ist der Lieferant bewertet?", "Bewertung"),
        ("QP-07", "Liegt QP-07 aus?", "Aushang"),
    ]


@pytest.mark.parametrize(
    ("heads", "row", "ask", "clauses"),
    [
        ("Clause,Requirement,Audit Question,Comments", "9001 8.4.1,Suppliers,Who approves?,x",
         "Who approves?", "9001:2015 8.4.1"),
        ("No.,ISO 9001:2015 Clause,Requirement,Remarks", "1,8.4.1,Suppliers are approved,x",
         "Suppliers are approved", "9001:2015 8.4.1"),
        ("ISO 14001,Checklist item,Findings", "8.1,Is the drain closed?,x",
         "Is the drain closed?", "14001:2015 8.1"),
    ],
)  # fmt: skip
def test_lists_as_others_head_them(
    workspace: Workspace, tmp_path: Path, heads: str, row: str, ask: str, clauses: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{heads}\n{row}\n", encoding="utf-8")
    (only,) = workspace.checklist_sheets.plan(checklist(workspace), path).rows
    assert (only.texts["ask"], only.texts["clauses"]) == (ask, clauses)


def test_a_sheet_without_questions_is_refused_in_one_sentence(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "suppliers.csv"
    path.write_text("Supplier;Town\nAnders;Leeds\nBolt;York\n", encoding="utf-8")
    made = checklist(workspace, PLAIN)
    with pytest.raises(Refused, match=r"suppliers\.csv has no column of questions"):
        workspace.checklist_sheets.plan(made, path)
    with pytest.raises(Refused, match=r"ends in \.csv or \.xlsx"):
        workspace.checklist_sheets.write(made, tmp_path / "questions.pdf")
    assert len(_texts(workspace, made)) == 1


def test_a_changed_question_keeps_what_the_sheet_does_not_say(
    workspace: Workspace, tmp_path: Path
) -> None:
    made = checklist(workspace, RICH)
    path = tmp_path / "changed.csv"
    path.write_text("Key,Question\ngoods-in-1,Is lot 7 kept apart?\n", encoding="utf-8")
    plan = workspace.checklist_sheets.plan(made, path)
    assert workspace.checklist_sheets.apply(plan) == (0, 1)
    (texts,) = _texts(workspace, made)
    assert texts == {**RICH, "ask": "Is lot 7 kept apart?"}


def test_shipped_questions_become_own_checklists(workspace: Workspace) -> None:
    by_process, by_clause = workspace.starters.of("checklist")
    assert len(by_process.rows) == 11
    assert [row.texts["title"] for row in by_clause.rows][2] == "ISO 9001:2015, ISO 14001:2015"
    (made,) = workspace.starters.take("checklist", by_clause.name, [1])
    value = workspace.entries.get(made)
    assert (value.title, value.shown["iso14001"]) == ("ISO 14001:2015", "2015")
    questions = _texts(workspace, made)
    assert len(questions) > 60
    assert all(q["ask"] and q["purpose"] and q["look"] and q["proof"] for q in questions)


def test_a_checklist_is_copied_with_its_questions(workspace: Workspace) -> None:
    made = checklist(workspace, RICH, PLAIN)
    copy = workspace.entries.grow(made, "copy_it")
    assert workspace.entries.get(copy).title == "Purchasing, as we do it (copy)"
    assert _texts(workspace, copy) == _texts(workspace, made)


def test_new_wording_goes_back_to_the_checklist_it_came_from(workspace: Workspace) -> None:
    made = checklist(workspace, RICH, PLAIN)
    first, second = held(workspace, f"checklist:{made}")
    held_audit = audit_of(workspace, first.id)
    workspace.auditing.reword(second.id, "Who may order, and who says so?")
    added = workspace.auditing.add(
        held_audit, NewQuestion("Is the list on the wall?", "Desk", origin=Origin.ADDED), second.id
    )
    other = checklist(workspace, title="Another")
    target, *rest = workspace.checklist_back.targets(held_audit)
    assert (target.id, [t.id for t in rest]) == (made, [other])
    workspace.checklist_back.save(held_audit, {second.id, added}, target)
    assert [t["ask"] for t in _texts(workspace, made)] == [
        RICH["ask"],
        "Who may order, and who says so?",
        "Is the list on the wall?",
    ]
    with pytest.raises(Refused, match="Give the new checklist a title"):
        workspace.checklist_back.save(held_audit, {added}, None)
    new = workspace.checklist_back.save(held_audit, {added}, None, "Desk walk")
    assert [t["ask"] for t in _texts(workspace, new)] == ["Is the list on the wall?"]
    with pytest.raises(Refused, match="Tick at least one"):
        workspace.checklist_back.save(held_audit, {first.id}, target)


def test_an_audit_is_planned_again_without_answers(workspace: Workspace) -> None:
    questions = held(workspace, "process:purchasing", ends_on=date(2026, 6, 19))
    old = audit_of(workspace, questions[0].id)
    slot = {"day": date(2026, 6, 18), "start": "09:00", "end": "10:30", "what": "Desk"}
    workspace.entry_lines.put(old, "audit_slot", slot)
    workspace.auditing.answer(questions[0].id, Answer(Verdict.MINOR, "No order for lot 7."))
    workspace.auditing.reword(questions[1].id, "Who may order, and who says so?")
    new = workspace.audit_again.plan(old)
    value = workspace.entries.get(new)
    assert (value.state, value.title) == ("draft", "Moulding line")
    assert value.values["starts_on"] == date(2027, 6, 18)
    assert value.values["ends_on"] == date(2027, 6, 19)
    assert [line.shown["name"] for line in value.lines["audit_member"]] == ["Robin Amsel"]
    assert value.lines["audit_slot"][0].values["day"] == date(2027, 6, 18)
    again = workspace.auditing.questions(new)
    assert [q.key for q in again] == [q.key for q in questions]
    assert again[1].ask == "Who may order, and who says so?"
    assert {(q.verdict, q.note, q.origin) for q in again} == {(None, "", Origin.TEMPLATE)}
    assert {link.words for link in workspace.links.of(new)} >= {"Follows"}


def test_a_planned_audit_is_no_template_yet(workspace: Workspace) -> None:
    made = audit(workspace)
    grows = [grow.key for grow in workspace.entries.get(made).grows]
    assert "plan_again" not in grows


def _texts(space: Workspace, made: int) -> list[dict[str, str]]:
    keys = ("section", "clauses", "ask", "purpose", "look", "proof", "typical", "key")
    lines = space.entries.get(made).lines[LINES]
    return [
        {key: line.values[key] for key in keys if line.values[key] is not None} for line in lines
    ]


def _no_formula(path: Path) -> None:
    """No cell of the file runs."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not any(cell[:1] in "=+-@" for cell in cells if cell)
    else:
        with zipfile.ZipFile(path) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet and "<f " not in sheet
