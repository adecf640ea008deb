"""The page every sheet is laid on: grid, header, foot, and the book of pages as PDF bytes.

Points from the bottom left. Pages are first filled with what stands where, then drawn in one
go, since "Page 2 of 7" is known only at the end. Nothing depends on clock or machine: the same
pages give the same bytes.
"""

import io
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from isodesk.core.dates import paper_moment
from isodesk.i18n import tr
from isodesk.printing import fonts
from isodesk.printing.logo import Logo, read_logo
from isodesk.printing.sheets import A4, LETTER, Company, Foot, Paper
from isodesk.printing.text import (
    ACCENT,
    FINE,
    LABEL,
    SOFT,
    Line,
    Piece,
    Style,
    baseline,
    break_text,
    one_line,
    text_width,
)

__all__ = ["A4", "LETTER", "Book", "Company", "Foot", "Head", "Layout", "Page", "Paper", "column"]

rl_config.useA85 = 0
"""Streams as bytes, not as letters: a fifth smaller and quicker."""

LEFT = 68.0
TEXT = 480.0
SIDE_MARGIN = 45.0
COLUMN, GUTTER = 29.0, 12.0
STRIP = 66.0
"""Lowest part of a document's page, in points: the stamp's own."""
HEAD_VALUE = Style("Noto-Bold", 8.3, 11)
HEAD_TITLE = Style("Noto-Bold", 8.3, 11)
NAME = Style("Noto-Bold", 9.6, 10.2)
PAIR_GAP = 16.0


def column(n: int) -> float:
    """Left edge of column n of the twelve, from 1."""
    return LEFT + (COLUMN + GUTTER) * (n - 1)


@dataclass(frozen=True)
class Layout:
    """Where things may stand on a page: its size, the text's edges, top and bottom."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def text(self) -> float:
        """Width between the edges of the text."""
        return self.right - self.left


def upright(paper: Paper, strip: bool = False) -> Layout:
    """A page upright; with `strip` the stamp's part stays empty, else it runs to the foot."""
    bottom = STRIP + 8 if strip else 54.0
    return Layout(
        paper.width, paper.height, LEFT, LEFT + TEXT, top=paper.height - 80, bottom=bottom
    )


def lying(paper: Paper) -> Layout:
    """A page on its side, for lists too wide to stand."""
    width, height = paper.height, paper.width
    return Layout(width, height, SIDE_MARGIN, width - SIDE_MARGIN, top=height - 76, bottom=54.0)


@dataclass(frozen=True)
class Head:
    """Header of every page: what kind of sheet, its title, and pairs before the page."""

    label: str
    title: str
    pairs: tuple[tuple[str, str], ...] = ()
    title_at: float | None = None
    """Where label and title begin; None is column 4."""


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


class _Mark(NamedTuple):
    title: str
    level: int
    y: float


class Book:
    """Pages with one header and foot, and the bookmarks that lead to them.

    `foot` None leaves the bottom of the page empty (documents: the stamp stands there).
    """

    def __init__(
        self,
        layout: Layout,
        company: Company,
        head: Head | None,
        foot: Foot | None = None,
        subject: str = "",
        foot_at: float = 32.0,
    ) -> None:
        fonts.register()
        self.layout = layout
        self.pages: list[Page] = []
        self._company, self._head, self._foot = company, head, foot
        self._subject, self._foot_at = subject, foot_at
        self._marks: dict[int, list[_Mark]] = defaultdict(list)
        self._level = -1

    def new_page(self) -> Page:
        """A fresh page at the end."""
        self.pages.append(Page())
        return self.pages[-1]

    def bookmark(self, title: str, level: int, y: float) -> None:
        """An entry of the PDF's outline, to height y of the page filled last; level from 0,
        and never skipping one, as ReportLab forbids it."""
        self._level = min(level, self._level + 1)
        shown = fonts.clean(title).replace("\n", " ")[:200] or "–"
        self._marks[len(self.pages) - 1].append(_Mark(shown, self._level, y))

    def pdf(self, title: str) -> bytes:
        """All pages as a PDF with embedded fonts and the title and company as its properties."""
        out = io.BytesIO()
        canvas = Canvas(
            out,
            pagesize=(self.layout.width, self.layout.height),
            invariant=1,
            pageCompression=1,
            initialFontName="Noto",
            lang="en",
        )
        self._describe(canvas, title)
        logo = read_logo(self._company.logo)
        if logo:
            logo.define(canvas)
        for nth, page in enumerate(self.pages):
            self._furnish(page, nth + 1, logo)
            page.put_on(canvas)
            self._mark(canvas, nth)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def _describe(self, canvas: Canvas, title: str) -> None:
        canvas.setTitle(fonts.clean(title))
        canvas.setAuthor(fonts.clean(self._company.name))
        canvas.setSubject(fonts.clean(self._subject))
        canvas.setCreator("isodesk")
        canvas.setProducer("isodesk")

    def _mark(self, canvas: Canvas, page: int) -> None:
        for nth, mark in enumerate(self._marks.get(page, ())):
            key = f"mark-{page}-{nth}"
            canvas.bookmarkHorizontal(key, 0, min(mark.y + 8, self.layout.height))
            canvas.addOutlineEntry(mark.title, key, mark.level)

    def _furnish(self, page: Page, number: int, logo: Logo | None) -> None:
        if self._head:
            of = tr("{n} of {m}", n=number, m=len(self.pages))
            header(page, self.layout, self._company, self._head, of, logo)
        if self._foot:
            footer(page, self.layout, self._foot, self._foot_at)


def header(
    page: Page, at: Layout, company: Company, head: Head, page_of: str, logo: Logo | None
) -> None:
    """Logo or name, kind and title, pairs, and the accent rule under them."""
    pairs = [*((tr(label), value) for label, value in head.pairs if value)]
    start = _pairs(page, at, [*pairs, (tr("Page"), page_of)])
    title_at = head.title_at or (at.left + 123)
    brand(page, company, logo, at.left, at.height - 36, title_at - at.left - 10)
    room = max(start - PAIR_GAP - title_at, 40)
    page.words(title_at, at.height - 42, tr(head.label), LABEL, room)
    page.words(title_at, at.height - 54, head.title, HEAD_TITLE, room)
    page.rule(at.left, at.height - 64, at.right, 0.9, ACCENT)


def _pairs(page: Page, at: Layout, pairs: Sequence[tuple[str, str]]) -> float:
    """Labels over values, the last ending at the right edge; gives where they start."""
    x = at.right
    most = at.text * 0.5 / max(len(pairs), 1)
    for label, value in reversed(pairs):
        wide = max(text_width(label, LABEL), text_width(value, HEAD_VALUE))
        wide = min(wide, most)
        x -= wide
        page.words(x, at.height - 42, label, LABEL, wide + 0.01)
        page.words(x, at.height - 54, value, HEAD_VALUE, wide + 0.01)
        x -= PAIR_GAP
    return x + PAIR_GAP


def brand(
    page: Page, company: Company, logo: Logo | None, x: float, top: float, room: float
) -> None:
    """The logo, 20 high and at most 120 wide, with the name beside a small one; or the name."""
    used = 0.0
    if logo:
        width, height = logo.fitted(min(120.0, room), 20.0)
        page.draw(lambda canvas: logo.place(canvas, x, top - height, width, height))
        used = width + 6
    if used <= 46:
        _name(page, company.name, x + used, top, room - used)


def _name(page: Page, name: str, x: float, top: float, room: float) -> None:
    """The company's name in one or two lines: the first word dark, as a mark would be."""
    lines = break_text(name, NAME, room)
    if len(lines) > 1:
        second = one_line(" ".join(_text(line) for line in lines[1:]), NAME.but(font="Noto"), room)
        page.lines(x, top, [lines[0], second], NAME)
    elif lines:
        page.lines(x, top - 5, lines, NAME)


def _text(line: Line) -> str:
    return "".join(piece.text for piece in line.pieces)


def footer(page: Page, at: Layout, foot: Foot, y: float) -> None:
    """Left what state of the file this shows, when and by whom; right the note."""
    page.rule(at.left, y + 10, at.right, 0.35, FINE)
    where = " · ".join(
        part
        for part in (
            "isodesk",
            tr("file state {head}", head=foot.head) if foot.head else "",
            paper_moment(foot.printed_at),
            foot.who,
        )
        if part
    )
    small = LABEL.but(colour=SOFT)
    used = page.words(at.left, y, where, small, at.text * 0.6)
    page.words_right(at.right, y, foot.note, small, at.text - used - 16)


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
