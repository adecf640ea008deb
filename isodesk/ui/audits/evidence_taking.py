"""Evidence on its way to the disk: made ready beside the window, written in turn, told when it
lies there."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from isodesk.core.names import name_of
from isodesk.core.problems import Refused
from isodesk.core.progress import Progress
from isodesk.i18n import tr
from isodesk.intake.file_bytes import bytes_of
from isodesk.registers.audit_words import Proof
from isodesk.services.audit_evidence import Shot
from isodesk.services.audit_shots import file_of, is_picture
from isodesk.ui.documents.files_tab import png_of
from isodesk.ui.documents.tools import Tools

Ready = Callable[[Progress], Shot]


class Taking(QObject):
    """`landed(question id, evidence id)` for each piece that is on disk; `waiting(n)` counts those
    that are not yet; `refused(sentence)` for one that cannot be kept."""

    landed = Signal(int, int)
    waiting = Signal(int)
    refused = Signal(str)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._waiting = 0

    def files(self, question: int, place: str, paths: Sequence[Path], photos: bool = True) -> None:
        """Keep files; pictures among them as photos, unless `photos` is false."""
        for path in paths:
            if photos and is_picture(path.name):
                self._begin(question, place, Proof.PHOTO, partial(self._photo_of, path))
            else:
                self._begin(question, place, Proof.FILE, partial(_file_of, path))

    def shot(self, question: int, place: str, content: bytes) -> None:
        """Keep a photo that was taken this moment."""
        photos = self._tools.space.audit_shots
        self._begin(question, place, Proof.PHOTO, lambda p: photos.shot_now(content, p))

    def picture(self, question: int, place: str, image: QImage) -> None:
        """Keep a picture from the clipboard."""
        shots = self._tools.space.audit_shots
        self._begin(question, place, Proof.PHOTO, lambda p: shots.shot_now(png_of(image), p))

    def _photo_of(self, path: Path, progress: Progress) -> Shot:
        return self._tools.space.audit_shots.ready(name_of(path), bytes_of(path), progress)

    def _begin(self, question: int, place: str, kind: Proof, ready: Ready) -> None:
        self._count(1)
        # made ready among what only reads, so that answers need not wait for it
        self._tools.read(self, ready, partial(self._write, question, place, kind), self._failed)

    def _write(self, question: int, place: str, kind: Proof, shot: Shot) -> None:
        evidence = self._tools.space.audit_evidence
        self._tools.write(
            self,
            lambda _: evidence.shot(question, kind, shot, "", place),
            partial(self._written, question),
            self._failed,
            tr("Keeping {name}", name=shot.name),
        )

    def _written(self, question: int, evidence: int) -> None:
        self._count(-1)
        self.landed.emit(question, evidence)

    def _failed(self, refused: Refused) -> None:
        self._count(-1)
        self.refused.emit(str(refused))

    def _count(self, by: int) -> None:
        self._waiting += by
        self.waiting.emit(self._waiting)


def _file_of(path: Path, progress: Progress) -> Shot:
    return file_of(name_of(path), bytes_of(path))
