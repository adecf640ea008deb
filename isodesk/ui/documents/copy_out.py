"""A kept file leaves as a copy: to where the officer wants it, or into the program the computer has
for it. What is changed in a copy changes nothing here."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from isodesk.core.folders import own_folder
from isodesk.core.names import safe_name
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.core.whole import write_whole
from isodesk.i18n import tr
from isodesk.ui.documents.tools import Tools

Failed = Callable[[Refused], None]


def show_copy(
    tools: Tools, owner: QWidget, file_id: int, name: str, failed: Failed | None = None
) -> None:
    """Open a copy outside. It lies in a folder of this process, which is wiped by the next
    isodesk that opens one after this has ended."""
    links = tools.space.links

    def work(_: Progress) -> Path:
        target = own_folder("opened") / safe_name(name)
        write_whole(target, links.read(file_id))
        return target

    tools.read(owner, work, _show, failed, tr("Writing {name}", name=name))


def save_copy(
    tools: Tools, owner: QWidget, file_id: int, name: str, failed: Failed | None = None
) -> None:
    """Write a copy to a place that is asked for, and say so."""
    target, _ = tools.ask_place(owner, tr("Save as"), safe_name(name))
    if target is None:
        return
    place, links = target, tools.space.links
    tools.read(
        owner,
        lambda _: write_whole(place, links.read(file_id)),
        lambda _: tools.said(tr("Saved {name}.", name=place.name)),
        failed,
        tr("Writing {name}", name=name),
    )


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
