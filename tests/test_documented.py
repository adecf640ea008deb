"""What the README, CONTRIBUTING and the help say of commands and files stands there."""

import argparse
import re
from pathlib import Path

import pytest

from isodesk.cli.main import _parser
from isodesk.paths import resource

ROOT = Path(__file__).parents[1]
TEXTS = {
    name: (ROOT / name).read_text(encoding="utf-8")
    for name in ("README.md", ".github/CONTRIBUTING.md")
}
TEXTS["command-line.md"] = resource("help", "command-line.md").read_text(encoding="utf-8")
MADE = ("isodesk-demo", "isodesk/registers/<key>.py", "store/migrations/versions/vNNNN_*.py")
"""What is made, or stands for many."""


def commands() -> set[str]:
    parser, _ = _parser()
    choices = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction)).choices
    return set(choices)


def told(text: str) -> set[str]:
    """The commands of the tables: `isodesk NAME ...`."""
    return set(re.findall(r"^\| `isodesk ([a-z][a-z-]*)", text, re.MULTILINE))


@pytest.mark.parametrize(("name", "left_out"), [("README.md", ()), ("command-line.md", ("demo",))])
def test_every_command_is_told_and_every_command_told_is_there(
    name: str, left_out: tuple[str, ...]
) -> None:
    assert told(TEXTS[name]) == commands() - set(left_out)


def named_files(text: str) -> set[str]:
    """Paths below this folder, or below `isodesk`, that stand in marks or in links."""
    marked = re.findall(r"`((?:[\w.<>*-]+[/\\])+[\w.<>*-]*)`", text)
    linked = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    return {path.replace("\\", "/") for path in (*marked, *linked)} - set(MADE)


@pytest.mark.parametrize("name", ["README.md", ".github/CONTRIBUTING.md"])
def test_every_file_that_is_named_stands_there(name: str) -> None:
    places = (ROOT, ROOT / "isodesk", (ROOT / name).parent)
    missing = [p for p in named_files(TEXTS[name]) if not any((q / p).exists() for q in places)]
    assert not [path for path in missing if not path.startswith(("~", "../shared"))]


def test_the_two_commands_are_there_for_both_systems() -> None:
    for name in ("packaging/run", "packaging/test"):
        assert name in TEXTS["README.md"] and (ROOT / name).stat().st_mode & 0o111
        assert f"{name}.ps1".replace("/", "\\") in TEXTS["README.md"]
        assert (ROOT / f"{name}.ps1").is_file()
