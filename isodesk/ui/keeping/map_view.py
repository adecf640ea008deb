"""The map drawn: cards in columns with the lines between them, reached by the arrow keys."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from isodesk.documents.map_layout import CARD, COLUMNS, DOWN, LEFT, RIGHT, UP, Card
from isodesk.i18n import tr
from isodesk.ui.cells import GAP
from isodesk.ui.keeping.map_model import MapModel, note_words, state_word
from isodesk.ui.list_header import ListHeader
from isodesk.ui.list_model import Index
from isodesk.ui.marks import paint_pill, pill_size
from isodesk.ui.states import mark_of
from isodesk.ui.theme import MEDIUM, SMALL, STRONG, current

_LEAST_EM = 12.5
"""Text units of a column at least; the map scrolls sideways below."""
_GUTTER_EM = 1.7
_GAP = 8
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class MapView(QTableView):
    """`opened(document)` on a click or Enter. Arrows go to the next card in their direction."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Map of the documents"))
        header = ListHeader(GAP, self)
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        self.setHorizontalHeader(header)
        self._top = header
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.clicked.connect(self._open)
        current().changed.connect(self.dress)

    def map_model(self) -> MapModel:
        """The model, typed."""
        model = self.model()
        assert isinstance(model, MapModel)
        return model

    def choose(self, document_id: int) -> None:
        """Make a document the current one and bring it into sight."""
        place = self.map_model().place_of(document_id)
        if place is not None:
            index = self.map_model().index(*place)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def dress(self) -> None:
        """Heights, widths and headings, after another map, size or text size."""
        if self.model() is None:
            return
        model, theme = self.map_model(), current()
        self.clearSpans()
        self._top.setFixedHeight(theme.around(16))
        card = card_height() + _GAP
        for row in range(model.rowCount()):
            self.setRowHeight(row, card)
        for row in model.headings():
            self.setRowHeight(row, theme.around(24))
            self.setSpan(row, 0, 1, len(COLUMNS))
        self._share_width()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        elif step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(*step)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove:
            at = self.indexAt(event.position().toPoint())  # type: ignore[attr-defined]
            over = at.isValid() and self.map_model().node_at(at.row(), at.column()) is not None
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
        return super().viewportEvent(event)

    def first(self) -> None:
        """Put the current card at the beginning of the map."""
        model = self.map_model()
        for row in range(model.rowCount()):
            columns = sorted(model.rows[row].cards)
            if columns:
                self.setCurrentIndex(model.index(row, columns[0]))
                return

    def _open(self, index: Index | QModelIndex) -> None:
        node = self.map_model().node_at(index.row(), index.column()) if index.isValid() else None
        if node is not None:
            self.opened.emit(node.id)

    def _step(self, down: int, across: int) -> None:
        """The nearest card that way: in its own row or column first, else in the next rows."""
        here = self.currentIndex()
        if not here.isValid():
            self.first()
            return
        model, row, column = self.map_model(), here.row() + down, here.column() + across
        while 0 <= row < model.rowCount() and 0 <= column < len(COLUMNS):
            cards = model.rows[row].cards
            found = column if column in cards else None
            if found is None and down and cards:
                found = min(cards, key=lambda at: abs(at - column))
            if found is not None:
                index = model.index(row, found)
                self.setCurrentIndex(index)
                self.scrollTo(index)
                return
            row, column = row + down, column + across

    def _share_width(self) -> None:
        least = round(_LEAST_EM * current().em)
        wide = max(least, self.viewport().width() // len(COLUMNS))
        with self._top.quiet():
            for at in range(len(COLUMNS)):
                self.setColumnWidth(at, wide)


def card_height() -> int:
    """Number and state, two lines of title, and the note."""
    body, small = current().metrics().lineSpacing(), current().metrics(SMALL).lineSpacing()
    return 3 * body + small + 16


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, view = index.model(), self.parent()
        assert isinstance(model, MapModel)
        assert isinstance(view, MapView)
        row = model.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.heading:
            _paint_heading(painter, option.rect, row.heading, row.note)
        else:
            _paint_lines(painter, option.rect, row.lines.get(index.column(), frozenset()))
            card = row.cards.get(index.column())
            if card is not None:
                here = view.currentIndex()
                picked = (here.row(), here.column()) == (index.row(), index.column())
                _paint_card(painter, _box(option.rect), card, picked, view.hasFocus())
        painter.restore()


def _gutter() -> int:
    return round(_GUTTER_EM * current().em)


def _box(cell: QRect) -> QRect:
    return QRect(cell.left() + _gutter(), cell.top(), cell.width() - _gutter(), card_height())


def _paint_heading(painter: QPainter, cell: QRect, heading: str, note: str) -> None:
    theme = current()
    box = cell.adjusted(_gutter(), 4, -8, -6)
    painter.fillRect(box, theme.colour("hover"))
    inside = box.adjusted(8, 0, -8, 0)
    painter.setFont(theme.font(weight=STRONG))
    painter.setPen(theme.colour("text"))
    painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter), heading)
    painter.setFont(theme.font(SMALL))
    painter.setPen(theme.colour("second"))
    where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(inside, int(where), note)


def _paint_lines(painter: QPainter, cell: QRect, parts: frozenset[str]) -> None:
    """The parts of lines in one cell, as `documents.map_layout` names them."""
    painter.setPen(QPen(current().colour("border"), 1.2))
    trunk = cell.left() + _gutter() // 2
    middle = cell.top() + card_height() // 2
    runs = {
        LEFT: (cell.left(), trunk),
        CARD: (trunk, cell.left() + _gutter()),
        RIGHT: (trunk, cell.right() + 1),
    }
    for part, (start, end) in runs.items():
        if part in parts:
            painter.drawLine(QPoint(start, middle), QPoint(end, middle))
    if UP in parts:
        painter.drawLine(QPoint(trunk, cell.top()), QPoint(trunk, middle))
    if DOWN in parts:
        painter.drawLine(QPoint(trunk, middle), QPoint(trunk, cell.bottom() + 1))


def _paint_card(painter: QPainter, box: QRect, card: Card, picked: bool, focused: bool) -> None:
    theme, node = current(), card.node
    painter.setBrush(theme.colour("pick" if picked else "base"))
    pen = QPen(theme.colour("accent" if picked and focused else "border"), 2 if picked else 1)
    painter.setPen(pen)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
    inside = box.adjusted(10, 7, -8, -7)
    body = theme.metrics().lineSpacing()
    room = inside.width() - _paint_state(painter, inside, card, picked)
    _write(painter, inside, 0, node.number, room, MEDIUM, "text")
    title = QRect(inside.left(), inside.top() + body, inside.width(), 2 * body)
    painter.setFont(theme.font())
    painter.setPen(theme.colour("text"))
    painter.drawText(title, int(Qt.TextFlag.TextWordWrap), _two_lines(node.title, title.width()))
    painter.setFont(theme.font(SMALL))
    painter.setPen(theme.colour("second"))
    small = theme.metrics(SMALL)
    note = small.elidedText(note_words(card), Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, int(Qt.AlignmentFlag.AlignBottom), note)


def _paint_state(painter: QPainter, inside: QRect, card: Card, picked: bool) -> int:
    """The state's pill at the right, where it is not simply in force; answers its width."""
    if not state_word(card.node):
        return 0
    mark = mark_of(card.node.state)
    size = pill_size(mark)
    middle = inside.top() + current().metrics().lineSpacing() / 2
    paint_pill(painter, inside.right() - size.width(), middle, mark, picked)
    return size.width() + 8


def _write(
    painter: QPainter, inside: QRect, top: int, text: str, room: int, weight: object, colour: str
) -> None:
    theme = current()
    painter.setFont(theme.font(weight=weight, figures=True))  # type: ignore[arg-type]
    painter.setPen(theme.colour(colour))
    shown = theme.metrics(figures=True).elidedText(text, Qt.TextElideMode.ElideRight, room)
    line = QRect(inside.left(), inside.top() + top, room, theme.metrics().lineSpacing())
    painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)


def _two_lines(text: str, room: int) -> str:
    """A title that fits two lines, cut with "…" where it does not."""
    metrics = current().metrics()
    most = round(room * 1.85)
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, most)
