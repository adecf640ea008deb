"""What stands on one page, before it is drawn: words, rules, boxes and drawings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from isodesk.printing.structure import Element, Marked, Noted, Raw, text_string
from isodesk.printing.text import Line, Manner, Piece, Style, baseline, one_line

Drawing = Callable[[Canvas], None]


_Placed = tuple[float, float, Piece, int]
"""x, baseline, the words, and the mark they belong to (-1 for furniture)."""
FURNITURE = -1


class Page:
    """What stands on one page; drawn when the book is bound.

    `inside(element)` says what the words that follow are; without it they are furniture.
    """

    def __init__(self, number: int = 0) -> None:
        self.number = number
        self.marks: list[Element] = []
        self.links: list[Link] = []
        self._words: list[_Placed] = []
        self._drawings: list[Drawing] = []
        self._figures: list[tuple[int, Drawing]] = []
        self._mark = FURNITURE
        self._inside: Element | None = None
        self._marked_as: Element | None = None

    def inside(self, element: Element | None) -> None:
        """What follows belongs to this element of the structure."""
        self._inside = element

    def _at(self) -> int:
        """The mark of the words that are set now."""
        if self._inside is not self._marked_as:
            self._marked_as = self._inside
            self._mark = FURNITURE if self._inside is None else self._marked(self._inside)
        return self._mark

    def _marked(self, element: Element) -> int:
        mcid = len(self.marks)
        self.marks.append(element)
        element.kids.append(Marked(self.number, mcid))
        return mcid

    def figure(self, element: Element, drawing: Drawing) -> None:
        """A drawing that means something, as a picture does."""
        self._figures.append((self._marked(element), drawing))

    def line_of_text(self, x: float, y: float, line: Line, more: bool = False) -> None:
        """A finished line whose baseline is y; with `more` its sentence goes on in another, so
        that a space ends it for who reads on."""
        pieces = line.pieces
        if more and self._inside is not None and pieces and not line.cut:
            last = pieces[-1]
            pieces = (*pieces[:-1], last._replace(text=last.text + " "))
        for nth, piece in enumerate(pieces):
            if piece.manner is None:
                self._words.append((x + piece.x, y, piece, self._at()))
            else:
                end = line.pieces[nth + 1].x if nth + 1 < len(line.pieces) else line.width
                self._in_manner(x + piece.x, y, piece, piece.manner, end - piece.x)

    def _in_manner(self, x: float, y: float, piece: Piece, manner: Manner, width: float) -> None:
        """Words that are raised, underlined or lead somewhere."""
        before = self._inside
        if manner.href and before is not None:
            self.inside(self._link(before, manner, (x, y - 3, x + width, y + piece.size)))
        self._words.append((x, y + manner.rise, piece, self._at()))
        if manner.underline:
            self.rule(x, y - piece.size * 0.13, x + width, piece.size * 0.05, piece.colour)
        self.inside(before)

    def _link(self, parent: Element, manner: Manner, box: tuple[float, ...]) -> Element:
        """The element of a link; one for all the words of it that follow each other."""
        last = self.links[-1] if self.links else None
        if last and last.manner == manner and last.element.parent is parent:
            element = last.element
        else:
            element = Element("Link", parent)
        self.links.append(Link(element, manner, box))
        return element

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

    def lines(
        self, x: float, top: float, lines: Sequence[Line], style: Style, more: bool = False
    ) -> float:
        """Lines below each other from `top`; gives where they end. With `more` others follow."""
        for nth, line in enumerate(lines, 1):
            self.line_of_text(x, baseline(top, style), line, more or nth < len(lines))
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

    def draw(self, drawing: Drawing) -> None:
        """Anything else; under the words, like rules and boxes."""
        self._drawings.append(drawing)

    def draw_first(self, drawing: Drawing) -> None:
        """Under everything that stands on the page."""
        self._drawings.insert(0, drawing)

    def put_on(self, canvas: Canvas) -> None:
        """Draw all of it."""
        for drawing in self._drawings:
            drawing(canvas)
        _write(canvas, self._words)

    def put_tagged(self, canvas: Canvas) -> None:
        """The same, saying of everything what it is."""
        if self._drawings:
            canvas._code.append("/Artifact BMC")
            for drawing in self._drawings:
                drawing(canvas)
            canvas._code.append("EMC")
        for mcid, drawing in self._figures:
            canvas._code.append(f"/{self.marks[mcid].role} <</MCID {mcid}>> BDC")
            drawing(canvas)
            canvas._code.append("EMC")
        _write(canvas, self._words, self.marks)
        for link in self.links:
            link.put_on(canvas, self.number)

    def put_as_furniture(self, canvas: Canvas, where: str) -> None:
        """The same as what every page carries; `where` is Header or Footer."""
        if self._drawings or self._words:
            artifact = f"/Artifact <</Type/Pagination/Subtype/{where}>> BDC"
            canvas._code.append(artifact)
            self.put_on(canvas)
            canvas._code.append("EMC")


class Link(NamedTuple):
    """Words that lead to an address, and the box they stand in."""

    element: Element
    manner: Manner
    box: tuple[float, ...]

    def put_on(self, canvas: Canvas, page: int) -> None:
        """The annotation that can be clicked."""
        name = f"link{canvas._annotationCount}"
        box = " ".join(f"{side:.2f}" for side in self.box)
        address = text_string(quoted(self.manner.href))
        raw = Raw(
            f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F 4/KEY"
            f"/A<</S/URI/URI{address}>>/Contents{text_string(self.manner.href)}>>".encode()
        )
        canvas._addAnnotation(raw, name)
        self.element.kids.append(Noted(page, canvas._doc.annotationName(name)))


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


def quoted(href: str) -> str:
    """An address with only the signs that an address may have."""
    return quote(href, safe="%/:=&?~#+!$,;'@()*[]")


def _write(canvas: Canvas, words: Sequence[_Placed], marks: Sequence[Element] = ()) -> None:
    """All words of a page as one text object: faces and colours are set only when they change.

    With `marks` each run is put between what says to which element it belongs.
    """
    text = canvas.beginText()
    font, ink, marked = None, "", None
    for x, y, piece, mark in words:
        if marks and mark != marked:
            _mark(text, marks, mark, marked is not None)
            marked = mark
        if (piece.font, piece.size) != font:
            font = (piece.font, piece.size)
            text.setFont(piece.font, piece.size)
        if piece.colour != ink:
            ink = piece.colour
            text.setFillColor(colour(ink))
        text._code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm {text._formatText(piece.text)}")
    if marked is not None:
        text._code.append("EMC")
    canvas.drawText(text)


def _mark(text: Any, marks: Sequence[Element], mark: int, again: bool) -> None:
    if again:
        text._code.append("EMC")
    said = "/Artifact BMC" if mark < 0 else f"/{marks[mark].role} <</MCID {mark}>> BDC"
    text._code.append(said)
