"""Open, create and close a company file, in the order that is safe for a file not yet trusted.

Header, read-only look, schema fingerprint; the window may paint from here. Then
quick check, lock, migration, and only then the connection that writes
(reliability 3.7, design 8.9 to 8.12).
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isodesk.core.problems import Refused
from isodesk.core.progress import Progress, silent
from isodesk.store import sqlite
from isodesk.store.lock import Lock, LockHolder
from isodesk.store.migrations import SCHEMA_VERSION, fingerprints

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

SUFFIX = ".isodesk"


class CompanyFile:
    """One open file. Reads are always possible; writing begins with `begin_writing`."""

    def __init__(self, path: Path, version: int) -> None:
        self.path = path
        self.version = version
        self.read_only: str | None = "The file is still being checked."
        self.entering = sqlite.Entering()
        self.write_lock = threading.RLock()
        self._lock: Lock | None = None
        self._working: Any = None
        self._readers: list[Any] = []
        self._local = threading.local()

    @classmethod
    def open(cls, path: Path) -> "CompanyFile":
        """For reading. Raises Refused for what is not ours, damaged or tampered with."""
        header = sqlite.read_header(path)
        file = cls(path, header.version)
        try:
            _check_schema(path, header.version)
        except sqlite.DatabaseError as error:
            raise Refused(
                f"{path.name} is damaged ({error}). Restore the newest backup."
            ) from error
        if header.version > SCHEMA_VERSION:
            file.read_only = (
                "A newer isodesk wrote this file; it is open for reading."
                " Update isodesk to work on it."
            )
        return file

    @classmethod
    def create(cls, path: Path) -> "CompanyFile":
        """A new, empty file with the newest schema. Raises Refused where one stands already."""
        from isodesk.store import migrations

        if path.exists():
            raise Refused(f"{path.name} exists already. Choose another name.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = cls(path, SCHEMA_VERSION)
            file._take_lock()
            file._working = sqlite.working(path, file.entering, create=True)
        except (OSError, sqlite.OperationalError) as error:
            raise Refused(
                f"{path} cannot be written here ({error}). Choose another folder."
            ) from error
        migrations.upgrade(file._working)
        file.checkpoint("TRUNCATE")  # so that the header, read before SQLite, tells the version
        sqlite.confine(file._working)
        file.read_only = None
        return file

    def begin_writing(self, progress: Progress = silent) -> None:
        """Check, lock and unlock editing; afterwards `read_only` is None or says why not."""
        if self.version > SCHEMA_VERSION:
            return
        holder = None
        try:
            holder = self._take_lock()
        except OSError:
            self.read_only = "This medium cannot be written; the file is open for reading."
        if holder:
            self.read_only = holder.sentence()
        if self._lock is None:
            return
        progress(0, 1, "Checking the file")
        damage = self.quick_check()
        if damage:
            self.read_only = (
                f"The file is damaged ({damage}); it is open for reading."
                " Restore the newest backup from the File menu."
            )
            self._lock.release()
            return
        self._start(progress)

    def _start(self, progress: Progress) -> None:
        try:
            if self.version < SCHEMA_VERSION:
                self._migrate(progress)
            self._working = sqlite.working(self.path, self.entering)
            self._working.execute("BEGIN IMMEDIATE")
            self._working.execute("ROLLBACK")
        except sqlite.OperationalError:
            assert self._lock is not None
            self._lock.release()
            self.read_only = "This file or its folder cannot be written; it is open for reading."
            return
        sqlite.confine(self._working)
        self.read_only = None

    def _migrate(self, progress: Progress) -> None:
        from isodesk.store import migrations
        from isodesk.store.backup import backup

        progress(0, 1, "Bringing the file up to date")
        backup(self.path, self.path.parent, f"{self.path.stem} before update", silent)
        self._forget_readers()
        connection = sqlite.working(self.path, self.entering)
        try:
            migrations.upgrade(connection)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
        self.version = SCHEMA_VERSION

    def _take_lock(self) -> LockHolder | None:
        lock = Lock(self.path)
        holder = lock.take()
        if holder is None:
            self._lock = lock
        return holder

    def quick_check(self) -> str:
        """What SQLite's quick check finds; "" when it finds nothing."""
        connection = sqlite.guarded(self.path)
        try:
            found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        except sqlite.DatabaseError as error:
            found = str(error)
        finally:
            connection.close()
        return "" if found == "ok" else found

    def reader(self) -> Any:
        """This thread's own guarded connection, for plain SQL."""
        connection = getattr(self._local, "reader", None)
        if connection is None or connection not in self._readers:
            connection = self._local.reader = sqlite.guarded(self.path)
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

        return engine_reading(lambda: sqlite.guarded(self.path))

    @contextmanager
    def reading(self) -> "Iterator[Session]":
        """A session that sees one state of the file and cannot change it."""
        from sqlalchemy.orm import Session

        with Session(self._reading) as session:
            yield session

    def checkpoint(self, how: str = "PASSIVE") -> None:
        """Bring the WAL into the file while nobody waits (reliability 3.3)."""
        if self._working is not None:
            with self.write_lock:
                self._working.execute(f"PRAGMA wal_checkpoint({how})")

    def _forget_readers(self) -> None:
        readers, self._readers = self._readers, []
        for connection in readers:
            connection.close()

    def close(self) -> None:
        """A clean close: readers first, then one file without a WAL beside it."""
        self._forget_readers()
        with self.write_lock:
            if self._working is not None:
                sqlite.settle(self._working)
                self._working = None
            self.__dict__.pop("engine", None)
            if self._lock is not None:
                self._lock.release()
        self.read_only = "The file is closed."


def _check_schema(path: Path, version: int) -> None:
    from isodesk.store.fingerprint import fingerprint, has_our_tables

    connection = sqlite.guarded(path)
    try:
        sqlite.limited(connection)
        mark = fingerprint(connection)
        if version > SCHEMA_VERSION:
            if not has_our_tables(connection):
                raise Refused(f"A newer isodesk wrote {path.name}. Update isodesk to open it.")
        elif mark != fingerprints().get(version):
            raise Refused(
                f"{path.name} has been changed by another program: its tables or guards are not"
                " isodesk's own. Restore the newest backup."
            )
    finally:
        connection.close()
