"""Opening in the safe order, one writer, and nothing that is not ours."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as dbapi

from isodesk.core.problems import Refused
from isodesk.documents.model import Document
from isodesk.store.file import CompanyFile
from isodesk.store.fingerprint import fingerprint
from isodesk.store.migrations import SCHEMA_VERSION, fingerprints
from isodesk.store.sqlite import guarded
from isodesk.store.unit import unit
from tests.company import TestClock
from tests.store.conftest import ANNA


def foreign(path: Path, *statements: str) -> None:
    """What another program does to a closed file."""
    connection = dbapi.connect(str(path))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_closed_file_is_one_file_without_wal(file: CompanyFile, path: Path) -> None:
    file.close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert path.read_bytes()[18:20] == b"\x01\x01"  # rollback journal: readable on any medium
    assert path.read_bytes()[68:72] == b"isod"


def test_every_change_is_on_disk_as_it_is_made(
    file: CompanyFile, path: Path, clock: TestClock
) -> None:
    with unit(file, ANNA, clock) as work:
        work.session.get_one(Document, 1).title = "Pouring"
    other = guarded(path)
    assert other.execute("SELECT title FROM record WHERE id = 1").fetchone() == ("Pouring",)
    other.close()


def test_what_reads_is_kept_for_the_next_reading_and_let_go_at_the_close(
    file: CompanyFile, path: Path
) -> None:
    held = []
    for _ in range(2):
        with file.reading() as session:
            held.append(session.connection().connection.driver_connection)
            session.get_one(Document, 1)
    assert held[0] is held[1]
    file.close()
    with pytest.raises(dbapi.ProgrammingError):
        held[0].execute("SELECT 1")
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_reading_under_way_ends_in_peace_when_the_file_is_closed(file: CompanyFile) -> None:
    with file.reading() as session:
        held = session.connection().connection.driver_connection
        file.close()
        assert session.get_one(Document, 1).number == "QP-07"
    with pytest.raises(dbapi.ProgrammingError):
        held.execute("SELECT 1")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not an isodesk file"),
        (b"SQLite format 3\0" + b"\0" * 300, "another program"),
        (b"%PDF-1.7" + b"x" * 200, "is not an isodesk file"),
    ],
)
def test_what_is_not_ours_gets_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    strange = tmp_path / "strange.isodesk"
    strange.write_bytes(content)
    with pytest.raises(Refused, match=said):
        CompanyFile.open(strange)
    assert strange.read_bytes() == content


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no file"):
        CompanyFile.open(tmp_path / "gone.isodesk")


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER evil AFTER INSERT ON record BEGIN UPDATE record SET title = 'x'; END",
        "DROP TRIGGER guard_record_delete",
        "CREATE VIEW spare AS SELECT 1",
        "CREATE TABLE extra (a)",
        "DROP INDEX record_by_due",
    ],
)
def test_a_schema_that_another_program_changed_is_refused(
    file: CompanyFile, path: Path, planted: str
) -> None:
    file.close()
    foreign(path, planted)
    before = digest(path)
    with pytest.raises(Refused, match="changed by another program"):
        CompanyFile.open(path)
    assert digest(path) == before


def test_a_cut_file_is_refused(file: CompanyFile, path: Path) -> None:
    file.close()
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(Refused, match="cut short"):
        CompanyFile.open(path)


def test_damage_is_said_and_the_rest_stays_readable(file: CompanyFile, path: Path) -> None:
    file.close()
    content = bytearray(path.read_bytes())
    pages = len(content) // 8192
    for page in range(pages - 3, pages):  # b-tree pages at the end
        content[page * 8192 : page * 8192 + 200] = b"\xff" * 200
    path.write_bytes(bytes(content))
    try:
        opened = CompanyFile.open(path)
    except Refused as refused:
        assert "damaged" in str(refused)
        return
    opened.begin_writing()
    assert opened.read_only is not None and "damaged" in opened.read_only
    opened.close()


def test_a_newer_file_opens_for_reading_and_keeps_its_bytes(file: CompanyFile, path: Path) -> None:
    file.close()
    foreign(path, f"PRAGMA user_version={SCHEMA_VERSION + 1}", "CREATE TABLE later (a INTEGER)")
    before, stamp = digest(path), path.stat().st_mtime_ns
    opened = CompanyFile.open(path)
    opened.begin_writing()
    assert opened.read_only is not None and "newer isodesk" in opened.read_only
    assert opened.reader().execute("SELECT title FROM record WHERE id = 1").fetchone()
    opened.close()
    assert (digest(path), path.stat().st_mtime_ns) == (before, stamp)


def test_a_newer_file_without_our_tables_asks_for_an_update(file: CompanyFile, path: Path) -> None:
    file.close()
    foreign(path, f"PRAGMA user_version={SCHEMA_VERSION + 1}", "ALTER TABLE company RENAME TO firm")
    with pytest.raises(Refused, match="Update isodesk"):
        CompanyFile.open(path)


def test_a_second_instance_says_who_holds_the_file(
    file: CompanyFile, path: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.isodesk"
    link.symlink_to(path)
    for way in (path, link):
        second = CompanyFile.open(way)
        second.begin_writing()
        assert second.read_only is not None and "has had this file open since" in second.read_only
        assert second.reader().execute("SELECT count(*) FROM record").fetchone() == (2,)
        second.close()
    with unit(file, ANNA, TestClock()) as work:  # the first goes on undisturbed
        work.session.get_one(Document, 1).title = "Still mine"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no lock on a file itself")
def test_a_file_held_under_another_of_its_names_is_not_even_read(
    file: CompanyFile, path: Path, tmp_path: Path, clock: TestClock
) -> None:
    hard = tmp_path / "hard link.isodesk"
    os.link(path, hard)
    with pytest.raises(Refused, match=r"has had this file open under another name since \d"):
        CompanyFile.open(hard)
    assert not Path(f"{hard}.lock").exists() and not Path(f"{hard}-wal").exists()
    with unit(file, ANNA, clock) as work:
        work.session.get_one(Document, 1).title = "Goes on"
    file.close()
    other = CompanyFile.open(hard)
    other.begin_writing()
    assert other.read_only is None
    with pytest.raises(Refused, match="under another name"):
        CompanyFile.open(path)
    other.close()


HOLD = """
import sys, time
from pathlib import Path
from isodesk.store.file import CompanyFile
file = CompanyFile.open(Path(sys.argv[1]))
file.begin_writing()
print(file.read_only, flush=True)
time.sleep(60)
"""


def test_a_lock_left_by_a_crash_is_taken_over(file: CompanyFile, path: Path) -> None:
    file.close()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None and holder.stdout.readline() == "None\n"
    mine = CompanyFile.open(path)
    mine.begin_writing()
    assert mine.read_only is not None
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    mine.begin_writing()
    assert mine.read_only is None
    mine.close()
    holder.stdout.close()


SWITCH = """
import os, sys
import sqlcipher3.dbapi2 as dbapi
connection = dbapi.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("CREATE TABLE half (a)")
connection.execute("INSERT INTO half SELECT hex(randomblob(4000)) FROM record, history")
os.kill(os.getpid(), 9)
"""


def test_a_rollback_journal_that_a_crash_left_is_folded_in(file: CompanyFile, path: Path) -> None:
    """As when the power goes while a file is taken into use: a reader alone could read nothing."""
    from isodesk.store.verify import verify

    file.close()
    for look in (lambda: CompanyFile.open(path).close(), lambda: verify(path)):
        subprocess.run([sys.executable, "-c", SWITCH, str(path)], check=False)
        assert path.with_name(f"{path.name}-journal").exists()
        look()
        assert not path.with_name(f"{path.name}-journal").exists()
    assert verify(path).whole


def test_the_working_connection_cannot_change_the_schema(file: CompanyFile) -> None:
    for statement in (
        "DROP TABLE record",
        "ATTACH ':memory:' AS other",
        "CREATE TABLE t (a)",
        "DROP TRIGGER guard_record_delete",
        "PRAGMA writable_schema=ON",
    ):
        with pytest.raises(dbapi.DatabaseError, match="not authorized"):
            file._working.execute(statement)


def test_the_safe_settings_are_on(file: CompanyFile) -> None:
    pragmas = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "page_size": 8192,
        "secure_delete": 1,
    }
    for pragma, value in pragmas.items():
        assert file._working.execute(f"PRAGMA {pragma}").fetchone() == (value,)
    reader = file.reader()
    assert reader.execute("PRAGMA query_only").fetchone() == (1,)
    assert reader.execute("PRAGMA trusted_schema").fetchone() == (0,)
    with pytest.raises(dbapi.DatabaseError):
        reader.execute("UPDATE record SET title = 'x'")


def test_reading_and_writing_go_on_at_once(file: CompanyFile, clock: TestClock) -> None:
    with file.reading() as session:
        assert session.get_one(Document, 1).title == "Melting and pouring"
        with unit(file, ANNA, clock) as work:
            work.session.get_one(Document, 1).title = "Pouring"
        session.expire_all()
        assert session.get_one(Document, 1).title == "Melting and pouring"  # one state
    with file.reading() as session:
        assert session.get_one(Document, 1).title == "Pouring"


def test_a_read_only_folder_opens_for_reading(file: CompanyFile, path: Path) -> None:
    file.close()
    if os.geteuid() == 0:
        # root writes everywhere: let the lock file be something that cannot be opened
        Path(f"{path}.lock").mkdir()
    else:
        path.chmod(0o444)
        path.parent.chmod(0o555)
    before = digest(path)
    opened = CompanyFile.open(path)
    opened.begin_writing()
    assert opened.read_only is not None and "reading" in opened.read_only
    assert opened.reader().execute("SELECT count(*) FROM record").fetchone() == (2,)
    opened.close()
    assert digest(path) == before
    path.parent.chmod(0o755)


def test_a_failed_unit_leaves_nothing(file: CompanyFile, clock: TestClock) -> None:
    before = file.reader().execute("SELECT count(*), max(seq) FROM history").fetchone()
    with pytest.raises(ValueError, match="stop"), unit(file, ANNA, clock) as work:
        work.session.get_one(Document, 1).title = "Half"
        work.session.flush()
        raise ValueError("stop")
    assert file.reader().execute("SELECT count(*), max(seq) FROM history").fetchone() == before
    with unit(file, ANNA, clock) as work:
        assert work.session.get_one(Document, 1).title == "Melting and pouring"


def shape(connection: Any) -> dict[str, object]:
    """Tables as their columns, whatever statements made them; the rest as its statement."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND name NOT LIKE '%alembic%' AND name NOT LIKE 'search\\_%\\_%' ESCAPE '\\'"
    ).fetchall()
    return {
        name: sorted(column[1:] for column in connection.execute(f'PRAGMA table_xinfo("{name}")'))
        if kind == "table"
        else " ".join(sql.split())
        for kind, name, sql in rows
    }


def test_the_schema_of_the_migrations_is_that_of_the_models(tmp_path: Path) -> None:
    from isodesk.store import schema

    made = CompanyFile.create(tmp_path / "made.isodesk")
    modelled = dbapi.connect(":memory:")
    for statement in schema.statements():
        modelled.execute(" ".join(statement.split()))
    assert shape(made.reader()) == shape(modelled)
    assert fingerprint(made.reader()) == fingerprints()[SCHEMA_VERSION]
    made.close()


def test_every_mapped_table_has_its_history() -> None:
    from isodesk.core.record import Base
    from isodesk.core.spine import UNRECORDED
    from isodesk.store import schema

    text = "\n".join(schema.statements())
    for table in Base.metadata.tables:
        assert (f"history_{table}_insert" in text) == (table not in UNRECORDED)
    assert {"counter", "history"} == UNRECORDED


def test_the_lock_file_names_its_holder(file: CompanyFile, path: Path) -> None:
    said = json.loads(Path(f"{path}.lock").read_text())
    assert set(said) == {"user", "machine", "since"}
