"""What SQLite's own check says of a file, in words that tell whether anything is lost."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from isodesk.core.progress import Progress
from isodesk.store.finding import About, Finding
from isodesk.store.sqlite import DatabaseError

_INDEX = re.compile(r"(?:index|of table) (\S+?)\.?$|entries in index (\S+)|from index (\S+)")
_TREE = re.compile(r"Tree (\d+)")
_SEARCH = re.compile(r"fts5|search_(words|parts)", re.IGNORECASE)
_SPACE = re.compile(r"freelist|never used|Freelist|free page|pointer map", re.IGNORECASE)
SEARCH = "The search is damaged: it can be made anew, nothing is lost."
SPACE = "Free space in the file is in disorder: nothing is lost."


def check(connection: Any, progress: Progress) -> Iterator[Finding]:
    """Everything `integrity_check` finds; a page that stops it is looked for table by table."""
    progress(0, 1, "Checking the database")
    try:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check(100)")]
    except DatabaseError as error:
        said = [str(error)]
    if said == ["ok"]:
        return
    roots = _roots(connection)
    for line in said:
        yield from _in_words(connection, line, roots)


def _in_words(connection: Any, line: str, roots: dict[int, tuple[str, str]]) -> Iterator[Finding]:
    """One line of SQLite's, said plainly where it is known what it is about."""
    tree, index = _TREE.search(line), _INDEX.search(line)
    kind, name = roots.get(int(tree[1]), ("", "")) if tree else ("", "")
    if _SEARCH.search(line) or _SEARCH.search(name):
        yield Finding(SEARCH, about=About.SEARCH)
    elif _SPACE.search(line) and not tree:
        yield Finding(SPACE, about=About.SPACE)
    elif kind == "index" or index:
        known = name or next(filter(None, index.groups()))  # type: ignore[union-attr]
        yield _index(known)
    elif kind == "table":
        yield Finding(f"SQLite finds damage in the table “{name}”: {line}.")
    elif tree is None and "malformed" in line:
        yield from _searched(connection, line)
    else:
        yield Finding(f"SQLite finds damage: {line}.")


def _index(name: str) -> Finding:
    return Finding(
        f"The index “{name}” is damaged: it can be made anew, nothing is lost.", about=About.INDEX
    )


def _searched(connection: Any, line: str) -> Iterator[Finding]:
    """Which tables and indexes a page that is no page belongs to."""
    found = 0
    for kind, name, table in _objects(connection):
        if _reads(connection, kind, name, table):
            continue
        found += 1
        if _SEARCH.search(name):
            yield Finding(SEARCH, about=About.SEARCH)
        elif kind == "index":
            yield _index(name)
        else:
            yield Finding(f"SQLite finds damage in the table “{name}”: {line}.")
    if not found:
        yield Finding(SPACE, about=About.SPACE)


def _reads(connection: Any, kind: str, name: str, table: str) -> bool:
    """Whether SQLite reads a table or an index from end to end."""
    try:
        if kind == "table":
            for _ in connection.execute(f'SELECT * FROM "{name}"'):
                pass
        else:
            for _ in connection.execute(f'SELECT 1 FROM "{table}" INDEXED BY "{name}"'):
                pass
    except DatabaseError as error:
        return "no query solution" in str(error)
    return True


def _roots(connection: Any) -> dict[int, tuple[str, str]]:
    """(kind, name) by its first page; nothing where the list itself is damaged."""
    with suppress(DatabaseError):
        rows = connection.execute("SELECT rootpage, type, name FROM sqlite_master")
        return {root: (kind, name) for root, kind, name in rows if root}
    return {}


def _objects(connection: Any) -> list[tuple[str, str, str]]:
    """(kind, name, table) of all that has pages; nothing where the list itself is damaged."""
    with suppress(DatabaseError):
        return list(
            connection.execute(
                "SELECT type, name, tbl_name FROM sqlite_master"
                " WHERE type IN ('table', 'index') AND rootpage > 0 ORDER BY type DESC, name"
            )
        )
    return []
