"""The bytes of every kept file against their hash, beside the other checks: SQLite and SHA-256
leave the rest of the program its turn, so that a second core shortens a verification."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from isodesk.core.problems import Cancelled
from isodesk.core.progress import Progress
from isodesk.store import sqlite
from isodesk.store.around import Gap, by_indexes, walk
from isodesk.store.finding import About, Finding
from isodesk.store.naming import user_of


class Beside:
    """The check in hand. It tells its progress only once it is waited for, as two checks that
    tell theirs in turn cannot be read."""

    def __init__(self, path: Path, progress: Progress, pool: ThreadPoolExecutor) -> None:
        self._progress = progress
        self._waited, self._stopped = Event(), Event()
        self._found: Future[list[Finding]] = pool.submit(self._run, path)

    def found(self) -> list[Finding]:
        """What is wrong, once all are read."""
        return self._found.result()

    def wait(self) -> None:
        """From now on nothing else is in hand."""
        self._waited.set()
        self._progress(0, 1, "Checking the files")

    def stop(self) -> None:
        """Nobody wants to know any more."""
        self._stopped.set()

    def _run(self, path: Path) -> list[Finding]:
        with closing(sqlite.guarded(path)) as connection:
            connection.execute("BEGIN")
            try:
                return list(check(connection, self._tell))
            except (sqlite.DatabaseError, ValueError, TypeError, OverflowError) as error:
                said = f"The kept files cannot be read to their end: {error}."
                return [Finding(f"{said} Restore the newest backup.")]

    def _tell(self, done: int, of: int, what: str) -> None:
        if self._stopped.is_set():
            raise Cancelled
        if self._waited.is_set():
            self._progress(done, of, what)


@contextmanager
def beside(path: Path, progress: Progress) -> Iterator[Beside]:
    """Check the files while the block checks the rest; done when the block is left."""
    with ThreadPoolExecutor(1, "isodesk-files") as pool:
        running = Beside(path, progress, pool)
        try:
            yield running
            running.wait()
        except BaseException:
            running.stop()
            raise


def check(connection: Any, progress: Progress) -> Iterator[Finding]:
    """Files whose bytes are gone or are not those of their hash; what was disposed of is none."""
    known = list(_known_files(connection))
    for n, (file_id, digest, size) in enumerate(known):
        progress(n, len(known), "Checking the files")
        lost = _lost(connection, file_id, digest, size)
        if lost and not _is_disposed(connection, file_id):
            record, name = user_of(connection, file_id)
            said = f"{name}: its file {lost}. Take it from the newest backup."
            yield Finding(said, record, About.FILE, "file", file_id)
    orphans = connection.execute(
        "SELECT count(*) FROM file_chunk WHERE file_id NOT IN (SELECT id FROM file)"
    ).fetchone()[0]
    if orphans:
        yield Finding(f"{orphans} pieces of files belong to no file.")


def _known_files(connection: Any) -> Iterator[tuple[int, str, int]]:
    """(id, hash, size) of each file whose row can be read; the replay tells of the others."""
    wanted = partial(by_indexes, connection, "file", "id")
    for row in walk(connection, "file", "id", "hash, size", wanted):
        if not isinstance(row, Gap):
            yield row[0], row[1], row[2]


def _lost(connection: Any, file_id: int, digest: str, size: int) -> str:
    from isodesk.store.files import pieces

    found, length = hashlib.sha256(), 0
    try:
        for piece in pieces(connection, file_id):
            found.update(piece)
            length += len(piece)
    except sqlite.DatabaseError:  # a page that is no page: this file's, the others are whole
        return "cannot be read"
    if found.hexdigest() == digest:
        return ""
    return "is missing" if length == 0 < size else "is damaged"


def _is_disposed(connection: Any, file_id: int) -> bool:
    """Whether its bytes were disposed of with everything that used it."""
    if not _knows_disposals(connection):
        return False
    if not connection.execute(
        "SELECT 1 FROM disposed_file WHERE file_id = ?", (file_id,)
    ).fetchone():
        return False
    users = connection.execute(
        "SELECT id FROM revision WHERE ?1 IN (source_id, master_id, text_id, original_id)"
        " UNION SELECT record_id FROM attachment WHERE file_id = ?1"
        " EXCEPT SELECT record_id FROM disposal_line",
        (file_id,),
    ).fetchone()
    return users is None


def _knows_disposals(connection: Any) -> bool:
    return bool(
        connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'disposed_file'").fetchone()
    )
