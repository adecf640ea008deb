"""A file in a sync folder is worked on in a copy and handed back; one taken away while it is open
loses nothing that was typed."""

import os
import shutil
from pathlib import Path

import pytest

from isodesk.store.verify import verify
from isodesk.ui.hand_back_dialog import HandBackDialog
from tests.journeys.officer import Officer


def test_work_on_a_copy_and_hand_it_back(
    officer: Officer, sample_file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Shared"
    (folder / ".stfolder").mkdir(parents=True)
    path = folder / "Brackwater.isodesk"
    shutil.copy(sample_file, path)
    original = path.read_bytes()
    officer.drop([path])
    officer.settle()
    assert "It lies in Syncthing" in officer.window.banner.words()
    assert not officer.menu("File", "Hand it back…").isEnabled()
    assert "no work copy" in officer.menu("File", "Hand it back…").toolTip()
    officer.look("50 a file in a sync folder")
    officer.press("Work on a copy here")
    officer.settle()
    copy = officer.space.path
    assert copy.parent.name == "isodesk" and officer.space.read_only is None
    assert "You work on a copy. Of " in officer.window.banner.words()
    officer.look("51 a work copy")
    officer.turn_to("Documents")
    officer.widen()
    officer.open_row("QP-05")
    officer.fill("Department", "Written in the copy", officer.page.record)
    officer.take("File", "Hand it back…")
    dialog = officer.dialog("Hand it back")
    assert isinstance(dialog, HandBackDialog)
    assert "QP-05" in str(dialog.changes.list_model().index(0, 0).data())
    officer.look("52 hand it back")
    officer.press("Hand it back", dialog)
    officer.settle()
    assert "Handed back and read back whole." in dialog.banner.words()
    officer.look("53 handed back")
    officer.press("Close", dialog)
    report = verify(path, remembered=False)
    assert report.whole and report.head == verify(copy).head
    kept = [p for p in folder.iterdir() if "before hand-back" in p.name]
    assert [p.read_bytes() for p in kept] == [original]


def test_closing_a_work_copy_asks_to_hand_it_back(
    officer: Officer, sample_file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Shared"
    (folder / ".stfolder").mkdir(parents=True)
    path = folder / "Brackwater.isodesk"
    shutil.copy(sample_file, path)
    officer.drop([path])
    officer.settle()
    officer.press("Work on a copy here")
    officer.settle()
    officer.turn_to("Documents")
    officer.widen()
    officer.open_row("QP-05")
    officer.fill("Department", "Written in the copy", officer.page.record)
    before = path.read_bytes()
    officer.take("File", "Close the file")
    officer.press("Later", officer.dialog("Hand it back"))
    officer.press("Not now", officer.dialog("Where should backups go?"))
    assert path.read_bytes() == before
    officer.drop([path])
    officer.settle()
    assert "You work on a copy of it" in officer.window.banner.words()
    officer.press("Open the work copy")
    officer.settle()
    assert officer.space.read_only is None


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move an open file")
def test_a_file_taken_away_keeps_what_is_typed(sample: Officer, tmp_path: Path) -> None:
    path, drawer = sample.space.path, tmp_path / "drawer"
    drawer.mkdir()
    sample.turn_to("Documents")
    sample.open_row("QP-05")
    _move(path, drawer / path.name)
    sample.fill("Department", "Typed meanwhile", sample.page.record)
    sample.settle()
    assert "The file is gone." in sample.window.banner.words()
    assert "moved or deleted while it is open" in sample.window.banner.words()
    field = sample.field("Department", sample.page.record)
    assert field.value() == "Typed meanwhile", "it stays in the form"
    sample.look("54 the file is gone")
    saved = tmp_path / "Saved.isodesk"
    with sample.choosing(saved):
        sample.press("Save a copy as…")
    sample.settle()
    assert verify(saved, remembered=False).whole
    _move(drawer / path.name, path)
    field.commit()
    sample.settle()
    sample.office.banner.look()
    assert "The file is gone." not in sample.reads()
    sample.take("File", "Close the file")
    assert verify(path).whole


def _move(path: Path, to: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        if (part := path.with_name(path.name + suffix)).exists():
            part.rename(to.with_name(to.name + suffix))
