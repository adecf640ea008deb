"""Sheets for pen and paper: printed, typed back in by keyboard, wrong cells said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from isodesk.core.kinds import Text
from isodesk.intake.reader import Reader
from isodesk.ui.documents.tools import Tools
from isodesk.ui.jobs import Jobs
from isodesk.ui.registers.blank_dialog import BlankDialog
from isodesk.ui.registers.key_sheet_dialog import KeySheetDialog
from isodesk.ui.registers.sheets_dialog import SheetsDialog
from isodesk.ui.theme import Theme
from tests.company import make
from tests.printing.reading import text_of

COLUMNS = ("title", "activity", "condition", "owner_id")


def _fail(*what: object) -> None:
    pytest.fail(f"not expected: {what}")


@pytest.fixture
def tools(tmp_path: Path, qtbot: QtBot, dressed: Theme) -> Iterator[Tools]:
    with Reader() as reader:
        space = make(tmp_path / "company.isodesk", reader)
        jobs = Jobs(refused=_fail, bug=_fail)
        yield Tools(space, jobs, lambda _: None)
        qtbot.waitUntil(lambda: not jobs.busy(), timeout=10_000)
        space.close()


def keying(qtbot: QtBot, tools: Tools) -> KeySheetDialog:
    sheet, _ = tools.space.blanks.print("aspect", 4, COLUMNS)
    dialog = KeySheetDialog(tools, tools.space.blanks.get(sheet), lambda _: None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def type_cell(qtbot: QtBot, dialog: KeySheetDialog, text: str, key: Qt.Key) -> None:
    qtbot.keyClicks(dialog.table, text[0])
    editor = dialog.table.viewport().findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, text[1:])
    qtbot.keyClick(editor, key)
    qtbot.wait(10)  # the editor goes with the event loop


def test_a_sheet_is_typed_in_by_keyboard(qtbot: QtBot, tools: Tools) -> None:
    dialog = keying(qtbot, tools)
    type_cell(qtbot, dialog, "Coolant mist", Qt.Key.Key_Tab)
    type_cell(qtbot, dialog, "Turning", Qt.Key.Key_Tab)
    type_cell(qtbot, dialog, "abnormal", Qt.Key.Key_Tab)
    type_cell(qtbot, dialog, "Anna Reyes", Qt.Key.Key_Tab)
    type_cell(qtbot, dialog, "Swarf", Qt.Key.Key_Return)
    assert dialog.hint.text() == "2 of 4 rows typed in."
    dialog.go.click()
    qtbot.waitUntil(lambda: tools.space.entry_lists.total("aspect") == 2, timeout=10_000)
    value = tools.space.entries.get(next(iter(tools.space.blanks.of("aspect")[0].keyed.values())))
    assert (value.title, value.shown["condition"]) == ("Coolant mist", "Abnormal")
    assert value.shown["owner_id"] == "Anna Reyes"


def test_what_cannot_be_read_is_said_and_kept(qtbot: QtBot, tools: Tools) -> None:
    dialog = keying(qtbot, tools)
    type_cell(qtbot, dialog, "Coolant mist", Qt.Key.Key_Tab)
    dialog.table.step(0, 1)
    type_cell(qtbot, dialog, "sometimes", Qt.Key.Key_Tab)
    assert "“sometimes” is not offered here" in dialog.hint.text()
    assert not dialog.go.isEnabled()
    index = dialog.model.index(0, 3)
    dialog.model.setData(index, "Normal")
    dialog.model.setData(dialog.model.index(0, 4), "Nobody Known")
    dialog.go.click()
    qtbot.waitUntil(dialog.banner.isVisible, timeout=10_000)
    assert "Row 1: Nobody here is called “Nobody Known”." in dialog.model.problems()
    assert dialog.model.data(dialog.model.index(0, 1)) == "Coolant mist"
    assert tools.space.entry_lists.total("aspect") == 0


def test_a_new_sheet_has_the_columns_that_are_ticked(qtbot: QtBot, tools: Tools) -> None:
    printed: list[tuple[str, bytes]] = []
    register = tools.space.catalogue.get("aspect")
    dialog = BlankDialog(tools, register, lambda number, pdf: printed.append((number, pdf)))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.rows.set_value("many")
    dialog.step.click()
    assert dialog.rows.problem() == "Give the rows as a number."
    dialog.rows.set_value("5")
    dialog.step.click()
    qtbot.waitUntil(lambda: bool(printed), timeout=10_000)
    number, pdf = printed[0]
    said = text_of(pdf)
    assert number == "ASP-B1"
    assert "5 rows. Key them in as they stand here" in said
    needed = [f.label for f in register.fields if f.required and isinstance(f.kind, Text)]
    assert all(label.split()[0] in said for label in needed)


def test_the_list_of_sheets_says_how_far_each_is(qtbot: QtBot, tools: Tools) -> None:
    sheet, _ = tools.space.blanks.print("aspect", 2, COLUMNS, "Night shift")
    tools.space.blanks.key_in(sheet, {1: {"title": "Dust"}})
    dialog = SheetsDialog(tools, tools.space.catalogue.get("aspect"))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1, timeout=10_000)
    row = dialog.model.rows.page(None, 5).rows[0]
    assert row.values[:4] == ("ASP-B1", row.values[1], "Night shift", "1 of 2")
    qtbot.waitUntil(dialog.key_in.isEnabled, timeout=10_000)
    dialog.be_done.click()
    qtbot.waitUntil(lambda: not dialog.key_in.isEnabled(), timeout=10_000)
    assert tools.space.blanks.of("aspect")[0].done
