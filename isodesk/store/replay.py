"""The replay of all entries against the tables: what the history tells is what stands there."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from isodesk.core.progress import Progress
from isodesk.store import schema_entry
from isodesk.store.around import Gap, by_indexes, walk
from isodesk.store.chain import about, entries, last_entry
from isodesk.store.finding import About, Finding
from isodesk.store.naming import named, short
from isodesk.store.sqlite import DatabaseError

UNKNOWN = "unreadable entry"
Row = dict[str, Any]


def replay(connection: Any, progress: Progress, straight: bool = True) -> Iterator[Finding]:
    """All entries, replayed row by row, give the present tables (design, house rule 10).

    Not `straight` goes by the entries themselves, where an index of the history is damaged.
    """
    present = recorded(connection)
    for n, table in enumerate(present):
        progress(n, len(present), "Replaying the history")
        yield from _replay_table(connection, table, straight)
    if not straight:
        return
    try:
        tables = {t for (t,) in connection.execute("SELECT DISTINCT tab FROM history")}
    except DatabaseError:
        return  # the links told which entries cannot be read
    for table in sorted(tables - set(present) - {schema_entry.TABLE}):
        yield Finding(f"History: it speaks of a table “{table}” that is not there.")


def recorded(connection: Any) -> list[str]:
    """The tables whose changes enter the history."""
    return [
        name
        for (name,) in connection.execute(
            "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'"
            " AND name LIKE 'history\\_%\\_insert' ESCAPE '\\' ORDER BY tbl_name"
        )
    ]


def _replay_table(connection: Any, table: str, straight: bool) -> Iterator[Finding]:
    try:
        if straight:
            yield from _compared(connection, table, iter(told_rows(connection, table)))
            return
    except DatabaseError:  # the history of this table cannot be read straight on
        pass
    yield from _compared(connection, table, iter(told_around(connection, table)))


def _compared(connection: Any, table: str, replayed: Iterator[Row]) -> Iterator[Finding]:
    """The rows told and those held, merged by id."""
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    rows = _held(connection, table, columns)
    told, held = next(replayed, None), next(rows, None)
    while told is not None or held is not None:
        key = min(r["id"] for r in (told, held) if r is not None)
        ours = told if told is not None and told["id"] == key else None
        theirs = held if held is not None and held["id"] == key else None
        if ours != theirs and not (ours is not None and "" in ours):
            yield _difference(connection, table, key, ours, theirs)
        told = next(replayed, None) if ours is not None else told
        held = next(rows, None) if theirs is not None else held


def _held(connection: Any, table: str, columns: list[str]) -> Iterator[Row]:
    """The rows of a table; of one that cannot be read only its id, with "?"."""

    def wanted() -> set[int]:
        return by_indexes(connection, table, "id") | _ids_told(connection, table)

    for row in walk(connection, table, "id", ", ".join(columns), wanted):
        if isinstance(row, Gap):
            yield {"id": row.key, "?": True}
        else:
            values = zip(columns, row[1:], strict=True)
            held = {k: v for k, v in values if v is not None}
            yield {**held, "id": row[0] if isinstance(row[0], int) else 0}


def _ids_told(connection: Any, table: str) -> set[int]:
    sql = "SELECT DISTINCT row FROM history WHERE tab = ?"
    try:
        return {row for (row,) in connection.execute(sql, (table,)) if isinstance(row, int)}
    except DatabaseError:
        return set()


def told_rows(connection: Any, table: str) -> Iterator[Row]:
    """The rows of a table as the history tells them, by id; deleted ones left out. Raises
    DatabaseError where it cannot be read straight on."""
    return _replayed(
        connection.execute(
            "SELECT row, op, payload FROM history WHERE tab = ? ORDER BY row, seq", (table,)
        )
    )


def told_around(connection: Any, table: str) -> list[Row]:
    """The same around entries that cannot be read; a row one of them is about is UNKNOWN."""
    total = last_entry(connection)
    kept: list[tuple[int, int, str, Any]] = []
    for entry in entries(connection, "tab, row, op, payload", total):
        if isinstance(entry, Gap):
            tab, row, _ = about(connection, entry.key)
            if tab == table:
                kept.append((row, entry.key, "?", None))
        elif entry[1] == table and isinstance(entry[2], int):
            kept.append((entry[2], entry[0], entry[3], entry[4]))
    kept.sort(key=lambda each: each[:2])
    return list(_replayed((row, op, payload) for row, _, op, payload in kept))


def _replayed(told: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    current: Row | None = None
    last = None
    for row, op, payload in told:
        if row != last and current is not None:
            yield current
        if row != last:
            current, last = None, row
        current = _applied(current, row, op, payload)
    if current is not None:
        yield current


def _applied(current: Row | None, row: int, op: str, payload: str) -> Row | None:
    if op == "D":
        return None
    if current is not None and "" in current and op != "I":
        return current
    try:
        told = json.loads(payload)
        news = told if op == "I" else {column: new for column, (_, new) in told.items()}
        whole = {**({} if op == "I" else current or {}), **news, "id": row}
    except (ValueError, TypeError, AttributeError):  # not what the triggers write: damaged
        return {"id": row, "": UNKNOWN}
    return {k: v for k, v in whole.items() if v is not None}


def _difference(
    connection: Any, table: str, row: int, told: Row | None, held: Row | None
) -> Finding:
    record, name = named(connection, table, row, told or held or {})
    return Finding(f"{name}: {_what_differs(table, told, held)}", record, About.ROW, table, row)


def _what_differs(table: str, told: Row | None, held: Row | None) -> str:
    if held is None:
        return f"a row of “{table}” that the history knows is missing."
    if "?" in held:
        return f"a row of “{table}” cannot be read."
    if told is None:
        return f"a row of “{table}” was added behind the history's back."
    changed = sorted(k for k in told.keys() | held.keys() if told.get(k) != held.get(k))
    now, then = (short(values.get(changed[0], "")) for values in (held, told))
    return (
        f"{', '.join(changed)} was changed behind the history's back"
        f" (now “{now}”, in the history “{then}”)."
    )
