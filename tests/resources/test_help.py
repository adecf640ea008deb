"""The help says something on each subject, and names every command there is."""

import json

import pytest

from isodesk.cli.main import _parser
from isodesk.paths import resource

PAGES: list[str] = json.loads(resource("help", "contents.json").read_text("utf-8"))


def page(name: str) -> str:
    return resource("help", f"{name}.md").read_text("utf-8")


def test_the_contents_list_every_page() -> None:
    assert sorted(PAGES) == sorted(path.stem for path in resource("help").glob("*.md"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_worth_opening_and_short_enough_to_read(name: str) -> None:
    text = page(name)
    title, lead = text.split("\n")[:2]
    assert title.startswith("# ") and lead and not lead.startswith("#")
    assert 150 <= len(text.split()) <= 420 and text.count("\n## ") >= 3


def test_every_command_is_in_the_help() -> None:
    _, commands = _parser()
    text = page("command-line")
    assert [word for word in commands if word != "demo" and f"`isodesk {word} " not in text] == []
