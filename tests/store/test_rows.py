"""Keyset pages over a real file give the same list as one ORDER BY, in every order."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from isodesk.core.problems import Refused
from isodesk.core.rows import Column, Row
from isodesk.store.rows import Grouping, Source, SqlRows

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
def test_pages_ids_and_offsets_agree(file: Path, order: str, descending: bool) -> None:
    rows = listed(file, order, descending)
    found = all_by_pages(rows, 64)
    assert len(found) == rows.count() == len({row.id for row in found})
    ids = rows.ids()
    assert list(ids) == [row.id for row in found]
    for at in range(0, len(found), 640):
        part = tuple(found[at : at + 64])
        assert rows.by_ids(ids[at : at + 64]) == part
        assert rows.page_at(at, 64).rows == part
    for at in range(0, len(found) // 64, 9):
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
    assert plans == [
        "SEARCH record USING INDEX record_due (due>?)",
        "SEARCH record USING INTEGER PRIMARY KEY (rowid=?)",
    ]


def test_groups_are_slices_of_the_ids(file: Path) -> None:
    month = Grouping("substr(due, 1, 7)", lambda g, _: str(g or "never"))
    rows = replace(listed(file, "number", True), grouping=month)
    sections, ids = rows.sections(), rows.ids()
    assert [s.heading for s in sections] == ["2026-01", "2026-02", "never"]
    assert sum(s.count for s in sections) == rows.count() == len(ids)
    for section in sections:
        found = rows.by_ids(ids[section.start : section.start + section.count])
        assert len(found) == section.count
        assert {str(row.values[1] or "never")[:7] for row in found} == {section.heading[:7]}
        numbers = [str(row.values[0]) for row in found]
        assert numbers == sorted(numbers, reverse=True)


def test_headings_stand_in_the_order_that_is_asked(file: Path) -> None:
    other = Grouping(
        "systems", lambda g, said: f"{said}", "'S' || g", "-g", lambda value, sort: sort
    )
    rows = replace(listed(file, "number"), grouping=other)
    assert [s.heading for s in rows.sections()] == ["S2", "S0"]


def test_a_heading_for_every_row_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isodesk.store.rows._MOST_SECTIONS", 500)
    rows = replace(listed(file, "number"), grouping=Grouping("number", lambda g, _: str(g)))
    with pytest.raises(Refused, match="more than 500 headings"):
        rows.sections()
