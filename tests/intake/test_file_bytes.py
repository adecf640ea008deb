"""Files that lie oddly on the disk are refused in one sentence, and nobody waits for them."""

import os
from pathlib import Path

import pytest

from isodesk.core.names import name_of
from isodesk.core.problems import Refused
from isodesk.intake.file_bytes import bytes_of


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a;b")
    link = tmp_path / "link.csv"
    link.symlink_to(path)
    assert bytes_of(path) == bytes_of(link) == b"a;b"
    with pytest.raises(Refused, match="larger than 0 MB"):
        bytes_of(path, 2)


def test_what_is_no_file_or_cannot_be_read_is_said(tmp_path: Path) -> None:
    folder, pipe, round_ = (tmp_path / name for name in ("x.xlsx", "pipe.csv", "round.csv"))
    folder.mkdir()
    os.mkfifo(pipe)
    round_.symlink_to(round_)
    said = {}
    for path in (folder, pipe, Path("/dev/zero"), round_, tmp_path / "gone.pdf", Path("a\0b")):
        with pytest.raises(Refused) as refused:
            bytes_of(path)
        said[path.name] = str(refused.value)
    assert said["x.xlsx"].endswith("is a folder, not a file.")
    assert said["pipe.csv"].endswith(said["zero"].removeprefix("zero "))
    assert "cannot be read" in said["round.csv"] and "cannot be read" in said["a\0b"]
    assert said["gone.pdf"] == "gone.pdf cannot be read (No such file or directory)."


def test_a_name_in_letters_of_another_computer_can_be_kept() -> None:
    assert name_of(Path(os.fsdecode(b"Pr\xfcfung.csv"))) == "Prüfung.csv"
    assert name_of(Path("Prüfung.csv")) == "Prüfung.csv"
    assert name_of(Path("a\n\u202eb.csv")) == "a__b.csv"
