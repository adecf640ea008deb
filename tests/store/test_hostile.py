"""Planted, damaged and foreign files: each is refused or named, none is changed, none hangs."""

import hashlib
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi

from isodesk import paths
from isodesk.core.problems import Refused
from isodesk.core.progress import silent
from isodesk.documents.model import Document
from isodesk.intake.reader import Reader
from isodesk.services import restoring
from isodesk.services.company import CompanyValue, Founding, PersonValue
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.store import memory, sqlite
from isodesk.store.backup import backup
from isodesk.store.file import CompanyFile
from isodesk.store.head import remember
from isodesk.store.migrations import SCHEMA_VERSION
from isodesk.store.unit import unit
from isodesk.store.verify import verify
from tests.company import TestClock
from tests.store.conftest import ANNA

ENDLESS = (
    "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n)"
    " SELECT i AS seq, 1 AS change_id, 1 AS record_id, 'x' AS tab, 1 AS row, 'I' AS op,"
    " '{}' AS payload, 'x' AS hash FROM n"
)


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Reader() as child:
        yield child


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def foreign(path: Path, *statements: str) -> None:
    """What another program does to a closed file."""
    connection = dbapi.connect(str(path))
    connection.execute("PRAGMA writable_schema=ON")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def without_guards(path: Path, *statements: str) -> None:
    """The same by somebody who puts every guard back: the schema is ours again."""
    connection = dbapi.connect(str(path))
    rows = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    triggers = connection.execute(rows).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()


HOSTILE = {
    "a view in place of a table": (
        "ALTER TABLE record RENAME TO real_record",
        "CREATE VIEW record AS SELECT * FROM real_record",
    ),
    "an endless view in place of the history": (
        "DROP TABLE history",
        f"CREATE VIEW history AS {ENDLESS}",
    ),
    "an endless view in place of the company": (
        "DROP TABLE company",
        f"CREATE VIEW company AS SELECT 'x' AS file_id, 'x' AS name FROM ({ENDLESS})",
    ),
    "an extra trigger": ("CREATE TRIGGER later AFTER UPDATE ON record BEGIN DELETE FROM due; END",),
    "a dropped guard": ("DROP TRIGGER guard_history_update",),
    "an edited trigger": (
        "UPDATE sqlite_master SET sql = replace(sql, 'RAISE(ABORT', 'RAISE(IGNORE')"
        " WHERE name = 'guard_history_delete'",
    ),
    "a trigger with another name": (
        "UPDATE sqlite_master SET name = 'guard_x' WHERE name = 'guard_record_delete'",
    ),
    "a table without its strictness": (
        "UPDATE sqlite_master SET sql = replace(sql, 'STRICT', '') WHERE name = 'record'",
    ),
    "a column more": (
        "UPDATE sqlite_master SET sql = replace(sql, 'name TEXT', 'x TEXT, name TEXT')"
        " WHERE name = 'counter'",
    ),
    "a virtual table": ("CREATE VIRTUAL TABLE spy USING fts5(a)",),
    "an older version": ("PRAGMA user_version=0",),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_planted_schema_is_refused_and_named(
    file: CompanyFile, path: Path, reader: Reader, name: str
) -> None:
    file.close()
    foreign(path, *HOSTILE[name])
    before, start = digest(path), time.monotonic()
    with pytest.raises(Refused, match=r"changed by another program|damaged"):
        Workspace.open(path, Settings(), reader)
    try:
        assert not verify(path).whole
    except Refused as refused:
        assert "damaged" in str(refused)
    assert time.monotonic() - start < 5
    assert digest(path) == before and [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_huge_cell_is_named_and_the_file_still_opens(file: CompanyFile, path: Path) -> None:
    file.close()
    without_guards(path, "UPDATE record SET title = printf('%.*c', 50000000, 'x') WHERE id = 1")
    found = verify(path).findings
    assert any("title was changed behind the history's back" in f.sentence for f in found)
    assert all(len(f.sentence) < 2_000 for f in found)


def test_a_file_id_never_names_a_path(file: CompanyFile, path: Path) -> None:
    file.close()
    without_guards(path, "UPDATE company SET file_id = '../../../planted'")
    opened = CompanyFile.open(path)
    remember(opened)
    opened.close()
    assert not (paths.config_dir().parent.parent / "planted.json").exists()
    assert not list(paths.config_dir().parent.parent.parent.glob("planted*"))
    known = memory.recall("../../../planted")
    assert known is not None and known.seq > 0


@pytest.mark.parametrize("pages", [1, 3, 10])
def test_a_file_cut_at_a_page_is_refused(file: CompanyFile, path: Path, pages: int) -> None:
    file.close()
    path.write_bytes(path.read_bytes()[: -pages * sqlite.PAGE_SIZE])
    before = digest(path)
    with pytest.raises(Refused, match="damaged"):
        CompanyFile.open(path)
    try:
        assert not verify(path).whole
    except Refused as refused:
        assert "damaged" in str(refused)
    assert digest(path) == before


def test_every_harmful_bit_is_found(file: CompanyFile, path: Path, clock: TestClock) -> None:
    """100 flips: what verify calls whole answers every question as the undamaged file does."""
    for n in range(12):
        with unit(file, ANNA, clock) as work:
            work.session.get_one(Document, 1).title = f"Title {n}"
            work.session.add(Document(number=f"QP-{n + 20}", title=f"Another {n}"))
    file.close()
    whole, said = bytearray(path.read_bytes()), contents(path)
    chance = random.Random(71)
    named = missed = 0
    for _ in range(100):
        at, bit = chance.randrange(100, len(whole)), 1 << chance.randrange(8)
        whole[at] ^= bit
        path.write_bytes(whole)
        whole[at] ^= bit
        if is_named(path):
            named += 1
        else:
            missed += contents(path) != said
    assert named > 20 and missed == 0


def test_a_lost_page_is_named_and_stops_no_other_check(file: CompanyFile, path: Path) -> None:
    """A bad sector in a kept file: that document is named, and so is the forged one beside it."""
    file.close()
    without_guards(path, "UPDATE document SET process = 'forged' WHERE id = 1")
    content = bytearray(path.read_bytes())
    starts = range(0, len(content), sqlite.PAGE_SIZE)
    pattern = bytes(range(256)) * 8
    kept = [at for at in starts if pattern in content[at : at + sqlite.PAGE_SIZE]]
    for at in kept[20:24]:
        content[at : at + sqlite.PAGE_SIZE] = bytes(sqlite.PAGE_SIZE)
    path.write_bytes(content)
    said = " ".join(f.sentence for f in verify(path).findings)
    assert "Revision QP-07 Melting and pouring: its file" in said and "process was changed" in said


def is_named(path: Path) -> bool:
    try:
        if not verify(path).whole:
            return True
        CompanyFile.open(path).close()
    except Refused:
        return True
    return False


def contents(path: Path) -> str:
    """Every row of every table that holds what the officer wrote; the error where there is one."""
    connection = dbapi.connect(f"{path.as_uri()}?mode=ro", uri=True)
    connection.text_factory = bytes
    try:
        tables = [
            str(t, "utf-8", "replace")
            for (t,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
                " ORDER BY name"
            )
        ]
        rows = [(t, connection.execute(f'SELECT * FROM "{t}"').fetchall()) for t in tables]
        return hashlib.sha256(repr(rows).encode()).hexdigest()
    except dbapi.Error as error:
        return str(error)
    finally:
        connection.close()


@pytest.mark.inputs
def test_databases_of_other_programs_get_one_sentence(
    inputs: Path, tmp_path: Path, reader: Reader
) -> None:
    for foreign_file in sorted((inputs / "sqlite").iterdir()):
        for name in (foreign_file.name, "named.isodesk"):
            copy = Path(shutil.copy(foreign_file, tmp_path / name))
            before = digest(copy)
            for look in (lambda p: Workspace.open(p, Settings(), reader), verify):
                with pytest.raises(Refused) as refused:
                    look(copy)
                assert len(refused.value.problems) == 1 and name in str(refused.value)
            assert digest(copy) == before
            copy.unlink()
    assert not list(tmp_path.iterdir())


@pytest.mark.inputs
def test_their_pages_under_our_header_are_refused_too(inputs: Path, tmp_path: Path) -> None:
    """Past the header by our application id: SQLite itself meets the damage."""
    for foreign_file in sorted((inputs / "sqlite").iterdir()):
        content = bytearray(foreign_file.read_bytes())
        if content[:15] != b"SQLite format 3":
            continue
        content[60:64] = SCHEMA_VERSION.to_bytes(4, "big")
        content[68:72] = b"isod"
        copy = tmp_path / "planted.isodesk"
        copy.write_bytes(content)
        with pytest.raises(Refused, match=r"changed by another program|damaged|cut short"):
            CompanyFile.open(copy)
        assert is_named(copy)
        assert copy.read_bytes() == bytes(content)


def test_a_newer_file_is_no_false_alarm(file: CompanyFile, path: Path) -> None:
    file.close()
    foreign(path, f"PRAGMA user_version={SCHEMA_VERSION + 1}", "CREATE TABLE later (a INTEGER)")
    with pytest.raises(Refused, match="newer isodesk"):
        verify(path)


HOLD = """
import os, sys
from datetime import datetime, UTC
from pathlib import Path
from isodesk.core.actor import Actor
from isodesk.documents.model import Document
from isodesk.store.file import CompanyFile
from isodesk.store.unit import unit
file = CompanyFile.open(Path(sys.argv[1]))
file.begin_writing()
with unit(file, Actor(None, "Anna"), lambda: datetime.now(UTC)) as work:
    work.session.get_one(Document, 1).title = "The last save"
os.kill(os.getpid(), 9)
"""


def killed_after_a_save(path: Path) -> None:
    """Leaves a hot WAL with one save that is not in the file yet."""
    subprocess.run([sys.executable, "-c", HOLD, str(path)], check=False)
    assert path.with_name(path.name + "-wal").stat().st_size > 0


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="mounts a read-only medium")
def test_a_read_only_medium_with_a_hot_wal_shows_the_last_save(
    file: CompanyFile, path: Path
) -> None:
    file.close()
    killed_after_a_save(path)
    look = (
        "import sys; from pathlib import Path; from isodesk.store.file import CompanyFile;"
        "f = CompanyFile.open(Path(sys.argv[1])); f.begin_writing(); print(f.read_only);"
        "print(f.reader().execute('SELECT title FROM record WHERE id = 1').fetchone()[0])"
    )
    script = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && "$2" -c "$3" "$4"'
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script, "sh", path.parent, sys.executable, look, path],
        capture_output=True,
        text=True,
        check=False,
    )
    if "mount" in done.stderr or "unshare" in done.stderr:
        pytest.skip("this machine does not let us mount")
    assert done.returncode == 0, done.stderr
    assert "open for reading" in done.stdout and "The last save" in done.stdout


def test_a_wal_of_a_crash_excuses_a_torn_end(file: CompanyFile, path: Path) -> None:
    """A checkpoint that a full disk stopped half way: the WAL still holds every page."""
    file.close()
    killed_after_a_save(path)
    with path.open("ab") as stream:
        stream.write(b"\0" * 100)
    opened = CompanyFile.open(path)
    opened.begin_writing()
    assert opened.read_only is None
    opened.close()
    assert verify(path).whole


def test_opening_twice_writes_once(file: CompanyFile, path: Path) -> None:
    working = file._working
    file.begin_writing()
    assert file._working is working and file.read_only is None
    second = CompanyFile.open(path)
    for _ in range(2):
        second.begin_writing()
        assert second.read_only is not None and "has had this file open" in second.read_only
    second.close()
    file.close()
    file.begin_writing()  # a check that was asked for just before the close
    assert file.read_only == "The file is closed." and not Path(f"{path}.lock").exists()
    with pytest.raises(Refused, match="closed"):
        file.reader()


def test_a_damaged_file_does_not_keep_the_right_to_write(file: CompanyFile, path: Path) -> None:
    file.close()
    first, second = CompanyFile.open(path), CompanyFile.open(path)
    first.quick_check = lambda: "page 7"  # type: ignore[method-assign]
    first.begin_writing()
    assert first.read_only is not None and "damaged" in first.read_only
    second.begin_writing()
    assert second.read_only is None
    first.begin_writing()
    assert first.read_only is not None and "has had this file open" in first.read_only
    second.close()
    first.close()


def test_a_file_taken_away_while_it_is_checked(file: CompanyFile, path: Path) -> None:
    file.close()
    opened = CompanyFile.open(path)
    path.rename(path.with_suffix(".away"))
    opened.begin_writing()
    assert opened.read_only is not None and "open for reading" in opened.read_only
    opened.close()
    assert not path.exists()


def test_a_settings_folder_that_cannot_be_used_stops_nothing(
    path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder would be")
    monkeypatch.setattr(paths, "config_dir", lambda: blocked / "isodesk")
    founding = Founding(CompanyValue("Harrow"), (PersonValue(0, "Anna Reyes"),))
    space = Workspace.create(path, founding, Settings(), reader)
    assert space.read_only is None and space.held is None
    space.close()
    again = Workspace.open(path, Settings(), reader)
    again.begin_writing()
    again.close()
    assert verify(path).whole


def test_a_file_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    founding = Founding(CompanyValue("Harrow"), (PersonValue(0, "Anna Reyes"),))
    for place in (tmp_path / ("x" * 300 + ".isodesk"), Path("/proc/harrow.isodesk")):
        with pytest.raises(Refused, match="cannot be written"):
            Workspace.create(place, founding, Settings(), reader)
    from isodesk.services.company import Companies

    def fails(*given: object) -> int:
        raise Refused("The disk is full")

    monkeypatch.setattr(Companies, "found", fails)
    with pytest.raises(Refused, match="full"):
        Workspace.create(tmp_path / "half.isodesk", founding, Settings(), reader)
    assert not list(tmp_path.iterdir())


def test_a_ruined_file_is_what_backups_are_for(
    file: CompanyFile, path: Path, clock: TestClock, tmp_path: Path
) -> None:
    made = backup(path, tmp_path / "stick", "Harrow", silent).path
    file.close()
    killed_after_a_save(path)
    path.write_bytes(b"ruin" * 10_000)
    plan = restoring.plan(made, path)
    assert "not an isodesk file" in plan.unreadable
    done = restoring.restore(made, path, "Anna", clock)
    assert done.kept is not None and done.kept.read_bytes() == b"ruin" * 10_000
    assert done.kept.with_name(done.kept.name + "-wal").exists()
    assert verify(path).whole
    with pytest.raises(Refused, match="not an isodesk file"):
        restoring.plan(done.kept, path)


def test_a_backup_of_a_damaged_file_is_refused_in_a_sentence(
    file: CompanyFile, path: Path, tmp_path: Path
) -> None:
    file.close()
    content = bytearray(path.read_bytes())
    for page in range(8, len(content) // sqlite.PAGE_SIZE):
        content[page * sqlite.PAGE_SIZE] = 0xFF
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"damaged|not whole|could not be written"):
        backup(path, tmp_path / "stick", "Harrow", silent)
    assert not list((tmp_path / "stick").iterdir())


def test_an_older_file_in_its_place_is_named_and_gives_no_number_again(
    path: Path, reader: Reader, clock: TestClock, tmp_path: Path
) -> None:
    founding = Founding(CompanyValue("Harrow"), (PersonValue(0, "Anna Reyes"),))
    space = Workspace.create(path, founding, Settings(), reader, clock)
    older = backup(path, tmp_path / "stick", "older", silent).path
    with space.desk.unit() as work:
        given = [work.next("print") for _ in range(3)]
    space.close()
    shutil.copy(older, path)
    assert any("older file stands in the place" in f.sentence for f in verify(path).findings)
    again = Workspace.open(path, Settings(), reader, clock)
    again.begin_writing()
    assert "this computer has seen its history up to entry" in (again.read_only or "")
    again.continue_here()
    with again.desk.unit() as work:
        assert work.next("print") == given[-1] + 1
    again.close()
    third = Workspace.open(path, Settings(), reader, clock)
    before = third.desk.file.reader().execute("SELECT max(id) FROM change").fetchone()
    third.begin_writing()
    assert third.desk.file.reader().execute("SELECT max(id) FROM change").fetchone() == before
    third.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="mounts a small disk")
def test_a_full_disk_loses_nothing_and_goes_on(tmp_path: Path) -> None:
    """Lock, save, backup and a new file, each when nothing fits any more."""
    script = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from tests.store.full_disk import play
play(Path(sys.argv[1]))
"""
    mounted = 'mount -t tmpfs -o size=24m none "$1" && "$2" -c "$3" "$1"'
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", mounted, "sh", tmp_path, sys.executable, script],
        capture_output=True,
        text=True,
        check=False,
    )
    if "mount:" in done.stderr or "unshare:" in done.stderr:
        pytest.skip("this machine does not let us mount")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["full", "full", "full", "kept", "goes", "on", "whole"]


def test_a_pipe_a_folder_and_a_header_without_a_page_size_are_refused(tmp_path: Path) -> None:
    pipe, headed = tmp_path / "pipe.isodesk", tmp_path / "headed.isodesk"
    os.mkfifo(pipe)
    head = bytearray(b"SQLite format 3\0" + bytes(84))
    head[68:72] = sqlite.APPLICATION_ID.to_bytes(4, "big")
    headed.write_bytes(bytes(head))
    for path in (pipe, tmp_path, headed, Path("a\0b")):
        with pytest.raises(Refused):
            CompanyFile.open(path)
