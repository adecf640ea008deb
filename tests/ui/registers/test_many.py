"""Several records of a list are changed together, by the keyboard, and taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isodesk.ui.registers.many_dialog import ManyDialog
from tests.ui.registers.conftest import Page

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def ideas(office: Any) -> list[int]:
    entries = office.space.entries
    return [entries.new("idea", {"title": f"Idea {n}"}) for n in range(4)]


@pytest.fixture
def shown(page: Callable[..., Page], ideas: list[int], qtbot: QtBot) -> Page:
    made = page()
    made.go_to("idea")
    view = made.page.entries.list.list
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    made.settle()
    return made


def asked(shown: Page) -> ManyDialog:
    shown.page.entries.list.several.button.click()
    shown.settle()
    found = shown.page.findChild(ManyDialog)
    assert found is not None
    return found


def test_three_ideas_are_changed_and_taken_back(shown: Page, ideas: list[int]) -> None:
    bar = shown.page.entries.list.several
    assert bar.isVisible() and bar.words.text() == "3 chosen"
    dialog = asked(shown)
    assert dialog.head.text() == "Change 3 ideas"
    assert not dialog.apply_button.isEnabled()
    dialog.set_field("title").put("Better idea")
    dialog.apply_button.setEnabled(True)
    dialog.apply_button.click()
    shown.settle(300)
    assert dialog.isVisible() and dialog.told.text() == "3 of 3 will be changed."
    dialog.apply_button.click()
    shown.settle(300)
    titles = [shown.space.entries.get(i).title for i in ideas]
    assert titles == ["Better idea"] * 3 + ["Idea 3"]
    assert bar.back.isVisible() and bar.words.text() == "3 changed."
    bar.back.click()
    shown.settle(300)
    assert [shown.space.entries.get(i).title for i in ideas] == [f"Idea {n}" for n in range(4)]
    assert not bar.isVisible()


def test_what_stays_is_listed_with_its_reason(shown: Page, ideas: list[int]) -> None:
    shown.space.entries.void(ideas[0], "twice")
    shown.settle(200)
    view = shown.page.entries.list.list
    view.selectAll()
    dialog = asked(shown)
    dialog.step.set_value("accept")
    dialog.step.edited.emit("accept")
    shown.settle(400)
    assert dialog.told.text() == "0 of 3 will be changed. 3 stay as they are:"
    assert "not possible: it is draft" in str(dialog.model.rows.page(None, 3).rows[0].values[2])
    assert not dialog.apply_button.isEnabled()
    assert "None of them" in dialog.apply_button.toolTip()
    dialog.reject()


def test_what_is_typed_wrongly_is_marked_and_nothing_happens(shown: Page) -> None:
    dialog = asked(shown)
    field = dialog.set_field("decide_by")
    field.editor.setFocus()
    line = field.line  # type: ignore[attr-defined]
    line.setText("the day after never")
    dialog.apply_button.setEnabled(True)
    dialog.apply_button.click()
    shown.settle(200)
    assert dialog.isVisible() and field.problem()
    dialog.reject()
