"""R30: each guard broken once, in a copy of the tree, must turn a test red.

    python -m tests.campaigns.guards [WORD...]      all, or those with a word in their name

Prints a line a guard with the test that saw it; exit 1 when one stayed green, or when the tests
are not green with all guards whole.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SQL = "isodesk/store/migrations/versions/v0001_first.sql"


@dataclass(frozen=True)
class Guard:
    """A guard: the words in a file that make it, what stands there when it is broken, and the
    tests that are there to see that."""

    name: str
    file: str
    whole: str
    broken: str
    tests: str


GUARDS = (
    Guard(
        "a file is synced before it takes its name",
        "isodesk/core/whole.py",
        "os.fsync(stream.fileno())",
        "pass",
        "tests/store/test_power_cuts.py -k whole",
    ),
    Guard(
        "the folder is synced after a rename",
        "isodesk/store/backup.py",
        "    sync_folder(target.parent)",
        "    pass",
        "tests/store/test_power_cuts.py -k backup",
    ),
    Guard(
        "every commit is synced",
        "isodesk/store/sqlite.py",
        "synchronous=FULL",
        "synchronous=NORMAL",
        "tests/store/test_file.py tests/store/test_power_cuts.py",
    ),
    Guard(
        "recursive triggers",
        "isodesk/store/sqlite.py",
        '"recursive_triggers=ON",',
        "",
        "tests/store/test_file.py tests/store/test_history.py",
    ),
    Guard(
        "the history of copies",
        "isodesk/store/schema.py",
        "if table.name not in UNRECORDED:",
        'if table.name not in UNRECORDED and table.name != "copy":',
        "tests/store/test_file.py",
    ),
    Guard(
        "no record is deleted",
        _SQL,
        "CREATE TRIGGER guard_record_delete BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT,"
        " 'nothing is deleted; it is withdrawn or ended'); END\n",
        "",
        "tests/store/test_history.py",
    ),
    Guard(
        "a schema of another program is refused",
        "isodesk/store/file.py",
        "elif mark != fingerprints().get(version):",
        "elif False:",
        "tests/store/test_file.py tests/store/test_hostile.py",
    ),
    Guard(
        "a migration is one transaction",
        "isodesk/store/engine.py",
        '_begin_with(engine, "BEGIN IMMEDIATE")',
        "pass",
        "tests/store/test_migrations.py",
    ),
    Guard(
        "a journal of a crash is folded in",
        "isodesk/store/file.py",
        "        sqlite.roll_back(path)\n",
        "",
        "tests/store/test_file.py",
    ),
    Guard(
        "one writer a file",
        "isodesk/store/lock.py",
        "except BlockingIOError:\n            return False",
        "except BlockingIOError:\n            return True",
        "tests/store/test_file.py",
    ),
    Guard(
        "bytes are read back before the commit",
        "isodesk/store/files.py",
        "if _digest(_pieces(session, file.id)) != digest:",
        "if False:",
        "tests/store/test_files.py",
    ),
    Guard(
        "a backup is verified",
        "isodesk/store/backup.py",
        "if not report.whole:",
        "if False:",
        "tests/store/test_hostile.py tests/services/test_backups.py",
    ),
    Guard(
        "verify looks at the files",
        "isodesk/store/kept_files.py",
        "if found.hexdigest() == digest:",
        "if True:",
        "tests/store/test_verify.py",
    ),
    Guard(
        "no number is given again by an older file",
        "isodesk/services/counters.py",
        "    for name, value in (known.counters if known else {}).items():",
        "    for name, value in ():",
        "tests/store/test_hostile.py tests/services/test_restoring.py",
    ),
    Guard(
        "numbers of documents are used once",
        "isodesk/services/document_numbers.py",
        "    if taken:",
        "    if False:",
        "tests/services/test_lifecycle.py",
    ),
    Guard(
        "nobody signs their own work",
        "isodesk/documents/rules.py",
        "if signer != author:",
        "if True:",
        "tests/services/test_lifecycle.py",
    ),
    Guard(
        "the words of a stamp are escaped",
        "isodesk/printing/stamp_type.py",
        'return b"(" + escaped + b")"',
        'return b"(" + codes + b")"',
        "tests/printing/test_stamp.py tests/printing/test_stamp_page.py",
    ),
    Guard(
        "no formula leaves in a cell",
        "isodesk/core/harmless.py",
        "if not text or _LIVE.match(text) is None or _NUMBER.fullmatch(text):",
        "if True:",
        "tests/services/test_lists_and_exports.py",
    ),
    Guard(
        "the stamp looks at its own result",
        "isodesk/printing/stamp.py",
        "    seen = _seen(template, pdf)\n    if seen.amiss:",
        "    return template\n    if seen.amiss:",
        "tests/printing/test_stamp.py",
    ),
    Guard(
        "the stamp of each copy is looked at",
        "isodesk/printing/stamp.py",
        "if not stamp_look.stamp_shows(copy, number, sheet, facts):",
        "if False:",
        "tests/printing/test_stamp.py",
    ),
    Guard(
        "the reading child has its time",
        "isodesk/intake/reader.py",
        "if gone > bounds.seconds:",
        "if gone > 100 * bounds.seconds:",
        "tests/intake/test_reader.py",
    ),
    Guard(
        "the reading child has its memory",
        "isodesk/intake/reader.py",
        "if resident_alone(child.process) > bounds.memory:",
        "if False:",
        "tests/intake/test_reader.py",
    ),
    Guard(
        "the reading child cannot reach out",
        "isodesk/intake/child.py",
        "sys.addaudithook(lambda event, args: _guard(event, args, own))",
        "pass",
        "tests/intake/test_reader.py",
    ),
)


def copied(root: Path) -> Path:
    """The tree, without what is made from it."""
    tree = root / "tree"
    ignore = shutil.ignore_patterns("__pycache__", ".git", ".venv", "*.egg-info", ".*_cache")
    shutil.copytree(ROOT, tree, ignore=ignore)
    return tree


def reds(tree: Path, tests: Sequence[str]) -> list[str]:
    """The tests among these that fail. Raises RuntimeError where pytest cannot run them."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", *tests],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode > 1:
        raise RuntimeError(done.stdout[-500:])
    return re.findall(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", done.stdout, re.MULTILINE)


def seen(tree: Path, guard: Guard, but: Sequence[str] = ()) -> str:
    """The first test that saw this guard broken; "" when none did. Those that are red anyhow
    show nothing and are left out."""
    file = tree / guard.file
    text = file.read_text("utf-8")
    assert guard.whole in text, f"{guard.file} has changed: {guard.whole!r}"
    file.write_text(text.replace(guard.whole, guard.broken, 1), "utf-8")
    try:
        found = reds(tree, ["-x", *guard.tests.split(), *(f"--deselect={name}" for name in but)])
    finally:
        file.write_text(text, "utf-8")
    return found[0].partition("::")[2] if found else ""


def main(words: list[str]) -> int:
    """All guards asked for; answers the exit code."""
    asked = [g for g in GUARDS if not words or any(word in g.name for word in words)]
    with tempfile.TemporaryDirectory(prefix="isodesk-guards-") as place:
        tree = copied(Path(place))
        plain = {f: None for g in asked for f in g.tests.split() if f.endswith(".py")}
        before = reds(tree, list(plain))
        print(f"red with all guards whole: {', '.join(before) or 'none'}", flush=True)
        found = {}
        for guard in asked:
            found[guard.name] = seen(tree, guard, before)
            print(f"{guard.name:45} {found[guard.name] or 'NO TEST TURNED RED'}", flush=True)
    red = sum(map(bool, found.values()))
    print(f"{red} of {len(asked)} guards, broken once each, turned a test red")
    return int(bool(before) or red < len(asked))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
