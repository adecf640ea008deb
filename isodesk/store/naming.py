"""What the officer calls a row of the file, also where the row itself cannot be read."""

import json
from typing import Any

from isodesk.store.sqlite import DatabaseError

_MOST = 200
"""Letters of a value that a name or a finding quotes."""
KINDS = frozenset(
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
OWNERS = ("record_id", "document_id", "request_id", "disposal_id", "revision_id", "from_id")
"""Columns of the other tables that name the record a row belongs to, the nearest first."""


def named(connection: Any, table: str, row: int, values: dict[str, Any]) -> tuple[int | None, str]:
    """(record, name) of a row, whose values may be those the history tells."""
    if table == "file":
        return user_of(connection, row)
    record = row if table in KINDS else next((values[o] for o in OWNERS if o in values), None)
    if record is None:
        return None, f"{table.replace('_', ' ').capitalize()} {row}"
    return record, name_of(connection, record)


def name_of(connection: Any, record_id: int) -> str:
    """Kind, number and title of a record; from the history where its row cannot be read."""
    try:
        found = connection.execute(
            "SELECT kind, coalesce(number, ''), coalesce(title, '') FROM record WHERE id = ?",
            (record_id,),
        ).fetchone()
    except DatabaseError:
        found = None
    kind, number, title = found or told(connection, record_id)
    words = (str(kind).replace("_", " ").capitalize(), short(number), short(title))
    return " ".join(filter(None, words)) or f"Record {record_id}"


def told(connection: Any, record_id: int) -> tuple[str, str, str]:
    """(kind, number, title) of a record as the history tells them; "" for what it does not."""
    values: dict[str, Any] = {}
    try:
        rows = connection.execute(
            "SELECT op, payload FROM history WHERE tab = 'record' AND row = ? ORDER BY seq",
            (record_id,),
        )
        for op, payload in rows:
            news = json.loads(payload)
            values |= news if op == "I" else {column: new for column, (_, new) in news.items()}
    except (DatabaseError, ValueError, TypeError, AttributeError):
        pass
    return tuple(str(values.get(c) or "") for c in ("kind", "number", "title"))  # type: ignore[return-value]


_USERS = (
    ("company", "logo_id", "NULL"),
    ("revision", "source_id", "id"),
    ("revision", "master_id", "id"),
    ("revision", "text_id", "id"),
    ("revision", "original_id", "id"),
    ("attachment", "file_id", "record_id"),
)


def user_of(connection: Any, file_id: int) -> tuple[int | None, str]:
    """(record, name) of what uses a kept file."""
    for table, column, record in _USERS:
        try:
            row = connection.execute(
                f"SELECT {record} FROM {table} WHERE {column} = ? LIMIT 1", (file_id,)
            ).fetchone()
        except DatabaseError:  # a page that is no page, or a column of a newer schema
            continue
        if row and row[0] is None:
            return None, "The company's logo"
        if row:
            return row[0], name_of(connection, row[0])
    return None, f"File {file_id}"


def short(value: Any) -> str:
    """As much of a value as a sentence bears."""
    text = str(value)
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"
