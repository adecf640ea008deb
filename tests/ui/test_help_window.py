"""The help opens on a topic, leads from page to page and clause to clause, and is searched."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from isodesk.ui.help_pages import FIRST, chapters, page_of, topic_of_clause
from isodesk.ui.help_window import HelpWindow
from tests.ui.office import dressed

__all__ = ["dressed"]
TOPICS = [topic.name for _, topics in chapters() for topic in topics]


@pytest.fixture
def window(qtbot: QtBot, dressed: None) -> HelpWindow:
    window = HelpWindow()
    qtbot.addWidget(window)
    return window


def test_every_topic_has_a_page() -> None:
    assert len(TOPICS) > 250
    assert all(page_of(topic).startswith("# ") for topic in TOPICS)


def test_f1_opens_the_page_asked_for(window: HelpWindow) -> None:
    window.open_topic("copies")
    assert window.isVisible()
    assert window.page.toPlainText().startswith("Controlled copies and recall")
    window.open_topic(topic_of_clause("ISO 9001:2015 7.5.3"))
    assert "Show me the copy on the shop floor" in window.page.toPlainText()
    window.open_topic("no such page")
    assert window.topic == FIRST


def test_links_lead_on_and_back_returns(qtbot: QtBot, window: HelpWindow) -> None:
    window.open_topic("9001 7.5.3")
    window._follow(QUrl("clause/14001 7.5.3"))
    assert window.topic == "14001 7.5.3"
    window._follow(QUrl("clause/14001:2026 7.5.3"))
    assert window.topic == "14001:2026 7.5.3"
    window._follow(QUrl("https://example.org/"))
    assert window.topic == "14001:2026 7.5.3", "nothing leaves this computer"
    qtbot.mouseClick(window.back, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.back, Qt.MouseButton.LeftButton)
    assert window.topic == "9001 7.5.3" and not window.back.isEnabled()


def test_the_contents_are_read_by_key(qtbot: QtBot, window: HelpWindow) -> None:
    window.open_topic()
    window.contents.setFocus()
    qtbot.keyClick(window.contents, Qt.Key.Key_Down)
    assert window.topic == TOPICS[1]
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.isHidden()


def test_words_find_their_pages(qtbot: QtBot, window: HelpWindow) -> None:
    window.open_topic()
    line = window.filter.findChild(QLineEdit)
    qtbot.keyClicks(line, "walk sheet")
    shown = [t for t, item in window._items.items() if not item.isHidden()]
    assert "copies" in shown and "people" not in shown


def test_the_keyboard_page_lists_the_shortcuts(window: HelpWindow) -> None:
    window.open_topic("shortcuts")
    text = window.page.toPlainText()
    assert "Ctrl+K" in text and "Search everything" in text


def test_html_in_a_page_is_not_let_through(window: HelpWindow) -> None:
    from isodesk.ui.help_text import show_markdown

    show_markdown(window.page, "# A\n\n<img src='file:///etc/passwd'> <b>bold</b>")
    assert "<b>" in window.page.toPlainText()
