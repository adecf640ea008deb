"""Connections to a company file: the guarded one that looks, and the one that works.

One known SQLite everywhere: sqlcipher3's, with or without a key (design 8.9).
"""

import hashlib
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as dbapi

from isodesk.core.problems import Damaged, Foreign, Refused

APPLICATION_ID = 0x69736F64  # "isod"
PAGE_SIZE = 8192
LOOK_SECONDS = 5.0
CLOSE_WAIT_MS = 500
Connection = Any
DatabaseError = dbapi.DatabaseError
OperationalError = dbapi.OperationalError


@dataclass(frozen=True)
class Header:
    """What the first 100 bytes say, before SQLite opens anything."""

    application_id: int
    version: int
    page_size: int


def read_header(path: Path) -> Header:
    """Raises Refused for what is no isodesk file; reads 100 bytes only."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Foreign(f"{path.name} is not an isodesk file.")
        with path.open("rb") as stream:
            head, size = stream.read(100), status.st_size
    except FileNotFoundError:
        raise Refused(f"There is no file {path}. Choose another, or restore a backup.") from None
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        why = getattr(error, "strerror", None) or "its name holds a sign that no file has"
        raise Refused(f"{path.name} cannot be read ({why}).") from error
    if len(head) < 100 or head[:16] != b"SQLite format 3\0":
        raise Foreign(f"{path.name} is not an isodesk file.")
    page = int.from_bytes(head[16:18], "big")
    header = Header(
        int.from_bytes(head[68:72], "big"),
        int.from_bytes(head[60:64], "big"),
        65536 if page == 1 else page,
    )
    if header.application_id != APPLICATION_ID:
        raise Foreign(f"{path.name} is a database of another program, not an isodesk file.")
    if page == 0 or (size % header.page_size and not unfolded(path)):
        raise Damaged(f"{path.name} is cut short: it is damaged. Restore the newest backup.")
    return header


def unfolded(path: Path) -> bool:
    """Whether a crash left a journal beside the file; the next opening folds it in."""
    return any(path.with_name(path.name + suffix).exists() for suffix in ("-wal", "-journal"))


def roll_back(path: Path) -> None:
    """Undo what a crash left half done while the file was taken into use or closed.

    Only then is there a rollback journal, and a connection that only looks cannot fold it in: it
    could read nothing. Where nothing can be written it stays, and the look says so.
    """
    journal = path.with_name(f"{path.name}-journal")
    if not journal.exists():
        return
    with suppress(DatabaseError):
        connection = dbapi.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)
        try:
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA busy_timeout=5000")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a file into one sentence; raises Refused."""
    try:
        yield
    except DatabaseError as error:
        kind = Damaged if is_damage(str(error)) else Refused
        raise kind(trouble(path, str(error))) from error
    except UnicodeDecodeError as error:  # what SQLite quotes of a ruined schema
        raise Damaged(trouble(path, "its schema cannot be read")) from error


def trouble(path: Path, said: str) -> str:
    """One sentence for what SQLite says while a file is looked at."""
    if "unable to open" in said or "readonly" in said:
        return (
            f"{path.name} cannot be opened where it lies ({said})."
            " Copy it, with the -wal or -journal file beside it if there is one, to a disk of"
            " this computer."
        )
    if "locked" in said or "busy" in said:
        return f"Another program is holding {path.name}. Close it there, then do it again."
    if "interrupted" in said:
        return f"{path.name} takes endlessly to read: another program changed it."
    return f"{path.name} is damaged ({said}). Restore the newest backup."


def is_trouble(error: BaseException) -> bool:
    """Whether the disk or the file is at fault, as SQLAlchemy, SQLite or the system say it."""
    cause = getattr(error, "orig", error)
    if isinstance(cause, OSError | OperationalError):
        return True
    return isinstance(cause, DatabaseError) and is_damage(str(cause))


def is_damage(said: str) -> bool:
    """Whether SQLite speaks of a page that is not what was written."""
    return "malformed" in said or "not a database" in said


def guarded(path: Path) -> Connection:
    """A connection that only looks: no functions of ours, no writes, no trust in the schema."""
    connection = dbapi.connect(
        f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False
    )
    connection.isolation_level = None
    connection.text_factory = _text
    for pragma in (
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        "query_only=ON",
        "busy_timeout=5000",
        "cache_size=-16384",  # holds the scattered rows of a few pages of a list
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _text(raw: bytes) -> str:
    """Bytes that are no text any more are damage for verify to name: one bad letter in a
    title must not keep the officer from all other rows."""
    return raw.decode("utf-8", "backslashreplace")


def limited(connection: Connection, seconds: float = LOOK_SECONDS) -> None:
    """Stop any statement after so many seconds; 0 lifts the limit. For files not yet trusted."""
    if not seconds:
        connection.set_progress_handler(None, 0)
        return
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, 20_000)


@dataclass
class Entering:
    """What the triggers ask of the running unit; None outside of one."""

    change_id: int | None = None
    may_change: set[int] = field(default_factory=set)

    def change(self) -> int:
        if self.change_id is None:
            raise RuntimeError("a change outside of a unit of work")
        return self.change_id


def entry_hash(
    previous: str,
    seq: int,
    change: int,
    record: int | None,
    tab: str,
    row: int,
    op: str,
    payload: str,
) -> str:
    """H(previous, H(meta), H(payload)) as hex SHA-256 (design 8.17)."""
    meta = f"{seq}|{change}|{'' if record is None else record}|{tab}|{row}|{op}".encode()
    return linked(previous.encode(), meta, payload.encode()).decode()


def linked(previous: bytes, meta: bytes, payload: bytes) -> bytes:
    """The hash of an entry, as hex, over the hex of the one before."""
    inner = hashlib.sha256(meta).digest() + hashlib.sha256(payload).digest()
    return hashlib.sha256(previous + inner).hexdigest().encode()


def working(path: Path, entering: Entering, *, create: bool = False) -> Connection:
    """The one connection that writes: our functions, our pragmas, WAL with full sync."""
    mode = "rwc" if create else "rw"
    connection = dbapi.connect(
        f"{path.resolve().as_uri()}?mode={mode}", uri=True, check_same_thread=False
    )
    connection.isolation_level = None
    if create:
        connection.execute(f"PRAGMA page_size={PAGE_SIZE}")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    functions: tuple[tuple[str, int, Callable[..., Any]], ...] = (
        ("isodesk_change", 0, entering.change),
        ("isodesk_may_change", 1, lambda record: record in entering.may_change),
        ("isodesk_hash", 8, entry_hash),
    )
    for name, arguments, function in functions:
        connection.create_function(name, arguments, function)
    pragmas = [
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        "secure_delete=ON",
        "busy_timeout=5000",
        "cache_size=-65536",
    ]
    if sys.platform == "darwin":
        pragmas += ["fullfsync=ON", "checkpoint_fullfsync=ON"]
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
    return connection


_DENIED = {
    dbapi.SQLITE_ATTACH: "ATTACH",
    dbapi.SQLITE_DETACH: "DETACH",
    dbapi.SQLITE_CREATE_TABLE: "CREATE",
    dbapi.SQLITE_CREATE_INDEX: "CREATE",
    dbapi.SQLITE_CREATE_TRIGGER: "CREATE",
    dbapi.SQLITE_CREATE_VIEW: "CREATE",
    dbapi.SQLITE_DROP_TABLE: "DROP",
    dbapi.SQLITE_DROP_INDEX: "DROP",
    dbapi.SQLITE_DROP_TRIGGER: "DROP",
    dbapi.SQLITE_DROP_VIEW: "DROP",
    dbapi.SQLITE_ALTER_TABLE: "ALTER",
}


_FIXED = ("writable_schema", "recursive_triggers", "trusted_schema", "journal_mode")


def confine(connection: Connection) -> None:
    """Deny schema changes, ATTACH and writable_schema on the working connection."""

    def allowed(action: int, first: str | None, second: str | None, *rest: Any) -> int:
        if action in _DENIED:
            return int(dbapi.SQLITE_DENY)
        if action == dbapi.SQLITE_PRAGMA and second is not None and first in _FIXED:
            return int(dbapi.SQLITE_DENY)
        return int(dbapi.SQLITE_OK)

    connection.set_authorizer(allowed)


def settle(connection: Connection) -> None:
    """A clean close: everything into the one file, readable from any medium."""
    connection.set_authorizer(None)
    try:
        # a second reader keeps it in WAL, a full disk keeps the WAL: no error, as the next
        # opening folds it in (design 8.10); neither is worth a long wait
        with suppress(DatabaseError):
            connection.execute(f"PRAGMA busy_timeout={CLOSE_WAIT_MS}")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()
