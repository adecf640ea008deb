"""Recall and receipt slips: three to a sheet, each to be signed, cut off and keyed in."""

from collections.abc import Sequence
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from isodesk.core.dates import paper_day
from isodesk.i18n import tr
from isodesk.printing import qr
from isodesk.printing.drawn import Page
from isodesk.printing.forms import PEN, pen_lines, tick_box
from isodesk.printing.page import Book, Layout, brand, colour, column, upright
from isodesk.printing.sheets import A4, Company, Paper
from isodesk.printing.slip_sheets import Slip, SlipCopy
from isodesk.printing.text import (
    ACCENT,
    INK,
    LABEL,
    RED,
    RULE,
    SOFT,
    WASH,
    Line,
    Style,
    baseline,
    break_text,
    one_line,
    text_width,
)

PER_SHEET = 3
PANEL, PANEL_GAP = 234.0, 12.0
PANEL_HEIGHT = 65.8
CODE_SIDE = 52.0
_TITLE = Style("Noto-Bold", 11, 14)
_NAME = Style("Noto-Bold", 8.6, 11)
_BIG = Style("Noto-Bold", 12.5, 16)
_CODE = Style("NotoMono-Bold", 10.8, 14)
_FACT = Style("Noto-Bold", 9.4, 12)
_FACT_SMALL = Style("Noto-Bold", 6.4, 7.3)
_TICK_COLUMNS = (136.0, 224.0, 314.0, 367.0)
_SIGNED = ((68.0, 261.0), (279.0, 376.0), (396.0, 460.0), (474.0, 548.0))


def slips_pdf(slips: Sequence[Slip], company: Company, size: Paper = A4) -> bytes:
    """Slips in the order given, three to a sheet with cut lines between; at least one.

    A sheet that is not full leaves its lower part empty. The same slips give the same bytes.
    """
    book = Book(upright(size), company, None, subject=tr("Recall and receipt slips"))
    height = size.height / PER_SHEET
    for nth, slip in enumerate(slips):
        place = nth % PER_SHEET
        page = book.pages[-1] if place else book.new_page()
        if place:
            page.draw(partial(cut_line, width=size.width, y=size.height - place * height))
        _slip(page, book, company, slip, size.height - place * height)
    if not book.pages:
        book.new_page()
    return book.pdf(_title(slips))


def _title(slips: Sequence[Slip]) -> str:
    first = slips[0].slip if slips else ""
    return f"{tr('Recall and receipt slips')} {first}".strip()


def _slip(page: Page, book: Book, company: Company, slip: Slip, top: float) -> None:
    """One slip below `top`, a third of the sheet high."""
    at = book.layout
    book.bookmark(f"{slip.document} · {slip.holder}", 0, top - 20)
    _head(page, at, company, book, slip, top)
    _panels(page, slip, top - 62)
    _facts(page, slip, top - 135.5)
    if slip.give_back:
        _what_became(page, top - 174, at.right)
    page.words(at.left, top - 196, _sentence(slip), PEN, at.text)
    labels = ("Signature of the holder", "Name in capitals", "Date", "Keyed in by")
    lines = [(x, to, tr(label)) for (x, to), label in zip(_SIGNED, labels, strict=True)]
    pen_lines(page, top - 236.5, lines)


def _head(page: Page, at: Layout, company: Company, book: Book, slip: Slip, top: float) -> None:
    brand(page, company, book.logo, at.left, top - 26, 113)
    if slip.head:
        page.words_right(at.right, top - 20, tr("file state {head}", head=slip.head), LABEL, 200)
    wide = page.words_right(at.right, top - 43.5, slip.slip, _NAME, 180)
    page.words_right(at.right, top - 32, tr("Slip"), LABEL, 100)
    page.words(column(4), top - 32, _kind(slip), LABEL, 200)
    title = _shrunk(slip.document, _TITLE, at.right - column(4) - wide - 14, 8.4)
    page.line_of_text(column(4), top - 44, title)
    page.rule(at.left, top - 54, at.right, 0.9, ACCENT)


def _kind(slip: Slip) -> str:
    if slip.give_back and slip.receive:
        return tr("Recall and receipt slip")
    return tr("Recall slip") if slip.give_back else tr("Receipt slip")


def _sentence(slip: Slip) -> str:
    if slip.give_back and slip.receive:
        return tr("With my signature: I have the new copy, and the old one is out of use.")
    if slip.give_back:
        return tr("With my signature: the copy named above is out of use.")
    return tr("With my signature: I have this copy and know that it is to come back when asked.")


def _panels(page: Page, slip: Slip, top: float) -> None:
    """What goes back on grey, what is received on white beside it."""
    x = column(1)
    if slip.give_back:
        _panel(page, x, top, tr("Give back"), slip.give_back, INK, WASH)
        x += PANEL + PANEL_GAP
    if slip.receive:
        _panel(page, x, top, tr("You receive"), slip.receive, RED, None)


def _panel(
    page: Page, x: float, top: float, label: str, copy: SlipCopy, ink: str, wash: str | None
) -> None:
    room = PANEL - CODE_SIDE - 20
    page.box(x, top - PANEL_HEIGHT, PANEL, PANEL_HEIGHT, fill=wash, stroke=RULE, pen=0.5)
    page.words(x + 8, top - 11.5, label, LABEL.but(size=6.8), room)
    what = tr("revision {revision}, copy {copy}", revision=copy.revision, copy=copy.copy)
    page.line_of_text(x + 8, top - 27, _shrunk(what, _BIG.but(colour=ink), room, 8))
    page.words(x + 8, top - 43.5, tr("Check code"), LABEL, room)
    page.words(x + 8, top - 55.5, copy.code, _CODE, room)
    corner = x + PANEL - CODE_SIDE - 6
    page.draw(partial(_code, text=copy.qr, x=corner, y=top - PANEL_HEIGHT + 7, side=CODE_SIDE))


def _code(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    qr.draw(canvas, text, x, y, side)


def _shrunk(text: str, style: Style, room: float, least: float) -> Line:
    """The text smaller until it fits, then cut."""
    wide = text_width(text, style)
    size = style.size if wide <= room else max(style.size * room / wide * 0.995, least)
    return one_line(text, style.but(size=size), room)


def _facts(page: Page, slip: Slip, top: float) -> None:
    """Holder, place, by when and to whom; a long one in three smaller lines."""
    _fact(page, column(1), top, tr("Holder"), slip.holder, 115)
    _fact(page, column(4), top, tr("Place"), slip.place, 115)
    if slip.give_back:
        _fact(page, column(7), top, tr("Back by"), paper_day(slip.back_by), 74)
        _fact(page, column(9), top, tr("To"), slip.back_to, 152)


def _fact(page: Page, x: float, top: float, label: str, value: str, room: float) -> None:
    page.words(x, baseline(top, LABEL), label, LABEL, room)
    top -= LABEL.leading
    if text_width(value, _FACT) <= room:
        page.words(x, baseline(top, _FACT), value, _FACT, room)
        return
    page.lines(x, top, _three_lines(value, room), _FACT_SMALL)


def _three_lines(value: str, room: float) -> list[Line]:
    """The value small in three lines, cut at the end of the third."""
    lines = break_text(value, _FACT_SMALL, room)
    if len(lines) > 3:
        rest = " ".join("".join(p.text for p in line.pieces) for line in lines[2:4])
        lines[2:] = [one_line(rest + "…", _FACT_SMALL, room)]
    return lines


def _what_became(page: Page, y: float, right: float) -> None:
    """The boxes of which the holder ticks one."""
    page.words(column(1), y, tr("The old copy is"), PEN.but(colour=SOFT), 66)
    words = ("returned here", "destroyed by me", "lost", "not mine, because")
    end = 0.0
    for x, word in zip(_TICK_COLUMNS, words, strict=True):
        end = tick_box(page, max(x, end + 8), y, tr(word))
    page.rule(min(end + 8, right - 40), y - 2.5, right, 0.6, INK)


def cut_line(canvas: Canvas, width: float, y: float) -> None:
    """Dashes from edge to edge with scissors at the left."""
    canvas.saveState()
    canvas.setStrokeColor(colour(SOFT))
    canvas.setLineWidth(0.6)
    canvas.setDash(3, 3)
    canvas.line(14, y, 17, y)
    canvas.line(38, y, width - 14, y)
    canvas.setDash()
    _scissors(canvas, 20, y)
    canvas.restoreState()


def _scissors(canvas: Canvas, x: float, y: float) -> None:
    canvas.setLineWidth(0.8)
    for sign in (1, -1):
        canvas.circle(x + 2.2, y + sign * 2.9, 2.0, stroke=1, fill=0)
        canvas.line(x + 4, y + sign * 2.0, x + 13.5, y - sign * 2.0)
