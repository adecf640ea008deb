"""What forms share: headings with a note, label over value, lines and boxes for a pen."""

from collections.abc import Sequence

from isodesk.core.dates import paper_moment
from isodesk.i18n import tr
from isodesk.printing.document_sheets import Approval
from isodesk.printing.drawn import Page
from isodesk.printing.flow import Flow
from isodesk.printing.grid import COLUMN, GUTTER
from isodesk.printing.text import (
    INK,
    LABEL,
    NOTE,
    SECTION,
    Line,
    Style,
    baseline,
    break_text,
    few_lines,
)

VALUE = Style("Noto", 9, 13)
VALUE_BOLD = Style("Noto-Bold", 9, 13)
PEN = Style("Noto", 8.2, 12)
_TWO_LINES = 6.6
"""Size of words that take two lines above a line for the pen."""
SIGN_ROOM = 40.0
"""Points above a line that is signed."""


def signed_line(line: Approval) -> list[str]:
    """Meaning, name, function, when, and what must be said beside a signature."""
    when = f"{paper_moment(line.at)} {line.zone}".strip()
    return [line.meaning, line.name, line.role, when, signed_remark(line)]


def signed_remark(line: Approval) -> str:
    """An override, who looked from outside, a time in doubt; "" for most."""
    outside = tr("Looked at from outside by {name}.", name=line.outside) if line.outside else ""
    odd = tr("Time in doubt: the computer's clock had jumped.") if line.odd_clock else ""
    return "\n".join(filter(None, (line.reason, outside, odd)))


def heading(flow: Flow, text: str, note: str = "", following: float = 60) -> None:
    """A section heading over the whole width, with a note at its right; kept with what
    follows it, `following` points."""
    at = flow.book.layout
    flow.need(SECTION.leading + following)
    y = baseline(flow.y, SECTION)
    used = flow.page.words_right(at.right, y, note, NOTE, at.text * 0.7)
    flow.page.words(at.left, y, text, SECTION, at.text - used - 12)
    flow.book.bookmark(text, 1, flow.y)
    flow.y -= SECTION.leading + 2


def span(columns: int) -> float:
    """Width of so many columns with the gutters between them."""
    return columns * (COLUMN + GUTTER) - GUTTER


def facts(
    flow: Flow, cells: Sequence[tuple[float, float, str, str, bool]], gap: float = 7.0
) -> None:
    """One row of labels over values: (x, width, label, value, bold). A value as long as a
    page goes on over the page."""
    broken = [
        (x, label, width, break_text(value, VALUE_BOLD if bold else VALUE, width))
        for x, width, label, value, bold in cells
    ]
    tallest = max((len(lines) for *_, lines in broken), default=0)
    height = LABEL.leading + max(tallest, 1) * VALUE.leading
    flow.need(min(height, flow.whole, LABEL.leading + 6 * VALUE.leading))
    for x, label, width, _ in broken:
        flow.page.words(x, baseline(flow.y, LABEL), label, LABEL, width)
    flow.y -= LABEL.leading
    _values(flow, [(x, lines) for x, _, _, lines in broken], max(tallest, 1))
    flow.y -= gap


def _values(flow: Flow, columns: Sequence[tuple[float, list[Line]]], count: int) -> None:
    at = 0
    while at < count:
        here = max(min(count - at, int((flow.room + 0.01) / VALUE.leading)), 1)
        for x, lines in columns:
            flow.page.lines(x, flow.y, lines[at : at + here], VALUE)
        flow.y -= here * VALUE.leading
        at += here
        if at < count:
            flow.next_page()


def pen_line(page: Page, x: float, y: float, to: float, label: str) -> None:
    """A line to be signed or written on, with what it is for beneath it."""
    page.rule(x, y, to, 0.6, INK)
    page.words(x, y - 9.3, label, LABEL, max(to - x, 20))


def pen_lines(page: Page, y: float, lines: Sequence[tuple[float, float, str]]) -> None:
    """Several lines for the pen at one height: (from, to, label)."""
    for x, to, label in lines:
        pen_line(page, x, y, to, label)


def above_pen(page: Page, x: float, low: float, text: str, style: Style, room: float) -> None:
    """Words above a line for the pen at `low`: on one line, or smaller on two."""
    lines = break_text(text, style, room)
    if len(lines) > 1:
        lines = few_lines(text, style.but(size=min(style.size, _TWO_LINES)), room, 2)
    at = low + 6.5 if len(lines) < 2 else low + 13.0
    for line in lines:
        page.line_of_text(x, at, line)
        at -= _TWO_LINES + 1.6


def tick_box(page: Page, x: float, y: float, label: str, style: Style = PEN) -> float:
    """An empty box on the baseline y with its word; gives where the word ends."""
    page.box(x, y - 1.5, 9, 9, stroke=INK)
    return x + 13 + page.words(x + 13, y, label, style, 400)


def blank(page: Page, x: float, y: float, before: str, width: float, after: str = "") -> float:
    """Words, a short line to write on, words; gives where it ends."""
    x += page.words(x, y, before, PEN, 300) + 4 * bool(before)
    page.rule(x, y - 2, x + width, 0.6, INK)
    x += width + 4
    return x + page.words(x, y, after, PEN, 300)
