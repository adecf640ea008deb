"""The parts of a record: lines, links, files, history, hints; and beginning a register."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from isodesk.core.kinds import Choice
from isodesk.ui.documents.link_dialog import LinkDialog
from isodesk.ui.pick_fields import Named
from isodesk.ui.registers.set_dialog import SetDialog
from tests.ui.registers.conftest import Page

Make = Callable[..., Page]


def a_supplier(shown: Page, title: str = "Aldgate Seals") -> int:
    return int(shown.space.entries.new("supplier", {"title": title}))


def lines_tab(shown: Page, key: str) -> Any:
    shown.record.show_tab(key)
    shown.settle()
    return shown.record._parts()[key]


def test_lines_are_typed_straight_down(page: Make) -> None:
    shown = page()
    complaint = shown.space.entries.new("complaint", {"title": "Seal leaks"})
    shown.open(complaint, "complaint")
    key = shown.page.register.lines[0].key
    tab = lines_tab(shown, key)
    at = next(n for n, f in enumerate(tab.model.fields) if f.typed and f.kind.key == "note")
    tab.table.setFocus()
    for words in ("Rang back", "Sent a new seal"):
        tab.table.setCurrentIndex(tab.model.index(len(tab.model.rows), at))
        QTest.keyClicks(tab.table, words[0])
        editor = tab.table.viewport().findChild(type(shown.field("title").line))
        QTest.keyClicks(editor, words[1:])
        QTest.keyClick(editor, Qt.Key.Key_Return)
        shown.settle()
    kept = shown.space.entries.get(complaint).lines[key]
    field = tab.model.fields[at].key
    assert [line.values[field] for line in kept] == ["Rang back", "Sent a new seal"]
    assert tab.table.currentIndex().row() == 2  # the row for a new one
    assert shown.record.tabs.tabText(1).endswith("2")


def test_a_cell_that_cannot_be_read_stays_and_says_why(page: Make) -> None:
    shown = page()
    complaint = shown.space.entries.new("complaint", {"title": "Seal leaks"})
    shown.open(complaint, "complaint")
    key = shown.page.register.lines[0].key
    tab = lines_tab(shown, key)
    at = next(n for n, f in enumerate(tab.model.fields) if f.kind.key in ("day", "moment"))
    tab.model.setData(tab.model.index(0, at), "someday")
    shown.settle()
    assert "someday" in tab.model.wrong(0, at)
    assert tab.words.property("tone") == "danger"
    assert shown.space.entries.get(complaint).lines[key] == ()


def test_rows_of_a_spreadsheet_are_pasted_and_taken_back_at_once(page: Make) -> None:
    shown = page()
    complaint = shown.space.entries.new("complaint", {"title": "Seal leaks"})
    shown.open(complaint, "complaint")
    key = shown.page.register.lines[0].key
    tab = lines_tab(shown, key)
    at = next(n for n, f in enumerate(tab.model.fields) if f.kind.key == "note")
    QGuiApplication.clipboard().setText("Rang back\nSent a new seal\nAll well\n")
    tab.table.setCurrentIndex(tab.model.index(0, at))
    QTest.keyClick(tab.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    assert len(shown.space.entries.get(complaint).lines[key]) == 3
    shown.page.undo()
    shown.settle()
    assert shown.space.entries.get(complaint).lines[key] == ()


def test_del_takes_a_line_off_and_undo_brings_it_back(page: Make) -> None:
    shown = page()
    complaint = shown.space.entries.new("complaint", {"title": "Seal leaks"})
    lines = shown.space.catalogue.get("complaint").lines[0]
    note = next(f.key for f in lines.line.fields if f.kind.key == "note")
    shown.space.entry_lines.put(complaint, lines.key, {note: "Rang back"})
    shown.open(complaint, "complaint")
    tab = lines_tab(shown, lines.key)
    tab.table.setCurrentIndex(tab.model.index(0, 0))
    QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    shown.settle()
    assert shown.space.entries.get(complaint).lines[lines.key] == ()
    shown.page.undo()
    shown.settle()
    assert len(shown.space.entries.get(complaint).lines[lines.key]) == 1


def test_a_record_is_named_by_a_part_of_its_title(page: Make) -> None:
    shown = page()
    a_supplier(shown)
    wanted = a_supplier(shown, "Merrow Foundry")
    incident = shown.space.entries.new("supplier_incident", {"title": "Late castings"})
    shown.open(incident, "supplier_incident")
    field = shown.field("supplier_id")
    QTest.keyClicks(field.line, "merrow")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    shown.settle()
    assert shown.space.entries.get(incident).values["supplier_id"] == wanted
    assert field.line.text().endswith("Merrow Foundry")
    opened = []
    shown.page.entries.record.entry_opened.connect(opened.append)
    QTest.keyClick(field.line, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    shown.settle(300)
    assert opened == [wanted]
    assert shown.page.register.key == "supplier"


def test_words_that_name_nothing_are_said_to(page: Make) -> None:
    shown = page()
    incident = shown.space.entries.new("supplier_incident", {"title": "Late castings"})
    shown.open(incident, "supplier_incident")
    field = shown.field("supplier_id")
    QTest.keyClicks(field.line, "nobody of that name")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    shown.settle()
    assert "names no record" in field.problem()
    assert shown.space.entries.get(incident).values["supplier_id"] is None


def test_a_person_who_is_not_known_is_added_from_the_field(page: Make) -> None:
    shown = page()
    supplier = a_supplier(shown)
    shown.open(supplier, "supplier")
    field = shown.field("owner_id")
    field.combo.setEditText("Ida Berg")
    field.commit()
    assert not field.add.isHidden()
    field.add.click()
    shown.settle()
    owner = shown.space.entries.get(supplier).values["owner_id"]
    assert owner in {p.id for p in shown.space.companies.people() if p.name == "Ida Berg"}


def test_how_often_says_the_days_that_follow(page: Make) -> None:
    shown = page()
    register = next(
        r for r in shown.page._registers if any(f.kind.key == "every" for f in r.fields)
    )
    key = next(f.key for f in register.fields if f.kind.key == "every")
    record = shown.space.entries.new(register.key, {"title": "A record"})
    shown.open(record, register.key)
    field = shown.field(key)
    QTest.keyClicks(field.line, "every 3 months")
    assert field._hint.text().startswith("From today:")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    shown.settle()
    assert shown.space.entries.get(record).values[key] == "FREQ=MONTHLY;INTERVAL=3"
    field.line.setText("now and then")
    field.commit()
    assert "is no rule" in field.problem()


def test_a_link_goes_the_usual_way_and_is_read_from_both_ends(page: Make) -> None:
    shown = page()
    nonconformity = shown.space.entries.new("nonconformity", {"title": "Core shifted"})
    action = shown.space.entries.new("action", {"title": "Check the core prints"})
    shown.open(nonconformity, "nonconformity")
    shown.record.show_tab("links")
    shown.record.links.add.click()
    dialog = shown.record.links.findChildren(LinkDialog)[0]
    QTest.keyClicks(dialog.words.line, "core prints")
    shown.settle(250)
    assert dialog.list.chosen_id() == action
    assert dialog.meaning.combo.currentText() == "Has the action"
    dialog.step.click()
    shown.settle()
    seen = [(link.record_id, link.words) for link in shown.space.links.of(nonconformity)]
    assert (action, "Has the action") in seen
    assert (nonconformity, "Acts on") in [
        (link.record_id, link.words) for link in shown.space.links.of(action)
    ]


def test_a_picture_and_files_are_pasted(page: Make, tmp_path: Path) -> None:
    shown = page()
    supplier = a_supplier(shown)
    shown.open(supplier, "supplier")
    shown.record.show_tab("files")
    picture = QImage(20, 10, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    QGuiApplication.clipboard().setImage(picture)
    shown.record.files.paste.click()
    shown.settle()
    path = tmp_path / "certificate.txt"
    path.write_text("certified", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(mime)
    shown.record.files.list.setFocus()
    QTest.keyClick(shown.record.files.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    files = shown.space.links.files_of(supplier)
    assert [f.media for f in files] == ["image/png", "text/plain"]
    assert QImage.fromData(shown.space.links.read(files[0].file_id)).size() == picture.size()
    assert shown.record.tabs.tabText(shown.record._keys.index("files")) == "Files  2"


def test_what_grows_of_a_record_is_opened_and_linked(page: Make) -> None:
    shown = page()
    register = next(
        r
        for r in shown.page._registers
        if any(not g.states or "draft" in g.states for g in r.grows)
    )
    record = shown.space.entries.new(register.key, {"title": "What it grows from"})
    shown.open(record, register.key)
    row = shown.record.form().grow_row
    key, button = next(iter(row.buttons.items()))
    button.click()
    shown.settle(300)
    made = shown.record.shown_id()
    assert made != record
    assert shown.page.register.key == register.grow(key).kind
    assert record in {link.record_id for link in shown.space.links.of(made)}


def test_a_register_begins_from_a_set(page: Make) -> None:
    shown = page()
    kind = next(r.key for r in shown.page._registers if shown.space.starters.of(r.key))
    shown.go_to(kind)
    shown.page.entries.steps.start_from_set()
    dialog = shown.page.entries.findChildren(SetDialog)[0]
    assert dialog.ticks is not None
    dialog.ticks.all.click()
    for at in (0, 2):
        dialog.ticks.box(at).click()
    dialog.step.click()
    shown.settle()
    assert shown.space.entry_lists.total(kind) == 2
    assert shown.page.entries.list.model.rowCount() == 2


def test_a_void_record_leaves_the_list_with_its_reason(page: Make) -> None:
    from isodesk.ui.documents.reason_dialog import ReasonDialog

    shown = page()
    supplier = a_supplier(shown)
    shown.open(supplier, "supplier")
    shown.record.steps.void()
    dialog = shown.record.findChildren(ReasonDialog)[0]
    dialog.reason.text.setPlainText("Entered twice")
    dialog.step.click()
    shown.settle()
    assert shown.space.entries.get(supplier).state == "void"
    assert shown.page.entries.list.model.rowCount() == 0
    assert shown.space.histories.of(supplier)[0].why == "Entered twice"


def test_a_read_only_file_can_be_read_only(page: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = page()
    supplier = a_supplier(shown)
    monkeypatch.setattr(shown.space.desk.file, "read_only", "Open for reading.")
    shown.open(supplier, "supplier")
    form = shown.record.form()
    assert form.fields["title"].line.isReadOnly()
    choice = next(f.key for f in shown.page.register.fields if isinstance(f.kind, Choice))
    assert not form.fields[choice].combo.isEnabled()
    assert not shown.record.files.add.isEnabled()
    shown.page.new_record()
    assert shown.said[-1] == "Open for reading."


def test_a_value_typed_meanwhile_is_not_taken_by_a_reading(page: Make) -> None:
    shown = page()
    supplier = a_supplier(shown)
    shown.open(supplier, "supplier")
    title = shown.field("title")
    title.line.setFocus()
    title.line.end(False)
    QTest.keyClicks(title.line, " and sons")
    shown.space.entries.change(supplier, {"owner_id": shown.office.people["Tom Hale"]})
    shown.settle()
    assert title.line.text() == "Aldgate Seals and sons"
    assert shown.field("owner_id").value() == Named(shown.office.people["Tom Hale"], "Tom Hale")


def test_a_note_grows_when_its_width_wraps_it_anew(page: Make) -> None:
    shown = page()
    shown.go_to("incident")
    said = "A fork tore the drum; about 40 litres ran over the yard, some five into the drain "
    made = shown.space.entries.new("incident", {"title": "Drum", "description": f"{said * 2}."})
    shown.open(made, "incident")
    note = shown.field("description")

    def lines() -> int:
        return round(note.text.document().documentLayout().documentSize().height())

    def fits() -> bool:
        need = lines() * note.text.fontMetrics().lineSpacing()
        return bool(note.text.height() >= need and note.height() >= note.sizeHint().height())

    wide = lines()
    assert wide > 2 and fits()
    shown.page.resize(1150, 680)
    shown.settle()
    assert lines() >= wide and fits()
