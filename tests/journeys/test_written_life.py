"""The life of a written procedure: from a template to its last day, as the officer lives it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from isodesk.documents.values import Content, DocumentValue, State
from isodesk.ui.documents.compare_dialog import CompareDialog
from isodesk.ui.keeping.key_in_dialog import KeyInDialog
from isodesk.ui.writing import autosave
from isodesk.ui.writing.editor import TextEditor
from isodesk.ui.writing.page import WritingPage
from isodesk.writing.tree import Block, Heading, Paragraph, Picture, Table, text_of
from tests.journeys.officer import Officer
from tests.printer_queue import PrinterQueue
from tests.services.test_written import photo
from tests.stamp_judge import text_of as printed_text

MELTERS = ("Ada Moss", "Ben Lund", "Cleo Hart", "Dev Rao", "Eli Stone", "Fay Brook", "Gus Vale")
MELTERS += ("Hana Mori",)
TITLE = "Pouring iron"
WORD = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><body><!--StartFragment-->
<h2>Before the ladle</h2>
<p class=MsoNormal>Read the <b>card of the melt</b> and the ladle's temperature.</p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>Dry the ladle.</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><![if !supportLists]>
<span style='mso-list:Ignore'>a.<span>&nbsp;&nbsp;</span></span><![endif]>Ten minutes at least.</p>
<table><tr><td colspan=2>Temperatures</td></tr>
<tr><td>Grey iron</td><td>1,380 °C</td></tr></table>
<!--EndFragment--></body></html>"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave, "REST", 40)


def test_a_written_procedure_from_its_template_to_its_retention(
    officer: Officer, cups: PrinterQueue, tmp_path: Path
) -> None:
    found_the_company(officer, tmp_path / "harrow.isodesk")
    begin_with_a_template(officer)
    write(officer, tmp_path)
    complete_and_issue(officer, "1")
    revise(officer)
    complete_and_issue(officer, "2")
    compare_and_print(officer, cups)
    collect_eight_signatures(officer, cups)
    review_still_valid(officer)
    withdraw(officer)
    see_its_retention(officer)
    the_file_is_whole(officer)


def found_the_company(officer: Officer, path: Path) -> None:
    officer.choose_way("New company")
    people = ["Tom Hale, Works manager", "Marta Lind, Director"]
    people += [f"{name}, Melter" for name in MELTERS]
    for label, typed in (
        ("Company", "Harrow Test Pumps"),
        ("Your name", "Anna Reyes"),
        ("Your post", "Quality officer"),
        ("Who else writes, reviews, approves", "\n".join(people)),
        ("Keep the file in", str(path)),
    ):
        officer.fill(label, typed)
    officer.press("Create")
    assert path.is_file()


def begin_with_a_template(officer: Officer) -> None:
    officer.turn_to("Documents")
    officer.take("Record", "New document")
    dialog = officer.dialog("New document")
    officer.fill("Title", TITLE)
    officer.pick("Begin with", "Template: Procedure")
    officer.look("60 new document")
    officer.press("Make the draft", dialog)
    assert editor(officer).isVisible() and len(text(officer)) > 5
    officer.look("61 template")


def write(officer: Officer, folder: Path) -> None:
    page, text_editor = writing(officer), editor(officer)
    text_editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(text_editor, Qt.Key.Key_Return)
    officer.type("How it is done")
    page.give("heading_1")
    QTest.keyClick(text_editor, Qt.Key.Key_Return)
    officer.type("Two people pour, never one.")
    QTest.keyClick(text_editor, Qt.Key.Key_Return)
    paste(officer, WORD)
    text_editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(text_editor, Qt.Key.Key_Return)
    put_in_a_table(officer)
    text_editor.moveCursor(QTextCursor.MoveOperation.End)
    shot = folder / "ladle.jpg"
    shot.write_bytes(photo())
    page.pasting.pictures([shot])
    officer.settle()
    blocks = text(officer)
    assert {Table, Picture, Heading, Paragraph} <= {type(b) for b in blocks}
    assert [len(b.rows) for b in blocks if isinstance(b, Table)][-2:] == [2, 3]
    QTest.keyClick(text_editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not any(isinstance(b, Picture) for b in text(officer)), "undo"
    QTest.keyClick(text_editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    replace_all(officer, "ladle", "pouring ladle")
    officer.wait(lambda: page.state.text().startswith("Saved"))
    officer.settle()
    officer.look("62 written")
    kept = text_of(officer.space.written.tree(newest(officer)).blocks)
    for words in ("Two people pour", "Dry the pouring ladle.", "1,380 °C", "Weigh the charge"):
        assert words in kept
    page.back.click()
    officer.settle()
    assert document(officer).revisions[0].content == Content.WRITTEN
    officer.look("63 written record")


def put_in_a_table(officer: Officer) -> None:
    writing(officer).give("table")
    dialog = officer.dialog("Table")
    officer.press("Put it in", dialog)
    for words in ("What", "Who", "Where it is kept", "Weigh the charge", "Melter", "F-01"):
        officer.type(words)
        QTest.keyClick(editor(officer), Qt.Key.Key_Tab)
    officer.settle()


def paste(officer: Officer, html: str) -> None:
    mime = QMimeData()
    mime.setHtml(html)
    QApplication.clipboard().setMimeData(mime)
    QTest.keyClick(editor(officer), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    officer.settle()


def replace_all(officer: Officer, old: str, new: str) -> None:
    page = writing(officer)
    QTest.keyClick(editor(officer), Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    officer.settle()
    page.find_bar.wanted.selectAll()
    officer.type(old)
    page.find_bar.words.setFocus()
    officer.type(new)
    officer.look("64 find and replace")
    officer.wait(lambda: "of" in page.find_bar.count.text())
    officer.look("64 find and replace")
    officer.press("Replace all")
    QTest.keyClick(page.find_bar.words, Qt.Key.Key_Escape)
    officer.settle()


def complete_and_issue(officer: Officer, label: str) -> None:
    record = officer.page.record
    officer.sub_tab("Details")
    if label == "1":
        officer.fill("Reviewer", "Tom Hale", record)
        officer.fill("Approver", "Marta Lind", record)
        officer.fill("Review every, months", "12", record)
        name_the_readers(officer)
    else:
        officer.fill("What changed", "The ladle is dried for longer", record)
    officer.press("Submit for review")
    officer.press("Sign and submit", officer.dialog("Submit"))
    officer.press("Sign as reviewed")
    officer.press("Sign as reviewed", officer.dialog("as reviewed"))
    officer.press("Approve")
    officer.press("Approve", officer.dialog("Approve"))
    officer.press("Issue")
    dialog = officer.dialog("Issue")
    officer.look(f"65 issue {label}")
    officer.press("Issue", dialog)
    shown = document(officer)
    assert shown.in_force is not None and shown.in_force.label == label
    assert shown.in_force.pages >= 1


def name_the_readers(officer: Officer) -> None:
    officer.sub_tab("Reading")
    officer.press("Readers")
    dialog = officer.dialog("Who reads")
    people = dialog.findChild(QListWidget)
    assert people is not None
    for at in range(people.count()):
        item = people.item(at)
        if any(name in item.text() for name in MELTERS):
            people.setCurrentItem(item)
            QTest.keyClick(people, Qt.Key.Key_Space)
    officer.look("66 readers")
    officer.press("Save the readers", dialog)
    officer.sub_tab("Details")


def revise(officer: Officer) -> None:
    officer.press("New revision")
    record = officer.page.record
    officer.press("Write", record)
    page, text_editor = writing(officer), editor(officer)
    assert "Two people pour" in text_of(text(officer)), "the text of the revision before"
    cursor = text_editor.document().find("Ten minutes")
    assert not cursor.isNull()
    text_editor.setTextCursor(cursor)
    officer.type("Twenty minutes")
    officer.wait(lambda: page.state.text().startswith("Saved"))
    page.back.click()
    officer.settle()


def compare_and_print(officer: Officer, cups: PrinterQueue) -> None:
    officer.take("Record", "Compare revisions…")
    dialog = officer.dialog("Compare revisions")
    assert isinstance(dialog, CompareDialog)
    officer.wait(lambda: dialog.compared is not None)
    assert dialog.compared is not None and dialog.compared.count >= 1
    officer.look("67 compare")
    officer.press("Change sheet", dialog)
    sheet = print_it(officer, cups)
    assert "Ten" in sheet and "Twenty" in sheet and "The ladle is dried for longer" in sheet
    officer.press("Close", officer.dialog("Compare revisions"))


def print_it(officer: Officer, cups: PrinterQueue) -> str:
    dialog = officer.dialog()
    officer.pick("Print to", "TestPDF", dialog)
    officer.press("Print", dialog)
    (paper,) = cups.papers()
    cups.clear()
    officer.press("Close", officer.dialog())
    return " ".join(printed_text(paper.pdf).split())


def collect_eight_signatures(officer: Officer, cups: PrinterQueue) -> None:
    officer.sub_tab("Reading")
    officer.look("68 reading")
    tab = officer.page.record.reading
    officer.take_from(tab.sheet.menu(), "Print the sign sheet")
    sheet = print_it(officer, cups)
    assert all(name in sheet for name in MELTERS) and "revision 2" in sheet
    officer.take_from(tab.sheet.menu(), "Key in a signed sheet")
    dialog = officer.dialog("Key in")
    assert isinstance(dialog, KeyInDialog)
    dialog.table.setFocus()
    for n in range(1, 9):
        QTest.keyClicks(dialog.table, str(n))
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    officer.look("69 keyed in")
    officer.press("Save the rows", dialog)
    acks = officer.space.reading.of_revision(document(officer).in_force_id or 0)
    assert len(acks) == 8 and all(a.done_on and a.how == "paper" for a in acks)
    officer.look("70 all have read")


def review_still_valid(officer: Officer) -> None:
    officer.press("Review")
    dialog = officer.dialog("Review")
    officer.fill("What was looked at", "The cards of the year", dialog)
    officer.look("71 review")
    officer.press("Sign the review", dialog)
    shown = document(officer)
    assert shown.state == State.EFFECTIVE and shown.newest is not None
    assert shown.newest.label == "2", "no new revision"
    officer.sub_tab("Details")
    officer.look("72 reviewed")


def withdraw(officer: Officer) -> None:
    officer.press("Withdraw")
    dialog = officer.dialog("Withdraw")
    officer.fill("Why it is withdrawn", "Pouring is bought in", dialog)
    officer.press("Withdraw", dialog)
    assert document(officer).state == State.WITHDRAWN


def see_its_retention(officer: Officer) -> None:
    officer.sub_tab("Details")
    officer.look("73 withdrawn")
    words = officer.reads(officer.page.record)
    assert "Keep at least until" in words, words


def the_file_is_whole(officer: Officer) -> None:
    officer.take("File", "Verify this file")
    officer.dialog("Verify")
    assert officer.answer().startswith("The file is whole."), officer.answer()
    officer.press("Close")


def writing(officer: Officer) -> WritingPage:
    page = officer.page.writing.page
    assert isinstance(page, WritingPage) and page.isVisible()
    return page


def editor(officer: Officer) -> TextEditor:
    return writing(officer).editor


def text(officer: Officer) -> tuple[Block, ...]:
    return tuple(editor(officer).blocks())


def document(officer: Officer) -> DocumentValue:
    shown = officer.page.document()
    assert shown is not None
    return officer.space.documents.get(shown.id)


def newest(officer: Officer) -> int:
    found = document(officer).newest
    assert found is not None
    return found.id
