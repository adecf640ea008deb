"""What the sheets of an audit share: words under a side label, tables over the whole width, photos
in rows with their captions, and the word that says it is a draft."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor

from isodesk.i18n import tr
from isodesk.printing import pictures
from isodesk.printing.audit_sheets import Member, Photo, Told
from isodesk.printing.drawn import Page
from isodesk.printing.flow import Flow, TableLook
from isodesk.printing.forms import heading, pen_lines, span
from isodesk.printing.grid import Layout, column
from isodesk.printing.list_sheets import Column
from isodesk.printing.page import Book
from isodesk.printing.tables import Row, Sheet
from isodesk.printing.text import (
    ACCENT,
    AMBER,
    BODY,
    FINE,
    INK,
    NOTE,
    RED,
    RULE,
    SIDE,
    SOFT,
    TABLE,
    TABLE_HEAD,
    WASH,
    Style,
    break_text,
    text_width,
)

TITLE = Style("Noto-Bold", 21, 26)
LOOK = TableLook(TABLE, TABLE_HEAD, pad=3.2, gap=11.0)
LABELS = SIDE.but(colour=ACCENT)
WIDE = span(9)
TONES = {"red": RED, "amber": AMBER, "green": ACCENT, "blue": "#1B4F9C", "grey": SOFT}
"""The colour of a verdict's or a grade's word: never without the word."""
_CAPTION = NOTE
_GAP = 12.0
_CAPTION_LINES = 4
_TALLEST = 1.0
"""Height by width of the frame of a photo at most."""
SIGN_ROOM = 62.0
"""Points that lines for pens take."""


def title(flow: Flow, text: str) -> None:
    """The title under the header."""
    at = flow.book.layout
    flow.book.bookmark(text, 0, flow.y)
    flow.paragraph(at.left, break_text(text, TITLE, at.text), TITLE)
    flow.skip(8)


def told(flow: Flow, label: str, text: str, style: Style = BODY) -> None:
    """Words with their label at the side; nothing where nothing is said."""
    lines = break_text(text, style, WIDE)
    if not lines:
        return
    side = break_text(label, LABELS, span(3) - 4)
    flow.need(max(min(len(lines), 3), len(side)) * BODY.leading)
    page, top = flow.page, flow.y
    page.lines(flow.book.layout.left, top, side, LABELS)
    flow.paragraph(column(4), lines, style)
    if flow.page is page:
        flow.y = min(flow.y, top - len(side) * LABELS.leading)
    flow.skip(5)


def rule(flow: Flow, above: float = 4.0, below: float = 12.0) -> None:
    """A rule between two parts; none at the top of a page."""
    if not flow.fresh:
        flow.skip(above)
        flow.page.rule(flow.book.layout.left, flow.y, flow.book.layout.right, 0.5, RULE)
        flow.skip(below)


def table(
    flow: Flow, columns: Sequence[Column], rows: Sequence[Row], empty: str, after: float = 12.0
) -> None:
    """A table over the whole width; `empty` stands where there are no rows."""
    at = flow.book.layout
    if not rows:
        flow.paragraph(at.left, break_text(empty, NOTE, at.text), NOTE)
        flow.skip(after)
        return
    made = Sheet(flow, at.left, at.text, columns, rows, LOOK)
    made.head(rows[0])
    for row in rows:
        made.row(row)
    flow.skip(after)


def part(flow: Flow, text: str, note: str = "", following: float = 60) -> None:
    """A heading with its white above it."""
    flow.skip(6)
    heading(flow, text, note, following)


def team(flow: Flow, members: Sequence[Member]) -> None:
    """Who audits, in which role, with which competence; columns that nobody fills are left out."""
    rows = [(m.name, m.role, m.competence, m.own_work) for m in members]
    names = ("Name", "Role", "Competence", "Own work, and what is done about it")
    shown = [n for n in range(4) if n < 2 or any(row[n] for row in rows)]
    columns = [Column(tr(names[n]), bold=n == 0) for n in shown]
    table(
        flow, columns, [[row[n] for n in shown] for row in rows], tr("Nobody is in the team yet.")
    )


def ending(flow: Flow, given: Told, labels: Sequence[str]) -> None:
    """Words under their labels, then the lines for pens, which never stand alone on a page."""
    for nth, (label, words) in enumerate(given, 1):
        if nth == len(given):
            height = len(break_text(words, BODY, WIDE)) * BODY.leading + 5
            flow.need(min(height, flow.whole / 2) + SIGN_ROOM)
        told(flow, label, words)
    signs(flow, labels)


def signs(flow: Flow, labels: Sequence[str]) -> None:
    """Lines for pens below what stands there: as many as there are labels, with a date each."""
    if not labels:
        return
    flow.need(SIGN_ROOM)
    at = flow.book.layout
    wide = (at.text - _GAP * (len(labels) - 1)) / len(labels)
    y = flow.y - 44
    lines = [
        (at.left + n * (wide + _GAP), at.left + n * (wide + _GAP) + wide, label)
        for n, label in enumerate(labels)
    ]
    pen_lines(flow.page, y, lines)
    flow.y = y - 18


# Photos


def photos(flow: Flow, left: float, width: float, given: Sequence[Photo], across: int) -> None:
    """Photos side by side with their captions; a row of them is never parted."""
    wide = (width - _GAP * (across - 1)) / across
    for start in range(0, len(given), across):
        _row(flow, left, wide, given[start : start + across])


def photo_width(width: float, across: int) -> float:
    """How wide a photo is when so many stand side by side, in points."""
    return (width - _GAP * (across - 1)) / across


def _row(flow: Flow, left: float, wide: float, row: Sequence[Photo]) -> None:
    captions = [break_text(photo.caption, _CAPTION, wide)[:_CAPTION_LINES] for photo in row]
    high = max(_frame(photo, wide)[1] for photo in row)
    words = max((len(lines) for lines in captions), default=0) * _CAPTION.leading
    flow.need(high + words + 10)
    for nth, (photo, lines) in enumerate(zip(row, captions, strict=True)):
        x = left + nth * (wide + _GAP)
        _put(flow.page, photo, x, flow.y, wide)
        flow.page.lines(x, flow.y - high - 3, lines, _CAPTION)
    flow.y -= high + words + 10


def _frame(photo: Photo, wide: float) -> tuple[float, float]:
    """Width and height on paper: upright ones are made smaller, so that a row is no page."""
    if photo.picture is None:
        return wide, min(wide * 0.6, 60.0)
    shape = photo.picture.proportion
    return (wide, wide * shape) if shape <= _TALLEST else (wide * _TALLEST / shape, wide * _TALLEST)


def _put(page: Page, photo: Photo, x: float, top: float, wide: float) -> None:
    width, height = _frame(photo, wide)
    if photo.picture is None:
        page.box(x, top - height, width, height, fill=WASH, stroke=FINE)
        page.words(x + 8, top - height / 2 - 3, pictures.words(photo.caption), NOTE, width - 16)
        return
    name = f"photo-{photo.key}-{photo.picture.width}"
    place = partial(photo.picture.place, name=name, x=x, y=top - height, width=width, height=height)
    page.draw(place)


# Words in a frame, and the draft


def pill(page: Page, right: float, y: float, text: str, colour: str) -> float:
    """A word in a frame whose right edge and baseline are given; gives its width."""
    style = Style("Noto-Bold", 8.2, 11, colour)
    wide = text_width(text, style) + 16
    page.box(right - wide, y - 5, wide, 16, stroke=colour)
    page.words(right - wide + 8, y, text, style, wide)
    return wide


def chip(text: str, tone: str, style: Style = TABLE) -> tuple[str, Style]:
    """A word in the colour of its tone, for a cell."""
    return text, style.but(font="Noto-Bold", colour=TONES.get(tone, INK))


def draft_marks(book: Book) -> None:
    """The word DRAFT across every page, pale, under the words."""
    for page in book.pages:
        page.draw_first(partial(_draft, at=book.layout, word=tr("DRAFT")))


def _draft(canvas: Any, at: Layout, word: str) -> None:
    canvas.saveState()
    canvas.translate(at.width / 2, at.height / 2)
    canvas.rotate(52)
    canvas.setFillColor(HexColor("#EEF1F4"))
    canvas.setFont("Noto-Bold", 150)
    canvas.drawCentredString(0, -52, word)
    canvas.restoreState()
