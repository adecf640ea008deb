"""A3: checking the chain of many entries, beside as many bare SHA-256 calls in memory.

python -m tests.bench.bench_verify [entries]
"""

import hashlib
import resource
import sys
import tempfile
import time
from pathlib import Path

from isodesk.core.actor import Actor
from isodesk.core.clock import OfficeClock
from isodesk.core.progress import silent
from isodesk.core.spine import Company
from isodesk.store import chain, replay, sqlite
from isodesk.store.file import CompanyFile
from isodesk.store.unit import unit


def build(path: Path, entries: int) -> CompanyFile:
    """A file whose history has about so many entries, written by the file's own triggers."""
    file = CompanyFile.create(path)
    with unit(file, Actor(None, "bench"), OfficeClock()) as work:
        work.session.add(Company(id=1, file_id="bench", name="Bench", code_key="00" * 32))
        work.session.flush()
        raw = work.session.connection()
        raw.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " INSERT INTO record (id, kind, number, title, state, systems, version, sort_number)"
            " SELECT i, 'document', 'QP-' || i, 'A procedure with a title of usual length ' || i,"
            " 'draft', 3, 1, 'qp-' || i FROM n",
            (entries,),
        )
    return file


def cpu(work: object) -> float:
    """Seconds of CPU of one call."""
    began = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - began


def main() -> None:
    """Build, check, print."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        file = build(Path(folder) / "bench.isodesk", entries)
        built = time.perf_counter() - began
        connection = sqlite.guarded(file.path)
        block = b"x" * 232
        floor = cpu(lambda: [hashlib.sha256(block).digest() for _ in range(entries)])
        links = cpu(lambda: list(chain.check_links(connection, silent)))
        tables = cpu(lambda: list(replay.replay(connection, silent)))
        print(f"{entries} entries, written with hash in {built:.1f} s ({entries / built:.0f}/s)")
        print(f"bare hashing        {floor:7.2f} s CPU  1.0 x (floor)")
        print(f"checking the links  {links:7.2f} s CPU  {links / floor:.1f} x (goal 2.5 x)")
        print(f"replay to tables    {tables:7.2f} s CPU  {tables / floor:.1f} x")
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
        file.close()


if __name__ == "__main__":
    main()
