"""Kill -9 at random moments: what is left opens by itself, is whole, and lost nothing told.

    python -m tests.campaigns.kills [TIMES]

For each kind of work TIMES rounds (default 10, twice as many for the holder of the lock):
a process of our own begins it, is killed at a random moment, and the file is opened for
writing, verified and compared with what the process said it had done. Prints one line a
kind; exit 1 when a round failed. kill -9 is no power cut (reliability 3.2).
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

_SAVES = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from isodesk.core.actor import Actor
from isodesk.documents.model import Document
from isodesk.store.file import CompanyFile
from isodesk.store.unit import unit
file = CompanyFile.open(Path(sys.argv[1]))
file.begin_writing()
assert file.read_only is None, file.read_only
while True:
    with unit(file, Actor(None, "Anna"), lambda: datetime.now(UTC)) as work:
        number = work.next("killed")
        work.session.add(Document(number=f"K-{number}", title="x" * 2000))
    print(number, flush=True)
"""


@dataclass
class Tally:
    """What the rounds of one kind came to."""

    kind: str
    rounds: int = 0
    left_open: int = 0
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list)

    def line(self) -> str:
        """One line of figures."""
        well = self.rounds - len(self.failures)
        return (
            f"{self.kind:8} {well} of {self.rounds} well, {self.left_open} left a journal,"
            f" opened for writing in at most {self.slowest:.2f} s"
        )


def main(times: int) -> int:
    """All kinds; answers the exit code."""
    chance = random.Random(3)
    with tempfile.TemporaryDirectory(prefix="isodesk-kills-") as place:
        root = Path(place)
        _own_folders(root)
        kinds = (
            ("saves", 2 * times, _kill_saves),
            ("import", times, _kill_import),
            ("sample", times, _kill_sample),
            ("backup", times, _kill_backup),
            ("restore", times, _kill_restore),
        )
        tallies = [_rounds(root, chance, *kind) for kind in kinds]
    for failure in (f"{t.kind}: {f}" for t in tallies for f in t.failures):
        print(failure)
    return 1 if any(t.failures for t in tallies) else 0


Round = Callable[[Path, random.Random], str]
"""Works in an empty folder, kills, and answers what is wrong; "" when all is well."""


def _rounds(root: Path, chance: random.Random, kind: str, times: int, one: Round) -> Tally:
    tally = Tally(kind)
    for n in range(times):
        folder = root / f"{kind} {n}"
        folder.mkdir()
        wrong = one(folder, chance)
        wrong = wrong or _after(folder / "firm.isodesk", tally)
        tally.rounds += 1
        tally.failures += [f"round {n}: {wrong}"] if wrong else []
        shutil.rmtree(folder)
    print(tally.line(), flush=True)
    return tally


def _after(path: Path, tally: Tally) -> str:
    """Opens by itself for writing, and is whole before and after."""
    from isodesk.core.problems import Refused
    from isodesk.store.file import CompanyFile
    from isodesk.store.verify import verify

    if not path.exists():
        return "" if tally.kind == "sample" else "the file is gone"
    tally.left_open += path.with_name(path.name + "-wal").exists()
    try:
        before = verify(path)
        start = time.monotonic()
        file = CompanyFile.open(path)
        file.begin_writing()
        tally.slowest = max(tally.slowest, time.monotonic() - start)
        said = file.read_only
        company = file.reader().execute("SELECT count(*) FROM company").fetchone()[0]
        file.close()
        after = verify(path)
    except Refused as refused:
        return str(refused)
    if said or company != 1:
        return said or "there is no company in it"
    found = (*before.findings, *after.findings)
    return found[0].sentence if found else ""


def _kill_saves(folder: Path, chance: random.Random) -> str:
    """The holder of the lock, in the middle of its saves; a second instance names it."""
    from isodesk.store.file import CompanyFile

    path = _firm(folder)
    holder = subprocess.Popen(
        [sys.executable, "-c", _SAVES, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    told = [int(holder.stdout.readline())]
    second = CompanyFile.open(path)
    second.begin_writing()
    named = second.read_only or ""
    second.close()
    time.sleep(chance.uniform(0, 0.4))
    holder.kill()
    told += [int(line) for line in holder.stdout.read().split()]
    holder.wait()
    kept = _numbers(path)
    if "has had this file open since" not in named:
        return f"the second instance said: {named or 'nothing, and could write'}"
    if not {f"K-{n}" for n in told} <= set(kept):
        return f"{len(told)} saves were told, {len(kept)} are there"
    return "" if len(kept) == len(set(kept)) else "a number was given twice"


def _kill_import(folder: Path, chance: random.Random) -> str:
    """All of the files that were brought in, or none."""
    path = _firm(folder)
    drop = folder / "drop"
    drop.mkdir()
    for n in range(20):
        (drop / f"QP-{n + 1:02} Procedure {n} rev 1.md").write_text(f"# Procedure {n}\n\nText.\n")
    _killed(chance.uniform(0.3, 2.5), "import", path, drop)
    found = len(_numbers(path))
    return "" if found in (0, 20) else f"{found} of 20 files were brought in"


def _kill_sample(folder: Path, chance: random.Random) -> str:
    """No file yet, or one that opens with the company in it."""
    _killed(chance.uniform(0.3, 8), "sample", folder / "firm.isodesk")
    return ""


def _kill_backup(folder: Path, chance: random.Random) -> str:
    """A backup under its own name is whole."""
    path = _firm(folder)
    _killed(chance.uniform(0.2, 1.2), "backup", path, folder / "stick")
    return _all_whole(folder / "stick")


def _kill_restore(folder: Path, chance: random.Random) -> str:
    """The former file or the restored one; a kept file is whole too."""
    path = _firm(folder)
    _run("backup", path, folder / "stick")
    made = next((folder / "stick").glob("*.isodesk-backup"))
    _killed(chance.uniform(0.2, 1.5), "restore", made, path)
    kept = list(folder.glob("firm before restore*.isodesk"))
    if not path.exists() and kept:
        return f"between two names: only {kept[0].name} stands"
    return _all_whole(folder)


def _all_whole(folder: Path) -> str:
    from isodesk.store.verify import verify

    files = [*folder.glob("*.isodesk-backup"), *folder.glob("*before restore*.isodesk")]
    broken = (f.name for f in files if not verify(f, remembered=False).whole)
    return next((f"{name} is not whole" for name in broken), "")


def _numbers(path: Path) -> list[str]:
    from isodesk.store.file import CompanyFile

    file = CompanyFile.open(path)
    rows = file.reader().execute("SELECT number FROM record WHERE kind = 'document'").fetchall()
    file.close()
    return [number for (number,) in rows]


def _firm(folder: Path) -> Path:
    path = folder / "firm.isodesk"
    _run("new", path, "--company", "Harrow", "--officer", "Anna Reyes")
    return path


def _run(*arguments: object) -> None:
    subprocess.run(
        [sys.executable, "-m", "isodesk", *map(str, arguments)], check=True, capture_output=True
    )


def _killed(seconds: float, *arguments: object) -> None:
    """Begin a command and kill it, and only it, after so long."""
    process = subprocess.Popen(
        [sys.executable, "-m", "isodesk", *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _own_folders(root: Path) -> None:
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        os.environ[variable] = str(root / variable)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
