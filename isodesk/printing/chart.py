"""A chart on paper: the same layout as on the screen, in the colours of the house.

It reads in black and white: each line has its own dashes, a reading beyond a limit is solid
and framed, and the legend says all of it in words.
"""

from reportlab.pdfgen.canvas import Canvas

from isodesk.core.chart import Chart, Shape
from isodesk.core.chart_layout import Layout, Look, Mark, Measure, Sign, height_for, lay_out
from isodesk.printing.drawn import Page, colour
from isodesk.printing.flow import Flow
from isodesk.printing.text import ACCENT, AMBER, FINE, INK, RULE, SOFT, Style, text_width

_WORD = Style("Noto", 6.6, 9, SOFT)
_LINES = {
    Look.BASELINE: (SOFT, 0.9, (0.9, 1.8)),
    Look.TARGET: (ACCENT, 1.1, (5.0, 2.6)),
    Look.ALARM: (AMBER, 1.1, ()),
}
"""Colour, width and dashes of the guides."""
_BAR = "#8FB3BA"
"""A tint of the accent: half as dark as a reading beyond its limit, on grey paper too."""
PLOT = 120.0
"""Points the plot itself is high."""


def measure() -> Measure:
    """How the words of a chart measure on paper."""
    return Measure(lambda text: text_width(text, _WORD), _WORD.leading)


def put_chart(flow: Flow, x: float, width: float, chart: Chart, plot: float = PLOT) -> None:
    """The chart at the flow's place, whole on one page; nothing where there are no readings."""
    if not chart.readings:
        return
    height = height_for(chart, width, measure(), plot)
    flow.need(height + 4)
    draw_chart(flow.page, x, flow.y, width, height, chart)
    flow.y -= height + 4


def draw_chart(page: Page, x: float, top: float, width: float, height: float, chart: Chart) -> None:
    """The chart in a box whose upper left corner is (x, top)."""
    layout = lay_out(chart, width, height, measure())
    page.draw(_Drawing(layout, x, top))
    for word in (*layout.words, *(sign.word for sign in layout.legend)):
        left = x + word.x - word.anchor * text_width(word.text, _WORD)
        style = _WORD if word in layout.words else _WORD.but(colour=INK)
        page.words(left, top - word.y - 0.357 * _WORD.size, word.text, style, width)


class _Drawing:
    """All lines and shapes of a laid out chart, drawn on the canvas."""

    def __init__(self, layout: Layout, x: float, top: float) -> None:
        self._layout, self._x, self._top = layout, x, top

    def __call__(self, canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(self._x, self._top)
        canvas.scale(1, -1)
        self._grid(canvas)
        if self._layout.shape is Shape.BARS:
            self._bars(canvas)
        self._levels(canvas)
        if self._layout.shape is Shape.LINE:
            self._line(canvas)
        for sign in self._layout.legend:
            _sign(canvas, sign, self._layout.shape)
        canvas.restoreState()

    def _grid(self, canvas: Canvas) -> None:
        left, _, right, bottom = self._layout.plot
        canvas.setLineWidth(0.35)
        canvas.setStrokeColor(colour(FINE))
        for y in self._layout.grid:
            canvas.line(left, y, right, y)
        canvas.setStrokeColor(colour(RULE))
        for x in self._layout.ticks:
            canvas.line(x, bottom, x, bottom + 2.4)

    def _levels(self, canvas: Canvas) -> None:
        left, _, right, _ = self._layout.plot
        for level in self._layout.levels:
            _stroke(canvas, level.look, left, right, level.y)

    def _bars(self, canvas: Canvas) -> None:
        for mark in self._layout.marks:
            _bar(canvas, mark.x - mark.wide / 2, mark.base, mark.wide, mark.y, mark.breached)

    def _line(self, canvas: Canvas) -> None:
        canvas.setDash()
        canvas.setLineWidth(1.1)
        canvas.setStrokeColor(colour(ACCENT))
        for path in self._layout.paths:
            drawn = canvas.beginPath()
            drawn.moveTo(*path[0])
            for point in path[1:]:
                drawn.lineTo(*point)
            canvas.drawPath(drawn)
        for mark in self._layout.marks:
            _point(canvas, mark)


def _stroke(canvas: Canvas, look: Look, x: float, to: float, y: float) -> None:
    ink, wide, dashes = _LINES[look]
    canvas.setStrokeColor(colour(ink))
    canvas.setLineWidth(wide)
    canvas.setDash(*([list(dashes)] if dashes else []))
    canvas.line(x, y, to, y)
    canvas.setDash()


def _bar(canvas: Canvas, x: float, base: float, wide: float, y: float, breached: bool) -> None:
    canvas.setFillColor(colour(AMBER if breached else _BAR))
    canvas.setStrokeColor(colour(INK))
    canvas.setLineWidth(0.8)
    canvas.rect(x, min(base, y), wide, abs(base - y), int(breached), 1)


def _point(canvas: Canvas, mark: Mark) -> None:
    _dot(canvas, mark.x, mark.y, mark.breached)


def _dot(canvas: Canvas, x: float, y: float, breached: bool) -> None:
    """A round point, or a square one beyond a limit."""
    canvas.setLineWidth(0.8)
    if breached:
        canvas.setFillColor(colour(AMBER))
        canvas.setStrokeColor(colour(INK))
        canvas.rect(x - 2.6, y - 2.6, 5.2, 5.2, 1, 1)
    else:
        canvas.setFillColor(colour(ACCENT))
        canvas.circle(x, y, 1.7, 0, 1)


def _sign(canvas: Canvas, sign: Sign, shape: Shape) -> None:
    if sign.look in _LINES:
        _stroke(canvas, sign.look, sign.x, sign.x + sign.wide, sign.y)
    elif shape is Shape.BARS:
        breached = sign.look is Look.BREACHED
        _bar(canvas, sign.x + sign.wide / 4, sign.y + 3, sign.wide / 2, sign.y - 3, breached)
    else:
        _dot(canvas, sign.x + sign.wide / 2, sign.y, sign.look is Look.BREACHED)
