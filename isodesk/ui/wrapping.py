"""A row of buttons that goes on below where there is no room beside."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class WrappingRow(QLayout):
    """Lays its visible parts out from left to right, and on to further lines."""

    def __init__(self, gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._parts: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._parts.append(item)
        self.invalidate()  # Qt does not, where the widget shows already

    def count(self) -> int:
        return len(self._parts)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._parts[index] if 0 <= index < len(self._parts) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._parts):
            return None
        self.invalidate()
        return self._parts.pop(index)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), moving=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, moving=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """As wide as the widest part."""
        least = QSize(0, 0)
        for part in self._shown():
            least = least.expandedTo(part.minimumSize())
        return least

    def one_line(self) -> int:
        """How wide all parts are beside each other."""
        wide = [part.sizeHint().width() for part in self._shown()]
        return sum(wide) + self._gap * max(0, len(wide) - 1)

    def _shown(self) -> list[QLayoutItem]:
        return [part for part in self._parts if not part.isEmpty()]

    def _lines(self, wide: int) -> list[list[QLayoutItem]]:
        """The parts of each line, where one is so wide."""
        lines: list[list[QLayoutItem]] = []
        x = 0
        for part in self._shown():
            width = part.sizeHint().width()
            if not lines or x + width > wide:
                lines.append([])
                x = 0
            lines[-1].append(part)
            x += width + self._gap
        return lines

    def _place(self, rect: QRect, moving: bool) -> int:
        """Put every part where it goes within the rectangle, in the middle of its line; answers
        the height needed."""
        y = rect.top()
        lines = self._lines(rect.width())
        for line in lines:
            x, high = rect.left(), max(part.sizeHint().height() for part in line)
            for part in line if moving else ():
                size = part.sizeHint()
                down = (high - size.height()) // 2
                part.setGeometry(QRect(QPoint(x, y + down), size))
                x += size.width() + self._gap
            y += high + self._gap
        return max(0, y - rect.top() - self._gap)
