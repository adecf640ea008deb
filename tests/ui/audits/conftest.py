"""An audit that is held, in the whole window."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from isodesk.intake.reader import Reader
from isodesk.settings import Settings
from isodesk.store import sqlite
from isodesk.ui import theme
from isodesk.ui.audits.run_view import RunView
from isodesk.ui.office import Office
from tests.audits import audit_of, held
from tests.company import TestClock, make

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier


_CLOSED: list[Office] = []
"""Windows live as long as the program: a change of theme must meet none that is half gone."""


@dataclass
class Onsite:
    """The window with a run over it; keys go where the keyboard is."""

    office: Office
    audit: int
    path: Path
    settle: Callable[[], None]

    @property
    def view(self) -> RunView:
        view = self.office.onsite.view
        assert view is not None
        return view

    def key(self, key: Key, held: Qt.KeyboardModifier = NONE) -> None:
        """One key, and what comes of it."""
        QTest.keyClick(self._focus(), key, held)
        self.settle()

    def type(self, words: str) -> None:
        """Words, letter by letter, wherever the keyboard goes meanwhile."""
        for letter in words:
            QTest.keyClicks(self._focus(), letter)
        self.settle()

    def row(self, question_id: int) -> dict[str, Any]:
        """A question as it lies in the file, by another connection."""
        connection = sqlite.guarded(self.path)
        found = connection.execute("SELECT * FROM audit_question WHERE id = ?", (question_id,))
        names = [column[0] for column in found.description]
        row = dict(zip(names, found.fetchone(), strict=True))
        connection.close()
        return row

    def _focus(self) -> QWidget:
        widget = self.office.window.focusWidget()
        assert widget is not None
        return widget


@pytest.fixture
def settings() -> Settings:
    made = Settings()
    made.set("sunlight", False)
    made.set("onsite", {})
    return made


@pytest.fixture
def onsite(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, settings: Settings
) -> Iterator[Onsite]:
    """An audit of both standards that has been started, shown onsite at its first question."""
    theme.apply(qapp, "light", 1.0)
    path = tmp_path / "onsite.isodesk"
    with Reader() as reader:
        space = make(path, reader, TestClock())
        audit = audit_of(space, held(space)[0].id)
        space.close()
        office = Office(settings, reader)

        def settle() -> None:
            still = 0
            while still < 8:  # a key of a button presses it for a tenth of a second
                qtbot.wait(18)
                still = 0 if office.jobs.busy() else still + 1

        office.open(path)
        office.begin_writing()
        office.window.resize(1280, 800)
        office.window.show()
        office.window.activateWindow()
        settle()
        office.pages.open_record(audit, "audit")
        settle()
        made = Onsite(office, audit, path, settle)
        QTest.keyClick(office.window, Key.Key_F9)
        settle()
        yield made
        office.close()
        office.window.close()
        _CLOSED.append(office)
        qapp.processEvents()
        theme.apply(qapp, "light", 1.0)
