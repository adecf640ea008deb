"""F1 and Help in a dialog open the page on what the dialog does."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isodesk.ui.dialog import Dialog
from isodesk.ui.help_window import HelpWindow
from isodesk.ui.registers.fields_dialog import open_fields
from isodesk.ui.registers.many_dialog import open_many
from isodesk.ui.registers.register_dialog import RegisterDialog
from isodesk.ui.registers.sets_dialog import SetsDialog
from isodesk.ui.registers.sheets_dialog import SheetsDialog
from tests.ui.registers.conftest import Page


@pytest.fixture
def shown(page: Callable[..., Page]) -> Page:
    made = page()
    made.go_to("idea")
    return made


def _filter(shown: Page) -> None:
    shown.page.entries.list.look.build()


def _view(shown: Page) -> None:
    shown.page.entries.list.look.views.save_new()


def _columns(shown: Page) -> None:
    shown.page.entries.list.choose_columns()


def _fields(shown: Page) -> None:
    open_fields(shown.page.tools, shown.page.register, shown.page)


def _register(shown: Page) -> None:
    RegisterDialog(shown.page.tools, "", lambda _: None, shown.page).open()


def _many(shown: Page) -> None:
    ids = [shown.space.entries.new("idea", {"title": title}) for title in ("One", "Two")]
    open_many(shown.page.tools, shown.page.register, ids, lambda _: None, shown.page)


def _sheets(shown: Page) -> None:
    SheetsDialog(shown.page.tools, shown.page.register, shown.page).open()


def _set(shown: Page) -> None:
    shown.page.entries.steps.start_from_set()


def _sets(shown: Page) -> None:
    SetsDialog(shown.page.tools, lambda _: None, shown.page).open()


OPENED: dict[str, tuple[Callable[[Page], None], str]] = {
    "filter": (_filter, "filters-and-views"),
    "view": (_view, "filters-and-views"),
    "columns": (_columns, "columns-and-grouping"),
    "fields": (_fields, "own-fields"),
    "register": (_register, "own-fields"),
    "many": (_many, "changing-several"),
    "sheets": (_sheets, "blank-sheets"),
    "set": (_set, "starter-sets"),
    "sets": (_sets, "starter-sets"),
}


def _dialog(shown: Page) -> Any:
    return next(d for d in shown.page.findChildren(Dialog) if d.isVisible())


@pytest.mark.parametrize("name", OPENED)
def test_f1_and_help_open_its_page(shown: Page, qtbot: QtBot, name: str) -> None:
    make, topic = OPENED[name]
    make(shown)
    shown.settle()
    dialog = _dialog(shown)
    assert dialog.help.isVisible() and QApplication.focusWidget() is not dialog.help
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    window = dialog.findChild(HelpWindow)
    assert window.isVisible() and window.topic == topic
    window.close()
    dialog.help.click()
    assert window.isVisible() and window.topic == topic
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert dialog.isVisible() and not window.isVisible()
    dialog.reject()


def test_a_dialog_without_a_page_of_its_own_says_what_it_was_opened_from(
    shown: Page, qtbot: QtBot
) -> None:
    dialog = Dialog("Anything", parent=shown.page)
    dialog.open()
    shown.settle()
    assert not dialog.help.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    assert dialog.findChild(HelpWindow).topic == "lessons-and-ideas"
    dialog.reject()
