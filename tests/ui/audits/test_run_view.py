"""The audit onsite, in the whole window, by the keyboard alone; each answer read from the file."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit

from isodesk.core.problems import Refused
from isodesk.registers.audit_words import Verdict
from isodesk.services.audit_values import Answer
from isodesk.ui.audits.asked_dialog import AskedDialog
from isodesk.ui.audits.finding_dialog import FindingDialog
from isodesk.ui.audits.reword_dialog import AddQuestionDialog, RewordDialog
from isodesk.ui.printer import PrintDialog
from isodesk.ui.theme import current
from tests.ui.audits.conftest import Onsite

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def test_verdicts_and_notes_by_the_keyboard_are_on_disk_before_the_next_shows(
    onsite: Onsite,
) -> None:
    view = onsite.view
    first, second, third, fourth = (q.id for q in view.course.questions[:4])
    assert view.question.asked.hasFocus() and not onsite.office.window.tabs.isVisible()
    onsite.key(Key.Key_1)
    row = onsite.row(first)
    assert row["verdict"] == "CONFORM" and row["answered_at"] and row["answered_by_id"]
    assert view.foot.said.text().startswith("On disk ")
    assert view.course.question.id == first  # it stays until it is left
    onsite.key(Key.Key_Return)
    assert view.course.question.id == second
    onsite.type("Revision 1 hangs at mixer 2")
    assert view.note.hasFocus() and onsite.row(second)["verdict"] is None
    onsite.key(Key.Key_2, ALT)
    row = onsite.row(second)
    assert (row["verdict"], row["note"]) == ("MINOR", "Revision 1 hangs at mixer 2")
    onsite.type(".")
    onsite.key(Key.Key_PageDown)  # out of the note without a pause
    assert onsite.row(second)["note"] == "Revision 1 hangs at mixer 2."
    assert view.course.question.id == third and view.question.asked.hasFocus()
    onsite.key(Key.Key_6)
    assert onsite.row(third)["verdict"] == "NOT_APPLICABLE" and view.note.hasFocus()
    onsite.type("No design here")
    onsite.key(Key.Key_Escape)
    assert view.question.asked.hasFocus() and onsite.row(third)["note"] == "No design here"
    onsite.key(Key.Key_Return)
    onsite.key(Key.Key_4)
    onsite.key(Key.Key_0)
    assert view.course.question.id == fourth and onsite.row(fourth)["verdict"] is None
    assert view.edge.head.text() == f"3 of {len(view.course.questions)} answered"
    assert view.edge.found.text() == "1 minor"
    onsite.key(Key.Key_Left)
    assert view.course.question.id == third
    assert view.note.text() == "No design here"


def test_a_question_shows_only_when_the_answer_before_is_on_disk(onsite: Onsite) -> None:
    view, seen = onsite.view, []
    first = view.course.question.id
    view.course.shown.connect(lambda q: seen.append(onsite.row(first)["verdict"]))
    view.answers.judge(Verdict.MAJOR)
    view.note.begin("Nobody knows")
    view.go_on()
    assert view.course.question.id == first and view.course.waiting
    view.answers.judge(Verdict.CONFORM)  # for a question that is not seen yet nothing is taken
    onsite.settle()
    assert seen == ["MAJOR"]
    assert onsite.row(first)["note"] == "Nobody knows"
    assert onsite.row(view.course.question.id)["verdict"] is None


def test_the_verdict_pressed_last_is_the_one_that_stands(onsite: Onsite) -> None:
    view = onsite.view
    first = view.course.question.id
    onsite.key(Key.Key_1)
    view.answers.judge(Verdict.MINOR)
    view.answers.judge(Verdict.CONFORM)  # before the other one was on disk
    onsite.settle()
    assert onsite.row(first)["verdict"] == "CONFORM"
    view.answers.judge(Verdict.MAJOR)
    view.answers.take_back()
    onsite.settle()
    assert onsite.row(first)["verdict"] is None


def test_what_cannot_be_written_stays_and_is_said(
    onsite: Onsite, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, auditing = onsite.view, onsite.office.space.auditing  # type: ignore[union-attr]
    first, write = view.course.question.id, auditing.answer

    def full(question_id: int, answer: Answer) -> object:
        raise Refused("The disk is full. Make room.")

    monkeypatch.setattr(auditing, "answer", full)
    onsite.type("Seen at mixer 2")
    onsite.key(Key.Key_PageDown)
    assert view.course.question.id == first and "The disk is full" in view.banner.words()
    assert view.note.text() == "Seen at mixer 2" and view.foot.said.text() == "Not on disk"
    monkeypatch.setattr(auditing, "answer", write)
    view.banner.pressed.emit()
    onsite.settle()
    assert onsite.row(first)["note"] == "Seen at mixer 2" and not view.banner.isVisible()


def test_good_practice_and_the_place_go_with_the_answer(onsite: Onsite) -> None:
    view = onsite.view
    first, second = (q.id for q in view.course.questions[:2])
    assert not view.pane.good_practice.isVisible()
    view.evidence.where.setFocus()
    onsite.type("Mixer 2")
    view.question.asked.setFocus()
    assert onsite.row(first)["place"] is None  # a place alone is no answer
    onsite.key(Key.Key_1)
    onsite.key(Key.Key_G, ALT)
    assert (onsite.row(first)["place"], onsite.row(first)["good"]) == ("Mixer 2", 1)
    onsite.key(Key.Key_2)
    assert onsite.row(first)["good"] == 0 and not view.pane.good_practice.isVisible()
    onsite.key(Key.Key_PageDown)
    onsite.key(Key.Key_1)
    assert onsite.row(second)["place"] == "Mixer 2"


def test_evidence_is_taken_by_its_keys_and_stands_with_its_question(
    onsite: Onsite, tmp_path: Path
) -> None:
    view = onsite.view
    first = view.course.question.id
    onsite.key(Key.Key_E, ALT)
    asked = next(d for d in view.findChildren(AskedDialog) if d.isVisible())
    asked.reject()
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    image.save(str(tmp_path / "panel.jpg"))
    view.evidence.asking.files([tmp_path / "panel.jpg"])
    assert view.leaving.keeping
    onsite.settle()
    assert not view.leaving.keeping and view.course.question.evidence == 1
    assert onsite.office.window.focusWidget() is view.evidence.caption.what.line
    onsite.type("Mixer 2 panel")
    onsite.key(Key.Key_PageDown)  # its words are on disk before the next question shows
    assert view.course.question.id != first
    space = onsite.office.space
    assert space is not None
    (photo,) = space.audit_evidence.of_question(first)
    assert (photo.what, photo.media) == ("Mixer 2 panel", "image/jpeg")
    assert view.evidence.pieces() == ()


def test_the_window_waits_for_photos_on_their_way(onsite: Onsite, tmp_path: Path) -> None:
    view, left = onsite.view, []
    view.left.connect(lambda: left.append(view.leaving.keeping))
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(0x996633)
    image.save(str(tmp_path / "panel.jpg"))
    view.evidence.asking.files([tmp_path / "panel.jpg"])
    assert not onsite.office.onsite.may_close(lambda: left.append("then"))
    onsite.settle()
    assert left == ["then"]
    view.evidence.asking.files([tmp_path / "panel.jpg"])
    view.leaving.leave()
    assert left == ["then"]
    onsite.settle()
    assert left == ["then", False]


def test_a_finding_is_written_from_its_question_with_ctrl_enter(onsite: Onsite) -> None:
    view = onsite.view
    first = view.course.question.id
    assert not view.pane.write.isVisible()
    onsite.key(Key.Key_4)
    assert view.pane.write.isVisible()
    onsite.type("The sheet is hard to read")
    onsite.key(Key.Key_Return, CTRL)
    dialog = next(d for d in view.findChildren(FindingDialog) if d.isVisible())
    assert dialog.gap.value() == "The sheet is hard to read"  # the note was on disk first
    dialog.evidence.put("Seen at mixer 2")
    dialog.step.click()
    onsite.settle()
    assert onsite.row(first)["finding_id"] is not None and view.course.question.id == first
    assert view.pane.write.text() == "Open the finding"
    assert "is recorded" in view.foot.said.text()


def test_the_rest_is_printed(onsite: Onsite, tmp_path: Path) -> None:
    view = onsite.view
    onsite.key(Key.Key_1)
    view.head.print.click()
    onsite.settle()
    dialog = next(d for d in view.findChildren(PrintDialog) if d.isVisible())
    target = tmp_path / "rest.pdf"
    dialog.target.put(str(target))
    dialog.go.click()
    onsite.settle()
    with pypdfium2.PdfDocument(target) as pdf:
        words = " ".join(" ".join(p.get_textpage().get_text_range() for p in pdf).split())
    assert view.course.questions[1].ask.split(",")[0] in words
    assert view.course.questions[0].ask not in words


def test_ctrl_f_finds_any_question(onsite: Onsite) -> None:
    view = onsite.view
    wanted = view.course.questions[70]
    onsite.key(Key.Key_F, CTRL)
    assert view.finder.field.hasFocus()
    onsite.type(wanted.ask.split(",")[0])
    assert len(view.finder.results.hits) < 5
    onsite.key(Key.Key_Return)
    assert view.course.question.id == wanted.id and not view.finder.isVisible()
    onsite.key(Key.Key_F, CTRL)
    onsite.type("12")
    onsite.key(Key.Key_Return)
    assert view.course.at == 11
    onsite.key(Key.Key_F, CTRL)
    onsite.key(Key.Key_Escape)
    assert not view.finder.isVisible() and view.question.asked.hasFocus()


def test_a_question_is_reworded_and_one_added_on_the_spot(onsite: Onsite) -> None:
    view = onsite.view
    first = view.course.question
    onsite.key(Key.Key_R, CTRL)
    dialog = view.findChild(RewordDialog)
    dialog.ask.text.setPlainText("Who draws the limits of the system?")
    dialog.step.click()
    onsite.settle()
    assert onsite.row(first.id)["origin"] == "REWORDED"
    assert view.question.asked.text() == "Who draws the limits of the system?"
    assert view.question.mark.text() == "Reworded here"
    assert onsite.office.window.focusWidget() is view.question.asked
    view.acts.reword()
    next(d for d in view.findChildren(RewordDialog) if d.isVisible()).back.click()
    onsite.settle()
    assert view.question.asked.text() == first.ask and not view.question.mark.isVisible()
    onsite.key(Key.Key_N, CTRL)
    adding = view.findChild(AddQuestionDialog)
    adding.ask.text.setPlainText("Who locks the store?")
    adding.clauses.line.setText("9001 99.9")
    adding.step.click()
    onsite.settle()
    assert adding.isVisible() and adding.clauses.problem()
    adding.clauses.line.setText("9001 8.5.4")
    adding.step.click()
    onsite.settle()
    assert view.course.at == 1 and view.question.asked.text() == "Who locks the store?"
    assert onsite.row(view.course.question.id)["clauses"] == "9001:2015 8.5.4"


def test_a_section_at_the_edge_leads_to_its_first_open_question(onsite: Onsite) -> None:
    view = onsite.view
    support = next(row for row in view.edge.rows if row.section.number == "7")
    before = support.section.places[0]
    assert support.accessibleName() == f"7 Support, 0 of {support.section.total}"
    support.click()
    onsite.settle()
    assert view.course.at == before
    onsite.key(Key.Key_1)
    assert support.section.answered == 1
    view.go_to(0)
    onsite.settle()
    here = next(row for row in view.edge.rows if 0 in row.section.places)
    here.setFocus()
    for _ in range(view.edge.rows.index(support) - view.edge.rows.index(here)):
        onsite.key(Key.Key_Down)
    onsite.key(Key.Key_Return)
    assert view.course.at == before + 1


def test_esc_twice_leaves_and_the_way_back_is_to_the_same_question(onsite: Onsite) -> None:
    view = onsite.view
    view.go_to(7)
    onsite.settle()
    onsite.key(Key.Key_Escape)
    assert onsite.office.onsite.view is view and "once more" in view.foot.said.text()
    onsite.key(Key.Key_Escape)
    office = onsite.office
    assert office.onsite.view is None and office.window.current_page() == "audits"
    assert office.pages.registers("audit").record.shown_id() == onsite.audit
    office.pages.registers("audit").record.head.steps["go_onsite"].click()
    onsite.settle()
    assert onsite.view.course.at == 7


def test_closed_in_the_midst_the_file_opens_at_its_question(onsite: Onsite) -> None:
    office = onsite.office
    onsite.view.go_to(9)
    onsite.settle()
    onsite.type("Half a senten")
    question = onsite.view.course.question.id
    office.close_file()
    assert onsite.row(question)["note"] == "Half a senten"
    office.open(onsite.path)
    office.begin_writing()
    onsite.settle()
    assert onsite.view.course.question.id == question
    assert onsite.view.note.text() == "Half a senten"


def test_keys_of_the_window_wait_while_the_audit_fills_it(onsite: Onsite) -> None:
    office, view = onsite.office, onsite.view
    for key in (Key.Key_1, Key.Key_3):
        onsite.key(key, CTRL)
        assert office.onsite.view is view and office.window.current_page() == "audits"
    systems = office.systems()
    onsite.key(Key.Key_2, ALT)  # the verdict, not the systems
    assert office.systems() == systems
    assert onsite.row(view.course.question.id)["verdict"] == "MINOR"


def test_f8_is_for_the_sun_and_remembered(onsite: Onsite) -> None:
    view, em = onsite.view, current().em
    onsite.key(Key.Key_F8)
    assert current().sunlight and current().em > 1.6 * em
    assert view.edge.isHidden() and view.head.look.isVisible()
    assert view.question.section.text().endswith(view.edge.rows[0].section.count)
    assert not view.side.isVisible()
    view.head.look.click()
    onsite.settle()
    assert view.side.isVisible()
    view.leaving.leave()
    onsite.settle()
    assert not current().sunlight  # the office is not onsite
    onsite.office.onsite.go(onsite.audit)
    onsite.settle()
    assert current().sunlight
    onsite.key(Key.Key_F8)
    assert not current().sunlight and onsite.view.edge.isVisible()


@pytest.mark.parametrize(("wide", "scale"), [(1280, 1.0), (1280, 2.0), (800, 1.0), (1000, 1.0)])
def test_it_fits_every_window(onsite: Onsite, wide: int, scale: float) -> None:
    onsite.office.window.resize(wide, 800)
    current().use_scale(scale)
    onsite.settle()
    view = onsite.view
    assert view.width() == wide
    for part in (*view.verdicts.buttons.values(), view.foot.next, view.head.leave, view.note):
        right = part.mapTo(view, part.rect().topRight()).x()
        assert 0 < right < wide and part.height() >= 32
    current().use_scale(1.0)


def test_the_slot_of_the_timetable_is_said_quietly(onsite: Onsite) -> None:
    from datetime import datetime, time

    from isodesk.services.audit_beside import Slot
    from isodesk.ui.audits.slot_words import slot_words

    space = onsite.office.space
    assert space is not None
    day = date(2026, 6, 18)
    for start, end, what in (("10:30", "11:15", "Core shop"), ("9:00", "10:15", "Moulding")):
        values = {"day": day, "start": start, "end": end, "what": what}
        space.entry_lines.put(onsite.audit, "audit_slot", values)
    slots = space.audit_beside.slots(onsite.audit, day)
    assert slots[0] == Slot("Moulding", time(9), time(10, 15))
    said = {
        at: slot_words(slots, datetime.fromisoformat(f"2026-06-18 {at}"))
        for at in ("08:30", "10:03", "10:20", "11:20", "15:00")
    }
    assert said == {
        "08:30": ("Next at 09:00: Moulding", False),
        "10:03": ("Moulding, 12 min left", False),
        "10:20": ("Next at 10:30: Core shop", False),
        "11:20": ("Core shop, 5 min over", True),
        "15:00": ("", False),
    }


def test_enter_presses_the_button_the_keyboard_is_on(onsite: Onsite) -> None:
    view = onsite.view
    view.go_to(5)
    onsite.settle()
    view.foot.back.setFocus()
    onsite.key(Key.Key_Return)
    assert view.course.at == 4
    view.evidence.where.setFocus()
    onsite.key(Key.Key_Escape)
    assert view.question.asked.hasFocus() and onsite.office.onsite.view is view


def test_f1_says_how_an_audit_is_held(onsite: Onsite) -> None:
    onsite.key(Key.Key_F1)
    window = onsite.office.company_steps._help
    assert window is not None and window.isVisible()
    assert "An audit onsite" in window.page.toPlainText()
    window.close()


def test_every_part_has_a_name(onsite: Onsite) -> None:
    view = onsite.view
    for field in (*view.findChildren(QLineEdit), view.note, view.question.asked):
        assert field.accessibleName()
    for button in view.verdicts.buttons.values():
        assert button.accessibleName()[0].isdigit()
