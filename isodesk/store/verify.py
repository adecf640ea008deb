"""Verify: the chain, its replay, every file's hash, the schema, SQLite's own checks, and the
head this computer last saw. Zero false alarms; what is wrong is named (reliability 3.4)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isodesk.core.progress import Progress, silent
from isodesk.store import chain, memory, sqlite
from isodesk.store.chain import Finding
from isodesk.store.files import pieces
from isodesk.store.fingerprint import fingerprint
from isodesk.store.head import head_of, short_head
from isodesk.store.migrations import fingerprints


@dataclass(frozen=True)
class Report:
    """What verify looked at and found; `head` is the short form printed on paper."""

    path: Path
    findings: tuple[Finding, ...]
    entries: int
    records: int
    files: int
    head: str

    @property
    def whole(self) -> bool:
        return not self.findings


def verify(path: Path, progress: Progress = silent, *, remembered: bool = True) -> Report:
    """Look at everything, changing nothing. Raises Refused for what is no isodesk file."""
    sqlite.read_header(path)
    connection = sqlite.guarded(path)
    try:
        connection.execute("BEGIN")
        findings = list(_all(connection, progress, remembered))
        counts = [_count(connection, t) for t in ("history", "record", "file")]
        head = short_head(*head_of(connection))
    except sqlite.DatabaseError as error:
        findings = [Finding(f"SQLite cannot read the file: {error}. Restore the newest backup.")]
        counts, head = [0, 0, 0], ""
    finally:
        connection.close()
    return Report(path, tuple(findings), counts[0], counts[1], counts[2], head)


def _all(connection: Any, progress: Progress, remembered: bool) -> Iterator[Finding]:
    # not from the header: the newest version may still stand in the WAL
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    progress(0, 1, "Checking the database")
    for (said,) in connection.execute("PRAGMA integrity_check(20)").fetchall():
        if said != "ok":
            yield Finding(f"SQLite finds damage: {said}.")
    if fingerprint(connection) != fingerprints().get(version):
        yield Finding("The tables or guards are not isodesk's own: another program changed them.")
    yield from chain.check_links(connection, progress)
    yield from chain.replay(connection, progress)
    yield from _files(connection, progress)
    if remembered:
        yield from _outside(connection)


def _files(connection: Any, progress: Progress) -> Iterator[Finding]:
    known = connection.execute("SELECT id, hash, size FROM file ORDER BY id").fetchall()
    for n, (file_id, digest, size) in enumerate(known):
        progress(n, len(known), "Checking the files")
        found, length = hashlib.sha256(), 0
        for piece in pieces(connection, file_id):
            found.update(piece)
            length += len(piece)
        if found.hexdigest() != digest:
            record, name = _user_of(connection, file_id)
            lost = "is missing" if length == 0 < size else "is damaged"
            yield Finding(f"{name}: its file {lost}. Take it from the newest backup.", record)
    orphans = connection.execute(
        "SELECT count(*) FROM file_chunk WHERE file_id NOT IN (SELECT id FROM file)"
    ).fetchone()[0]
    if orphans:
        yield Finding(f"{orphans} pieces of files belong to no file.")


def _user_of(connection: Any, file_id: int) -> tuple[int | None, str]:
    row = connection.execute(
        "SELECT id FROM revision WHERE ? IN (source_id, master_id, text_id) UNION ALL"
        " SELECT record_id FROM attachment WHERE file_id = ? LIMIT 1",
        (file_id, file_id),
    ).fetchone()
    return (row[0], chain.name_of(connection, row[0])) if row else (None, f"File {file_id}")


def _outside(connection: Any) -> Iterator[Finding]:
    company = connection.execute("SELECT file_id FROM company").fetchone()
    known = memory.recall(company[0]) if company else None
    if known is None:
        return
    seq, _ = head_of(connection)
    if seq < known.seq:
        yield Finding(
            f"An older file stands in the place of a newer one: its history ends at entry {seq},"
            f" this computer has seen entry {known.seq} on {known.at[:10]}."
        )
        return
    row = connection.execute("SELECT hash FROM history WHERE seq = ?", (known.seq,)).fetchone()
    if row is None or row[0] != known.head:
        yield Finding(
            f"The history was written anew: entry {known.seq} is not the one this computer saw"
            f" on {known.at[:10]}."
        )


def _count(connection: Any, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
