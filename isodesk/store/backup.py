"""Backup and restore: a temporary name, fully verified, made durable, then renamed."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.core.whole import sync_folder
from isodesk.store import sqlite
from isodesk.store.file import CompanyFile
from isodesk.store.head import head_of, short_head
from isodesk.store.verify import Report, verify

SUFFIX = ".isodesk-backup"


@dataclass(frozen=True)
class Backup:
    """A backup that was read back whole."""

    path: Path
    report: Report


def backup(source: Path, folder: Path, name: str, progress: Progress) -> Backup:
    """Write `folder/name.isodesk-backup` and verify it. Raises Refused, leaving no half file.

    One step over a connection of its own, so that a writer goes on meanwhile
    (reliability 3.5: stepwise backup beside a writer may never end).
    """
    target = folder / f"{name}{SUFFIX}"
    part = folder / f".{name}{SUFFIX}.part"
    if target.exists():
        raise Refused(f"{target.name} exists already in {folder}. Choose another folder or name.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        progress(0, 3, "Writing the backup")
        copy_whole(source, part)
        progress(1, 3, "Verifying the backup")
        report = verify(part, progress, remembered=False)
        if not report.whole:
            raise Refused(f"The backup is not whole: {report.findings[0].sentence}")
        _make_durable(part, target)
    except (OSError, sqlite.OperationalError) as error:
        raise Refused(f"The backup could not be written to {folder} ({error}).") from error
    except sqlite.DatabaseError as error:
        raise Refused(sqlite.trouble(source, str(error))) from error
    finally:
        with contextlib.suppress(OSError):  # a stick drawn out; the reason was told above
            part.unlink(missing_ok=True)
    return Backup(target, report)


def copy_whole(source: Path, target: Path) -> None:
    """A consistent copy of a file that may be open, into a path that does not exist yet."""
    with contextlib.closing(sqlite.guarded(source)) as connection:
        connection.execute("PRAGMA query_only=OFF")
        connection.execute("VACUUM INTO ?", (str(target),))


def _make_durable(part: Path, target: Path) -> None:
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    part.replace(target)
    sync_folder(target.parent)


@dataclass(frozen=True)
class Difference:
    """What a backup holds against the file it would replace, before anything is written.

    `file_seq` is None where no file stands; `unreadable` says why the one that stands there
    cannot be compared, and is "" when it can.
    """

    backup: Path
    backup_head: str
    backup_seq: int
    backup_at: str
    file_seq: int | None
    file_at: str
    lost: tuple[str, ...]
    unreadable: str = ""


def compare(source: Path, target: Path) -> Difference:
    """What restoring would bring back and what would be lost, change by change (at most 20).

    Raises Refused for a backup that cannot be read; a ruined file in its place is what backups
    are for, so that is told in the answer.
    """
    theirs = _state(source)
    if not target.exists():
        return Difference(source, *theirs, None, "", ())
    try:
        _, seq, at = _state(target)
        lost = _since(target, theirs[1])
    except Refused as refused:
        return Difference(source, *theirs, 0, "", (), str(refused))
    return Difference(source, *theirs, seq, at, lost)


def _since(path: Path, seq: int) -> tuple[str, ...]:
    with _looking(path) as connection:
        rows = connection.execute(
            "SELECT DISTINCT c.at, c.actor, coalesce(c.why, ''), coalesce(r.number, '')"
            " FROM history h JOIN change c ON c.id = h.change_id"
            " LEFT JOIN record r ON r.id = h.record_id"
            " WHERE h.seq > ? AND h.tab <> 'change' ORDER BY h.seq DESC LIMIT 20",
            (seq,),
        ).fetchall()
    return tuple(" · ".join(filter(None, row)) for row in rows)


def _state(path: Path) -> tuple[str, int, str]:
    with _looking(path) as connection:
        seq, digest = head_of(connection)
        row = connection.execute("SELECT at FROM change ORDER BY id DESC LIMIT 1").fetchone()
    return short_head(seq, digest), seq, row[0] if row else ""


@contextlib.contextmanager
def _looking(path: Path) -> Iterator[Any]:
    """A connection to a closed file whose schema is ours. Raises Refused."""
    file = CompanyFile.open(path)
    try:
        with sqlite.telling(path):
            yield file.reader()
    finally:
        file.close()


def restore(source: Path, target: Path, now: datetime, progress: Progress) -> Path | None:
    """Verify the backup, write it as a new file, swap, and keep the old one beside it.

    Answers where the old file is kept, None if there was none. Raises Refused when the
    backup is not whole; the target is then as it was. The target must be closed.
    """
    progress(0, 3, "Verifying the backup")
    report = verify(source, progress, remembered=False)
    if not report.whole:
        raise Refused(f"This backup is not whole: {report.findings[0].sentence} Choose another.")
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        progress(1, 3, "Writing the file")
        copy_whole(source, part)
        kept = _swap(part, target, now)
    except (OSError, sqlite.DatabaseError) as error:
        raise Refused(f"{target} could not be written ({error}); it is as it was.") from error
    finally:
        with contextlib.suppress(OSError):  # a stick drawn out; the reason was told above
            part.unlink(missing_ok=True)
    return kept


def _swap(part: Path, target: Path, now: datetime) -> Path | None:
    stamp = f"{now:%Y-%m-%d %H%M%S}"
    kept = target.with_name(f"{target.stem} before restore {stamp}{target.suffix}")
    if target.exists():
        _fold_in(target)
    _move(target, kept)
    try:
        _make_durable(part, target)
    except OSError:
        _move(kept, target)
        raise
    return kept if kept.exists() else None


def _move(path: Path, to: Path) -> None:
    """A file, where it stands, with what a crash left beside it: a journal must never meet
    another file."""
    for suffix in ("-wal", "-journal", ""):
        if (beside := path.with_name(path.name + suffix)).exists():
            beside.rename(to.with_name(to.name + suffix))
    path.with_name(path.name + "-shm").unlink(missing_ok=True)


def _fold_in(target: Path) -> None:
    """Bring a journal left by a crash into the file before it is put aside, so that it is one
    file; a ruined one is kept as it is."""
    if sqlite.unfolded(target):
        with contextlib.suppress(sqlite.DatabaseError):
            sqlite.settle(sqlite.working(target, sqlite.Entering()))


def stamp_name(company: str, now: datetime) -> str:
    """`Name 2026-11-23 104207`: what a backup is called."""
    plain = "".join(c if c.isalnum() or c in " -" else "_" for c in company).strip() or "isodesk"
    return f"{plain[:60]} {now:%Y-%m-%d %H%M%S}"
