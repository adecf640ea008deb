"""Column borders of tables drawn wider and narrower with the mouse."""

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTextTable

from isodesk.ui.writing import tables

if TYPE_CHECKING:
    from isodesk.ui.writing.editor import TextEditor

_NEAR = 4.0
_LEAST = 24.0
"""Pixels that a column keeps."""


class ColumnDrag:
    """Follows the mouse over one editor."""

    def __init__(self, editor: "TextEditor") -> None:
        self._editor = editor
        self._held: tuple[QTextTable, int, list[float]] | None = None
        editor.viewport().setMouseTracking(True)
        self._over = False

    def press(self, event: QMouseEvent) -> bool:
        """Whether the button went down on a border."""
        if event.button() != Qt.MouseButton.LeftButton or self._editor.isReadOnly():
            return False
        self._held = self._border(self._spot(event))
        return self._held is not None

    def move(self, event: QMouseEvent) -> bool:
        """Whether a border is being drawn; shows that one may be."""
        if self._held is not None:
            return True
        if event.buttons():
            return False
        over = not self._editor.isReadOnly() and self._border(self._spot(event)) is not None
        if over != self._over:
            self._over = over
            shape = Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.IBeamCursor
            self._editor.viewport().setCursor(shape)
        return False

    def release(self, event: QMouseEvent) -> bool:
        """Put the border where it was let go, as one step to undo."""
        held, self._held = self._held, None
        if held is None:
            return False
        table, column, edges = held
        low, high = edges[column] + _LEAST, edges[column + 2] - _LEAST
        edges[column + 1] = min(max(self._spot(event).x(), low), max(low, high))
        widths = [after - before for before, after in pairwise(edges)]
        tables.set_widths(table, tuple(max(1, round(width)) for width in widths))
        return True

    def _spot(self, event: QMouseEvent) -> QPointF:
        bars = self._editor.horizontalScrollBar(), self._editor.verticalScrollBar()
        return event.position() + QPointF(bars[0].value(), bars[1].value())

    def _border(self, spot: QPointF) -> tuple[QTextTable, int, list[float]] | None:
        """(table, column at its left, edges of all columns) of the border under the mouse."""
        layout = self._editor.document().documentLayout()
        for frame in self._editor.document().rootFrame().childFrames():
            if not isinstance(frame, QTextTable):
                continue
            first = frame.cellAt(0, 0).firstCursorPosition().block()
            last = frame.cellAt(frame.rows() - 1, frame.columns() - 1).lastCursorPosition().block()
            top = layout.blockBoundingRect(first).top() - _NEAR
            bottom = layout.blockBoundingRect(last).bottom() + _NEAR
            if not top <= spot.y() <= bottom:
                continue
            edges = self._edges(frame)
            for column in range(len(edges) - 2):
                if abs(edges[column + 1] - spot.x()) <= _NEAR:
                    return frame, column, edges
        return None

    def _edges(self, table: QTextTable) -> list[float]:
        """Left edges of the columns and the right one of the last; [] where merged cells hide
        them in every row."""
        layout = self._editor.document().documentLayout()
        wide = layout.frameBoundingRect(table).width()
        padding = table.format().toTableFormat().cellPadding() + 1
        for row in range(min(table.rows(), 40)):
            cells = [table.cellAt(row, column) for column in range(table.columns())]
            if all(c.columnSpan() == 1 for c in cells):
                lefts = [
                    layout.blockBoundingRect(c.firstCursorPosition().block()).left() - padding
                    for c in cells
                ]
                return [*lefts, lefts[0] + wide]
        return []
