"""A damaged file opens for reading, says what is damaged, and is put right in two clicks."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from isodesk.core.rows import Mark
from isodesk.services.workspace import Workspace
from isodesk.store.verify import verify
from isodesk.ui.jobs import Jobs
from isodesk.ui.repair_dialog import RepairDialog
from isodesk.ui.rows_model import RowsModel
from tests.printing.reading import text_of
from tests.services.test_repairing import without_guards
from tests.ui.office import HOLDERS, Office, dressed, jobs, office, reader

__all__ = ["dressed", "jobs", "office", "reader"]


@pytest.fixture
def damaged(office: Office, tmp_path: Path) -> Path:
    """A backup, then bytes of a file lost and a title changed by nobody."""
    office.issue(office.document("Melting"), *HOLDERS)
    office.space.backups.choose_folder(tmp_path / "drive")
    office.space.backups.automatic()
    office.space.close()
    without_guards(
        office.space.path,
        "UPDATE file_chunk SET bytes = x'00' WHERE file_id = 1",
        "UPDATE record SET title = 'Other' WHERE kind = 'document'",
    )
    return office.space.path


def repairing(qtbot: QtBot, office: Office, jobs: Jobs, path: Path) -> RepairDialog:
    space = office.space
    dialog = RepairDialog(path, "Anna Reyes", office.clock, jobs, space.settings, lambda: None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.go.isEnabled() and dialog.go.toolTip()
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=30_000)
    return dialog


def test_each_lost_thing_is_offered_from_where_it_stands(
    qtbot: QtBot, office: Office, jobs: Jobs, damaged: Path
) -> None:
    dialog = repairing(qtbot, office, jobs, damaged)
    assert dialog.banner.words().startswith("Everything can be put right.")
    model = dialog.list.list_model()
    assert isinstance(model, RowsModel)
    taken = {row.values[1] for row in model.rows.page(None, 50).rows}
    words = {mark.word for mark in taken if isinstance(mark, Mark)}
    assert "the history" in words and any(w.startswith("backup of 23 Nov") for w in words)
    dialog.filter.begin("Melting was")
    assert dialog.count.text().endswith(f"of {len(dialog.repair.items)}")  # type: ignore[union-attr]
    with qtbot.waitSignal(dialog.repaired, timeout=30_000) as told:
        QTest.keyClick(dialog.go, Qt.Key.Key_Space)
    assert told.args == [damaged] and verify(damaged).whole
    again = Workspace.open(damaged, office.space.settings, office.space.desk.reader, office.clock)
    assert again.lists.documents().page(None, 5).rows[0].values[1] == "Melting"
    again.close()


def test_what_cannot_be_made_whole_leads_to_restoring(
    qtbot: QtBot, office: Office, jobs: Jobs, damaged: Path
) -> None:
    without_guards(damaged, "DELETE FROM history WHERE seq = 9")
    for backup in damaged.parent.glob("drive/*"):
        backup.unlink()
    dialog = repairing(qtbot, office, jobs, damaged)
    assert "It cannot be made whole. Entry 9 of the history is lost" in dialog.banner.words()
    assert not dialog.go.isEnabled() and "Entry 9" in dialog.go.toolTip()
    with qtbot.waitSignal(dialog.restore_asked):
        qtbot.mouseClick(dialog.instead, Qt.MouseButton.LeftButton)


def test_a_whole_file_has_nothing_to_put_right(qtbot: QtBot, office: Office, jobs: Jobs) -> None:
    dialog = repairing(qtbot, office, jobs, office.space.path)
    assert dialog.banner.words().startswith("The file is whole.") and not dialog.go.isEnabled()


def test_the_list_prints_and_the_row_in_hand_is_said_in_full(
    qtbot: QtBot, office: Office, jobs: Jobs, damaged: Path
) -> None:
    dialog = repairing(qtbot, office, jobs, damaged)
    assert dialog.detail.text() and dialog.repair is not None
    assert dialog.detail.text() == dialog.repair.items[0].finding.sentence
    table = dialog.as_table()
    assert table.headings == ("What is wrong", "Taken from")
    again = Workspace.open(damaged, office.space.settings, office.space.desk.reader, office.clock)
    pdf = again.sheets.listing("Damage", "things", table, len(table.rows))
    again.close()
    said = " ".join(text_of(pdf).split())
    assert "the history" in said and "backup of 23 Nov 2026" in said and "QP-01" in said
