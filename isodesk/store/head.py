"""The head of the history: what paper carries, and what this computer remembers of a file.

No SQLAlchemy: the window asks before it is imported.
"""

from datetime import UTC, datetime
from typing import Any

from isodesk.core.dates import utc_text
from isodesk.store import memory
from isodesk.store.file import CompanyFile


def older_than_remembered(connection: Any) -> str:
    """One sentence when this computer has seen a newer state of the file, or one whose history
    went another way, else ""."""
    row = connection.execute("SELECT file_id FROM company").fetchone()
    known = memory.recall(row[0]) if row else None
    seq, _ = head_of(connection)
    if known is None or _continues(connection, known):
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


def _continues(connection: Any, known: memory.Remembered) -> bool:
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
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    try:
        bits = int(digest[:20], 16)
    except ValueError:  # a damaged entry: verify names it
        return f"{seq}-damaged"
    return f"{seq}-" + "".join(alphabet[(bits >> shift) & 31] for shift in range(75, -1, -5))


def remember(file: CompanyFile) -> None:
    """Keep the head and the highest serials of an open file in the settings folder.

    A file that is older, or went another way, does not overwrite what was seen of the newer
    one, however much is done in it: `continue_here` is the officer's own word for that.
    """
    connection = file.reader()
    company = connection.execute("SELECT file_id FROM company").fetchone()
    known = memory.recall(company[0]) if company else None
    if company and (known is None or _continues(connection, known)):
        memory.remember(company[0], _state(connection))


def continue_here(file: CompanyFile) -> None:
    """From now on this state of the file is the newest one this computer knows of."""
    connection = file.reader()
    company = connection.execute("SELECT file_id FROM company").fetchone()
    memory.start_again(company[0], _state(connection))


def _state(connection: Any) -> memory.Remembered:
    seq, digest = head_of(connection)
    counters = dict(connection.execute("SELECT name, value FROM counter").fetchall())
    return memory.Remembered(seq, digest, utc_text(datetime.now(UTC)), counters)
