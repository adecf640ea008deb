"""The found records as a list: number, title and state, and under them the words found."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from isodesk.core.rows import Mark
from isodesk.ui.list_model import Index
from isodesk.ui.marks import paint_pill, pill_size
from isodesk.ui.states import mark_of
from isodesk.ui.theme import MEDIUM, REGULAR, SMALL, STRONG, current

_MARKED = re.compile("\x02([^\x03]*)\x03")
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class Found(Protocol):
    """What is shown of a hit (`store.search.Hit`, which would bring SQLAlchemy with it)."""

    @property
    def record_id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def excerpt(self) -> str: ...


class Results(QAbstractListModel):
    """The hits, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: tuple[Found, ...] = ()
        self.marks: tuple[Mark, ...] = ()

    def show(
        self,
        hits: Sequence[Found],
        mark: Callable[[Found], Mark | str] = lambda hit: hit.state,
    ) -> None:
        """Show these; `mark` says the state of each."""
        self.beginResetModel()
        self.hits = tuple(hits)
        self.marks = tuple(mark_of(mark(hit)) for hit in hits)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            state = self.marks[index.row()].word
            return f"{hit.number} {hit.title}, {state}. {plain(hit.excerpt)}".strip()
        return hit.title if role == Qt.ItemDataRole.ToolTipRole else None


def plain(excerpt: str) -> str:
    """An excerpt without its marks."""
    return "".join(words for words, _ in pieces(excerpt))


def pieces(excerpt: str) -> Iterator[tuple[str, bool]]:
    """(words, whether they are the ones looked for), white space in one."""
    text = re.sub(r"\s+", " ", excerpt)
    for n, words in enumerate(_MARKED.split(text)):
        if words:
            yield words, n % 2 == 1


class ResultDelegate(QStyledItemDelegate):
    """Two lines a hit; the second only where words were found in the text."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, Results)
        theme, second = current(), bool(plain(model.hits[index.row()].excerpt))
        small = theme.metrics(SMALL).lineSpacing() if second else 0
        return QSize(theme.length(200), theme.around(16) + small + (4 if small else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, Results)
        hit, theme = model.hits[index.row()], current()
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        if picked:
            painter.fillRect(option.rect, theme.colour("pick"))
        box = option.rect.adjusted(16, 8, -16, -8)
        line = theme.metrics().height()
        top = QRect(box.left(), box.top(), box.width(), line)
        self._paint_first(painter, top, hit, model.marks[index.row()], picked)
        if hit.excerpt:
            under = QRect(box.left(), box.top() + line, box.width(), box.height() - line)
            self._paint_excerpt(painter, under, hit.excerpt)

    def _paint_first(
        self, painter: QPainter, box: QRect, hit: Found, mark: Mark, picked: bool
    ) -> None:
        theme = current()
        number = theme.metrics(figures=True).horizontalAdvance(hit.number) + 12
        painter.setFont(theme.font(figures=True))
        painter.setPen(theme.colour("second"))
        painter.drawText(box, _MIDDLE, hit.number)
        room = box.width() - number - pill_size(mark).width() - 12
        title = theme.metrics(weight=MEDIUM).elidedText(
            hit.title, Qt.TextElideMode.ElideRight, max(0, room)
        )
        painter.setFont(theme.font(weight=MEDIUM))
        painter.setPen(theme.colour("text"))
        painter.drawText(box.adjusted(number, 0, 0, 0), _MIDDLE, title)
        left = box.right() - pill_size(mark).width()
        paint_pill(painter, left, box.center().y() + 1, mark, picked)

    def _paint_excerpt(self, painter: QPainter, box: QRect, excerpt: str) -> None:
        left = box.left()
        for words, found in pieces(excerpt):
            weight = STRONG if found else REGULAR
            metrics = current().metrics(SMALL, weight)
            room = box.right() - left
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            self._write(painter, QRect(left, box.top(), room, box.height()), shown, weight)
            left += metrics.horizontalAdvance(shown)
            if shown != words:
                return

    @staticmethod
    def _write(painter: QPainter, box: QRect, words: str, weight: QFont.Weight) -> None:
        painter.setFont(current().font(SMALL, weight))
        painter.setPen(current().colour("text" if weight == STRONG else "second"))
        painter.drawText(box, _MIDDLE, words)
