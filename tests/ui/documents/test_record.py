"""The record: fields saved when left, problems, undo, steps with what is missing, signing."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isodesk.documents.values import Meaning, State
from isodesk.ui.documents.issue_dialog import IssueDialog
from isodesk.ui.documents.reason_dialog import ReasonDialog
from isodesk.ui.documents.send_back import SendBackDialog
from isodesk.ui.documents.sign_dialog import SignDialog
from isodesk.ui.documents.step_dialog import StepDialog
from isodesk.ui.documents.withdraw_dialog import WithdrawDialog
from isodesk.ui.fields import LineField, NoteField
from isodesk.ui.pick_fields import Named
from tests.ui.documents.conftest import TEXT, Desk


def line(desk: Desk, key: str) -> LineField:
    field = desk.page.record.details.fields[key]
    assert isinstance(field, LineField)
    return field


def test_a_field_is_saved_when_it_is_left(desk: Desk) -> None:
    desk.open("Spill response")
    field = line(desk, "process")
    field.line.setFocus()
    QTest.keyClicks(field.line, "Yard and tanks")
    assert desk.get("Spill response").process == ""
    QTest.keyClick(field.line, Qt.Key.Key_Tab)
    desk.settle()
    assert desk.get("Spill response").process == "Yard and tanks"
    assert "Saved" in desk.said


def test_a_problem_stands_under_its_field_and_keeps_what_was_typed(desk: Desk) -> None:
    desk.open("Spill response")
    field = line(desk, "number")
    field.line.setFocus()
    field.line.setText("QP-01")
    QTest.keyClick(field.line, Qt.Key.Key_Tab)
    desk.settle()
    assert "QP-01 is taken" in field.problem()
    assert field.line.text() == "QP-01"
    assert desk.get("Spill response").number == "QP-04"


def test_ctrl_z_takes_back_the_field_that_was_saved_last(desk: Desk) -> None:
    desk.open("Spill response")
    for key, typed in (("process", "One"), ("summary", "Two")):
        field = desk.page.record.details.fields[key]
        field.put(typed)
        field.commit()
        desk.settle()
    desk.page.list.list.setFocus()
    QTest.keyClick(desk.page.list.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    document = desk.get("Spill response")
    assert document.newest is not None and document.newest.summary == ""
    assert document.process == "One"
    desk.page.undo()
    desk.settle()
    assert desk.get("Spill response").process == ""
    desk.page.undo()
    assert "left to undo" in desk.said[-1]


def test_ctrl_z_in_a_field_undoes_its_own_typing_first(desk: Desk) -> None:
    desk.open("Spill response")
    field = line(desk, "process")
    field.line.setFocus()
    QTest.keyClicks(field.line, "Yard")
    QTest.keyClick(field.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.line.text() == ""
    assert not [s for s in desk.said if "undo" in s]


def test_what_is_being_typed_survives_a_reading_of_the_record(desk: Desk) -> None:
    desk.open("Spill response")
    field = line(desk, "process")
    field.line.setFocus()
    QTest.keyClicks(field.line, "Yar")
    document_id = desk.id_of("Spill response")
    desk.jobs.run(lambda _: desk.space.documents.change(document_id, note="From elsewhere"))
    desk.settle()
    assert field.line.text() == "Yar"
    note = desk.page.record.details.fields["note"]
    assert isinstance(note, NoteField) and note.value() == "From elsewhere"


def test_typing_goes_to_the_record_it_was_typed_for(desk: Desk) -> None:
    desk.open("Spill response")
    field = line(desk, "process")
    field.line.setFocus()
    QTest.keyClicks(field.line, "Yard")
    desk.open("Melting and pouring")
    desk.settle()
    assert desk.get("Spill response").process == "Yard"
    assert desk.get("Melting and pouring").process == ""
    assert field.line.text() == ""


def test_submit_says_what_is_missing(desk: Desk) -> None:
    desk.open("Spill response")
    button = desk.page.record.head.steps["submit"]
    assert not button.isEnabled()
    assert "Bring in the content" in button.toolTip()


def test_content_is_brought_in_and_seen_then_submitted(desk: Desk, tmp_path: Path) -> None:
    desk.open("Spill response")
    source = tmp_path / "spill.md"
    source.write_text(TEXT.format(title="Spill"), encoding="utf-8")
    details = desk.page.record.details
    assert "None yet" in details.content.name.text()
    details.content.bring_in(source)
    desk.settle()
    assert details.content.name.text() == "spill.md"
    assert details.pages.preview.paper.has_picture()
    desk.page.record.head.steps["submit"].click()
    dialog = desk.dialog(StepDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    desk.settle()
    document = desk.get("Spill response")
    assert document.state == State.IN_REVIEW
    assert document.newest is not None
    assert [s.name for s in document.newest.signatures] == ["Tom Hale"]
    assert details.signed.isVisible()
    assert "review" in desk.page.record.head.steps


def test_content_that_cannot_be_read_says_why(desk: Desk, tmp_path: Path) -> None:
    desk.open("Spill response")
    source = tmp_path / "nothing.pdf"
    source.write_bytes(b"")
    content = desk.page.record.details.content
    content.bring_in(source)
    desk.settle()
    assert content.problem.isVisible() and "empty" in content.problem.words()
    assert desk.get("Spill response").newest.source_id is None  # type: ignore[union-attr]


def submitted(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "spill.md"
    source.write_text(TEXT.format(title="Spill"), encoding="utf-8")
    newest = desk.get("Spill response").newest
    assert newest is not None
    desk.space.contents.set(newest.id, desk.space.contents.take(source))
    desk.space.approval.submit(newest.id)


def test_the_author_signs_alone_only_with_reason_and_outside_name(
    desk: Desk, tmp_path: Path
) -> None:
    submitted(desk, tmp_path)
    desk.open("Spill response")
    desk.page.record.head.steps["review"].click()
    dialog = desk.dialog(SignDialog)
    assert dialog.person.value() == Named(desk.person("Anna Reyes"), "Anna Reyes")
    assert dialog.reason.isHidden()
    dialog.person.set_value(desk.person("Tom Hale"))
    assert not dialog.reason.isHidden() and not dialog.outside.isHidden()
    dialog.step.click()
    desk.settle()
    assert "Tom Hale wrote this revision" in dialog.person.problem()
    dialog.reason.put("We are two, and one is ill.")
    dialog.outside.put("Ida Berg, consultant")
    dialog.step.click()
    desk.settle()
    newest = desk.get("Spill response").newest
    assert newest is not None
    signed = newest.signatures[-1]
    assert (signed.meaning, signed.outside) == (Meaning.REVIEWED, "Ida Berg, consultant")
    assert "Ida Berg" in _texts(desk.page.record.details.signed)


def test_sending_back_needs_a_reason(desk: Desk) -> None:
    desk.open("Sand moulding")
    desk.page.record.head.steps["send_back"].click()
    dialog = desk.dialog(SendBackDialog)
    dialog.step.click()
    desk.settle()
    assert dialog.reason.problem()
    QTest.keyClicks(dialog.reason.text, "The ratio is wrong")
    dialog.step.click()
    desk.settle()
    assert desk.get("Sand moulding").state == State.DRAFT
    assert not desk.page.record.details.signed.isVisible()


def test_the_issue_dialog_shows_a_plan_and_plans_again(desk: Desk) -> None:
    desk.open("Sand moulding")
    desk.page.record.head.steps["issue"].click()
    dialog = desk.dialog(IssueDialog)
    plan = dialog.plan()
    assert plan is not None
    assert [c.n for c in plan.issue] == [4, 5, 6] and [c.n for c in plan.recall] == [1, 2, 3]
    assert dialog.now.text() == "&Issue and print 3"
    assert desk.get("Sand moulding").state == State.APPROVED
    dialog.ticks.box(1).click()
    desk.settle()
    assert [(c.n, c.place) for c in dialog.plan().issue] == [(4, "Mixer 1"), (5, "Bench")]
    dialog.add.click()
    dialog.holder.fields.holder.combo.setEditText("Core shop")
    QTest.keyClicks(dialog.holder.fields.place.line, "Oven")
    QTest.keyClick(dialog.holder.fields.place.line, Qt.Key.Key_Return)
    desk.settle()
    assert dialog.plan().issue[-1].holder == "Core shop"
    assert dialog.isVisible()
    dialog.later.click()
    desk.settle()
    document = desk.get("Sand moulding")
    assert document.state == State.EFFECTIVE
    new = [c for c in desk.space.copies.of_document(document.id) if c.label == "2"]
    assert [(c.n, c.holder) for c in new] == [
        (4, "Moulding team"),
        (5, "Laboratory"),
        (6, "Core shop"),
    ]
    assert "3 copies are to come back" in desk.said[-1]


def test_a_plan_that_is_out_of_date_is_shown_anew(desk: Desk) -> None:
    desk.open("Sand moulding")
    desk.page.record.head.steps["issue"].click()
    dialog = desk.dialog(IssueDialog)
    desk.space.documents.change(desk.id_of("Sand moulding"), note="Changed meanwhile")
    dialog.later.click()
    desk.settle()
    assert dialog.isVisible() and "changed meanwhile" in dialog.banner.words()
    dialog.later.click()
    desk.settle()
    assert desk.get("Sand moulding").state == State.EFFECTIVE


def test_a_day_that_is_past_stands_under_the_date(desk: Desk) -> None:
    desk.open("Sand moulding")
    desk.page.record.head.steps["issue"].click()
    dialog = desk.dialog(IssueDialog)
    dialog.day.put(date(2026, 1, 5))
    dialog.day.commit()
    desk.settle()
    assert "today or later" in dialog.day.problem()
    assert not dialog.now.isEnabled()


def test_a_withdrawn_document_is_closed(desk: Desk) -> None:
    desk.open("Melting and pouring")
    desk.page.record.head.steps["withdraw"].click()
    dialog = desk.dialog(WithdrawDialog)
    dialog.reason.put("No longer poured here")
    dialog.step.click()
    desk.settle()
    assert desk.get("Melting and pouring").state == State.WITHDRAWN
    assert not desk.page.record.head.steps
    assert line(desk, "title").line.isReadOnly()
    assert "withdrawn" in line(desk, "title").toolTip()


def test_a_new_revision_and_its_discarding(desk: Desk) -> None:
    desk.open("Melting and pouring")
    desk.page.record.head.steps["revise"].click()
    desk.settle()
    assert desk.page.record.head.revision.text() == "revision 3; revision 2 in force"
    desk.page.record.head.steps["discard"].click()
    dialog = desk.dialog(ReasonDialog)
    dialog.reason.put("Begun by mistake")
    dialog.step.click()
    desk.settle()
    assert desk.get("Melting and pouring").state == State.EFFECTIVE


def test_the_distribution_list_is_saved_line_by_line(desk: Desk) -> None:
    desk.open("Spill response")
    editor = desk.page.record.details.distribution
    editor.head.link.click()
    editor.fields.holder.combo.setEditText("Yard")
    QTest.keyClicks(editor.fields.place.line, "Gate 2")
    QTest.keyClick(editor.fields.place.line, Qt.Key.Key_Return)
    desk.settle()
    held = desk.get("Spill response").distribution
    assert [(h.holder, h.place) for h in held] == [("Yard", "Gate 2")]
    editor.remove(0)
    desk.settle()
    assert desk.get("Spill response").distribution == ()


def test_clauses_are_tags(desk: Desk) -> None:
    desk.open("Spill response")
    field = desk.page.record.details.fields["clauses"]
    field.line.setText("14001 8.2, 9001 9.9.9")  # type: ignore[attr-defined]
    field.commit()
    assert "9001 9.9.9" in field.problem()
    field.line.setText("14001 8.2")  # type: ignore[attr-defined]
    field.commit()
    desk.settle()
    assert desk.get("Spill response").clauses == ("14001 8.2",)


def _texts(widget: object) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in widget.findChildren(QLabel))  # type: ignore[attr-defined]
