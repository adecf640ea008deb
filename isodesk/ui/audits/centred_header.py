"""A head whose names stand over what is drawn in the middle of its columns."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from isodesk.ui.list_header import ListHeader
from isodesk.ui.theme import REGULAR, SMALL, current
from isodesk.ui.typed_table import GAP

_INSET = 8


class CentredHeader(ListHeader):
    """Columns that `centred` names have their words in the middle, all by their first
    letter where one has no room; the others begin as their cells do."""

    def __init__(self, table: QWidget, centred: Callable[[int], bool]) -> None:
        super().__init__(GAP, table)
        self._centred = centred
        self.setSectionsMovable(False)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = current()
        painter.fillRect(rect, theme.colour("base"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        painter.setFont(theme.font(SMALL, REGULAR))
        painter.setPen(theme.colour("second"))
        metrics = theme.metrics(SMALL, REGULAR)
        if self._centred(section):
            shown = text if self._fits(rect.width()) else text[:1]
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), shown)
            return
        box = rect.adjusted(GAP if self.visualIndex(section) == 0 else _INSET, 0, -4, 0)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _fits(self, wide: int) -> bool:
        metrics, across = current().metrics(SMALL, REGULAR), Qt.Orientation.Horizontal
        names = [
            str(self.model().headerData(n, across) or "")
            for n in range(self.count())
            if self._centred(n)
        ]
        return all(metrics.horizontalAdvance(name) <= wide - 2 for name in names)
