"""Registers in the whole window: the tab, its keys and menus, and what leads to a record."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isodesk.intake.reader import Reader
from isodesk.settings import Settings
from isodesk.ui import theme
from isodesk.ui.office import Office
from isodesk.ui.printer import PrintDialog
from isodesk.ui.today_page import TodayPage
from tests.company import TestClock, make

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> Iterator[tuple[Office, Callable[[], None], dict[str, int]]]:
    """An office with a supplier whose papers are late, how to wait for it, and the records."""
    theme.apply(qapp, "light", 1.0)
    path = tmp_path / "window.isodesk"
    with Reader() as reader:
        space = make(path, reader, TestClock())
        known = {
            "supplier": space.entries.new("supplier", {"title": "Aldgate Seals"}),
            "aspect": space.entries.new(
                "aspect",
                {"title": "Quench water", "next_on": space.desk.today().replace(year=2020)},
            ),
        }
        space.close()
        office = Office(Settings(), reader)

        def settle() -> None:
            still = 0
            while still < 8:
                qtbot.wait(20)
                still = 0 if office.jobs.busy() else still + 1

        office.open(path)
        office.begin_writing()
        office.window.resize(1280, 800)
        office.window.show()
        office.window.activateWindow()
        settle()
        yield office, settle, known
        office.close()
        office.window.close()


def test_ctrl_3_and_ctrl_n_begin_a_record(window) -> None:  # type: ignore[no-untyped-def]
    office, settle, _ = window
    QTest.keyClick(office.window, Qt.Key.Key_3, CTRL)
    settle()
    assert office.window.current_page() == "registers"
    page = office.pages.registers()
    page.open_register("supplier")
    settle()
    actions = office.window.actions_
    assert actions["new_record"].text() == "New supplier"
    QTest.keyClick(office.window, Qt.Key.Key_N, CTRL)
    settle()
    assert page.record.facts().entry.number == "SUP-002"
    assert page.record.form().fields["title"].editor.hasFocus()
    QTest.keyClick(office.window, Qt.Key.Key_2, CTRL)
    settle()
    assert actions["new_document"].shortcut().toString() == "Ctrl+N"
    assert actions["new_record"].shortcut().isEmpty()
    assert not actions["new_record"].isEnabled()


def test_the_search_opens_a_record_of_a_register(window) -> None:  # type: ignore[no-untyped-def]
    office, settle, known = window
    line = office.window.search.line
    line.setFocus()
    QTest.keyClicks(line, "Aldgate")
    settle()
    assert office.found.results.marks[0].word == "Prospective"
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    page = office.pages.registers()
    assert (page.register.key, page.record.shown_id()) == ("supplier", known["supplier"])


def test_what_is_late_on_today_opens_its_record(window) -> None:  # type: ignore[no-untyped-def]
    office, settle, known = window
    today = office.window.page("today").findChild(TodayPage)
    assert today.list.model().rowCount() == 2  # a heading, and the aspect
    today.list.setCurrentIndex(today.list.model().index(1, 0))
    QTest.keyClick(today.list, Qt.Key.Key_Return)
    settle()
    page = office.pages.registers()
    assert (page.register.key, page.record.shown_id()) == ("aspect", known["aspect"])
    assert page.navigation.places.count("aspect").late == 1


def test_ctrl_p_prints_the_record_or_the_list(window, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    office, settle, known = window
    office.pages.open_record(known["supplier"], "supplier")
    settle()
    page = office.pages.registers()
    for inside, words in ((page.record.tabs, "Aldgate Seals"), (page.entries.list.list, "1 of 1")):
        inside.setFocus()
        office.window.actions_["print"].trigger()
        settle()
        dialog = next(d for d in page.findChildren(PrintDialog) if d.isVisible())
        target = tmp_path / "printed.pdf"
        target.unlink(missing_ok=True)
        dialog.target.put(str(target))
        dialog.go.click()
        settle()
        dialog.close()
        settle()
        with pypdfium2.PdfDocument(target) as pdf:
            text = " ".join(page.get_textpage().get_text_range() for page in pdf)
        assert "Aldgate Seals" in text
        assert words in text


def test_the_register_is_opened_where_it_was_closed(window) -> None:  # type: ignore[no-untyped-def]
    office, settle, known = window
    office.pages.open_record(known["supplier"], "supplier")
    settle()
    path = office.space.path
    office.steps.close_file()
    office.open(path)
    office.begin_writing()
    settle()
    assert office.window.current_page() == "registers"
    page = office.pages.registers()
    settle()
    assert (page.register.key, page.record.shown_id()) == ("supplier", known["supplier"])
