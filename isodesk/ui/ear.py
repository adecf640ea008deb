"""Hearing what changed: carried from the worker's thread, several changes answered once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from isodesk.services.desk import Desk

BREATH = 40
"""Milliseconds in which several changes are answered by one reading."""
_BESIDE = frozenset({"actor", "backup", "absence", "page"})
"""What changes beside the records."""


class Ear(QObject):
    """`answer` is called a moment after any of these tables changed, until the owner dies; with
    None after whatever changed in the records."""

    _heard = Signal(object)

    def __init__(
        self,
        desk: Desk,
        concerned: frozenset[str] | None,
        answer: Callable[[], object],
        owner: QObject,
    ) -> None:
        super().__init__(owner)
        self._concerned = concerned
        self._breath = QTimer(self, singleShot=True, interval=BREATH)
        self._breath.timeout.connect(answer)
        self._heard.connect(self._changed)
        stop = desk.listen(self._heard.emit)
        self.destroyed.connect(lambda _=None: stop())

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds - _BESIDE if self._concerned is None else kinds & self._concerned:
            self._breath.start()
