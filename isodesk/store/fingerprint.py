"""What the schema of an open file is, in one hash, without trusting it."""

import hashlib
from typing import Any

_NEEDED = ("record", "document", "revision", "copy", "person", "company", "change", "history")


def fingerprint(connection: Any) -> str:
    """SHA-256 over every statement of sqlite_master and the columns of every table.

    White space is normalised, so that a rename by SQLite itself is no difference.
    """
    rows = connection.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master"
        " WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name, tbl_name"
    ).fetchall()
    digest = hashlib.sha256()
    for kind, name, table, sql in rows:
        digest.update(f"{kind}|{name}|{table}|{' '.join(sql.split())}\n".encode())
    return digest.hexdigest()


def has_our_tables(connection: Any) -> bool:
    """Whether a newer file still holds the tables that this version reads."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name for (name,) in rows}.issuperset(_NEEDED)
