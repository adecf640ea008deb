"""Several records are chosen: how many, what may be done with them, and taking that back."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodesk.i18n import tr
from isodesk.ui.buttons import Button
from isodesk.ui.parts import Words

KEY = "Ctrl+Shift+E"


class ChosenBar(QWidget):
    """Hidden unless several are chosen, or something was just done with several."""

    change = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words(tone="second", figures=True)
        self.button = Button(tr("Change them…"), self.change.emit, icon="pencil")
        self.button.setToolTip(KEY)
        self.back = Button(tr("Take back"), self._take_back, icon="arrow-back-up")
        self._undo: Callable[[], object] | None = None
        self._chosen = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 12)
        row.setSpacing(12)
        row.addWidget(self.words)
        row.addWidget(self.button)
        row.addWidget(self.back)
        row.addStretch(1)
        self.hide()

    def show_chosen(self, count: int) -> None:
        """So many records are selected."""
        self._chosen = count
        if count > 1:
            self._undo = None
            self.words.setText(tr("{n} chosen", n=f"{count:,}"))
        self._fit()

    def show_done(self, said: str, undo: Callable[[], object] | None) -> None:
        """Say what was done with them; `undo` takes it back."""
        self._undo = undo
        self._chosen = 0
        self.words.setText(said)
        self._fit()
        if undo is None:
            self.setVisible(False)

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self._fit()
        if undo is not None:
            undo()

    def _fit(self) -> None:
        self.button.setVisible(self._chosen > 1)
        self.back.setVisible(self._undo is not None)
        self.setVisible(self._chosen > 1 or self._undo is not None)
