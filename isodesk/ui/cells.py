"""The delegate: paints text, pills, chips, dates and headings straight from the row.

It is called for every cell of every frame, so what holds for a whole frame (`begin`) or for a
whole row is asked once.
"""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from isodesk.core.rows import Column, Group, Mark, Row
from isodesk.ui.cell_text import cell_text
from isodesk.ui.icons import pixmap
from isodesk.ui.list_model import Index, ListModel
from isodesk.ui.marks import paint_chip, paint_pill
from isodesk.ui.states import SYSTEM_LETTERS, mark_of
from isodesk.ui.theme import BODY, MEDIUM, REGULAR, STRONG, current

GAP = 16
"""Pixels from a cell's left edge to its text: the column gap."""
_TINT = 0.45
"""How much of a pill's fill a tinted row has."""
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_FIGURES = ("number", "figure", "date", "late")
_INKS = ("text", "second", "danger", "pick", "hover", "line", "accent", "border", "bar")
_BAR, _BAR_HIGH = 3.0, 4
"""A score's bar: its length in text units, and how high it is in pixels."""


class _Frame:
    """Colours, fonts and metrics of one frame, and the model it shows."""

    def __init__(self, view: QTableView, model: ListModel) -> None:
        theme = current()
        self.model, self.today, self.columns = model, model.today, model.columns
        self.ink = {name: theme.colour(name) for name in _INKS}
        self.plain = theme.font(BODY, REGULAR), theme.metrics(BODY, REGULAR)
        self.figures = theme.font(BODY, REGULAR, True), theme.metrics(BODY, REGULAR, True)
        self.bar = self.ink["accent" if view.hasFocus() else "border"]
        self.first = view.horizontalHeader().logicalIndex(0)
        self.selected = view.selectionModel().isRowSelected
        self._tints: dict[str, QColor] = {}
        marks = [at for at, each in enumerate(self.columns) if each.kind == "state"]
        scored = any(column.most for column in self.columns)
        self.verdicts = [at for at in marks if scored and self.columns[at].key != "state"]
        """Columns whose mark says how much a score weighs: its bar takes their colour."""

    def tint(self, tone: str) -> QColor:
        """A state's colour, thin enough for any text on it."""
        if tone not in self._tints:
            thin = QColor(current().tone(tone)[1])
            thin.setAlphaF(_TINT)
            self._tints[tone] = thin
        return self._tints[tone]


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a `ListView`; `inset` is where the first column's text begins."""

    def __init__(self, view: QTableView, inset: int, is_hovered: Callable[[int], bool]) -> None:
        super().__init__(view)
        self._view, self._inset, self._is_hovered = view, inset, is_hovered
        self._frame: _Frame | None = None
        self._row = -1
        self.tinted = False
        """Whether a row is filled with its state's colour, thinly."""

    def begin(self) -> None:
        """A frame begins: what was asked for the last one no longer holds."""
        self._frame, self._row = None, -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Background, bar, rule, then the value by its column's kind."""
        frame = self._frame or self._framed(index)
        row, column, rect = index.row(), index.column(), option.rect
        if row != self._row:
            self._turn_to(frame, row)
        entry = self._entry
        if isinstance(entry, Group):
            self._paint_heading(painter, rect, entry, row == self._view.currentIndex().row())
            return
        first = column == frame.first
        self._paint_ground(painter, rect, frame, first)
        if entry is not None:
            box = rect.adjusted(self._inset if first else GAP, 0, 0, -1)
            self._paint_value(painter, box, frame, frame.columns[column], entry.values[column])

    def _framed(self, index: Index) -> _Frame:
        model = index.model()
        assert isinstance(model, ListModel)
        self._frame = _Frame(self._view, model)
        return self._frame

    def _turn_to(self, frame: _Frame, row: int) -> None:
        self._row = row
        self._entry = entry = frame.model.entry(row)
        self._picked = frame.selected(row)
        self._hovered = self._is_hovered(row)
        self._struck = isinstance(entry, Row) and frame.model.struck(entry)
        self._tone = frame.model.tone(entry) if self.tinted and isinstance(entry, Row) else ""
        self._weighs = isinstance(entry, Row) and any(
            isinstance(mark := entry.values[at], Mark) and mark.tone in ("amber", "red")
            for at in frame.verdicts
        )

    def _paint_ground(self, painter: QPainter, rect: QRect, frame: _Frame, first: bool) -> None:
        if self._picked:
            painter.fillRect(rect, frame.ink["pick"])
            if first:
                painter.fillRect(rect.left(), rect.top(), 3, rect.height(), frame.bar)
        elif self._hovered:
            painter.fillRect(rect, frame.ink["hover"])
        elif self._tone:
            painter.fillRect(rect, frame.tint(self._tone))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, frame.ink["hover"])

    def _paint_value(
        self, painter: QPainter, box: QRect, frame: _Frame, column: Column, value: object
    ) -> None:
        if value is None or value == "":
            return
        if column.kind == "state":
            painter.save()
            painter.setClipRect(box.adjusted(-1, 0, 0, 0))
            middle = box.top() + box.height() / 2
            paint_pill(painter, box.left(), middle, mark_of(value), self._picked, box.width())
            painter.restore()
        elif column.kind == "systems":
            if value in SYSTEM_LETTERS:
                paint_chip(painter, box.left(), box.top() + box.height() / 2, int(str(value)))
        elif column.most and isinstance(value, int | Decimal):
            self._paint_score(painter, box, frame, column, value)
        else:
            self._paint_text(painter, box, frame, column, value)

    def _paint_score(
        self,
        painter: QPainter,
        box: QRect,
        frame: _Frame,
        column: Column,
        value: int | Decimal,
    ) -> None:
        """The figure, and a bar for how much it is of the most it can be."""
        font, metrics = current().font(BODY, MEDIUM, True), current().metrics(BODY, MEDIUM, True)
        text = cell_text(column, value, frame.today)[0]
        wide = max(metrics.horizontalAdvance("00"), metrics.horizontalAdvance(text))
        painter.setFont(font)
        painter.setPen(frame.ink["second" if self._struck else "text"])
        figure = QRect(box.left(), box.top(), wide, box.height())
        painter.drawText(figure, _MIDDLE | int(Qt.AlignmentFlag.AlignRight), text)
        room = min(_BAR * current().em, box.right() - figure.right() - 12)
        if room < 2 * _BAR_HIGH:
            return
        bar = QRectF(figure.right() + 9, box.center().y() - 1, room, _BAR_HIGH)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(frame.ink["line"])
        painter.drawRoundedRect(bar, _BAR_HIGH / 2, _BAR_HIGH / 2)
        bar.setWidth(max(_BAR_HIGH, room * min(1.0, float(value) / column.most)))
        painter.setBrush(frame.ink["bar" if self._weighs else "border"])
        painter.drawRoundedRect(bar, _BAR_HIGH / 2, _BAR_HIGH / 2)

    def _paint_text(
        self, painter: QPainter, box: QRect, frame: _Frame, column: Column, value: object
    ) -> None:
        kind = column.kind
        text, red = cell_text(column, value, frame.today)
        quiet = self._struck or kind in ("second", "number")
        font, metrics = frame.figures if kind in _FIGURES else frame.plain
        painter.setPen(frame.ink["danger" if red else "second" if quiet else "text"])
        painter.setFont(font)
        room = box.width() - 4
        if metrics.horizontalAdvance(text) > room:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, _MIDDLE, text)

    def _paint_heading(
        self, painter: QPainter, rect: QRect, group: Group, current_one: bool
    ) -> None:
        theme, strong = current(), current().font(BODY, STRONG)
        box = rect.adjusted(self._inset, theme.length(12) - 4, -GAP, -1)
        if current_one and self._view.hasFocus():
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.colour("accent"))
        if group.folded is not None:
            side = theme.icon_size(14)
            arrow = "chevron-right" if group.folded else "chevron-down"
            drawn = pixmap(arrow, "second", side, painter.device().devicePixelRatioF())
            painter.drawPixmap(box.left(), box.center().y() - side // 2 + 1, drawn)
            box = box.adjusted(side + 6, 0, 0, 0)
        painter.setPen(theme.colour("danger" if group.late else "text"))
        self._write(painter, box, strong, group.heading)
        wide = theme.metrics(BODY, STRONG).horizontalAdvance(group.heading)
        painter.setPen(theme.colour("second"))
        note = theme.font(BODY, REGULAR, True)
        self._write(painter, box.adjusted(wide + 8, 0, 0, 0), note, group.note)
        line = theme.colour("line")
        left = rect.left() + self._inset
        painter.fillRect(left, rect.bottom(), rect.right() - left, 1, line)

    @staticmethod
    def _write(painter: QPainter, box: QRect, font: QFont, text: str) -> None:
        painter.setFont(font)
        painter.drawText(box, _MIDDLE, text)
