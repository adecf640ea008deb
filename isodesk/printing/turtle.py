"""The turtle sheet: one process on one lying page, with what goes in, what comes out, with
what, with whom, how, and how it is seen to work."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from isodesk.i18n import tr
from isodesk.printing.drawn import colour
from isodesk.printing.flow import Flow
from isodesk.printing.forms import heading
from isodesk.printing.page import Book, Head, lying
from isodesk.printing.planning_sheets import Turtle
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.text import (
    ACCENT,
    LABEL,
    NOTE,
    RULE,
    SECTION,
    SOFT,
    WASH,
    Line,
    Style,
    baseline,
    break_text,
)

_SIDE, _GAP = 222.0, 36.0
_PAD = 8.0
_BETWEEN = 12.0
_NAME = 16.0
"""Points that the name of a part takes."""
_TITLE = Style("Noto-Bold", 15, 19)
_FACT = Style("Noto", 8, 11)
_QUIET = Style("Noto", 8, 11, SOFT)
_PART = Style("Noto-Bold", 7.6, 10, ACCENT)
_TEXTS = (Style("Noto", 8.6, 12), Style("Noto", 7.6, 10.2), Style("Noto", 6.6, 8.8))
"""Sizes that are tried until the process fits on its page."""
_LEAST, _SPARE = 44.0, 34.0
"""Points that a row of parts has at least, and that it gets beyond its need at most."""
_STRIP = 74.0
"""Points that the strip of risks takes at least, where there are any."""


@dataclass(frozen=True)
class _Part:
    """One of the six parts around the process."""

    name: str
    texts: tuple[str, ...]
    lines: list[Line]


def turtle_pdf(sheet: Turtle, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The turtle as a PDF; what does not fit on its page follows on the next, whole."""
    layout = lying(size)
    pairs = (("Number", sheet.number), ("Owner", sheet.owner), ("State", sheet.state))
    book = Book(layout, company, Head("Process", sheet.title, pairs), foot, tr("Turtle sheet"))
    flow = Flow(book)
    flow.book.bookmark(sheet.title, 0, flow.y)
    room = flow.room - 2 * _BETWEEN - (_STRIP if sheet.risks else 0)
    rows, style = _fitted(sheet, room)
    cut = _body(flow, sheet, rows, fair([_need(row, style) for row in rows], room), style)
    _risks(flow, sheet, style)
    _rest(flow, cut)
    return book.pdf(f"{sheet.number} {sheet.title}".strip())


Row = tuple[_Part, _Part]


def _fitted(sheet: Turtle, room: float) -> tuple[list[Row], Style]:
    """The three rows of parts in the largest size that fits on the page, else in the least."""
    for style in _TEXTS:
        rows = _rows(sheet, style)
        if sum(_need(row, style) for row in rows) <= room:
            return rows, style
    return rows, style


def _rows(sheet: Turtle, style: Style) -> list[Row]:
    """Left and right by turns, from the top."""
    parts = (
        (tr("With what: machines, rooms, material"), sheet.resources),
        (tr("With whom: roles and what they can"), sheet.competence),
        (tr("What goes in"), sheet.inputs),
        (tr("What comes out"), sheet.outputs),
        (tr("How: documents and methods"), sheet.methods),
        (tr("How it is seen to work"), sheet.measures),
    )
    made = [_Part(name, texts, _set(texts, style)) for name, texts in parts]
    return [(made[at], made[at + 1]) for at in (0, 2, 4)]


def _set(texts: Sequence[str], style: Style) -> list[Line]:
    return [line for text in texts for line in break_text(text, style, _SIDE - 2 * _PAD)]


def _need(row: Row, style: Style) -> float:
    lines = max(len(part.lines) for part in row)
    return max(_LEAST, _NAME + 2 * _PAD + style.leading * lines)


def fair(needs: Sequence[float], room: float) -> list[float]:
    """Heights within the room: what is over goes out evenly, and where it is too little only
    the tallest give way."""
    if sum(needs) <= room:
        spare = min((room - sum(needs)) / len(needs), _SPARE)
        return [need + spare for need in needs]
    given: dict[int, float] = {}
    left = room
    for nth, at in enumerate(sorted(range(len(needs)), key=lambda at: needs[at])):
        given[at] = min(needs[at], left / (len(needs) - nth))
        left -= given[at]
    return [given[at] for at in range(len(needs))]


def _body(
    flow: Flow, sheet: Turtle, rows: Sequence[Row], heights: Sequence[float], style: Style
) -> list[_Part]:
    """Three parts at either side, the process between them; answers what had to be cut."""
    at, top, cut = flow.book.layout, flow.y, []
    y = top
    for nth, (row, height) in enumerate(zip(rows, heights, strict=True)):
        for part, x in zip(row, (at.left, at.right - _SIDE), strict=True):
            if not _box(flow, x, y, height, part, style):
                cut.append(part)
        for x in (at.left + _SIDE, at.right - _SIDE - _GAP):
            _tie(flow, x, y - height / 2, arrow=nth == 1)
        y -= height + _BETWEEN
    cut += _process(flow, sheet, top, top - y - _BETWEEN)
    flow.y = y
    return cut


def _box(flow: Flow, x: float, top: float, height: float, part: _Part, style: Style) -> bool:
    """A part with its name; False when not all of it went in."""
    page = flow.page
    page.box(x, top - height, _SIDE, height, fill="#FFFFFF", stroke=RULE, pen=0.6)
    page.words(x + _PAD, top - _PAD - 6, part.name, _PART, _SIDE - 2 * _PAD)
    fit = max(int((height - _NAME - 2 * _PAD + 0.01) / style.leading), 1)
    whole = len(part.lines) <= fit
    shown = part.lines if whole else part.lines[: fit - 1]
    end = page.lines(x + _PAD, top - _PAD - _NAME + 3, shown, style)
    if not whole:
        page.words(x + _PAD, baseline(end, style), tr("… on the next page"), NOTE, _SIDE)
    return whole


def _tie(flow: Flow, x: float, y: float, arrow: bool) -> None:
    """A line across the gap; what goes in and comes out is an arrow."""
    start, end = x + 3, x + _GAP - 3

    def draw(canvas: Canvas) -> None:
        canvas.setStrokeColor(colour(ACCENT if arrow else RULE))
        canvas.setFillColor(colour(ACCENT))
        canvas.setLineWidth(1.6 if arrow else 0.8)
        canvas.line(start, y, end - 6 if arrow else end, y)
        if arrow:
            path = canvas.beginPath()
            path.moveTo(end, y)
            path.lineTo(end - 8, y + 4)
            path.lineTo(end - 8, y - 4)
            path.close()
            canvas.drawPath(path, stroke=0, fill=1)

    flow.page.draw(draw)


def _process(flow: Flow, sheet: Turtle, top: float, height: float) -> list[_Part]:
    """The process itself: name, owner, purpose, where it begins and ends, its neighbours;
    answers what had no room."""
    at, page = flow.book.layout, flow.page
    x = at.left + _SIDE + _GAP
    wide = at.text - 2 * (_SIDE + _GAP)
    page.box(x, top - height, wide, height, fill=WASH, stroke=ACCENT, pen=1.2)
    inner, y, bottom = wide - 24, top - 14, top - height + 8
    y = page.lines(x + 12, y, break_text(sheet.title, _TITLE, inner)[:3], _TITLE) - 2
    told = " · ".join(filter(None, (sheet.number, tr(sheet.sort), sheet.owner)))
    y = page.lines(x + 12, y, break_text(told, _QUIET, inner), _QUIET) - 6
    cut = []
    for label, text in _facts(sheet):
        lines = break_text(text, _FACT, inner)
        if y - LABEL.leading - len(lines) * _FACT.leading < bottom:
            cut.append(_Part(label, (text,), lines))
            continue
        page.words(x + 12, baseline(y, LABEL), label, LABEL, inner)
        y = page.lines(x + 12, y - LABEL.leading, lines, _FACT) - 4
    return cut


def _facts(sheet: Turtle) -> list[tuple[str, str]]:
    takes = "\n".join(f"{name}: {what}" for name, what in sheet.takes)
    gives = "\n".join(f"{name}: {what}" for name, what in sheet.gives)
    told = (
        (tr("What it is for"), sheet.purpose),
        (tr("Begins with"), sheet.begins),
        (tr("Ends with"), sheet.ends),
        (tr("Done outside by"), sheet.provider),
        (tr("Takes from"), takes),
        (tr("Gives to"), gives),
    )
    return [(label, text) for label, text in told if text]


def _risks(flow: Flow, sheet: Turtle, style: Style) -> None:
    """Risks and opportunities that name the process, in two columns."""
    if not sheet.risks:
        return
    at = flow.book.layout
    flow.skip(4)
    half = (at.text - 24) / 2
    heading(flow, tr("Risks and opportunities"), following=2 * style.leading)
    cells = [break_text(text, style, half) for text in sheet.risks]
    for nth in range(0, len(cells), 2):
        pair = cells[nth : nth + 2]
        tall = max(map(len, pair)) * style.leading
        flow.need(tall + 3)
        for column, lines in enumerate(pair):
            flow.page.lines(at.left + column * (half + 24), flow.y, lines, style)
        flow.y -= tall + 2


def _rest(flow: Flow, cut: Sequence[_Part]) -> None:
    """What was too long for its part, whole, on pages of its own."""
    if not cut:
        return
    flow.next_page()
    at = flow.book.layout
    for part in cut:
        heading(flow, part.name)
        for text in part.texts:
            flow.paragraph(at.left, break_text(text, _TEXTS[1], at.text), _TEXTS[1])
        flow.skip(SECTION.leading / 2)
