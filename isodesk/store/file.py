"""Open, create and close a company file, in the order that is safe for a file not yet trusted.

Header, read-only look, schema fingerprint; the window may paint from here. Then
quick check, lock, migration, and only then the connection that writes
(reliability 3.7, design 8.9 to 8.12).
"""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isodesk.core.clock import Clock, OfficeClock
from isodesk.core.problems import Damaged, Refused
from isodesk.core.progress import Progress, silent
from isodesk.core.whole import sync_folder
from isodesk.store import sqlite
from isodesk.store.lock import Lock, LockHolder, check_no_other_name
from isodesk.store.migrations import SCHEMA_VERSION, fingerprints
from isodesk.store.presence import Presence

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from isodesk.store.older import LaidAside, ReadingCopy

SUFFIX = ".isodesk"


class CompanyFile:
    """One open file. Reads are always possible; writing begins with `begin_writing`."""

    def __init__(self, path: Path, version: int) -> None:
        self.path = path
        self.version = version
        self.read_only: str | None = "The file is still being checked."
        self.entering = sqlite.Entering()
        self.write_lock = threading.RLock()
        self.damaged = False
        """Whether the check at opening found damage."""
        self._opening = threading.Lock()  # a close waits for the check that is running
        self._lock: Lock | None = None
        self._working: Any = None
        self._presence: Presence | None = None
        self._copy: ReadingCopy | LaidAside | None = None
        self._closed = False
        self._readers: list[Any] = []
        self._local = threading.local()

    @classmethod
    def open(cls, path: Path) -> "CompanyFile":
        """For reading. Raises Refused for what is not ours, damaged or tampered with."""
        sqlite.read_header(path)
        check_no_other_name(path)
        sqlite.roll_back(path)
        aside = _laid_aside(path)
        try:
            with sqlite.telling(path):
                version, connection = _checked(aside.path if aside else path)
        except BaseException:
            if aside:
                aside.remove()
            raise
        file = cls(path, version)
        file._local.reader = connection  # it has the schema read, which takes a while
        file._readers.append(connection)
        if aside and file.version >= SCHEMA_VERSION:
            file._copy = aside
        elif aside:  # `begin_writing` makes one that is brought up to date
            file._forget_readers()
            aside.remove()
        if file.version > SCHEMA_VERSION:
            file.read_only = (
                "A newer isodesk wrote this file; it is open for reading."
                " Update isodesk to work on it."
            )
        return file

    @classmethod
    def create(cls, path: Path) -> "CompanyFile":
        """A new, empty file with the newest schema. Raises Refused where one stands already or
        nothing can be written; nothing is left behind then."""
        _check_free(path)
        file = cls(path, SCHEMA_VERSION)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            holder = file._take_lock()
            if holder:
                raise Refused(holder.sentence())
            file._make()
        except BaseException as error:
            file.discard()
            if sqlite.is_trouble(error):
                raise Refused(
                    f"{path} cannot be written here ({error}). Choose another folder."
                ) from error
            raise
        return file

    def _make(self) -> None:
        from isodesk.store import migrations

        self._working = sqlite.working(self.path, self.entering, create=True)
        migrations.upgrade(self._working, self.entering, datetime.now(UTC))
        sqlite.confine(self._working)
        self._presence = Presence(self.path)
        if self._lock is not None:
            self._lock.hold_file()
        self.read_only = None

    def discard(self) -> None:
        """Take a file away again that could not be made whole; only right after `create`."""
        made = self._lock is not None
        self.close()
        if made:
            _sweep(self.path)

    def absence(self) -> str:
        """Why nothing may be saved now although the file is open for writing: it was taken
        away, replaced or cut; "" while all is well."""
        return self._presence.absence() if self._presence and self._working is not None else ""

    def rescue(self, target: Path) -> None:
        """All that is saved into a new file, from what is held open: the file itself may be
        gone. Raises the database's own error where the target cannot be written."""
        with self.write_lock:
            if self._working is None:
                raise Refused(self.read_only or "The file is closed.")
            self._working.set_authorizer(None)
            try:
                self._working.execute("VACUUM INTO ?", (str(target),))
            finally:
                sqlite.confine(self._working)

    @property
    def is_closed_to_us(self) -> bool:
        """Whether nothing of ours can be written to it now."""
        return self._working is None

    @property
    def outdated(self) -> bool:
        """Whether an older isodesk wrote it and nothing was done about that yet: only what every
        version has can be read. `begin_writing` or `copy_to_read` makes the rest readable."""
        return self.version < SCHEMA_VERSION and self._copy is None

    @property
    def read_from(self) -> Path:
        """What is looked at: the file, or the copy that stands for one of an older version."""
        return self._copy.path if self._copy is not None else self.path

    def begin_writing(self, progress: Progress = silent, clock: Clock | None = None) -> None:
        """Check, lock, bring up to date and unlock editing; afterwards `read_only` is None or
        says why not. Raises Refused for an older file that cannot even be read here.

        Harmless on a file that is being written or was closed meanwhile.
        """
        clock = clock or OfficeClock()
        with self._opening:
            if self._closed or self._working is not None or self.version > SCHEMA_VERSION:
                return
            try:
                self.read_only = self._locked_and_unlocked(progress, clock)
            finally:
                if self._working is None:
                    self._give_lock_back()
            if self.read_only and self.outdated:
                self._read_copy(progress, clock)
                self.read_only += " What shows is a copy of it as it stood now, brought up to date."

    def hold_back(self, why: str, progress: Progress = silent, clock: Clock | None = None) -> None:
        """Leave the file open for reading, saying why; an older one is made readable. Raises
        Refused for an older file that cannot even be read here."""
        self.copy_to_read(progress, clock)
        if not self._closed and self._working is None:
            self.read_only = why

    def copy_to_read(self, progress: Progress = silent, clock: Clock | None = None) -> None:
        """Make an older file readable without touching it. Raises Refused where it cannot be."""
        with self._opening:
            if not self._closed and self.outdated:
                self._read_copy(progress, clock or OfficeClock())

    def _locked_and_unlocked(self, progress: Progress, clock: Clock) -> str | None:
        """None once the file can be written, else why it cannot."""
        try:
            holder = self._take_lock()
        except OSError as error:
            return (
                f"Nothing can be written beside this file ({error.strerror});"
                " it is open for reading."
            )
        return holder.sentence() if holder else self._unlocked(progress, clock)

    def _unlocked(self, progress: Progress, clock: Clock) -> str | None:
        """With the lock held: None once the file can be written, else why it cannot."""
        progress(0, 1, "Checking the file")
        damage = self.quick_check()
        if damage:
            self.damaged = True
            return (
                "Pages of the file are damaged; it is open for reading, and shows what can be read."
                " Put it right, or restore the newest backup from the File menu."
            )
        try:
            if self.version < SCHEMA_VERSION:
                self._update(progress, clock)
            self._working = _proven(self.path, self.entering)
            self._presence = Presence(self.path)
        except Refused as refused:
            return f"{refused} The file is open for reading."
        except Exception as error:
            if not sqlite.is_trouble(error):
                raise
            return f"This file cannot be written ({error}); it is open for reading."
        return None

    def _update(self, progress: Progress, clock: Clock) -> None:
        from isodesk.store.older import update

        self._forget_readers()
        update(self.path, self.entering, clock(), progress)
        self.version = SCHEMA_VERSION
        self._forget_copy()

    def _read_copy(self, progress: Progress, clock: Clock) -> None:
        from isodesk.store.older import ReadingCopy

        self._copy = ReadingCopy(self.path, clock(), progress)
        self._forget_readers()

    def _forget_copy(self) -> None:
        copy, self._copy = self._copy, None
        if copy is not None:
            copy.remove()

    def _take_lock(self) -> LockHolder | None:
        lock = Lock(self.path)
        holder = lock.take()
        if holder is None:
            self._lock = lock
        return holder

    def _give_lock_back(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def quick_check(self) -> str:
        """What SQLite's quick check finds; "" when it finds nothing."""
        try:
            with closing(sqlite.guarded(self.path)) as connection:
                found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        except sqlite.DatabaseError as error:
            found = str(error)
        return "" if found == "ok" else found

    def reader(self) -> Any:
        """This thread's own guarded connection, for plain SQL. Raises Refused once closed."""
        if self._closed:
            raise Refused("The file is closed.")
        connection = getattr(self._local, "reader", None)
        if connection is None or connection not in self._readers:
            connection = self._local.reader = sqlite.guarded(self.read_from)
            self._readers.append(connection)
        return connection

    @cached_property
    def engine(self) -> "Engine":
        """Over the one connection that writes. Raises Refused while the file is read-only."""
        from isodesk.store.engine import engine_on

        if self._working is None:
            raise Refused(self.read_only or "The file is closed.")
        return engine_on(self._working)

    @cached_property
    def _reading(self) -> "Engine":
        from isodesk.store.engine import engine_reading

        return engine_reading(lambda: sqlite.guarded(self.read_from))

    @contextmanager
    def reading(self) -> "Iterator[Session]":
        """A session that sees one state of the file and cannot change it. Raises Refused where
        a page of the file cannot be read."""
        from sqlalchemy.orm import Session

        from isodesk.store import mapped as _kinds  # noqa: F401 - any kind of record can be read

        try:
            with Session(self._reading) as session:
                yield session
        except Exception as error:
            cause = getattr(error, "orig", error)
            if not isinstance(cause, sqlite.DatabaseError) or not sqlite.is_trouble(cause):
                raise
            raise Refused(sqlite.trouble(self.path, str(cause))) from error

    def checkpoint(self, how: str = "PASSIVE") -> None:
        """Bring the WAL into the file while nobody waits (reliability 3.3)."""
        if self._working is not None:
            with self.write_lock:
                self._working.execute(f"PRAGMA wal_checkpoint({how})")

    def _forget_readers(self) -> None:
        readers, self._readers = self._readers, []
        for connection in readers:
            connection.close()
        engine = self.__dict__.pop("_reading", None)
        if engine is not None:
            from isodesk.store.engine import put_away

            put_away(engine)

    def close(self) -> None:
        """A clean close: readers first, then one file without a WAL beside it."""
        self._closed = True
        self._forget_readers()
        with self._opening, self.write_lock:
            working, self._working = self._working, None
            self.__dict__.pop("engine", None)
            try:
                if working is not None:
                    sqlite.settle(working)
            finally:
                self._give_lock_back()
                self._forget_copy()
        self.read_only = "The file is closed."


@contextmanager
def new_file(path: Path) -> Iterator[CompanyFile]:
    """A new file to be filled, under `path` when the block ends well, nowhere when it does not.
    Raises Refused where a file stands or nothing can be written."""
    _check_free(path)
    part = path.with_name(f".{path.name}.part")
    _sweep(part)
    file = CompanyFile.create(part)
    try:
        yield file
    except BaseException:
        file.discard()
        raise
    file.close()
    try:
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        _sweep(part)
        raise Refused(f"{path} cannot be written ({error}). Choose another folder.") from error


def _check_free(path: Path) -> None:
    try:
        stands = path.exists()
    except OSError as error:  # a name too long, a folder nobody may look into
        raise Refused(f"{path} cannot be written here ({error.strerror}).") from error
    if stands:
        raise Refused(f"{path.name} exists already. Choose another name.")


def _sweep(part: Path) -> None:
    """What a crash left of a file that was being made; another program's lock is left alone."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):  # what hinders is told when the file is made
            part.with_name(part.name + suffix).unlink(missing_ok=True)


def _proven(path: Path, entering: sqlite.Entering) -> Any:
    """The working connection, once a transaction has shown that it may write."""
    connection = sqlite.working(path, entering)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
        sqlite.confine(connection)
    except sqlite.DatabaseError:
        connection.close()
        raise
    return connection


def _laid_aside(path: Path) -> "LaidAside | None":
    """A copy to look at, where the file cannot be read in its place; raises Refused."""
    if not path.with_name(f"{path.name}-wal").exists():
        return None
    from isodesk.store.older import LaidAside

    if not LaidAside.needed(path):
        return None
    try:
        return LaidAside(path)
    except OSError as error:
        raise Refused(
            f"{path.name} can only be read in a copy, and there is no room for one ({error})."
        ) from error


def _checked(path: Path) -> tuple[int, Any]:
    """The schema version, once its tables and guards are known to be ours, and the connection
    that read it."""
    connection = sqlite.guarded(path)
    try:
        sqlite.limited(connection)
        version = _check_schema(path, connection)
        sqlite.limited(connection, 0)
    except BaseException:
        connection.close()
        raise
    return version, connection


def _check_schema(path: Path, connection: Any) -> int:
    from isodesk.store.fingerprint import fingerprint, has_our_tables

    # not from the header: after a crash the newest version still stands in the WAL
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    mark = fingerprint(connection)
    if version > SCHEMA_VERSION:
        if not has_our_tables(connection):
            raise Refused(f"A newer isodesk wrote {path.name}. Update isodesk to open it.")
    elif mark != fingerprints().get(version):
        raise Damaged(
            f"{path.name} has been changed by another program: its tables or guards are not"
            " isodesk's own. Restore the newest backup."
        )
    return version
