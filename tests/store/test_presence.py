"""A file that is taken away, replaced or cut while it is open: nothing told is lost."""

import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from isodesk.core.problems import Refused
from isodesk.documents.model import Document
from isodesk.store.file import CompanyFile
from isodesk.store.presence import little_room
from isodesk.store.rescue import rescue
from isodesk.store.sqlite import guarded
from isodesk.store.unit import unit
from isodesk.store.verify import verify
from tests.company import TestClock
from tests.store.conftest import ANNA

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move an open file")


def save(file: CompanyFile, clock: TestClock, title: str) -> None:
    with unit(file, ANNA, clock) as work:
        work.session.get_one(Document, 1).title = title


def title(path: Path) -> str:
    connection = guarded(path)
    try:
        return str(connection.execute("SELECT title FROM record WHERE id = 1").fetchone()[0])
    finally:
        connection.close()


def both(path: Path, to: Path) -> None:
    """A file and its journal, as a file manager moves them."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).rename(to.with_name(to.name + suffix))


def test_a_moved_file_takes_no_more_until_it_is_back(
    file: CompanyFile, path: Path, clock: TestClock, tmp_path: Path
) -> None:
    save(file, clock, "Saved before")
    away = tmp_path / "away.isodesk"
    both(path, away)
    with pytest.raises(Refused, match="moved or deleted while it is open"):
        save(file, clock, "Typed meanwhile")
    assert title(away) == "Saved before", "nothing is written behind its back"
    both(away, path)
    save(file, clock, "Typed meanwhile")
    file.close()
    assert title(path) == "Typed meanwhile" and verify(path).whole


def test_a_deleted_file_is_saved_under_another_name(
    file: CompanyFile, path: Path, clock: TestClock, tmp_path: Path
) -> None:
    save(file, clock, "Saved before")
    path.unlink()
    with pytest.raises(Refused, match="moved or deleted"):
        save(file, clock, "Lost?")
    saved = rescue(file, tmp_path / "saved" / "again.isodesk")
    assert verify(saved, remembered=False).whole and title(saved) == "Saved before"
    with pytest.raises(Refused, match="cannot be written"):
        rescue(file, path.parent / ("x" * 300))
    file.close()
    assert not path.exists()


def test_a_medium_drawn_out_and_put_back(
    file: CompanyFile, path: Path, clock: TestClock, tmp_path: Path
) -> None:
    medium = tmp_path / "medium"
    medium.mkdir()
    file.close()
    shutil.move(path, medium / path.name)
    opened = CompanyFile.open(medium / path.name)
    opened.begin_writing()
    save(opened, clock, "Saved before")
    gone = tmp_path / "drawer"
    medium.rename(gone)
    with pytest.raises(Refused, match="was the medium drawn out"):
        save(opened, clock, "Meanwhile")
    gone.rename(medium)
    save(opened, clock, "Meanwhile")
    opened.close()
    assert title(medium / path.name) == "Meanwhile"


def test_another_file_in_its_place_is_not_written_to(
    file: CompanyFile, path: Path, clock: TestClock, tmp_path: Path
) -> None:
    shutil.copy(path, tmp_path / "other")
    (tmp_path / "other").replace(path)
    before = path.read_bytes()
    with pytest.raises(Refused, match="Another file lies in the place"):
        save(file, clock, "Into the wrong one")
    assert path.read_bytes() == before


def test_a_file_cut_short_or_without_its_journal_takes_no_more(
    file: CompanyFile, path: Path, clock: TestClock, tmp_path: Path
) -> None:
    save(file, clock, "Saved before")
    wal = path.with_name(f"{path.name}-wal")
    assert file.absence() == ""
    wal.rename(tmp_path / "wal")
    with pytest.raises(Refused, match="was taken away by another program"):
        save(file, clock, "Without a journal")
    (tmp_path / "wal").rename(wal)
    save(file, clock, "Goes on")
    file.checkpoint("TRUNCATE")
    assert file.absence() == ""
    size = path.stat().st_size
    os.truncate(path, size - 8192)
    with pytest.raises(Refused, match="cut short by another program"):
        save(file, clock, "Into a torn one")


def test_little_room_is_said_below_the_bound(
    path: Path, file: CompanyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    Usage = namedtuple("Usage", "total used free")
    for free, said in ((600 << 20, False), (300 << 20, True), (0, True)):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: Usage(0, 0, free))
        assert bool(little_room(path)) == said
    assert "Only 1 MB" in little_room(path)
    path.parent.joinpath("big").write_bytes(b"")
    os.truncate(path.parent / "big", 400 << 20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 700 << 20))
    assert little_room(path.parent / "big") and not little_room(path)
    assert little_room(path.parent / "gone" / "x") == ""
