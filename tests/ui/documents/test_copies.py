"""Copies: by revision, closed and recalled, given out; and the paper check."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from isodesk.core.rows import Group, Row
from isodesk.documents.values import CopyState
from isodesk.documents.verdict import Word
from isodesk.ui.documents.copies_tab import CopiesTab
from isodesk.ui.documents.give_out import GiveOutDialog
from isodesk.ui.documents.reason_dialog import ReasonDialog
from isodesk.ui.paper_check import PaperCheckBar, PaperCheckDialog
from isodesk.ui.printer import PrintDialog
from tests.ui.documents.conftest import Desk


def tab_of(desk: Desk, title: str = "Melting and pouring") -> CopiesTab:
    desk.open(title, "copies")
    return desk.page.record.copies


def step(tab: CopiesTab, words: str) -> object:
    return next(b for b in tab.bar.buttons if b.text() == words)


def shown(tab: CopiesTab) -> list[str]:
    said = []
    for at in range(tab.model.rowCount()):
        entry = tab.model.entry(at)
        if isinstance(entry, Group):
            said.append(f"{entry.heading}: {entry.note}")
        elif isinstance(entry, Row):
            said.append(" ".join((str(entry.values[0]), entry.values[-1].word)))  # type: ignore[attr-defined]
    return said


def test_copies_stand_by_revision_with_what_is_to_be_done(desk: Desk) -> None:
    assert shown(tab_of(desk)) == [
        "Revision 2, in use: 3 of 3 out, 0 slips back",
        "4 Slip not back",
        "5 Slip not back",
        "6 Slip not back",
        "Revision 1, to recall: 0 of 3 closed",
        "1 7 days late",
        "2 7 days late",
        "3 7 days late",
    ]
    assert desk.page.record.tabs.tabText(1) == "Copies  6"


def test_slips_returned_destroyed_and_lost(desk: Desk) -> None:
    tab = tab_of(desk)
    first, second, third = desk.to_recall("Melting and pouring")
    tab.choose(first.id)
    step(tab, "Returned").click()  # type: ignore[attr-defined]
    desk.settle()
    tab.choose(second.id)
    step(tab, "Lost").click()  # type: ignore[attr-defined]
    dialog = desk.dialog(ReasonDialog)
    dialog.step.click()
    desk.settle()
    assert "how the copy was lost" in dialog.reason.problem()
    QTest.keyClicks(dialog.reason.text, "Fell into the furnace")
    dialog.step.click()
    desk.settle()
    tab.choose(third.id)
    step(tab, "Destroyed").click()  # type: ignore[attr-defined]
    desk.dialog(ReasonDialog).step.click()
    desk.settle()
    assert shown(tab)[4:] == [
        "Revision 1, closed: 3 of 3 closed",
        "1 Returned",
        "2 Lost",
        "3 Destroyed",
    ]
    tab.choose(second.id)
    assert "Fell into the furnace" in tab.bar.words.text()
    assert not [b for b in tab.bar.buttons if b.isEnabled()]


def test_several_are_chosen_at_once(desk: Desk) -> None:
    tab = tab_of(desk)
    tab.choose(
        next(
            c.id
            for c in desk.space.copies.of_document(desk.id_of("Melting and pouring"))
            if c.n == 4
        )
    )
    tab.list.setFocus()
    for _ in range(2):
        QTest.keyClick(tab.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert tab.bar.words.text() == "3 copies chosen"
    step(tab, "Slip back").click()  # type: ignore[attr-defined]
    desk.settle()
    assert shown(tab)[:2] == ["Revision 2, in use: 3 of 3 out, 3 slips back", "4 Received"]


def test_one_more_copy_is_given_out(desk: Desk) -> None:
    tab = tab_of(desk)
    tab.give.click()
    dialog = desk.dialog(GiveOutDialog)
    dialog.later.click()
    desk.settle()
    assert dialog.fields.holder.problem()
    dialog.fields.holder.combo.setEditText("Auditor")
    QTest.keyClicks(dialog.fields.place.line, "Office")
    dialog.later.click()
    desk.settle()
    assert "7 To print" in shown(tab)


def test_a_printed_copy_is_out_when_the_officer_has_it(desk: Desk, tmp_path: object) -> None:
    tab = tab_of(desk)
    copy_id = desk.space.copies.give_out(desk.id_of("Melting and pouring"), "Auditor", "Office")
    desk.settle()
    tab.choose(copy_id)
    step(tab, "Print").click()  # type: ignore[attr-defined]
    dialog = desk.dialog(PrintDialog)
    dialog.target.put(f"{tmp_path}/copy.pdf")
    dialog.go.click()
    desk.settle()
    state = desk.space.copies.by_ids([copy_id])[0].state
    assert state == CopyState.TO_PRINT
    dialog._yes.click()
    desk.settle()
    assert desk.space.copies.by_ids([copy_id])[0].state == CopyState.OUT


def answer(desk: Desk, bar: PaperCheckBar, code: str) -> str:
    bar.field.setFocus()
    bar.field.selectAll()
    QTest.keyClicks(bar.field, code)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    desk.settle()
    return bar.banner.words()


def test_the_paper_check_answers_for_every_paper(desk: Desk) -> None:
    tab = tab_of(desk)
    copies = desk.space.copies.of_document(desk.id_of("Melting and pouring"))
    old, new = copies[0], copies[-1]
    assert answer(desk, tab.check, new.code).startswith("Yes, current.")
    assert tab.check.banner.property("banner") == "green"
    assert "Superseded on" in answer(desk, tab.check, old.code)
    assert tab.check.banner.property("banner") == "red"
    assert tab.list.chosen_id() == old.id
    tab.check.banner._button.click()
    desk.settle()
    assert desk.space.copies.by_ids([old.id])[0].state == CopyState.RETURNED
    assert "should not exist" in answer(desk, tab.check, old.code)


def test_a_slip_of_the_finger_is_offered_back(desk: Desk) -> None:
    tab = tab_of(desk)
    code = desk.space.copies.of_document(desk.id_of("Melting and pouring"))[-1].code
    wrong = code[:-1] + ("7" if code[-1] != "7" else "8")
    answer(desk, tab.check, wrong)
    verdict = tab.check.verdict()
    assert verdict is not None and verdict.word is Word.MISTYPED and verdict.did_you_mean == code
    tab.check.banner._button.click()
    desk.settle()
    assert tab.check.banner.words().startswith("Yes, current.")


def test_the_dialog_of_the_tools_menu_opens_the_record(desk: Desk) -> None:
    dialog = PaperCheckDialog(desk.space, desk.jobs, desk.page)
    dialog.opened.connect(desk.page.open_document)
    dialog.open()
    code = desk.space.copies.of_document(desk.id_of("Melting and pouring"))[-1].code
    answer(desk, dialog.bar, code)
    dialog.bar.banner._button.click()
    desk.settle()
    assert dialog.result() == QDialog.DialogCode.Accepted
    document = desk.page.document()
    assert document is not None and document.title == "Melting and pouring"


def test_a_photo_without_a_code_says_so(desk: Desk, tmp_path: object) -> None:
    picture = Path(str(tmp_path)) / "wall.png"
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.save(str(picture))
    tab = tab_of(desk)
    tab.check.check_photo(picture)
    desk.settle()
    assert "No code found in wall.png" in tab.check.banner.words()


def test_a_photo_of_a_stamped_sheet_answers_too(desk: Desk, tmp_path: Path) -> None:
    copy = desk.space.copies.of_document(desk.id_of("Melting and pouring"))[-1]
    sheet = desk.space.prints.copies([copy.id])[0]
    page = desk.space.contents.picture(sheet.pdf, 1, 1600)
    form = QImage.Format.Format_RGB888
    photo = tmp_path / "sheet.png"
    QImage(page.rgb, page.width, page.height, page.width * 3, form).save(str(photo))
    tab = tab_of(desk)
    tab.check.check_photo(photo)
    desk.settle()
    assert tab.check.banner.words().startswith("Yes, current.")
    assert tab.list.chosen_id() == copy.id
