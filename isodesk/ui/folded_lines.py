"""Entries as lines under a heading, the first of them at once and the rest by a link."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.emptied import empty
from isodesk.ui.parts import SectionHead


class FoldedLines(QWidget):
    """A subclass puts one entry into the grid; `wide` is the column that takes what is left."""

    shown_at_once = 6

    def __init__(self, heading: str, wide: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Any] = ()
        self._every = False
        self.more = Button("", self._show_every, "link")
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(8)
        self.grid.setColumnStretch(wide, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(SectionHead(heading))
        column.addLayout(self.grid)
        column.addWidget(self.more)

    def put(self, at: int, entry: Any) -> None:
        """Put an entry, the `at`-th, into the grid."""
        raise NotImplementedError

    def show_lines(self, entries: Sequence[Any], same: bool) -> None:
        """Show these; `same` keeps what was unfolded."""
        self._entries, self._every = entries, self._every and same
        self._fill()

    def _show_every(self) -> None:
        self._every = True
        self._fill()

    def _fill(self) -> None:
        empty(self.grid)
        shown = self._entries if self._every else self._entries[: self.shown_at_once]
        for at, entry in enumerate(shown):
            self.put(at, entry)
        rest = len(self._entries) - len(shown)
        self.more.setText(tr("{n} earlier", n=rest))
        self.more.setVisible(rest > 0)
