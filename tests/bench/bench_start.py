"""S1 to S4: from process start to the first painted window, beside a bare PySide6 window.

Fresh processes, interleaved; CPU seconds are the arbiter (performance.md, how to read).

    python -m tests.bench.bench_start [rounds]
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

RECORDS = 100_000
COMPILED = {"PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "isodesk-bench-bytecode")}
"""Bytecode is kept, as it is on a user's machine; a first start that is not counted writes it."""

BARE = """
import json, sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
window.grab()
status = open("/proc/self/status").read()
print(json.dumps({"cpu": time.process_time(),
                  "peak": int(status.split("VmHWM:")[1].split()[0]) / 1024}), flush=True)
import os; os._exit(0)
"""

OURS = """
import json, os, sys, time
from pathlib import Path
from isodesk.app import run
HEAVY = ("sqlalchemy", "alembic", "reportlab", "pikepdf", "PIL", "pypdfium2", "asyncio", "numpy")
def shown(window):
    window.grab()
    out = {"cpu": time.process_time(),
           "peak": int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) / 1024,
           "heavy": [m for m in HEAVY if m in sys.modules]}
    print(json.dumps(out), flush=True)
    os._exit(0)
run(Path(sys.argv[1]), shown=shown)
"""

WARM = """
import json, os, sys, threading, time
from pathlib import Path
from PySide6.QtCore import QTimer
from isodesk.app import WARM, run
state = {}
def shown(window):
    state["began"] = state["last"] = time.perf_counter()
    state["worst"] = 0.0
    timer = state["timer"] = QTimer(interval=2)
    timer.timeout.connect(lambda: tick(window))
    timer.start()
def tick(window):
    now = time.perf_counter()
    state["worst"] = max(state["worst"], now - state["last"])
    state["last"] = now
    warm = not any(t.name == "warm-up" for t in threading.enumerate())
    if warm and WARM[-1] in sys.modules and "page" not in state:
        state["warm"] = now - state["began"]
        state["page"] = None
        before = time.perf_counter()
        window.show_page("documents")
        window.grab()
        out = {"warm": state["warm"], "stall": state["worst"], "page": time.perf_counter() - before}
        print(json.dumps(out), flush=True)
        os._exit(0)
run(Path(sys.argv[1]), shown=shown)
"""


def build(path: Path) -> None:
    """A file with so many documents, written by the file's own triggers."""
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
        numbers = "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
        raw.exec_driver_sql(
            f"{numbers} INSERT INTO record (id, kind, number, title, state, systems, version,"
            " due_on, sort_number, sort_title) SELECT i, 'document', 'QP-' || i,"
            " 'A procedure with a title ' || i, 'effective', 1 + i % 3, 1,"
            " date('2026-11-01', '+' || (i % 900) || ' days'), 'qp-' || length(i) || i,"
            " 'a procedure ' || i FROM n",
            (RECORDS,),
        )
        raw.exec_driver_sql(
            f"{numbers} INSERT INTO document (id, newest_label) SELECT i, '1' FROM n", (RECORDS,)
        )
        raw.exec_driver_sql(
            "INSERT INTO due (record_id, what, on_day)"
            " SELECT id, 'review', due_on FROM record WHERE kind = 'document'"
        )
    file.close()


def own_process(code: str, *arguments: str) -> dict[str, Any]:
    """One fresh process with settings of its own; what it printed."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **COMPILED}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as settings:
        return _once(code, arguments, {**environment, "XDG_CONFIG_HOME": settings})


def _once(code: str, arguments: tuple[str, ...], environment: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        timeout=120,
    )
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def main() -> None:
    """Build, start both in turn, print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.isodesk"
        build(path)
        own_process(BARE), own_process(OURS, str(path))
        bare, ours, warm = [], [], []
        for _ in range(rounds):
            bare.append(own_process(BARE))
            ours.append(own_process(OURS, str(path)))
            warm.append(own_process(WARM, str(path)))
    floor = statistics.median(r["cpu"] for r in bare)
    mine = statistics.median(r["cpu"] for r in ours)
    print(f"first painted window, {RECORDS} documents, {rounds} rounds")
    print(
        f"bare PySide6 window {floor * 1000:7.0f} ms CPU  peak"
        f" {max(r['peak'] for r in bare):.0f} MiB  1.00 x (floor)"
    )
    print(
        f"isodesk             {mine * 1000:7.0f} ms CPU  peak"
        f" {max(r['peak'] for r in ours):.0f} MiB  {mine / floor:.2f} x (goal 1.35 x, 70 MiB)"
    )
    print(f"heavy modules at first paint: {ours[-1]['heavy'] or 'none'} (goal none)")
    middle = {
        key: statistics.median(r[key] for r in warm) * 1000 for key in ("warm", "stall", "page")
    }
    print(
        f"everything warm after {middle['warm']:.0f} ms (goal 1000), worst stall of the window"
        f" {middle['stall']:.0f} ms (goal 50)"
    )
    print(f"Documents opened the first time {middle['page']:.0f} ms wall (goal 60)")


if __name__ == "__main__":
    main()
