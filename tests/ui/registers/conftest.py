"""The Registers page of a small company, in a window of its own size."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from isodesk.ui.jobs import Jobs
from isodesk.ui.registers.page import RegistersPage
from tests.ui.office import Office, dressed, jobs, office, reader

__all__ = ["dressed", "jobs", "office", "reader"]


class Page:
    """The page as an officer meets it: `settle` waits until it has answered."""

    def __init__(self, page: RegistersPage, jobs: Jobs, qtbot: QtBot, office: Office) -> None:
        self.page, self.jobs, self.qtbot, self.office = page, jobs, qtbot, office
        self.said: list[str] = []
        page.status.connect(self.said.append)

    @property
    def space(self) -> Any:
        return self.office.space

    @property
    def record(self) -> Any:
        return self.page.record

    def settle(self, quiet: int = 120) -> None:
        """Works, their answers and what they set off are done: nothing happened for so many
        milliseconds."""
        still = 0
        for _ in range(500):
            self.qtbot.wait(20)
            still = 0 if self.jobs.busy() else still + 20
            if still >= quiet:
                return
        raise AssertionError("the page does not come to rest")

    def go_to(self, kind: str) -> None:
        self.page.navigation._take(kind)
        self.settle()

    def open(self, record_id: int, kind: str) -> None:
        self.page.open_record(record_id, kind)
        self.qtbot.waitUntil(lambda: self.record.shown_id() == record_id, timeout=10_000)
        self.settle()

    def field(self, key: str) -> Any:
        return self.record.form().fields[key]


@pytest.fixture
def page(office: Office, jobs: Jobs, qtbot: QtBot) -> Iterator[Callable[..., Page]]:
    """Makes the page; at 1072 x 680, as the window leaves it."""

    pages: list[RegistersPage] = []

    def make(layout: Any = None, wide: int = 1280, high: int = 680, ask: str = "") -> Page:
        made = RegistersPage(office.space, jobs, layout)
        pages.append(made)
        if ask:  # at once, as a menu does that turns to the page
            made.open_register(ask)
        made.resize(wide, high)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        shown = Page(made, jobs, qtbot, office)
        shown.settle()
        return shown

    yield make
    jobs.finish()
    for made in pages:  # as the window lets its pages go before the file closes
        made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
