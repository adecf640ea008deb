"""What the first paint needs imports nothing heavy (performance.md, S2)."""

import subprocess
import sys
from pathlib import Path

KIT = [
    "main_window",
    "first_run",
    "list_view",
    "rows_model",
    "widgets",
    "jobs",
    "actions",
    "status_line",
    "search_box",
    "tabs",
    "theme",
]
HEAVY = ("sqlalchemy", "alembic", "reportlab", "pikepdf", "pypdfium2", "PIL", "numpy", "asyncio")


def test_the_kit_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        + "\n".join(f"import isodesk.ui.{name}" for name in KIT)
        + f"\nprint([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"
