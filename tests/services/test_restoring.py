"""Backups and restoring: shown first, verified, swapped, in the history, no number twice."""

from datetime import timedelta
from pathlib import Path

import pytest

from isodesk.core.problems import Refused
from isodesk.services.held import Way
from isodesk.services.restoring import lost, plan, restore
from isodesk.services.workspace import Workspace
from isodesk.store.verify import verify
from tests.services.firm import HALL, Firm


def reopened(firm: Firm) -> Firm:
    space = Workspace.open(firm.space.path, firm.space.settings, firm.space.desk.reader, firm.clock)
    space.begin_writing()
    return Firm(space, firm.clock)


def test_a_backup_is_verified_and_its_age_kept(firm: Firm, tmp_path: Path) -> None:
    assert firm.space.backups.last() is None
    firm.draft()
    made = firm.space.backups.write(tmp_path / "stick")
    assert made.report.whole and made.path.parent == tmp_path / "stick"
    last = firm.space.backups.last()
    assert last is not None and last.path == made.path and last.head == made.report.head
    assert firm.clock.now - last.at < timedelta(seconds=5)
    with pytest.raises(Refused, match="exists already"):
        firm.clock.now -= timedelta(seconds=1)
        firm.space.backups.write(tmp_path / "stick")


def test_restoring_shows_what_is_lost_then_goes_back(firm: Firm, tmp_path: Path) -> None:
    document = firm.draft()
    firm.issued(document, (HALL,))
    backup = firm.space.backups.write(tmp_path / "stick").path
    lost_copy = firm.space.copies.give_out(document, "Yard", "Gate")
    lost_code = firm.code(lost_copy)
    firm.draft("Made after the backup")
    with pytest.raises(Refused, match=r"has had this file open.*Restore afterwards"):
        restore(backup, firm.space.path, "Anna Reyes", firm.clock)
    path = firm.space.path
    firm.space.close()
    shown = plan(backup, path)
    assert shown.file is not None and shown.file.seq > shown.backup.seq == shown.common
    assert any("QP-02" in line for line in lost(shown))
    done = restore(backup, path, "Anna Reyes", firm.clock)
    assert done.kept is not None and verify(done.kept, remembered=False).whole
    report = verify(path)
    assert report.whole, report.findings
    again = reopened(firm)
    assert again.space.lists.document_count() == 1
    assert again.space.held is None and again.space.read_only is None
    why = again.space.desk.file.reader().execute("SELECT why FROM change ORDER BY id DESC LIMIT 1")
    assert why.fetchone()[0].startswith(f"Restored from {backup.name}, head ")
    fresh = again.space.copies.give_out(document, "Stores", "Counter")
    (copy,) = again.space.copies.by_ids([fresh])
    assert copy.n == 3  # copy 2 hangs somewhere, though this file never heard of it
    assert again.space.paper_check.check(lost_code).word.value == "unknown"
    assert again.get(again.draft("After")).number == "QP-03"
    again.space.close()


def test_a_damaged_backup_is_refused_and_the_file_stays(firm: Firm, tmp_path: Path) -> None:
    firm.draft()
    backup = firm.space.backups.write(tmp_path / "stick").path
    path = firm.space.path
    firm.space.close()
    before = path.read_bytes()
    content = backup.read_bytes()
    assert b"Melting and pouring" in content
    backup.write_bytes(content.replace(b"Melting and pouring", b"Smelter and pouring"))
    with pytest.raises(Refused, match="not whole"):
        restore(backup, path, "Anna Reyes", firm.clock)
    assert path.read_bytes() == before
    with pytest.raises(Refused):
        restore(tmp_path / "nothing.isodesk-backup", path, "Anna Reyes", firm.clock)


def test_an_older_file_in_the_place_of_a_newer_is_noticed(firm: Firm, tmp_path: Path) -> None:
    firm.draft()
    path = firm.space.path
    firm.space.close()
    older = path.read_bytes()
    newer = reopened(firm)
    newer.draft("Newer")
    newer.space.close()
    path.write_bytes(older)
    back = reopened(firm)
    held = back.space.held
    assert held is not None and "older state" in held.sentence
    assert back.space.read_only == held.sentence and held.way is Way.CONTINUE
    assert not verify(path).whole
    back.space.close()


def test_a_copy_under_another_name(firm: Firm, tmp_path: Path) -> None:
    firm.draft()
    copy = firm.space.backups.copy_as(tmp_path / "copy.isodesk")
    assert verify(copy, remembered=False).whole
    with pytest.raises(Refused, match="exists already"):
        firm.space.backups.copy_as(copy)
