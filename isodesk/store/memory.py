"""What is remembered of each file outside it: its last head and its highest serials.

Kept in the settings folder, so that an older file in the place of a newer one is
noticed (design 8.13); without it an older copy looks perfect.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path

from isodesk import paths
from isodesk.core.whole import write_whole


@dataclass(frozen=True)
class Remembered:
    """The newest state of a file this computer has seen; `at` is UTC text."""

    seq: int
    head: str
    at: str
    counters: dict[str, int] = field(default_factory=dict)


def recall(file_id: str) -> Remembered | None:
    """What was last seen of a file, by its id; None for one never seen here, or where the
    settings folder cannot be read."""
    try:
        told = Remembered(**json.loads(_path(file_id).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return told if _is_sound(told) else None


def remember(file_id: str, state: Remembered) -> None:
    """Keep the newest state; an older one never overwrites a newer. Raises OSError."""
    known = recall(file_id)
    if known and known.seq > state.seq:
        return
    write_whole(_path(file_id), json.dumps(asdict(state)).encode())


def start_again(file_id: str, state: Remembered) -> None:
    """After "continue here" on a restored file: its own head is the newest from now on."""
    write_whole(_path(file_id), json.dumps(asdict(state)).encode())


def _is_sound(told: Remembered) -> bool:
    texts = isinstance(told.head, str) and isinstance(told.at, str)
    counters = told.counters if isinstance(told.counters, dict) else {"": None}
    return texts and all(isinstance(n, int) for n in (told.seq, *counters.values()))


def _path(file_id: str) -> Path:
    folder = paths.config_dir() / "files"
    folder.mkdir(exist_ok=True)
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,100}", file_id):
        # the id comes from the file, and a planted one must not name a path of its own
        file_id = hashlib.sha256(file_id.encode("utf-8", "replace")).hexdigest()
    return folder / f"{file_id}.json"
