"""The file itself: held by somebody else, dropped, backed up and restored, closed and reopened."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from isodesk.ui.restore_dialog import RestoreDialog
from tests.journeys.officer import Officer, close_dialogs

HOLDER = """
import sys
from pathlib import Path
from isodesk.store.file import CompanyFile
file = CompanyFile.open(Path(sys.argv[1]))
file.begin_writing(lambda *_: None)
assert file.read_only is None
print("held", flush=True)
sys.stdin.read()
file.close()
"""


def test_a_file_held_by_somebody_else_opens_for_reading(
    officer: Officer, sample_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "Held.isodesk"
    shutil.copy(sample_file, path)
    with _held(path) as holder:
        officer.drop([path])
        officer.settle()
        assert "Open for reading." in officer.window.banner.words()
        assert "has had this file open since" in officer.window.banner.words()
        officer.look("40 held by another")
        officer.turn_to("Documents")
        steps = officer.page.record.head.steps
        assert steps and not any(button.isEnabled() for button in steps.values())
        assert not officer.menu("Record", "New document").isEnabled()
        assert not officer.menu("File", "Bring in documents…").isEnabled()
        assert "has had this file open" in officer.menu("Record", "New document").toolTip()
        holder.communicate("")
    officer.take("File", "Close the file")
    officer.choose_way("Held")
    assert officer.space.read_only is None, "given back, it is ours to write"


def test_what_is_not_ours_is_refused_in_a_sentence(officer: Officer, tmp_path: Path) -> None:
    path = tmp_path / "Other.isodesk"
    path.write_bytes(b"not a file of ours" * 500)
    officer.drop([path])
    officer.settle()
    assert "That did not work." in officer.window.banner.words()
    assert officer.office.space is None
    officer.drop([tmp_path])
    assert "No file is open." in officer.window.banner.words()


def test_a_file_dropped_on_an_open_one_takes_its_place(
    sample: Officer, sample_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "Other.isodesk"
    shutil.copy(sample_file, other)
    first = sample.space.path
    sample.drop([other])
    sample.settle()
    assert sample.space.path == other
    sample.press("Continue here")  # it is a copy of the one that was open
    sample.settle()
    assert sample.space.read_only is None
    assert not first.with_name(first.name + ".lock").exists(), "the first one is let go"
    sample.drop([other])
    sample.settle()
    assert sample.space.path == other and sample.space.read_only is None, "itself, once more"


def test_a_backup_is_restored_through_its_dialog(sample: Officer, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    sample.take("File", "Back up now")
    dialog = sample.dialog("Backups")
    sample.fill("Folder", str(folder))
    sample.press("Back up now", dialog)
    (made,) = folder.iterdir()
    close_dialogs()
    sample.settle()
    assert "Backup verified" in sample.reads()
    number = str(sample.space.lists.documents().page(None, 1).rows[0].values[0])
    sample.open_row(number)
    before = sample.field("Department", sample.page.record).value()
    sample.fill("Department", "A slip of the hand", sample.page.record)
    sample.take("File", "Restore a backup…")
    restoring = sample.dialog("Restore a backup")
    assert isinstance(restoring, RestoreDialog)
    assert restoring.source.value() == str(made), "the newest one is chosen already"
    assert restoring.changes.total() > 0, "it says what would be lost"
    sample.look("41 restore")
    sample.press("Restore", restoring)
    assert QApplication.activeModalWidget() is None
    sample.widen()
    assert sample.space.read_only is None
    sample.open_row(number)
    sample.look("42 restored")
    assert sample.field("Department", sample.page.record).value() == before
    verified(sample)


def test_a_copy_is_saved_and_opened_from_the_recent_ones(sample: Officer, tmp_path: Path) -> None:
    copy = tmp_path / "Copy.isodesk"
    with sample.choosing(copy):
        sample.take("File", "Save a copy as…")
    assert copy.is_file() and "Saved and verified" in sample.reads()
    with sample.choosing(copy):
        sample.take("File", "Open…")
    assert sample.space.path == copy
    verified(sample)


def test_the_sample_company_is_built_from_the_first_page(
    make_officer: Callable[[], Officer],
) -> None:
    officer = make_officer()
    officer.choose_way("Try the sample company")
    assert officer.space.read_only is None
    assert officer.window.current_page() == "today"
    assert officer.space.lists.document_count() >= 35
    assert officer.space.glance().to_recall


def verified(officer: Officer) -> None:
    officer.take("File", "Verify this file")
    assert officer.answer().startswith("The file is whole."), officer.answer()
    officer.press("Close")


def _held(path: Path) -> subprocess.Popen[str]:
    """Another isodesk that has the file open for writing."""
    command = [sys.executable, "-c", HOLDER, str(path)]
    pipe = subprocess.PIPE
    holder = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    return holder


def test_a_file_is_closed_in_the_midst_of_its_works_without_a_word(sample: Officer) -> None:
    office, app = sample.office, QApplication.instance()
    assert office.space is not None and app is not None
    path = office.space.path
    for round_ in range(6):
        office.window.show_page("documents")
        app.processEvents()  # lists count and a record is read while the file goes away
        if round_ % 2:
            office.steps.close_file()
        office.steps.open_and_write(path)
        app.processEvents()
    sample.settle()
    assert not office.window.banner.isVisible()
    assert office.space.company_name == "Brackwater Pumps" and office.space.read_only is None


def test_an_older_file_says_so_until_the_officer_continues_there(sample: Officer) -> None:
    office = sample.office
    assert office.space is not None
    path = office.space.path
    office.steps.close_file()
    older = path.read_bytes()
    office.steps.open_and_write(path)
    sample.settle()
    office.space.documents.set_distribution(
        office.space.lists.document_of("QP-05") or 0, [("A", "B")]
    )
    office.steps.close_file()
    path.write_bytes(older)
    for turn in range(2):  # it stays said, however often the file is closed
        office.steps.open_and_write(path)
        sample.settle()
        assert "An older state of the file." in office.window.banner.words()
        assert office.window.banner.isVisible()
        if turn == 0:
            office.steps.close_file()
    sample.press("Continue here")
    sample.settle()
    office.steps.close_file()
    office.steps.open_and_write(path)
    sample.settle()
    assert not office.window.banner.isVisible()


def test_the_first_close_asks_for_a_folder_and_the_next_ones_back_up_by_themselves(
    sample: Officer, tmp_path: Path
) -> None:
    folder, path = tmp_path / "drive", sample.space.path
    number = str(sample.space.lists.documents().page(None, 1).rows[0].values[0])
    assert "Choose where backups go" in sample.reads()
    sample.open_row(number)
    sample.fill("Department", "Melt shop", sample.page.record)
    sample.take("File", "Close the file")
    asking = sample.dialog("Where should backups go?")
    sample.look("43 where should backups go")
    sample.press("Not now", asking)
    assert sample.office.space is None
    sample.office.steps.open_and_write(path)
    sample.settle()
    sample.widen()
    sample.open_row(number)
    sample.fill("Department", "Foundry", sample.page.record)
    sample.take("File", "Close the file")
    assert sample.office.space is None, "it asks once a week"
    sample.office.steps.open_and_write(path)
    sample.settle()
    sample.space.backups.choose_folder(folder)
    sample.turn_to("Today")
    sample.window.close()
    sample.wait(lambda: not sample.window.isVisible())
    (made,) = folder.iterdir()
    assert made.stem.endswith(" auto")
    assert sample.office.space is not None and sample.space.backups.notes.checked_at(made)


def test_a_close_that_cannot_back_up_says_why_and_may_go_without(
    sample: Officer, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    sample.space.backups.choose_folder(folder)
    folder.rmdir()
    sample.take("File", "Close the file")
    dialog = sample.dialog("Backing up before closing")
    assert "is not there" in sample.answer(dialog)
    sample.look("44 not backed up")
    sample.press("Stay", dialog)
    assert sample.office.space is not None
    assert "The last backup failed" in sample.reads()
    sample.take("File", "Close the file")
    sample.press("Close without", sample.dialog("Backing up before closing"))
    assert sample.office.space is None and not folder.exists()
