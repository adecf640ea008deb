"""A file that an older isodesk wrote: brought up to date in its place, or a copy of it to read."""

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from isodesk.core.folders import own_folder, wipe
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.store import migrations, sqlite
from isodesk.store.backup import SUFFIX, backup, copy_whole
from isodesk.store.verify import verify

COPIES = "older"


def update(path: Path, entering: sqlite.Entering, now: datetime, progress: Progress) -> None:
    """Bring a locked, closed file to the newest version, after a verified backup beside it.

    Raises Refused where the backup cannot be written; the file is then as it was, and so it is
    whatever ends this half way.
    """
    name = f"{path.stem} before update {now:%Y-%m-%d %H%M%S}"
    backup(path, path.parent, _free(path, name), progress)
    progress(0, 1, "Bringing the file up to date")
    _migrate(path, entering, now)


def _free(path: Path, name: str) -> str:
    """A name no backup has: one that was made before a crash must not stop the next try."""
    names = (name, *(f"{name} {n}" for n in range(2, 1000)))
    return next(n for n in names if not (path.parent / f"{n}{SUFFIX}").exists())


class LaidAside:
    """A private copy of a file on a medium that cannot be written, with the journal a crash left:
    SQLite reads such a journal only where it may write its index beside it."""

    def __init__(self, source: Path) -> None:
        """Raises OSError where there is no room; nothing is left behind then."""
        folder = own_folder(COPIES)
        self.path = folder / source.name
        try:
            for suffix in ("", "-wal"):
                shutil.copyfile(f"{source}{suffix}", f"{self.path}{suffix}")
        except OSError:
            wipe(folder)
            raise

    @staticmethod
    def needed(path: Path) -> bool:
        """Whether the file cannot be read where it lies for want of that index."""
        beside = [path.with_name(path.name + suffix).exists() for suffix in ("-wal", "-shm")]
        return beside == [True, False] and not os.access(path.parent, os.W_OK)

    def remove(self) -> None:
        """Take the copy away; what cannot be removed now is swept another time."""
        wipe(self.path.parent)


class ReadingCopy:
    """A private copy, brought up to date, of a file that cannot be: it is only looked at."""

    def __init__(self, source: Path, now: datetime, progress: Progress) -> None:
        """Raises Refused where the copy cannot be made whole; nothing is left behind then."""
        self._folder: Path | None = None
        try:
            self._folder = own_folder(COPIES)
            self.path = self._folder / source.name
            progress(0, 1, "Copying the file to read it")
            _copy(source, self.path)
            progress(0, 1, "Bringing the copy up to date")
            self._bring_up(source, now)
            self._prove(source, progress)
        except (OSError, sqlite.DatabaseError) as error:
            self.remove()
            raise Refused(
                f"{source.name} is of an older isodesk, and no copy of it could be brought up to"
                f" date to read it ({getattr(error, 'orig', error)})."
            ) from error
        except BaseException:
            self.remove()
            raise

    def _bring_up(self, source: Path, now: datetime) -> None:
        """As any file is; where a page of it cannot be read, what stands in the others."""
        from sqlalchemy.exc import DatabaseError

        try:
            _migrate(self.path, sqlite.Entering(), now)
        except (DatabaseError, sqlite.DatabaseError):
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
            _copy(source, self.path)
            _migrate(self.path, sqlite.Entering(), now, damaged=True)

    def remove(self) -> None:
        """Take the copy away; what cannot be removed now is swept when the next one is made."""
        if self._folder is not None:
            wipe(self._folder)

    def _prove(self, source: Path, progress: Progress) -> None:
        """What the copy lacks, the file must lack too: a damaged one is shown as it is."""
        report = verify(self.path, progress, remembered=False)
        if not report.whole and verify(source, silent, remembered=False).whole:
            raise Refused(f"The copy is not whole: {report.findings[0].sentence}")


def _copy(source: Path, target: Path) -> None:
    """One state of the file; of one too damaged for that its bytes, with its journal."""
    try:
        copy_whole(source, target)
    except sqlite.DatabaseError:
        for suffix in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{source}{suffix}", f"{target}{suffix}")


def _migrate(path: Path, entering: sqlite.Entering, now: datetime, damaged: bool = False) -> None:
    connection = sqlite.working(path, entering)
    try:
        migrations.upgrade(connection, entering, now, damaged)
    finally:
        sqlite.settle(connection)
