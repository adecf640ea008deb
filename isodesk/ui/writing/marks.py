"""Bullets, numbers and the bars of quotations, painted beside the lines that bear them."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextBlock, QTextCursor, QTextDocument

from isodesk.ui.theme import current
from isodesk.ui.writing.forms import MARK, QUOTE, Shape, kind_of, shape_from
from isodesk.writing.lists import Counts
from isodesk.writing.tree import Heading, Mark, Paragraph

_BULLETS = "•–▪"
_LONGEST = 3000
"""Blocks that are looked at above the screen to find where a list begins."""
_BAR = 3


def paint_marks(painter: QPainter, document: QTextDocument, seen: QRectF) -> None:
    """Paint the marks of the lines within `seen`, in the document's coordinates."""
    for block, number in _visible(document, seen):
        told = block.blockFormat()
        if told.hasProperty(QUOTE):
            _bars(painter, document, block)
        if told.hasProperty(MARK):
            _mark(painter, document, block, shape_from(told), number)


def number_of(block: QTextBlock) -> int | None:
    """The number that an item of a numbered list shows."""
    counts, number = Counts(), None
    for each in _since_list_began(block):
        number = _after(counts, each)
    return number


def _visible(document: QTextDocument, seen: QRectF) -> Iterator[tuple[QTextBlock, int | None]]:
    layout = document.documentLayout()
    block = document.findBlock(max(0, layout.hitTest(seen.topLeft(), Qt.HitTestAccuracy.FuzzyHit)))
    cell, counts = object(), Counts()
    while block.isValid():
        if layout.blockBoundingRect(block).top() > seen.bottom() and not _in_table(block):
            return
        own = _cell(block)
        if own != cell:
            cell, counts = own, Counts()
            for before in _since_list_began(block):
                if before != block:
                    _after(counts, before)
        yield block, _after(counts, block)
        block = block.next()


def _since_list_began(block: QTextBlock) -> list[QTextBlock]:
    """The blocks of the same cell from where its list may have begun, down to this one."""
    own, found = _cell(block), [block]
    each = block.previous()
    while each.isValid() and len(found) < _LONGEST:
        if _cell(each) == own:
            found.append(each)
            if _ends_lists(each):
                break
        elif own is not None:
            break
        each = each.previous()
    return found[::-1]


def _ends_lists(block: QTextBlock) -> bool:
    told = block.blockFormat()
    return not told.hasProperty(MARK) and not kind_of(told) and not shape_from(told).level


def _after(counts: Counts, block: QTextBlock) -> int | None:
    told = block.blockFormat()
    shape = shape_from(told)
    if shape.kind:
        return None
    if shape.heading:
        return counts.after(Heading(shape.heading))
    return counts.after(Paragraph((), shape.mark, shape.level))


def _cell(block: QTextBlock) -> tuple[int, int, int] | None:
    """Which cell of which table a block stands in; None outside tables."""
    table = QTextCursor(block).currentTable()
    if table is None:
        return None
    cell = table.cellAt(block.position())
    return table.objectIndex(), cell.row(), cell.column()


def _in_table(block: QTextBlock) -> bool:
    return QTextCursor(block).currentTable() is not None


def _mark(
    painter: QPainter, document: QTextDocument, block: QTextBlock, shape: Shape, number: int | None
) -> None:
    lines = block.layout()
    if not lines.lineCount() or not isinstance(shape.mark, Mark):
        return
    line, at = lines.lineAt(0), document.documentLayout().blockBoundingRect(block).topLeft()
    painter.setFont(document.defaultFont())
    painter.setPen(current().colour("second"))
    words = f"{number}." if number is not None else _BULLETS[min(shape.mark.level, 2)]
    wide = painter.fontMetrics().horizontalAdvance(words)
    indent = (shape.mark.level + 1 + shape.quote) * document.indentWidth()
    left = at.x() + indent - wide - document.indentWidth() * 0.28
    painter.drawText(QPointF(left, at.y() + line.y() + line.ascent()), words)


def _bars(painter: QPainter, document: QTextDocument, block: QTextBlock) -> None:
    rect = document.documentLayout().blockBoundingRect(block)
    lines = block.layout()
    low = rect.top() + sum(lines.lineAt(n).height() for n in range(lines.lineCount()))
    for n in range(block.blockFormat().intProperty(QUOTE)):
        left = rect.left() + n * document.indentWidth()
        painter.fillRect(QRectF(left, rect.top(), _BAR, low - rect.top()), current().colour("line"))
