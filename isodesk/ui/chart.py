"""A chart on the screen: the layout that paper has too, painted in the colours of the theme.

Left and right go from reading to reading; the chosen one is said above the plot, and told to
screen readers. The mouse shows the same as a hint.
"""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from isodesk.core.chart import Chart, Shape, reading_words, summary
from isodesk.core.chart_layout import Layout, Look, Mark, Measure, Sign, height_for, lay_out
from isodesk.i18n import tr
from isodesk.ui.theme import MEDIUM, SMALL, current

_INSET = 4
_PLOT_EM = 10.5
_DASHES = {Look.BASELINE: (1.0, 2.2), Look.TARGET: (5.0, 3.0), Look.ALARM: ()}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ChartView(QWidget):
    """Shows one chart; `show_chart` gives it another. It grows with the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = Chart("", "", ())
        self._layout: Layout | None = None
        self.at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        current().changed.connect(self._restyle)

    def show_chart(self, chart: Chart) -> None:
        """Another chart in this place; the chosen reading is let go."""
        self._chart, self._layout, self.at = chart, None, -1
        self.setAccessibleName(summary(chart))
        self._say("")
        self.updateGeometry()
        self.update()

    @property
    def said(self) -> str:
        """The words of the chosen reading; "" while none is."""
        return reading_words(self._chart, self.at) if self.at >= 0 else ""

    def choose(self, at: int) -> None:
        """Choose a reading by its place, and say it."""
        if not self._chart.readings:
            return
        self.at = min(max(at, 0), len(self._chart.readings) - 1)
        self._say(self.said)
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        em = current().em
        inside = max(width - 2 * _INSET, 10)
        return round(height_for(self._chart, inside, measure(), _PLOT_EM * em)) + 2 * _INSET

    def sizeHint(self) -> QSize:
        wide = round(36 * current().em)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(16 * current().em), round(12 * current().em))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), len(self._chart.readings) - 1
        if key in _STEPS:
            start = self.at if self.at >= 0 else (last + 1 if key == Qt.Key.Key_Left else -1)
            self.choose(start + _STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(0 if key == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        near = self._near(event.position())
        if near >= 0:
            self.choose(near)
        super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            near = self._near(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._hint(near), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._chart.readings:
            painter.translate(_INSET, _INSET)
            _Painting(painter, self._laid(), self.at).all(self.said)
            painter.resetTransform()
        else:
            self._paint_empty(painter)
        if self.hasFocus():
            painter.setPen(QPen(current().colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_empty(self, painter: QPainter) -> None:
        painter.setFont(current().font())
        painter.setPen(current().colour("second"))
        painter.drawText(
            self.rect(), int(Qt.AlignmentFlag.AlignCenter), tr("The chart begins with a reading.")
        )

    def _laid(self) -> Layout:
        if self._layout is None:
            wide, high = self.width() - 2 * _INSET, self.height() - 2 * _INSET
            self._layout = lay_out(self._chart, max(wide, 10), max(high, 10), measure())
        return self._layout

    def _near(self, at: QPointF) -> int:
        """The reading nearest to a place, or -1 away from the plot."""
        marks = self._laid().marks
        left, top, right, bottom = self._laid().plot
        x, y = at.x() - _INSET, at.y() - _INSET
        if not marks or not (left <= x <= right and top <= y <= bottom):
            return -1
        return min(range(len(marks)), key=lambda n: abs(marks[n].x - x))

    def _hint(self, at: int) -> str:
        return reading_words(self._chart, at) if at >= 0 else ""

    def _say(self, words: str) -> None:
        self.setAccessibleDescription(words)
        if words:
            told = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(told)

    def _restyle(self) -> None:
        self._layout = None
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: object) -> None:
        self._layout = None


def measure() -> Measure:
    """How the words of a chart measure on the screen."""
    metrics = current().metrics(SMALL, figures=True)
    return Measure(metrics.horizontalAdvance, metrics.lineSpacing())


class _Painting:
    """One picture of a laid out chart."""

    def __init__(self, painter: QPainter, layout: Layout, at: int) -> None:
        self._painter, self._layout, self._at = painter, layout, at

    def all(self, said: str) -> None:
        self._grid()
        self._words(said)
        if self._layout.shape is Shape.BARS:
            for mark in self._layout.marks:
                self._bar(mark.x - mark.wide / 2, mark.base, mark.wide, mark.y, mark.breached)
        for level in self._layout.levels:
            left, _, right, _ = self._layout.plot
            self._stroke(level.look, left, right, level.y)
        if self._layout.shape is Shape.LINE:
            self._line()
        self._ring()
        for sign in self._layout.legend:
            self._sign(sign)

    def _grid(self) -> None:
        left, _, right, bottom = self._layout.plot
        self._painter.setPen(QPen(current().colour("line"), 1))
        for y in self._layout.grid:
            self._painter.drawLine(QPointF(left, y), QPointF(right, y))
        self._painter.setPen(QPen(current().colour("border"), 1))
        for x in self._layout.ticks:
            self._painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + 4))

    def _words(self, said: str) -> None:
        self._painter.setFont(current().font(SMALL, figures=True))
        self._painter.setPen(current().colour("second"))
        for word in self._layout.words:
            self._write(word.x, word.y, word.text, word.anchor)
        self._painter.setPen(current().colour("text"))
        for sign in self._layout.legend:
            self._write(sign.word.x, sign.word.y, sign.word.text, 0)
        if said:
            self._painter.setFont(current().font(SMALL, MEDIUM, figures=True))
            self._write(self._layout.plot[2], measure().line * 0.5, said, 1)

    def _write(self, x: float, y: float, text: str, anchor: float) -> None:
        """A text whose line is centred at y."""
        metrics = self._painter.fontMetrics()
        left = x - anchor * metrics.horizontalAdvance(text)
        self._painter.drawText(QPointF(left, y + (metrics.ascent() - metrics.descent()) / 2), text)

    def _stroke(self, look: Look, x: float, to: float, y: float) -> None:
        pen = QPen(_ink(look), max(1.5, current().em / 9))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if _DASHES[look]:
            pen.setDashPattern(list(_DASHES[look]))
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(x, y), QPointF(to, y))

    def _bar(self, x: float, base: float, wide: float, y: float, breached: bool) -> None:
        look = Look.BREACHED if breached else Look.READING
        ink = _ink(look)
        self._painter.setPen(QPen(current().colour("text") if breached else ink, 1.5))
        tint = QColor(ink)
        tint.setAlphaF(1.0 if breached else 0.3)
        self._painter.setBrush(tint)
        self._painter.drawRect(QRectF(x, min(base, y), wide, abs(base - y)))

    def _line(self) -> None:
        self._painter.setPen(QPen(current().colour("accent"), max(1.5, current().em / 8)))
        for path in self._layout.paths:
            self._painter.drawPolyline([QPointF(*point) for point in path])
        for mark in self._layout.marks:
            self._dot(mark.x, mark.y, mark.breached)

    def _dot(self, x: float, y: float, breached: bool) -> None:
        """A round point, or a larger square one beyond a limit."""
        radius = current().em / (3.2 if breached else 5)
        box = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
        if breached:
            self._painter.setPen(QPen(current().colour("text"), 1.5))
            self._painter.setBrush(_ink(Look.BREACHED))
            self._painter.drawRect(box)
        else:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(_ink(Look.READING))
            self._painter.drawEllipse(box)

    def _ring(self) -> None:
        """Round the chosen reading."""
        if not 0 <= self._at < len(self._layout.marks):
            return
        mark = self._layout.marks[self._at]
        self._painter.setPen(QPen(current().colour("text"), 2))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(self._around(mark), 3, 3)

    def _around(self, mark: Mark) -> QRectF:
        if self._layout.shape is Shape.BARS:
            top, bottom = min(mark.y, mark.base), max(mark.y, mark.base)
            return QRectF(mark.x - mark.wide / 2 - 4, top - 4, mark.wide + 8, bottom - top + 8)
        radius = current().em / 2
        return QRectF(mark.x - radius, mark.y - radius, 2 * radius, 2 * radius)

    def _sign(self, sign: Sign) -> None:
        if sign.look in _DASHES:
            self._stroke(sign.look, sign.x, sign.x + sign.wide, sign.y)
            return
        breached, half = sign.look is Look.BREACHED, current().em / 2.6
        if self._layout.shape is Shape.BARS:
            left = sign.x + sign.wide / 4
            self._bar(left, sign.y + half, sign.wide / 2, sign.y - half, breached)
        else:
            self._dot(sign.x + sign.wide / 2, sign.y, breached)


def _ink(look: Look) -> QColor:
    theme = current()
    if look is Look.READING:
        return theme.colour("accent")
    if look is Look.TARGET:
        return theme.tone("green")[0]
    if look is Look.BASELINE:
        return theme.colour("second")
    return theme.colour("danger" if look is Look.ALARM else "bar")
