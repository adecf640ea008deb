"""Write the literal SQL of the newest migration and its fingerprint from the mapped classes.

For the author of a migration, before its release only: a released migration is frozen. What it
writes is the difference between the version before, made by the frozen migrations, and what
`isodesk.store.schema` renders now: new tables and columns, and triggers made anew.
"""

import json
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column
from sqlalchemy.dialects import sqlite as dialect
from sqlalchemy.schema import CreateColumn

from isodesk.core.record import Base
from isodesk.store import migrations, schema
from isodesk.store.fingerprint import fingerprint
from isodesk.store.sqlite import Entering, working

_MADE_ANEW = ("CREATE TRIGGER", "CREATE INDEX")
VERSIONS = Path(migrations.__file__).parent / "versions"


def main() -> None:
    """Rewrite the newest migration's SQL and the last line of fingerprints.json."""
    newest = max(VERSIONS.glob("v*.sql"))
    with tempfile.TemporaryDirectory() as folder:
        newest.write_text("", encoding="utf-8")
        before = _made(Path(folder) / "before.isodesk")
        lines = list(changes(before))
        before.close()
        newest.write_text("\n".join(lines) + "\n", encoding="utf-8")
        after = _made(Path(folder) / "after.isodesk")
        marks = dict(migrations.fingerprints())
        marks[int(newest.name[1:5])] = fingerprint(after)
        after.close()
    marked = {str(version): mark for version, mark in marks.items()}
    target = VERSIONS.parent / "fingerprints.json"
    target.write_text(json.dumps(marked, indent=1) + "\n", encoding="utf-8")


def changes(connection: Any) -> Iterator[str]:
    """The statements that bring this schema to the present one. Nothing is ever dropped but
    triggers and indexes that are made anew, so a table that went away is an error of the
    author's."""
    known = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    wanted = {_name(s): " ".join(s.split()) for s in schema.statements()}
    columns = dict(_new_columns(connection, set(known)))
    gone = [
        name
        for name, sql in known.items()
        if sql.startswith(_MADE_ANEW) and _plain(sql) != wanted.get(name, "")
    ]
    yield from (f"DROP {known[name].split()[1]} {name}" for name in gone)
    yield from columns.values()
    for name, statement in wanted.items():
        if name not in known or name in gone:
            yield statement


def _new_columns(connection: Any, known: set[str]) -> Iterator[tuple[tuple[str, str], str]]:
    for table in Base.metadata.sorted_tables:
        if table.name not in known:
            continue
        present = {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")}
        for column in table.columns:
            if column.name not in present:
                yield (
                    (table.name, column.name),
                    f"ALTER TABLE {table.name} ADD COLUMN {_rendered(column)}",
                )


def _rendered(column: Column[Any]) -> str:
    return " ".join(str(CreateColumn(column).compile(dialect=dialect.dialect())).split())


def _name(statement: str) -> str:
    """The name of what a CREATE makes."""
    words = [word for word in statement.split()[:5] if word not in ("VIRTUAL", "UNIQUE")]
    return words[2]


def _plain(sql: str) -> str:
    return " ".join(sql.split())


def _made(path: Path) -> Any:
    entering = Entering()
    connection = working(path, entering, create=True)
    migrations.upgrade(connection, entering, datetime.now(UTC))
    return connection


if __name__ == "__main__":
    main()
