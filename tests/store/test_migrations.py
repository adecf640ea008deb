"""A migration happens whole or not at all, and the next version needs nothing but its own files.

`tests.campaigns.migrations` does the same after every statement and with 100 kills.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import isodesk
from isodesk.store import migrations
from tests.campaigns.migrations import PLACES, interrupted_after, statements_of_newest, wrong_with
from tests.released import OLDER, unpacked, version_of


@pytest.fixture(params=OLDER, ids=version_of)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return unpacked(request.param, tmp_path / "firm.isodesk")


@pytest.mark.parametrize("part", range(8))
def test_an_error_in_the_middle_leaves_the_old_file(old: Path, part: int) -> None:
    statement = part * statements_of_newest() // 8
    assert interrupted_after(old, statement), "the error came"
    assert wrong_with(old, done=False) == ""


@pytest.mark.parametrize("place", PLACES)
def test_a_kill_leaves_one_of_the_two(old: Path, place: str) -> None:
    from tests.campaigns.migrations import killed_at

    killed_at(old, place)
    assert wrong_with(old) == ""


MOTTO = '    motto: Mapped[str | None] = field("Motto")\n'
OPEN = """
import sys
from pathlib import Path
from isodesk.store.file import CompanyFile
from isodesk.store.verify import verify
path = Path(sys.argv[1])
file = CompanyFile.open(path)
file.begin_writing()
assert file.read_only is None, file.read_only
print(file.version, file.reader().execute("SELECT motto, scope FROM company").fetchone()[0])
print(file.reader().execute("SELECT count(*) FROM history WHERE tab = 'schema'").fetchone()[0])
file.close()
print([f.sentence for f in verify(path).findings])
"""


def test_the_next_version_needs_nothing_but_its_own_files(old: Path, tmp_path: Path) -> None:
    """A column in the model, a step and its SQL beside it, and one run of freeze_schema."""
    root = Path(isodesk.__file__).parents[1]
    tree = tmp_path / "tree"
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "isodesk", tree / "isodesk", ignore=ignore)
    (tree / "resources").symlink_to(root / "resources")
    (tree / "packaging").mkdir()
    shutil.copy(root / "packaging" / "freeze_schema.py", tree / "packaging")
    new = migrations.SCHEMA_VERSION + 1
    _add_motto(tree / "isodesk" / "core" / "spine.py")
    versions = tree / "isodesk" / "store" / "migrations" / "versions"
    step = f"v{new:04}_motto"
    (versions / f"{step}.sql").write_text("")
    (versions / f"{step}.py").write_text(
        "from isodesk.store.migrations import run_sql\n"
        f'revision, down_revision = "{new:04}", "{new - 1:04}"\n'
        f'def upgrade() -> None:\n    run_sql("{step}.sql")\n'
    )
    _python(tree, "packaging/freeze_schema.py")
    with (versions / f"{step}.sql").open("a") as sql:  # data too, by the triggers
        sql.write("UPDATE company SET motto = 'Better pumps'\n")
    said = _python(tree, "-c", OPEN, str(old)).splitlines()
    assert said == [f"{new} Better pumps", "1", "[]"]


def _add_motto(spine: Path) -> None:
    text = spine.read_text("utf-8")
    last = re.search(r"class Company\(Base\):.*?\n(?=\n\n)", text, re.DOTALL)
    assert last is not None
    spine.write_text(text[: last.end()] + MOTTO + text[last.end() :], "utf-8")


def _python(tree: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
