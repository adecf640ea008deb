"""Every icon that is named is there, and nothing lies in the folder that is not drawn."""

import ast
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtSvg import QSvgRenderer

from isodesk.paths import resource

CODE = Path(__file__).parents[2] / "isodesk" / "ui"
FOLDER = resource("icons")


def words_in_code() -> Iterator[str]:
    """Every string constant of the window's code."""
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def icons_called() -> Iterator[str]:
    """First arguments of what draws an icon, and every `icon=`."""
    drawing = {"icon", "IconLabel", "pixmap", "_drawn", "Way", "show_icon", "set_icon"}
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first = node.args[:1] if name in drawing else []
                named = [word.value for word in node.keywords if word.arg == "icon"]
                for value in (*first, *named):
                    if isinstance(value, ast.Constant) and value.value:
                        yield str(value.value)


def test_every_icon_named_exists_and_draws() -> None:
    called = set(icons_called())
    assert len(called) > 20
    missing = {name for name in called if not (FOLDER / f"{name}.svg").is_file()}
    assert missing == set()
    assert all(QSvgRenderer(str(path)).isValid() for path in FOLDER.glob("*.svg"))


def test_nothing_is_carried_that_is_not_drawn() -> None:
    words = set(words_in_code())
    assert {path.stem for path in FOLDER.glob("*.svg")} - words == set()
    assert "MIT" in (FOLDER / "LICENSE").read_text(encoding="utf-8")
