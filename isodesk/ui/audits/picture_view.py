"""A picture as large as fits, or larger and moved by hand, wheel and keys."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isodesk.ui.parts import dress_surface
from isodesk.ui.theme import current

_STEP, _MOST = 1.25, 8.0


class PictureView(QWidget):
    """`zoom` 1.0 fits the picture into the view. `+`, `-` and `0` change it, arrows move."""

    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_surface(self, "desk")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.image = QImage()
        self.words = ""
        self.zoom = 1.0
        self._middle = QPointF(0.5, 0.5)
        self._held: QPointF | None = None

    def show_image(self, image: QImage, words: str = "") -> None:
        """Show a picture from its middle; without one these words."""
        self.image, self.words = image, words
        self.fit()

    def fit(self) -> None:
        """As large as fits."""
        self.zoom, self._middle = 1.0, QPointF(0.5, 0.5)
        self.zoomed.emit(self.zoom)
        self.update()

    def larger(self) -> None:
        """One step closer."""
        self._set_zoom(self.zoom * _STEP)

    def smaller(self) -> None:
        """One step back."""
        self._set_zoom(self.zoom / _STEP)

    def place(self) -> QRectF:
        """Where the picture lies in the view."""
        if self.image.isNull():
            return QRectF()
        size = QSize(self.image.width(), self.image.height())
        fitted = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        wide, high = fitted.width() * self.zoom, fitted.height() * self.zoom
        left = self.width() / 2 - self._middle.x() * wide
        top = self.height() / 2 - self._middle.y() * high
        return QRectF(left, top, wide, high)

    def sizeHint(self) -> QSize:
        return QSize(640, 420)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: (-0.1, 0.0),
            Qt.Key.Key_Right: (0.1, 0.0),
            Qt.Key.Key_Up: (0.0, -0.1),
            Qt.Key.Key_Down: (0.0, 0.1),
        }
        move = moves.get(Qt.Key(event.key()))
        if event.text() in ("+", "="):
            self.larger()
        elif event.text() == "-":
            self.smaller()
        elif event.text() == "0":
            self.fit()
        elif move is not None and self.zoom > 1.0:
            self._go_to(self._middle + QPointF(*move) / self.zoom)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self._set_zoom(self.zoom * (_STEP if event.angleDelta().y() > 0 else 1 / _STEP))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None and self.zoom > 1.0:
            moved, self._held = event.position() - self._held, event.position()
            place = self.place()
            self._go_to(
                self._middle - QPointF(moved.x() / place.width(), moved.y() / place.height())
            )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, theme = QPainter(self), current()
        painter.fillRect(self.rect(), theme.colour("desk"))
        if self.image.isNull():
            painter.setFont(theme.font())
            painter.setPen(theme.colour("second"))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), flags, self.words)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.place(), self.image)
            self.paint_over(painter)
        if self.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def paint_over(self, painter: QPainter) -> None:
        """What stands over the picture; nothing here."""

    def _set_zoom(self, zoom: float) -> None:
        self.zoom = min(max(zoom, 1.0), _MOST)
        self.zoomed.emit(self.zoom)
        self._go_to(self._middle if self.zoom > 1.0 else QPointF(0.5, 0.5))

    def _go_to(self, middle: QPointF) -> None:
        reach = 0.5 - 0.5 / self.zoom
        x = min(max(middle.x(), 0.5 - reach), 0.5 + reach)
        y = min(max(middle.y(), 0.5 - reach), 0.5 + reach)
        self._middle = QPointF(x, y)
        self.update()
