"""The head of a list: quiet words over their columns, and an arrow at the one sorted by."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from isodesk.ui.cells import GAP
from isodesk.ui.icons import pixmap
from isodesk.ui.theme import REGULAR, SMALL, current


class ListHeader(QHeaderView):
    """Paints its sections itself, so that head and cells share one inset."""

    dragged = Signal(int, int)
    """The user drew a column to another width: (column, pixels)."""

    def __init__(self, inset: int, parent: QWidget, gap: int = GAP) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._inset, self._gap = inset, gap
        self._sorted: int | None = None
        self._down = False
        self._own_doing = False
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMinimumSectionSize(24)
        self.sectionResized.connect(self._resized)

    def mark(self, column: int | None, descending: bool) -> None:
        """Show by which column the list is ordered."""
        self._sorted, self._down = column, descending
        self.viewport().update()

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """While the list itself sets widths."""
        self._own_doing = True
        try:
            yield
        finally:
            self._own_doing = False

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Words in the second colour over a hairline."""
        theme = current()
        painter.fillRect(rect, theme.colour("base"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        left = self._inset if self.visualIndex(section) == 0 else self._gap
        box = rect.adjusted(left, 0, 0, -1)
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        painter.setFont(theme.font(SMALL, REGULAR))
        painter.setPen(theme.colour("text" if section == self._sorted else "second"))
        metrics = theme.metrics(SMALL, REGULAR)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), text)
        if section == self._sorted and text:
            self._paint_arrow(painter, box, metrics.horizontalAdvance(text))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().around(16))

    def _paint_arrow(self, painter: QPainter, box: QRect, after: int) -> None:
        side = current().icon_size(12)
        if after + side + 4 <= box.width():
            name = "chevron-down" if self._down else "chevron-up"
            top = box.top() + (box.height() - side) // 2
            arrow = pixmap(name, "second", side, self.devicePixelRatioF())
            painter.drawPixmap(box.left() + after + 4, top, arrow)

    def _resized(self, column: int, before: int, after: int) -> None:
        if not self._own_doing and before and after and self.isVisible():
            self.dragged.emit(column, after)
