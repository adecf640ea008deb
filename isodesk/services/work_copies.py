"""Work on a copy here and hand it back: for files in a sync folder, on a share or a stick.

Both ways the copy is read back and compared before anything takes its place, and nothing is ever
overwritten: the original that is handed back to is kept beside it.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from isodesk.core.dates import from_utc_text, in_zone, paper_day, paper_moment, utc_text
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.whole import move_aside, rename_durably
from isodesk.services.desk import Desk
from isodesk.services.writing import writing_to
from isodesk.store import backup, memory, work_copy
from isodesk.store.file import CompanyFile
from isodesk.store.head import head_of, short_head
from isodesk.store.lock import Lock
from isodesk.store.places_here import local_folder
from isodesk.store.sqlite import DatabaseError
from isodesk.store.verify import verify
from isodesk.store.work_copy import WorkCopy, digest


@dataclass(frozen=True)
class HandedBack:
    """Where it was handed back to, the head that stands there now, and the former file."""

    path: Path
    head: str
    kept: Path | None


class WorkCopies:
    """Taking a copy out of a place that is not worked in, and handing it back there."""

    def __init__(self, desk: Desk, file_id: str) -> None:
        self._desk, self._file_id = desk, file_id

    def current(self) -> WorkCopy | None:
        """What the open file is a work copy of; None for every other file."""
        work = work_copy.recall(self._file_id)
        return work if work and work_copy.is_same(self._desk.path, work.copy) else None

    def to_hand_back(self) -> WorkCopy | None:
        """The work copy, when something was done in it since it was taken or handed back."""
        work = self.current()
        return work if work and self._head() != work.head else None

    def changes(self, most: int = 200) -> tuple[str, ...]:
        """What was done in the work copy since it was taken out or handed back, newest first:
        when, by whom, why, and the record's number."""
        work = self.current()
        rows = self._desk.file.reader().execute(
            "SELECT c.at, c.zone, c.actor, coalesce(c.why, ''), coalesce(max(r.number), '')"
            " FROM history h JOIN change c ON c.id = h.change_id"
            " LEFT JOIN record r ON r.id = h.record_id"
            " WHERE h.seq > ? AND h.tab <> 'change' GROUP BY c.id ORDER BY c.id DESC LIMIT ?",
            (work.seq if work else 0, most),
        )
        return tuple(
            " · ".join(filter(None, (paper_moment(in_zone(from_utc_text(at), zone)), *words)))
            for at, zone, *words in rows
        )

    def take_out(self, progress: Progress = silent, folder: Path | None = None) -> Path:
        """A verified copy of the open file in a local folder; answers where. Raises Refused
        where it is being written or is not whole; nothing is left behind then."""
        origin = self._desk.path
        target = _free(folder or local_folder() / "isodesk", origin.name)
        with _nobody_works_on(origin), writing_to(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            before = digest(origin)
            head = _copied(origin, target, progress)
            if digest(origin) != before or head != self._head():
                target.unlink(missing_ok=True)
                raise Refused(f"{origin.name} changed while it was copied. Do it again.")
        self._remember(origin, target, before)
        return target

    def _remember(self, origin: Path, copy: Path, digest_of: str) -> None:
        connection, now = self._desk.file.reader(), self._desk.clock()
        seq, mark = head_of(connection)
        paths = str(copy.resolve()), str(origin.resolve())
        at = utc_text(now)
        work_copy.keep(WorkCopy(self._file_id, *paths, digest_of, short_head(seq, mark), seq, at))
        known = memory.recall(self._file_id)
        if known is not None and work_copy.is_same(origin, known.path):
            memory.start_again(self._file_id, replace(known, path=paths[0]))

    def hand_back(self, progress: Progress = silent) -> HandedBack:
        """Put the open work copy in the original's place, which is kept beside it.

        Raises Refused where the original is not what was taken, is open elsewhere, cannot be
        reached or written: it is then as it was, and the work copy too.
        """
        work = self.current()
        if work is None:
            raise Refused("This file is no work copy.")
        origin = Path(work.origin)
        if not origin.parent.is_dir():
            raise Refused(
                f"{origin.parent} is not there. Plug the medium in or connect it, then hand the"
                " file back again."
            )
        with _nobody_works_on(origin):
            self._check_original(work, origin)
            return self._handed_back(work, origin, progress)

    def _handed_back(self, work: WorkCopy, origin: Path, progress: Progress) -> HandedBack:
        with self._desk.unit(f"Hand-back to {origin.name}"):
            pass
        try:
            head, kept = self._written(origin, progress)
        except BaseException:
            # what went wrong is told, not that it could not be noted
            with suppress(Refused), self._desk.unit("That hand-back was not done"):
                pass
            raise
        seq, _ = head_of(self._desk.file.reader())
        at = utc_text(self._desk.clock())
        work_copy.keep(replace(work, digest=digest(origin), head=head, seq=seq, at=at))
        return HandedBack(origin, head, kept)

    def _written(self, origin: Path, progress: Progress) -> tuple[str, Path | None]:
        """Under another name first, read back, then in the original's place; its head, and
        where the former file is kept."""
        part = origin.with_name(f".{origin.name}.part")
        with writing_to(origin):
            head = _copied(self._desk.path, part, progress)
            written = digest(part)
            kept = _swap(part, origin, self._desk.clock())
            if head != self._head() or digest(origin) != written:
                _swap_back(origin, kept)
                raise Refused(
                    f"What was written to {origin.parent} does not read back as it was written."
                    " The former file stands there again. Try another medium."
                )
        return head, kept

    def _check_original(self, work: WorkCopy, origin: Path) -> None:
        if not origin.exists() or digest(origin) == work.digest:
            return
        theirs = CompanyFile.open(origin)
        try:
            there = theirs.reader()
            if short_head(*head_of(there)) == work.head:
                return  # other bytes, the same history: it was only opened and closed
            here = self._desk.file.reader()
            raise Refused(_another_way(origin, work, there, here))
        finally:
            theirs.close()

    def _head(self) -> str:
        return short_head(*head_of(self._desk.file.reader()))


def _another_way(origin: Path, work: WorkCopy, there: Any, here: Any) -> str:
    """Both heads, and what each has that the other has not."""
    marks = [short_head(*head_of(connection)) for connection in (there, here)]
    return (
        f"{origin.name} went another way after it was taken out. There: {_since(there, work.seq)},"
        f" head {marks[0]}. Here: {_since(here, work.seq)}, head {marks[1]}. Nothing was"
        " overwritten: save this one beside it with “Save a copy as…”, and let one of the two be"
        " continued."
    )


def _since(connection: Any, seq: int) -> str:
    count, last, who = connection.execute(
        "SELECT count(DISTINCT c.id), max(c.at), group_concat(DISTINCT c.actor) FROM history h"
        " JOIN change c ON c.id = h.change_id WHERE h.seq > ?",
        (seq,),
    ).fetchone()
    if not count:
        return "an older state"
    people = ", ".join(str(who).split(",")[:3])
    changes = "1 change" if count == 1 else f"{count} changes"
    return f"{changes} by {people}, the last on {paper_day(from_utc_text(last).date())}"


def _copied(source: Path, target: Path, progress: Progress) -> str:
    """A whole copy, verified; answers its head. Nothing is left where it is not whole."""
    target.unlink(missing_ok=True)
    try:
        progress(0, 2, "Copying")
        backup.copy_whole(source, target)
        progress(1, 2, "Verifying the copy")
        report = verify(target, silent, remembered=False)
        if not report.whole:
            raise Refused(f"{source.name} is not whole: {report.findings[0].sentence}")
        rename_durably(target, target)
    except DatabaseError as error:
        _take_away(target)
        raise Refused(
            f"{target} cannot be written ({error}). Make room, or choose another place."
        ) from error
    except BaseException:
        _take_away(target)
        raise
    return report.head


def _take_away(path: Path) -> None:
    with suppress(OSError):  # a stick drawn out; the reason is told
        path.unlink(missing_ok=True)


def _swap(part: Path, origin: Path, now: datetime) -> Path | None:
    kept = origin.with_name(f"{origin.stem} before hand-back {now:%Y-%m-%d %H%M%S}{origin.suffix}")
    stood = origin.exists()
    if stood:
        move_aside(origin, kept)
    try:
        rename_durably(part, origin)
    except OSError:
        _swap_back(origin, kept if stood else None)
        raise
    return kept if stood else None


def _swap_back(origin: Path, kept: Path | None) -> None:
    origin.unlink(missing_ok=True)
    if kept is not None:
        move_aside(kept, origin)


def _free(folder: Path, name: str) -> Path:
    stem, suffix = Path(name).stem, Path(name).suffix
    path, n = folder / name, 2
    while path.exists():
        path, n = folder / f"{stem} {n}{suffix}", n + 1
    return path


class _nobody_works_on:  # noqa: N801 - read as words: with _nobody_works_on(origin)
    """Holds the lock of a file meanwhile, where one can be written beside it."""

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, Lock(path)

    def __enter__(self) -> None:
        try:
            holder = self._lock.take()
        except OSError:  # a medium that is only read: nobody writes there
            return
        if holder is not None:
            raise Refused(
                f"{holder.user} on {holder.machine} has had {self._path.name} open since"
                f" {holder.since}. Close it there, then do it again."
            )

    def __exit__(self, *_: object) -> None:
        self._lock.release()
