"""R8: backups under a writer that commits all the time, and backups that are killed.

    python -m tests.campaigns.backups [TIMES [MEGABYTES]]

TIMES (default 50) verified backups of a file of MEGABYTES (300) while a thread of the same
program saves a record every 10 ms, each beside a bare VACUUM INTO under the same writer; then
as many backups of the command line killed with SIGKILL at random moments. Every backup must
verify, and whatever is listed after a kill must be whole. Prints the ratio of the times, the
longest save, and what was listed. Exit 1 when a bar is missed.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

EVERY = 0.01
LONGEST = 0.5
MOST = 2.0


def main(times: int, megabytes: int) -> int:
    """Both halves; answers the exit code."""
    from tests.campaigns.damage import own_folders

    with tempfile.TemporaryDirectory(prefix="isodesk-backups-") as place:
        root = Path(place)
        own_folders(root)
        path = made(root / "firm.isodesk", megabytes)
        well = under_a_writer(root, path, times)
        return 0 if killed(root, path, times) and well else 1


def made(path: Path, megabytes: int) -> Path:
    """A company with so many megabytes of photos and ten records a photo."""
    from isodesk.core.actor import Actor
    from isodesk.core.spine import Attachment, Company
    from isodesk.documents.model import Document
    from isodesk.store.file import CompanyFile
    from isodesk.store.files import keep
    from isodesk.store.unit import unit

    chance, file = random.Random(8), CompanyFile.create(path)
    with unit(file, Actor(None, "Anna"), now) as work:
        work.session.add(Company(id=1, file_id="r8", name="Firm", code_key="00" * 32))
    for n in range(megabytes // 3):
        with unit(file, Actor(None, "Anna"), now) as work:
            made_now = [Document(number=f"QP-{n}-{k}", title=f"Title {n} {k}") for k in range(10)]
            work.session.add_all(made_now)
            work.session.flush()
            photo = keep(work.session, chance.randbytes(3_000_000), "image/jpeg")
            work.session.add(Attachment(record_id=made_now[0].id, file_id=photo, name="a.jpg"))
    file.close()
    return path


def now() -> datetime:
    """A clock."""
    return datetime.now(UTC)


class Writer(threading.Thread):
    """Saves a record every 10 ms, and keeps how long each save took."""

    def __init__(self, path: Path) -> None:
        from isodesk.store.file import CompanyFile

        super().__init__()
        self.file = CompanyFile.open(path)
        self.file.begin_writing()
        assert self.file.read_only is None, self.file.read_only
        self.waits: list[float] = []
        self.stop = threading.Event()

    def run(self) -> None:
        from isodesk.core.actor import Actor
        from isodesk.documents.model import Document
        from isodesk.store.unit import unit

        while not self.stop.wait(EVERY):
            began = time.perf_counter()
            with unit(self.file, Actor(None, "Anna"), now) as work:
                work.session.add(Document(number=f"W-{len(self.waits)}", title="written meanwhile"))
            self.waits.append(time.perf_counter() - began)


def under_a_writer(root: Path, path: Path, times: int) -> bool:
    """Backups and bare copies in turn."""
    from isodesk.core.progress import silent
    from isodesk.store.backup import backup
    from isodesk.store.verify import verify

    writer, folder = Writer(path), root / "drive"
    writer.start()
    ours, bare, whole = [], [], 0
    try:
        for n in range(times):
            began = time.perf_counter()
            made_now = backup(path, folder, f"Firm {n}", silent)
            ours.append(time.perf_counter() - began)
            whole += verify(made_now.path, remembered=False).whole
            made_now.path.unlink()
            bare.append(vacuum(path, root / "bare"))
    finally:
        writer.stop.set()
        writer.join()
        writer.file.close()
    ratio = statistics.median(a / b for a, b in zip(ours, bare, strict=True))
    size = path.stat().st_size / 1e6
    print(
        f"{times} backups of {size:.0f} MB under {len(writer.waits)} saves: {whole} whole,"
        f" median {statistics.median(ours):.2f} s, VACUUM INTO {statistics.median(bare):.2f} s,"
        f" ratio {ratio:.2f} (bar {MOST}), longest save {max(writer.waits):.2f} s (bar {LONGEST}),"
        f" median save {1000 * statistics.median(writer.waits):.1f} ms",
        flush=True,
    )
    return whole == times and ratio <= MOST and max(writer.waits) <= LONGEST


def vacuum(path: Path, target: Path) -> float:
    """Seconds of a bare VACUUM INTO, brought to the disk as ours is."""
    from isodesk.store import sqlite

    target.unlink(missing_ok=True)
    began = time.perf_counter()
    with closing(sqlite.guarded(path)) as connection:
        connection.execute("PRAGMA query_only=OFF")
        connection.execute("VACUUM INTO ?", (str(target),))
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())
    return time.perf_counter() - began


def killed(root: Path, path: Path, times: int) -> bool:
    """Backups killed at random moments: what is listed afterwards is whole."""
    from isodesk.store.known import known_in
    from isodesk.store.verify import verify

    chance, folder = random.Random(8), root / "stick"
    cut, finished, broken, parts = 0, 0, 0, 0
    for _ in range(times):
        process = subprocess.Popen(
            [sys.executable, "-m", "isodesk", "backup", str(path), str(folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(chance.uniform(0.3, 4.0))
            finished += 1
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            cut += 1
        listed: Any = known_in(folder)
        broken += sum(not verify(each.path, remembered=False).whole for each in listed)
        parts += len(list(folder.glob(".*.part"))) if folder.exists() else 0
        for left in folder.glob("*") if folder.exists() else ():
            left.unlink()
        for left in folder.glob(".*") if folder.exists() else ():
            left.unlink()
    print(
        f"{times} killed: {cut} cut off, {finished} had finished, {parts} left a half-made file,"
        f" {broken} listed that were not whole"
    )
    return broken == 0


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:3]]
    sys.exit(main(*asked, *(50, 300)[len(asked) :]))
