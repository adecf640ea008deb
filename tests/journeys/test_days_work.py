"""A day at the sample company: what Today leads to, and what an officer does from there."""

import re
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from isodesk.documents.values import CopyState, State
from isodesk.ui.printer import SAVE_AS_PDF, PrintDialog
from isodesk.ui.today_page import TodayPage
from isodesk.ui.walk_dialog import WalkDialog
from tests.journeys.officer import Officer, click_row
from tests.printer_queue import PrinterQueue
from tests.stamp_judge import text_of

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
CTRL = Qt.KeyboardModifier.ControlModifier


def test_today_leads_to_the_recall_the_print_and_what_waits(
    sample: Officer, cups: PrinterQueue
) -> None:
    recall, waiting = sample.space.glance().to_recall[0], sample.space.glance().waiting[0]
    sample.look("30 today of the sample")
    sample.follow(f"{recall.number} r{recall.label}")
    assert shown_number(sample) == recall.number
    assert sample.page.record.copies.isVisible()
    sample.turn_to("Today")
    sample.follow(f"{waiting.number} r{waiting.label}")
    assert shown_number(sample) == waiting.number
    assert sample.page.record.details.isVisible()
    sample.turn_to("Today")
    to_print = [paper.copy_id for paper in sample.space.glance().to_print]
    assert to_print, "the sample has something to print"
    sample.press("To print: Print")
    sample.pick("Print to", "TestPDF")
    sample.press("Print", sample.dialog())
    assert len(cups.papers()) == len(to_print)
    sample.press("Yes, it is here")
    assert {c.state for c in sample.space.copies.by_ids(to_print)} == {CopyState.OUT}
    assert sample.window.current_page() == "today" and not sample.space.glance().to_print


def test_a_row_of_today_opens_what_is_due(sample: Officer) -> None:
    today = sample.office.pages.today()
    assert isinstance(today, TodayPage)
    item = next(each for each in today.glance.due if each.kind == "document")
    click_row(today.list, item.number)
    sample.settle()
    assert shown_number(sample) == item.number


def test_anything_is_found_by_keyboard_alone(sample: Officer) -> None:
    wanted = sample.space.lists.documents().page(None, 5).rows[3]
    sample.key(Qt.Key.Key_K, CTRL)
    assert sample.window.search.line.hasFocus()
    sample.type(str(wanted.values[0]))
    sample.wait(sample.office.found.isVisible)
    assert sample.office.found.results.rowCount() > 0
    sample.look("31 search")
    sample.key(Qt.Key.Key_Return)
    assert shown_number(sample) == wanted.values[0]
    sample.key(Qt.Key.Key_K, CTRL)
    sample.window.search.line.selectAll()
    sample.type("zzqqxx")
    sample.wait(lambda: "Nothing found" in sample.office.found.count.text())
    sample.key(Qt.Key.Key_Escape)
    assert not sample.office.found.isVisible()


def test_a_field_is_put_back_from_the_history(sample: Officer) -> None:
    number = in_force(sample)
    sample.open_row(number)
    record = sample.page.record
    before = sample.field("Department", record).value()
    sample.fill("Department", "Somewhere else", record)
    sample.fill("Process", "Another process", record)
    title = sample.field("Title", record)
    assert title.line.isReadOnly() and "Begin a new revision" in title.toolTip()
    sample.sub_tab("History")
    click_row(record.history.list, "Somewhere else")
    sample.settle()
    sample.look("32 history")
    sample.press("Put back", record)
    document = sample.page.document()
    assert document is not None
    assert (document.department, document.process) == (before, "Another process")


def test_an_uncontrolled_print_is_logged_and_valid_for_its_day(
    sample: Officer, tmp_path: Path
) -> None:
    sample.open_row(in_force(sample))
    sample.take_from(sample.page.record.more, "uncontrolled")
    sample.press("Print", sample.dialog("uncontrolled"))
    assert sample.field("What it is for").problem(), "it needs its purpose"
    sample.fill("What it is for", "Training of the night shift")
    sample.press("Print", sample.dialog("uncontrolled"))
    dialog = sample.dialog()
    assert isinstance(dialog, PrintDialog) and dialog.way.value() == SAVE_AS_PDF
    sample.fill("Save as", str(tmp_path / "training.pdf"))
    sample.press("Save", dialog)
    sample.press("Close", dialog)
    text = text_of((tmp_path / "training.pdf").read_bytes())
    assert "UNCONTROLLED" in text
    code = CODE.search(text)
    assert code is not None
    sample.take("Tools", "Is this paper current?")
    assert "Yes, today." in sample.check(code[0])
    tomorrow(sample)
    assert "No longer valid." in sample.check(code[0])
    sample.press("Close")


def test_a_walk_is_keyed_in(sample: Officer) -> None:
    sample.press("To recall: Walk sheet")
    dialog = sample.dialog("Walk round the copies")
    assert isinstance(dialog, WalkDialog)
    copies = [line.copy for line in dialog.model.lines]
    for letter in (Qt.Key.Key_F, Qt.Key.Key_M, Qt.Key.Key_F):
        QTest.keyClick(dialog.table, letter)
    sample.fill("Extra paper: check code or document number", in_force(sample))
    sample.fill("Found at", "Canteen")
    sample.press("Add", dialog)
    sample.look("33 walk")
    assert "4 of" in dialog.hint.text()
    sample.press("Save the walk", dialog)
    assert QApplication.activeModalWidget() is None
    kept = sample.space.copies.by_ids([c.id for c in copies[:3] if c])
    assert sorted(c.found.split(" ")[0] for c in kept) == ["missing", "revision", "revision"]


def shown_number(officer: Officer) -> str:
    document = officer.page.document()
    assert document is not None and officer.window.current_page() == "documents"
    return document.number


def in_force(officer: Officer) -> str:
    """The number of a document that is in force."""
    for row in officer.space.lists.documents().page(None, 100).rows:
        document = officer.space.documents.get(row.id)
        if document.state == State.EFFECTIVE and document.newest and document.newest.pages:
            return document.number
    raise AssertionError("nothing is in force")


def tomorrow(officer: Officer) -> None:
    """The night passes."""
    today = officer.space.desk.clock
    officer.space.desk.clock = lambda: today() + timedelta(days=1)
