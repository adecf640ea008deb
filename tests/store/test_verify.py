"""Verify names what is wrong, and never raises a false alarm."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi

from isodesk.core.progress import silent
from isodesk.documents.model import Document
from isodesk.store import memory
from isodesk.store.backup import backup
from isodesk.store.compare import Relation, compare
from isodesk.store.file import CompanyFile
from isodesk.store.head import continue_here, older_than_remembered, remember
from isodesk.store.sqlite import entry_hash
from isodesk.store.swap import restore
from isodesk.store.unit import unit
from isodesk.store.verify import verify
from tests.company import START, TestClock
from tests.store.conftest import ANNA


def busy(file: CompanyFile, clock: TestClock, times: int = 30) -> None:
    """A file that has been worked on."""
    for n in range(times):
        with unit(file, ANNA, clock) as work:
            work.session.get_one(Document, 1).title = f"Title {n}"
            if n % 5 == 0:
                work.session.add(Document(number=f"QP-{n + 20}", title=f"Another {n}"))


def tamper(path: Path, *statements: str) -> None:
    """A foreign tool that knows how to take the guards away and put them back."""
    connection = dbapi.connect(str(path))
    connection.execute("PRAGMA writable_schema=ON")
    triggers = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for (sql,) in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()


def test_a_good_file_is_whole_open_and_closed(file: CompanyFile, clock: TestClock) -> None:
    busy(file, clock)
    assert verify(file.path).findings == ()
    report = verify(file.path)
    assert report.entries > 60 and report.records == 8 and report.files == 2
    file.close()
    again = verify(file.path)
    assert again.findings == () and again.head == report.head


def test_progress_is_told(file: CompanyFile) -> None:
    told: list[str] = []
    verify(file.path, lambda done, of, what: told.append(what))
    assert {"Checking the database", "Replaying the history", "Checking the files"} <= set(told)


TAMPERINGS: dict[str, tuple[tuple[str, ...], str]] = {
    "record edited": (
        ("UPDATE record SET title = 'FORGED' WHERE id = 1",),
        "FORGED.*title was changed",
    ),
    "document edited": (
        ("UPDATE document SET process = 'x' WHERE id = 1",),
        "Document QP-07.*process",
    ),
    "record deleted": (("DELETE FROM revision WHERE id = 2",), "Revision QP-07.*missing"),
    "record added": (
        (
            "INSERT INTO record (id, kind, state, systems, version)"
            " VALUES (99, 'document', 'x', 3, 1)",
        ),
        "added behind",
    ),
    "entry edited": (
        ("UPDATE history SET payload = '{}' WHERE seq = 4",),
        "entry 4 is not what was",
    ),
    "entry deleted": (("DELETE FROM history WHERE seq = 6",), "entry 6 is missing"),
    "entries swapped": (
        (
            "UPDATE history SET seq = -1 WHERE seq = 5",
            "UPDATE history SET seq = 5 WHERE seq = 6",
            "UPDATE history SET seq = 6 WHERE seq = -1",
        ),
        "entry 5 is not what was written",
    ),
    "actor rewritten": (("UPDATE change SET actor = 'Nobody' WHERE id = 1",), "Change 1: actor"),
    "bytes changed": (
        ("UPDATE file_chunk SET bytes = x'00' WHERE file_id = 2 AND n = 0",),
        "Revision QP-07.*file is damaged",
    ),
    "bytes gone": (
        ("DELETE FROM file_chunk WHERE file_id = 2",),
        "Revision QP-07.*file is missing",
    ),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_foreign_edits_are_found_and_named(file: CompanyFile, clock: TestClock, name: str) -> None:
    statements, said = TAMPERINGS[name]
    busy(file, clock, 3)
    file.close()
    tamper(file.path, *statements)
    found = verify(file.path).findings
    assert any(re.search(said, f.sentence) for f in found), found
    assert not any("guards" in f.sentence for f in found)


def test_a_dropped_guard_is_found(file: CompanyFile) -> None:
    file.close()
    connection = dbapi.connect(str(file.path))
    connection.execute("DROP TRIGGER guard_record_delete")
    connection.commit()
    connection.close()
    assert "another program changed them" in verify(file.path).findings[0].sentence


def recompute(connection: "dbapi.Connection") -> None:
    """What a skilled forger does: write the whole chain anew."""
    previous = ""
    for row in connection.execute("SELECT * FROM history ORDER BY seq").fetchall():
        seq, change, record, tab, key, op, payload, _ = row
        previous = entry_hash(previous, seq, change, record, tab, key, op, payload)
        connection.execute("UPDATE history SET hash = ? WHERE seq = ?", (previous, seq))


FORGERIES: dict[str, tuple[Callable[["dbapi.Connection"], object], str]] = {
    "cut tail": (
        lambda c: [
            c.execute("DELETE FROM history WHERE change_id > 20"),
            c.execute("DELETE FROM change WHERE id > 20"),
        ],
        "older file stands in the place",
    ),
    "recomputed chain": (
        lambda c: [
            c.execute("UPDATE history SET payload = replace(payload, 'Anna', 'Nora')"),
            c.execute("UPDATE change SET actor = replace(actor, 'Anna', 'Nora')"),
            recompute(c),
        ],
        "history was written anew",
    ),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_forgeries_meet_the_head_kept_outside(
    file: CompanyFile, clock: TestClock, name: str
) -> None:
    busy(file, clock)
    remember(file)
    file.close()
    connection = dbapi.connect(str(file.path))
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type='trigger'"
    ).fetchall()
    for trigger, _ in triggers:
        connection.execute(f"DROP TRIGGER {trigger}")
    forge, said = FORGERIES[name]
    forge(connection)
    for _, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()
    assert any(said in f.sentence for f in verify(file.path).findings)


def test_an_older_file_in_its_place_is_noticed(
    file: CompanyFile, clock: TestClock, tmp_path: Path
) -> None:
    busy(file, clock, 3)
    older = backup(file.path, tmp_path / "backups", "older", silent).path
    busy(file, clock, 3)
    remember(file)
    file.close()
    shutil.copy(older, file.path)
    found = verify(file.path).findings
    assert len(found) == 1 and "older file stands in the place of a newer one" in found[0].sentence
    assert verify(file.path, remembered=False).whole


def test_work_in_an_older_file_does_not_hide_that_it_is_older(
    file: CompanyFile, clock: TestClock, tmp_path: Path
) -> None:
    older = backup(file.path, tmp_path / "backups", "older", silent).path
    busy(file, clock, 2)
    remember(file)
    file.close()
    shutil.copy(older, file.path)
    opened = CompanyFile.open(file.path)
    opened.begin_writing()
    busy(opened, clock, 8)  # its history is the longer one now
    remember(opened)
    assert "went another way" in older_than_remembered(opened.reader())
    assert "written anew" in verify(file.path).findings[0].sentence
    continue_here(opened)
    assert older_than_remembered(opened.reader()) == "" and verify(file.path).whole
    opened.close()


def test_the_memory_keeps_the_newest(file: CompanyFile) -> None:
    memory.remember(
        "some-file", memory.Remembered(10, "b", "2026-11-23T10:00:00.000Z", {"print": 4})
    )
    memory.remember("some-file", memory.Remembered(9, "a", "2026-11-22T10:00:00.000Z"))
    known = memory.recall("some-file")
    assert known is not None and (known.seq, known.counters) == (10, {"print": 4})


def test_backup_and_restore(file: CompanyFile, clock: TestClock, tmp_path: Path) -> None:
    busy(file, clock, 2)
    made = backup(file.path, tmp_path / "stick", "Harrow", silent)
    assert made.report.whole and [p.name for p in made.path.parent.iterdir()] == [made.path.name]
    with unit(file, ANNA, clock, "after the backup") as work:
        work.session.get_one(Document, 1).title = "Lost again"
    file.close()
    plan = compare(made.path, file.path)
    assert plan.file is not None and plan.file.seq > plan.backup.seq == plan.common
    assert plan.relation is Relation.OLDER and plan.lost == plan.file.seq - plan.backup.seq
    kept = restore(made.path, file.path, START, silent)
    assert kept is not None and verify(kept).whole
    back = CompanyFile.open(file.path)
    assert back.reader().execute("SELECT title FROM record WHERE id=1").fetchone() == ("Title 1",)
    back.close()


def test_a_damaged_backup_is_not_restored(file: CompanyFile, tmp_path: Path) -> None:
    from isodesk.core.problems import Refused

    made = backup(file.path, tmp_path, "Harrow", silent).path
    file.close()
    before = file.path.read_bytes()
    tamper(made, "UPDATE record SET title = 'x' WHERE id = 1")
    with pytest.raises(Refused, match="not whole"):
        restore(made, file.path, START, silent)
    assert file.path.read_bytes() == before
