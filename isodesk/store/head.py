"""The head of the history: what paper carries, and what this computer remembers of a file.

No SQLAlchemy: the window asks before it is imported.
"""

from datetime import UTC, datetime
from typing import Any

from isodesk.core.dates import utc_text
from isodesk.store import memory
from isodesk.store.file import CompanyFile


def older_than_remembered(connection: Any) -> str:
    """One sentence when this computer has seen a newer state of the file, else ""."""
    row = connection.execute("SELECT file_id FROM company").fetchone()
    known = memory.recall(row[0]) if row else None
    seq, _ = head_of(connection)
    if known is None or seq >= known.seq:
        return ""
    return (
        f"This is an older state of the file: this computer has seen its history up to entry"
        f" {known.seq}, here it ends at {seq}."
    )


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
    """Keep the head and the highest serials of an open file in the settings folder."""
    connection = file.reader()
    company = connection.execute("SELECT file_id FROM company").fetchone()
    seq, digest = head_of(connection)
    if company and seq:
        counters = dict(connection.execute("SELECT name, value FROM counter").fetchall())
        state = memory.Remembered(seq, digest, utc_text(datetime.now(UTC)), counters)
        memory.remember(company[0], state)
