"""Whether an open file still lies where it was opened, and whether there is room beside it.

A deleted file can still be written to on some systems, and everything said to be saved in it
would be gone: so this is asked before each unit of work. It costs one look at the folder.
"""

import os
import shutil
from pathlib import Path

ROOM = 500 * 1024 * 1024


class Presence:
    """The file as it was when it was taken into use."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._wal = path.with_name(f"{path.name}-wal")
        self._stood, self._size = path.stat(), path.stat().st_size
        self._has_wal = False

    def absence(self) -> str:
        """Why nothing may be saved now, in one sentence; "" while the file is in its place."""
        try:
            now = self._path.stat()
        except OSError:
            return self._gone()
        if not _same(now, self._stood):
            return (
                f"Another file lies in the place of {self._path.name}, which is still open here."
                " Nothing is saved until it is back; save a copy of it under another name."
            )
        if now.st_size < self._size:
            return (
                f"{self._path.name} was cut short by another program while it was open. Nothing"
                " more is saved in it. Save a copy, or restore the newest backup."
            )
        self._size = now.st_size
        return self._without_journal()

    def _gone(self) -> str:
        folder = self._path.parent
        if not folder.is_dir():
            return (
                f"{folder} is not there any more: was the medium drawn out? What is typed stays"
                " here; bring it back, then do it again."
            )
        return (
            f"{self._path.name} was moved or deleted while it is open. What is typed stays here:"
            f" bring it back to {folder}, or save a copy of it under another name."
        )

    def _without_journal(self) -> str:
        if self._wal.exists():
            self._has_wal = True
        elif self._has_wal:
            return (
                f"{self._wal.name}, which belongs to {self._path.name}, was taken away by another"
                " program. Close the file and open it again: what was saved is still held here."
            )
        return ""


def little_room(path: Path) -> str:
    """A sentence when the disk of a file is nearly full: below 500 MB or twice its size, which
    a backup or an update needs; "" else, and where nobody can tell."""
    try:
        free, size = shutil.disk_usage(path.parent).free, path.stat().st_size
    except OSError:
        return ""
    if free >= max(ROOM, 2 * size):
        return ""
    return (
        f"Only {max(1, free >> 20):,} MB are left on the disk that holds {path.name}. Make room"
        " before it is full: a backup or an update needs twice the size of the file."
    )


def _same(one: os.stat_result, other: os.stat_result) -> bool:
    """Some file systems number no files: there a size and a place must do."""
    return not one.st_ino or (one.st_dev, one.st_ino) == (other.st_dev, other.st_ino)
