"""A new file in the place of one that stands: swapped when it is whole, the old one kept."""

import contextlib
from datetime import datetime
from pathlib import Path

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.store import sqlite
from isodesk.store.backup import copy_whole, make_durable
from isodesk.store.verify import verify


def restore(source: Path, target: Path, now: datetime, progress: Progress) -> Path | None:
    """Verify the backup, write it as a new file, swap, and keep the old one beside it.

    Answers where the old file is kept, None if there was none. Raises Refused when the
    backup is not whole; the target is then as it was. The target must be closed.
    """
    progress(0, 3, "Verifying the backup")
    report = verify(source, progress, remembered=False)
    if not report.whole:
        raise Refused(f"This backup is not whole: {report.findings[0].sentence} Choose another.")
    part = part_of(target)
    try:
        part.unlink(missing_ok=True)
        progress(1, 3, "Writing the file")
        copy_whole(source, part)
        return put_in_place(part, target, now, "before restore")
    except (OSError, sqlite.DatabaseError) as error:
        raise Refused(f"{target} could not be written ({error}); it is as it was.") from error
    finally:
        with contextlib.suppress(OSError):  # a stick drawn out; the reason was told above
            part.unlink(missing_ok=True)


def part_of(target: Path) -> Path:
    """Where a file is made before it takes the place of `target`."""
    return target.with_name(f".{target.name}.part")


def put_in_place(part: Path, target: Path, now: datetime, word: str) -> Path | None:
    """Swap a closed file for the one made beside it; answers where the former is kept.
    Raises OSError with the former back in its place."""
    stamp = f"{now:%Y-%m-%d %H%M%S}"
    kept = target.with_name(f"{target.stem} {word} {stamp}{target.suffix}")
    if target.exists():
        _fold_in(target)
    linked = _linked(target, kept)
    if not linked:
        _move(target, kept)
    try:
        make_durable(part, target)
    except OSError:
        if linked:
            kept.unlink(missing_ok=True)
        else:
            _move(kept, target)
        raise
    return kept if kept.exists() else None


def _linked(path: Path, to: Path) -> bool:
    """Give the file its second name before the first is taken from it, so that a crash never
    finds its place empty; False where the medium knows no links or a journal lies beside it."""
    if sqlite.unfolded(path):
        return False
    try:
        to.hardlink_to(path)
    except OSError:
        return False
    return True


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
