"""Take a photo with the computer's camera: see, take, look at it, keep it or take another."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QImageCapture,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrameInput,
    QVideoSink,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from isodesk.i18n import tr
from isodesk.ui.dialog import Dialog


class PhotoDialog(Dialog):
    """`taken(bytes)` with the JPEG that was kept. `source` gives other pictures than the camera:
    a microscope's or a test's."""

    taken = Signal(bytes)

    def __init__(
        self, parent: QWidget | None = None, source: QVideoFrameInput | None = None
    ) -> None:
        super().__init__(tr("Take a photo"), "", 720, 600, False, parent=parent)
        self._photo: QImage | None = None
        self._seen = QImage()
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.picture.setAccessibleName(tr("What the camera sees"))
        self.body.addWidget(self.picture, 1)
        self.add_close(tr("&Cancel"))
        self.other = self.add_button(tr("&Other camera"), self._turn, "", "refresh")
        self.other.hide()
        self.files = self.add_button(tr("&From a file"), self._leave_for_files)
        self.files.hide()
        self._choose: Callable[[], object] | None = None
        self.again = self.add_button(tr("Take &another"), self._begin)
        self.take = self.add_button(tr("&Take the photo"), self._take, "primary", "camera")
        self.keep = self.add_button(tr("&Keep it"), self._keep, "primary")
        self._connect(source)
        self._begin()

    def offer_files(self, choose: Callable[[], object]) -> None:
        """Offer to choose photos from files instead."""
        self._choose = choose
        self.files.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paint()

    def _connect(self, source: QVideoFrameInput | None) -> None:
        self._session, self._sink = QMediaCaptureSession(self), QVideoSink(self)
        self._capture = QImageCapture(self)
        self._camera = None if source is not None else QCamera(_first_camera(), self)
        if source is not None:
            self._session.setVideoFrameInput(source)
        else:
            self._connect_camera()
        self._session.setImageCapture(self._capture)
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(lambda frame: self._live(frame.toImage()))
        self._capture.imageCaptured.connect(lambda _, image: self._took(image))
        self._capture.errorOccurred.connect(lambda *said: self.say("red", str(said[-1])))

    def _connect_camera(self) -> None:
        camera = self._camera
        assert camera is not None
        self._session.setCamera(camera)
        camera.errorOccurred.connect(lambda _, words: self.say("red", words))
        self.finished.connect(lambda _: camera.stop())
        if len(QMediaDevices.videoInputs()) > 1:
            self.other.show()

    def _turn(self) -> None:
        """The next camera of several, as a tablet's front and back."""
        if self._camera is not None:
            inputs = QMediaDevices.videoInputs()
            at = inputs.index(self._camera.cameraDevice())
            self._camera.setCameraDevice(inputs[(at + 1) % len(inputs)])

    def _run(self, running: bool) -> None:
        if self._camera is not None:
            self._camera.setActive(running)

    def _begin(self) -> None:
        self._photo = None
        self._run(True)
        self._offer()

    def _take(self) -> None:
        self._capture.capture()

    def _took(self, image: QImage) -> None:
        self._photo = image
        self._run(False)
        self._see(image)
        self._offer()

    def _leave_for_files(self) -> None:
        self.reject()
        if self._choose is not None:
            self._choose()

    def _keep(self) -> None:
        if self._photo is not None:
            self.taken.emit(_jpeg_of(self._photo))
            self.accept()

    def _offer(self) -> None:
        """Take while the camera shows; keep or take another once there is a photo."""
        took = self._photo is not None
        self.take.setVisible(not took)
        self.again.setVisible(took)
        self.keep.setVisible(took)

    def _live(self, image: QImage) -> None:
        """What the camera sees, until a photo is taken."""
        if self._photo is None:
            self._see(image)

    def _see(self, image: QImage) -> None:
        self._seen = image
        self._paint()

    def _paint(self) -> None:
        if not self._seen.isNull():
            way = Qt.TransformationMode.SmoothTransformation
            kept = Qt.AspectRatioMode.KeepAspectRatio
            fitted = QPixmap.fromImage(self._seen).scaled(self.picture.size(), kept, way)
            self.picture.setPixmap(fitted)


def _first_camera() -> QCameraDevice:
    """The one at the back where there is one: it is things that are photographed."""
    back = QCameraDevice.Position.BackFace
    behind = [each for each in QMediaDevices.videoInputs() if each.position() == back]
    return behind[0] if behind else QMediaDevices.defaultVideoInput()


def _jpeg_of(image: QImage) -> bytes:
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 95)  # type: ignore[call-overload]
    return bytes(kept.data())
