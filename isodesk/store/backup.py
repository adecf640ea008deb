"""Backup: a temporary name, fully verified, made durable, then renamed."""

import contextlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from isodesk.core.problems import Cancelled, Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.whole import sync_folder
from isodesk.store import media, sqlite

if TYPE_CHECKING:
    from isodesk.store.verify import Report

SUFFIX = ".isodesk-backup"
PART = f"{SUFFIX}.part"
AUTOMATIC = " auto"
"""Ends the name of a backup that isodesk made by itself: only such are ever thinned."""
_STEPS = 400
"""Steps of SQLite's machine between two looks at how far a copy is."""


@dataclass(frozen=True)
class Backup:
    """A backup that was read back whole."""

    path: Path
    report: "Report"


class NotWhole(Refused):
    """The copy was made and is not whole: so the file itself is damaged."""

    def __init__(self, report: "Report") -> None:
        self.report = report
        super().__init__(f"The backup is not whole: {report.findings[0].sentence}")


def backup(
    source: Path, folder: Path, name: str, progress: Progress, *, cold: bool = False
) -> Backup:
    """Write `folder/name.isodesk-backup` and verify it. Raises Refused, leaving no half file;
    NotWhole where what was copied is damaged. `cold` reads it back from the medium itself.

    One step over a connection of its own, so that a writer goes on meanwhile
    (reliability 3.5: stepwise backup beside a writer may never end).
    """
    from isodesk.store.verify import verify

    target = folder / f"{name}{SUFFIX}"
    part = folder / f".{name}{PART}"
    if target.exists():
        raise Refused(f"{target.name} exists already in {folder}. Choose another folder or name.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        copy_whole(source, part, progress)
        if cold:
            media.from_the_disk(part)
        report = verify(part, _second_half(progress), remembered=False)
        if not report.whole:
            raise NotWhole(report)
        make_durable(part, target)
    except (OSError, sqlite.OperationalError) as error:
        raise Refused(f"The backup could not be written to {folder} ({error}).") from error
    except sqlite.DatabaseError as error:
        raise Refused(sqlite.trouble(source, str(error))) from error
    finally:
        with contextlib.suppress(OSError):  # a stick drawn out; the reason was told above
            part.unlink(missing_ok=True)
    return Backup(target, report)


def copy_whole(source: Path, target: Path, progress: Progress = silent) -> None:
    """A consistent copy of a file that may be open, into a path that does not exist yet.

    `progress` is told 0 to 50 of 100, and may raise Cancelled.
    """
    with contextlib.closing(sqlite.guarded(source)) as connection:
        connection.execute("PRAGMA query_only=OFF")
        watch = _Watch(target, max(1, source.stat().st_size), progress)
        connection.set_progress_handler(watch.look, _STEPS)
        try:
            connection.execute("VACUUM INTO ?", (str(target),))
        except sqlite.DatabaseError:
            if watch.stopped is not None:
                raise watch.stopped from None
            raise


class _Watch:
    """How far a copy is, by the size of what stands there already."""

    def __init__(self, target: Path, size: int, progress: Progress) -> None:
        self._target, self._size, self._progress = target, size, progress
        self.stopped: Cancelled | None = None

    def look(self) -> bool:
        """Answers whether to stop: an exception would not leave SQLite."""
        try:
            done = self._target.stat().st_size
        except OSError:
            done = 0
        try:
            self._progress(min(50, 50 * done // self._size), 100, "Writing the backup")
        except Cancelled as cancelled:
            self.stopped = cancelled
        return self.stopped is not None


def _second_half(progress: Progress) -> Progress:
    """What verify tells, as the second half of a hundred; its checks are about equally long."""
    told: list[str] = []

    def tell(done: int, of: int, what: str) -> None:
        if what not in told:
            told.append(what)
        share = min(len(told), 4) - 1 + (done / of if of else 0)
        progress(50 + min(49, int(12.5 * share)), 100, "Verifying the backup")

    return tell


def make_durable(part: Path, target: Path) -> None:
    """Give what was written its own name, once it is on the disk."""
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    part.replace(target)
    sync_folder(target.parent)


def sweep(folder: Path, begins: str, before: float) -> None:
    """Take away half-made backups that a crash left in a folder: those whose name begins so
    and that nobody has written to since `before` (seconds since 1970)."""
    for part in folder.glob(f".*{PART}*"):
        with contextlib.suppress(OSError):  # taken away by another, or held: another time
            if part.name[1:].startswith(begins) and part.stat().st_mtime < before:
                part.unlink()


def stamp_name(company: str, now: datetime) -> str:
    """`Name 2026-11-23 104207`: what a backup is called."""
    return f"{plain_name(company)} {now:%Y-%m-%d %H%M%S}"


def plain_name(company: str) -> str:
    """The company's name as every disk takes it."""
    plain = "".join(c if c.isalnum() or c in " -" else "_" for c in company).strip() or "isodesk"
    return plain[:60]
