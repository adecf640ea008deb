"""What is remembered of each file outside it: its last head, its highest serials, where it
lies, and a head of every day.

Kept in the settings folder, so that an older file in the place of a newer one, or a copy
beside it, is noticed (design 8.13); without it an older copy looks perfect.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from isodesk import paths
from isodesk.core.whole import write_whole

DAYS_KEPT = 90
"""So many days keep a head each; of the time before, each month keeps its last."""


@dataclass(frozen=True)
class Remembered:
    """The newest state of a file this computer has seen; `at` is UTC text. `path` is where it
    was worked on last, "" when that is not known; `heads` are heads as paper carries them, by
    day (`2026-11-23`)."""

    seq: int
    head: str
    at: str
    counters: dict[str, int] = field(default_factory=dict)
    path: str = ""
    heads: dict[str, str] = field(default_factory=dict)


def recall(file_id: str) -> Remembered | None:
    """What was last seen of a file, by its id; None for one never seen here, or where the
    settings folder cannot be read."""
    try:
        values = json.loads(file_of(file_id, ".json").read_text(encoding="utf-8"))
        told = Remembered(**_known(values))
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    return told if _is_sound(told) else None


def remember(file_id: str, state: Remembered) -> None:
    """Keep the newest state, and the heads of former days; an older state never overwrites a
    newer. Raises OSError."""
    known = recall(file_id)
    if known is None:
        start_again(file_id, state)
    elif known.seq <= state.seq:
        heads = _thinned({**known.heads, **state.heads})
        start_again(file_id, replace(state, heads=heads, path=state.path or known.path))


def start_again(file_id: str, state: Remembered) -> None:
    """Keep this state alone: the newest one from now on. Raises OSError."""
    write_whole(file_of(file_id, ".json"), json.dumps(asdict(state)).encode())


def file_of(file_id: str, suffix: str) -> Path:
    """Where something about a file is kept, outside it."""
    folder = paths.config_dir() / "files"
    folder.mkdir(exist_ok=True)
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,100}", file_id):
        # the id comes from the file, and a planted one must not name a path of its own
        file_id = hashlib.sha256(file_id.encode("utf-8", "replace")).hexdigest()
    return folder / f"{file_id}{suffix}"


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """Without what a later isodesk may have added."""
    names = {one.name for one in fields(Remembered)}
    return {name: value for name, value in values.items() if name in names}


def _is_sound(told: Remembered) -> bool:
    heads = told.heads if isinstance(told.heads, dict) else {"": None}
    texts = all(isinstance(t, str) for t in (told.head, told.at, told.path, *heads.values()))
    counters = told.counters if isinstance(told.counters, dict) else {"": None}
    return texts and all(isinstance(n, int) for n in (told.seq, *counters.values()))


def _thinned(heads: dict[str, str]) -> dict[str, str]:
    days = sorted(heads)
    months = {day[:7]: day for day in days[:-DAYS_KEPT]}
    return {day: heads[day] for day in (*months.values(), *days[-DAYS_KEPT:])}
