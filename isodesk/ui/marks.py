"""Pills (a state as a word) and chips (Q, E, QE), as widgets and for delegates."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from isodesk.core.rows import Mark
from isodesk.i18n import tr
from isodesk.ui.states import SYSTEM_LETTERS, SYSTEM_WORDS, mark_of
from isodesk.ui.theme import CHIP, MEDIUM, SMALL, STRONG, current

_RIGHT = Qt.TextElideMode.ElideRight
_PILL_PADDING = 8
_CHIP_PADDING = 4


def pill_size(mark: Mark) -> QSize:
    """Logical size of a state's pill."""
    metrics = current().metrics(SMALL, MEDIUM)
    return QSize(metrics.horizontalAdvance(mark.word) + 2 * _PILL_PADDING, _pill_height())


def chip_size(systems: int) -> QSize:
    """Logical size of a system's chip."""
    metrics = current().metrics(CHIP, STRONG)
    letters = SYSTEM_LETTERS[systems][0]
    return QSize(metrics.horizontalAdvance(letters) + 2 * _CHIP_PADDING + 1, current().length(15))


def paint_pill(
    painter: QPainter, left: float, middle: float, mark: Mark, picked: bool, room: float = 0
) -> None:
    """Draw the pill from this left edge, centred on `middle`; `picked` adds its outline. Where
    there is `room` for less, its word is cut."""
    theme = current()
    if room:
        words = max(0, int(room) - 2 * _PILL_PADDING)
        cut = theme.metrics(SMALL, MEDIUM).elidedText(mark.word, _RIGHT, words)
        mark = Mark(cut, mark.tone)
    size = pill_size(mark)
    colour, fill = theme.tone(mark.tone)
    box = QRectF(left, middle - size.height() / 2, size.width(), size.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_outline(colour) if picked else Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    inside = box.adjusted(0.5, 0.5, -0.5, -0.5) if picked else box
    painter.drawRoundedRect(inside, inside.height() / 2, inside.height() / 2)
    painter.setFont(theme.font(SMALL, MEDIUM))
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.word)
    if mark.tone == "struck":
        inset, line = _PILL_PADDING, QPen(colour, 1)
        painter.setPen(line)
        y = round(middle) + 0.5
        painter.drawLine(QPointF(box.left() + inset, y), QPointF(box.right() - inset, y))


def paint_chip(painter: QPainter, left: float, middle: float, systems: int) -> None:
    """Draw Q, E or QE from this left edge, centred on `middle`."""
    theme, size = current(), chip_size(systems)
    letters, tone = SYSTEM_LETTERS[systems]
    colour, fill = theme.tone(tone)
    box = QRectF(left, middle - size.height() / 2, size.width(), size.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(theme.font(CHIP, STRONG))
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letters)


def _outline(colour: QColor) -> QPen:
    faint = QColor(colour)
    faint.setAlphaF(0.35)
    return QPen(faint, 1)


def _pill_height() -> int:
    return round(current().em * 1.46)


class Pill(QWidget):
    """A state, always with its word."""

    def __init__(self, state: str | Mark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(state)
        current().changed.connect(self.updateGeometry)

    def show_state(self, state: str | Mark) -> None:
        """Show another stored state word, or a Mark."""
        self._mark = mark_of(state)
        self.setAccessibleName(self._mark.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return pill_size(self._mark)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pill(painter, 0, self.height() / 2, self._mark, False)


class Chip(QWidget):
    """The systems a record belongs to, as letters; hidden where it belongs to none."""

    def __init__(self, systems: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_systems(systems)
        current().changed.connect(self.updateGeometry)

    def show_systems(self, systems: int) -> None:
        """1 quality, 2 environment, 3 both, 0 none."""
        self._systems = int(systems)
        known = self._systems in SYSTEM_LETTERS
        if self.parent() is not None or not known:  # alone it would show as a window
            self.setVisible(known)
        self.setAccessibleName(tr(SYSTEM_WORDS[self._systems]))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._systems) if self._systems in SYSTEM_LETTERS else QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._systems in SYSTEM_LETTERS:
            painter = QPainter(self)
            paint_chip(painter, 0, self.height() / 2, self._systems)
