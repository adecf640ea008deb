"""What the history says of a migration: a change by "isodesk", and a chained entry with the
fingerprints of the schema before and after (design 8.20)."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from isodesk.core.dates import utc_text, zone_name
from isodesk.store.fingerprint import fingerprint
from isodesk.store.head import head_of
from isodesk.store.sqlite import Entering, entry_hash

TABLE = "schema"
"""What such an entry has in the place of a table's name; its row is the new version."""
OPERATION = "S"
_CHANGE = "INSERT INTO change (id, at, zone, actor, why, odd_clock) VALUES (?, ?, ?, ?, ?, 0)"
_ENTRY = (
    "INSERT INTO history (seq, change_id, tab, row, op, payload, hash) VALUES (?, ?, ?, ?, ?, ?, ?)"
)


@contextmanager
def entered(connection: Any, entering: Entering, now: datetime) -> Iterator[None]:
    """Within a migration's transaction: what the block changes belongs to one change of its
    own, and the new schema is entered at its end. A new, empty file has no history yet."""
    version, mark = _version(connection), fingerprint(connection)
    if not version:
        yield
        return
    entering.change_id = _begin(connection, version, now)
    try:
        yield
        _enter(connection, entering.change_id, (version, mark))
    finally:
        entering.change_id = None


def wrong_entries(connection: Any, known: dict[int, str]) -> Iterator[int]:
    """Numbers of the entries that name another schema than the one released under its number."""
    rows = connection.execute(
        "SELECT seq, payload FROM history WHERE tab = ? ORDER BY seq", (TABLE,)
    )
    for seq, payload in rows.fetchall():
        try:
            told = json.loads(payload)
            right = all(known.get(told[v]) == told[m] for v, m in (("from", "was"), ("to", "is")))
        except (ValueError, TypeError, KeyError):
            right = False
        if not right:
            yield seq


def _begin(connection: Any, version: int, now: datetime) -> int:
    last = connection.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()[0]
    why = f"Brought up to date from version {version} of the file"
    connection.execute(_CHANGE, (last + 1, utc_text(now), zone_name(now), "isodesk", why))
    return int(last) + 1


def _enter(connection: Any, change: int, before: tuple[int, str]) -> None:
    version, mark = _version(connection), fingerprint(connection)
    told = {"from": before[0], "to": version, "was": before[1], "is": mark}
    payload = json.dumps(told, separators=(",", ":"))
    seq, previous = head_of(connection)
    digest = entry_hash(previous, seq + 1, change, None, TABLE, version, OPERATION, payload)
    connection.execute(_ENTRY, (seq + 1, change, TABLE, version, OPERATION, payload, digest))


def _version(connection: Any) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
