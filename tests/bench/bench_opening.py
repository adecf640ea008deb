"""A firm of 10,000 documents and 100,000 records: opening, the first page, memory.

Fresh processes beside a bare PySide6 window (performance 1 and 3); CPU seconds are the arbiter.

    python -m tests.bench.bench_opening [ROUNDS]
"""

import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.bench_start import BARE, OURS, own_process

DOCUMENTS, RECORDS = 10_000, 100_000
GOAL_FIRST, GOAL_PAGE_MS, GOAL_MIB = 1.35, 60.0, 70.0

PAGE = """
import json, os, sys, threading, time
from pathlib import Path
from PySide6.QtCore import QTimer
from isodesk.app import WARM, application, run
from isodesk.ui.list_view import ListView
state = {}

def shown(window):
    timer = state["timer"] = QTimer(interval=20)
    timer.timeout.connect(lambda: tick(window))
    timer.start()

def spent(work):
    wall, cpu = time.perf_counter(), time.thread_time()
    work()
    return [(time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000]

def settle(window, until):
    app = application()
    while not until():
        app.processEvents()

def memory():
    status = open("/proc/self/status").read()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024

def tick(window):
    warm = not any(t.name == "warm-up" for t in threading.enumerate())
    if not warm or WARM[-1] not in sys.modules or "done" in state:
        return
    state["done"] = True
    out = {"before": memory()}
    out["page"] = spent(lambda: (window.show_page("documents"), window.grab()))
    views = [view for view in window.findChildren(ListView) if view.model() is not None]
    view = max(views, key=lambda each: each.model().rowCount())
    out["rows"] = view.model().rowCount()
    bar = view.verticalScrollBar()
    out["end"] = spent(lambda: (bar.setValue(bar.maximum()), window.grab()))
    out["middle"] = spent(lambda: (bar.setValue(bar.maximum() // 2), window.grab()))
    out["again"] = spent(lambda: (window.show_page("today"), window.show_page("documents"),
                                  window.grab()))
    out["after"] = memory()
    print(json.dumps(out), flush=True)
    os._exit(0)

run(Path(sys.argv[1]), shown=shown)
"""


def build(path: Path) -> None:
    """Documents with a revision in force each and eight copies or more, by the file's triggers."""
    from isodesk.core.actor import Actor
    from isodesk.core.clock import OfficeClock
    from isodesk.core.spine import Company, Person
    from isodesk.store.file import CompanyFile
    from isodesk.store.unit import unit

    file = CompanyFile.create(path)
    with unit(file, Actor(None, "bench"), OfficeClock()) as work:
        work.session.add(Company(id=1, file_id="bench", name="Bench", code_key="00" * 32))
        work.session.add(Person(title="Anna Reyes", state="active"))
        work.session.flush()
        raw = work.session.connection()
        for kind in ("document", "revision", "copy"):
            for statement in _rows(kind):
                raw.exec_driver_sql(statement)
    file.close()


def _rows(kind: str) -> tuple[str, ...]:
    first, count = {
        "document": (10, DOCUMENTS),
        "revision": (10 + DOCUMENTS, DOCUMENTS),
        "copy": (10 + 2 * DOCUMENTS, RECORDS - 2 * DOCUMENTS),
    }[kind]
    numbers = (
        f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n"
        f" WHERE i < {first + count - 1})"
    )
    document = f"(10 + (i - {first}) % {DOCUMENTS})"
    own = {
        "document": (
            f"document (id, newest_label, in_force_id) SELECT i, '1', i + {DOCUMENTS} FROM n",
            "INSERT INTO due (record_id, what, on_day)"
            " SELECT id, 'review', due_on FROM record WHERE kind = 'document'",
        ),
        "revision": (
            "revision (id, label, ordinal, effective_on) SELECT i, '1', 1, '2026-01-05' FROM n",
        ),
        "copy": (
            f"copy (id, revision_id, n, holder, place) SELECT i, {document} + {DOCUMENTS},"
            f" 1 + (i - {first}) / {DOCUMENTS}, 'Line lead', 'Hall ' || (i % 40) FROM n",
        ),
    }[kind]
    parent = "NULL" if kind == "document" else document
    day = f"date('2026-11-01', '+' || ({document} % 900) || ' days')"
    record = (
        "record (id, kind, parent_id, number, title, state, systems, version, due_on,"
        f" sort_number, sort_title) SELECT i, '{kind}', {parent}, 'QP-' || {document},"
        f" 'A procedure with a title ' || {document}, '{'out' if kind == 'copy' else 'effective'}',"
        f" 1 + {document} % 3, 1, {day if kind == 'document' else 'NULL'},"
        f" 'qp-' || length({document}) || {document}, 'a procedure ' || {document} FROM n"
    )
    made = (record, own[0])
    return (*(f"{numbers} INSERT INTO {rows}" for rows in made), *own[1:])


def main() -> None:
    """Build, open in turn with a bare window, print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.isodesk"
        build(path)
        own_process(BARE), own_process(OURS, str(path))
        bare, ours, page = [], [], []
        for _ in range(rounds):
            bare.append(own_process(BARE))
            ours.append(own_process(OURS, str(path)))
            page.append(own_process(PAGE, str(path)))
        size = path.stat().st_size / 1e6
    floor = statistics.median(r["cpu"] for r in bare)
    mine = statistics.median(r["cpu"] for r in ours)
    peak = max(r["peak"] for r in ours)
    print(f"{DOCUMENTS:,} documents, {RECORDS:,} records, {size:.0f} MB; {rounds} rounds")
    print(f"bare window        {floor * 1000:6.0f} ms CPU")
    print(
        f"first painted Today {mine * 1000:5.0f} ms CPU, {mine / floor:.2f} x (goal {GOAL_FIRST}),"
        f" peak {peak:.0f} MiB (goal {GOAL_MIB:.0f}); heavy {ours[-1]['heavy'] or 'none'}"
    )
    words = {
        "page": f"Documents, first time (goal {GOAL_PAGE_MS:.0f})",
        "again": "Today and Documents again",
        "end": "jump to the last row",
        "middle": "jump to the middle",
    }
    for key, said in words.items():
        wall, cpu = (statistics.median(r[key][i] for r in page) for i in (0, 1))
        print(f"{said:35} {wall:6.0f} ms wall, {cpu:5.0f} ms CPU of the window's thread")
    used = statistics.median(r["after"] - r["before"] for r in page)
    rows = page[-1]["rows"]
    print(f"{rows:.0f} rows listed; the page and its list hold {used:.0f} MiB (goal 80)")


if __name__ == "__main__":
    main()
