"""Files written whole: the old one or the new one, never half of it (reliability 3.6)."""

import os
import re
import threading
import time
from contextlib import suppress
from pathlib import Path

_PART = re.compile(r"\.\d+-\d+\.part$")
_DEAD_SECONDS = 3600


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file's content: temporary name, fsync, rename, fsync of the folder.

    Raises OSError; the old content is then as it was and nothing lies beside it.
    """
    # the process in its name: two of us may write the settings at the same moment
    part = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError:
        with suppress(OSError):  # the first error is the one worth telling
            part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sweep(folder: Path) -> None:
    """Take away what a crash left in a folder of files that were being written whole; what is
    younger than an hour may still be at work. Says nothing where it cannot."""
    with suppress(OSError), os.scandir(folder) as entries:
        dead = time.time() - _DEAD_SECONDS
        left = [e.path for e in entries if _PART.search(e.name) and e.stat().st_mtime < dead]
        for path in left:
            Path(path).unlink()


def rename_durably(part: Path, target: Path) -> None:
    """Give a file written under another name its own, once its bytes are on the disk. Raises
    OSError."""
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    part.replace(target)
    sync_folder(target.parent)


def move_aside(path: Path, to: Path) -> None:
    """A database, where it stands, with what a crash left beside it: a journal must never meet
    another file. Raises OSError."""
    for suffix in ("-wal", "-journal", ""):
        if (beside := path.with_name(path.name + suffix)).exists():
            beside.rename(to.with_name(to.name + suffix))
    path.with_name(path.name + "-shm").unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows does it by itself and cannot open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
