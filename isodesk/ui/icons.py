"""Icons that follow the palette: Tabler's outlines, drawn in the colour of the words beside them.

The SVG files lie in resources/icons under Tabler's own names; `NAMES` is every one the
application draws, so that a test can hold both lists together.
"""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from isodesk.paths import resource
from isodesk.ui.theme import current

_STROKE = "1.75"


def icon(name: str, colour: str = "second") -> QIcon:
    """An icon in a token's colour (`second`, `text`, `on_accent`, `danger`, `link`, a tone)."""
    return QIcon(_Engine(name, colour))


def pixmap(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """The icon `side` logical pixels wide, for a label or a delegate. Cached per colour."""
    return _pixmap(name, _hex(colour), side, ratio)


class IconLabel(QLabel):
    """A 16 px icon beside words; says nothing to a screen reader, as the words do.

    `beside` is the ratio of words it stands at the first line of, to be centred on that line.
    """

    def __init__(
        self,
        name: str,
        colour: str = "second",
        drawn: int = 16,
        beside: float = 0.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._token, self._drawn = name, colour, drawn
        self._beside = beside
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._draw()
        current().changed.connect(self._draw)

    def show_icon(self, name: str, colour: str = "second") -> None:
        """Draw another icon."""
        self._name, self._token = name, colour
        self._draw()

    def _draw(self) -> None:
        side = current().icon_size(self._drawn)
        self.setPixmap(pixmap(self._name, self._token, side, self.devicePixelRatioF()))
        line = current().metrics(self._beside).height() if self._beside else 0
        self.setFixedSize(side, max(side, line))


class _Engine(QIconEngine):
    """Reads the palette when painting, so a change of scheme recolours every icon."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name, self._token = name, colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect.topLeft(), self._drawn(rect.size(), mode, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._drawn(size, mode, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        return self._drawn(size / scale, mode, scale)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token)

    def _drawn(self, size: QSize, mode: QIcon.Mode, ratio: float) -> QPixmap:
        token = "disabled" if mode == QIcon.Mode.Disabled else self._token
        drawn = pixmap(self._name, token, min(size.width(), size.height()), ratio)
        return drawn if size.width() <= size.height() else _wider(drawn, size, ratio)


def _wider(drawn: QPixmap, size: QSize, ratio: float) -> QPixmap:
    """A push button stands text 4 px after its icon: the gap is drawn into the picture."""
    wide = QPixmap(size * ratio)
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(QPoint(0, 0), drawn)
    painter.end()
    return wide


def button_icon_size() -> QSize:
    """Icon size of a push button, with the gap to its word."""
    side = current().icon_size()
    return QSize(side + 4, side)


def _hex(token: str) -> str:
    palette = current().palette
    value = getattr(palette, token)
    return value if isinstance(value, str) else str(value.text)


@cache
def _pixmap(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    drawn = QPixmap(QSize(side, side) * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(_svg(name, colour)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return drawn


@cache
def _svg(name: str, colour: str) -> QByteArray:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    text = text.replace("currentColor", colour).replace('width="2"', f'width="{_STROKE}"')
    return QByteArray(text.encode())
