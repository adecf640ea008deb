"""Any SELECT as a list of a million rows: keyset pages, ids and groups, by plain SQL."""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

from isodesk.core.problems import Refused
from isodesk.core.rows import Column, Key, ListRows, Page, Row, Section
from isodesk.store import sqlite

T = TypeVar("T")
_MOST_SECTIONS = 5_000
_JOINED = re.compile(r"\bx\.")
"""A column of the register's own table, which the keys alone do without."""
_ELSEWHERE = re.compile(r"\bx\.|\bown_value\b")
"""What no index of the keys holds."""
_AT_A_TIME = 10_000
"""Ids fetched in one go, so that no second copy of them all is made."""


class Cursor(Protocol):
    """What is used of a DB-API cursor."""

    def fetchone(self) -> tuple[object, ...] | None: ...

    def fetchall(self) -> list[tuple[object, ...]]: ...

    def fetchmany(self, size: int = ..., /) -> list[tuple[object, ...]]: ...


class Connection(Protocol):
    """What is used of a connection, sqlite3's or sqlcipher3's."""

    def execute(self, sql: str, parameters: Sequence[object] = ..., /) -> Cursor: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Source:
    """The SQL of a list.

    `cells` gives one expression per column, `tables` is what follows FROM
    ("record r JOIN document d ON d.id = r.id"), `where` its condition with `params` as values
    (placeholders stand in `where` only), `id` the record's id. `sorts` names the expression a
    column is ordered by where it differs from the cell (the stored sort key); such an
    expression should be indexed to be quick at depth.
    """

    columns: tuple[Column, ...]
    cells: tuple[str, ...]
    tables: str
    where: str = "1"
    params: tuple[object, ...] = ()
    id: str = "id"
    sorts: Mapping[str, str] = field(default_factory=dict)
    counted: str = ""
    """What follows FROM when rows are only counted: fewer tables, where the filter allows."""
    tally: tuple[str, tuple[object, ...]] | None = None
    """A statement with its values that answers the count where nothing is filtered."""
    keyed: str = ""
    """What follows FROM when only keys are walked in the order of a sort in `sorts`, and neither
    condition nor order needs the other tables; "" for `tables`."""
    scanned: tuple[str, str] = ("", "")
    """What follows FROM when all rows are gone through, in the order of their ids so that no page
    of the file is read twice: the keys alone, and what is added for the other tables; "" for
    `tables`."""
    indexed: frozenset[str] = frozenset()
    """Orders that an index of the keys holds, beside those of `walks`."""
    covered: bool = False
    """Whether indexes of the keys hold all that the condition asks for."""
    walks: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    """Orders that an index of another table holds: what follows FROM there, its condition, and
    the expression, as ("own_value w CROSS JOIN record r ON ...", "w.field_id = 3", "w.sort")."""
    shape: Callable[[tuple[object, ...]], tuple[object, ...]] | None = None
    """Makes the values of a row from what SQL answers for its cells."""

    @property
    def body(self) -> str:
        """FROM and WHERE, open for one more AND."""
        return f"FROM {self.tables} WHERE ({self.where})"

    def sort(self, key: str) -> str:
        """The expression this column is ordered by."""
        if key in self.sorts:
            return self.sorts[key]
        return self.cells[[column.key for column in self.columns].index(key)]


@dataclass(frozen=True)
class Grouping:
    """What a list is grouped by: an SQL expression whose values are the groups.

    `heading(value, said)` is a group's heading, `said` being what the SQL `label` answers for
    the value g. Headings stand in the order of `rank(value, sort)`, `sort` likewise; blank last.
    """

    expression: str
    heading: Callable[[object, object], str]
    label: str = "NULL"
    sort: str = "NULL"
    rank: Callable[[object, Any], Any] = lambda value, sort: value if sort is None else sort
    tally: tuple[str, tuple[object, ...]] | None = None
    """A statement with its values that answers (group, count) where that is kept."""


@dataclass(frozen=True)
class SqlRows:
    """A `core.rows.Rows` over a Source; blanks stand last in either direction.

    `reader` gives the connection of the screen's thread and is asked at each call; `another`
    opens one for a worker, closed by `elsewhere`.
    """

    source: Source
    reader: Callable[[], Connection]
    another: Callable[[], Connection]
    order: str
    descending: bool = False
    grouping: Grouping | None = None
    around: dict[object, ListRows] = field(default_factory=dict, compare=False, repr=False)
    """The list as it was read around damage; empty for a sound file."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The source's columns."""
        return self.source.columns

    @property
    def grouped(self) -> bool:
        """Whether it is read under headings."""
        return self.grouping is not None

    def count(self) -> int:
        """Rows after the filter."""
        return self._read(self._count, ListRows.count)

    def page(self, start: Key | None, limit: int) -> Page:
        """Rows from this key on, in at most two index walks: the filled, then the blank."""
        return self._read(
            lambda: self._page(start, limit), lambda around: around.page(start, limit)
        )

    def page_at(self, offset: int, limit: int) -> Page:
        """Rows by counting from the top: slow at depth, so for short lists only."""
        return self._read(
            lambda: self._page_at(offset, limit), lambda around: around.page_at(offset, limit)
        )

    def ids(self) -> "array[int]":
        """All ids, from one walk over the order."""
        return self._read(self._ids, ListRows.ids)

    def by_ids(self, ids: Iterable[int]) -> tuple[Row, ...]:
        """These rows, each by its key: as quick at any depth, filter and order."""
        wanted = list(ids)
        if not wanted:
            return ()
        return self._read(lambda: self._by_ids(wanted), lambda around: around.by_ids(wanted))

    def sections(self) -> tuple[Section, ...]:
        """The groups, counted by one GROUP BY; in `ids` they stand as the database sorts them."""
        grouping = self.grouping
        if grouping is None:
            return ()
        found = self._read(lambda: self._grouped(grouping), _one_section)
        made, start = [], 0
        for key, count, said, sort in found:
            rank = (1, 0) if key is None else (0, grouping.rank(key, sort))
            made.append((rank, Section(key, grouping.heading(key, said), count, start)))
            start += count
        return tuple(section for _, section in sorted(made, key=lambda each: each[0]))

    def position(self, row_id: int) -> int | None:
        """How many rows stand before this record, or None when it is not in the list."""
        return self._read(lambda: self._position(row_id), lambda around: around.position(row_id))

    def _read(self, straight: Callable[[], T], around: Callable[[ListRows], T]) -> T:
        """The answer by SQL; where a page of the file cannot be read, that of the list read
        around it."""
        key = (self.source.where, self.source.params, self.order, self.descending)
        if key not in self.around:
            try:
                return straight()
            except sqlite.DatabaseError as error:
                if not sqlite.is_damage(str(error)):
                    raise
            from isodesk.store.tough_rows import read_around

            self.around[key] = read_around(self.reader(), self.source, self.order, self.descending)
        return around(self.around[key])

    def _count(self) -> int:
        if self.source.tally is not None:
            return _int(self.reader().execute(*self.source.tally).fetchone())
        tables = self.source.counted or self._scanned()
        statement = f"SELECT count(*) FROM {tables} WHERE ({self.source.where})"
        found = self.reader().execute(statement, self.source.params)
        return _int(found.fetchone())

    @contextmanager
    def elsewhere(self) -> Iterator["SqlRows"]:
        """The same list on a connection of its own, for a worker's thread."""
        connection = self.another()
        try:
            yield replace(self, reader=lambda: connection)
        finally:
            connection.close()

    def _page(self, start: Key | None, limit: int) -> Page:
        """Keys first, in at most two walks; then the cells of these rows alone."""
        keys: list[tuple[object, ...]] = []
        if start is None or start[0] is not None:
            keys = self._filled(start, limit + 1)
        if len(keys) <= limit:
            since = start if start is not None and start[0] is None else None
            keys += self._blank(since, limit + 1 - len(keys))
        return self._page_of(keys, limit)

    def _page_at(self, offset: int, limit: int) -> Page:
        sql = (
            f"SELECT {self._by}, {self.source.id} FROM {self._keyed} WHERE ({self.source.where})"
            f" {self._order_by()} LIMIT ? OFFSET ?"
        )
        found = self.reader().execute(sql, (*self.source.params, limit + 1, offset))
        return self._page_of(found.fetchall(), limit)

    def _page_of(self, keys: Sequence[tuple[object, ...]], limit: int) -> Page:
        rows = self.by_ids(int(str(row_id)) for _, row_id in keys[:limit])
        after = keys[limit] if len(keys) > limit else None
        return Page(rows, (after[0], int(str(after[1]))) if after else None)

    def _ids(self) -> "array[int]":
        found = array("q")
        if self.grouping is not None:
            return self._gathered(found, self._grouped_ids(), self.source.params)
        # all of them at once are sorted sooner than each is looked up along another index
        tables = self._scanned(self._by)
        self._gathered(found, self._filled_sql("", tables), self.source.params)
        return self._gathered(found, self._blank_sql("", tables), self.source.params)

    def _gathered(self, found: "array[int]", sql: str, values: Sequence[object]) -> "array[int]":
        cursor = self.reader().execute(sql, values)
        while rows := cursor.fetchmany(_AT_A_TIME):
            found.extend(row[-1] for row in rows)  # type: ignore[misc]
        return found

    def _grouped_ids(self) -> str:
        order = self._order_by()
        tables = self._scanned(order)
        return f"SELECT {self.source.id} FROM {tables} WHERE ({self.source.where}) {order}"

    def _scanned(self, said: str = "") -> str:
        """The tables to go through all rows, for a statement that also has this expression."""
        keys, others = self.source.scanned
        said += self.source.where
        if not keys:
            return self.source.tables
        if self.source.covered and not _ELSEWHERE.search(said):
            return self.source.keyed
        return keys + others if _JOINED.search(said) else keys

    def _by_ids(self, ids: Sequence[int]) -> tuple[Row, ...]:
        marks = ", ".join("?" * len(ids))
        cells = ", ".join((self.source.id, *self.source.cells))
        sql = f"SELECT {cells} FROM {self.source.tables} WHERE {self.source.id} IN ({marks})"
        rows = self.reader().execute(sql, ids).fetchall()
        shape = self.source.shape or tuple
        known = {int(str(row[0])): Row(int(str(row[0])), shape(row[1:])) for row in rows}
        return tuple(known[each] for each in ids if each in known)

    def _grouped(self, grouping: Grouping) -> list[tuple[object, int, object, object]]:
        groups, params = grouping.tally or (
            f"SELECT {grouping.expression} AS g, count(*) AS n"
            f" FROM {self._scanned(grouping.expression)} WHERE ({self.source.where})"
            f" GROUP BY g LIMIT {_MOST_SECTIONS + 1}",
            self.source.params,
        )
        sql = (
            f"SELECT g, n, {grouping.label}, {grouping.sort} FROM ({groups}) ORDER BY g NULLS LAST"
        )
        found = self.reader().execute(sql, params).fetchall()
        if len(found) > _MOST_SECTIONS:
            raise Refused(
                f"There would be more than {_MOST_SECTIONS:,} headings. Group by something else,"
                " or narrow the list first."
            )
        return [(key, int(str(count)), said, sort) for key, count, said, sort in found]

    def _position(self, row_id: int) -> int | None:
        sql = f"SELECT {self._by} {self.source.body} AND {self.source.id} = ?"
        found = self.reader().execute(sql, (*self.source.params, row_id)).fetchone()
        return None if found is None else self._before(found[0], row_id)

    def ordered(self, key: str, descending: bool) -> "SqlRows":
        """The same list by another column."""
        return replace(self, order=key, descending=descending)

    @property
    def _by(self) -> str:
        return self.source.sort(self.order)

    @property
    def _after(self) -> str:
        return "<" if self.descending else ">"

    @property
    def _keyed(self) -> str:
        """The tables that are needed to walk the keys."""
        keyed = self.source.keyed
        alone = keyed and not _JOINED.search(self.source.where + self._by)
        return keyed if alone else self.source.tables

    @property
    def _way(self) -> str:
        return "DESC" if self.descending else "ASC"

    def _order_by(self) -> str:
        way = self._way
        first = f"{self.grouping.expression} NULLS LAST, " if self.grouping else ""
        return f"ORDER BY {first}{self._by} {way} NULLS LAST, {self.source.id} {way}"

    def _filled_sql(self, after: str, scanned: str = "") -> str:
        """Keys of the rows that have a value in this order; `after` is where they begin. All of
        them are taken from the tables in `scanned`."""
        where, way, row_id = self.source.where, self._way, self.source.id
        tables, by = scanned or self._keyed, self._by
        if not scanned and self.order not in self.source.indexed:
            tables = self._scanned(by)  # sorted whole
        if not scanned and self.order in self.source.walks:
            tables, walked, by = self.source.walks[self.order]
            where, row_id = f"{walked} AND ({where})", "w.record_id"
        begin = after.format(by=by, row=row_id) if after else f"{by} IS NOT NULL"
        return (
            f"SELECT {by}, {row_id} FROM {tables} WHERE ({where}) AND {begin}"
            f" ORDER BY {by} {way}, {row_id} {way}"
        )

    def _blank_sql(self, after: str, scanned: str = "") -> str:
        where, row_id = self.source.where, self.source.id
        tables = scanned or self._keyed
        return (
            f"SELECT NULL, {row_id} FROM {tables} WHERE ({where}) AND {self._by} IS NULL"
            f"{after} ORDER BY {row_id} {self._way}"
        )

    def _filled(self, start: Key | None, limit: int) -> list[tuple[object, ...]]:
        after = f"({{by}}, {{row}}) {self._after}= (?, ?)" if start is not None else ""
        sql = f"{self._filled_sql(after)} LIMIT ?"
        key: tuple[object, ...] = start or ()
        return self.reader().execute(sql, (*self.source.params, *key, limit)).fetchall()

    def _blank(self, start: Key | None, limit: int) -> list[tuple[object, ...]]:
        after = f" AND {self.source.id} {self._after}= ?" if start is not None else ""
        key: tuple[object, ...] = (start[1],) if start is not None else ()
        sql = f"{self._blank_sql(after)} LIMIT ?"
        return self.reader().execute(sql, (*self.source.params, *key, limit)).fetchall()

    def _before(self, value: object, row_id: int) -> int:
        before = "<" if not self.descending else ">"
        if value is None:
            where = f"({self._by} IS NOT NULL OR {self.source.id} {before} ?)"
            key: tuple[object, ...] = (row_id,)
        else:
            where, key = f"({self._by}, {self.source.id}) {before} (?, ?)", (value, row_id)
        sql = f"SELECT count(*) {self.source.body} AND {where}"
        return _int(self.reader().execute(sql, (*self.source.params, *key)).fetchone())


def _one_section(around: ListRows) -> list[tuple[object, int, object, object]]:
    """A list that is read around damage has one heading."""
    return [(None, around.count(), None, None)]


def _int(row: tuple[object, ...] | None) -> int:
    assert row is not None, "count(*) always answers"
    return int(str(row[0]))
