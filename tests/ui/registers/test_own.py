"""Own fields and registers made without code, on the page of registers."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isodesk.services.own_fields import OwnFieldValue
from isodesk.services.own_registers import Stage
from isodesk.ui.documents.tools import Tools
from isodesk.ui.registers.fields_dialog import FieldsDialog, open_fields
from isodesk.ui.registers.kind_dialog import KindDialog
from isodesk.ui.registers.register_dialog import RegisterDialog
from tests.ui.registers.conftest import Page


@pytest.fixture
def shown(page: Callable[..., Page]) -> Page:
    made = page()
    made.go_to("idea")
    return made


def tools(shown: Page) -> Tools:
    made: Tools = shown.page.tools
    return made


def fields(shown: Page) -> list[OwnFieldValue]:
    return list(shown.space.own_fields.of("idea"))


def opened(shown: Page) -> FieldsDialog:
    dialog = open_fields(tools(shown), shown.space.catalogue.get("idea"), shown.page)
    shown.settle(200)
    return dialog


def typed(dialog: Any, key: str, text: str, qtbot: QtBot) -> None:
    field = dialog.fields[key] if hasattr(dialog, "fields") else dialog._fields[key]
    editor = field.editor
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    field.commit()


def test_a_field_is_typed_and_stands_in_form_and_list(shown: Page, qtbot: QtBot) -> None:
    record = shown.space.entries.new("idea", {"title": "Quieter fans"})
    shown.settle()
    dialog = opened(shown)
    dialog.fields["kind"].put("number")
    dialog._fit_kind()
    assert not dialog.fields["unit"].isHidden() and dialog.fields["choices"].isHidden()
    typed(dialog, "unit", "dB", qtbot)
    typed(dialog, "label", "Noise", qtbot)
    shown.settle(300)
    assert [(f.label, f.kind, f.unit, f.on_list) for f in fields(shown)] == [
        ("Noise", "number", "dB", True)
    ]
    said = [label.text() for label in dialog.preview.findChildren(type(dialog.sub))]
    assert "Noise" in said
    dialog.reject()
    shown.open(record, "idea")
    assert "own_1" in shown.record.form().fields
    assert "own_1" in shown.page.entries.list.shown_keys()


def test_a_name_twice_stands_under_the_name(shown: Page, qtbot: QtBot) -> None:
    dialog = opened(shown)
    typed(dialog, "label", "Benefit", qtbot)
    shown.settle(200)
    assert "already" in dialog.fields["label"].problem() and fields(shown) == []
    dialog.reject()


def test_fields_are_moved_put_away_and_brought_back(shown: Page) -> None:
    ids = [shown.space.own_fields.save(OwnFieldValue(0, "idea", x)) for x in ("One", "Two")]
    dialog = opened(shown)
    dialog.list.choose(ids[1])
    dialog.up.click()
    shown.settle(200)
    assert [f.label for f in fields(shown)] == ["Two", "One"]
    dialog.away.click()
    shown.settle(200)
    assert [(f.label, f.active) for f in fields(shown)] == [("One", True), ("Two", False)]
    assert dialog.away.text() == "Bring back"
    dialog.away.click()
    shown.settle(200)
    assert all(f.active for f in fields(shown))
    dialog.reject()


def test_another_kind_shows_what_becomes_of_the_values(shown: Page, qtbot: QtBot) -> None:
    shown.space.own_fields.save(OwnFieldValue(0, "idea", "Size"))
    for text in ("12", "big"):
        shown.space.entries.new("idea", {"title": "One", "own_1": text})
    dialog = opened(shown)
    assert not dialog.fields["kind"].editor.isEnabled() and not dialog.turn.isHidden()
    dialog.turn.click()
    kind = dialog.findChild(KindDialog)
    assert kind is not None
    kind.kind.put("whole")
    kind.kind.commit()
    shown.settle(500)
    assert kind.told.text().endswith("1 is left out:")
    assert kind.model.rows.page(None, 5).rows[0].values[1] == "big"
    kind.step.click()
    shown.settle(300)
    assert fields(shown)[0].kind == "whole"
    dialog.reject()


def test_a_register_is_made_from_scratch_and_by_keys(shown: Page, qtbot: QtBot) -> None:
    made: list[str] = []
    dialog = RegisterDialog(tools(shown), "", made.append, shown.page)
    dialog.open()
    shown.settle()
    for field, text in (
        (dialog.title_, "Hazards at work"),
        (dialog.one, "hazard"),
        (dialog.many, "hazards"),
    ):
        qtbot.keyClicks(field.line, text)
    assert dialog.numbering.value() == "HAW-{seq:03}"
    assert dialog.told.text().startswith("The first hazard is HAW-001. Draft → Open → Closed.")
    dialog.stages.add(Stage("In work", "Begin", "amber"))
    assert "Draft → Open → In work → Closed" in dialog.told.text()
    qtbot.keyClick(dialog.title_.line, Qt.Key.Key_Return)
    dialog.step.click()
    shown.settle(300)
    assert made == ["own:1"]
    register = shown.space.catalogue.get("own:1")
    assert [s.word for s in register.states][1:4] == ["Open", "In work", "Closed"]
    shown.page.open_register("own:1")
    shown.settle()
    shown.page.new_record()
    shown.settle(300)
    assert shown.space.entry_lists.total("own:1") == 1


def test_a_copy_begins_with_what_its_model_has_and_can_be_put_away(shown: Page) -> None:
    made: list[str] = []
    dialog = RegisterDialog(tools(shown), "", made.append, shown.page)
    dialog.open()
    shown.settle()
    dialog.like.put("risk")
    dialog.like.commit()
    assert dialog.title_.value() == "Risks, copy" and dialog.one.value() == "risk"
    assert dialog.like._hint.text().startswith("What is worked out and lines stay with the model:")
    dialog.step.click()
    shown.settle(300)
    assert len(shown.space.catalogue.get("own:1").own_fields) > 10
    change = RegisterDialog(tools(shown), "own:1", made.append, shown.page)
    change.open()
    change._put_away()
    shown.settle(300)
    assert made == ["own:1", ""]
    again = RegisterDialog(tools(shown), "", made.append, shown.page)
    again.open()
    again.like.put("back own:1")
    again.like.commit()
    assert again.step.text() == "&Bring it back" and again.title_.isHidden()
    again.step.click()
    shown.settle(300)
    assert made[-1] == "own:1" and "own:1" in {r.key for r in shown.space.catalogue.every()}


def test_what_is_wrong_stands_at_its_field(shown: Page, qtbot: QtBot) -> None:
    dialog = RegisterDialog(tools(shown), "", lambda key: None, shown.page)
    dialog.open()
    shown.settle()
    dialog.title_.set_value("Risks")
    dialog.step.click()
    shown.settle(200)
    assert "already" in dialog.title_.problem() and dialog.isVisible()
    dialog.title_.set_value("Other")
    dialog.numbering.set_value("X")
    dialog.step.click()
    shown.settle(200)
    assert "no counter" in dialog.numbering.problem() and "one entry" in dialog.one.problem()
    dialog.reject()
