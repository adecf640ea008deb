"""A file of every released version opens here for ever, and keeps all it held.

The files in tests/released are never changed; each release adds its own sample company.
"""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from isodesk.documents.values import NewDocument
from isodesk.intake.reader import Reader
from isodesk.services.document_filter import DocumentFilter
from isodesk.services.workspace import Workspace
from isodesk.settings import Settings
from isodesk.store.migrations import SCHEMA_VERSION, fingerprints
from isodesk.store.sqlite import read_header
from isodesk.store.verify import verify
from tests.company import START, TestClock
from tests.released import FILES, OLDER, unpacked, version_of

GROWS = {"change", "history"}
"""Tables that a migration itself adds rows to."""
WORKED = {"counter", "alembic_version"}


@pytest.fixture(params=FILES, ids=version_of)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return unpacked(request.param, tmp_path / "old.isodesk")


@pytest.fixture(params=OLDER, ids=version_of)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return unpacked(request.param, tmp_path / "old.isodesk")


def held(path: Path, like: dict[str, list[str]] | None = None) -> dict[str, list[tuple[object]]]:
    """Every row of every table, in the columns of `like` where it is given; by SQLite alone."""
    with closing(sqlite3.connect(path.as_uri() + "?mode=ro", uri=True)) as connection:
        wanted = like or columns(connection)
        return {
            table: connection.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall()
            for table, names in wanted.items()
        }


def columns(connection: sqlite3.Connection) -> dict[str, list[str]]:
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'"
    )
    return {
        name: [f'"{c[1]}"' for c in connection.execute(f"PRAGMA table_info({name})")]
        for (name,) in rows.fetchall()
    }


def opened(path: Path, reader: Reader) -> Workspace:
    space = Workspace.open(path, Settings(), reader, TestClock())
    assert space.glance().documents >= 42  # Today is painted before it is brought up to date
    space.begin_writing()
    assert space.read_only is None
    return space


def test_there_is_one_of_every_release() -> None:
    changes = (Path(__file__).parents[2] / "packaging" / "CHANGELOG.md").read_text("utf-8")
    heads = [line for line in changes.splitlines() if line.startswith("## ")]
    released = {head.split()[1] for head in heads if "not released" not in head}
    assert "0.1.0" in {version_of(packed) for packed in FILES}
    assert released <= {version_of(packed) for packed in FILES}, "see CONTRIBUTING, A release"


def test_a_released_file_is_brought_up_to_date_whole(kept: Path, reader: Reader) -> None:
    space = opened(kept, reader)
    documents = space.lists.document_count()
    assert documents >= 42
    first = space.lists.documents().page(None, 1).rows[0]
    assert space.documents.get(first.id).revisions
    space.close()
    report = verify(kept)
    assert report.findings == ()
    assert space.desk.file.version == SCHEMA_VERSION
    if read_header(kept).version < SCHEMA_VERSION:
        assert list(kept.parent.glob("*before update*"))


def test_everything_it_held_is_the_same_afterwards(kept: Path, reader: Reader) -> None:
    """Every document, copy, print, signature, byte and entry: row by row, column by column."""
    with closing(sqlite3.connect(kept)) as connection:
        like = columns(connection)
    before = held(kept, like)
    assert min(len(before[t]) for t in ("document", "copy", "print", "signature")) > 0
    # what comes into force by itself at opening is work of its own: the file alone
    space = Workspace.open(kept, Settings(), reader, TestClock())
    space.desk.file.begin_writing()
    space.close()
    after = held(kept, like)
    for table in like:
        if table in GROWS:
            assert after[table][: len(before[table])] == before[table], table
        elif table not in WORKED:
            assert after[table] == before[table], table
    assert digest(before["file_chunk"]) == digest(after["file_chunk"])


def digest(rows: list[tuple[object]]) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def test_the_migration_stands_in_the_history(old: Path, reader: Reader) -> None:
    version = read_header(old).version
    before = len(held(old)["history"])
    space = opened(old, reader)
    space.documents.new(NewDocument("Made afterwards", 1))
    space.close()
    with closing(sqlite3.connect(old)) as connection:
        rows = connection.execute(
            "SELECT h.seq, h.op, h.payload, c.actor, c.why, c.at FROM history h"
            " JOIN change c ON c.id = h.change_id WHERE h.tab = 'schema'"
        ).fetchall()
    assert len(rows) == 1
    seq, op, payload, actor, why, at = rows[0]
    assert (seq, op, actor) == (before + 2, "S", "isodesk")
    assert why == f"Brought up to date from version {version} of the file"
    assert at.startswith(f"{START:%Y-%m-%d}")
    marks = fingerprints()
    told = {
        "from": version,
        "to": SCHEMA_VERSION,
        "was": marks[version],
        "is": marks[SCHEMA_VERSION],
    }
    assert json.loads(payload) == told
    assert verify(old).whole


def test_it_can_be_brought_back_and_up_to_date_again(old: Path, reader: Reader) -> None:
    """The backup of before the update, put back, must not be in the way of the next update."""
    from isodesk.services import restoring

    opened(old, reader).close()
    made = next(old.parent.glob("*before update*"))
    clock = TestClock()
    clock.later(days=1)
    restoring.restore(made, old, "Anna Reyes", clock)
    assert read_header(old).version == SCHEMA_VERSION and verify(old).whole
    assert len(list(old.parent.glob("*before update*"))) == 2


def test_a_command_that_only_reads_leaves_it_as_it_was(old: Path) -> None:
    from isodesk.cli.common import opened as for_command

    before, stamp = old.read_bytes(), old.stat().st_mtime_ns
    with for_command(old, writing=False) as space:
        assert space.lists.documents().page(None, 500).rows
        where = space.desk.file.read_from
        assert where != old and verify(where, remembered=False).whole
    assert (old.read_bytes(), old.stat().st_mtime_ns) == (before, stamp)
    assert not where.exists() and [p.name for p in old.parent.iterdir() if p.is_file()] == [
        old.name
    ]


def test_damage_of_an_older_file_is_said_and_the_rest_is_shown(old: Path, reader: Reader) -> None:
    content = bytearray(old.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 8192 * 3] = b"\xff" * (8192 * 3)
    old.write_bytes(bytes(content))
    space = Workspace.open(old, Settings(), reader, TestClock())
    space.begin_writing()
    assert space.read_only is not None and "damaged" in space.read_only
    assert "a copy of it" in space.read_only and not space.outdated
    assert space.lists.document_count() >= 40
    space.close()
    assert old.read_bytes() == bytes(content)


def test_documents_of_0_1_0_have_no_checks_asks_or_requests_yet(
    tmp_path: Path, reader: Reader
) -> None:
    """Columns that came later are empty there: nothing is due by them, everything shows."""
    packed = next(file for file in FILES if version_of(file) == "0.1.0")
    space = opened(unpacked(packed, tmp_path / "old.isodesk"), reader)
    assert {t.key for t in space.companies.types() if t.external} == {"external"}
    assert space.companies.get().still_valid_most == 3
    rows = space.lists.documents(DocumentFilter(external=True)).page(None, 9).rows
    assert len(rows) == 2
    value = space.documents.get(rows[0].id)
    assert value.outside is not None and value.outside.next_check_on is None
    assert value.asks == () and [s.key for s in value.steps] == ["periodic", "check", "edition"]
    reviewed = space.lists.document_of("EP-02")
    assert reviewed is not None
    assert [r.outcome for r in space.documents.get(reviewed).reviews] == ["still_valid"]
    assert space.care_lists.change_count() == 0 and space.glance().due
    space.close()
