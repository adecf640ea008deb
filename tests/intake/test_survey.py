"""A drop of anything: each file taken or refused with its reason, and nothing stops it."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from isodesk.core.problems import Cancelled
from isodesk.intake.limits import MOST_TEXT
from isodesk.intake.reader import Reader
from isodesk.intake.survey import Found, Way, gather, survey
from tests.intake import making

PREFIXES = {"QP": "procedure"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A quality folder as it is found: good files, leftovers, links, and a pipe."""
    (tmp_path / "old" / "deep").mkdir(parents=True)
    text = making.paragraphs("Doc. No. QP-07", "Revision: 4")
    (tmp_path / "QP-07 Melting.docx").write_bytes(making.docx(text))
    (tmp_path / "old" / "Policy.pdf").write_bytes(making.pdf("Our policy"))
    (tmp_path / "old" / "deep" / "bomb.docx").write_bytes(making.deflate_bomb(60))
    (tmp_path / "photo.png").write_bytes(making.picture("PNG"))
    (tmp_path / "notes.md").write_text("# Notes\n\nWords.")
    for leftover in ("~$-07.docx", ".DS_Store", "Thumbs.db", ".hidden", "x.tmp"):
        (tmp_path / leftover).write_text("x")
    return tmp_path


def test_a_folder_is_walked_and_its_leftovers_are_counted(folder: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.pdf")
        (folder / "link.pdf").symlink_to("/etc/passwd")
        (folder / "loop").symlink_to(folder)
    gathered = gather([folder, folder / "notes.md"])
    names = [path.name for path in gathered.files]
    assert names == ["notes.md", "bomb.docx", "Policy.pdf", "photo.png", "QP-07 Melting.docx"]
    left = dict(gathered.left_out)
    assert (left["temporary and system files"], left["hidden files"]) == (3, 2)
    if hasattr(os, "mkfifo"):
        assert (left["links"], left["pipes and devices"]) == (2, 1)
    assert dict(gather([folder], most=2).left_out)["beyond the first 2 files"] == 3


def test_each_file_is_taken_or_refused(folder: Path, reader: Reader) -> None:
    found = {one.name: one for one in survey([folder], reader, PREFIXES)}
    word = found["QP-07 Melting.docx"]
    assert (word.proposal.number, word.proposal.revision) == ("QP-07", "4")
    assert (word.proposal.type_key, word.refused) == ("procedure", None)
    assert found["Policy.pdf"].way is Way.AS_IT_IS and found["Policy.pdf"].pages == 1
    assert found["photo.png"].way is Way.PICTURE
    assert found["notes.md"].way is Way.LAID_OUT and "Words." in found["notes.md"].text
    bomb = found["bomb.docx"]
    assert bomb.way is None and bomb.refused and "unpack" in bomb.refused


def test_without_libreoffice_a_word_file_is_kept_as_the_source(
    folder: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    found = {one.name: one for one in survey([folder], reader, PREFIXES)}
    word = found["QP-07 Melting.docx"]
    assert word.way is Way.SOURCE and "LibreOffice is not installed" in word.notes[-1]


def test_a_file_that_vanished_or_may_not_be_read_is_listed(tmp_path: Path, reader: Reader) -> None:
    gone = tmp_path / "gone.pdf"
    (found,) = survey([gone], reader, PREFIXES)
    assert found.refused and "cannot be read" in found.refused
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(300 << 20)
    (found,) = survey([huge], reader, PREFIXES)
    assert found.refused and "larger than 256 MB" in found.refused


def test_a_survey_can_be_cancelled(folder: Path, reader: Reader) -> None:
    def stop(done: int, of: int, what: str) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(survey([folder], reader, PREFIXES, stop))
    assert next(survey([folder / "notes.md"], reader, PREFIXES)).refused is None


@pytest.mark.inputs
def test_all_foreign_files_at_once(inputs: Path, reader: Reader) -> None:
    with _peak_of_children() as peak:
        found, slowest = _timed(survey([inputs], reader, PREFIXES))
    assert len(found) > 200
    assert slowest < 20
    assert peak[0] < 1 << 30
    for one in found:
        assert (one.way is None) == (one.refused is not None), one.name
        assert one.refused is None or 10 < len(one.refused) < 300, one.name
        assert len(one.text) <= MOST_TEXT
    refused = {one.name for one in found if one.refused}
    assert not any(name.endswith((".md", ".txt", ".jpg", ".png")) for name in refused)
    assert sum(name.endswith(".pdf") for name in refused) <= 6, "four locked, two ruined"
    assert not any("could not be read" in (one.refused or "") for one in found), (
        "a reason that says nothing"
    )


@pytest.mark.inputs
def test_names_do_not_decide(inputs: Path, reader: Reader, tmp_path: Path) -> None:
    for number, path in enumerate(sorted(inputs.rglob("*.*"))[::9]):
        (tmp_path / f"{number}.pdf").write_bytes(path.read_bytes())
    for one in survey([tmp_path], reader, PREFIXES):
        assert (one.way is None) == (one.refused is not None), one.name


def _timed(found: Iterator[Found]) -> tuple[list[Found], float]:
    all_of_them, slowest, before = [], 0.0, time.monotonic()
    for one in found:
        all_of_them.append(one)
        slowest = max(slowest, time.monotonic() - before)
        before = time.monotonic()
    return all_of_them, slowest


class _peak_of_children:  # noqa: N801 - used as a statement
    """Watches the memory of this process's children: `with ... as peak`, then `peak[0]`."""

    def __enter__(self) -> list[int]:
        self.peak, self.over = [0], threading.Event()
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()
        return self.peak

    def __exit__(self, *failure: object) -> None:
        self.over.set()
        self.thread.join()

    def _watch(self) -> None:
        while not self.over.wait(0.01):
            for child in psutil.Process().children():
                try:
                    self.peak[0] = max(self.peak[0], child.memory_info().rss)
                except psutil.Error:
                    continue
