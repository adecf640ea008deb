"""Pages that are no pages: the rest is read, listed and named all the same."""

import json
from datetime import date
from pathlib import Path

import pytest

from isodesk.core.rows import Column, Mark
from isodesk.documents.model import Document
from isodesk.store import sqlite
from isodesk.store.around import Gap, by_indexes, walk
from isodesk.store.file import CompanyFile
from isodesk.store.finding import About
from isodesk.store.glance import glance
from isodesk.store.rows import Source, SqlRows
from isodesk.store.unit import unit
from isodesk.store.verify import verify
from tests.company import TestClock
from tests.store.conftest import ANNA

MANY = 400


@pytest.fixture
def ruined(file: CompanyFile, clock: TestClock) -> Path:
    """A file in which one page of the table of records is all zeros."""
    with unit(file, ANNA, clock) as work:
        for n in range(MANY):
            work.session.add(Document(number=f"QP-{n + 100}", title=f"Procedure {n} " + "x" * 90))
    file.close()
    connection = sqlite.guarded(file.path)
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'record'"
    ).fetchone()
    connection.close()
    content = bytearray(file.path.read_bytes())
    start = (page - 1) * sqlite.PAGE_SIZE  # the root: its cells lead to the leaves
    cells = int.from_bytes(content[start + 3 : start + 5], "big")
    assert cells > 3 and content[start] == 5, "an inner page with several leaves"
    at = start + int.from_bytes(content[start + 12 + 2 : start + 12 + 4], "big")
    leaf = int.from_bytes(content[at : at + 4], "big")
    content[(leaf - 1) * sqlite.PAGE_SIZE : leaf * sqlite.PAGE_SIZE] = bytes(sqlite.PAGE_SIZE)
    file.path.write_bytes(bytes(content))
    return file.path


def test_the_rows_around_a_ruined_page_are_read(ruined: Path) -> None:
    connection = sqlite.guarded(ruined)
    wanted = by_indexes(connection, "record", "id")
    found = list(walk(connection, "record", "id", "title", lambda: wanted))
    gaps = [each.key for each in found if isinstance(each, Gap)]
    assert len(wanted) == MANY + 2 == len(found)
    assert 5 < len(gaps) < 100 and gaps == list(range(gaps[0], gaps[-1] + 1))
    connection.close()


def test_verify_names_each_record_of_a_ruined_page(ruined: Path) -> None:
    found = verify(ruined, remembered=False).findings
    named = [f for f in found if f.about is About.ROW and f.table == "record"]
    assert len(named) > 5
    for finding in named:
        assert finding.sentence.startswith("Document QP-") and "cannot be read" in finding.sentence
        assert finding.record_id == finding.row


def test_a_list_shows_what_can_be_read_and_marks_the_rest(ruined: Path) -> None:
    columns = (
        Column("number", "Number", 5, "number"),
        Column("title", "Title", 10),
        Column("state", "State", 5, "state"),
    )
    source = Source(
        columns,
        ("r.number", "r.title", "r.state"),
        "record r",
        "r.kind = 'document'",
        id="r.id",
    )
    connection = sqlite.guarded(ruined)
    rows = SqlRows(source, lambda: connection, lambda: connection, "title")
    page = rows.page(None, 1000)
    assert len(page.rows) == MANY + 1
    marked = [row for row in page.rows if row.values[2] == Mark("Damaged", "red")]
    assert 5 < len(marked) < 100
    assert all(str(row.values[0]).startswith("QP-") and row.values[1] for row in marked)
    again = rows.ordered("number", True)
    assert again.page_at(0, 10).rows and again.position(marked[0].id) is not None
    connection.close()


def test_today_shows_what_can_be_read_and_says_so(ruined: Path) -> None:
    connection = sqlite.guarded(ruined)
    content = glance(connection, date(2026, 11, 23), None)
    assert content.company == "Harrow"
    assert not glance(connection, date(2026, 11, 23), None).due
    connection.close()


def test_a_sound_file_is_read_by_sql_alone(file: CompanyFile) -> None:
    source = Source((Column("number", "Number", 5),), ("r.number",), "record r", id="r.id")
    rows = SqlRows(source, file.reader, file.reader, "number")
    assert rows.count() == 2 and rows.page(None, 10).rows and not rows.around


def test_a_lost_entry_is_named_by_the_record_it_is_about(
    file: CompanyFile, clock: TestClock
) -> None:
    file.close()
    content = file.path.read_bytes()
    payload = json.dumps({"title": "Melting and pouring"})[1:-1].encode()
    assert payload.replace(b": ", b":") in content
    file.path.write_bytes(
        content.replace(payload.replace(b": ", b":"), b'"title":"Melting and pouting"')
    )
    entries = [f for f in verify(file.path).findings if f.about is About.ENTRY]
    assert entries and all("QP-07" in f.sentence for f in entries)
