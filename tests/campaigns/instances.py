"""Two instances never write to one file (R25): a race of two, a hundred times.

    python -m tests.campaigns.instances [TIMES]

TIMES (default 100) rounds: two processes take one file at the same moment, each by a way of its
own (its path, a symlink, a hard link). Never both may write, and never none; who comes second is
told who holds it. Then the holder is killed and the time is taken until the file is free again.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_TAKER = """
import json, sys, time
from pathlib import Path
from isodesk.core.problems import Refused
from isodesk.store.file import CompanyFile
while time.time() < float(sys.argv[2]):
    pass
try:
    file = CompanyFile.open(Path(sys.argv[1]))
    file.begin_writing()
    said = file.read_only or ""
except Refused as refused:
    said = str(refused)
print(json.dumps(said), flush=True)
sys.stdin.read()
"""
_WAITER = """
import json, sys, time
from pathlib import Path
from isodesk.store.file import CompanyFile
print("ready", flush=True)
sys.stdin.readline()
begun = time.monotonic()
file = CompanyFile.open(Path(sys.argv[1]))
file.begin_writing()
print(json.dumps([file.read_only or "", time.monotonic() - begun]))
file.close()
"""
WAYS = ("path", "symlink", "hard link")


def main(times: int) -> int:
    """Prints the figures; answers 1 when a round failed."""
    chance, failures, slowest, named = random.Random(25), [], 0.0, 0
    with tempfile.TemporaryDirectory(prefix="isodesk-instances-") as place:
        ways = _ways(Path(place))
        for n in range(times):
            pair = [WAYS[n % 3], chance.choice(WAYS)]
            told, took = _round([ways[w] for w in pair], chance)
            writers = [said for said in told if not said]
            if len(writers) != 1:
                failures.append(f"round {n} {pair}: {len(writers)} writers, {told}")
            named += sum("has had this file open" in said for said in told)
            slowest = max(slowest, took)
    print(f"{times - len(failures)} of {times} rounds with exactly one writer")
    print(f"holder named to the second in {named} of {times}")
    print(f"free again after kill -9 within {slowest:.2f} s at most")
    for failure in failures:
        print(failure)
    return 1 if failures or slowest > 2 else 0


def _ways(root: Path) -> dict[str, Path]:
    for variable in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        os.environ[variable] = str(root / variable)
        (root / variable).mkdir()
    from tests.company import TestClock
    from tests.store.conftest import begun

    path = root / "firm.isodesk"
    begun(path, TestClock()).close()
    (root / "link.isodesk").symlink_to(path)
    os.link(path, root / "hard.isodesk")
    return {"path": path, "symlink": root / "link.isodesk", "hard link": root / "hard.isodesk"}


def _round(paths: list[Path], chance: random.Random) -> tuple[list[str], float]:
    """What both were told, and how long after the kill the next one could write."""
    start = time.time() + 1.0
    takers = [_taker(path, start + chance.uniform(0, 0.02)) for path in paths]
    told = [json.loads(_line(t)) for t in takers]
    waiting = subprocess.Popen(
        [sys.executable, "-c", _WAITER, str(paths[0])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert _line(waiting) == "ready\n"
    for taker in takers:
        taker.kill()
        taker.wait()
    said, _ = waiting.communicate("go\n")
    why, took = json.loads(said)
    return told, took if not why else 99.0


def _taker(path: Path, at: float) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", _TAKER, str(path), str(at)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _line(taker: "subprocess.Popen[str]") -> str:
    assert taker.stdout is not None
    return taker.stdout.readline()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
