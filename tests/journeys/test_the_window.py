"""The window in anybody's hands: every menu, no mouse, large letters, light and dark."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFileDialog, QWidget

from isodesk.settings import Settings
from isodesk.ui.actions import MENUS
from isodesk.ui.theme import current
from tests.journeys.officer import Officer, close_dialogs

LEFT_OUT = {"quit", "sample", "close_file"}
"""They end the journey; the journeys of the file take them."""
DARK, LIGHT = 90, 180
"""Mean lightness of a window, 0 to 255."""


def test_every_entry_of_every_menu_answers(
    sample: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for asks in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, asks, lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    taken = []
    for action in [action for menu in MENUS for action in entries(sample, menu)]:
        sample.turn_to("Documents")
        if action.isEnabled() and action.objectName() not in LEFT_OUT:
            action.trigger()
            sample.settle()
            close_dialogs()
            sample.settle()
            taken.append(action.objectName())
    assert len(taken) > 25, taken
    assert sample.office.space is not None


def test_every_entry_that_is_off_says_why(sample: Officer) -> None:
    sample.turn_to("Today")
    for menu in MENUS:
        for action in entries(sample, menu):
            if not action.isEnabled():
                assert action.toolTip() not in ("", action.text()), action.objectName()


def test_light_and_dark_are_switched_live(sample: Officer) -> None:
    for page in ("Today", "Documents"):
        sample.turn_to(page)
        sample.take("View", "Light")
        light = brightness(sample)
        sample.take("View", "Dark")
        sample.look(f"50 dark {page}")
        assert brightness(sample) < DARK and light > LIGHT
    assert Settings().get("scheme") == "dark"  # and remembered for the next start
    sample.take("View", "Light")
    assert brightness(sample) > LIGHT


@pytest.mark.parametrize("page", ["Today", "Documents"])
def test_tab_reaches_every_control_and_each_has_a_name(sample: Officer, page: str) -> None:
    QAccessible.setActive(True)
    sample.turn_to(page)
    controls = {w for w in sample.window.findChildren(QWidget) if takes_tab(w)}
    reached = set()
    for _ in range(len(controls) * 3):
        QTest.keyClick(QApplication.focusWidget() or sample.window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)
    sample.settle()
    missed = {w for w in controls - reached if takes_tab(w)}
    assert not missed, [name_of(w) or repr(w) for w in missed]
    nameless = [repr(w) for w in reached if not name_of(w)]
    assert not nameless, nameless


def test_a_document_is_opened_filtered_and_left_without_a_mouse(sample: Officer) -> None:
    sample.key(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert sample.window.current_page() == "documents"
    sample.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    sample.type("audit")
    sample.key(Qt.Key.Key_Down)
    sample.key(Qt.Key.Key_Return)
    document = sample.page.document()
    assert document is not None and sample.page.record.isAncestorOf(
        QApplication.focusWidget() or sample.window
    )
    sample.key(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert sample.page.record.history.isVisible()
    sample.key(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert sample.window.current_page() == "today"


def test_at_twice_the_text_one_pane_is_shown_and_nothing_is_cut(sample: Officer) -> None:
    current().use_scale(2.0)
    sample.settle()
    sample.window.resize(1280, 800)
    sample.settle()
    sample.look("51 today at 200 %")
    assert (sample.window.width(), sample.window.height()) == (1280, 800), "it still fits"
    sample.turn_to("Documents")
    page = sample.page
    assert page.list.isVisible() and not page.record.isVisible()
    sample.look("52 list at 200 %")
    page.list.list.setFocus()
    sample.key(Qt.Key.Key_Return)
    assert page.record.isVisible() and not page.list.isVisible()
    assert sample.window.width() == 1280
    sample.look("53 record at 200 %")
    sample.press(page.record.head.link.text())
    assert page.list.isVisible()


def entries(officer: Officer, menu: str) -> list[QAction]:
    """The entries of a menu that are seen and do something themselves."""
    found = officer.window.actions_.menu(menu).actions()
    return [a for a in found if a.isVisible() and not a.isSeparator() and a.menu() is None]


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab should come to it."""
    policy = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    seen = widget.isVisible() and widget.isEnabled() and widget.window() is widget.window()
    inner = isinstance(widget.parentWidget(), QAbstractScrollArea) and widget.focusProxy()
    return policy and seen and widget.focusProxy() is None and not inner


def name_of(widget: QWidget) -> str:
    """What a screen reader says of it."""
    named = QAccessible.queryAccessibleInterface(widget)
    return str(named.text(QAccessible.Text.Name)) if named else ""


def brightness(officer: Officer) -> int:
    """Mean lightness of the window, 0 to 255."""
    image = officer.window.grab().toImage().scaled(40, 25)
    points = [image.pixelColor(x, y).lightness() for x in range(40) for y in range(25)]
    return sum(points) // len(points)
