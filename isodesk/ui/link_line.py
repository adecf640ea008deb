"""A line of text with a note at its right that opens what it names: by click, Enter or space."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from isodesk.ui.pressable import Pressable
from isodesk.ui.theme import current

_IN = 6
"""Pixels the ground of a hovered line reaches beyond its words."""


class LinkLine(Pressable):
    """Words at the left, elided where they must be; a note at the right, red when `late`."""

    def __init__(
        self, words: str, note: str = "", late: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.words, self.note, self._late = words, note, late
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{words}, {note}" if note else words)
        current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(current().length(200), current().around(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            ring = QPen(theme.colour("accent"), 2)
            painter.setPen(ring if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        box = self.rect().adjusted(_IN, 0, -_IN, 0)
        wide = theme.metrics(figures=True).horizontalAdvance(self.note)
        self._paint_note(painter, box)
        self._paint_words(painter, box.adjusted(0, 0, -(wide + 12) if wide else 0, 0))

    def _paint_note(self, painter: QPainter, box: QRect) -> None:
        painter.setFont(current().font(figures=True))
        painter.setPen(current().colour("danger" if self._late else "second"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(right), self.note)

    def _paint_words(self, painter: QPainter, box: QRect) -> None:
        metrics = current().metrics(figures=True)
        text = metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, box.width())
        self.setToolTip(self.words if text != self.words else "")
        painter.setPen(current().colour("text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), text)
