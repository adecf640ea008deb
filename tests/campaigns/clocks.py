"""Clocks that jump (R26), by libfaketime over the program's own units.

    python -m tests.campaigns.clocks

Wants libfaketime (Debian: faketime). Each case is a process of its own with the clock set as
named, on one file; the counter that nobody can set goes on (FAKETIME_DONT_FAKE_MONOTONIC), as on
a computer whose clock somebody sets. Then a thousand normal entries in a hundred sessions with
nights, weekends and holidays between them. Prints each case; exit 1 when an odd entry is not
marked, a normal one is, one is refused, or the order is lost.
"""

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.company import TestClock

LIBRARIES = (
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
)
_ENTER = """
import sys
from pathlib import Path
from isodesk.core.actor import Actor
from isodesk.core.clock import OfficeClock
from isodesk.documents.model import Document
from isodesk.store.file import CompanyFile
from isodesk.store.unit import unit
file = CompanyFile.open(Path(sys.argv[1]))
clock = OfficeClock()
file.begin_writing(clock=clock)
assert file.read_only is None, file.read_only
for n in range(int(sys.argv[2])):
    with unit(file, Actor(None, "Anna"), clock, sys.argv[3]) as work:
        work.session.get_one(Document, 1).process = f"{sys.argv[3]} {n}"
file.close()
"""
CASES = (
    ("now", "+0", "UTC", 0),
    ("400 days back", "-400d", "UTC", 1),
    ("right again", "+0", "UTC", 0),
    ("two years on", "+730d", "UTC", 1),
    ("right once more", "+0", "UTC", 0),
    ("in Kathmandu", "+0", "Asia/Kathmandu", 0),
    ("in Honolulu", "+0", "Pacific/Honolulu", 0),
    ("three minutes back", "-180", "UTC", 1),
    ("a minute back", "-60", "UTC", 0),
    ("a day on", "+1d", "UTC", 0),
)
"""(name, offset, zone, whether its entries are odd); each enters three."""


def main() -> int:
    """Prints the figures; answers 1 when something was not as it should be."""
    library = next((one for one in LIBRARIES if Path(one).exists()), "")
    if not library:
        print("libfaketime is not installed (Debian: apt-get install faketime)")
        return 1
    with tempfile.TemporaryDirectory(prefix="isodesk-clocks-") as place:
        wrong = [*_jumps(Path(place), library), *_normal(Path(place))]
    for line in wrong:
        print(f"WRONG {line}")
    return 1 if wrong else 0


def _jumps(root: Path, library: str) -> Iterator[str]:
    path = _begun(root / "jumps.isodesk")
    for name, offset, zone, odd in CASES:
        fake = {
            "LD_PRELOAD": library,
            "FAKETIME": offset,
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_NO_CACHE": "1",
            "TZ": zone,
        }
        command = [sys.executable, "-c", _ENTER, str(path), "3", name]
        done = subprocess.run(
            command, env=os.environ | fake, capture_output=True, text=True, check=False
        )
        if done.returncode:
            yield f"{name}: refused, {done.stderr.strip().splitlines()[-1]}"
        marks = [mark for why, mark, _ in _entries(path) if why == name]
        print(f"{name}: {sum(marks)} of {len(marks)} entries marked")
        if marks != [odd] * 3:
            yield f"{name}: {marks}"
    seqs = [seq for *_, seq in _entries(path)]
    if seqs != sorted(seqs):
        yield "the order of the entries is lost"
    from isodesk.store.verify import verify

    report = verify(path, remembered=False)
    print(f"verify after all of it: {'whole' if report.whole else report.findings}")
    if not report.whole:
        yield "the file is not whole"


def _normal(root: Path) -> Iterator[str]:
    """A plain clock, as the sessions of a year: summer time comes and goes on the way."""
    from isodesk.core.actor import Actor
    from isodesk.documents.model import Document
    from isodesk.store.file import CompanyFile
    from isodesk.store.unit import unit

    path, chance = _begun(root / "normal.isodesk"), random.Random(26)
    clock = TestClock(datetime(2026, 12, 1, 8, tzinfo=ZoneInfo("Europe/Berlin")))
    for session in range(100):
        file = CompanyFile.open(path)
        file.begin_writing(clock=clock)
        for n in range(10):
            _pass(clock, timedelta(seconds=chance.choice([3, 40, 600, 2400])))
            with unit(file, Actor(None, "Anna"), clock, "normal") as work:
                work.session.get_one(Document, 1).process = f"{session} {n}"
        file.close()
        _pass(clock, timedelta(days=chance.choice([1, 1, 1, 3, 14])))
    marks = [mark for why, mark, _ in _entries(path) if why == "normal"]
    print(f"{sum(marks)} of {len(marks)} normal entries marked, up to {clock.now:%B %Y}")
    if sum(marks) or len(marks) != 1000:
        yield "a normal entry was marked"


def _pass(clock: TestClock, span: timedelta) -> None:
    """So much later in real time, whatever the clocks on the wall are set to meanwhile."""
    clock.now = (clock.now.astimezone(UTC) + span).astimezone(clock.now.tzinfo)


def _begun(path: Path) -> Path:
    from tests.store.conftest import begun

    begun(path, TestClock(datetime.now(UTC) - timedelta(hours=1))).close()
    return path


def _entries(path: Path) -> list[tuple[str, int, int]]:
    from isodesk.store.sqlite import guarded

    connection = guarded(path)
    rows = connection.execute(
        "SELECT c.why, c.odd_clock, min(h.seq) FROM change c JOIN history h ON h.change_id = c.id"
        " GROUP BY c.id ORDER BY c.id"
    ).fetchall()
    connection.close()
    return [(why or "", mark, seq) for why, mark, seq in rows]


if __name__ == "__main__":
    sys.exit(main())
