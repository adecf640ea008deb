"""A list of what was found, laid over the window: it never takes the keyboard from the field."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from isodesk.core.rows import Mark
from isodesk.ui.parts import small_words
from isodesk.ui.search_results import Found, ResultDelegate, Results
from isodesk.ui.theme import current

ROWS = 8
"""Rows that show at once."""


class FoundPopup(QWidget):
    """Down and up choose. Whoever is more than it says with `take` what a choice does."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.results = Results(self)
        self.list = QListView()
        self.list.setModel(self.results)
        self.list.setItemDelegate(ResultDelegate(self.list))
        self.list.setAccessibleName(name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(lambda index: self.take(index.row()))
        self.list.entered.connect(self.list.setCurrentIndex)
        self.count = small_words()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 6, 1, 1)
        self.column.setSpacing(0)
        self.column.addWidget(self.list)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(15, 6, 15, 8)
        self.foot.addWidget(self.count)
        self.column.addLayout(self.foot)
        self.hide()

    def take(self, at: int) -> None:
        """What was chosen, by its place among the results."""
        raise NotImplementedError

    def show_found(
        self, hits: Sequence[Found], mark: Callable[[Found], Mark | str], said: str
    ) -> None:
        """Show these, the first of them chosen, and say how many they are."""
        self.results.show(hits, mark)
        self.list.setCurrentIndex(self.results.index(0))
        self.list.scrollToTop()
        self.count.setText(said)

    def step(self, by: int) -> None:
        """So many rows down."""
        last = self.results.rowCount() - 1
        at = min(max(self.list.currentIndex().row() + by, 0), last)
        self.list.setCurrentIndex(self.results.index(at))

    def fit(self, wide: int, room: int) -> None:
        """As wide as this, and as high as its rows, within the room there is."""
        shown = range(min(ROWS, len(self.results.hits)))
        high = sum(self.list.sizeHintForRow(at) for at in shown)
        self.setFixedWidth(wide)
        self.list.setVisible(high > 0)
        self.list.setFixedHeight(max(0, min(high, room - self._beside())))
        self.adjustSize()

    def _beside(self) -> int:
        """Pixels of height that the list does not have."""
        margins, parts = self.column.contentsMargins(), range(self.column.count())
        others = [part for at in parts if (part := self.column.itemAt(at)) is not None]
        high = [part.sizeHint().height() for part in others if part.widget() is not self.list]
        return margins.top() + margins.bottom() + sum(high) + self.column.spacing() * len(high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("border"))
        painter.setBrush(theme.colour("base"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
