"""The campaigns in small, so that they are known to run before they are needed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaigns.guards import GUARDS, Guard

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_every_guard_stands_where_the_campaign_breaks_it(guard: Guard) -> None:
    assert guard.whole in (ROOT / guard.file).read_text("utf-8")
    files = [word for word in guard.tests.split() if word.endswith(".py")]
    assert files and all((ROOT / file).is_file() for file in files)


@pytest.mark.skipif(sys.platform == "win32", reason="children are forked and killed by a signal")
@pytest.mark.parametrize(
    ("kind", "times"), [("save", 2), ("issue", 2), ("restore", 2), ("audit", 5)]
)
def test_a_killed_program_leaves_a_file_that_opens_and_is_whole(kind: str, times: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.campaigns.kills", str(times), kind],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0 and f"{times} of {times} well" in done.stdout, (
        done.stdout + done.stderr
    )
