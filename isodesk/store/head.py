"""The head of the history: what paper carries, and what this computer remembers of a file.

No SQLAlchemy: the window asks before it is imported.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from isodesk.core.dates import utc_text
from isodesk.store import memory
from isodesk.store.file import CompanyFile

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 symbols: no I, L, O and no U."""

SYMBOLS = 16
"""Symbols of a head: 80 bits, as shorter ones let a forger prepare two histories."""


def older_than_remembered(connection: Any) -> str:
    """One sentence when this computer has seen a newer state of the file, or one whose history
    went another way, else ""."""
    row = connection.execute("SELECT file_id FROM company").fetchone()
    known = memory.recall(row[0]) if row else None
    seq, _ = head_of(connection)
    if known is None or continues(connection, known):
        return ""
    if seq >= known.seq:
        return (
            f"This file went another way than the one this computer saw: entry {known.seq} of"
            " its history is not the same."
        )
    return (
        f"This is an older state of the file: this computer has seen its history up to entry"
        f" {known.seq}, here it ends at {seq}."
    )


def continues(connection: Any, known: memory.Remembered) -> bool:
    """Whether the history runs through the head that was remembered."""
    row = connection.execute("SELECT hash FROM history WHERE seq = ?", (known.seq,)).fetchone()
    return row is not None and row[0] == known.head


def head_of(connection: Any) -> tuple[int, str]:
    """(seq, hash) of the newest entry over a plain connection."""
    row = connection.execute("SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, "")


def short_head(seq: int, digest: str) -> str:
    """`1204-4T7Q2MK0XWVG8M3N`: entry and 80 bits of its hash, as paper carries it
    (reliability 7: shorter lets a forger prepare two histories)."""
    if not digest:
        return "0"
    try:
        bits = int(digest[:20], 16)
    except ValueError:  # a damaged entry: verify names it
        return f"{seq}-damaged"
    return f"{seq}-" + "".join(ALPHABET[(bits >> shift) & 31] for shift in range(75, -1, -5))


def remember(file: CompanyFile) -> None:
    """Keep the head and the highest serials of an open file in the settings folder.

    A file that is older, or went another way, does not overwrite what was seen of the newer
    one, however much is done in it: `continue_here` is the officer's own word for that.
    """
    connection = file.reader()
    company = connection.execute("SELECT file_id FROM company").fetchone()
    known = memory.recall(company[0]) if company else None
    if company and (known is None or continues(connection, known)):
        memory.remember(company[0], _state(file))


def continue_here(file: CompanyFile) -> None:
    """From now on this state of the file is the newest one this computer knows of; heads of
    the way that was left are no longer expected in it."""
    connection = file.reader()
    (file_id,) = connection.execute("SELECT file_id FROM company").fetchone()
    known = memory.recall(file_id)
    heads = known.heads if known else {}
    stand = {day: head for day, head in heads.items() if _stands(connection, head)}
    state = _state(file)
    memory.start_again(file_id, replace(state, heads={**stand, **state.heads}))


def continuing_words(file: CompanyFile) -> str:
    """What the history says of continuing here: this head, and the one that was seen before."""
    connection = file.reader()
    (file_id,) = connection.execute("SELECT file_id FROM company").fetchone()
    here, known = short_head(*head_of(connection)), memory.recall(file_id)
    if known is None:
        return f"Continued here, from head {here}"
    seen = short_head(known.seq, known.head)
    same = " in another file" if seen == here else ""
    return f"Continued here, from head {here}; this computer had seen {seen}{same}"


def _stands(connection: Any, head: str) -> bool:
    seq = head.partition("-")[0]
    row = connection.execute(
        "SELECT seq, hash FROM history WHERE seq = ?", (int(seq) if seq.isdigit() else 0,)
    ).fetchone()
    return row is not None and short_head(*row) == head


def _state(file: CompanyFile) -> memory.Remembered:
    connection, now = file.reader(), datetime.now(UTC)
    seq, digest = head_of(connection)
    counters = dict(connection.execute("SELECT name, value FROM counter").fetchall())
    heads = {now.date().isoformat(): short_head(seq, digest)}
    return memory.Remembered(seq, digest, utc_text(now), counters, str(file.path.resolve()), heads)
