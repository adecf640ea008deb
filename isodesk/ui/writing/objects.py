"""What stands in the text as one sign, drawn: fields, links, pictures, breaks and lines."""

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from isodesk.i18n import tr
from isodesk.ui.theme import current
from isodesk.ui.writing.forms import BODY, LINK
from isodesk.ui.writing.reading import held_block
from isodesk.ui.writing.shown import Shown
from isodesk.writing.tree import PageBreak, Picture

HEADINGS = {1: 1.5, 2: 1.25, 3: 1.1}
"""Sizes of headings against the body; the lower ones are as large as it."""
_PAD = 3.0


class InlineObjects(QPyTextObject):
    """Fields and links: their words on a soft tint, within the line."""

    def __init__(self, shown: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = shown

    def intrinsicSize(self, document: QTextDocument, at: int, told: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(_font(document, at, told))
        widest = max(40.0, text_width(document) - 8)
        words = metrics.horizontalAdvance(self._shown.words(told)) + 2 * _PAD
        return QSizeF(min(words, widest), metrics.ascent())

    def drawObject(
        self,
        painter: QPainter,
        room: QRectF | QRect,
        document: QTextDocument,
        at: int,
        told: QTextFormat,
    ) -> None:
        rect = QRectF(room)
        font = _font(document, at, told)
        metrics = QFontMetricsF(font)
        words, tint = current().tone("blue" if told.hasProperty(LINK) else "grey")
        ground = rect.adjusted(0.5, 0, -0.5, metrics.descent())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_picked(told) or tint)
        painter.drawRoundedRect(ground, 3, 3)
        painter.setFont(font)
        painter.setPen(current().colour("on_accent") if _picked(told) else words)
        wide = rect.width() - 2 * _PAD + 1
        text = metrics.elidedText(self._shown.words(told), Qt.TextElideMode.ElideRight, wide)
        painter.drawText(QPointF(rect.left() + _PAD, rect.bottom()), text)
        painter.restore()


class BlockObjects(QPyTextObject):
    """Pictures with their captions, page breaks, lines."""

    def __init__(self, shown: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = shown

    def intrinsicSize(self, document: QTextDocument, at: int, told: QTextFormat) -> QSizeF:
        block, wide = held_block(told.stringProperty(BODY)), text_width(document)
        if isinstance(block, Picture):
            size = self._size(block, wide)
            caption = _caption_rect(document, block, size.width()).height()
            return QSizeF(size.width(), size.height() + caption)
        return QSizeF(wide - 2, QFontMetricsF(document.defaultFont()).height())

    def drawObject(
        self,
        painter: QPainter,
        room: QRectF | QRect,
        document: QTextDocument,
        at: int,
        told: QTextFormat,
    ) -> None:
        rect = QRectF(room)
        block = held_block(told.stringProperty(BODY))
        painter.save()
        if isinstance(block, Picture):
            self._picture(painter, rect, document, block)
        else:
            words = tr("Page break") if isinstance(block, PageBreak) else ""
            _line(painter, rect, document, words)
        if ground := _picked(told):
            painter.setPen(QPen(ground, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _size(self, block: Picture, wide: float) -> QSizeF:
        across = max(24.0, wide * block.width / 1000 - 2)
        pixmap = self._shown.picture(block.sha256)
        if pixmap is None or not pixmap.width():
            return QSizeF(across, across * 0.4)
        return QSizeF(across, across * pixmap.height() / pixmap.width())

    def _picture(
        self, painter: QPainter, rect: QRectF, document: QTextDocument, block: Picture
    ) -> None:
        size = self._size(block, text_width(document))
        frame = QRectF(rect.topLeft(), size)
        pixmap = self._shown.picture(block.sha256)
        if pixmap is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(frame, pixmap, QRectF(pixmap.rect()))
        else:
            painter.setPen(current().colour("border"))
            painter.drawRect(frame.adjusted(0, 0, -1, -1))
            painter.setPen(current().colour("second"))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, block.alt or tr("Picture"))
        if block.caption:
            painter.setPen(current().colour("second"))
            painter.setFont(_small(document))
            under = _caption_rect(document, block, size.width())
            painter.drawText(
                under.translated(frame.bottomLeft()), Qt.TextFlag.TextWordWrap.value, block.caption
            )


def text_width(document: QTextDocument) -> float:
    """Pixels that a line of the text has."""
    wide = document.textWidth()
    return (wide if wide > 0 else 600.0) - 2 * document.documentMargin()


def _font(document: QTextDocument, at: int, told: QTextFormat) -> QFont:
    font = QFont(document.defaultFont())
    form = told.toCharFormat()
    level = document.findBlock(at).blockFormat().headingLevel()
    if level:
        font.setPointSizeF(font.pointSizeF() * HEADINGS.get(level, 1.0))
        font.setWeight(QFont.Weight.DemiBold)
    if form.fontWeight() >= QFont.Weight.Bold:
        font.setWeight(QFont.Weight.Bold)
    font.setItalic(form.fontItalic())
    return font


def _small(document: QTextDocument) -> QFont:
    font = QFont(document.defaultFont())
    font.setPointSizeF(font.pointSizeF() * 0.88)
    return font


def _caption_rect(document: QTextDocument, block: Picture, wide: float) -> QRectF:
    """Where the caption stands, from the picture's lower left corner; nothing without one."""
    if not block.caption:
        return QRectF()
    metrics = QFontMetricsF(_small(document))
    room = QRectF(0, 0, max(wide, metrics.averageCharWidth() * 12), 10_000)
    used = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, block.caption)
    return QRectF(0, 4, room.width(), used.height() + 6)


def _picked(told: QTextFormat) -> QColor | None:
    """The ground of a selection that covers the sign, if one does."""
    brush = told.background()
    return brush.color() if brush.style() != Qt.BrushStyle.NoBrush else None


def _line(painter: QPainter, rect: QRectF, document: QTextDocument, words: str) -> None:
    """A hairline over the width; with words in its middle it is dashed."""
    middle = round(rect.center().y()) + 0.5
    pen = QPen(current().colour("border"))
    pen.setStyle(Qt.PenStyle.DashLine if words else Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    painter.setFont(_small(document))
    room = QFontMetricsF(painter.font()).horizontalAdvance(words) / 2 + 10 if words else 0.0
    centre = rect.center().x()
    painter.drawLine(QPointF(rect.left(), middle), QPointF(centre - room, middle))
    painter.drawLine(QPointF(centre + room, middle), QPointF(rect.right(), middle))
    if words:
        painter.setPen(current().colour("second"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
