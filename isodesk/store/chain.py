"""The chain checked: every entry carries the hash over the one before it."""

from collections.abc import Iterator
from typing import Any

from isodesk.core.progress import Progress
from isodesk.store.around import Gap, by_indexes, walk
from isodesk.store.finding import About, Finding
from isodesk.store.naming import named
from isodesk.store.sqlite import DatabaseError, linked

STEP = 5_000
_LINKS = (
    "record_id, CAST(seq || '|' || change_id || '|' || coalesce(record_id, '') || '|'"
    " || tab || '|' || row || '|' || op AS BLOB), CAST(payload AS BLOB), CAST(hash AS BLOB)"
)
"""Each entry's bytes as they were hashed, so that no text is decoded only to be encoded."""


def check_links(connection: Any, progress: Progress) -> Iterator[Finding]:
    """Each entry carries the hash over the one before; a gap, a swap or an edit breaks it."""
    total = last_entry(connection)
    before: tuple[Any, ...] = (b"",)
    """What the hash before may be: as stored, and as it should be where that is damaged; none
    where the entry before cannot be read."""
    expected = 1
    for entry in entries(connection, _LINKS, total):
        if isinstance(entry, Gap):
            yield _entry(connection, entry.key, "cannot be read")
            before, expected = (), entry.key + 1
            continue
        seq, record, meta, payload, stored = entry
        if not isinstance(seq, int) or seq < expected:
            yield Finding(f"History: an entry after {expected - 1} is not an entry any more.")
            continue
        if seq != expected:
            yield _missing(expected, seq - 1, record)
            before = ()
        sound = all(isinstance(part, bytes) for part in (meta, payload, stored))
        proper = [linked(hash_, meta, payload) for hash_ in before] if sound else []
        if not sound or (before and stored not in proper):
            yield _entry(connection, seq, "is not what was written")
        before = (stored, *(p for p in proper if p != stored)) if sound else ()
        expected = seq + 1
        if seq % STEP == 0:
            progress(seq, total, "Checking the history")
    if expected <= total:
        yield _missing(expected, total, None)


def last_entry(connection: Any) -> int:
    """The number of the newest entry, also where the table cannot be read to its end."""
    try:
        return int(connection.execute("SELECT coalesce(max(seq), 0) FROM history").fetchone()[0])
    except DatabaseError:
        return max(by_indexes(connection, "history", "seq"), default=0)


def entries(connection: Any, columns: str, total: int) -> Iterator[tuple[Any, ...] | Gap]:
    """(seq, *columns) of every entry, around those that cannot be read."""
    return walk(connection, "history", "seq", columns, lambda: range(1, total + 1))


def _missing(first: int, last: int, record: int | None) -> Finding:
    said = f"entry {first} is" if first == last else f"entries {first} to {last} are"
    return Finding(f"History: {said} missing.", record, About.ENTRY, "history", first)


def _entry(connection: Any, seq: int, wrong: str) -> Finding:
    """An entry by what it is about; its row, and so its record, may be known by an index."""
    tab, row, record = about(connection, seq)
    if not tab:
        return Finding(f"History: entry {seq} {wrong}.", None, About.ENTRY, "history", seq)
    owner, name = named(connection, tab, row, {"record_id": record} if record else {})
    sentence = f"{name}: history entry {seq} {wrong}."
    return Finding(sentence, owner, About.ENTRY, "history", seq)


def about(connection: Any, seq: int) -> tuple[str, int, int | None]:
    """(table, row, record) of an entry; from the indexes where its own row cannot be read."""
    for source in ("", " INDEXED BY history_by_row", " INDEXED BY history_by_record"):
        columns = "record_id" if source.endswith("record") else "tab, row"
        wanted = columns if source else "tab, row, record_id"
        try:
            sql = f"SELECT {wanted} FROM history{source} WHERE +seq = ?"
            found = connection.execute(sql if source else sql.replace("+", ""), (seq,)).fetchone()
        except DatabaseError:
            continue
        if found and source.endswith("record") and found[0] is not None:
            return "record", found[0], found[0]
        if found and isinstance(found[0], str) and not source.endswith("record"):
            return found[0], found[1], found[2] if len(found) > 2 else None
    return "", 0, None
