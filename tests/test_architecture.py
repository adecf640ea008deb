"""The levels hold: a module imports only what lies below it (see isodesk/__init__.py).

Imports inside functions count too: they are late, not exempt.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_archon import archrule

import isodesk

LEVELS = (
    ("core", "i18n", "paths", "settings"),
    ("documents", "registers", "standards", "writing"),
    ("store", "intake", "printing"),
    ("services",),
    ("ui", "cli"),
    ("app", "demo", "__main__"),
)
"""From the bottom up; packages of one level do not import each other."""

ROOT = Path(isodesk.__file__).parent
SOURCES = sorted(ROOT.rglob("*.py"))
SESSION_WORDS = {"Session", "sessionmaker", "scoped_session", "Engine", "create_engine"}


def names(*packages: str) -> list[str]:
    """Patterns for the packages themselves and all they hold."""
    return [pattern for p in packages for pattern in (f"isodesk.{p}", f"isodesk.{p}.*")]


def not_below(package: str) -> list[str]:
    """All packages above the one named, and those beside it."""
    own = next(number for number, level in enumerate(LEVELS) if package in level)
    beside = [p for p in LEVELS[own] if p != package] if 0 < own < len(LEVELS) - 1 else []
    return [p for level in LEVELS[own + 1 :] for p in level] + beside


PACKAGES = [package for level in LEVELS for package in level]


def test_every_part_of_isodesk_has_its_level() -> None:
    found = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or is_package(path)}
    assert found - {"__init__"} <= set(PACKAGES)


def is_package(path: Path) -> bool:
    return (path / "__init__.py").is_file()


@pytest.mark.parametrize("package", [p for p in PACKAGES[:-2] if list(ROOT.glob(f"{p}*"))])
def test_a_level_imports_only_those_below(package: str) -> None:
    (
        archrule(f"{package} imports only below it")
        .match(*names(package))
        .should_not_import(*names(*not_below(package)))
        .check("isodesk", only_direct_imports=True)
    )


def test_only_the_window_sees_qt() -> None:
    (
        archrule("only ui and app import Qt")
        .match("isodesk*")
        .exclude(*names("ui", "app"))
        .should_not_import("PySide6", "PySide6.*", "shiboken6*")
        .check("isodesk", only_direct_imports=True)
    )


def test_foreign_files_and_paper_never_meet_the_database() -> None:
    (
        archrule("intake and printing see neither the store nor a session")
        .match(*names("intake", "printing"))
        .should_not_import("sqlalchemy*", "sqlcipher3*", "alembic*", *names("store"))
        .check("isodesk")
    )


def test_the_window_and_the_commands_never_meet_the_database() -> None:
    (
        archrule("ui and cli ask services")
        .match(*names("ui", "cli"))
        .should_not_import("sqlalchemy*", "alembic*", "isodesk.store.unit")
        .check("isodesk", only_direct_imports=True)
    )


def words_from_sqlalchemy(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.Attribute):
            yield node.attr


def test_a_session_is_seen_only_by_store_and_services() -> None:
    inside = [path for path in SOURCES if path.relative_to(ROOT).parts[0] in ("store", "services")]
    seen = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in SOURCES
        if path not in inside
        for word in words_from_sqlalchemy(path)
        if word in SESSION_WORDS
    ]
    assert seen == []


def test_rules_take_the_time_as_an_argument() -> None:
    asked = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.relative_to(ROOT).parts[0]
        in ("core", "documents", "registers", "standards", "writing", "printing")
        and path != ROOT / "core" / "clock.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in ("today", "now", "utcnow")
        and isinstance(node.value, ast.Name)
        and node.value.id in ("date", "datetime")  # a sheet may have a part called today
    ]
    assert asked == []
