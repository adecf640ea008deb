"""Verify says in plain words what is wrong; restore shows first what would be lost."""

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isodesk.services.workspace import Workspace
from isodesk.ui.backup_dialog import BackupDialog
from isodesk.ui.jobs import Jobs
from isodesk.ui.restore_dialog import RestoreDialog
from isodesk.ui.verify_dialog import VerifyDialog
from tests.stamp_judge import text_of
from tests.ui.office import HOLDERS, Office, dressed, jobs, office, reader

__all__ = ["dressed", "jobs", "office", "reader"]


def idle(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=30_000)


def verified(qtbot: QtBot, office: Office, jobs: Jobs) -> VerifyDialog:
    dialog = VerifyDialog(office.space, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    idle(qtbot, jobs)
    return dialog


def test_a_good_file_is_whole_and_says_its_head(
    qtbot: QtBot, office: Office, jobs: Jobs, tmp_path: Path
) -> None:
    office.issue(office.document("Melting"), *HOLDERS)
    dialog = verified(qtbot, office, jobs)
    assert dialog.banner.words().startswith("The file is whole.")
    assert dialog.report is not None and dialog.report.head in dialog.head_words.text()
    office.space.exports.table(dialog.as_table(), tmp_path / "verify.csv")
    assert dialog.report.head in (tmp_path / "verify.csv").read_text("utf-8-sig")
    sheet = office.space.sheets.listing("Verification", "lines", dialog.as_table(), 8)
    assert sheet.startswith(b"%PDF")


def test_what_another_program_changed_is_found_and_named(
    qtbot: QtBot, office: Office, jobs: Jobs
) -> None:
    document = office.document("Melting")
    path = office.space.path
    assert office.space.backups.last() is None
    office.space.close()
    with sqlite3.connect(path) as foreign:
        triggers = foreign.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'record'"
        ).fetchall()
        for name, _ in triggers:
            foreign.execute(f'DROP TRIGGER "{name}"')
        foreign.execute("UPDATE record SET title = 'Forged' WHERE id = ?", (document,))
        for _, sql in triggers:
            foreign.execute(sql)
    foreign.close()
    dialog = verified(qtbot, office, jobs)
    assert "wrong" in dialog.banner.words()
    assert dialog.report is not None and not dialog.report.whole
    said = " ".join(f.sentence for f in dialog.report.findings)
    assert "QP-01" in said
    named = [n for n, f in enumerate(dialog.report.findings) if f.record_id == document]
    dialog.findings.choose(named[0])
    with qtbot.waitSignal(dialog.open_record) as told:
        qtbot.keyClick(dialog.findings, Qt.Key.Key_Return)
    assert told.args == [document]


@pytest.fixture
def backup(office: Office, tmp_path: Path) -> Path:
    office.document("Melting")
    return office.space.backups.write(tmp_path / "stick").path


def restoring(qtbot: QtBot, office: Office, jobs: Jobs, target: Path | None) -> RestoreDialog:
    space = office.space
    dialog = RestoreDialog(target, "Anna Reyes", office.clock, jobs, space.settings, space.close)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.go.isEnabled()
    return dialog


def test_a_backup_is_shown_then_restored_and_the_former_file_kept(
    qtbot: QtBot, office: Office, jobs: Jobs, backup: Path
) -> None:
    office.document("Written after the backup")
    path = office.space.path
    dialog = restoring(qtbot, office, jobs, path)
    dialog.use(backup)
    idle(qtbot, jobs)
    assert "The backup holds" in dialog.facts.text()
    assert "QP-02" in {row[2] for row in dialog.changes.as_table().rows}
    assert dialog.changes.counts.list_model().rowCount() > 3
    with qtbot.waitSignal(dialog.restored, timeout=20_000) as told:
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert told.args == [path]
    again = Workspace.open(path, office.space.settings, office.space.desk.reader, office.clock)
    assert again.glance().documents == 1
    again.close()
    assert [p for p in path.parent.iterdir() if "before restore" in p.name]


def test_a_backup_becomes_a_new_file_on_the_first_page(
    qtbot: QtBot, office: Office, jobs: Jobs, backup: Path, tmp_path: Path
) -> None:
    dialog = restoring(qtbot, office, jobs, None)
    dialog.where.set_value(str(tmp_path / "again.isodesk"))
    dialog.use(backup)
    idle(qtbot, jobs)
    assert "No file stands there now." in dialog.facts.text()
    with qtbot.waitSignal(dialog.restored, timeout=20_000):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert (tmp_path / "again.isodesk").exists()


def test_what_is_no_backup_is_refused_under_the_field(
    qtbot: QtBot, office: Office, jobs: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "letter.isodesk-backup").write_text("Dear all")
    dialog = restoring(qtbot, office, jobs, office.space.path)
    dialog.use(tmp_path / "letter.isodesk-backup")
    idle(qtbot, jobs)
    assert dialog.source.problem() and not dialog.go.isEnabled()


def test_a_damaged_backup_leaves_the_file_as_it_was(
    qtbot: QtBot, office: Office, jobs: Jobs, backup: Path
) -> None:
    path = office.space.path
    dialog = restoring(qtbot, office, jobs, path)
    dialog.use(backup)
    idle(qtbot, jobs)
    data = bytearray(backup.read_bytes())
    data[len(data) // 2 :] = bytes(len(data) - len(data) // 2)
    backup.write_bytes(bytes(data))
    with qtbot.waitSignal(dialog.not_restored, timeout=20_000):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    idle(qtbot, jobs)
    assert "as it was" in dialog.banner.words()
    again = Workspace.open(path, office.space.settings, office.space.desk.reader, office.clock)
    assert again.glance().documents == 1
    again.close()


def test_a_backup_goes_into_a_folder_that_is_remembered(
    qtbot: QtBot, office: Office, jobs: Jobs, tmp_path: Path
) -> None:
    dialog = BackupDialog(office.space, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    (tmp_path / "file").write_text("in the way")
    dialog.folder.set_value(str(tmp_path / "file"))
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    idle(qtbot, jobs)
    assert "cannot be written" in dialog.folder.problem() and dialog.go.isEnabled()
    dialog.folder.set_value(str(tmp_path / "stick"))
    with qtbot.waitSignal(dialog.backed_up, timeout=20_000):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert [p.suffix for p in (tmp_path / "stick").iterdir()] == [".isodesk-backup"]
    idle(qtbot, jobs)
    assert "just now" in dialog.last.text()
    assert dialog.list.list_model().rowCount() == 1
    again = BackupDialog(office.space, jobs)
    qtbot.addWidget(again)
    assert again.folder.value() == str(tmp_path / "stick")


def test_file_states_from_paper_are_compared(qtbot: QtBot, office: Office, jobs: Jobs) -> None:
    office.issue(office.document("Melting"), *HOLDERS)
    dialog = verified(qtbot, office, jobs)
    assert dialog.report is not None
    head = dialog.report.head
    qtbot.keyClick(dialog.paper.line, Qt.Key.Key_Return)
    assert "Type the file state" in dialog.paper.problem()
    qtbot.keyClicks(dialog.paper.line, head.lower().replace("-", " "))
    qtbot.keyClick(dialog.paper.line, Qt.Key.Key_Return)
    idle(qtbot, jobs)
    assert dialog.banner.words().startswith("The file is whole. ")
    assert f"Paper {head}: Stands in this history" in first_row(dialog)
    assert not dialog.hint.text(), "Enter compares and presses nothing else"
    dialog.paper.set_value("99999-0123456789ABCDEF, nonsense")
    dialog.compare()
    idle(qtbot, jobs)
    assert "a paper contradicts it" in dialog.banner.words()
    assert "this file is older than the paper" in first_row(dialog)
    pdf = office.space.sheets.listing("Verification", "lines", dialog.as_table(), 11)
    text = " ".join(text_of(pdf).split())
    assert "Paper 99999-0123456789ABCDEF" in text and f"Paper {head}" in text


def first_row(dialog: VerifyDialog) -> str:
    model = dialog.findings.list_model()
    return str(model.index(0, 0).data())
