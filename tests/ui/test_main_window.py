"""The shell: pages built when shown, menus without dead entries, files dropped, layout kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from isodesk.ui.actions import ACTIONS, MENUS
from isodesk.ui.jobs import Jobs
from isodesk.ui.main_window import MainWindow, Module
from isodesk.ui.theme import Theme
from isodesk.ui.widgets import Words


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    def fail(error: BaseException) -> None:
        raise error

    made = Jobs(fail, fail)
    yield made
    made.close()


@pytest.fixture
def window(dressed: Theme, qtbot: QtBot, jobs: Jobs) -> Iterator[MainWindow]:
    made = MainWindow(jobs)
    qtbot.addWidget(made)
    made.built = []  # type: ignore[attr-defined]

    def make(key: str) -> QWidget:
        made.built.append(key)  # type: ignore[attr-defined]
        return Words(key)

    modules = (("today", "Today"), ("documents", "Documents"))
    made.set_modules([Module(key, text, lambda key=key: make(key)) for key, text in modules])  # type: ignore[misc]
    made.set_company("Northfield Castings")
    made.set_who("Anna Reyes")
    made.status.set_file("northfield.isodesk")
    made.status.set_backup("Backup verified 6 hours ago")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_page("today")
    yield made


def shown_menus(window: MainWindow) -> dict[str, list[str]]:
    bar = window.findChild(QMenuBar)
    assert bar is not None
    return {
        menu.text(): [
            action.objectName()
            for action in menu.menu().actions()
            if action.isVisible() and action.objectName()
        ]
        for menu in bar.actions()
        if menu.isVisible()
    }


def test_a_page_is_built_when_it_is_first_shown(window: MainWindow, qtbot: QtBot) -> None:
    assert window.built == ["today"]  # type: ignore[attr-defined]
    qtbot.mouseClick(window.tabs, Qt.MouseButton.LeftButton, pos=window.tabs.tabRect(1).center())
    window.show_page("today")
    window.show_page("documents")
    assert window.built == ["today", "documents"]  # type: ignore[attr-defined]
    assert window.current_page() == "documents"


def test_only_what_is_answered_stands_in_a_menu(window: MainWindow, qtbot: QtBot) -> None:
    assert set(shown_menus(window)) == {"File", "Edit", "View"}
    pressed: list[str] = []
    window.actions_.on("help", lambda: pressed.append("help"))
    assert shown_menus(window)["Help"] == ["help"]
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert pressed == ["help"]
    window.actions_.allow("help", "There is no help here yet")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert pressed == ["help"]


def test_every_declared_action_has_a_menu_and_a_key_of_its_own() -> None:
    keys = [action.shortcut for action in ACTIONS if action.shortcut]
    assert len(keys) == len(set(keys))
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)
    assert {action.menu for action in ACTIONS} <= set(MENUS)


def test_the_systems_are_chosen_by_strip_menu_and_key(window: MainWindow, qtbot: QtBot) -> None:
    chosen: list[int] = []
    window.systems_chosen.connect(chosen.append)
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    window.actions_["systems_environment"].trigger()
    assert chosen == [1, 2]
    assert window.systems.value() == 2 and window.actions_["systems_environment"].isChecked()


def test_the_search_takes_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.search.line.hasFocus()


def test_files_may_be_dropped_anywhere(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("QP-07.docx", "new")])
    copy, left, plain = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(300, 300), copy, data, left, plain)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted() and window._veil.isVisible()
    with qtbot.waitSignal(window.files_dropped) as dropped:
        QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), copy, data, left, plain))
    assert dropped.args == [[tmp_path / "QP-07.docx", tmp_path / "new"]]
    assert not window._veil.isVisible()


def test_words_are_no_files(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("QP-07")
    enter = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, enter)
    assert not window._veil.isVisible()


def test_work_in_hand_shows_and_can_be_cancelled(
    window: MainWindow, qtbot: QtBot, jobs: Jobs
) -> None:
    import time

    def work(progress: Any) -> None:
        for at in range(5000):
            progress(at, 5000, f"copy {at}")
            time.sleep(0.001)

    jobs.run(work, title="Printing")
    status = window.status
    qtbot.waitUntil(lambda: status._what.text().startswith("Printing · copy"))
    assert status._work.isVisible() and status._bar.maximum() == 5000
    qtbot.mouseClick(status._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not status._work.isVisible())


def test_a_banner_takes_its_room_only_while_it_says_something(window: MainWindow) -> None:
    page = window.page("today")
    assert page is not None
    QApplication.processEvents()
    before = page.height()
    window.banner.say("amber", "This file is open elsewhere.", "You are reading.", "Try again")
    QApplication.processEvents()
    assert page.height() < before
    window.banner.hide()
    QApplication.processEvents()
    assert page.height() == before


def test_a_narrow_window_is_measured_in_text(
    dressed: Theme, window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.narrow_changed) as told:
        dressed.use_scale(2.0)
    assert told.args == [True] and window.narrow
    assert window.systems._menu_button.isVisible()
    QApplication.processEvents()
    assert window.minimumSizeHint().width() <= 1280


def test_the_layout_is_told_and_taken_again(window: MainWindow, qtbot: QtBot, jobs: Jobs) -> None:
    window.resize(777, 600)
    window.set_systems(1)
    with qtbot.waitSignal(window.layout_changed) as told:
        window.show_page("documents")
    other = MainWindow(jobs)
    qtbot.addWidget(other)
    other.restore_layout(told.args[0])
    assert (other.size().width(), other.systems.value()) == (777, 1)
    assert told.args[0]["page"] == "documents"


def test_everything_that_takes_the_keyboard_has_a_name(window: MainWindow) -> None:
    QAccessible.setActive(True)
    for part in window.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible():
            named = QAccessible.queryAccessibleInterface(part)
            assert named.text(QAccessible.Text.Name), type(part).__name__
