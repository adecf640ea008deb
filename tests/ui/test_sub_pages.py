"""The strip of sub-tabs: pages are built when first shown, and remembered."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from isodesk.ui.main_window import Module
from isodesk.ui.sub_pages import SubPages
from isodesk.ui.theme import Theme


class Page(QLabel):
    """What a page of a module answers."""

    def __init__(self, key: str, built: list[str]) -> None:
        super().__init__(key)
        built.append(key)
        self.systems = 3
        self.layout_given: dict[str, Any] = {}

    def set_systems(self, systems: int) -> None:
        self.systems = systems

    def layout_now(self) -> dict[str, Any]:
        return {"of": self.text()}

    def restore_layout(self, layout: dict[str, Any]) -> None:
        self.layout_given = layout


def made(qtbot: QtBot, built: list[str], layout: dict[str, Any] | None = None) -> SubPages:
    keys = ("documents", "changes", "reading")
    modules = [Module(k, k.title(), lambda k=k: Page(k, built)) for k in keys]  # type: ignore[misc]
    pages = SubPages("Documents", modules)
    qtbot.addWidget(pages)
    pages.restore_layout(layout or {})
    pages.resize(800, 500)
    pages.show()
    return pages


def test_a_page_is_built_when_it_is_first_shown(qtbot: QtBot, dressed: Theme) -> None:
    built: list[str] = []
    pages = made(qtbot, built)
    assert built == ["documents"] and pages.current_key() == "documents"
    rect = pages.tabs.tabRect(1)
    qtbot.mouseClick(pages.tabs, Qt.MouseButton.LeftButton, pos=rect.center())
    assert built == ["documents", "changes"] and pages.current_key() == "changes"
    qtbot.keyClick(pages, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert built == ["documents", "changes"]


def test_what_shows_and_each_layout_come_back(qtbot: QtBot, dressed: Theme) -> None:
    pages = made(qtbot, [])
    pages.show_page("changes")
    kept = pages.layout_now()
    assert kept["shown"] == "changes"
    built: list[str] = []
    again = made(qtbot, built, kept)
    assert built == ["changes"]
    assert again.page("changes").layout_given == {"of": "changes"}
    again.show_page("documents")
    assert again.page("documents").layout_given == {"of": "documents"}


def test_the_systems_reach_pages_that_stand_and_those_to_come(qtbot: QtBot, dressed: Theme) -> None:
    pages = made(qtbot, [])
    pages.set_systems(2)
    assert pages.page("documents").systems == 2
    page: Any = pages.show_page("reading")
    assert page.systems == 2


def test_what_a_page_lacks_is_not_asked_of_it(qtbot: QtBot, dressed: Theme) -> None:
    plain = SubPages("Documents", [Module("plain", "Plain", QWidget)])
    qtbot.addWidget(plain)
    plain.restore_layout({"shown": "gone"})
    for ask in (plain.print_current, plain.export_current, plain.focus_filter, plain.refresh):
        ask()
    assert plain.current_key() == "plain"
