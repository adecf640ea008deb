"""A table of words into a spreadsheet, where the officer wants it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.services.lists import Table
from isodesk.ui.documents.tools import Tools
from isodesk.ui.list_tools import asked_path


def export_words(tools: Tools, parent: QWidget, title: str, table: Callable[[], Table]) -> None:
    """Ask where to, then write it on a worker."""
    target = asked_path(parent, title, tools.space)
    if target is None:
        return
    tools.space.settings.set("folder", str(target.parent))
    exports = tools.space.exports
    tools.read(
        parent,
        lambda _: exports.table(table(), target),
        lambda _: tools.said(tr("Exported to {name}.", name=target.name)),
        title=tr("Exporting"),
    )
