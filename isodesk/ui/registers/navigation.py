"""The registers by their groups, with how many records each has and how many are late."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isodesk.core.folding import folded
from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.services.catalogue import Count
from isodesk.ui.list_model import Index
from isodesk.ui.theme import BODY, MEDIUM, REGULAR, SMALL, current

_REST_MS = 60
"""Milliseconds a hand rests on a register before it is opened."""
_FORGET_S = 1.2
"""Seconds without a key after which typing begins another name."""
_INSET, _OUT = 16, 8
_LEAST, _MOST, _FOR_COUNTS = 16, 20, 3.2
"""Text units of the least and most width, and what two counts take of it."""
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_NONE = Count(0, 0)


@dataclass(frozen=True)
class Place:
    """One line: a group's heading, or a register of it."""

    words: str
    kind: str = ""
    """Key of the register; "" for a heading."""


class Places(QAbstractListModel):
    """Headings and registers in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.places: tuple[Place, ...] = ()
        self.counts: Mapping[str, Count] = {}

    def show(self, registers: Sequence[Register]) -> None:
        """Show these registers."""
        self.beginResetModel()
        places, group = [], ""
        for register in registers:
            if register.group.value != group:
                group = register.group.value
                places.append(Place(tr(group)))
            places.append(Place(tr(register.title), register.key))
        self.places = tuple(places)
        self.endResetModel()

    def show_counts(self, counts: Mapping[str, Count]) -> None:
        """How many records stand in each, and how many are late."""
        if counts != self.counts:
            self.counts = counts
            self.dataChanged.emit(self.index(0), self.index(len(self.places) - 1))

    def count(self, kind: str) -> Count:
        """Of one register."""
        return self.counts.get(kind, _NONE)

    def row_of(self, kind: str) -> int | None:
        """Where a register stands."""
        return next((at for at, p in enumerate(self.places) if p.kind and p.kind == kind), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = self.places[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return place.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(place, self.count(place.kind)) if place.kind else place.words
        if role == Qt.ItemDataRole.ToolTipRole and place.kind:
            return spoken(place, self.count(place.kind))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.places[index.row()].kind:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def spoken(place: Place, count: Count) -> str:
    """`Suppliers, 57 records, 3 late`."""
    said = tr("{title}, 1 record", title=place.words)
    if count.total != 1:
        said = tr("{title}, {n} records", title=place.words, n=count.total)
    return tr("{said}, {n} late", said=said, n=count.late) if count.late else said


class Navigation(QListView):
    """`chosen(kind)` when another register is gone to; `left()` when the keyboard goes on into
    it. Arrows move, letters find."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Registers"))
        self.setProperty("surface", "alternate")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.places = Places(self)
        self.setModel(self.places)
        self.setItemDelegate(_Delegate(self))
        self._typed, self._typed_at = "", 0.0
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._tell)
        self._told = ""
        self.clicked.connect(lambda _: self._tell())
        self.selectionModel().currentChanged.connect(lambda *_: self._rest.start())
        self._dress()
        current().changed.connect(self._dress)

    def show_registers(self, registers: Sequence[Register]) -> None:
        """Show these, keeping the one that is chosen."""
        kind = self.kind()
        self.places.show(registers)
        self._dress()
        if kind:
            self.go_to(kind)

    def kind(self) -> str:
        """Key of the register that is chosen; "" before the first."""
        index = self.currentIndex()
        return self.places.places[index.row()].kind if index.isValid() else ""

    def go_to(self, kind: str) -> None:
        """Choose a register without telling anybody."""
        row = self.places.row_of(kind)
        self._told = kind
        if row is not None:
            self._select(row)

    def menu(self, parent: QWidget) -> QMenu:
        """The registers as a menu by groups, for windows without room for the list."""
        menu = QMenu(parent)
        below = menu
        for place in self.places.places:
            if not place.kind:
                below = menu.addMenu(place.words)
                continue
            count = self.places.count(place.kind)
            action = below.addAction(f"{place.words}\t{count.total}")
            action.setCheckable(True)
            action.setChecked(place.kind == self.kind())
            action.triggered.connect(lambda _=False, kind=place.kind: self._take(kind))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        steps: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps:
            self._move(steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            rows = self._rows()
            self._select(rows[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self._tell()
            self.left.emit()
        elif (text.strip() and text.isprintable()) or (text == " " and self._typed):
            self._find(text)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing finds by itself."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(round(16 * current().em), 200)

    def _take(self, kind: str) -> None:
        row = self.places.row_of(kind)
        if row is not None:
            self._select(row)
            self._tell()

    def _rows(self) -> list[int]:
        return [at for at, place in enumerate(self.places.places) if place.kind]

    def _move(self, step: int) -> None:
        rows, now = self._rows(), self.currentIndex().row()
        at = rows.index(now) + step if now in rows else 0
        self._select(rows[min(max(at, 0), len(rows) - 1)])

    def _find(self, letter: str) -> None:
        """The next register whose name, or a word of it, begins so."""
        now = time.monotonic()
        again = now - self._typed_at < _FORGET_S
        self._typed, self._typed_at = (self._typed if again else "") + letter, now
        wanted, rows = folded(self._typed), self._rows()
        here = self.currentIndex().row()
        after = [at for at in rows if at > here or (len(self._typed) > 1 and at == here)]
        for at in (*after, *rows):
            words = folded(self.places.places[at].words)
            if words.startswith(wanted) or f" {wanted}" in f" {words}":
                self._select(at)
                return

    def _select(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self.places.index(row)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
        if row and not self.places.places[row - 1].kind:
            self.scrollTo(self.places.index(row - 1))  # with the heading of its group
        self.scrollTo(index)

    def _tell(self) -> None:
        self._rest.stop()
        kind = self.kind()
        if kind and kind != self._told:
            self._told = kind
            self.chosen.emit(kind)

    def _dress(self) -> None:
        """As wide as its longest name and a count, within bounds."""
        theme = current()
        names = [theme.metrics(BODY, MEDIUM).horizontalAdvance(p.words) for p in self._named()]
        wide = max(names, default=0) + 2 * _INSET + _FOR_COUNTS * theme.em
        self.setFixedWidth(round(min(max(wide, _LEAST * theme.em), _MOST * theme.em)))
        self.doItemsLayout()

    def _named(self) -> list[Place]:
        return [place for place in self.places.places if place.kind]


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: Navigation) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = not self._view.places.places[index.row()].kind
        top = 14 if heading else 0
        return QSize(100, current().around(10) + top)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = self._view.places.places[index.row()]
        if place.kind:
            self._paint_register(painter, option, place)
        else:
            box = option.rect.adjusted(_INSET, 14, -_INSET, 0)
            painter.setFont(current().font(SMALL, MEDIUM))
            painter.setPen(current().colour("second"))
            painter.drawText(box, _MIDDLE, place.words)

    def _paint_register(
        self, painter: QPainter, option: QStyleOptionViewItem, place: Place
    ) -> None:
        theme, count = current(), self._view.places.count(place.kind)
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, option, picked)
        box = option.rect.adjusted(_INSET, 0, -_INSET, 0)
        right = self._paint_count(painter, box, count)
        weight = MEDIUM if picked else REGULAR
        painter.setFont(theme.font(BODY, weight))
        painter.setPen(theme.colour("text"))
        room = right - box.left() - 8
        words = theme.metrics(BODY, weight).elidedText(
            place.words, Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(box, _MIDDLE, words)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, picked: bool) -> None:
        theme = current()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not (picked or hovered):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QPen(theme.colour("accent"), 2)
        painter.setPen(ring if picked and self._view.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("pick" if picked else "hover"))
        painter.drawRoundedRect(option.rect.adjusted(_OUT, 1, -_OUT, -1), 6, 6)

    def _paint_count(self, painter: QPainter, box: QRect, count: Count) -> int:
        """Late ones in red before all of them; answers where they begin."""
        theme = current()
        metrics = theme.metrics(SMALL, REGULAR, True)
        painter.setFont(theme.font(SMALL, REGULAR, True))
        right = box.right() + 1
        for number, tone in ((count.total, "second"), (count.late, "danger")):
            if tone == "danger" and not number:
                continue
            wide = metrics.horizontalAdvance(str(number))
            painter.setPen(theme.colour(tone))
            painter.drawText(
                QRect(right - wide, box.top(), wide, box.height()), _MIDDLE, str(number)
            )
            right -= wide + 8
        return right
