"""Restore a backup over a closed file: shown first, verified, swapped, and in the history."""

from dataclasses import dataclass
from pathlib import Path

from isodesk.core.actor import Actor
from isodesk.core.clock import Clock
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.services.counters import raise_counters
from isodesk.store import backup, head
from isodesk.store.backup import Difference
from isodesk.store.file import CompanyFile


@dataclass(frozen=True)
class Restored:
    """Where the restored file is and where the former one is kept."""

    path: Path
    kept: Path | None


def plan(source: Path, target: Path) -> Difference:
    """What the backup holds and how it differs from the file; nothing is written."""
    return backup.compare(source, target)


def restore(
    source: Path,
    target: Path,
    actor: str,
    clock: Clock,
    progress: Progress = silent,
) -> Restored:
    """Raises Refused when the backup is not whole or the file is open elsewhere; the file is
    then as it was."""
    if target.exists():
        _check_nobody_works_on(target)
    kept = backup.restore(source, target, clock(), progress)
    file = CompanyFile.open(target)
    file.begin_writing(progress, clock)
    try:
        _enter(file, source, actor, clock)
    finally:
        file.close()
    return Restored(target, kept)


def _enter(file: CompanyFile, source: Path, actor: str, clock: Clock) -> None:
    from isodesk.store.unit import unit

    if file.read_only:
        raise Refused(file.read_only)
    mark = head.short_head(*head.head_of(file.reader()))
    with unit(file, Actor(None, actor), clock, f"Restored from {source.name}, head {mark}") as work:
        raise_counters(work)
    head.continue_here(file)


def _check_nobody_works_on(target: Path) -> None:
    from isodesk.store.lock import Lock

    lock = Lock(target)
    try:
        holder = lock.take()
    except OSError as error:
        raise Refused(
            f"Nothing can be written beside {target.name} ({error.strerror}). Restore elsewhere."
        ) from error
    if holder is not None:
        raise Refused(f"{holder.sentence()} Restore afterwards.")
    lock.release()
