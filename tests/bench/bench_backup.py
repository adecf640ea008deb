"""B1 to B3: durable saves, verified backups beside bare ones, and the daily backup of much.

    python -m tests.bench.bench_backup [MEGABYTES [GIGABYTES]]

MEGABYTES (default 300) of photos, and a third of that of records, for B2; GIGABYTES (3) for
B3. All figures are ratios of one run, taken in turn on the same disk.
"""

import os
import random
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as dbapi

from isodesk.core.actor import Actor
from isodesk.core.progress import silent
from isodesk.documents.model import Document
from isodesk.store import sqlite
from isodesk.store.backup import backup
from isodesk.store.file import CompanyFile
from isodesk.store.files import keep
from isodesk.store.swap import restore
from isodesk.store.unit import unit
from tests.campaigns.backups import made, now
from tests.campaigns.damage import own_folders

SAVES = 150


def main(megabytes: int, gigabytes: float) -> None:
    """All three."""
    with tempfile.TemporaryDirectory(prefix="isodesk-bench-") as place:
        root = Path(place)
        own_folders(root)
        saves(root)
        photos = made(root / "photos.isodesk", megabytes)
        verified("photos", root, photos, 0.6)
        photos.unlink()
        words = records(root / "records.isodesk", megabytes // 3)
        verified("records", root, words, 0.45)
        words.unlink()
        if gigabytes:
            daily(root, gigabytes)


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def saves(root: Path) -> None:
    """B1: the program's own saves, beside bare synced writes and SQLite's default journal."""
    file = CompanyFile.create(root / "saves.isodesk")
    with unit(file, Actor(None, "bench"), now) as work:
        work.session.add(Document(number="QP-1", title="a"))
    default = dbapi.connect(str(root / "default.db"))
    default.execute("CREATE TABLE t (x TEXT)")
    raw = (root / "raw").open("wb")

    def ours(n: int) -> None:
        file.engine  # noqa: B018 - made before it is measured
        with file.write_lock:
            working = file._working
            working.execute("BEGIN IMMEDIATE")
            working.execute("INSERT INTO counter (name, value) VALUES (?, 1)", (f"bench {n}",))
            working.execute("COMMIT")

    def through(n: int) -> None:
        with unit(file, Actor(None, "bench"), now) as work:
            work.session.get_one(Document, 1).title = f"Title {n}"

    def journal(n: int) -> None:
        default.execute("INSERT INTO t VALUES (?)", ("x" * 200,))
        default.commit()

    def bare(n: int) -> None:
        raw.write(b"x" * 4096)
        raw.flush()
        os.fdatasync(raw.fileno())

    ways = {"fdatasync": bare, "one row, WAL/FULL": ours, "a save": through, "DELETE/FULL": journal}
    took: dict[str, list[float]] = {name: [] for name in ways}
    for n in range(SAVES):
        for name, way in ways.items():
            took[name].append(seconds(lambda way=way, n=n: way(n)))
    rate = {name: 1 / statistics.median(times) for name, times in took.items()}
    file.close()
    for name, value in rate.items():
        print(f"B1 {name:18} {value:8.0f}/s  {value / rate['fdatasync']:.2f} x fdatasync")
    durable = rate["one row, WAL/FULL"]
    print(
        f"B1 durable row / fdatasync {durable / rate['fdatasync']:.2f} (goal 0.7),"
        f" / DELETE/FULL {durable / rate['DELETE/FULL']:.1f} (goal 3.5)",
        flush=True,
    )


def verified(kind: str, root: Path, path: Path, goal: float) -> None:
    """B2: a whole verified backup beside the bare backup API and zip."""
    size = path.stat().st_size / (1 << 20)
    ours, bare, zipped = [], [], []
    for n in range(3):
        ours.append(seconds(lambda n=n: backup(path, root / "drive", f"b {n}", silent)))
        (root / "drive" / f"b {n}.isodesk-backup").unlink()
        bare.append(seconds(lambda: bare_backup(path, root / "bare.db")))
    zipped.append(seconds(lambda: deflate(path, root / "x.zip")))
    best, api, slow = min(ours), min(bare), min(zipped)
    print(
        f"B2 {kind}: {size:.0f} MiB, verified {size / best:.0f} MiB/s, backup API"
        f" {size / api:.0f} MiB/s, ratio {api / best:.2f} (goal {goal}); zip"
        f" {size / slow:.0f} MiB/s, {slow / best:.1f} x (goal 5)",
        flush=True,
    )


def bare_backup(path: Path, target: Path) -> None:
    """SQLite's backup API in one step, brought to the disk."""
    target.unlink(missing_ok=True)
    with (
        closing(sqlite.guarded(path)) as source,
        closing(dbapi.connect(str(target))) as copy,
    ):
        source.backup(copy)
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())


def deflate(path: Path, target: Path) -> None:
    """The same file into a zip."""
    target.unlink(missing_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path)


def records(path: Path, megabytes: int) -> Path:
    """A company of text: records with their history and search."""
    from isodesk.core.spine import Company

    file = CompanyFile.create(path)
    with unit(file, Actor(None, "bench"), now) as work:
        work.session.add(Company(id=1, file_id="b2", name="Bench", code_key="00" * 32))
    n = 0
    while path.with_name(path.name + "-wal").stat().st_size + path.stat().st_size < megabytes * 1e6:
        with unit(file, Actor(None, "bench"), now) as work:
            for _ in range(500):
                n += 1
                title = f"A procedure with a title of usual length, number {n}"
                work.session.add(Document(number=f"QP-{n}", title=title, process="Casting"))
        file.checkpoint("TRUNCATE")
    file.close()
    return path


def daily(root: Path, gigabytes: float) -> None:
    """B3: the daily backup of a large file with one per cent of new photos, and its restore."""
    path = made(root / "large.isodesk", int(gigabytes * 1000))
    file = CompanyFile.open(path)
    file.begin_writing()
    chance, new = random.Random(3), 0
    while new < gigabytes * 1e7:
        with unit(file, Actor(None, "bench"), now) as work:
            keep(work.session, chance.randbytes(3_000_000), "image/jpeg")
        new += 3_000_000
    file.close()
    size = path.stat().st_size / 1e9
    took = seconds(lambda: backup(path, root / "drive", "large", silent))
    made_now = root / "drive" / "large.isodesk-backup"
    written = made_now.stat().st_size / new
    print(
        f"B3 {size:.2f} GB with {new / 1e6:.0f} MB new: {took:.1f} s (goal 3),"
        f" {written:.0f} x the new bytes (goal 1.1): every backup is the whole file",
        flush=True,
    )
    path.unlink()
    back = seconds(lambda: restore(made_now, root / "back.isodesk", now(), silent))
    copied = seconds(lambda: plain_copy(made_now, root / "copy"))
    ratio = copied / back
    print(f"B3 restore, verified {back:.1f} s, file copy {copied:.1f} s, {ratio:.2f} (goal 0.5)")


def plain_copy(path: Path, target: Path) -> None:
    """A copy of the file, brought to the disk."""
    with path.open("rb") as source, target.open("wb") as copy:
        while piece := source.read(1 << 20):
            copy.write(piece)
        os.fsync(copy.fileno())


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 300,
        float(sys.argv[2]) if len(sys.argv) > 2 else 3,
    )
