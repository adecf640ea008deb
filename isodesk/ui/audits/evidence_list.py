"""The pieces of evidence beside each other: small pictures or icons, with two lines of words."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QImage, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isodesk.i18n import tr
from isodesk.services.audit_values import EvidenceValue
from isodesk.ui.audits.evidence_model import EvidenceModel
from isodesk.ui.audits.evidence_words import ICONS, first_line, has_picture
from isodesk.ui.audits.in_view import bring_into_view
from isodesk.ui.icons import pixmap
from isodesk.ui.theme import SMALL, current

Index = QModelIndex | QPersistentModelIndex
_WIDE, _HIGH = 76, 56
_GAP, _IN = 10, 6
_MOST_WORDS = 150
_NO_BOUND = 16_777_215
_MOST_ROWS = 12
"""Rows that show at once; further ones are scrolled to."""


class EvidenceList(QListView):
    """Enter opens a piece, F2 changes its words, Del takes it off; as high as it needs."""

    opened = Signal(object)
    rewording = Signal(object)
    removing = Signal(object)
    menu_wanted = Signal(object, object)
    """(piece, where on the screen)"""

    def __init__(self, model: EvidenceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(model, self))
        self.setAccessibleName(tr("Evidence"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.selectionModel().currentChanged.connect(self._follow)
        self.doubleClicked.connect(lambda _: self._send(self.opened))
        model.modelReset.connect(self._measure)
        model.dataChanged.connect(self._worded)
        current().changed.connect(self._measure)

    def chosen(self) -> EvidenceValue | None:
        """The piece that is marked."""
        index = self.currentIndex()
        return self._pieces.pieces[index.row()] if index.isValid() else None

    def choose(self, evidence_id: int) -> None:
        """Mark a piece."""
        for row, piece in enumerate(self._pieces.pieces):
            if piece.id == evidence_id:
                self.setCurrentIndex(self._pieces.index(row))

    def cell_width(self) -> int:
        """Of every piece: so that they stand in columns, which share the room there is."""
        return self._room() // self._columns()

    def _columns(self) -> int:
        return max(1, self._room() // max(1, self._wide))

    def _room(self) -> int:
        """Without the bar that scrolls, there or not, so that none comes and goes for ever."""
        return self.width() - self.verticalScrollBar().sizeHint().width() - 1

    def fill_room(self) -> None:
        """Take what room there is, and scroll, as on a page of its own."""
        self._fits = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(row_height())
        self.setMaximumHeight(_NO_BOUND)
        self.setLayoutMode(QListView.LayoutMode.Batched)  # a thousand are not measured at once

    _fits = True
    _wide = 0
    """Of the piece with the most words, as far as there is any sense in it."""

    def _worded(self, first: Index, last: Index) -> None:
        """Other words; a picture that came says one row only, and changes no width."""
        if last.row() > first.row() or len(self._pieces.pieces) == 1:
            self._measure()

    def _measure(self) -> None:
        pieces = self._pieces
        self._wide = max((_needed(pieces, piece) for piece in pieces.pieces), default=0)
        self.scheduleDelayedItemsLayout()
        self.fit()

    def fit(self) -> None:
        """As high as its rows, up to a few of them."""
        if not self._fits:
            return
        rows, row = -(-len(self._pieces.pieces) // self._columns()), row_height()
        high = row * min(max(1, rows), _MOST_ROWS) + (row // 2 if rows > _MOST_ROWS else 0)
        if self.height() != high:
            self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
            Qt.Key.Key_F2: self.rewording,
            Qt.Key.Key_Delete: self.removing,
        }
        signal = keys.get(Qt.Key(event.key()))
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the finding is the page's
        elif signal is not None and self.chosen() is not None:
            self._send(signal)
        elif event.text().strip() or event.key() == Qt.Key.Key_Space:
            event.ignore()  # verdicts and the note are the page's, not a search in this list
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.currentIndex().isValid() and self._pieces.pieces:
            self.setCurrentIndex(self._pieces.index(0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        piece = self.chosen()
        if piece is not None:
            self.menu_wanted.emit(piece, event.globalPos())

    def _follow(self, index: Index) -> None:
        """The page scrolls to the piece that is marked."""
        if index.isValid() and self.hasFocus():
            bring_into_view(self, self.visualRect(index))

    def _send(self, signal: object) -> None:
        piece = self.chosen()
        if piece is not None:
            signal.emit(piece)  # type: ignore[attr-defined]


def row_height() -> int:
    """Of one row, with the space below it."""
    lines = current().metrics().height() + current().metrics(SMALL).height() + 2
    return max(current().length(_HIGH), lines) + 2 * _IN


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: EvidenceModel, parent: EvidenceList) -> None:
        super().__init__(parent)
        self._model, self._list = model, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._list.cell_width(), row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        piece, theme = self._model.pieces[index.row()], current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box: QRect = option.rect.adjusted(0, 2, -8, -2)
        _ground(painter, box, option.state)
        inner = box.adjusted(_IN, _IN - 2, -_IN, -_IN + 2)
        mark = QRect(inner.left(), inner.top(), _mark_width(piece), inner.height())
        image = self._model.image(piece)
        if image is not None:
            _picture(painter, mark, image)
        else:
            _icon(painter, mark, piece)
        words = inner.adjusted(mark.width() + _GAP, 0, 0, 0)
        body, small = theme.metrics(), theme.metrics(SMALL)
        top = words.center().y() - (body.height() + small.height() + 2) // 2
        first = QRect(words.left(), top, words.width(), body.height())
        second = QRect(words.left(), first.bottom() + 3, words.width(), small.height())
        end = Qt.TextElideMode.ElideRight
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        painter.drawText(first, 0, body.elidedText(first_line(piece), end, words.width()))
        painter.setFont(theme.font(SMALL))
        painter.setPen(theme.colour("second"))
        painter.drawText(
            second, 0, small.elidedText(self._model.second_line(piece), end, words.width())
        )
        painter.restore()


def _needed(model: EvidenceModel, piece: EvidenceValue) -> int:
    """Pixels of width with which its words are whole, up to a few of them."""
    body, small = current().metrics(), current().metrics(SMALL)
    words = max(
        body.horizontalAdvance(first_line(piece)),
        small.horizontalAdvance(model.second_line(piece)),
    )
    return min(words, current().length(_MOST_WORDS)) + _mark_width(piece) + _GAP + 2 * _IN + 14


def _mark_width(piece: EvidenceValue) -> int:
    return current().length(_WIDE) if has_picture(piece) else current().icon_size(20) + 4


def _ground(painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
    theme, flag = current(), QStyle.StateFlag
    ring = bool(state & flag.State_Selected and state & flag.State_HasFocus)
    if not (ring or state & (flag.State_Selected | flag.State_MouseOver)):
        return
    painter.setPen(QPen(theme.colour("accent"), 2) if ring else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("pick" if state & flag.State_Selected else "hover"))
    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6)


def _picture(painter: QPainter, mark: QRect, image: QImage) -> None:
    """The middle of the picture, filling its place."""
    wanted = QSize(mark.width(), min(mark.height(), current().length(_HIGH)))
    scale = max(wanted.width() / image.width(), wanted.height() / image.height())
    wide, high = wanted.width() / scale, wanted.height() / scale
    source = QRectF((image.width() - wide) / 2, (image.height() - high) / 2, wide, high)
    place = QRectF(mark.left(), mark.center().y() - wanted.height() / 2, *wanted.toTuple())
    painter.drawImage(place, image, source)
    painter.setPen(current().colour("line"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)


def _icon(painter: QPainter, mark: QRect, piece: EvidenceValue) -> None:
    side = current().icon_size(20)
    drawn = pixmap(ICONS[piece.kind], "second", side, painter.device().devicePixelRatioF())
    painter.drawPixmap(
        mark.left() + (mark.width() - side) // 2, mark.center().y() - side // 2, drawn
    )
