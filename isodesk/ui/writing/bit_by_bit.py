"""Long changes of a document in small bits, so that the window stays alive meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor, QTextDocument

from isodesk.ui.writing.filling import Steps

BIT = 240
"""Weight of what is done in one turn of the window: blocks and cells, some 20 to 40 ms."""


class BitByBit(QObject):
    """Runs one long change of a document at a time; the first bit at once. `after` is called
    when a bit is done."""

    def __init__(
        self, document: QTextDocument, after: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document, self._after = document, after
        self._steps: Steps | None = None
        self._done: Callable[[], object] = lambda: None
        self._first = True
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._bit)

    def run(self, steps: Steps, done: Callable[[], object]) -> None:
        """Do these steps as one step to undo, then tell."""
        self.finish()
        self._steps, self._done, self._first = steps, done, True
        self._bit()

    def running(self) -> bool:
        """Whether a change is under way."""
        return self._steps is not None

    def finish(self) -> None:
        """Do what is left of it now."""
        while self._steps is not None:
            self._bit()

    def stop(self) -> None:
        """Leave what is left of it: the document goes another way."""
        self._timer.stop()
        self._steps = None

    def _bit(self) -> None:
        steps = self._steps
        if steps is None:
            return
        edit = QTextCursor(self._document)
        edit.beginEditBlock() if self._first else edit.joinPreviousEditBlock()
        self._first, weight, more = False, 0, True
        while more and weight < BIT:
            step = next(steps, None)
            more = step is not None
            weight += step or 0
        edit.endEditBlock()
        self._after()
        if more:
            self._timer.start()
            return
        self._steps = None
        self._done()
