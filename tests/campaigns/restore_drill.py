"""R9: damaged workspaces at the real window: the newest good state is back in three clicks.

    python -m tests.campaigns.restore_drill [TIMES]

TIMES (default 20) damaged copies of a company that has two backups and was changed after the
newest: ruined headers and schemas, cut short, random sectors zeroed, the file gone, and files
whose history went another way than the backup's. Each is opened in the window; then only what
the window offers is pressed, and counted. Afterwards the file must be whole, hold at least
what the newest backup held, keep the former file beside it, and say in its history what was
done; where the histories went apart both heads must have been shown. Exit 1 when one failed.
"""

import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PAGE = 8192
MOST = 3


def main(times: int) -> int:
    """All rounds; answers the exit code."""
    from tests.campaigns.damage import built_sample, own_folders

    with tempfile.TemporaryDirectory(prefix="isodesk-restore-") as place:
        root = Path(place)
        own_folders(root)
        os.environ["XDG_DOCUMENTS_DIR"] = str(root)
        base = root / "base"
        base.mkdir()
        sample = built_sample(root)
        company = _company(base, sample)
        rounds = [_round(root, company, n) for n in range(times)]
    clicks = [r[0] for r in rounds]
    failures = [r[1] for r in rounds if r[1]]
    for said in failures:
        print(said)
    print(
        f"{times} damaged workspaces: {times - len(failures)} well, clicks"
        f" {min(clicks)} to {max(clicks)}, {sum(c > MOST for c in clicks)} over {MOST}"
    )
    return 1 if failures else 0


class Company:
    """The undamaged file, its backup folder and settings, and what the newest backup holds."""

    def __init__(self, folder: Path, path: Path, backup_head: str, head: str) -> None:
        self.folder, self.path = folder, path
        self.backup_head, self.head = backup_head, head


def _company(folder: Path, sample: Path) -> Company:
    from isodesk.intake.reader import Reader
    from isodesk.services.workspace import Workspace
    from isodesk.settings import Settings
    from isodesk.store.verify import verify

    path = folder / "firm.isodesk"
    shutil.copy(sample, path)
    with Reader() as reader:
        space = Workspace.open(path, Settings(), reader)
        space.begin_writing()
        document = space.lists.document_of("QP-05")
        assert document is not None
        space.backups.choose_folder(folder.parent / "drive")
        space.backups.write(folder.parent / "drive")  # by hand: the ladder keeps one a day
        space.documents.change(document, department="Between the backups")
        time.sleep(1.1)  # a backup is named by its second
        made = space.backups.automatic()
        space.documents.change(document, department="After the newest backup")
        space.close()
    return Company(folder, path, made.report.head, verify(path).head)


Damage = Callable[[Path, random.Random], str]


def _ruined_header(path: Path, chance: random.Random) -> str:
    _write(path, 0, bytes(100))
    return "header"


def _cut_short(path: Path, chance: random.Random) -> str:
    with path.open("r+b") as stream:
        stream.truncate(path.stat().st_size * chance.randrange(30, 90) // 100)
    return "cut short"


def _schema(path: Path, chance: random.Random) -> str:
    _write(path, 200, chance.randbytes(2000))
    return "schema"


def _sectors(path: Path, chance: random.Random) -> str:
    pages = path.stat().st_size // PAGE
    for _ in range(12):
        _write(path, chance.randrange(2, pages) * PAGE, bytes(4096))
    return "twelve sectors"


def _gone(path: Path, chance: random.Random) -> str:
    path.unlink()
    return "file gone"


def _write(path: Path, at: int, content: bytes) -> None:
    with path.open("r+b") as stream:
        stream.seek(at)
        stream.write(content)


KINDS: tuple[Damage, ...] = (_ruined_header, _cut_short, _schema, _sectors, _gone)


def _round(root: Path, company: Company, n: int) -> tuple[int, str]:
    """(clicks, what went wrong or "")."""
    chance = random.Random(n)
    shutil.rmtree(company.folder / "kept", ignore_errors=True)
    for left in company.folder.glob("firm*"):
        if left != company.path:
            left.unlink()
    saved = root / "saved.isodesk"
    if not saved.exists():
        shutil.copy(company.path, saved)
    shutil.copy(saved, company.path)
    fork = n % 6 == 5
    what = _fork(company, chance) if fork else KINDS[n % 6](company.path, chance)
    clicks, said = _at_the_window(company.path)
    wrong = _judged(company, what, said)
    print(f"round {n}, {what}: {clicks} clicks, {wrong or 'well'}", flush=True)
    over = f"{clicks} clicks" if clicks > MOST else ""
    return clicks, f"round {n}, {what}: {wrong or over}" if wrong or over else ""


def _fork(company: Company, chance: random.Random) -> str:
    """The file goes on from the first backup its own way; the newest backup went another."""
    from isodesk.intake.reader import Reader
    from isodesk.services.workspace import Workspace
    from isodesk.settings import Settings

    first = sorted((company.folder.parent / "drive").glob("*.isodesk-backup"))[0]
    shutil.copy(first, company.path)
    with Reader() as reader:
        space = Workspace.open(company.path, Settings(), reader)
        space.begin_writing()
        document = space.lists.document_of("QP-06")
        assert document is not None
        space.documents.change(document, department=f"Another way {chance.random()}")
        space.close()
    return "fork"


def _at_the_window(path: Path) -> tuple[int, str]:
    """Open it and press what is offered until a whole file stands open: (clicks, all said)."""
    from isodesk.app import application
    from isodesk.intake.reader import Reader
    from isodesk.settings import Settings
    from isodesk.ui import theme
    from isodesk.ui.office import Office
    from tests.journeys.officer import Officer, close_dialogs

    theme.apply(application(), "light", 1.0)
    reader = Reader()
    office = Office(Settings(), reader)
    office.window.show()
    office.window.activateWindow()
    officer = Officer(office)
    clicks, said = 0, ""
    try:
        if path.exists():
            office.steps.open_and_write(path)
        else:
            office.show_first_run()
        officer.settle()
        said = office.window.banner.words()
        clicks, more = _press_what_is_offered(officer, said)
        officer.settle()
        return clicks, said + more
    finally:
        close_dialogs()
        office.close()
        office.window.close()
        reader.close()


def _press_what_is_offered(officer: Any, said: str) -> tuple[int, str]:
    if "The file is damaged" in said:
        officer.press("Put right…")
        dialog = officer.dialog("Put the file right")
        if dialog.go.isEnabled():
            officer.press("Put right", dialog)
            return 2, ""
        officer.press("Restore a backup…", dialog)
        clicks = 2
    elif officer.office.space is None:
        officer.choose_way("Restore a backup")
        clicks = 1
        dialog = officer.dialog("Restore a backup")
        dialog.where.set_value(str(officer.office.settings.get("recent")[0]))
        dialog._look()
        officer.settle()
    else:
        officer.office.steps.restore()
        clicks = 1
    dialog = officer.dialog("Restore a backup")
    more = f" {officer.answer(dialog)} {dialog.facts.text()}"
    officer.press("Restore", dialog)
    return clicks + 1, more


def _judged(company: Company, what: str, said: str) -> str:
    from isodesk.core.problems import Refused
    from isodesk.store.file import CompanyFile
    from isodesk.store.verify import verify

    path = company.path
    if not path.exists():
        return "no file stands there"
    try:
        report = verify(path, remembered=False)
        file = CompanyFile.open(path)
    except Refused as refused:
        return str(refused)
    row = file.reader().execute("SELECT why FROM change ORDER BY id DESC LIMIT 1").fetchone()
    seq = int(company.backup_head.partition("-")[0])
    holds = file.reader().execute("SELECT count(*) FROM history").fetchone()[0] > seq
    file.close()
    kept = [p for p in path.parent.glob("firm before*") if p.suffix == ".isodesk"]
    checks = {
        "it is not whole": report.whole,
        "it holds less than the newest backup": holds,
        "the former file was not kept": bool(kept) or what == "file gone",
        f"its history says “{row[0]}”": str(row[0]).startswith(("Restored from", "Damage put")),
        f"the fork was not shown: {said}": what != "fork"
        or ("went apart" in said and company.backup_head in said),
    }
    return "; ".join(wrong for wrong, well in checks.items() if not well)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
