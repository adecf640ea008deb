"""Older states, copies side by side, and places where no file is worked on."""

import os
import shutil
from pathlib import Path

import pytest

from isodesk.core.problems import Refused
from isodesk.services.held import Way
from isodesk.services.workspace import Workspace
from isodesk.store.lock import Lock
from isodesk.store.verify import verify
from tests.company import FOUNDING
from tests.services.firm import HALL, Firm


def opened(firm: Firm, path: Path) -> Firm:
    space = Workspace.open(path, firm.space.settings, firm.space.desk.reader, firm.clock)
    space.begin_writing()
    return Firm(space, firm.clock)


def way(firm: Firm) -> Way | None:
    return firm.space.held.way if firm.space.held else None


def whys(firm: Firm) -> list[str]:
    rows = firm.space.desk.file.reader().execute("SELECT why FROM change ORDER BY id DESC")
    return [why or "" for (why,) in rows]


def test_an_older_state_is_only_read_until_the_officer_continues(
    firm: Firm, tmp_path: Path
) -> None:
    document = firm.draft()
    firm.issued(document, (HALL,))
    path = firm.space.path
    firm.space.close()
    older = path.read_bytes()
    newer = opened(firm, path)
    copy = newer.space.copies.give_out(document, "Yard", "Gate")
    code = newer.code(copy)
    newer.space.close()
    path.write_bytes(older)
    back = opened(firm, path)
    assert way(back) is Way.CONTINUE and back.space.read_only
    with pytest.raises(Refused, match="older state"):
        back.draft("Too early")
    assert path.read_bytes() == older, "only read"
    back.space.continue_here()
    assert back.space.read_only is None and back.space.held is None
    again = back.space.copies.give_out(document, "Yard", "Gate")
    assert back.code(again) != code
    (value,) = back.space.copies.by_ids([again])
    assert value.n == 3, "the number this computer saw given is jumped past"
    assert any("Continued here, from head" in why and "had seen" in why for why in whys(back))
    assert verify(path).whole
    back.space.close()
    assert way(opened(firm, path)) is None


def test_a_copy_beside_the_file_is_only_read_until_the_officer_continues(
    firm: Firm, tmp_path: Path
) -> None:
    firm.draft()
    path, beside = firm.space.path, tmp_path / "Copy of it.isodesk"
    firm.space.close()
    shutil.copy(path, beside)
    copy = opened(firm, beside)
    assert way(copy) is Way.CONTINUE and str(path) in (copy.space.read_only or "")
    copy.space.continue_here()
    copy.draft("In the copy")
    copy.space.close()
    first = opened(firm, path)
    assert way(first) is Way.CONTINUE, "now the other one is the copy"
    assert str(beside) in (first.space.read_only or "")
    first.space.close()


@pytest.mark.parametrize("how", ["moved", "symlink", "hard link"])
def test_the_same_file_elsewhere_goes_on_without_a_question(
    firm: Firm, tmp_path: Path, how: str
) -> None:
    firm.draft()
    path, other = firm.space.path, tmp_path / "elsewhere.isodesk"
    firm.space.close()
    if how == "moved":
        path.rename(other)
    elif how == "symlink":
        other.symlink_to(path)
    else:
        os.link(path, other)
    again = opened(firm, other)
    assert again.space.held is None and again.space.read_only is None
    again.space.close()


def test_a_file_that_is_worked_on_elsewhere_now_is_known_there(firm: Firm, tmp_path: Path) -> None:
    """What lies in the old place is another company, or no file of ours: nothing to ask."""
    firm.draft()
    path, other = firm.space.path, tmp_path / "elsewhere.isodesk"
    firm.space.close()
    shutil.move(path, other)
    path.write_text("a letter")
    again = opened(firm, other)
    assert again.space.read_only is None
    again.space.close()


@pytest.fixture
def cloud(tmp_path: Path) -> Path:
    """A folder that a sync program keeps."""
    folder = tmp_path / "Shared"
    (folder / ".stfolder").mkdir(parents=True)
    return folder


@pytest.fixture
def shared(firm: Firm, cloud: Path) -> Path:
    """A company's file that was put there."""
    firm.draft()
    path = cloud / firm.space.path.name
    firm.space.close()
    shutil.move(firm.space.path, path)
    return path


def test_a_file_in_a_sync_folder_is_only_read(firm: Firm, shared: Path) -> None:
    before = shared.read_bytes(), shared.stat().st_mtime_ns
    there = opened(firm, shared)
    assert way(there) is Way.WORK_COPY
    assert "Syncthing" in (there.space.read_only or "")
    with pytest.raises(Refused):
        there.draft("Live")
    there.space.close()
    assert (shared.read_bytes(), shared.stat().st_mtime_ns) == before
    assert {p.name for p in shared.parent.iterdir()} == {shared.name, ".stfolder"}


def test_no_company_is_founded_there(firm: Firm, cloud: Path) -> None:
    with pytest.raises(Refused, match=r"not kept at .* Syncthing"):
        Workspace.create(
            cloud / "new.isodesk", FOUNDING, firm.space.settings, firm.space.desk.reader
        )
    assert [p.name for p in cloud.iterdir()] == [".stfolder"]


def taken(firm: Firm, shared: Path, folder: Path) -> Firm:
    there = opened(firm, shared)
    copy = there.space.work_copies.take_out(folder=folder)
    there.space.close()
    return opened(firm, copy)


def test_a_work_copy_is_taken_worked_on_and_handed_back(
    firm: Firm, shared: Path, tmp_path: Path
) -> None:
    original = shared.read_bytes()
    mine = taken(firm, shared, tmp_path / "here")
    work = mine.space.work_copies.current()
    assert mine.space.read_only is None and work is not None and work.origin == str(shared)
    assert mine.space.work_copies.to_hand_back() is None, "nothing was done yet"
    mine.draft("Done at home")
    assert mine.space.work_copies.to_hand_back() is not None
    done = mine.space.work_copies.hand_back()
    assert done.path == shared and done.kept is not None
    assert done.kept.read_bytes() == original and "before hand-back" in done.kept.name
    report = verify(shared, remembered=False)
    assert report.whole and report.head == done.head == verify(mine.space.path).head
    assert whys(mine)[0] == f"Hand-back to {shared.name}"
    assert mine.space.work_copies.to_hand_back() is None
    mine.draft("More")
    mine.space.work_copies.hand_back()  # and again, as often as work is done
    mine.space.close()
    there = opened(firm, shared)
    assert way(there) is Way.OPEN_COPY and str(mine.space.path) in (there.space.read_only or "")
    assert there.space.glance().documents == 3
    there.space.close()
    assert not list(shared.parent.glob("*.lock")) and not list(shared.parent.glob(".*.part"))


def test_an_original_that_went_another_way_is_not_overwritten(
    firm: Firm, shared: Path, tmp_path: Path
) -> None:
    mine = taken(firm, shared, tmp_path / "here")
    elsewhere = tmp_path / "another computer.isodesk"
    shutil.copy(shared, elsewhere)
    theirs = opened(firm, elsewhere)
    theirs.space.continue_here()
    theirs.draft("Done elsewhere")
    theirs.space.close()
    shutil.copy(elsewhere, shared)
    before = shared.read_bytes()
    mine.draft("Done here")
    heads = verify(shared, remembered=False).head, verify(mine.space.path, remembered=False).head
    with pytest.raises(Refused, match="went another way") as refused:
        mine.space.work_copies.hand_back()
    said = str(refused.value)
    assert all(head in said for head in heads) and "changes by Anna Reyes" in said
    assert "Nothing was overwritten" in said
    assert shared.read_bytes() == before and len(list(shared.parent.glob("*.isodesk"))) == 1
    mine.draft("Work goes on")
    mine.space.close()


def test_an_original_that_was_only_opened_elsewhere_is_no_other(
    firm: Firm, shared: Path, tmp_path: Path
) -> None:
    mine = taken(firm, shared, tmp_path / "here")
    content = bytearray(shared.read_bytes())
    content[24:28] = (int.from_bytes(content[24:28], "big") + 1).to_bytes(4, "big")
    shared.write_bytes(bytes(content))  # the counter SQLite raises when a file is closed
    mine.draft("Done here")
    assert mine.space.work_copies.hand_back().path == shared
    mine.space.close()


def test_a_medium_that_is_away_and_a_file_that_is_open(
    firm: Firm, shared: Path, tmp_path: Path
) -> None:
    mine = taken(firm, shared, tmp_path / "here")
    mine.draft("Done here")
    away = shared.parent.with_name("unplugged")
    shared.parent.rename(away)
    with pytest.raises(Refused, match="Plug the medium in"):
        mine.space.work_copies.hand_back()
    away.rename(shared.parent)
    lock = Lock(shared)
    assert lock.take() is None
    with pytest.raises(Refused, match="Close it there, then do it again"):
        mine.space.work_copies.hand_back()
    lock.release()
    shared.unlink()  # somebody took it away: there is nothing to overwrite
    done = mine.space.work_copies.hand_back()
    assert done.kept is None and verify(shared, remembered=False).whole
    mine.space.close()


def test_a_damaged_original_is_not_taken_out(firm: Firm, shared: Path, tmp_path: Path) -> None:
    content = shared.read_bytes()
    assert b"Melting and pouring" in content
    shared.write_bytes(content.replace(b"Melting and pouring", b"Smelter and pouring"))
    there = opened(firm, shared)
    with pytest.raises(Refused, match="not whole"):
        there.space.work_copies.take_out(folder=tmp_path / "here")
    there.space.close()
    assert not list((tmp_path / "here").iterdir())
