"""Bringing in 200 PDFs through the real window: seconds, the window's worst stall, memory.

The floor is what any program must do: read each file, hash it, and have PDFium open it and take
its text, in a process of its own without a window.

    python -m tests.bench.bench_import [FILES]
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.bench_start import own_process

FILES = 200
GOAL_STALL_MS = 50.0

FLOOR = """
import hashlib, json, sys, time
from pathlib import Path
import pypdfium2
began = time.process_time()
for path in sorted(Path(sys.argv[1]).iterdir()):
    content = path.read_bytes()
    hashlib.sha256(content).hexdigest()
    with pypdfium2.PdfDocument(content) as pdf:
        for page in pdf:
            page.get_textpage().get_text_bounded()
print(json.dumps({"cpu": time.process_time() - began}))
"""

OURS = """
import json, os, resource, sys, time
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from isodesk.app import WARM, application
from isodesk.intake.reader import Reader
from isodesk.settings import Settings
from isodesk.ui import theme
from isodesk.ui.import_dialog import ImportDialog
from isodesk.ui.office import Office
from isodesk.ui.warm_up import warm_up
from tests.company import make

app = application()
theme.apply(app, "light")
reader = Reader()
office = Office(Settings(), reader)
office.window.show()
office.take(make(Path(sys.argv[2]) / "firm.isodesk", reader))

def turn():
    # as the program waits: a window that spins would take Python's lock from the workers
    app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)

warm_up(WARM).join()
until = time.monotonic() + 1
while time.monotonic() < until or office.jobs.busy():
    turn()
base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
worst = {"survey": 0.0, "apply": 0.0}
own = {"survey": 0.0, "apply": 0.0}
state = {"last": time.perf_counter(), "cpu": time.thread_time(), "part": "survey"}

def tick():
    now, cpu, part = time.perf_counter(), time.thread_time(), state["part"]
    worst[part] = max(worst[part], now - state["last"] - 0.005)
    own[part] = max(own[part], cpu - state["cpu"])
    state["last"], state["cpu"] = now, cpu

timer = QTimer(interval=5)
timer.timeout.connect(tick)
began = state["last"] = time.perf_counter()
state["cpu"] = time.thread_time()
timer.start()
dialog = ImportDialog([Path(sys.argv[1])], office.space, office.jobs, office.window)
made = []
dialog.brought_in.connect(made.extend)
dialog.open()
while office.jobs.busy():
    turn()
surveyed = time.perf_counter()
state["part"] = "apply"
procedure = next(i for i in range(dialog._type.count()) if "Procedure" in dialog._type.itemText(i))
dialog._type.setCurrentIndex(procedure)
dialog._set_type()
until = time.monotonic() + 0.5
while time.monotonic() < until or office.jobs.busy():
    turn()
started = time.perf_counter()
dialog.go.click()
while not made or office.jobs.busy():
    turn()
ended = time.perf_counter()
print(json.dumps({
    "made": len(made), "survey": surveyed - began, "apply": ended - started,
    "own_survey": own["survey"], "own_apply": own["apply"],
    "stall_survey": worst["survey"], "stall_apply": worst["apply"],
    "base": base, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "child": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    "cpu": time.process_time(),
    "size": (Path(sys.argv[2]) / "firm.isodesk").stat().st_size / 1e6,
}), flush=True)
os._exit(0)
"""


def write_pdfs(folder: Path, count: int) -> None:
    """So many procedures of 2 to 6 pages, each with its number and title in its name."""
    from reportlab.pdfgen.canvas import Canvas

    chance = random.Random(200)
    words = ("charge", "melt", "pour", "inspect", "record", "sample", "test", "release")
    folder.mkdir()
    for n in range(count):
        canvas = Canvas(str(folder / f"QP-{n + 1:03} Procedure {n + 1} rev {n % 4 + 1}.pdf"))
        for _ in range(chance.randint(2, 6)):
            for line in range(45):
                canvas.drawString(60, 780 - 16 * line, " ".join(chance.choices(words, k=12)))
            canvas.showPage()
        canvas.save()


def main() -> None:
    """Make the files, bring them in, print beside the floor."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    with tempfile.TemporaryDirectory() as place:
        pdfs = Path(place) / "pdfs"
        write_pdfs(pdfs, count)
        size = sum(path.stat().st_size for path in pdfs.iterdir()) / 1e6
        done = subprocess.run(
            [sys.executable, "-c", FLOOR, str(pdfs)], capture_output=True, text=True, check=True
        )
        floor = json.loads(done.stdout)["cpu"]
        got = own_process(OURS, str(pdfs), place)
    whole = got["survey"] + got["apply"]
    print(f"{got['made']:.0f} of {count} PDFs ({size:.1f} MB) brought in through the window")
    print(f"looked at in {got['survey']:.1f} s, written in {got['apply']:.1f} s", end="; ")
    print(f"{whole / count * 1000:.0f} ms a file, floor {floor / count * 1000:.0f} ms CPU a file")
    print(
        f"worst stall of the window {got['stall_survey'] * 1000:.0f} ms while looking,"
        f" {got['stall_apply'] * 1000:.0f} ms while writing (goal {GOAL_STALL_MS:.0f}),"
        f" of which its own CPU {got['own_survey'] * 1000:.0f} and {got['own_apply'] * 1000:.0f} ms"
    )
    print(
        f"memory {got['peak'] - got['base']:.0f} MiB above the open window"
        f" ({got['peak']:.0f} MiB); the file grew to {got['size']:.1f} MB"
    )


if __name__ == "__main__":
    main()
