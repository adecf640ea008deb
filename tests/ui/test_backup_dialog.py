"""The dialog of the backups: what stands there, by keyboard, on paper and as a file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from isodesk.services.backups import Backups
from isodesk.ui.backup_dialog import BackupDialog
from isodesk.ui.backup_words import backup_said, status_words
from isodesk.ui.jobs import Jobs
from tests.printing.reading import text_of
from tests.ui.office import Office, dressed, jobs, office, reader

__all__ = ["dressed", "jobs", "office", "reader"]


@pytest.fixture
def dialog(qtbot: QtBot, office: Office, jobs: Jobs, tmp_path: Path) -> BackupDialog:
    """Two backups of other days, and a second medium that was never used."""
    backups = office.space.backups
    office.document("Melting")
    backups.choose_folder(tmp_path / "drive")
    backups.automatic()
    office.clock.later(days=40)
    office.document("Pouring")
    backups.automatic()
    backups.choose_second(tmp_path / "stick")
    made = BackupDialog(office.space, jobs)
    qtbot.addWidget(made)
    made.show()
    idle(qtbot, jobs)
    return made


def idle(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=30_000)


def test_what_stands_there_is_listed_printed_and_exported(
    office: Office, dialog: BackupDialog, tmp_path: Path
) -> None:
    assert dialog.count.text() == "2 backups"
    table = dialog.as_table()
    assert [row[2] for row in table.rows] == ["Daily", "Daily"]
    heads = [row[4] for row in table.rows]
    assert len(set(heads)) == 2
    pdf = office.space.sheets.listing("Backups", "backups", table, 2)
    said = " ".join(text_of(pdf).split())
    assert "Backup folder" in said and "auto.isodesk-backup" in said.replace(" ", "")
    office.space.exports.table(table, tmp_path / "backups.csv")
    assert all(head in (tmp_path / "backups.csv").read_text("utf-8-sig") for head in heads)


def test_enter_verifies_the_one_in_hand_and_damage_is_said(
    qtbot: QtBot, dialog: BackupDialog, jobs: Jobs
) -> None:
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    idle(qtbot, jobs)
    assert dialog.banner.words().startswith("This backup is whole.")
    path = dialog.standing[0].known.path
    path.write_bytes(path.read_bytes().replace(b"Pouring", b"Pouting"))
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    idle(qtbot, jobs)
    assert dialog.banner.words().startswith("This backup is damaged.")
    assert dialog.as_table().rows[0][3] == "not here"


def test_the_second_medium_is_asked_for_until_it_is_written(
    qtbot: QtBot, office: Office, dialog: BackupDialog, jobs: Jobs, tmp_path: Path
) -> None:
    backups = office.space.backups
    assert [ask.step for ask in backup_said(backups).asks] == ["second"]
    assert status_words(backup_said(backups)) == ("Second medium is due: never", False)
    QTest.keyClick(dialog.on_second, Qt.Key.Key_Space)
    idle(qtbot, jobs)
    assert dialog.banner.words().startswith("Backed up and read back whole.")
    assert {s.place for s in dialog.standing} == {"Backup folder", "Second medium"}
    assert backup_said(backups).asks == ()
    (tmp_path / "stick").rename(tmp_path / "drawn out")
    QTest.keyClick(dialog.on_second, Qt.Key.Key_Space)
    idle(qtbot, jobs)
    assert "is not plugged in" in dialog.banner.words()


def test_a_restore_is_tried_and_the_day_is_shown(
    qtbot: QtBot, office: Office, dialog: BackupDialog, jobs: Jobs
) -> None:
    QTest.keyClick(dialog.trial, Qt.Key.Key_Space)
    idle(qtbot, jobs)
    assert dialog.banner.words().startswith("Restored on trial: all is there.")
    assert "Restored on trial" in dialog.last.text()
    newest = dialog.standing[0].known.path
    newest.write_bytes(newest.read_bytes()[:-100])
    QTest.keyClick(dialog.trial, Qt.Key.Key_Space)
    idle(qtbot, jobs)
    assert dialog.banner.words().startswith("The restore on trial failed.")
    assert "Back up again now" in dialog.banner.words()
    assert "drill" in [ask.step for ask in backup_said(office.space.backups).asks]
    office.document("One more")
    office.clock.later(days=1)
    assert office.space.backups.due_while_open()


def test_steps_say_why_they_cannot_be_taken(
    qtbot: QtBot, office: Office, jobs: Jobs, tmp_path: Path
) -> None:
    empty = BackupDialog(office.space, jobs)
    qtbot.addWidget(empty)
    empty.show()
    idle(qtbot, jobs)
    for button in (*empty._of_one, empty.on_second, empty.trial, *empty._lists):
        assert not button.isEnabled() and button.toolTip(), button.text()
    assert isinstance(office.space.backups, Backups)
    QTest.keyClick(empty.go, Qt.Key.Key_Space)
    idle(qtbot, jobs)
    assert empty.go.isEnabled() and office.space.backups.folder is not None
