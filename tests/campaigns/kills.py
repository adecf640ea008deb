"""R3: kill -9 at random moments of every kind of work on a file.

    python -m tests.campaigns.kills [TIMES [KIND...]]

For each kind TIMES (default 200) rounds: a child of ours does the work by the program's own
commands and services, tells what was acknowledged, and is killed at a random moment. What is
left must open by itself for writing, be whole before and after, hold everything that was told,
have given no number twice, list no backup and show no paper that is not whole, and a new save
must succeed. Prints a line a kind; exit 1 when a round failed. kill -9 is no power cut
(reliability 3.2): that is power_cuts.
"""

import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.campaigns.kill_rounds import KINDS, Kind, chance_of, firm_in, killed

WORKERS = 2
LONGEST = 6.0


@dataclass
class Tally:
    """What the rounds of one kind came to; `ended` counts those that were faster than the kill."""

    kind: str
    rounds: int = 0
    ended: int = 0
    told: int = 0
    journals: int = 0
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in what another worker counted."""
        self.rounds += other.rounds
        self.ended += other.ended
        self.told += other.told
        self.journals += other.journals
        self.slowest = max(self.slowest, other.slowest)
        self.failures += other.failures

    def line(self) -> str:
        """One line of figures."""
        return (
            f"{self.kind:8} {self.rounds - len(self.failures)} of {self.rounds} well;"
            f" {self.rounds - self.ended} killed in the midst, {self.told} answers told,"
            f" {self.journals} left a journal, open for writing in at most {self.slowest:.2f} s"
        )


def rounds(kind: Kind, times: int, seed: int, root: Path) -> Tally:
    """So many rounds of one kind, each on a copy of what was prepared once."""
    tally, chance = Tally(kind.name), chance_of(kind, seed)
    (root / "prepared").mkdir(parents=True)
    _live_in(root / "prepared")
    kind.prepare(root / "prepared")
    # under another name: beside the file it knows, a copy is opened for reading only
    template = (root / "prepared").rename(root / "template")
    longest = _how_long(kind, template, root / "whole")
    for n in range(times):
        folder = root / f"round {n}"
        shutil.copytree(template, folder)
        _live_in(folder)
        wrong = _round(kind, folder, chance.uniform(0, longest), tally)
        tally.rounds += 1
        tally.failures += [f"{kind.name} {seed}.{n}: {wrong}"] if wrong else []
        shutil.rmtree(folder)
    return tally


def _how_long(kind: Kind, template: Path, folder: Path) -> float:
    """Seconds of the work when nobody kills it, LONGEST at most, and a little more."""
    shutil.copytree(template, folder)
    _live_in(folder)
    began = time.monotonic()
    killed(lambda tell: kind.work(folder, tell), LONGEST)
    shutil.rmtree(folder)
    return min(1.1 * (time.monotonic() - began), LONGEST)


def _round(kind: Kind, folder: Path, seconds: float, tally: Tally) -> str:
    told, in_the_midst = killed(lambda tell: kind.work(folder, tell), seconds)
    tally.told += len(told)
    tally.ended += not in_the_midst
    if not firm_in(folder).exists():
        return "the file is gone"
    try:
        return _opens(kind, folder, tally) or kind.wrong(folder, told)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _opens(kind: Kind, folder: Path, tally: Tally) -> str:
    """By itself for writing; whole before and after; a new save succeeds and a number is new."""
    from isodesk.core.actor import Actor
    from isodesk.store.file import CompanyFile
    from isodesk.store.unit import unit
    from isodesk.store.verify import verify

    path = firm_in(folder)
    tally.journals += any(path.with_name(path.name + s).exists() for s in ("-wal", "-journal"))
    before = verify(path, remembered=not kind.older)
    start = time.monotonic()
    file = CompanyFile.open(path)
    file.begin_writing()
    tally.slowest = max(tally.slowest, time.monotonic() - start)
    said = file.read_only
    if said is None:
        with unit(file, Actor(None, "Anna"), lambda: datetime.now(UTC), "after the kill"):
            pass
    numbers = file.reader().execute(
        "SELECT number FROM record WHERE kind = 'document' GROUP BY number HAVING count(*) > 1"
    )
    twice = numbers.fetchall()
    file.close()
    found = (*before.findings, *verify(path, remembered=not kind.older).findings)
    if said or twice:
        return said or f"numbers were given twice: {twice}"
    return found[0].sentence if found else ""


def _live_in(folder: Path) -> None:
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / "own" / name.lower())


def _share(given: tuple[str, int, int, str]) -> Tally:
    name, times, seed, root = given
    kind = next(k for k in KINDS if k.name == name)
    tally = rounds(kind, times, seed, Path(root) / f"{name} {seed}")
    shutil.rmtree(Path(root) / f"{name} {seed}")
    return tally


def main(times: int, names: list[str]) -> int:
    """The kinds asked for, or all; answers the exit code."""
    failures: list[str] = []
    shared = Path("/dev/shm")
    with (
        tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as root,
        multiprocessing.get_context("fork").Pool(WORKERS) as pool,
    ):
        for kind in [k for k in KINDS if not names or k.name in names]:
            began, tally = time.monotonic(), Tally(kind.name)
            half = times // WORKERS
            shares = [(kind.name, half, 0, root), (kind.name, times - half, 1, root)]
            for part in pool.imap_unordered(_share, [s for s in shares if s[1]], 1):
                tally.add(part)
            print(f"{tally.line()}; {time.monotonic() - began:.0f} s", flush=True)
            print(*tally.failures[:5], sep="\n", end="\n" if tally.failures else "")
            failures += tally.failures
    return 1 if failures else 0


if __name__ == "__main__":
    numbers = [int(a) for a in sys.argv[1:] if a.isdigit()]
    sys.exit(main(numbers[0] if numbers else 200, [a for a in sys.argv[1:] if not a.isdigit()]))
