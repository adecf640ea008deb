"""A photo by the camera: pictures go through Qt Multimedia's own capture, the dialog as it is,
and onto the disk. Without Qt Multimedia (the `camera` extra) photos come from files only."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from isodesk.registers.audit_words import Proof
from isodesk.services.audit_values import QuestionValue
from isodesk.ui import camera
from isodesk.ui.audits.evidence_bar import EvidenceBar
from tests import photos
from tests.ui.audits.evidence.conftest import Room

Questions = Callable[[], tuple[QuestionValue, ...]]


def scene() -> QImage:
    """A panel before the camera, 1280 x 960."""
    return QImage.fromData(photos.png(1280, 960)).convertToFormat(QImage.Format.Format_RGB32)


class Camera:
    """A source of pictures where a camera's would be."""

    def __init__(self, room: Room) -> None:
        multimedia: Any = pytest.importorskip(
            "PySide6.QtMultimedia",
            reason="Qt Multimedia is not installed (the camera extra, libpulse0)",
            exc_type=ImportError,
        )
        self._frame, self._room = multimedia.QVideoFrame, room
        self.source = multimedia.QVideoFrameInput()

    def shows(self, image: QImage, times: int = 8) -> None:
        """So many pictures, as they come from a camera."""
        for _ in range(times):
            self.source.sendVideoFrame(self._frame(image))
            self._room.qtbot.wait(30)


@pytest.fixture
def bar(room: Room, questions: Questions) -> Iterator[EvidenceBar]:
    made = EvidenceBar(room.tools)
    room.show(made, 1000, 800)
    made.show_question(questions()[0])
    room.settle()
    yield made


def test_a_photo_is_seen_taken_looked_at_and_kept(room: Room, bar: EvidenceBar) -> None:
    from_camera = Camera(room)
    from isodesk.ui.photo_dialog import PhotoDialog

    dialog = PhotoDialog(bar, from_camera.source)
    bar.asking.photograph(dialog)
    room.qtbot.waitUntil(dialog.isActiveWindow)
    from_camera.shows(scene())
    assert not dialog.picture.pixmap().isNull() and dialog.keep.isHidden()
    dialog.take.click()
    from_camera.shows(scene())
    assert dialog.keep.isVisible() and dialog.take.isHidden()
    dark = QImage(1280, 960, QImage.Format.Format_RGB32)
    dark.fill(QColor("black"))
    from_camera.shows(dark, 3)  # the lens is covered meanwhile: the photo stays what it is
    dialog.keep.click()
    room.settle()
    (piece,) = bar.pieces()
    assert piece.kind is Proof.PHOTO and piece.name.startswith("Photo 20")
    assert piece.taken_at is not None
    kept = photos.opened(room.space.links.read(piece.file_id or 0)).convert("RGB")
    assert kept.size == (1280, 960)
    red, green, blue = kept.getpixel((360, 400))
    assert red > 170 and max(green, blue) < 100


def test_another_is_taken_where_the_first_is_no_good(room: Room, bar: EvidenceBar) -> None:
    from_camera = Camera(room)
    from isodesk.ui.photo_dialog import PhotoDialog

    dialog = PhotoDialog(bar, from_camera.source)
    bar.asking.photograph(dialog)
    dark = QImage(1280, 960, QImage.Format.Format_RGB32)
    dark.fill(QColor("black"))
    from_camera.shows(dark)
    dialog.take.click()
    from_camera.shows(dark)
    dialog.again.click()
    from_camera.shows(scene())
    dialog.take.click()
    from_camera.shows(scene())
    dialog.keep.click()
    room.settle()
    (piece,) = bar.pieces()
    kept = photos.opened(room.space.links.read(piece.file_id or 0)).convert("RGB")
    assert kept.getpixel((900, 480))[0] > 200


def test_without_a_camera_photos_are_chosen_from_files(
    room: Room, bar: EvidenceBar, monkeypatch: pytest.MonkeyPatch
) -> None:
    if camera.is_there():
        pytest.skip("there is a camera")
    from PySide6.QtWidgets import QFileDialog

    path = room.office.folder / "a.jpg"
    path.write_bytes(photos.jpeg(900, 700, 1))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    bar.ways.photo.click()
    room.settle()
    assert [piece.name for piece in bar.pieces()] == ["a.jpg"]
    assert not any(w.metaObject().className() == "PhotoDialog" for w in QApplication.allWidgets())
