"""The checklist of an audit: chosen, read, narrowed, reworded, ordered, with its summaries."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from isodesk.core.rows import Row
from isodesk.registers.audit_words import Origin, Verdict
from isodesk.services.audit_values import Answer
from isodesk.ui.audits.add_dialog import AddDialog
from isodesk.ui.audits.checklist_rows import table_of
from isodesk.ui.audits.question_dialog import QuestionDialog
from isodesk.ui.audits.questions_dialog import QuestionsDialog
from tests.audits import audit, held
from tests.ui.office import dressed, jobs, office, reader
from tests.ui.registers.conftest import Page, page

__all__ = ["dressed", "jobs", "office", "page", "reader"]

Make = Callable[..., Page]


def test_questions_are_chosen_for_the_time_there_is(page: Make) -> None:
    shown = page(wide=1280, high=760)
    made = audit(shown.space)
    tab = _tab(shown, made)
    assert "No questions yet" in tab.list.empty_words
    tab.choose.click()
    dialog = _dialog(shown, QuestionsDialog)
    assert not dialog.go.isEnabled()
    dialog.sources.boxes["standards"].setChecked(True)
    shown.settle()
    total = dialog.model.free_count()
    assert total > 120
    assert dialog.hint.text().startswith(f"{total} of {total} chosen, about ")
    joint = [row for row in dialog.model.rows if row.systems == 3]
    assert len(joint) > 30, "a question that answers both standards says so"
    dialog.untick.click()
    dialog.filter.line.setText("9001 8.4")
    shown.qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    dialog.table.selectRow(0)  # the heading: a section with all its questions
    shown.qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    chosen = dialog.model.ticked()
    assert 0 < len(chosen) < 20
    _picture(dialog, "questions")
    shown.qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    shown.settle()
    stand = shown.space.auditing.questions(made)
    assert {q.key for q in stand} == chosen
    assert any("questions came" in said for said in shown.said)


def test_an_obligation_and_a_document_are_criteria(page: Make) -> None:
    shown = page()
    made = audit(shown.space)
    duty = shown.space.entries.new("obligation", {"title": "Trade effluent consent"})
    document = shown.office.document("Torque and tightening")
    tab = _tab(shown, made)
    tab.choose.click()
    dialog = _dialog(shown, QuestionsDialog)
    for record in (duty, document):
        line = dialog.sources.criterion
        line.setText(shown.space.entries.get(duty).number if record == duty else "Torque")
        shown.qtbot.keyClick(line, Qt.Key.Key_Return)
        shown.settle()
    assert dialog.model.free_count() == 2
    dialog.go.click()
    shown.settle()
    assert [q.key for q in shown.space.auditing.questions(made)] == [
        f"obligation:{duty}",
        f"document:{document}",
    ]
    assert {link.words for link in shown.space.links.of(made)} == {"Audited against"}


def test_earlier_findings_stand_first_and_are_carried(page: Make) -> None:
    shown = page()
    first = held(shown.space)[0]
    shown.space.auditing.answer(first.id, Answer(Verdict.MINOR, "Old sheet at mixer 2."))
    draft = shown.space.audit_findings.draft(first.id)
    finding = shown.space.audit_findings.save(first.id, draft)
    shown.space.entries.change(finding, {"grade_reason": "One of four.", "evidence": "Sheet"})
    shown.space.entries.take(finding, "record")
    made = audit(shown.space, title="Moulding line, again")
    tab = _tab(shown, made)
    tab.choose.click()
    dialog = _dialog(shown, QuestionsDialog)
    assert dialog.sources.ticked() == ["findings"]
    dialog.go.click()
    shown.settle()
    assert shown.space.auditing.questions(made)[0].earlier_id == finding
    assert shown.space.entries.get(finding).values["carried_to_id"] == made


def test_answers_are_summed_and_narrowed(page: Make) -> None:
    shown = page(wide=1280, high=760)
    questions = held(shown.space)
    made = _audit_id(shown, questions[0].id)
    for at, question in enumerate(questions[:50]):
        verdict = (Verdict.CONFORM, Verdict.MINOR, Verdict.NOT_APPLICABLE)[
            (at % 7 == 3) + (at == 9)
        ]
        shown.space.auditing.answer(question.id, Answer(verdict, "Seen at mixer 2." * (at % 3)))
    shown.space.auditing.reword(questions[2].id, "Which sheet hangs at the mixer?")
    tab = _tab(shown, made)
    quality, environment = tab.summary.sentences()
    assert quality.startswith("ISO 9001: ") and "judged conform" in quality
    assert environment.startswith("ISO 14001: ") and "not checked" in environment
    assert len(_rows(tab)) == len(questions)
    _picture(shown.page, "checklist")
    tab.chips.chips["MINOR"].setChecked(True)
    assert 0 < len(_rows(tab)) == sum(q.verdict is Verdict.MINOR for q in tab.checklist.questions)
    tab.chips.chips["MINOR"].setChecked(False)
    tab.filter.line.setText("mixer?")
    (row,) = _rows(tab)
    assert row.values[6] == "reworded"


def test_a_question_is_opened_reworded_and_moved(page: Make) -> None:
    shown = page()
    made = audit(shown.space)
    shown.space.audit_filling.fill(made, ["process:purchasing"])
    first, second, third, *_ = shown.space.auditing.questions(made)
    tab = _tab(shown, made)
    tab.list.choose(second.id)
    tab.list.setFocus()
    shown.qtbot.keyClick(tab.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    shown.settle()
    order = [q.id for q in shown.space.auditing.questions(made)]
    assert order[:3] == [second.id, first.id, third.id]
    shown.record.undo()
    shown.settle()
    assert [q.id for q in shown.space.auditing.questions(made)][:2] == [first.id, second.id]
    tab.list.choose(first.id)
    shown.qtbot.keyClick(tab.list, Qt.Key.Key_Return)
    dialog = _dialog(shown, QuestionDialog)
    assert not dialog.step.isEnabled()
    dialog.ask.text.setPlainText("Who may order, and who says so?")
    _picture(dialog, "question")
    dialog.step.click()
    shown.settle()
    assert shown.space.auditing.question(first.id).origin is Origin.REWORDED
    shown.page.activateWindow()
    shown.qtbot.waitUntil(shown.page.isActiveWindow)
    tab.list.setFocus()
    shown.qtbot.keyClick(tab.list, Qt.Key.Key_Delete)
    shown.settle()
    assert first.id not in [q.id for q in shown.space.auditing.questions(made)]
    shown.record.undo()
    shown.settle()
    assert first.id in [q.id for q in shown.space.auditing.questions(made)]


def test_a_question_of_ones_own_stands_behind_the_chosen_one(page: Make) -> None:
    shown = page()
    made = audit(shown.space)
    shown.space.audit_filling.fill(made, ["process:purchasing"])
    first = shown.space.auditing.questions(made)[0]
    tab = _tab(shown, made)
    tab.list.choose(first.id)
    tab.add.click()
    dialog = _dialog(shown, AddDialog)
    dialog.ask.text.setPlainText("Is the bar stock of lot 7 kept apart?")
    dialog.clauses.set_value("9001 8.99")
    dialog._apply()
    assert "no clause 8.99" in dialog.clauses.problem()
    dialog.clauses.set_value("9001 8.7, 14001 8.1")
    dialog._apply()
    shown.settle()
    questions = shown.space.auditing.questions(made)
    assert [q.origin for q in questions[:3]] == [Origin.TEMPLATE, Origin.ADDED, Origin.TEMPLATE]
    assert questions[1].clauses == ("9001:2015 8.7", "14001:2015 8.1")
    assert questions[1].section == first.section


def test_the_checklist_is_exported_with_its_answers(page: Make, tmp_path: Path) -> None:
    shown = page()
    questions = held(shown.space, "process:purchasing")
    shown.space.auditing.answer(questions[1].id, Answer(Verdict.MAJOR, "No order for lot 7."))
    stand = shown.space.auditing.questions(_audit_id(shown, questions[0].id))
    table = table_of(stand, {})
    target = tmp_path / "checklist.csv"
    shown.space.exports.table(table, target)
    said = target.read_text(encoding="utf-8-sig")
    assert "No order for lot 7." in said and "Major" in said
    assert all(question.ask.split(",")[0] in said for question in questions)


def test_a_checklist_is_chosen_until_the_audit_is_over(page: Make) -> None:
    shown = page()
    questions = held(shown.space, "process:purchasing")
    made = _audit_id(shown, questions[0].id)
    shown.space.entries.change(made, {"not_covered": "Asked on the telephone."})
    shown.space.entries.take(made, "finish_onsite")
    tab = _tab(shown, made)
    assert not tab.choose.isEnabled() and "Go back onsite" in tab.choose.toolTip()
    assert tab.add.isEnabled()


def _tab(shown: Page, made: int) -> Any:
    shown.open(made, "audit")
    shown.record.show_tab("audit_question")
    shown.settle()
    return shown.record._lines["audit", "audit_question"]


def _dialog(shown: Page, kind: type) -> Any:
    shown.settle()
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def _rows(tab: Any) -> list[Row]:
    entries = (tab.model.entry(at) for at in range(tab.model.rowCount()))
    return [each for each in entries if isinstance(each, Row)]


def _audit_id(shown: Page, question: int) -> int:
    row = shown.space.desk.file.reader().execute(
        "SELECT record_id FROM audit_question WHERE id = ?", (question,)
    )
    return int(row.fetchone()[0])


def _picture(widget: Any, name: str) -> None:
    """For who wants to look: ISODESK_PICTURES names a folder."""
    folder = os.environ.get("ISODESK_PICTURES")
    if folder:
        widget.grab().save(str(Path(folder) / f"{name}.png"))
