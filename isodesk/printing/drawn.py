"""What stands on one page, before it is drawn: words, rules, boxes and drawings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from isodesk.printing.text import Line, Piece, Style, baseline, one_line


class Page:
    """What stands on one page; drawn when the book is bound."""

    def __init__(self) -> None:
        self._words: list[tuple[float, float, Piece]] = []
        self._drawings: list[Callable[[Canvas], None]] = []

    def line_of_text(self, x: float, y: float, line: Line) -> None:
        """A finished line whose baseline is y."""
        self._words += [(x + piece.x, y, piece) for piece in line.pieces]

    def words(self, x: float, y: float, text: str, style: Style, room: float) -> float:
        """A text on one line at baseline y, cut at `room`; gives its width."""
        line = one_line(text, style, room)
        self.line_of_text(x, y, line)
        return line.width

    def words_right(self, x: float, y: float, text: str, style: Style, room: float) -> float:
        """As `words`, ending at x."""
        line = one_line(text, style, room)
        self.line_of_text(x - line.width, y, line)
        return line.width

    def lines(self, x: float, top: float, lines: Sequence[Line], style: Style) -> float:
        """Lines below each other from `top`; gives where they end."""
        for line in lines:
            self.line_of_text(x, baseline(top, style), line)
            top -= style.leading
        return top

    def rule(self, x: float, y: float, to: float, width: float, colour: str) -> None:
        """A horizontal line."""
        self._drawings.append(_Rule(x, y, to, width, colour))

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str | None = None,
        stroke: str | None = None,
        pen: float = 0.8,
    ) -> None:
        """A rectangle from its lower left corner."""
        self._drawings.append(_Box(x, y, width, height, fill, stroke, pen))

    def draw(self, drawing: Callable[[Canvas], None]) -> None:
        """Anything else; under the words, like rules and boxes."""
        self._drawings.append(drawing)

    def put_on(self, canvas: Canvas) -> None:
        """Draw all of it."""
        for drawing in self._drawings:
            drawing(canvas)
        _write(canvas, self._words)


@dataclass(frozen=True, slots=True)
class _Rule:
    x: float
    y: float
    to: float
    width: float
    colour: str

    def __call__(self, canvas: Canvas) -> None:
        canvas.setLineWidth(self.width)
        canvas.setStrokeColor(colour(self.colour))
        canvas.line(self.x, self.y, self.to, self.y)


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    y: float
    width: float
    height: float
    fill: str | None
    stroke: str | None
    pen: float

    def __call__(self, canvas: Canvas) -> None:
        canvas.setLineWidth(self.pen)
        if self.fill:
            canvas.setFillColor(colour(self.fill))
        if self.stroke:
            canvas.setStrokeColor(colour(self.stroke))
        canvas.rect(
            self.x, self.y, self.width, self.height, int(bool(self.stroke)), int(bool(self.fill))
        )


@cache
def colour(code: str) -> Color:
    """ReportLab's colour for #RRGGBB."""
    return HexColor(code)


def _write(canvas: Canvas, words: Sequence[tuple[float, float, Piece]]) -> None:
    """All words of a page as one text object: faces and colours are set only when they change."""
    text = canvas.beginText()
    font, ink = None, ""
    for x, y, piece in words:
        if (piece.font, piece.size) != font:
            font = (piece.font, piece.size)
            text.setFont(piece.font, piece.size)
        if piece.colour != ink:
            ink = piece.colour
            text.setFillColor(colour(ink))
        text.setTextOrigin(x, y)
        text.textOut(piece.text)
    canvas.drawText(text)
