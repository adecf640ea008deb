"""Files dropped on a part of the window, where they belong to it and not to the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class Drops(QObject):
    """`take(paths)` for what is dropped on `place`, while `may()` says so; what it does not take
    is refused, so that nobody behind it takes it."""

    def __init__(
        self,
        place: QWidget,
        may: Callable[[], bool],
        take: Callable[[list[Path]], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._may, self._take = may, take
        place.setAcceptDrops(True)
        place.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            event.setAccepted(self._may() and bool(local_files(event.mimeData())))
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            event.acceptProposedAction()
            if self._may():
                self._take(local_files(event.mimeData()))
            return True
        return super().eventFilter(watched, event)


def local_files(data: QMimeData | None) -> list[Path]:
    """The files of this computer that are dragged or copied."""
    if data is None:  # an empty clipboard has none
        return []
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
