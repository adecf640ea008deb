"""An audit that is held, in a small company, and what its screens are tried in."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from isodesk.services.audit_values import QuestionValue
from isodesk.ui.documents.tools import Tools
from isodesk.ui.jobs import Jobs
from isodesk.ui.parts import dress_surface
from tests.audits import held
from tests.ui.office import Office, dressed, jobs, office, reader

__all__ = ["dressed", "jobs", "office", "reader"]


class Room:
    """A window for one part of a page; `settle` waits until it has answered."""

    def __init__(self, office: Office, jobs: Jobs, qtbot: QtBot) -> None:
        self.office, self.jobs, self.qtbot = office, jobs, qtbot
        self.space = office.space
        self.said: list[str] = []
        self.tools = Tools(office.space, jobs, self.said.append)
        self.window = QWidget()
        dress_surface(self.window, "base")
        self._column = QVBoxLayout(self.window)
        self._column.setContentsMargins(32, 24, 32, 24)

    def show(self, part: QWidget, wide: int = 746, high: int = 300) -> None:
        self._column.addWidget(part)
        self._column.addStretch(1)
        self.window.resize(wide, high)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.settle()

    def settle(self, quiet: int = 120) -> None:
        """Works, their answers and what they set off are done."""
        still = 0
        for _ in range(1000):
            self.qtbot.wait(20)
            still = 0 if self.jobs.busy() else still + 20
            if still >= quiet:
                return
        raise AssertionError("the page does not come to rest")


@pytest.fixture
def room(office: Office, jobs: Jobs, qtbot: QtBot) -> Iterator[Room]:
    made = Room(office, jobs, qtbot)
    yield made
    jobs.finish()
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def questions(office: Office) -> Callable[[], tuple[QuestionValue, ...]]:
    """The questions of an audit that is held."""
    return lambda: held(office.space)
