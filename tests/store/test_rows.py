"""Keyset pages over a real file give the same list as one ORDER BY, in every order."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from isodesk.core.rows import Column, Row
from isodesk.store.rows import Source, SqlRows

COLUMNS = (Column("number", "Number", 6), Column("due", "Due", 6, "late"))


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "rows.db"
    random = Random(7)
    rows = [
        (n, f"QP-{n:05}", random.choice((None, "2026-01-01", f"2026-02-{n % 28 + 1:02}")), n % 3)
        for n in range(1, 2001)
    ]
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, number, due, systems)")
        connection.executemany("INSERT INTO record VALUES (?, ?, ?, ?)", rows)
        connection.execute("CREATE INDEX record_due ON record (due, id)")
    yield path


def listed(file: Path, order: str, descending: bool = False) -> SqlRows:
    source = Source(COLUMNS, ("number", "due"), "record", "systems <> ? OR 0", (1,))
    connection = sqlite3.connect(file)
    return SqlRows(source, lambda: connection, lambda: sqlite3.connect(file), order, descending)


def all_by_pages(rows: SqlRows, step: int) -> list[Row]:
    page = rows.page(None, step)
    found = list(page.rows)
    while page.next is not None:
        page = rows.page(page.next, step)
        found += page.rows
    return found


@pytest.mark.parametrize("order", ["number", "due"])
@pytest.mark.parametrize("descending", [False, True])
def test_pages_anchors_and_offsets_agree(file: Path, order: str, descending: bool) -> None:
    rows = listed(file, order, descending)
    found = all_by_pages(rows, 64)
    assert len(found) == rows.count() == len({row.id for row in found})
    for at, key in enumerate(rows.anchors(64)):
        assert rows.page(key, 64).rows == tuple(found[at * 64 : at * 64 + 64])
        assert rows.page_at(at * 64, 64).rows == tuple(found[at * 64 : at * 64 + 64])
    with rows.elsewhere() as own:
        assert (own.count(), own.page(None, 64)) == (len(found), rows.page(None, 64))
    for at in (0, 700, len(found) - 1):
        assert rows.position(found[at].id) == at


def test_blanks_stand_last_in_both_directions(file: Path) -> None:
    for descending in (False, True):
        due = [row.values[1] for row in all_by_pages(listed(file, "due", descending), 100)]
        filled = [day for day in due if day is not None]
        assert due == sorted(filled, key=str, reverse=descending) + [None] * due.count(None)
        assert due.count(None) > 100


def test_a_record_outside_the_filter_has_no_position(file: Path) -> None:
    assert listed(file, "number").position(1) is None
    assert listed(file, "number").ordered("due", True).position(10**9) is None


def test_a_page_at_depth_reads_the_index(file: Path) -> None:
    rows = listed(file, "due")
    plans: list[str] = []
    connection = rows.reader()

    class Watched:
        def execute(self, sql: str, parameters: tuple[object, ...] = ()) -> sqlite3.Cursor:
            plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall()
            plans.extend(str(step[3]) for step in plan)
            return connection.execute(sql, parameters)  # type: ignore[return-value]

        def close(self) -> None: ...

    SqlRows(rows.source, Watched, Watched, "due").page(("2026-02-05", 1000), 64)
    assert plans == ["SEARCH record USING INDEX record_due (due>?)"]
