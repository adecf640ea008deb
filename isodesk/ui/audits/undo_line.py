"""What was just taken away, with the way to have it back."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.documents.step_dialog import row
from isodesk.ui.parts import Words


class UndoLine(QWidget):
    """Shown by `offer`, until it is used or hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo: Callable[[], object] | None = None
        self.words = Words(tone="second")
        self.button = Button(tr("Put it back"), self._press, "link")
        line = row(self)
        line.addWidget(self.words)
        line.addWidget(self.button)
        line.addStretch(1)
        self.hide()

    def offer(self, words: str, undo: Callable[[], object]) -> None:
        """Say what went, and how it comes back."""
        self._undo = undo
        self.words.setText(words)
        self.show()

    def _press(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
