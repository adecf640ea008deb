"""A photo one draws marks on: by mouse, finger or pen, and by keys with a cross that moves."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPen

from isodesk.ui.audits.marks_drawn import EDGE, Mark, Tool, line_width, paint_mark
from isodesk.ui.audits.picture_view import PictureView
from isodesk.ui.theme import current

_STEPS = 100
"""Steps of the cross over the longer side; with Shift it goes five at once."""
_MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MarkView(PictureView):
    """Arrows move the cross, Space begins and ends a mark, Esc gives it up. `changed` after each
    mark; `words_wanted` where words are to stand but none are typed."""

    changed = Signal()
    words_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tool = Tool.ARROW
        self.words = ""
        self.typed = ""
        self.marks: list[Mark] = []
        self._begun: list[QPointF] = []
        self._cross: QPointF | None = None
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_image(self, image: QImage, words: str = "") -> None:
        self.marks, self._begun, self._cross = [], [], None
        super().show_image(image, words)
        self.changed.emit()

    def undo(self) -> None:
        """Take the last mark, or the one that is being drawn, away."""
        if self._begun:
            self._begun = []
        elif self.marks:
            self.marks.pop()
        self.update()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = _MOVES.get(Qt.Key(event.key()))
        if self.image.isNull():
            super().keyPressEvent(event)
        elif move is not None:
            far = 5 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._move_cross(move[0] * far, move[1] * far)
        elif event.key() == Qt.Key.Key_Space:
            self._press_key()
        elif event.key() == Qt.Key.Key_Escape and self._begun:
            self.undo()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self.image.isNull():
            self._cross = None
            self._begin(self._on_picture(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._begun:
            self._go_on(self._on_picture(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._begun:
            self._end()

    def paint_over(self, painter: QPainter) -> None:
        place = self.place()
        scale = place.width() / self.image.width()
        painter.save()
        painter.translate(place.topLeft())
        painter.scale(scale, scale)
        drawing = self._mark()
        for mark in (*self.marks, *([drawing] if drawing else [])):
            paint_mark(painter, mark, line_width(self.image))
        painter.restore()
        if self._cross is not None:
            self._paint_cross(painter, place.topLeft() + self._cross * scale)

    def _paint_cross(self, painter: QPainter, at: QPointF) -> None:
        arm = 14
        for colour, width in ((EDGE, 4), (current().colour("accent"), 2)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0))
            painter.drawLine(at - QPointF(0, arm), at + QPointF(0, arm))

    def _move_cross(self, right: int, down: int) -> None:
        step = max(self.image.width(), self.image.height()) / _STEPS
        middle = QPointF(self.image.width() / 2, self.image.height() / 2)
        at = middle if self._cross is None else self._cross + QPointF(right, down) * step
        self._cross = self._inside(at)
        if self._begun:
            self._go_on(self._cross)
        self.update()

    def _press_key(self) -> None:
        if self._cross is None:
            self._move_cross(0, 0)
        elif self._begun:
            self._end()
        else:
            self._begin(self._cross)

    def _begin(self, at: QPointF) -> None:
        if self.tool is Tool.TEXT and not self.typed.strip():
            self.words_wanted.emit()
            return
        self._begun = [at]
        if self.tool is Tool.TEXT:
            self._end()

    def _go_on(self, at: QPointF) -> None:
        if self.tool is Tool.FREE:
            self._begun.append(at)
        else:
            self._begun = [self._begun[0], at]
        self.update()

    def _end(self) -> None:
        mark = self._mark()
        self._begun = []
        if mark is not None and mark.drawn:
            self.marks.append(mark)
            self.changed.emit()
        self.update()

    def _mark(self) -> Mark | None:
        """What is being drawn."""
        if not self._begun:
            return None
        points = tuple((point.x(), point.y()) for point in self._begun)
        return Mark(self.tool, points, self.typed if self.tool is Tool.TEXT else "")

    def _on_picture(self, at: QPointF) -> QPointF:
        place = self.place()
        scale = self.image.width() / place.width()
        return self._inside((at - place.topLeft()) * scale)

    def _inside(self, at: QPointF) -> QPointF:
        box = QRectF(self.image.rect())
        return QPointF(
            min(max(at.x(), box.left()), box.right()), min(max(at.y(), box.top()), box.bottom())
        )
