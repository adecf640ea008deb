"""A damaged file made anew: the tables from its history, each kept file by its hash."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from isodesk.core.progress import Progress
from isodesk.store import memory, sqlite
from isodesk.store.around import Gap
from isodesk.store.chain import STEP, entries, last_entry
from isodesk.store.heal import COLUMNS, Healed
from isodesk.store.replay import recorded, told_rows
from isodesk.store.sqlite import DatabaseError


@dataclass(frozen=True)
class Rebuilt:
    """What the new file holds: kept files that came from a backup, and those nobody has."""

    taken: dict[int, Path]
    missing: tuple[int, ...]


def rebuild(
    source: Path,
    target: Path,
    healed: dict[int, Healed],
    backups: Sequence[Path],
    progress: Progress,
) -> Rebuilt:
    """Write `target`, which does not stand yet. Raises DatabaseError or OSError."""
    from isodesk.store import migrations

    entering = sqlite.Entering()
    with (
        closing(sqlite.guarded(source)) as old,
        closing(sqlite.working(target, entering, create=True)) as new,
    ):
        migrations.upgrade(new, entering, datetime.now(UTC))
        new.execute("PRAGMA foreign_keys=OFF")
        new.execute("BEGIN IMMEDIATE")
        guards = _without_triggers(new)
        _history(old, new, healed, progress)
        for n, table in enumerate(tables := [t for t in guards.tables if t != "history"]):
            progress(n, len(tables), "Writing the tables from the history")
            _rows(new, table)
        new.execute(
            "INSERT INTO tally (kind, state, systems, n)"
            " SELECT kind, state, systems, count(*) FROM record GROUP BY 1, 2, 3"
        )
        rebuilt = _bytes(old, new, backups, progress)
        _counters(old, new, backups)
        for statement in guards.statements:
            new.execute(statement)
        new.execute("COMMIT")
        _search(new, progress)
        new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        new.execute("PRAGMA journal_mode=DELETE")
    return rebuilt


@dataclass(frozen=True)
class _Guards:
    statements: tuple[str, ...]
    tables: tuple[str, ...]


def _without_triggers(new: Any) -> _Guards:
    """Put the triggers aside while rows are written that the history tells already."""
    tables = tuple(recorded(new))
    found = new.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in found:
        new.execute(f'DROP TRIGGER "{name}"')
    return _Guards(tuple(sql for _, sql in found), tables)


def _history(old: Any, new: Any, healed: dict[int, Healed], progress: Progress) -> None:
    total = last_entry(old)
    insert = f"INSERT INTO history (seq, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    for row in entries(old, COLUMNS, total):
        if isinstance(row, Gap) or not isinstance(row[0], int) or row[0] in healed:
            continue
        if 0 < row[0] <= total:
            new.execute(insert, row)
            if row[0] % STEP == 0:
                progress(row[0], total, "Writing the history")
    for each in healed.values():
        new.execute(insert, each.entry)


def _rows(new: Any, table: str) -> None:
    known = {row[1] for row in new.execute(f'PRAGMA table_info("{table}")')}
    for told in list(told_rows(new, table)):
        values = {column: value for column, value in told.items() if column in known}
        names = ", ".join(f'"{column}"' for column in values)
        marks = ", ".join("?" * len(values))
        new.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values.values()))


def _bytes(old: Any, new: Any, backups: Sequence[Path], progress: Progress) -> Rebuilt:
    """The bytes of every file: those that stand, else those of the newest backup with them."""
    known = new.execute("SELECT id, hash FROM file ORDER BY id").fetchall()
    gone = {row for (row,) in new.execute("SELECT file_id FROM disposed_file")}
    taken, missing = {}, []
    for n, (file_id, digest) in enumerate(known):
        progress(n, len(known), "Writing the files")
        found = pieces_of(old, file_id, digest)
        source = None
        if found is None and file_id not in gone:
            source, found = from_backups(digest, backups)
        if found is None:
            missing += [] if file_id in gone else [file_id]
            continue
        rows = ((file_id, at, piece) for at, piece in enumerate(found))
        new.executemany("INSERT INTO file_chunk (file_id, n, bytes) VALUES (?, ?, ?)", rows)
        if source is not None:
            taken[file_id] = source
    return Rebuilt(taken, tuple(missing))


def from_backups(digest: str, backups: Sequence[Path]) -> tuple[Path | None, list[bytes] | None]:
    """The newest backup that has these bytes, and the bytes; (None, None) for none."""
    for path in backups:
        # a backup that cannot be read has nothing to give
        with suppress(DatabaseError, OSError), closing(sqlite.guarded(path)) as connection:
            row = connection.execute("SELECT id FROM file WHERE hash = ?", (digest,)).fetchone()
            found = pieces_of(connection, row[0], digest) if row else None
            if found is not None:
                return path, found
    return None, None


def pieces_of(connection: Any, file_id: int, digest: str) -> list[bytes] | None:
    """The pieces of a kept file where they are what its hash says, else None."""
    try:
        found = [piece for piece in _pieces(connection, file_id) if isinstance(piece, bytes)]
    except DatabaseError:
        return None
    whole = hashlib.sha256()
    for piece in found:
        whole.update(piece)
    return found if whole.hexdigest() == digest else None


def _pieces(connection: Any, file_id: int) -> Iterator[Any]:
    sql = "SELECT bytes FROM file_chunk WHERE file_id = ? ORDER BY n"
    return (piece for (piece,) in connection.execute(sql, (file_id,)))


def _counters(old: Any, new: Any, backups: Sequence[Path]) -> None:
    """The highest number known of each series, so that none is given twice: from the file, the
    newest backup, and what this computer has seen."""
    highest: dict[str, int] = {}

    def raise_to(found: Any) -> None:
        for name, value in found:
            if isinstance(name, str) and isinstance(value, int):
                highest[name] = max(value, highest.get(name, 0))

    with suppress(DatabaseError):  # that page may be the damaged one
        raise_to(old.execute("SELECT name, value FROM counter").fetchall())
    for path in backups[:1]:
        with suppress(DatabaseError, OSError), closing(sqlite.guarded(path)) as connection:
            raise_to(connection.execute("SELECT name, value FROM counter").fetchall())
    row = new.execute("SELECT file_id FROM company").fetchone()
    known = memory.recall(row[0]) if row else None
    raise_to(known.counters.items() if known else ())
    new.executemany("INSERT INTO counter (name, value) VALUES (?, ?)", sorted(highest.items()))


def _search(new: Any, progress: Progress) -> None:
    """The search is never lost: made anew from the records."""
    from sqlalchemy import select
    from sqlalchemy.orm import Session

    from isodesk.core.problems import Refused
    from isodesk.core.record import Record
    from isodesk.store import schema as _mapped  # noqa: F401 - every kind of record is known
    from isodesk.store import search
    from isodesk.store.engine import engine_on

    with Session(engine_on(new)) as session, session.begin():
        ids = list(session.scalars(select(Record.id).order_by(Record.id)))
        for n, record_id in enumerate(ids):
            progress(n, len(ids), "Making the search anew")
            record = session.get_one(Record, record_id)
            try:
                search.index(session, record)
            except Refused:  # its text is lost; what the record says is found all the same
                search.put(session, record_id, record.number or "", record.title or "", "")
