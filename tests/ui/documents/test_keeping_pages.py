"""The pages Reading, Filled forms, Retention and Map, as the officer uses them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from isodesk.documents.filled import FormState
from isodesk.documents.retention import RuleValue, Trigger
from isodesk.store.verify import verify
from isodesk.ui.keeping.blanks_dialog import BlanksDialog
from isodesk.ui.keeping.bring_back_dialog import BringBackDialog
from isodesk.ui.keeping.disposal_dialog import DisposalDialog
from isodesk.ui.keeping.filled_page import FilledPage
from isodesk.ui.keeping.hold_dialog import HoldDialog, LiftDialog
from isodesk.ui.keeping.key_in_dialog import KeyInDialog
from isodesk.ui.keeping.map_page import MapPage
from isodesk.ui.keeping.pages import keeping_page
from isodesk.ui.keeping.reading_page import ReadingPage
from isodesk.ui.keeping.retention_page import RetentionPage
from isodesk.ui.keeping.rules_dialog import RulesDialog
from isodesk.ui.keeping.sign_read_dialog import SignReadDialog
from tests.printing.reading import picture
from tests.ui.documents.conftest import Desk

Open = Callable[[str], Any]


@pytest.fixture
def open_page(desk: Desk, qtbot: QtBot) -> Iterator[Open]:
    """A page of keeping beside the documents, over the same file."""

    def build(key: str) -> Any:
        page = keeping_page(key, desk.space, desk.jobs)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.status.connect(desk.said.append)
        page.show()
        desk.settle()
        return page

    yield build
    desk.settle()


def dialog(desk: Desk, over: QWidget, kind: type[QDialog]) -> Any:
    desk.settle()
    return next(d for d in over.findChildren(kind) if d.isVisible())


def asked(desk: Desk, *names: str) -> int:
    document = desk.id_of("Melting and pouring")
    desk.space.reading.set_readers(document, [desk.person(name) for name in names])
    desk.settle()
    return document


def test_readers_are_named_and_sign_on_the_record(desk: Desk) -> None:
    from isodesk.ui.documents.readers_dialog import ReadersDialog

    desk.open("Melting and pouring", "reading")
    tab = desk.page.record.reading
    tab.readers.click()
    readers = dialog(desk, desk.page, ReadersDialog)
    readers.tick(desk.person("Tom Hale"))
    readers.tick(desk.person("Anna Reyes"))
    readers.days.set_value("none")
    readers.step.click()
    assert "as a number" in readers.days.problem()
    readers.days.set_value("10")
    readers.step.click()
    desk.settle()
    assert tab.words.text() == "Read by Anna Reyes, Tom Hale."
    assert desk.page.record.tabs.tabText(2) == "Reading  2"
    tab.list.selectAll()
    tab.bar.buttons[0].click()
    signing = dialog(desk, desk.page, SignReadDialog)
    signing.step.click()
    desk.settle()
    acks = desk.space.reading.of_document(desk.id_of("Melting and pouring"))
    assert [a.how for a in acks] == ["screen", "screen"] and "2 readings are signed." in desk.said
    assert not tab.bar.isVisible()


def test_a_sheet_is_keyed_in_by_numbers_and_enter(desk: Desk) -> None:
    document = asked(desk, "Tom Hale", "Anna Reyes", "Marta Lind")
    desk.open("Melting and pouring", "reading")
    desk.page.record.reading.key_in()
    keying = dialog(desk, desk.page, KeyInDialog)
    table = keying.table
    assert not keying.go.isEnabled()
    keying.day.set_value(desk.space.desk.today())
    QTest.keyClick(table, Qt.Key.Key_3)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert [line.on is not None for line in keying.model.lines] == [False, False, True]
    QTest.keyClick(table, Qt.Key.Key_1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert table.currentIndex().row() == 1  # on to the next open one
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert keying.model.lines[1].on is None
    assert keying.hint.text() == "2 of 3 rows keyed in."
    keying.go.click()
    desk.settle()
    acks = desk.space.reading.of_document(document)
    assert [(a.row, a.how) for a in acks] == [(1, "paper"), (2, ""), (3, "paper")]


def test_a_day_is_repeated_from_the_row_above_or_typed(desk: Desk) -> None:
    asked(desk, "Tom Hale", "Anna Reyes", "Marta Lind")
    desk.open("Melting and pouring", "reading")
    desk.page.record.reading.key_in()
    keying = dialog(desk, desk.page, KeyInDialog)
    model, today = keying.model, desk.space.desk.today()
    earlier = today.replace(day=today.day - 1)
    model.setData(model.index(0, 4), earlier.isoformat())
    assert model.lines[0].on == earlier
    keying.table.setCurrentIndex(model.index(1, 1))
    QTest.keyClick(keying.table, Qt.Key.Key_Return)
    assert model.lines[1].on == earlier
    assert not model.setData(model.index(2, 4), "soon")
    assert "“soon” is no day." in keying.banner.words()
    keying.reject()


def test_the_reading_page_lists_filters_and_signs(desk: Desk, open_page: Open) -> None:
    asked(desk, "Tom Hale", "Anna Reyes")
    page: ReadingPage = open_page("reading")
    pane = page.list
    assert pane.count.text() == "2 of 2"
    pane.filter.line.setText("tom")
    desk.bot.waitUntil(lambda: pane.count.text() == "1 of 2")
    pane.filter.line.clear()
    pane.chips["mine"].setChecked(True)
    desk.bot.waitUntil(lambda: pane.count.text() == "1 of 2")
    pane.list.selectAll()
    page.bar.buttons[0].click()
    dialog(desk, page, SignReadDialog).step.click()
    desk.settle()
    pane.chips["mine"].setChecked(False)
    pane.chips["open"].setChecked(True)
    desk.bot.waitUntil(lambda: pane.count.text() == "1 of 2")
    opened: list[tuple[int, str]] = []
    page.record_requested.connect(lambda record, kind: opened.append((record, kind)))
    pane.list.selectAll()
    page.bar.buttons[4].click()
    desk.settle()
    assert opened == [(desk.id_of("Melting and pouring"), "reading")]


def test_blanks_go_out_and_a_dropped_scan_comes_back(
    desk: Desk, open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[Any] = []
    monkeypatch.setattr(
        "isodesk.ui.keeping.form_steps.print_sheets", lambda *given: printed.append(given[-1])
    )
    sheet = desk.id_of("Sand test sheet")
    form = next(t.id for t in desk.space.companies.types() if t.key == "form")
    desk.space.documents.change(sheet, type_id=form)
    page: FilledPage = open_page("forms")
    assert page.empty is not None and page.empty.isVisible()
    page.steps.print_blanks()
    blanks = dialog(desk, page, BlanksDialog)
    blanks.count.set_value("many")
    blanks.step.click()
    assert "as a number" in blanks.count.problem()
    blanks.count.set_value("2")
    blanks.given.set_value("Laboratory")
    blanks.step.click()
    desk.settle()
    desk.bot.waitUntil(lambda: page.list.count.text() == "2 of 2")
    ((made,),) = printed
    scan = tmp_path / "scan.png"
    picture(made.pdf, 1, 150).save(scan)
    page.steps.bring_back(scan)
    back = dialog(desk, page, BringBackDialog)
    desk.bot.waitUntil(lambda: back.scan.value() == "scan.png")
    number = back.number.value()
    assert number.endswith("-0002") and "given to Laboratory" in back.said.text()
    back.number.set_value("QP-1")
    back.step.click()
    desk.settle()
    assert "No blank has this number" in back.number.problem()
    back.number.set_value(number)
    back.hand.set_value("Ida Berg")
    back.step.click()
    desk.settle()
    states = {v.number: v.state for v in desk.space.forms.of_document(sheet)}
    assert states[number] == FormState.FILED
    filed = desk.space.forms.by_number(number)
    assert filed is not None
    page.show_form(filed)
    desk.bot.waitUntil(page.preview.isVisible)
    page.list.list.choose(next(v.id for v in desk.space.forms.of_document(sheet) if v.n == 1))
    desk.settle()
    assert "has not come back yet" in page.said.text()


def test_retention_is_reviewed_and_disposed_of(
    desk: Desk, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    monkeypatch.setattr(
        "isodesk.ui.keeping.retention_page.print_made",
        lambda tools, over, title, name, make: printed.append(title),
    )
    page: RetentionPage = open_page("retention")
    assert page.list.count.text() == "1 of 1"
    page.review_due()
    assert desk.said[-1] == "Nothing is due for review."
    desk.space.retention.save_rule(RuleValue(0, "At once", 0, Trigger.SUPERSEDED))
    rule = next(r.id for r in desk.space.retention.rules() if r.name == "At once")
    desk.space.retention.set_rule(desk.id_of("Melting and pouring"), rule)
    desk.settle()
    page.review_due()
    disposal = dialog(desk, page, DisposalDialog)
    disposal.step.click()
    assert "Name who approved" in disposal.approved.problem() or desk.settle() is None
    desk.settle()
    assert "Name who approved" in disposal.approved.problem()
    disposal.approved.set_value(desk.person("Marta Lind"))
    disposal.step.click()
    desk.settle()
    assert printed == ["Disposal certificate"]
    page.list.list.selectAll()
    assert page.chosen_states() == ["disposed"]
    assert [b.isEnabled() for b in page.bar.buttons] == [False, False, True, True]
    assert verify(desk.space.path, remembered=False).whole


def test_rules_are_edited_and_say_what_they_mean(desk: Desk, open_page: Open) -> None:
    page: RetentionPage = open_page("retention")
    page.change_rules()
    rules = dialog(desk, page, RulesDialog)
    desk.settle()
    assert rules.list.model().rowCount() == 7
    rules.fields["months"].set_value("36")
    rules.fields["months"].editor.setText("x")
    rules.save()
    desk.settle()
    assert "Between 0 and 1200 months" in rules.fields["months"].problem()
    rules.ticks["for_ever"].click()
    desk.settle()
    first = next(r for r in desk.space.retention.rules() if r.name == "Controlled documents")
    assert first.months is None
    counted = rules.fields["counted_from"]
    counted.combo.setCurrentIndex(counted.combo.findData("withdrawn"))
    counted.commit()
    desk.settle()
    first = next(r for r in desk.space.retention.rules() if r.name == "Controlled documents")
    assert first.counted_from == Trigger.WITHDRAWN
    rules.reject()


def test_a_hold_is_put_and_lifted_on_the_record(desk: Desk) -> None:
    desk.open("Melting and pouring")
    dates = desk.page.record.details.dates
    assert dates.keep.text() != "" and dates.valid.text() == "no end named"
    dates.hold.click()
    hold = dialog(desk, desk.page, HoldDialog)
    hold.step.click()
    desk.settle()
    assert "Say why it must be kept" in hold.reason.problem()
    hold.reason.set_value("Claim of a customer")
    hold.step.click()
    desk.settle()
    assert "On hold" in dates.held.words() and not dates.hold.isVisible()
    dates.held.pressed.emit()
    lift = dialog(desk, desk.page, LiftDialog)
    lift.reason.set_value("Settled")
    lift.step.click()
    desk.settle()
    assert not dates.held.isVisible()


def test_the_map_is_walked_by_keys_and_opens_documents(desk: Desk, open_page: Open) -> None:
    melting, sheet = desk.id_of("Melting and pouring"), desk.id_of("Sand test sheet")
    form = next(t.id for t in desk.space.companies.types() if t.key == "form")
    desk.space.documents.change(sheet, type_id=form, process="Foundry")
    desk.space.documents.change(melting, process="Foundry")
    desk.space.links.link(sheet, melting, "form_of")
    page: MapPage = open_page("map")
    assert page.count.text() == "4 of 4"
    assert page.model.place_of(melting) == (1, 1) and page.model.place_of(sheet) == (1, 3)
    assert "Without links:" in page.alone.text() and "Spill response" in page.alone.text()
    opened: list[int] = []
    page.record_requested.connect(lambda record, kind: opened.append(record))
    page.view.first()
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert opened == [sheet]
    words = page.model.data(page.model.index(1, 1))
    assert "Melting and pouring. Effective" in words
    page.show_process("Foundry")
    desk.settle()
    assert page.count.text() == "2 of 4"
    assert [row[2] for row in page.as_table().rows] == ["QP-01", "QP-03"]
    page.restore_layout({"process": ""})
    desk.settle()
    assert page.count.text() == "2 of 4" and page.layout_now() == {"process": ""}
