"""What every page carries: the header with logo, title and pairs, and the footer."""

from collections.abc import Sequence
from dataclasses import dataclass

from isodesk.core.dates import paper_moment
from isodesk.i18n import tr
from isodesk.printing.drawn import Page
from isodesk.printing.grid import Layout
from isodesk.printing.logo import Logo
from isodesk.printing.sheets import Company, Foot
from isodesk.printing.text import (
    ACCENT,
    FINE,
    LABEL,
    Line,
    Style,
    break_text,
    few_lines,
    one_line,
    text_width,
)
from isodesk.printing.widths import levelled

HEAD_VALUE = Style("Noto-Bold", 8.3, 11)
HEAD_TITLE = Style("Noto-Bold", 8.3, 11)
_SMALL_TITLE = Style("Noto-Bold", 7, 8)
NAME = Style("Noto-Bold", 9.6, 10.2)
PAIR_GAP = 16.0


@dataclass(frozen=True)
class Head:
    """Header of every page: what kind of sheet, its title, and pairs before the page."""

    label: str
    title: str
    pairs: tuple[tuple[str, str], ...] = ()
    title_at: float | None = None
    """Where label and title begin; None is column 4."""


def header(
    page: Page, at: Layout, company: Company, head: Head, page_of: str, logo: Logo | None
) -> None:
    """Logo or name, kind and title, pairs, and the accent rule under them."""
    pairs = [(tr(label), value) for label, value in head.pairs if value]
    placed = _placed(at, [*pairs, (tr("Page"), page_of)])
    title_at = head.title_at or (at.left + 123)
    brand(page, company, logo, at.left, at.height - 36, title_at - at.left - 10)
    room = max(placed[0][0] - PAIR_GAP - title_at, 40)
    page.words(title_at, at.height - 42, tr(head.label), LABEL, room)
    _title(page, title_at, at.height - 54, head.title, room)
    for x, wide, label, value in placed:
        page.words(x, at.height - 42, label, LABEL, wide)
        page.words(x, at.height - 54, value, HEAD_VALUE, wide)
    page.rule(at.left, at.height - 64, at.right, 0.9, ACCENT)


def _title(page: Page, x: float, y: float, title: str, room: float) -> None:
    """The title on one line, or smaller on two; only then is it cut."""
    if len(break_text(title, HEAD_TITLE, room)) < 2:
        page.words(x, y, title, HEAD_TITLE, room)
        return
    for line in few_lines(title, _SMALL_TITLE, room, 2):
        page.line_of_text(x, y + 2.4, line)
        y -= _SMALL_TITLE.leading


def _placed(at: Layout, pairs: Sequence[tuple[str, str]]) -> list[tuple[float, float, str, str]]:
    """(x, width, label, value) of each pair from the left, the last ending at the right edge.
    Only where they need more than half of the line together is any of them cut."""
    found: list[tuple[float, float, str, str]] = []
    wish = [max(text_width(label, LABEL), text_width(value, HEAD_VALUE)) for label, value in pairs]
    room = at.text * 0.5 - PAIR_GAP * (len(pairs) - 1)
    x = at.right
    for (label, value), wide in reversed(list(zip(pairs, levelled(wish, room), strict=True))):
        x -= wide
        found.insert(0, (x, wide + 0.01, label, value))
        x -= PAIR_GAP
    return found


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
    small = LABEL
    used = page.words(at.left, y, where, small, at.text * 0.6)
    page.words_right(at.right, y, foot.note, small, at.text - used - 16)
