"""What is remembered of a work copy: where it was taken from, and the state it had there.

Kept beside the memory of the file in the settings folder, since it is of this computer.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from isodesk.core.whole import write_whole
from isodesk.store import memory

_PIECE = 1 << 20


@dataclass(frozen=True)
class WorkCopy:
    """`copy` is worked on, `origin` lies where no file is worked on. `digest` is what the
    origin's bytes were when it was last read or written here, `head` its history's head as
    paper carries it, `seq` its last entry; `at` is UTC text."""

    file_id: str
    copy: str
    origin: str
    digest: str
    head: str
    seq: int
    at: str


def recall(file_id: str) -> WorkCopy | None:
    """The work copy of a file; None where there is none, or it cannot be read."""
    try:
        told = WorkCopy(**json.loads(_path(file_id).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    texts = (told.file_id, told.copy, told.origin, told.digest, told.head, told.at)
    sound = all(isinstance(text, str) for text in texts) and isinstance(told.seq, int)
    return told if sound and told.file_id == file_id else None


def keep(work: WorkCopy) -> None:
    """Remember a work copy, or its newest state. Raises OSError."""
    write_whole(_path(work.file_id), json.dumps(asdict(work)).encode())


def digest(path: Path) -> str:
    """SHA-256 over a file and what a crash left beside it. Raises OSError."""
    found = hashlib.sha256()
    for suffix in ("", "-wal", "-journal"):
        part = path.with_name(path.name + suffix)
        if suffix and not part.exists():
            continue
        with part.open("rb") as stream:
            while piece := stream.read(_PIECE):
                found.update(piece)
    return found.hexdigest()


def is_same(path: Path, other: str) -> bool:
    """Whether two paths are one file, by link or another case too."""
    if str(path.resolve()) == other:
        return True
    try:
        return path.samefile(other)
    except OSError:
        return False


def _path(file_id: str) -> Path:
    return memory.file_of(file_id, ".work.json")
