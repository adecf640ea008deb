"""The year of a programme as a grid: a ring is planned, a disc held, a ring crossed out late."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isodesk.i18n import tr
from isodesk.services.audit_programme import MonthCell
from isodesk.ui.audits.centred_header import CentredHeader
from isodesk.ui.audits.year_model import (
    AUDITOR,
    FIRST_MONTH,
    NAME,
    REASON,
    WEIGHT,
    YearModel,
    month_of,
)
from isodesk.ui.icons import pixmap
from isodesk.ui.list_model import Index
from isodesk.ui.theme import current
from isodesk.ui.typed_table import GAP, TypedTable, paint_ground, paint_words

_NAME, _WEIGHT, _MONTH, _AUDITOR, _REASON = 13.0, 7.0, 2.7, 9.0, 12.0
"""Text units of the columns."""
_SMALL_NAME, _SMALL_MONTH = 9.0, 1.95
"""The same where only the months stand."""
_NARROW, _NARROWER = 86, 62
"""Text units of the table below which the reason, then auditor and importance leave; they stand
below the grid for the line the keyboard is on."""
_DISC = 0.34
"""Of a text unit: the radius of a sign."""
_WIDE = (_NAME, _WEIGHT, *[_MONTH] * 12, _AUDITOR, _REASON)
_SMALL = (_SMALL_NAME, _WEIGHT, *[_SMALL_MONTH] * 12, _AUDITOR, _REASON)


class YearTable(TypedTable):
    """`toggled(row, month)` by Space, `entered(row, month)` by Enter or a double click; month 0
    for a column that is no month."""

    toggled = Signal(int, int)
    entered = Signal(int, int)

    def __init__(self, model: YearModel, parent: QWidget | None = None) -> None:
        super().__init__(tr("Year"), _WIDE, {NAME: 0.35, REASON: 0.65}, parent)
        self._header = CentredHeader(self, lambda column: bool(month_of(column)))
        self.setHorizontalHeader(self._header)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(model)
        self.doubleClicked.connect(lambda at: self.entered.emit(at.row(), month_of(at.column())))

    def year_model(self) -> YearModel:
        """The model, typed."""
        model = self.model()
        assert isinstance(model, YearModel)
        return model

    def place(self) -> tuple[int, int]:
        """Row and month the keyboard is on."""
        at = self.currentIndex()
        return (at.row(), month_of(at.column())) if at.isValid() else (-1, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, month = self.place()
        if event.key() == Qt.Key.Key_Space and row >= 0 and month:
            self.toggled.emit(row, month)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.entered.emit(row, month)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        year, fresh = self.year_model().year, not self.currentIndex().isValid()
        super().focusInEvent(event)  # type: ignore[arg-type]
        if fresh and year and year.rows:
            month = year.today[1] if year.today[0] == year.year else 1
            self.setCurrentIndex(self.model().index(0, FIRST_MONTH + month - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        units = self.width() / current().em
        self.setColumnHidden(REASON, units < _NARROW)
        for column in (WEIGHT, AUDITOR):
            self.setColumnHidden(column, units < _NARROWER)
        small = units < _NARROWER
        self._weights = _SMALL if small else _WIDE
        months = dict.fromkeys(range(FIRST_MONTH, AUDITOR), 0.05)
        narrow = {NAME: 0.4, **months} if small else {NAME: 1.0}
        self._stretch = narrow if units < _NARROW else {NAME: 0.35, REASON: 0.65}
        super().resizeEvent(event)

    def _share_width(self) -> None:
        """Columns that are hidden give their width to the others."""
        if self.model() is None:
            return
        shown = [n for n in range(REASON + 1) if not self.isColumnHidden(n)]
        wide = {n: round(self._weights[n] * current().em) for n in shown}
        rest = max(0, self.viewport().width() - sum(wide.values()))
        for column, share in self._stretch.items():
            if column in wide:
                wide[column] += int(rest * share)
        with self._header.quiet():
            for column, width in wide.items():
                self.setColumnWidth(column, width)


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self.parent()
        assert isinstance(table, YearTable)
        model, column = table.year_model(), index.column()
        cell, year = model.cell(index.row(), column), model.year
        paint_ground(painter, option, table.currentIndex().row() == index.row())
        if cell is None:
            self._words(painter, option.rect, model, index)
            return
        if year and year.today == (year.year, month_of(column)):
            rect, line = option.rect, current().colour("accent")
            painter.fillRect(rect.left(), rect.top(), 1, rect.height(), line)
        paint_month(painter, option.rect, cell)

    def _words(self, painter: QPainter, rect: QRect, model: YearModel, index: Index) -> None:
        row, column = model.row(index.row()), index.column()
        box = rect.adjusted(GAP if column == NAME else 8, 0, -6, -1)
        warned = bool(row and row.warning) and column == NAME
        if warned:
            size, ratio = current().icon_size(), painter.device().devicePixelRatioF()
            top = box.top() + (box.height() - size) // 2
            painter.drawPixmap(box.left(), top, pixmap("alert-triangle", "amber", size, ratio))
            box.setLeft(box.left() + size + 6)
        tone = "text" if column == NAME and row and row.name else "second"
        paint_words(painter, box, str(index.data() or ""), tone, False)


def paint_month(painter: QPainter, rect: QRect, cell: MonthCell) -> None:
    """The sign of a month; nothing where nothing is planned or held."""
    if not cell.filled:
        return
    theme = current()
    radius, middle = _DISC * theme.em, QRectF(rect).center()
    late = cell.late
    colour: QColor = theme.tone("amber")[0] if late else theme.colour("text")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 2 if late else 1.4))
    painter.setBrush(colour if cell.held else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, radius, radius)
    if late:
        far = radius * 1.15
        painter.drawLine(middle + QPointF(-far, far), middle + QPointF(far, -far))
    if cell.audits and not cell.held:  # an audit stands, and is not held yet
        painter.setBrush(colour)
        painter.drawEllipse(middle, radius * 0.3, radius * 0.3)
    painter.restore()
