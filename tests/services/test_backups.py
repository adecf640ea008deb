"""Backups by themselves, the ladder in the folder, the second medium, and the drill."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from isodesk.core.ladder import Rung
from isodesk.core.problems import Cancelled, Refused
from isodesk.services import backup_rules
from isodesk.services.backup_label import backup_label
from isodesk.services.workspace import Workspace
from isodesk.store import known, media
from isodesk.store.verify import verify
from tests.printing.reading import pages_of, picture
from tests.services.firm import Firm


@pytest.fixture
def folder(firm: Firm, tmp_path: Path) -> Path:
    made = tmp_path / "drive" / "isodesk"
    firm.space.backups.choose_folder(made)
    return made


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if not p.name.startswith("."))


def edit(firm: Firm, n: int) -> None:
    firm.draft(f"Procedure {n}")


def test_nothing_is_due_until_a_folder_is_chosen(firm: Firm) -> None:
    facts = firm.space.backups.facts()
    assert not backup_rules.at_close(facts) and not backup_rules.while_open(facts)
    assert backup_rules.asks_folder(facts)
    firm.space.backups.asked()
    assert not backup_rules.asks_folder(firm.space.backups.facts())
    firm.clock.later(days=7)
    assert backup_rules.asks_folder(firm.space.backups.facts())


def test_a_close_backs_up_only_what_has_changed(firm: Firm, folder: Path) -> None:
    backups = firm.space.backups
    assert backup_rules.at_close(backups.facts())
    made = backups.automatic()
    assert made.report.whole and made.path.stem.endswith(" auto")
    assert not backup_rules.at_close(backups.facts())
    edit(firm, 1)
    assert backup_rules.at_close(backups.facts())


def test_the_daily_one_comes_after_a_day_and_when_the_newest_is_gone(
    firm: Firm, folder: Path
) -> None:
    backups = firm.space.backups
    assert backups.due_while_open()
    made = backups.automatic()
    edit(firm, 1)
    assert not backups.due_while_open()
    firm.clock.later(hours=24)
    assert backups.due_while_open()
    backups.automatic()
    firm.clock.later(hours=25)
    assert not backups.due_while_open(), "nothing was changed"
    newest = backups.last()
    assert newest is not None and newest.path != made.path
    newest.path.unlink()
    assert backups.due_while_open()


def test_a_failure_is_kept_and_tried_again_an_hour_later(firm: Firm, folder: Path) -> None:
    backups = firm.space.backups
    shutil.rmtree(folder)
    with pytest.raises(Refused, match="is not there"):
        backups.automatic()
    trouble = backups.notes.trouble()
    assert trouble is not None and not trouble.damage and not folder.exists()
    assert not backups.due_while_open()
    firm.clock.later(hours=1)
    assert backups.due_while_open()
    folder.mkdir()
    backups.automatic()
    assert backups.notes.trouble() is None


def test_the_folder_is_thinned_by_the_ladder_and_nobody_elses_file_is_touched(
    firm: Firm, folder: Path, tmp_path: Path
) -> None:
    backups = firm.space.backups
    by_hand = backups.write(folder).path
    firm.clock.later(minutes=1)
    first = backups.automatic().path
    foreign = folder / first.name.replace("Harrow", "Other")
    shutil.copy(first, foreign)
    for day in range(400):  # a year and more of closes, lately twice a day
        for hour in (10, 17) if day > 360 else (17,):
            at = firm.clock.now + timedelta(days=day, hours=hour)
            name = f"Harrow Test Pumps {at:%Y-%m-%d %H%M%S} auto{known.SUFFIX}"
            (folder / name).hardlink_to(first)  # so many copies would be gigabytes
    other = folder / f"Harrow Test Pumps 2020-01-01 101010{known.SUFFIX}"
    shutil.copy(first, other)
    (folder / "letter.txt").write_text("mine")
    firm.clock.later(days=401)
    edit(firm, 1)
    newest = backups.automatic().path
    left = known.known_in(folder, firm.space.file_id, firm.clock.now.tzinfo)
    assert left[0].path == newest and left[0].rung is Rung.DAILY
    assert {by_hand, other} <= {k.path for k in left}, "what was made by hand stays"
    assert (folder / "letter.txt").exists()
    automatic = [k for k in left if k.automatic]
    assert 12 + 8 + 7 <= len(automatic) <= 12 + 10 + 9 + 3
    assert len([k for k in automatic if k.rung is Rung.DAILY]) == 12


def test_the_longest_history_is_never_thinned(firm: Firm, folder: Path) -> None:
    """A clock that was years ahead once must not cost the newest state."""
    backups = firm.space.backups
    edit(firm, 1)
    longest = backups.automatic().path
    found = known.known_in(folder, firm.space.file_id, firm.clock.now.tzinfo)
    from dataclasses import replace

    states = [replace(found[0], rung=None), replace(found[0], path=Path("older"), seq=1, rung=None)]
    assert known.to_thin(tuple(states), firm.space.file_id) == (Path("older"),)
    assert longest.exists()


def test_what_a_crash_left_half_made_is_swept(firm: Firm, folder: Path) -> None:
    import os

    old = folder / f".Harrow Test Pumps 2026-11-20 101010 auto{known.SUFFIX}.part"
    new = folder / f".Harrow Test Pumps 2026-11-23 101010 auto{known.SUFFIX}.part"
    foreign = folder / f".Another 2026-11-20 101010 auto{known.SUFFIX}.part"
    for part in (old, new, foreign):
        part.write_bytes(b"half")
    for part in (old, foreign):
        os.utime(part, (1, 1))
    firm.space.backups.automatic()
    assert not old.exists() and new.exists() and foreign.exists()
    assert all(known.SUFFIX in s.known.path.name for s in firm.space.backups.standing())
    assert len(firm.space.backups.standing()) == 1, "a half-made one is never listed"


def test_a_backup_that_is_stopped_leaves_nothing(firm: Firm, folder: Path) -> None:
    def stop(done: int, of: int, what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        firm.space.backups.automatic(stop)
    assert list(folder.iterdir()) == []


def test_the_second_medium_is_known_wherever_it_is_plugged_in(
    firm: Firm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups, stick = firm.space.backups, tmp_path / "STICK" / "safe"
    backups.choose_second(stick)
    assert backup_rules.second_asked(backups.facts())
    made = backups.write_second()
    assert made.path.parent == stick and not backup_rules.second_asked(backups.facts())
    edit(firm, 1)
    firm.clock.later(days=7)
    assert backup_rules.second_asked(backups.facts())
    moved = tmp_path / "OTHER PORT"
    shutil.move(tmp_path / "STICK", moved)
    with pytest.raises(Refused, match="second medium is not plugged in"):
        backups.write_second()
    stick.mkdir(parents=True)  # the empty folder a mount leaves behind is not the stick
    with pytest.raises(Refused, match="not plugged in"):
        backups.write_second()
    monkeypatch.setattr(media, "_mounts", lambda: [str(moved.parent / "OTHER PORT")])
    monkeypatch.setattr(media, "_within", lambda _: "safe")
    backups.notes.keep(second={**backups.notes.read()["second"], "within": "safe"})
    assert backups.write_second().path.parent == moved / "safe"
    assert {s.place for s in backups.standing()} == {"Second medium"}


def test_the_drill_restores_the_newest_and_leaves_nothing_behind(firm: Firm, folder: Path) -> None:
    assert firm.space.drills.run() is None
    edit(firm, 1)
    made = firm.space.backups.automatic()
    assert backup_rules.drill_due(firm.space.backups.facts())
    drill = firm.space.drills.run()
    assert drill is not None and drill.wrong == "" and drill.head == made.report.head
    assert not backup_rules.drill_due(firm.space.backups.facts())
    firm.clock.later(days=30)
    assert backup_rules.drill_due(firm.space.backups.facts())
    from isodesk.paths import cache_dir

    assert not list((cache_dir() / "drill").iterdir())
    assert verify(firm.space.path).whole


def test_a_drill_on_a_damaged_backup_fails_loudly(firm: Firm, folder: Path) -> None:
    edit(firm, 1)
    made = firm.space.backups.automatic().path
    made.write_bytes(made.read_bytes().replace(b"Procedure 1", b"Procedura 1"))
    drill = firm.space.drills.run()
    assert drill is not None and "not whole" in drill.wrong and "QP-01" in drill.wrong
    (standing,) = firm.space.backups.standing()
    assert standing.checked is None, "it is not the file that was checked any more"
    assert not firm.space.backups.check(made).whole


def test_a_damaged_file_is_not_backed_up_and_that_is_kept(firm: Firm, folder: Path) -> None:
    edit(firm, 1)
    firm.space.close()
    path = firm.space.path
    path.write_bytes(path.read_bytes().replace(b"Procedure 1", b"Procedura 1"))
    space = Workspace.open(firm.space.path, firm.space.settings, firm.space.desk.reader, firm.clock)
    space.begin_writing()
    with pytest.raises(Refused, match=r"not whole.*QP-01"):
        space.backups.automatic()
    trouble = space.backups.notes.trouble()
    assert trouble is not None and trouble.damage and names(folder) == []
    space.close()


def test_the_label_is_read_back(firm: Firm, folder: Path) -> None:
    import zxingcpp

    edit(firm, 1)
    made = firm.space.backups.automatic()
    (standing,) = firm.space.backups.standing()
    pdf = backup_label(firm.space.sheets, standing)
    (page,) = pages_of(pdf)
    for said in (made.report.head, made.path.name, "Harrow Test Pumps", "Checked by", "Kept at"):
        assert said in page, said
    assert "Documents" in page and "Entries of history" in page
    (code,) = zxingcpp.read_barcodes(picture(pdf, 0, 200))
    assert code.text.endswith(made.report.head) and " BACKUP " in code.text
    assert pdf == backup_label(firm.space.sheets, standing), "the same bytes"
