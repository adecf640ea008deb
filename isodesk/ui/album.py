"""Pictures of the main views, for the README and for a machine without a display."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop

from isodesk.core.rows import Narrowed
from isodesk.services.workspace import Workspace
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
        for name, show in _views(office).items():
            show()
            settle(office)
            office.window.resize(WIDE, HIGH)
            settle(office)
            path = folder / f"{name}-{scheme}.png"
            office.window.grab().save(str(path))
            taken.append(path)
            _leave_audit(office)
    return taken


def _views(office: "Office") -> dict[str, Callable[[], object]]:
    """What turns to each view; audits where one can be held."""
    space, pages = office.space, office.pages
    assert space is not None
    document = space.lists.document_of(NUMBER)
    assert document is not None
    views: dict[str, Callable[[], object]] = {
        "today": pages.today,
        "documents": lambda: pages.open_document(document),
        "copies": lambda: pages.open_document(document, "copies"),
        "history": lambda: pages.open_document(document, "history"),
        "registers": lambda: pages.registers("aspect").open_register("aspect"),
    }
    if audit := _audit(space):
        views["audit"] = lambda: pages.open_record(audit, "audit")
        views["onsite"] = lambda: office.onsite.go(audit)
    return {**views, "first-run": office.show_first_run}


def _audit(space: Workspace) -> int | None:
    """The newest audit that can be held."""
    rows = space.entry_lists.rows("audit", Narrowed(states=("prepared", "running")))
    found = rows.page(None, 1).rows
    return found[0].id if found else None


def _leave_audit(office: "Office") -> None:
    if office.onsite.view is not None:
        office.onsite.view.leaving.leave()
        settle(office)


def settle(office: "Office") -> None:
    """Let the workers finish and the window paint, until nothing has happened for a while."""
    began = quiet = time.monotonic()
    while time.monotonic() - began < SETTLE_SECONDS:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if office.jobs.busy():
            quiet = time.monotonic()
        elif time.monotonic() - quiet > QUIET_SECONDS:
            return
