"""Reading around damage: every row of a table that can be read, and which cannot."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, TypeVar

from isodesk.store.sqlite import DatabaseError, is_damage

T = TypeVar("T")

Wanted = Callable[[], Iterable[int]]
"""Keys that should be there, asked only where the table itself cannot tell."""


class Gap:
    """In the place of a row that cannot be read."""

    def __init__(self, key: int) -> None:
        self.key = key


def walk(
    connection: Any, table: str, key: str, columns: str, wanted: Wanted
) -> Iterator[tuple[Any, ...] | Gap]:
    """All rows as (key, *columns) by key. Where SQLite cannot go on, the rest is read from the
    other end, and what lies between one by one; what stays unreadable comes as a `Gap`."""
    select = f'SELECT {key}, {columns} FROM "{table}"'
    last: int | None = None
    try:
        for row in connection.execute(f"{select} ORDER BY {key}"):
            last = row[0] if isinstance(row[0], int) else last
            yield row
        return
    except DatabaseError:
        pass
    end = _from_the_end(connection, select, key, last)
    first = end[0][0] if end else None
    for each in sorted(set(wanted())):
        if (last is None or each > last) and (first is None or each < first):
            yield _one(connection, select, key, each)
    yield from end


def _from_the_end(connection: Any, select: str, key: str, last: int | None) -> list[Any]:
    found: list[Any] = []
    with suppress(DatabaseError):
        for row in connection.execute(f"{select} ORDER BY {key} DESC"):
            if not isinstance(row[0], int) or (last is not None and row[0] <= last):
                break
            found.append(row)
    return found[::-1]


def _one(connection: Any, select: str, key: str, each: int) -> tuple[Any, ...] | Gap:
    with suppress(DatabaseError):
        row = connection.execute(f"{select} WHERE {key} = ?", (each,)).fetchone()
        if row is not None:
            return tuple(row)
    return Gap(each)


def by_indexes(connection: Any, table: str, key: str) -> set[int]:
    """The keys of a table as its indexes know them: they lie on other pages."""
    found: set[int] = set()
    with suppress(DatabaseError):
        names = [row[1] for row in connection.execute(f'PRAGMA index_list("{table}")')]
        for name in names:
            with suppress(DatabaseError):
                rows = connection.execute(f'SELECT {key} FROM "{table}" INDEXED BY "{name}"')
                found.update(each for (each,) in rows if isinstance(each, int))
    return found


class Parts:
    """What can be read of a damaged file, part by part; `damaged` once something was left out."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.damaged = False

    def rows(self, sql: str, params: tuple[object, ...], key: str) -> list[Any]:
        """The rows of a SELECT whose last WHERE is its own; around damage one by one, by the
        `key` of its first table ("d.id")."""
        try:
            return list(self._connection.execute(sql, params))
        except DatabaseError as error:
            if not is_damage(str(error)):
                raise
        self.damaged = True
        before, _, after = sql.rpartition(" WHERE ")
        table = before[: before.index(f" {key[: key.index('.')]} JOIN ")].rsplit(" ", 1)[1]
        found: list[Any] = []
        for each in sorted(by_indexes(self._connection, table, "id")):
            with suppress(DatabaseError):
                one = f"{before} WHERE {key} = {each} AND {after}"
                found += self._connection.execute(one, params)
        return found

    def read(self, part: Callable[[], T], nothing: T) -> T:
        """The part, or `nothing` where it cannot be read at all."""
        try:
            return part()
        except (DatabaseError, ValueError, TypeError) as error:
            if not isinstance(error, DatabaseError) or is_damage(str(error)):
                self.damaged = True
                return nothing
            raise
