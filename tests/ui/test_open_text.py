"""The window around a text: its menu, and that it closes only when the text is on disk."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from isodesk.settings import Settings
from isodesk.ui.album import settle
from isodesk.ui.dialog import Dialog
from isodesk.ui.office import Office as Window
from isodesk.writing.tree import Paragraph, Words, text_of
from tests.ui.office import Office, dressed, office, reader  # noqa: F401 - fixtures by name


@pytest.fixture
def window(qapp: Any, dressed: None, office: Office) -> Any:  # noqa: F811
    made = Window(Settings(), office.space.desk.reader)
    made.window.show()
    yield made
    made.window.may_close = lambda: True
    made.close()
    made.window.deleteLater()


Opened = Callable[[], Any]


def write(window: Window, office: Office) -> tuple[Any, int]:  # noqa: F811
    """A text that is open in the window, and its revision."""
    document = office.document("Torque")
    newest = office.space.documents.get(document).newest
    assert newest is not None
    office.space.written.begin_with(newest.id, "policy")
    path = office.space.path
    office.space.close()
    assert window.open(Path(path))
    window.begin_writing()
    settle(window)
    window.pages.open_document(document)
    settle(window)
    window.pages.documents().write()
    settle(window)
    return window.pages.documents().writing.page, newest.id


def test_the_text_menu_stands_while_a_text_is_open(window: Window, office: Office) -> None:  # noqa: F811
    menu = window.window.actions_.menu("Text")
    assert not menu.menuAction().isVisible()
    page, _ = write(window, office)
    assert menu.menuAction().isVisible()
    page.commands.show_state()
    words = {action.objectName(): action for action in menu.actions()}
    assert words["write_bold"].isEnabled() and "Ctrl+B" in words["write_bold"].text()
    below = [a.menu() for a in menu.actions() if a.menu()]
    assert len(below) == 3
    page.leave()
    settle(window)
    assert not menu.menuAction().isVisible()


def test_closing_saves_what_was_typed_last(window: Window, office: Office) -> None:  # noqa: F811
    page, revision = write(window, office)
    QTest.keyClicks(page.editor, "Last words")
    space = window.space
    assert space is not None and window.text.save() == ""
    assert text_of(space.written.tree(revision).blocks).startswith("Last words")


def test_what_cannot_be_saved_keeps_the_window_open(window: Window, office: Office) -> None:  # noqa: F811
    page, revision = write(window, office)
    space = window.space
    assert space is not None
    space.approval.submit(revision)
    page.editor.put_blocks((Paragraph((Words("More"),)),))
    gone: list[bool] = []
    assert not window.text.may_close(lambda: gone.append(True))
    (dialog,) = [d for d in window.window.findChildren(Dialog) if d.isVisible()]
    assert "This revision was submitted" in dialog.sub.text() and not gone
    without = next(b for b in dialog.findChildren(type(page.back)) if "without" in b.text())
    without.click()
    QApplication.processEvents()
    assert gone == [True]
    officer = next(p.id for p in space.companies.people() if not p.is_role)
    space.approval.send_back(revision, officer, "Say more")
    page.leave()
    settle(window)
    window.pages.documents().write()
    settle(window)
    assert page.banner.isVisible() and "could not be saved" in page.banner.words()
    page.banner.pressed.emit()
    settle(window)
    assert "More" in text_of(page.editor.blocks()) and not page.banner.isVisible()
