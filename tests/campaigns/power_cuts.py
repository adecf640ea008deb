"""R1: power cuts, replayed on every write that the program's own services made.

    python -m tests.campaigns.power_cuts [CUTS] [--weak]

recorder.c (built here with `cc`) keeps each write, sync, rename and removal of a process that
does an officer's days (day_of_work); crash_images makes of it what a disk may hold after a cut
at a random moment; each of CUTS (default 2,000) is opened by the program and verified. *Lost*: a
work that was acknowledged is not there. *Half*: the history ends within a unit of work, or a
backup under its own name is not whole. *Corrupt*: it does not open for writing by itself, or
verify finds something. Exit 1 unless all are well. With `--weak` the same with
synchronous=NORMAL must lose something: then exit 1 when it does not.

The files are plain: there is no encryption in the program yet.
"""

import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.campaigns.crash_images import Disk, steps

ROUNDS = 10
BATCH = 40
FOLDERS = ("firm", "stick", "config", "drop")


@dataclass(frozen=True)
class Case:
    """One image on the disk, and what had been told when the power went."""

    folder: Path
    told: dict[str, Any] | None
    backups: tuple[str, ...]
    ends: dict[int, str]
    also_save: bool


def record(root: Path, rounds: int, *, weak: bool = False) -> bytes:
    """Do the days under the recorder; answers its log. Raises CalledProcessError."""
    for name in FOLDERS:
        (root / "disk" / name).mkdir(parents=True)
    day = ["-m", "tests.campaigns.day_of_work", str(root), str(rounds)]
    return recorded(root, [*day, *(["--weak"] if weak else [])])


def recorded(root: Path, python: Sequence[str]) -> bytes:
    """What a Python of ours writes below root/disk. Raises CalledProcessError."""
    library, log = root / "recorder.so", root / "log"
    source = Path(__file__).with_name("recorder.c")
    (root / "disk").mkdir(exist_ok=True)
    subprocess.run(
        ["cc", "-shared", "-fPIC", "-O2", "-o", str(library), str(source), "-lpthread"], check=True
    )
    given = {
        "LD_PRELOAD": str(library),
        "RECORD_ROOT": str(root / "disk"),
        "RECORD_LOG": str(log),
        **_own_folders(root, root / "disk" / "config"),
    }
    subprocess.run([sys.executable, *python], check=True, env={**os.environ, **given})
    return log.read_bytes()


def _own_folders(root: Path, config: Path) -> dict[str, str]:
    others = {f"XDG_{n}_HOME": str(root / "else") for n in ("CACHE", "DATA", "STATE")}
    return {**others, "XDG_CONFIG_HOME": str(config)}


def ends_of_units(file: Path) -> dict[int, str]:
    """Where each unit of work ends in the history: its last entry and that one's hash."""
    from isodesk.store.sqlite import guarded

    rows = guarded(file).execute(
        "SELECT max(seq), hash FROM history GROUP BY change_id ORDER BY change_id"
    )
    return {0: "", **dict(rows.fetchall())}


def cases(root: Path, log: bytes, cuts: int) -> Iterator[Case]:
    """So many images at random moments, in their order; each lies in a folder of its own."""
    chance = random.Random(2026)
    taken = list(steps(log))
    moments = Counter(chance.randrange(len(taken)) for _ in range(cuts))
    # under another name: beside the file it knows, a copy is opened for reading only
    ends = ends_of_units((root / "disk").rename(root / "done") / "firm" / "firm.isodesk")
    disk, told, backups, fd, n = Disk(), None, (), -1, 0
    for at, step in enumerate(taken):
        if step.op == "C" and step.data.endswith(b"/disk/told"):
            fd = step.fd
        elif step.fd == fd and step.op == "W":
            told = json.loads(step.data)
            backups += (told["answer"],) if told["what"] == "backup" else ()
        else:
            disk.take(step)
        for _ in range(moments[at]):
            folder = root / "images" / str(n)
            _write(folder, root / "disk", disk.image(chance))
            yield Case(folder, told, backups, ends, n % 5 == 0)
            n += 1


def _write(folder: Path, disk: Path, image: dict[str, bytes]) -> None:
    for name in FOLDERS:
        (folder / name).mkdir(parents=True)
    for name, content in image.items():
        target = folder / Path(name).relative_to(disk)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def judge(case: Case) -> str:
    """`ok`, or lost, half or corrupt with a sentence."""
    os.environ.update(_own_folders(case.folder, case.folder / "config"))
    try:
        return _judge(case) or "ok"
    except Exception as error:
        return f"corrupt: {type(error).__name__}: {error}"
    finally:
        shutil.rmtree(case.folder, ignore_errors=True)


def _judge(case: Case) -> str:
    from isodesk.store.verify import verify

    path = case.folder / "firm" / "firm.isodesk"
    if not path.exists():
        return "lost: the whole file" if case.told else ""
    report = verify(path)
    if report.findings:
        return f"corrupt: {report.findings[0].sentence}"
    return _history(case, path) or _backups(case) or _opens(case, path)


def _history(case: Case, path: Path) -> str:
    from isodesk.store.sqlite import guarded

    connection = guarded(path)
    held = dict(connection.execute("SELECT seq, hash FROM history").fetchall())
    connection.close()
    if case.told and held.get(case.told["seq"]) != case.told["head"]:
        return f"lost: {case.told['what']} at entry {case.told['seq']} of {len(held)}"
    newest = max(held, default=0)
    if case.ends.get(newest) != held.get(newest, ""):
        return f"half: the history ends at entry {newest}"
    return ""


def _backups(case: Case) -> str:
    from isodesk.store.verify import verify

    listed = list((case.folder / "stick").glob("*.isodesk-backup"))
    missing = set(case.backups) - {made.name for made in listed}
    if missing:
        return f"lost: the backup {missing}"
    broken = (made.name for made in listed if not verify(made, remembered=False).whole)
    return next((f"half: the backup {name}" for name in broken), "")


def _opens(case: Case, path: Path) -> str:
    """Opens for writing by itself; every fifth is worked on and verified again."""
    from isodesk.intake.reader import Reader
    from isodesk.services.workspace import Workspace
    from isodesk.settings import Settings
    from isodesk.store.verify import verify

    with Reader() as reader:
        space = Workspace.open(path, Settings(), reader)
        space.begin_writing()
        said = space.read_only
        if case.also_save and not said:
            with space.desk.unit("after the cut"):
                pass
        space.close()
    found = verify(path).findings if case.also_save else ()
    return f"corrupt: {said or found[0].sentence}" if said or found else ""


def replay(root: Path, cuts: int, *, rounds: int = ROUNDS, weak: bool = False) -> Counter[str]:
    """Record, cut, judge; answers how many of each verdict, and prints what was wrong."""
    began = time.monotonic()
    log = record(root, rounds, weak=weak)
    kinds = Counter(step.op for step in steps(log))
    print(
        f"recorded {kinds['W']} writes, {kinds['F'] + kinds['D']} syncs, {kinds['S']} changes of"
        f" size, {kinds['U'] + kinds['R']} removals and renames, {len(log) / 1e6:.0f} MB,"
        f" in {time.monotonic() - began:.0f} s",
        flush=True,
    )
    verdicts: Counter[str] = Counter()
    with multiprocessing.get_context("fork").Pool(2) as pool:
        batch: list[Case] = []
        for case in cases(root, log, cuts):
            batch.append(case)
            if len(batch) == BATCH:
                _count(pool.map(judge, batch, 2), verdicts)
                batch.clear()
        _count(pool.map(judge, batch, 2), verdicts)
    print(f"judged in {time.monotonic() - began:.0f} s", flush=True)
    return verdicts


def _count(said: list[str], verdicts: Counter[str]) -> None:
    for sentence in said:
        kind = sentence.partition(":")[0]
        if kind != "ok" and verdicts[kind] < 3:
            print(f"  {sentence}", flush=True)
        verdicts[kind] += 1


def main(cuts: int, weak: bool) -> int:
    """The campaign; answers the exit code."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as place:
        verdicts = replay(Path(place), cuts, weak=weak)
    ok = verdicts["ok"]
    how = "synchronous=NORMAL" if weak else "as the program writes"
    print(
        f"{how}: {cuts} cuts, {ok} ok, {verdicts['lost']} lost, {verdicts['half']} half,"
        f" {verdicts['corrupt']} corrupt"
    )
    return int(not verdicts["lost"]) if weak else int(ok != cuts)


if __name__ == "__main__":
    numbers = [int(a) for a in sys.argv[1:] if a.isdigit()]
    sys.exit(main(numbers[0] if numbers else 2000, "--weak" in sys.argv))
