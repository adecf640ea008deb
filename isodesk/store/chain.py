"""The history checked: every link, and the replay of all entries against the tables."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from isodesk.core.progress import Progress
from isodesk.store import schema_entry
from isodesk.store.sqlite import DatabaseError, linked

STEP = 5_000
_LINKS = (
    "SELECT seq, record_id, CAST(seq || '|' || change_id || '|' || coalesce(record_id, '') || '|'"
    " || tab || '|' || row || '|' || op AS BLOB), CAST(payload AS BLOB), CAST(hash AS BLOB)"
    " FROM history ORDER BY seq"
)
"""Each entry's bytes as they were hashed, so that no text is decoded only to be encoded."""
_MOST = 200
"""Letters of a value that a finding quotes."""
_KINDS = frozenset(
    {
        "record",
        "document",
        "revision",
        "copy",
        "person",
        "change_request",
        "disposal",
        "filled_form",
    }
)
"""Tables whose rows are records: their id is the record's."""
_OWNERS = ("record_id", "document_id", "request_id", "disposal_id", "revision_id", "from_id")
"""Columns of the other tables that name the record a row belongs to, the nearest first."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. `record_id` names the record, where it is about one."""

    sentence: str
    record_id: int | None = None


def check_links(connection: Any, progress: Progress) -> Iterator[Finding]:
    """Each entry carries the hash over the one before; a gap, a swap or an edit breaks it."""
    total = connection.execute("SELECT count(*) FROM history").fetchone()[0]
    previous, expected = b"", 1
    rows = connection.execute(_LINKS)
    for seq, record, meta, payload, stored in _readable(rows):
        if seq is None:
            yield Finding(f"History: it cannot be read beyond entry {expected - 1}.")
            return
        if seq != expected:
            yield Finding(f"History: entries {expected} to {seq - 1} are missing.", record)
        if linked(previous, meta, payload) != stored:
            yield Finding(f"{_entry(connection, seq)} is not what was written.", record)
        previous, expected = stored, seq + 1
        if seq % STEP == 0:
            progress(seq, total, "Checking the history")


def _entry(connection: Any, seq: int) -> str:
    """`Document QP-07 Melting: history entry 1,204`: an entry by what it is about."""
    try:
        tab, row, record = connection.execute(
            "SELECT tab, row, record_id FROM history WHERE seq = ?", (seq,)
        ).fetchone()
        _, name = _named(connection, str(tab), row, {"record_id": record} if record else {})
    except (DatabaseError, TypeError):
        return f"History: entry {seq}"
    return f"{name}: history entry {seq}"


def _readable(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows, and one of Nones in the place of what SQLite cannot read."""
    try:
        yield from rows
    except DatabaseError:
        yield (None,) * 5


def replay(connection: Any, progress: Progress) -> Iterator[Finding]:
    """All entries, replayed row by row, give the present tables (design, house rule 10)."""
    tables = [t for (t,) in connection.execute("SELECT DISTINCT tab FROM history ORDER BY tab")]
    present = [
        name
        for (name,) in connection.execute(
            "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'"
            " AND name LIKE 'history\\_%\\_insert' ESCAPE '\\' ORDER BY tbl_name"
        )
    ]
    for n, table in enumerate(present):
        progress(n, len(present), "Replaying the history")
        try:
            yield from _replay_table(connection, table)
        except DatabaseError as error:  # a page that is no page; the other tables go on
            yield Finding(
                f"The table “{table}” or its history cannot be read to the end ({error})."
            )
    for table in sorted(set(tables) - set(present) - {schema_entry.TABLE}):
        yield Finding(f"History: it speaks of a table “{table}” that is not there.")


def _replay_table(connection: Any, table: str) -> Iterator[Finding]:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    stored = connection.execute(f'SELECT {", ".join(columns)} FROM "{table}" ORDER BY id')
    rows = ({k: v for k, v in zip(columns, r, strict=True) if v is not None} for r in stored)
    replayed = _rows_of(connection, table)
    told, held = next(replayed, None), next(rows, None)
    while told is not None or held is not None:
        key = min(r["id"] for r in (told, held) if r is not None)
        ours = told if told is not None and told["id"] == key else None
        theirs = held if held is not None and held["id"] == key else None
        if ours != theirs:
            yield _difference(connection, table, key, ours, theirs)
        told = next(replayed, None) if ours is not None else told
        held = next(rows, None) if theirs is not None else held


def _rows_of(connection: Any, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table as the history tells them, by id; deleted ones left out."""
    entries = connection.execute(
        "SELECT row, op, payload FROM history WHERE tab = ? ORDER BY row, seq", (table,)
    )
    current: dict[str, Any] | None = None
    last = None
    for row, op, payload in entries:
        if row != last and current is not None:
            yield current
        if row != last:
            current, last = None, row
        current = _applied(current, row, op, payload)
    if current is not None:
        yield current


def _applied(
    current: dict[str, Any] | None, row: int, op: str, payload: str
) -> dict[str, Any] | None:
    if op == "D":
        return None
    try:
        told = json.loads(payload)
        news = told if op == "I" else {column: new for column, (_, new) in told.items()}
        whole = {**({} if op == "I" else current or {}), **news, "id": row}
    except (ValueError, TypeError, AttributeError):  # not what the triggers write: damaged
        return {"id": row, "": "unreadable entry"}
    return {k: v for k, v in whole.items() if v is not None}


def _difference(
    connection: Any, table: str, row: int, told: dict[str, Any] | None, held: dict[str, Any] | None
) -> Finding:
    record, name = _named(connection, table, row, told or held or {})
    if held is None:
        return Finding(f"{name}: a row of “{table}” that the history knows is missing.", record)
    if told is None:
        return Finding(f"{name}: a row of “{table}” was added behind the history's back.", record)
    changed = sorted(k for k in told.keys() | held.keys() if told.get(k) != held.get(k))
    now, then = (_short(values.get(changed[0], "")) for values in (held, told))
    return Finding(
        f"{name}: {', '.join(changed)} was changed behind the history's back"
        f" (now “{now}”, in the history “{then}”).",
        record,
    )


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"


def _named(connection: Any, table: str, row: int, values: dict[str, Any]) -> tuple[int | None, str]:
    record = row if table in _KINDS else next((values[o] for o in _OWNERS if o in values), None)
    if record is None:
        return None, f"{table.replace('_', ' ').capitalize()} {row}"
    return record, name_of(connection, record)


def name_of(connection: Any, record_id: int) -> str:
    """What the officer calls a record: kind, number and title."""
    found = connection.execute(
        "SELECT kind, coalesce(number, ''), coalesce(title, '') FROM record WHERE id = ?",
        (record_id,),
    ).fetchone()
    if found is None:
        return f"Record {record_id}"
    return " ".join(filter(None, (found[0].capitalize(), _short(found[1]), _short(found[2]))))
