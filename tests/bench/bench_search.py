"""F1: search over 10,000 documents (performance 2), each query beside its floor.

The floor is the cheapest read that could answer: one row fetched by its key, and for the
naive peer FTS5's own ORDER BY rank, which reads every hit.

    python -m tests.bench.bench_search
"""

import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from isodesk.core.actor import Actor
from isodesk.core.clock import OfficeClock
from isodesk.core.spine import Company
from isodesk.documents.model import Document
from isodesk.store import search
from isodesk.store.file import CompanyFile
from isodesk.store.unit import unit

DOCUMENTS = 10_000
WORDS = 380  # about 2.5 KB of text each


def build(path: Path) -> CompanyFile:
    """A file with documents whose text is drawn from a vocabulary with a long tail."""
    chance = random.Random(9001)
    common = ["procedure", "quality", "inspection", "record", "pump", "the", "and"]
    vocabulary = [
        f"{chance.choice('bcdfgklmnprst')}{chance.choice('aeiou')}{n:x}" for n in range(20_000)
    ]
    file = CompanyFile.create(path)
    with unit(file, Actor(None, "bench"), OfficeClock()) as work:
        work.session.add(Company(id=1, file_id="bench", name="Bench", code_key="00" * 32))
        for n in range(DOCUMENTS):
            document = Document(number=f"QP-{n:05}", title=f"{chance.choice(vocabulary)} {n}")
            work.session.add(document)
            work.session.flush()
            words = chance.choices(common, k=WORDS // 4) + chance.choices(
                vocabulary, k=WORDS * 3 // 4
            )
            chance.shuffle(words)
            work.touched.discard(document)
            body = " ".join(words)
            search.put(work.session, document.id, document.number or "", document.title or "", body)
    return file


def timed(work: Callable[[], object], times: int = 30) -> tuple[float, float]:
    """(median, worst) milliseconds of the thread's CPU and wall together: wall, warm."""
    work()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took), max(took)


def main() -> None:
    """Build, ask, print."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        file = build(Path(folder) / "bench.isodesk")
        built = time.perf_counter() - began
        reader = file.reader()
        floor, _ = timed(lambda: reader.execute("SELECT title FROM record WHERE id = 5").fetchone())
        naive = (
            "SELECT rowid, bm25(search_words) FROM search_words WHERE search_words MATCH 'quality'"
            " ORDER BY rank LIMIT 50"
        )
        slow, _ = timed(lambda: reader.execute(naive).fetchall(), 5)
        like, _ = timed(
            lambda: reader.execute(
                "SELECT rowid FROM search_words WHERE body LIKE '%qzx%' LIMIT 50"
            ).fetchall(),
            5,
        )
        print(f"{DOCUMENTS} documents, written with both indexes in {built:.1f} s")
        print(f"{'query':34} {'median ms':>10} {'worst ms':>10} {'x floor':>9}")
        print(f"{'floor: one row by key':34} {floor:10.3f} {'':>10} {1:9.0f}")
        queries = {
            "a code": "QP-04711",
            "a prefix": "QP-04",
            "a rare word": "ba4e1",
            "two words": "quality pump",
            "a phrase": '"quality pump"',
            "a word in every text": "quality",
            "type-ahead, one letter": "q",
            "part of a word": "ualit",
            "part of a code": "0471",
            "nothing": "qzxqzx",
        }
        for name, typed in queries.items():
            median, worst = timed(lambda typed=typed: search.find(reader, typed))
            print(f"{name:34} {median:10.3f} {worst:10.3f} {median / floor:9.0f}")
        print(f"naive ranking of the common word {slow:11.3f} ms, LIKE over all text {like:.3f} ms")
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
        file.close()


if __name__ == "__main__":
    main()
