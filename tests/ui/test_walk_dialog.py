"""A walk is printed by place and keyed in row by row, with extra papers by code or number."""

from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from isodesk.documents.values import CopyState
from isodesk.ui.jobs import Jobs
from isodesk.ui.printer import PrintDialog
from isodesk.ui.walk_dialog import WalkDialog
from isodesk.ui.walk_model import SEEN
from tests.ui.office import dressed, jobs, office, reader, work

__all__ = ["dressed", "jobs", "office", "reader"]


def idle(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=20_000)


@pytest.fixture
def dialog(qtbot: QtBot, office: Any, jobs: Jobs) -> WalkDialog:
    office.ids = work(office)
    office.space.copies.mark_out(office.ids.to_print)
    dialog = WalkDialog(office.space, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    idle(qtbot, jobs)
    return dialog


def test_a_walk_is_keyed_in_by_single_keys_and_kept(
    qtbot: QtBot, office: Any, jobs: Jobs, dialog: WalkDialog
) -> None:
    rows = dialog.model.lines
    assert [line.place for line in rows] == sorted(line.place for line in rows)
    assert not dialog.go.isEnabled() and dialog.go.toolTip() == "Nothing is keyed in yet."
    qtbot.keyClick(dialog.table, Qt.Key.Key_F)
    qtbot.keyClick(dialog.table, Qt.Key.Key_M)
    qtbot.keyClicks(dialog.table, "7")
    editor = dialog.table.viewport().findChild(QLineEdit)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.model.mark(2) is not None)
    marks = [m.word if (m := dialog.model.mark(n)) else "" for n in range(4)]
    assert marks == ["Found", "Missing", "Other revision", ""]
    assert dialog.hint.text().startswith("3 of 7 rows keyed in.")
    with qtbot.waitSignal(dialog.kept, timeout=10_000) as told:
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert told.args == [3]
    assert rows[0].copy and rows[1].copy and rows[2].copy
    kept = {c.id: c for c in office.space.copies.by_ids([line.copy.id for line in rows[:3]])}
    day = office.space.desk.today().isoformat()
    assert kept[rows[0].copy.id].found == f"revision {rows[0].copy.label} on {day}"
    assert kept[rows[1].copy.id].found == f"missing on {day}"
    assert kept[rows[1].copy.id].state in (CopyState.OUT, CopyState.TO_RECALL)
    assert kept[rows[2].copy.id].found == f"revision 7 on {day}"


def test_extra_papers_are_added_by_number_and_by_code(
    qtbot: QtBot, office: Any, jobs: Jobs, dialog: WalkDialog
) -> None:
    dialog.paper.put("NO-99")
    qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    idle(qtbot, jobs)
    assert dialog.paper.problem()
    dialog.paper.put("QM-01")
    dialog.where.put("Canteen")
    qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    idle(qtbot, jobs)
    code = office.space.copies.by_ids(office.ids.to_print)[0].code
    dialog.paper.put(code)
    qtbot.keyClick(dialog.paper.line, Qt.Key.Key_Return)
    idle(qtbot, jobs)
    extra = [line for line in dialog.model.lines if line.found == "extra"]
    assert [(e.document_id, e.place) for e in extra] == [
        (office.ids.manual, "Canteen"),
        (office.ids.torque, "Canteen"),
    ]
    assert extra[1].seen == "2"


def test_one_place_alone_is_shown_and_printed(
    qtbot: QtBot, office: Any, jobs: Jobs, dialog: WalkDialog
) -> None:
    dialog.place.set_value("Test bay")
    dialog.place.combo.activated.emit(dialog.place.combo.currentIndex())
    idle(qtbot, jobs)
    assert {line.place for line in dialog.model.lines} == {"Test bay"}
    qtbot.mouseClick(dialog.print, Qt.MouseButton.LeftButton)
    idle(qtbot, jobs)
    shown = dialog.findChild(PrintDialog)
    text = pypdfium2.PdfDocument(shown._sheets[0][1])[0].get_textpage().get_text_range()
    assert "Test bay" in text and "Assembly 1" not in text
    shown.reject()


def test_a_key_taken_back_leaves_the_row_open(qtbot: QtBot, dialog: WalkDialog) -> None:
    qtbot.keyClick(dialog.table, Qt.Key.Key_F)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Up)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert dialog.model.entries() == ()


def test_a_walk_of_tomorrow_is_refused_under_its_field(
    qtbot: QtBot, office: Any, jobs: Jobs, dialog: WalkDialog
) -> None:
    qtbot.keyClick(dialog.table, Qt.Key.Key_F)
    dialog.day.set_value(office.space.desk.today() + timedelta(days=1))
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    idle(qtbot, jobs)
    assert dialog.day.problem() == "The walk cannot be in the future."


def test_the_table_says_what_was_keyed_in(qtbot: QtBot, dialog: WalkDialog) -> None:
    qtbot.keyClick(dialog.table, Qt.Key.Key_M)
    assert dialog.as_table().rows[0][6] == "Missing"
    assert dialog.model.index(0, SEEN).data() == ""
