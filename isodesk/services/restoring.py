"""Restore a backup over a closed file: shown first, verified, swapped, and in the history."""

from dataclasses import dataclass
from pathlib import Path

from isodesk.core.actor import Actor
from isodesk.core.clock import Clock
from isodesk.core.names import name_of
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.i18n import tr
from isodesk.services.counters import raise_counters
from isodesk.store import compare, head, swap
from isodesk.store.compare import Difference, Relation
from isodesk.store.file import CompanyFile
from isodesk.store.rows import SqlRows


@dataclass(frozen=True)
class Restored:
    """Where the restored file is and where the former one is kept."""

    path: Path
    kept: Path | None


def plan(source: Path, target: Path) -> Difference:
    """What the backup holds and how it differs from the file; nothing is written."""
    return compare.compare(source, target)


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
        check_nobody_works_on(target)
    kept = swap.restore(source, target, clock(), progress)
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
    with unit(
        file, Actor(None, actor), clock, f"Restored from {name_of(source)}, head {mark}"
    ) as work:
        raise_counters(work)
    head.continue_here(file)


def check_nobody_works_on(target: Path) -> None:
    """Raises Refused while another isodesk, or this one, has the file open for writing."""
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


def lost(difference: Difference, most: int = 200) -> tuple[str, ...]:
    """The newest changes that restoring would lose, each as one line."""
    if difference.file is None or not difference.lost:
        return ()
    file = CompanyFile.open(difference.file.path)
    try:
        source = compare.changes_after(difference.common)
        rows = SqlRows(source, file.reader, file.reader, "at", descending=True)
        page = rows.page(None, most)
    finally:
        file.close()
    return tuple(" · ".join(str(v) for v in row.values[:6] if v) for row in page.rows)


def relation_words(difference: Difference) -> list[str]:
    """What must be known before a backup takes the place of a file: at most one sentence."""
    ours, theirs = difference.file, difference.backup
    if ours is None:
        return []
    if difference.relation is Relation.OTHER:
        return [
            tr(
                "This is a backup of another company: {theirs}. The file here is of {ours}.",
                theirs=theirs.company,
                ours=ours.company,
            )
        ]
    if difference.relation is Relation.FORK:
        return [
            tr(
                "The two went apart after entry {n}: the file went on to {ours}, the backup to"
                " {theirs}. What each has beyond it the other lacks.",
                n=f"{difference.common:,}",
                ours=ours.head,
                theirs=theirs.head,
            )
        ]
    return []
