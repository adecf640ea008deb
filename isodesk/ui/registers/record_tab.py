"""What every tab of a record's lines has: the lines it shows, its tools, and whom it tells."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isodesk.core.register import Lines
from isodesk.ui.buttons import Button
from isodesk.ui.documents.tools import Tools
from isodesk.ui.registers.facts import EntryFacts


class RecordTab(QWidget):
    """`saved(change)` after each value that is on disk; `opened(id)` asks for a record."""

    saved = Signal(object)
    opened = Signal(int)

    tools_row: tuple[Button, ...] = ()

    def __init__(self, tools: Tools, lines: Lines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools, self.lines = tools, lines
        self._facts: EntryFacts | None = None

    def show_facts(self, facts: EntryFacts) -> None:
        """Show a record's lines."""
        raise NotImplementedError
