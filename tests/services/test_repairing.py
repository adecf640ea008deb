"""A damaged file is put right: what is lost comes from the history and the newest backups."""

import json
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi

from isodesk.core.problems import Refused
from isodesk.services import repairing
from isodesk.services.workspace import Workspace
from isodesk.store import heal
from isodesk.store.finding import About
from isodesk.store.head import older_than_remembered
from isodesk.store.verify import verify
from tests.services.firm import Firm


def backed_up(firm: Firm, folder: Path) -> Path:
    """A firm with a document in force and a backup of it; answers the closed file's path."""
    firm.issued(firm.draft("Melting and pouring"), ())
    firm.space.backups.choose_folder(folder)
    firm.space.backups.automatic()
    return firm.space.path


def without_guards(path: Path, *statements: str) -> None:
    """Change a closed file as a bad disk would: no trigger hears of it."""
    connection = dbapi.connect(str(path))
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    kept = guards.fetchall()
    for name, _ in kept:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in kept:
        connection.execute(sql)
    connection.commit()
    connection.close()


def put_right(firm: Firm, path: Path) -> repairing.Repair:
    """Plan and apply; the file is whole afterwards, and the damaged one is kept."""
    plan = repairing.plan(path, firm.space.settings)
    assert plan.hopeless == "" and plan.items and not plan.lost
    done = repairing.apply(plan, "Anna Reyes", firm.clock)
    assert verify(path).whole
    assert done.kept is not None and not verify(done.kept, remembered=False).whole
    return plan


def last_reason(firm: Firm, path: Path) -> str:
    again = Workspace.open(path, firm.space.settings, firm.space.desk.reader, firm.clock)
    again.begin_writing()
    assert again.read_only is None
    assert older_than_remembered(again.desk.file.reader()) == ""
    (why,) = (
        again.desk.file.reader()
        .execute("SELECT why FROM change ORDER BY id DESC LIMIT 1")
        .fetchone()
    )
    found = again.searching.find("Melting")
    again.close()
    assert found, "the search was made anew"
    return str(why)


def test_lost_bytes_come_from_the_backup_and_stand_in_the_history(
    firm: Firm, tmp_path: Path
) -> None:
    path = backed_up(firm, tmp_path / "drive")
    firm.draft("Written after the backup")
    firm.space.close()
    without_guards(path, "UPDATE file_chunk SET bytes = x'00' WHERE n = 0")
    plan = put_right(firm, path)
    assert all(i.source.startswith("backup of 23 Nov 2026") for i in plan.items)
    assert "taken back from backup of 23 Nov 2026" in last_reason(firm, path)
    again = Workspace.open(path, firm.space.settings, firm.space.desk.reader, firm.clock)
    assert again.lists.document_count() == 2, "nothing newer than the backup is lost"
    again.close()


def test_changed_rows_come_from_the_history_without_any_backup(firm: Firm) -> None:
    firm.issued(firm.draft("Melting and pouring"), ())
    path = firm.space.path
    firm.space.close()
    without_guards(
        path,
        "UPDATE record SET title = 'FORGED' WHERE kind = 'document'",
        "DELETE FROM signature",
        "DELETE FROM counter",
    )
    plan = put_right(firm, path)
    assert {i.source for i in plan.items} == {"the history"}
    counted = "SELECT kind, state, systems, {} FROM {} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    connection = dbapi.connect(str(path))
    kept = connection.execute(counted.format("sum(n)", "tally")).fetchall()
    assert kept == connection.execute(counted.format("count(*)", "record")).fetchall() != []
    connection.close()
    assert "taken back from the history: Document QP-01" in last_reason(firm, path)
    again = Firm(
        Workspace.open(path, firm.space.settings, firm.space.desk.reader, firm.clock), firm.clock
    )
    again.space.begin_writing()
    assert again.get(again.draft("Next")).number == "QP-02", "no number is given twice"
    again.space.close()


def test_a_lost_entry_comes_from_the_backup_and_is_proven_by_the_chain(
    firm: Firm, tmp_path: Path
) -> None:
    path = backed_up(firm, tmp_path / "drive")
    firm.draft("Later")
    firm.space.close()
    without_guards(path, "DELETE FROM history WHERE seq = 30")
    plan = put_right(firm, path)
    assert plan.healed[30].source is not None
    assert any(i.finding.about is About.ENTRY for i in plan.items)


def test_one_bit_of_an_entry_newer_than_any_backup_is_worked_out(
    firm: Firm, tmp_path: Path
) -> None:
    path = backed_up(firm, tmp_path / "drive")
    firm.draft("Later")
    firm.space.close()
    connection = dbapi.connect(str(path))
    seq, payload = connection.execute(
        "SELECT seq, payload FROM history WHERE tab = 'record' ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    connection.close()
    turned = payload.replace("v", "w", 1)  # 0x76 and 0x77: one bit
    assert turned != payload
    without_guards(path, f"UPDATE history SET payload = '{turned}' WHERE seq = {seq}")
    plan = put_right(firm, path)
    assert plan.healed[seq].source is None and plan.healed[seq].entry[6] == payload


def test_an_entry_nobody_has_is_not_guessed(firm: Firm, tmp_path: Path) -> None:
    path = backed_up(firm, tmp_path / "drive")
    firm.draft("Later")
    firm.space.close()
    (last,) = dbapi.connect(str(path)).execute("SELECT max(seq) FROM history").fetchone()
    before = path.read_bytes()
    without_guards(path, f"DELETE FROM history WHERE seq = {last - 2}")
    damaged = path.read_bytes()
    plan = repairing.plan(path, firm.space.settings)
    assert f"Entry {last - 2} of the history is lost" in plan.hopeless
    assert before != damaged == path.read_bytes()


def test_bytes_in_no_backup_stay_named_and_the_rest_is_put_right(
    firm: Firm, tmp_path: Path
) -> None:
    path = backed_up(firm, tmp_path / "drive")
    firm.issued(firm.draft("After the backup"), ())
    firm.space.close()
    (newest,) = dbapi.connect(str(path)).execute("SELECT max(id) FROM file").fetchone()
    without_guards(
        path,
        f"DELETE FROM file_chunk WHERE file_id = {newest}",
        "UPDATE record SET title = 'x' WHERE kind = 'person'",
    )
    plan = repairing.plan(path, firm.space.settings)
    assert [i.finding.row for i in plan.lost] == [newest]
    repairing.apply(plan, "Anna Reyes", firm.clock)
    (left,) = verify(path).findings
    assert "is missing" in left.sentence and left.row == newest


def test_a_file_that_is_open_is_not_replaced(firm: Firm, tmp_path: Path) -> None:
    path = backed_up(firm, tmp_path / "drive")
    plan = repairing.plan(path, firm.space.settings)
    assert plan.items == ()
    with pytest.raises(Refused, match="has had this file open"):
        repairing.apply(plan, "Anna Reyes", firm.clock)


def test_every_bit_of_an_entry_is_found_again() -> None:
    entry = (7, 3, 12, "record", 12, "I", json.dumps({"title": "Gießerei"}), "")
    entry = (*entry[:-1], heal.entry_hash("ab", *entry[:-1]))
    for at, bit in ((2, 0), (40, 5), (61, 2)):
        raw = bytearray(entry[6].encode())
        raw[at % len(raw)] ^= 1 << bit
        try:
            turned = (*entry[:6], raw.decode(), entry[7])
        except UnicodeDecodeError:
            continue
        found = heal._own(turned, "ab", None)
        assert found is not None and found.entry == entry
    moved = (*entry[:2], 13, *entry[3:])
    found = heal._own(moved, "ab", None)
    assert found is not None and found.entry == entry
