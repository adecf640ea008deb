"""Pictures of the main views, for the README and for a machine without a display."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop

from isodesk.ui.theme import current

if TYPE_CHECKING:
    from isodesk.ui.office import Office

SETTLE_SECONDS = 20.0
QUIET_SECONDS = 0.4
NUMBER = "QP-05"
WIDE, HIGH = 1280, 800


def take(office: "Office", folder: Path) -> list[Path]:
    """Each view in light and dark at the window's size; answers the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    for scheme in ("light", "dark"):
        current().use(scheme)
        for name in ("today", "documents", "copies", "history", "first-run"):
            _show(office, name)
            settle(office)
            office.window.resize(WIDE, HIGH)
            settle(office)
            path = folder / f"{name}-{scheme}.png"
            office.window.grab().save(str(path))
            taken.append(path)
    return taken


def _show(office: "Office", name: str) -> None:
    space = office.space
    assert space is not None
    if name == "first-run":
        office.show_first_run()
    elif name == "today":
        office.window.show_page("today")
    else:
        document = space.lists.document_of(NUMBER)
        assert document is not None
        office.pages.open_document(document, "details" if name == "documents" else name)


def settle(office: "Office") -> None:
    """Let the workers finish and the window paint, until nothing has happened for a while."""
    began = quiet = time.monotonic()
    while time.monotonic() - began < SETTLE_SECONDS:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if office.jobs.busy():
            quiet = time.monotonic()
        elif time.monotonic() - quiet > QUIET_SECONDS:
            return
