"""One writer a file: an OS lock beside it, which a crash gives back by itself."""

import getpass
import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from io import FileIO
from pathlib import Path

from isodesk import paths
from isodesk.core.dates import paper_moment
from isodesk.core.problems import Refused


@dataclass(frozen=True)
class LockHolder:
    """Who has the file open for writing."""

    user: str
    machine: str
    since: str

    def sentence(self) -> str:
        """For the banner of the second instance."""
        return (
            f"{self.user} on {self.machine} has had this file open since {self.since};"
            " it is open here for reading. Close it there to work on it here."
        )


class Lock:
    """The lock of one file, by its resolved path, so that a symlink is the same file; and on the
    file itself, which has other names where there are hard links.

    The second one is flock's, which SQLite does not use. It is not given back by itself when the
    file is renamed, and Windows has none: there two names of one file are two files to it.
    """

    def __init__(self, path: Path) -> None:
        self._real = path.resolve()
        self._path = self._real.with_name(self._real.name + ".lock")
        self._stream: FileIO | None = None
        self._own: FileIO | None = None

    def take(self) -> LockHolder | None:
        """None when the lock is ours now, else who holds it. Raises OSError on a medium
        that cannot be written."""
        while True:
            stream = self._path.open("a+b", buffering=0)
            if not _lock(stream):
                holder = _read(self._path)
                stream.close()
                return holder
            if _same_file(stream, self._path):
                break
            stream.close()  # the former holder removed the file between our two steps
        self._stream = stream
        if not self.hold_file():
            holder = _read(_note(self._real))
            self.release()
            return holder
        with suppress(OSError):  # a full disk: the lock holds without saying whose it is
            stream.truncate(0)
            stream.write(json.dumps(asdict(_ourselves())).encode())
        return None

    def hold_file(self) -> bool:
        """Hold the file itself, once it exists; false when somebody holds it under another
        name, true too where that cannot be asked."""
        if sys.platform == "win32" or not self._real.exists():
            return True
        own = self._real.open("rb", buffering=0)
        try:
            held = not _lock(own)
        except OSError:  # a file system without such locks
            held = False
        # closing it would also give back the locks SQLite has on it in this process (fcntl(2))
        if held:
            _LEFT_OPEN.append(own)
        else:
            self._own = own
            with suppress(OSError):  # the lock holds without saying whose it is
                _note(self._real).write_text(json.dumps(asdict(_ourselves())), encoding="utf-8")
        return not held

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._stream is None:
            return
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        self._stream.close()
        self._stream = None
        if sys.platform == "win32":
            self._path.unlink(missing_ok=True)
        own, self._own = self._own, None
        if own is not None:
            with suppress(OSError):  # a note without its lock is not read
                _note(self._real).unlink(missing_ok=True)
            own.close()


_LEFT_OPEN: list[FileIO] = []
"""Files that others hold; looked at by readers of ours, so they stay open to the end."""


def check_no_other_name(path: Path) -> None:
    """Raises Refused where a file is worked on under another of its names: its journal has that
    name, so that by this one it could not even be read rightly."""
    if sys.platform == "win32" or path.stat().st_nlink < 2:
        return
    real = path.resolve()
    if real.with_name(real.name + ".lock").exists():
        return  # held, or left, under this very name
    stream = real.open("rb", buffering=0)
    _LEFT_OPEN.append(stream)
    if not _lock(stream):
        holder = _read(_note(real))
        raise Refused(
            f"{holder.user} on {holder.machine} has had this file open under another name since"
            f" {holder.since}. Close it there to open it here."
        )
    fcntl.flock(stream.fileno(), fcntl.LOCK_UN)


def _note(path: Path) -> Path:
    """Who holds a file, by its number on the disk: for whoever comes by another name."""
    known = path.stat()
    return paths.cache_dir() / f"held {known.st_dev}-{known.st_ino}.json"


def _ourselves() -> LockHolder:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "Somebody"
    return LockHolder(user, socket.gethostname(), paper_moment(datetime.now()))


def _read(path: Path) -> LockHolder:
    try:
        return LockHolder(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return LockHolder("Another isodesk", "this computer", "a moment ago")


def _same_file(stream: FileIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a byte far behind the text, so that others can read who holds it

    def _lock(stream: FileIO) -> bool:
        stream.seek(_FAR)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        stream.seek(0)
        return True
else:
    import fcntl

    def _lock(stream: FileIO) -> bool:
        try:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
