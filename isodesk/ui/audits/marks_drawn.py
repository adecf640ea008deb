"""Marks on a photo: arrow, box, circle, line by hand, a few words; one colour with a white edge,
so that they show on any ground."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

COLOUR, EDGE = QColor("#D81B1B"), QColor("#FFFFFF")
_LINE = 1 / 220
"""Width of a line against the longer side of the picture."""
_HEAD, _TEXT = 6.0, 7.0
"""Length of an arrow's head, and height of the words, in widths of a line."""


class Tool(Enum):
    """What is drawn, with its words."""

    ARROW = "Arrow"
    BOX = "Box"
    CIRCLE = "Circle"
    FREE = "By hand"
    TEXT = "Words"


@dataclass(frozen=True)
class Mark:
    """One mark; points in pixels of the picture, two of them but by hand. Words stand at the
    first."""

    tool: Tool
    points: tuple[tuple[float, float], ...]
    words: str = ""

    @property
    def drawn(self) -> bool:
        """Whether there is anything to see."""
        if self.tool is Tool.TEXT:
            return bool(self.words.strip())
        return len(self.points) > 1 and len(set(self.points)) > 1


def burned_in(image: QImage, marks: Iterable[Mark]) -> QImage:
    """The picture with its marks, of the same size."""
    made = image.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(made)
    for mark in marks:
        paint_mark(painter, mark, line_width(image))
    painter.end()
    return made


def line_width(image: QImage) -> float:
    """How thick lines are on this picture, in its pixels."""
    return max(2.0, max(image.width(), image.height()) * _LINE)


def paint_mark(painter: QPainter, mark: Mark, width: float) -> None:
    """Draw a mark in pixels of the picture, its white edge first."""
    if not mark.drawn:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = _path(mark, width)
    round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    words = mark.tool is Tool.TEXT
    edge = width * (1.2 if words else 1.9)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(EDGE, edge, Qt.PenStyle.SolidLine, round_cap, round_join))
    painter.drawPath(path)
    if words:
        painter.fillPath(path, COLOUR)
    else:
        painter.setPen(QPen(COLOUR, width, Qt.PenStyle.SolidLine, round_cap, round_join))
        painter.drawPath(path)


def _path(mark: Mark, width: float) -> QPainterPath:
    points = [QPointF(*point) for point in mark.points]
    path = QPainterPath(points[0])
    if mark.tool is Tool.TEXT:
        font = QFont()
        font.setPixelSize(max(8, round(width * _TEXT)))
        font.setBold(True)
        path.addText(points[0], font, mark.words)
    elif mark.tool is Tool.BOX:
        path.addRect(QRectF(points[0], points[-1]).normalized())
    elif mark.tool is Tool.CIRCLE:
        path.addEllipse(QRectF(points[0], points[-1]).normalized())
    else:
        for point in points[1:]:
            path.lineTo(point)
        if mark.tool is Tool.ARROW:
            _add_head(path, points[0], points[-1], width * _HEAD)
    return path


def _add_head(path: QPainterPath, start: QPointF, tip: QPointF, length: float) -> None:
    angle = math.atan2(tip.y() - start.y(), tip.x() - start.x())
    for turn in (math.radians(150), math.radians(-150)):
        path.moveTo(tip)
        path.lineTo(tip + QPointF(math.cos(angle + turn) * length, math.sin(angle + turn) * length))
