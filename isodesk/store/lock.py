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

from isodesk.core.dates import paper_moment


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
    """The lock of one file, by its resolved path, so that a symlink is the same file."""

    def __init__(self, path: Path) -> None:
        real = path.resolve()
        self._path = real.with_name(real.name + ".lock")
        self._stream: FileIO | None = None

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
        with suppress(OSError):  # a full disk: the lock holds without saying whose it is
            stream.truncate(0)
            stream.write(json.dumps(asdict(_ourselves())).encode())
        return None

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
