"""The database itself keeps the history: no code path changes a record without it."""

import json

import pytest
import sqlcipher3.dbapi2 as dbapi

from isodesk.core.problems import Refused
from isodesk.core.spine import Due, Signature
from isodesk.documents.model import Document, Revision
from isodesk.store.file import CompanyFile
from isodesk.store.head import head_of, short_head
from isodesk.store.unit import unit
from isodesk.store.verify import verify
from tests.company import TestClock
from tests.store.conftest import ANNA


def entries(file: CompanyFile, tab: str) -> list[tuple[str, dict[str, object]]]:
    rows = file.reader().execute(
        "SELECT op, payload FROM history WHERE tab = ? ORDER BY seq", (tab,)
    )
    return [(op, json.loads(payload)) for op, payload in rows]


def test_a_change_stands_with_its_old_value(file: CompanyFile, clock: TestClock) -> None:
    with unit(file, ANNA, clock, "typo") as work:
        work.session.get_one(Document, 1).process = "Pouring"
    assert entries(file, "document")[-1] == ("U", {"process": ["Casting", "Pouring"]})
    assert entries(file, "change")[-1][1]["why"] == "typo"


def test_raw_sql_inside_a_unit_is_in_the_history_too(file: CompanyFile, clock: TestClock) -> None:
    with unit(file, ANNA, clock) as work:
        work.session.connection().exec_driver_sql("UPDATE document SET process = 'Raw'")
        work.session.connection().exec_driver_sql(
            "INSERT INTO document (id, process) VALUES (1, 'Up')"
            " ON CONFLICT DO UPDATE SET process = 'Up'"
        )
    assert [e for _, e in entries(file, "document")][-2:] == [
        {"process": ["Casting", "Raw"]},
        {"process": ["Raw", "Up"]},
    ]
    assert verify(file.path).whole


def test_a_change_outside_of_a_unit_fails(file: CompanyFile) -> None:
    with pytest.raises(dbapi.DatabaseError, match="raised exception"):
        file._working.execute("UPDATE document SET process = 'x'")


def test_another_program_cannot_write_for_want_of_the_function(file: CompanyFile) -> None:
    other = dbapi.connect(str(file.path))
    with pytest.raises(dbapi.DatabaseError, match="no such function"):
        other.execute("UPDATE record SET title = 'x'")
    other.close()


ATTACKS = (
    "DELETE FROM history",
    "UPDATE history SET payload = '{}' WHERE seq = 2",
    "INSERT OR REPLACE INTO history SELECT * FROM history WHERE seq = 1",
    "DELETE FROM change",
    "UPDATE change SET actor = 'Nobody'",
    "INSERT OR REPLACE INTO change"
    " SELECT id, at, zone, actor_id, 'Nobody', why, odd_clock, boot, ticks FROM change",
    "DELETE FROM record WHERE id = 2",
    "DELETE FROM document",
    "REPLACE INTO record (id, kind, state, systems, version) VALUES (1, 'document', 'draft', 3, 1)",
    "DELETE FROM file",
    "UPDATE file SET hash = 'x'",
    "UPDATE file_chunk SET bytes = x'00'",
    "DELETE FROM file_chunk",
    "DELETE FROM signature",
    "UPDATE signature SET name = 'Nobody'",
    "DELETE FROM link",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_guards_refuse(file: CompanyFile, clock: TestClock, attack: str) -> None:
    with unit(file, ANNA, clock) as work:
        work.session.add(
            Signature(
                record_id=1,
                person_id=1,
                name="Anna",
                meaning="written",
                at=clock(),
                zone="+01:00",
                sha256="00",
            )
        )
        from isodesk.core.spine import Link

        work.session.add(Link(from_id=1, to_id=2, meaning="refers_to"))
    before = file.reader().execute("SELECT count(*) FROM history").fetchone()
    said = pytest.raises(Exception, match=r"stays|nothing is deleted|cannot be replaced|at its end")
    with said, unit(file, ANNA, clock) as work:
        work.session.connection().exec_driver_sql(attack)
    assert file.reader().execute("SELECT count(*) FROM history").fetchone() == before


def test_a_closed_record_is_frozen_below_the_window(file: CompanyFile, clock: TestClock) -> None:
    with unit(file, ANNA, clock) as work:
        revision = work.session.get_one(Revision, 2)
        revision.summary, revision.closed = "Closing words", work.now
    for statement in (
        "UPDATE record SET title = 'x' WHERE id = 2",
        "UPDATE revision SET summary = 'x' WHERE id = 2",
    ):
        with pytest.raises(Refused, match="closed record"), unit(file, ANNA, clock) as work:
            work.session.connection().exec_driver_sql(statement)


def test_approved_content_is_frozen_below_the_window(file: CompanyFile, clock: TestClock) -> None:
    with unit(file, ANNA, clock) as work:
        work.session.get_one(Revision, 2).approved_at = work.now
    for change in ("master_id = 1", "source_id = NULL", "label = '9'", "master_sha256 = 'x'"):
        with pytest.raises(Refused, match="Approved content"), unit(file, ANNA, clock) as work:
            work.session.connection().exec_driver_sql(f"UPDATE revision SET {change} WHERE id = 2")
    with unit(file, ANNA, clock) as work:
        work.session.get_one(Revision, 2).summary = "A word about it may still be added"


def test_dates_that_go_stay_in_the_history(file: CompanyFile, clock: TestClock) -> None:
    with unit(file, ANNA, clock) as work:
        due = Due(record_id=1, what="review", on_day=clock().date())
        work.session.add(due)
        work.session.flush()
        work.session.delete(due)
    assert [op for op, _ in entries(file, "due")] == ["I", "D"]
    assert verify(file.path).whole


def test_a_clock_that_went_back_is_flagged_until_it_is_right(
    file: CompanyFile, clock: TestClock
) -> None:
    for process, days in (("Backdated", -400), ("Still", 0), ("Right", 400), ("Later", 100)):
        clock.later(days=days)
        with unit(file, ANNA, clock) as work:
            work.session.get_one(Document, 1).process = process
    rows = file.reader().execute("SELECT odd_clock FROM change ORDER BY id").fetchall()
    assert rows == [(0,), (1,), (1,), (0,), (0,)]


def test_a_time_the_officer_confirmed_is_the_one_to_judge_by(
    file: CompanyFile, clock: TestClock
) -> None:
    clock.later(days=800)
    for confirmed in (False, True, False):
        with unit(file, ANNA, clock, confirmed=confirmed) as work:
            work.session.get_one(Document, 1).process = "After two years of rest"
    rows = file.reader().execute("SELECT odd_clock FROM change ORDER BY id").fetchall()
    assert rows == [(0,), (1,), (2,), (0,)]


def test_a_unit_knows_the_head_it_begins_from(file: CompanyFile, clock: TestClock) -> None:
    with unit(file, ANNA, clock) as work:
        work.session.get_one(Document, 1).process = "Named"
        head = work.head()
    assert int(head.split("-")[0]) == head_of(file.reader())[0]
    assert head == short_head(*head_of(file.reader()))
