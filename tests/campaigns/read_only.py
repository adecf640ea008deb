"""A read-only medium with a hot journal, and a newer file (R20); root, since it mounts.

    python -m tests.campaigns.read_only [TIMES]

TIMES (default 20) times a process that saves is killed, so that its last saves stand in the
journal only; what it left is laid on a disk that is then made read-only. The file must open for
reading, show the last acknowledged save, and every byte and time on the disk must be as it was.
Then the same with a file whose version is a newer isodesk's. Exit 1 when one fails.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
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
n = 0
while True:
    n += 1
    with unit(file, Actor(None, "Anna"), lambda: datetime.now(UTC)) as work:
        work.session.get_one(Document, 1).title = f"Saved {n}"
    print(n, flush=True)
"""


def main(times: int) -> int:
    """Mount a disk and play on it, in a name space of its own."""
    if "--play" in sys.argv:
        return _play(Path(sys.argv[-1]), times)
    with tempfile.TemporaryDirectory(prefix="isodesk-read-only-") as place:
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            (Path(place) / name).mkdir()
            os.environ[name] = f"{place}/{name}"
        disk = Path(place) / "disk"
        disk.mkdir()
        mounted = 'mount -t tmpfs -o size=64m none "$1" && exec "$2" -m "$3" "$4" --play "$1"'
        script = ["sh", str(disk), sys.executable, __spec__.name, str(times)]
        command = ["unshare", "-m", "sh", "-c", mounted, *script]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode


def _play(disk: Path, times: int) -> int:
    seen = untouched = 0
    for n in range(times):
        last = _killed(disk.parent / f"round {n}", disk, keep_shm=n % 2 == 0)
        before = _state(disk)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        shown, said = _look(disk / "firm.isodesk")
        untouched += _state(disk) == before
        # the last save may have been made and not been told when it was killed
        well = shown in (f"Saved {last}", f"Saved {last + 1}") and "reading" in said
        seen += well
        if not well:
            print(f"round {n}: {shown!r}, told {last}: {said}")
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        for path in disk.iterdir():
            path.unlink()
    print(f"read-only medium with a hot journal: the last save shown in {seen} of {times},")
    print(f"bytes and times as they were in {untouched} of {times}")
    newer = _newer(disk)
    print(f"a newer file: {newer or 'read, bytes and times as they were'}")
    return 0 if seen == untouched == times and not newer else 1


def _killed(folder: Path, disk: Path, *, keep_shm: bool) -> int:
    """What a killed writer left, on the disk; the number of its last acknowledged save."""
    from tests.company import TestClock
    from tests.store.conftest import begun

    folder.mkdir()
    path = folder / "firm.isodesk"
    begun(path, TestClock()).close()
    writer = subprocess.Popen(
        [sys.executable, "-c", _SAVES, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    for _ in range(5):
        writer.stdout.readline()
    time.sleep(0.05)
    writer.kill()
    last = 5 + len(writer.stdout.read().split())
    writer.wait()
    for suffix in ("", "-wal", "-shm") if keep_shm else ("", "-wal"):
        shutil.copy(f"{path}{suffix}", disk)
    return last


def _look(path: Path) -> tuple[str, str]:
    from isodesk.core.problems import Refused
    from isodesk.store.file import CompanyFile

    try:
        file = CompanyFile.open(path)
    except Refused as refused:
        return "", str(refused)
    file.begin_writing()
    said = file.read_only or "open for writing"
    shown = file.reader().execute("SELECT title FROM record WHERE id = 1").fetchone()[0]
    file.close()
    return str(shown), said


def _newer(disk: Path) -> str:
    """What went wrong with a newer file; "" when nothing did."""
    import sqlcipher3.dbapi2 as dbapi

    from isodesk.store.migrations import SCHEMA_VERSION
    from tests.company import TestClock
    from tests.store.conftest import begun

    path = disk / "newer.isodesk"
    begun(path, TestClock()).close()
    connection = dbapi.connect(str(path))
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    connection.execute("CREATE TABLE later (a INTEGER)")
    connection.commit()
    connection.close()
    before = _state(disk)
    shown, said = _look(path)
    if not shown or "newer isodesk" not in said:
        return said
    return "" if _state(disk) == before else "something was written"


def _state(disk: Path) -> dict[str, tuple[str, int]]:
    return {
        p.name: (hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_mtime_ns)
        for p in sorted(disk.iterdir())
    }


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 20))
