"""R7: a migration stopped anywhere leaves the old file or the new one, never half of it.

    python -m tests.campaigns.migrations [KILLS]

For every released file in tests/released: an error raised after each single statement of the
newest migration, then KILLS (default 100) SIGKILLs at random moments of a process that opens it
for writing, and one right after each step of the way. What is left must be whole as the version
it says it is, open by itself, and then be whole as the newest. Exit 1 when one round failed.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine, event

from isodesk.core.problems import Refused
from isodesk.store import sqlite
from isodesk.store.file import CompanyFile
from isodesk.store.migrations import SCHEMA_VERSION
from isodesk.store.verify import verify
from tests.released import OLDER, unpacked, version_of

PLACES = ("backup written", "schema changed", "committed")
_SQL = Path(sqlite.__file__).parent / "migrations" / "versions"


class Stopped(Exception):
    """The error that is thrown into the migration."""


def statements_of_newest() -> int:
    """Statements of the newest migration."""
    newest = max(_SQL.glob("v*.sql"))
    return sum(1 for line in newest.read_text("utf-8").splitlines() if line)


def interrupted_after(path: Path, statement: int) -> bool:
    """Open for writing with an error after this statement of ours; whether it came so far."""
    seen = 0

    def after(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen > statement:
            raise Stopped

    event.listen(Engine, "after_cursor_execute", after)
    file = CompanyFile.open(path)
    try:
        file.begin_writing()
        return False
    except Stopped:
        return True
    finally:
        event.remove(Engine, "after_cursor_execute", after)
        file.close()


def killed_at(path: Path, place: str) -> None:
    """Open for writing in a process of its own that kills itself there."""
    code = "import sys; from tests.campaigns.migrations import die_at; die_at(*sys.argv[1:])"
    done = subprocess.run([sys.executable, "-c", code, str(path), place], check=False)
    assert done.returncode == -signal.SIGKILL, done.returncode


def killed_after(path: Path, seconds: float) -> None:
    """Open for writing in a child that is killed after so long."""
    child = os.fork()
    if not child:
        _quietly(lambda: _open(path))
    time.sleep(seconds)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def wrong_with(path: Path, *, done: bool | None = None) -> str:
    """What is wrong with what is left; "" when all is well. `done` says which version it must
    be of now: False the old one, True the newest, None either."""
    version = version_now(path)
    newest = version == SCHEMA_VERSION
    if not 1 <= version <= SCHEMA_VERSION or (done is not None and done != newest):
        return f"it says it is of version {version}"
    try:
        before = verify(path, remembered=False)
        file = CompanyFile.open(path)
        file.begin_writing()
        said = file.read_only
        entries = (
            file.reader().execute("SELECT count(*) FROM history WHERE tab = 'schema'").fetchone()[0]
        )
        file.close()
        after = verify(path, remembered=False)
    except Refused as refused:
        return str(refused)
    if said or entries != 1:
        return said or f"{entries} migrations stand in the history"
    found = (*before.findings, *after.findings, *_of_backups(path))
    return str(found[0]) if found else ""


def version_now(path: Path) -> int:
    """The version the file says it is of, its journal read too."""
    sqlite.roll_back(path)
    connection = sqlite.guarded(path)
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    connection.close()
    return version


def _of_backups(path: Path) -> list[str]:
    """Backups of before the update that are not whole, or whole under a half-made name."""
    made = path.parent.glob("*.isodesk-backup")
    return [m.name for m in made if not verify(m, remembered=False).whole]


def _open(path: Path) -> None:
    file = CompanyFile.open(path)
    file.begin_writing()
    file.close()


def die_at(path: str, place: str) -> None:
    """Open for writing, and die at this place of the way."""

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    if place == "schema changed":
        event.listen(Engine, "commit", die)  # all statements done, and the commit not
    elif place == "backup written":
        event.listen(Engine, "begin", die)
    _open(Path(path))
    die()


def _quietly(work: Callable[[], object]) -> None:
    try:
        work()
    finally:
        os._exit(0)


def _how_long(packed: Path, root: Path) -> float:
    """Seconds until the migration is done, as a child of ours takes them, and a little more."""
    began = time.monotonic()
    child = os.fork()
    if not child:
        _quietly(lambda: _open(unpacked(packed, root / "timed.isodesk")))
    os.waitpid(child, 0)
    return 1.2 * (time.monotonic() - began)


def _campaign(packed: Path, kills: int, root: Path) -> int:
    chance = random.Random(7)
    failures: list[str] = []
    statements = statements_of_newest()
    came, left = 0, Counter[str]()

    def fresh() -> Path:
        shutil.rmtree(root / "round", ignore_errors=True)
        (root / "round").mkdir()
        return unpacked(packed, root / "round" / "firm.isodesk")

    for n in range(statements):
        path = fresh()
        came += interrupted_after(path, n)
        wrong = wrong_with(path, done=False)
        failures += [f"after statement {n + 1}: {wrong}"] if wrong else []
    long = _how_long(packed, root)
    for n in range(kills):
        path = fresh()
        killed_after(path, chance.uniform(0, long))
        left["old" if version_now(path) == 1 else "new"] += 1
        wrong = wrong_with(path)
        failures += [f"kill {n + 1}: {wrong}"] if wrong else []
    print(f"{version_of(packed)}: {came} of {statements} statements stopped after;", end=" ")
    print(
        f"{kills} kills within {long:.2f} s left {left['old']} old and {left['new']} new;", end=" "
    )
    print(f"{len(failures)} half or damaged")
    print(*failures, sep="\n")
    return len(failures)


def main(kills: int) -> int:
    """All released files; answers the exit code."""
    with tempfile.TemporaryDirectory(prefix="isodesk-migrations-") as place:
        for variable in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
            os.environ[variable] = place
        return 1 if sum(_campaign(packed, kills, Path(place)) for packed in OLDER) else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
