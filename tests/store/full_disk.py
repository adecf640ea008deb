"""What an officer does on a disk that fills up; run by test_hostile on a disk of 24 MB."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from isodesk.core.problems import Refused
from isodesk.core.progress import silent
from isodesk.documents.model import Document
from isodesk.store import files
from isodesk.store.backup import backup
from isodesk.store.file import CompanyFile
from isodesk.store.unit import unit
from isodesk.store.verify import verify
from tests.company import TestClock
from tests.store.conftest import ANNA, begun


def play(folder: Path) -> None:
    """Prints a word for each thing that went as it should."""
    path, clock = folder / "firm.isodesk", TestClock()
    begun(path, clock).close()
    kept = verify(path).head
    fill = _fill(folder)
    file = CompanyFile.open(path)
    file.begin_writing()
    _refused(lambda: _save(file, clock))
    _refused(lambda: backup(path, folder / "stick", "b", silent))
    _refused(lambda: CompanyFile.create(folder / "other.isodesk"))
    file.close()
    left = {p.name for p in folder.iterdir()} - {"stick", fill.name}
    print("kept" if verify(path).head == kept and left == {path.name} else f"lost {left}")
    fill.unlink()
    again = CompanyFile.open(path)
    again.begin_writing()
    with unit(again, ANNA, clock) as work:
        work.session.get_one(Document, 1).title = "After room was made"
    again.close()
    print("goes on")
    print("whole" if verify(path).whole else "damaged")


def _save(file: CompanyFile, clock: TestClock) -> None:
    with unit(file, ANNA, clock) as work:
        work.session.get_one(Document, 1).title = "Too much"
        files.keep(work.session, os.urandom(1 << 20), "application/pdf")


def _refused(act: object) -> None:
    try:
        act()  # type: ignore[operator]
        print("written")
    except Refused as refused:
        said = str(refused)
        print("full" if "full" in said or "No space" in said else said)


def _fill(folder: Path) -> Path:
    """A file that takes all the room there is."""
    path = folder / "fill"
    with path.open("wb", buffering=0) as stream, suppress(OSError):
        while True:
            assert stream.write(b"x" * 1024) or errno.ENOSPC
    return path
