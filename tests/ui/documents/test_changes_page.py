"""The Change requests page: made, touched, decided, done by itself; found, printed, exported."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from isodesk.documents.care_values import ChangeState, ChangeValue, NewChange
from isodesk.ui.changes.decide_dialog import DecideDialog
from isodesk.ui.changes.new_dialog import NewChangeDialog
from isodesk.ui.changes.page import ChangesPage
from isodesk.ui.changes.pick_dialog import PickDialog
from isodesk.ui.documents.reason_dialog import ReasonDialog
from isodesk.ui.list_out import table_of, write_list
from isodesk.ui.printer import PrintDialog
from tests.journeys.officer import click_row
from tests.printing.reading import text_of
from tests.ui.documents.conftest import Desk


class Changes:
    """The page beside the Documents page of a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.page = ChangesPage(desk.space, desk.jobs)
        self.page.status.connect(desk.said.append)
        self.page.resize(1280, 700)
        self.page.show()
        desk.settle()

    def dialog(self, kind: type[QWidget] = QDialog) -> Any:
        self.desk.settle()
        return next(d for d in self.page.findChildren(kind) if d.isVisible())

    def made(self, title: str, *touched: str) -> int:
        ids = tuple(self.desk.id_of(name) for name in touched)
        made = self.desk.space.changes.new(NewChange(title, "Cold runs", touches=ids))
        self.desk.settle()
        return made

    def printed(self, start: Callable[[], object], target: Path) -> str:
        """Save a print as a PDF through its dialog; answers its words."""
        start()
        dialog = self.dialog(PrintDialog)
        dialog.target.put(str(target))
        dialog.go.click()
        self.desk.settle()
        dialog.close()
        self.desk.settle()
        return text_of(target.read_bytes())

    def shown(self) -> ChangeValue:
        self.desk.settle()
        change = self.page.record.change()
        assert change is not None
        return change

    def numbers(self) -> list[object]:
        model = self.page.list.model
        rows = [model.entry(at) for at in range(model.rowCount())]
        return [row.values[0] for row in rows if row is not None]


@pytest.fixture
def changes(desk: Desk) -> Iterator[Changes]:
    made = Changes(desk)
    yield made
    made.page.close()
    made.page.deleteLater()
    QApplication.sendPostedEvents(made.page, QEvent.Type.DeferredDelete.value)


def test_the_first_request_leads_from_the_empty_page_to_its_record(changes: Changes) -> None:
    page, desk = changes.page, changes.desk
    assert page.empty is not None and page.empty.isVisible()
    page.new_record((desk.id_of("Sand test sheet"),), "QP-03 Sand test sheet")
    dialog = changes.dialog(NewChangeDialog)
    dialog.step.click()
    desk.settle()
    assert dialog.title.problem() and dialog.reason.problem()
    dialog.title.line.setText("Hotter iron")
    dialog.reason.text.setPlainText("Cold runs")
    dialog.step.click()
    change = changes.shown()
    assert change.title == "Hotter iron" and change.asked_by == "Anna Reyes"
    assert [t.title for t in change.touches] == ["Sand test sheet"]
    assert page.list.isVisible() and page.list.count.text() == "1 of 1"


def test_documents_are_added_several_at_once_and_say_what_changes(changes: Changes) -> None:
    changes.page.open_record(changes.made("Hotter iron"))
    changes.shown()
    form = changes.page.record
    assert form.head.steps["accept"].toolTip() == "Name the documents it touches first."
    form.touches.head.link.click()
    dialog = changes.dialog(PickDialog)
    dialog.words.line.setText("sand")
    changes.desk.bot.waitUntil(lambda: dialog.model.rowCount() == 2)
    dialog.list.selectAll()
    assert dialog.count.text() == "2 of 2 chosen"
    dialog.step.click()
    assert len(changes.shown().touches) == 2
    form.touches.list.selectRow(0)
    form.touches.bar.buttons[2].click()
    reason = changes.dialog(ReasonDialog)
    reason.reason.text.setPlainText("The ratio of clay")
    reason.step.click()
    assert changes.shown().touches[0].what == "The ratio of clay"
    assert form.head.steps["accept"].isEnabled()


def test_accepted_its_revision_begins_from_here_and_it_is_done_by_itself(changes: Changes) -> None:
    desk, form = changes.desk, changes.page.record
    request = changes.made("Hotter iron", "Sand test sheet")
    changes.page.open_record(request)
    changes.shown()
    form.touches.list.selectRow(0)
    assert not form.touches.bar.buttons[1].isEnabled()
    assert "Accept the request first" in form.touches.bar.buttons[1].toolTip()
    form.take_step("accept")
    dialog = changes.dialog(DecideDialog)
    dialog.note.text.setPlainText("Before the winter")
    dialog.step.click()
    assert changes.shown().state == ChangeState.ACCEPTED
    assert form.decided.isVisible() and "Accepted by Anna Reyes" in form.decided.text()
    form.touches.list.selectRow(0)
    opened: list[tuple[int, str]] = []
    changes.page.record_requested.connect(lambda i, kind: opened.append((i, kind)))
    form.touches.bar.buttons[1].click()
    desk.settle()
    sheet = desk.id_of("Sand test sheet")
    assert opened == [(sheet, "document")]
    newest = desk.space.documents.get(sheet).newest
    assert newest is not None and newest.reason == "CR-2026-001: Hotter iron"
    source = desk.space.path.with_name("again.md")
    source.write_text("# Sand test sheet\n\nHotter.\n", encoding="utf-8")
    desk.space.documents.change_draft(newest.id, summary="Hotter")
    desk.space.contents.set(newest.id, desk.space.contents.take(source))
    desk.space.approval.submit(newest.id)
    desk.space.approval.review(newest.id, desk.person("Anna Reyes"))
    desk.space.approval.approve(newest.id, desk.person("Marta Lind"))
    plan = desk.space.issuing.plan(newest.id)
    desk.space.issuing.issue(plan, desk.person("Anna Reyes"))
    change = changes.shown()
    assert change.state == ChangeState.DONE and change.steps == ()
    assert form.touches.head.note.text() == "1 of 1 done"
    assert form.fields["title"].editor.isReadOnly()  # type: ignore[attr-defined]


def test_a_rejection_needs_its_reason_and_a_void_one_too(changes: Changes) -> None:
    changes.page.open_record(changes.made("Hotter iron", "Sand moulding"))
    changes.shown()
    changes.page.record.take_step("reject")
    dialog = changes.dialog(DecideDialog)
    dialog.step.click()
    changes.desk.settle()
    assert dialog.note.problem() == "Say why; whoever asked reads it."
    dialog.note.text.setPlainText("The card says so")
    dialog.step.click()
    assert changes.shown().state == ChangeState.REJECTED
    changes.page.open_record(changes.made("Colder iron"))
    changes.shown()
    changes.page.record.take_step("void")
    reason = changes.dialog(ReasonDialog)
    reason.reason.text.setPlainText("Thought better of it")
    reason.step.click()
    assert changes.shown().state == ChangeState.VOID


def test_a_field_is_saved_as_it_is_left_and_undone(changes: Changes) -> None:
    changes.page.open_record(changes.made("Hotter iron"))
    changes.shown()
    field = changes.page.record.fields["source"]
    field.put("NC-2026-014")
    field.commit()
    assert changes.shown().source == "NC-2026-014"
    changes.page.undo()
    assert changes.shown().source == ""
    title = changes.page.record.fields["title"]
    title.put("")
    title.commit()
    changes.desk.settle()
    assert title.problem() == "Say in a few words what is asked for."


def test_the_list_is_filtered_counted_and_remembered(changes: Changes) -> None:
    changes.made("Hotter iron", "Sand moulding")
    second = changes.made("Another ladle")
    changes.desk.space.changes.void(second, "Not needed")
    changes.desk.settle()
    pane = changes.page.list
    assert pane.count.text() == "2 of 2"
    pane.chips["open"].click()
    assert changes.numbers() == ["CR-2026-001"] and pane.count.text() == "1 of 2"
    kept = changes.page.layout_now()
    pane.show_everything()
    changes.desk.bot.keyClicks(pane.filter.line, "ladle")
    changes.desk.bot.waitUntil(lambda: changes.numbers() == ["CR-2026-002"])
    changes.page.restore_layout(kept)
    assert changes.numbers() == ["CR-2026-001"] and pane.chips["open"].isChecked()


def test_the_list_leaves_as_a_table_with_words(changes: Changes, tmp_path: Path) -> None:
    changes.made("Hotter iron", "Sand moulding", "Sand test sheet")
    page, desk = changes.page, changes.desk
    table = table_of(page.list.model.rows, ("number", "state", "done"))
    assert table.rows == (("CR-2026-001", "Asked for", "0/2"),)
    write_list(page.tools, page, "change requests", page.list.model.rows, (), tmp_path / "c.csv")
    desk.settle()
    text = (tmp_path / "c.csv").read_text(encoding="utf-8-sig")
    assert "QP-02, QP-03" in text and "Prompted by" in text
    assert desk.said[-1] == "1 change requests written to c.csv."


def test_list_and_request_print(changes: Changes, tmp_path: Path) -> None:
    changes.page.open_record(changes.made("Hotter iron", "Sand moulding"))
    changes.shown()
    listed = changes.printed(changes.page.print_list, tmp_path / "list.pdf")
    assert "1 change requests" in listed and "CR-2026-001" in listed
    request = changes.printed(
        changes.page.record.menu.actions()[0].trigger, tmp_path / "request.pdf"
    )
    assert "Change request" in request and "Sand moulding" in request and "Cold runs" in request
    assert "Accepted or rejected, why" in request


def test_narrow_shows_one_pane_with_a_way_back(changes: Changes) -> None:
    page = changes.page
    request = changes.made("Hotter iron")
    page.resize(620, 700)
    changes.desk.settle()
    page.open_record(request)
    changes.shown()
    assert page.record.isVisible() and not page.list.isVisible()
    assert page.record.head.link.text() == "Change requests, 1 of 1"
    assert page.minimumSizeHint().width() <= 620
    changes.desk.bot.mouseClick(page.record.head.link, Qt.MouseButton.LeftButton)
    assert page.list.isVisible() and not page.record.isVisible()


def test_a_document_shows_the_requests_that_touch_it_and_opens_them(changes: Changes) -> None:
    desk = changes.desk
    request = changes.made("Hotter iron", "Sand moulding")
    desk.open("Sand moulding", "links")
    tab = desk.page.record.links
    (link,) = [k for k in desk.page.record.facts().links if k.kind == "change_request"]  # type: ignore[union-attr]
    assert (link.number, link.words) == ("CR-2026-001", "Changed by request")
    click_row(tab.list, "CR-2026-001")
    assert not tab.bar.buttons[1].isEnabled()
    opened: list[tuple[int, str]] = []
    desk.page.record_requested.connect(lambda i, kind: opened.append((i, kind)))
    tab.bar.buttons[0].click()
    assert opened == [(request, "change_request")]
