"""Print uncontrolled: valid for the day, logged with its purpose."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isodesk.documents.values import DocumentValue, RevisionValue
from isodesk.i18n import tr
from isodesk.ui.documents.reason_dialog import ReasonDialog
from isodesk.ui.documents.sign_dialog import about
from isodesk.ui.documents.tools import Tools

if TYPE_CHECKING:
    from isodesk.services.prints import Sheet


def uncontrolled_dialog(
    tools: Tools,
    document: DocumentValue,
    revision: RevisionValue,
    done: Callable[[Sheet], None],
    parent: QWidget | None = None,
) -> ReasonDialog:
    """Ask what the print is for; `done` gets the stamped pages."""
    prints = tools.space.prints
    return ReasonDialog(
        tools,
        tr("Print {what} uncontrolled", what=about(document, revision)),
        tr("What it is for"),
        tr("&Print"),
        lambda purpose, progress: prints.uncontrolled(revision.id, purpose, progress),
        done,
        sub=document.title,
        sentence=tr("It is stamped UNCONTROLLED, valid today only, and never recalled."),
        key="purpose",
        parent=parent,
    )
