"""The buttons by which evidence is taken, and the menu of the ways that are rarer."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.wrapping import WrappingRow

if TYPE_CHECKING:
    from isodesk.ui.audits.evidence_asking import Asking


class EvidenceWays(QWidget):
    """Beside each other, or on further lines where there is no room."""

    def __init__(self, asking: "Asking", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photo = Button(tr("&Photo"), asking.photo, "quiet", "camera")
        self.file = Button(tr("&File"), asking.attach_file, "quiet", "paperclip")
        self.record = Button(tr("&Record"), asking.record, "quiet", "list")
        self.person = Button(tr("P&erson"), asking.person, "quiet", "user")
        self.more = Button(tr("M&ore"), None, "quiet", "chevron-down")
        self.more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.rarer = (
            add_way(menu, tr("Draw a &sample"), asking.sample),
            add_way(menu, tr("Photos from &files"), asking.choose_photos),
            add_way(menu, tr("&Paste"), asking.paste),
        )
        menu.addSeparator()
        add_way(menu, tr("&How photos are kept"), asking.how_photos_are_kept)
        self.more.setMenu(menu)
        self.buttons = (self.photo, self.file, self.record, self.person)
        self._row = WrappingRow(4, self)
        for button in (*self.buttons, self.more):
            self._row.addWidget(button)

    def allow(self, missing: str) -> None:
        """Let evidence be taken, or say why not."""
        for button in self.buttons:
            button.allow(missing)
        for way in self.rarer:
            way.setEnabled(not missing)
            way.setToolTip(missing)

    def one_line(self) -> int:
        """How wide they are beside each other."""
        return self._row.one_line()


def add_way(menu: QMenu, words: str, take: Callable[[], object]) -> QAction:
    """An entry of a menu."""
    action = menu.addAction(words)
    action.triggered.connect(lambda _: take())
    return action
