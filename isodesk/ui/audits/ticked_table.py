"""The table of questions with ticks: Space ticks a question, or a section with all its own."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isodesk.ui.audits.ticked_model import ASK, CLAUSES, NOTE, TAKE, Heading, TickedModel, partly
from isodesk.ui.icons import pixmap
from isodesk.ui.list_model import Index
from isodesk.ui.marks import chip_size, paint_chip
from isodesk.ui.theme import STRONG, current
from isodesk.ui.typed_table import GAP, TypedTable, paint_ground, paint_words

_WEIGHTS = (3.4, 12.0, 26.0)
_NOTE = 8.0
"""Text units of the columns; the note's may be told."""
_NARROW = 40
"""Text units below which the clauses leave."""
_LINES = 2
"""Lines a question may take."""


class TickedTable(TypedTable):
    """Shows a `TickedModel`; `note` is the width of its last column."""

    def __init__(
        self, name: str, model: TickedModel, note: float = _NOTE, parent: QWidget | None = None
    ) -> None:
        self._note = note
        super().__init__(name, (*_WEIGHTS, note), {ASK: 1.0}, parent)
        self._model = model
        self._tall: tuple[int, ...] = ()
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(model)
        model.modelReset.connect(self._lay_headings)

    def ticked_model(self) -> TickedModel:
        """The model, typed."""
        return self._model

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = sorted({index.row() for index in self.selectedIndexes()})
        if event.key() == Qt.Key.Key_Space and rows:
            self._model.toggle(rows)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the question has it all; its clauses stand in its tooltip."""
        self._show_columns()
        super().resizeEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing goes to the filter field."""

    def _dress(self) -> None:
        super()._dress()
        if self.model() is not None:
            self._lay_headings()

    def _lay_headings(self) -> None:
        """Headings span the columns."""
        self.clearSpans()
        line = current().metrics().lineSpacing()
        self.verticalHeader().setDefaultSectionSize(current().around(20) + line * (_LINES - 1))
        for row in self._model.headings():
            self.setSpan(row, 0, 1, NOTE + 1)
            self.setRowHeight(row, current().around(20))
        self._show_columns()
        self._share_width()

    def _show_columns(self) -> None:
        """Columns that say something, as far as there is room."""
        weights = [*_WEIGHTS, self._note]
        narrow = self.width() < _NARROW * current().em
        for column, away in ((CLAUSES, narrow), (NOTE, not any(r.note for r in self._model.rows))):
            self.setColumnHidden(column, away)
            weights[column] = 0.0 if away else weights[column]
        weights[ASK] = 13.0 if narrow else weights[ASK]
        self._weights = tuple(weights)


class _Delegate(QStyledItemDelegate):
    def __init__(self, table: TickedTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, at = self._table.ticked_model(), index.row()
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, option, picked)
        box = option.rect.adjusted(GAP, 0, -6, -1)
        each = model.at(at)
        if isinstance(each, Heading):
            self._paint_heading(painter, box, model, at)
        elif index.column() == TAKE:
            paint_tick(painter, box, model.tick_of(at))
        else:
            self._paint_cell(painter, box, index)

    def _paint_heading(self, painter: QPainter, box: QRect, model: TickedModel, at: int) -> None:
        paint_tick(painter, box, model.tick_of(at))
        theme = current()
        painter.setFont(theme.font(weight=STRONG))
        painter.setPen(theme.colour("text"))
        words = box.adjusted(theme.icon_size() + 10, 0, 0, 0)
        shown = theme.metrics(weight=STRONG).elidedText(
            model.words(at, TAKE), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _paint_cell(self, painter: QPainter, box: QRect, index: Index) -> None:
        model, column = self._table.ticked_model(), index.column()
        each = model.at(index.row())
        assert not isinstance(each, Heading)
        if column == CLAUSES and each.systems:
            paint_chip(painter, box.left(), box.top() + box.height() / 2, each.systems)
            box = box.adjusted(chip_size(3).width() + 8, 0, 0, 0)
        if column in (ASK, NOTE):
            tone = "text" if column == ASK and not each.fixed else "second"
            paint_lines(painter, box, model.words(index.row(), column), tone, _LINES)
            return
        paint_words(painter, box, model.words(index.row(), column), "second", column == CLAUSES)

    def editorEvent(
        self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click on a tick."""
        on_tick = index.column() == TAKE
        if on_tick and event.type() == QEvent.Type.MouseButtonRelease:
            self._table.ticked_model().toggle([index.row()])
            return True
        return on_tick and event.type() == QEvent.Type.MouseButtonDblClick


def paint_lines(painter: QPainter, box: QRect, words: str, tone: str, most: int) -> None:
    """Words on as many lines as there is room for, the last one cut where they do not fit."""
    theme = current()
    metrics = theme.metrics()
    lines: list[str] = []
    rest = words
    while rest and len(lines) < most - 1:
        line = _fitting(rest, metrics, box.width())
        lines.append(line)
        rest = rest[len(line) :].strip()
    if rest:
        lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, box.width()))
    painter.setFont(theme.font())
    painter.setPen(theme.colour(tone))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), "\n".join(lines))


def _fitting(words: str, metrics: QFontMetrics, room: int) -> str:
    """As many whole words as one line holds, at least one."""
    if metrics.horizontalAdvance(words) <= room:
        return words
    end = len(words)
    while (end := words.rfind(" ", 0, end)) > 0:
        if metrics.horizontalAdvance(words[:end]) <= room:
            return words[:end]
    return words.partition(" ")[0]


def paint_tick(painter: QPainter, box: QRect, state: Qt.CheckState | None) -> None:
    """A tick box at the left of a cell; none where nothing can be ticked."""
    if state is None:
        return
    theme, on = current(), state != Qt.CheckState.Unchecked
    side = theme.icon_size()
    square = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("accent" if on else "border"))
    painter.setBrush(theme.colour("accent" if state == Qt.CheckState.Checked else "base"))
    painter.drawRoundedRect(square.adjusted(0, 0, -1, -1), 4, 4)
    if state == partly():
        bar = square.adjusted(4, side // 2 - 1, -5, 1 - side // 2)
        painter.fillRect(bar, theme.colour("accent"))
    elif on:
        inner = side - 4
        tick = pixmap("check", "on_accent", inner, painter.device().devicePixelRatioF())
        painter.drawPixmap(square.left() + 2, square.top() + 2, tick)
