"""The backups that stand in a folder, each known by a short look into it."""

import re
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from isodesk.core.ladder import Rung, ladder
from isodesk.core.problems import Refused
from isodesk.store import sqlite
from isodesk.store.backup import AUTOMATIC, SUFFIX
from isodesk.store.head import head_of, short_head

_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2} \d{6})")
_AUTOMATIC = re.compile(rf"\d{{4}}-\d{{2}}-\d{{2}} \d{{6}}{AUTOMATIC}$")
_KEPT = re.compile(r" (before (?:restore|repair|update))\b")
_LOOK_SECONDS = 2.0


@dataclass(frozen=True)
class Known:
    """One backup, or a former state of the file kept beside it.

    `at` is when it was written, by its name, else by its file time; `rung` what
    keeps it on the ladder; `kept` tells a former file.
    """

    path: Path
    file_id: str
    company: str
    at: datetime
    seq: int
    head: str
    size: int
    automatic: bool
    kept: bool = False
    rung: Rung | None = None


def glimpse(path: Path, zone: tzinfo | None = None) -> Known | None:
    """What a backup is; None for what is none, or cannot be read. It is not checked here."""
    try:
        sqlite.read_header(path)
        with closing(sqlite.guarded(path)) as connection:
            sqlite.limited(connection, _LOOK_SECONDS)
            return _known(path, connection, zone)
    except (Refused, OSError, sqlite.DatabaseError):
        return None


def _known(path: Path, connection: Any, zone: tzinfo | None) -> Known | None:
    company = connection.execute("SELECT file_id, name FROM company").fetchone()
    if company is None:
        return None
    seq, digest = head_of(connection)
    stat = path.stat()
    return Known(
        path,
        str(company[0]),
        str(company[1]),
        _written_at(path, stat.st_mtime, zone),
        seq,
        short_head(seq, digest),
        stat.st_size,
        bool(_AUTOMATIC.search(path.stem)),
        bool(_KEPT.search(path.stem)),
    )


def _written_at(path: Path, modified: float, zone: tzinfo | None) -> datetime:
    stamp = _STAMP.search(path.stem)
    with suppress(ValueError):
        if stamp:
            named = datetime.strptime(stamp[1], "%Y-%m-%d %H%M%S")
            return named.replace(tzinfo=zone) if zone else named.astimezone()
    return datetime.fromtimestamp(modified, zone).astimezone(zone)


def known_in(folder: Path, file_id: str = "", zone: tzinfo | None = None) -> tuple[Known, ...]:
    """The backups in a folder, newest first; of one file, if its id is given.

    Those isodesk made by itself of one file carry the rung of the ladder that keeps them.
    """
    try:
        paths = [p for p in folder.glob(f"*{SUFFIX}") if not p.name.startswith(".")]
    except OSError:
        return ()
    seen = (known for path in paths if (known := glimpse(path, zone)) is not None)
    return on_ladder([k for k in seen if not file_id or k.file_id == file_id])


def former_states(path: Path, file_id: str = "", zone: tzinfo | None = None) -> tuple[Known, ...]:
    """What was kept beside a file by a restore, a repair or an update, newest first."""
    try:
        beside = [
            p
            for p in path.parent.glob(f"{glob_safe(path.stem)} before *")
            if _KEPT.search(p.stem) and p.suffix in (path.suffix, SUFFIX)
        ]
    except OSError:
        return ()
    seen = (known for p in beside if (known := glimpse(p, zone)) is not None)
    return newest_first([k for k in seen if not file_id or k.file_id == file_id])


def glob_safe(text: str) -> str:
    """A name in which no letter is a pattern."""
    return re.sub(r"([\[*?])", r"[\1]", text)


def on_ladder(found: list[Known]) -> tuple[Known, ...]:
    """Newest first, the automatic ones of each file with the rung that keeps them."""
    rungs: dict[Path, Rung | None] = {}
    for file_id in {k.file_id for k in found}:
        own = [k for k in found if k.automatic and k.file_id == file_id]
        kept = ladder([k.at for k in own])
        rungs |= {k.path: rung for k, rung in zip(own, kept, strict=True)}
    return newest_first([replace(k, rung=rungs.get(k.path)) for k in found])


def newest_first(found: list[Known]) -> tuple[Known, ...]:
    """By when they were written, the longer history first where that is the same."""
    return tuple(sorted(found, key=lambda k: (k.at, k.seq), reverse=True))


def to_thin(found: tuple[Known, ...], file_id: str) -> tuple[Path, ...]:
    """What the ladder lets go: automatic backups of this file only, never the newest of all
    and never the one that holds the longest history."""
    own = [k for k in found if k.file_id == file_id]
    longest = max((k.seq for k in own), default=0)
    spare = {own[0].path} if own else set()
    spare |= {k.path for k in own if k.seq == longest}
    return tuple(k.path for k in own if k.automatic and k.rung is None and k.path not in spare)
