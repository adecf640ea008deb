"""The blank checklist of an audit: every question numbered as in the audit, six boxes for the
verdict, one for good practice and lines for the pen, to be keyed back in by number."""

from collections.abc import Sequence
from functools import partial

from isodesk.i18n import tr
from isodesk.printing import qr
from isodesk.printing.flow import Flow
from isodesk.printing.forms import pen_lines
from isodesk.printing.page import Book, Head, Layout, Page, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.text import (
    ACCENT,
    INK,
    LABEL,
    RULE,
    SOFT,
    Line,
    Style,
    break_text,
    few_lines,
    text_width,
)
from isodesk.printing.trade_sheets import AuditBlank, BlankQuestion

GOOD = 7
"""The key of good practice, which goes with 1."""
PEN = 23.0
"""Points from one writing line to the next: 8 mm."""
_QR_SIDE = 42.0
_BOX = 13.0
_NUMBER = Style("Noto-Bold", 12, 15)
_CLAUSE = Style("Noto-Bold", 6.8, 9, ACCENT)
_ASK = Style("Noto", 8.8, 11.6)
_LOOK = Style("Noto-Italic", 6.9, 9, SOFT)
_SECTION = Style("Noto-Bold", 9, 12)
_FACT = Style("Noto-Bold", 8.6, 11)
_FACT_SMALL = Style("Noto-Bold", 6.8, 8)
_KEY = Style("Noto", 5.9, 8, SOFT)
_WORD = Style("Noto", 7.2, 10, SOFT)
_CLAUSES_AT, _ASK_AT, _PEN_AT = 24.0, 86.0, 264.0
"""Where clauses, question and writing lines begin, from the left edge of the text."""
_STEP = 20.0
"""From one box to the next."""
_PAD = 6.0
_LEAST = 75.0
"""Points a question takes at least: two writing lines and the boxes."""
_ASKS = 36
"""Lines of a question at most: what a page holds."""
_LOOKS = 3
"""Lines of what to look for at most."""
_SIGNED = 52.0
"""Room for the pen at the foot of every page."""


def audit_blank_pdf(sheet: AuditBlank, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The checklist as a PDF; the same values give the same bytes."""
    pairs = (("Number", sheet.number), ("Planned", sheet.planned))
    at = _layout(size)
    book = Book(at, company, Head(tr("Audit checklist"), sheet.title, pairs), foot, sheet.number)
    flow, on_page = Flow(book), [list[int]()]
    section = ""
    for question in sheet.questions:
        height = _height(question)
        new = question.section != section
        if flow.room < height + (_SECTION.leading + 8 if new else 0) and not flow.fresh:
            flow.next_page()
            on_page.append([])
        if new or flow.fresh:
            _section(flow, question.section)
        section = question.section
        _question(flow, question, height)
        on_page[-1].append(question.n)
    for nth, (page, numbers) in enumerate(zip(book.pages, on_page, strict=True), 1):
        _facts(page, at, sheet, numbers)
        _signed(page, at)
        page.draw(partial(_code, text=f"{sheet.qr} S{nth}", at=at))
    return book.pdf(f"{sheet.number} {sheet.title}")


def _layout(size: Paper) -> Layout:
    """Upright, with room for facts and code above the rows and for the pen below them."""
    at = upright(size, foot=True)
    return Layout(at.width, at.height, at.left, at.right, at.top - 58, at.bottom + _SIGNED)


def _code(canvas: object, text: str, at: Layout) -> None:
    qr.draw(canvas, text, at.right - _QR_SIDE + 4, at.height - 68 - _QR_SIDE, _QR_SIDE)


def _facts(page: Page, at: Layout, sheet: AuditBlank, numbers: Sequence[int]) -> None:
    """Who audits against what, which rows stand here, and what the boxes mean."""
    y = at.height - 78
    span = tr("{first} to {last} of {total}", first=numbers[0], last=numbers[-1], total=sheet.total)
    cells = ((0, 108, "Auditor", sheet.auditor), (116, 190, "Criteria", sheet.criteria),
             (314, 110, "Questions on this page", span))  # fmt: skip
    for start, room, label, value in cells:
        page.words(at.left + start, y, tr(label), LABEL, room)
        lines = break_text(value or "–", _FACT, room)
        if len(lines) > 1:
            lines = few_lines(value, _FACT_SMALL, room, 3)
        page.lines(at.left + start, y - 2.5, lines, _FACT if len(lines) == 1 else _FACT_SMALL)
    x, y = at.left, at.height - 120
    words = (*sheet.verdicts, tr("Good practice"))
    share = (at.right - at.left - len(words) * 14) / len(words) - 6
    for key, word in enumerate(words, 1):
        _box(page, x, y, key, 10)
        x += 14 + page.words(x + 14, y + 2, word, _WORD, _room(words, key, share)) + 9
    page.rule(at.left, y - 7, at.right, 0.8, INK)


def _room(words: Sequence[str], key: int, room: float) -> float:
    """A word of the legend has its share, and what shorter ones leave."""
    wide = [text_width(word, _WORD) for word in words]
    spare = sum(max(room - each, 0) for each in wide)
    longer = sum(each > room for each in wide)
    return room + spare / longer if wide[key - 1] > room else room


def _section(flow: Flow, section: str) -> None:
    at = flow.book.layout
    flow.page.words(at.left, flow.y - 12, section or " ", _SECTION, at.text)
    flow.y -= _SECTION.leading + 5
    flow.page.rule(at.left, flow.y, at.right, 0.35, RULE)


def _question(flow: Flow, question: BlankQuestion, height: float) -> None:
    at, page, top = flow.book.layout, flow.page, flow.y - _PAD
    page.words(at.left, top - 11, str(question.n), _NUMBER, _CLAUSES_AT)
    page.lines(at.left + _CLAUSES_AT, top - 1, _clauses(question), _CLAUSE)
    low = flow.y - height
    for key in range(GOOD):
        x = at.left + (key % 3 if key < 6 else 3) * _STEP
        _box(page, x, low + _PAD + (2.0 + _BOX + 5.0 if key < 3 else 2.0), key + 1, _BOX)
    ask, look = _words(question)
    y = page.lines(at.left + _ASK_AT, top, ask, _ASK)
    page.lines(at.left + _ASK_AT, y - 2, look, _LOOK)
    left = at.left + _PEN_AT
    page.words(left, top - 6, tr("Evidence: who, which record, what you saw"), _WORD, 220)
    for y in _pens(flow.y, low):
        page.rule(left, y, at.right, 0.6, RULE)
    flow.y = low
    page.rule(at.left, low, at.right, 0.35, INK)


def _pens(top: float, low: float) -> list[float]:
    """Heights of the writing lines of a question."""
    count = int((top - low - 14) / PEN)
    return [top - 16 - PEN * nth for nth in range(1, count + 1) if top - 16 - PEN * nth > low + 7]


def _height(question: BlankQuestion) -> float:
    ask, look = _words(question)
    words = len(ask) * _ASK.leading + len(look) * _LOOK.leading + 2 * _PAD + 4
    boxes = max(15.0, len(_clauses(question)) * _CLAUSE.leading) + 2 * _BOX + 5 + 2 * _PAD + 8
    return max(_LEAST, words, boxes)


def _clauses(question: BlankQuestion) -> list[Line]:
    room = _ASK_AT - _CLAUSES_AT - 6
    return [line for text in question.clauses for line in break_text(text, _CLAUSE, room)]


def _words(question: BlankQuestion) -> tuple[list[Line], list[Line]]:
    """The question, and what to look for in small print."""
    room = _PEN_AT - _ASK_AT - 12
    return break_text(question.ask, _ASK, room)[:_ASKS], _look(question.look, room)


def _look(phrases: Sequence[str], room: float) -> list[Line]:
    """As many whole phrases as there is room for; of one that is too long its beginning."""
    lines: list[Line] = []
    for count in range(1, len(phrases) + 1):
        longer = break_text("; ".join(phrases[:count]), _LOOK, room)
        if len(longer) > _LOOKS:
            return lines or longer[:_LOOKS]
        lines = longer
    return lines


def _box(page: Page, x: float, y: float, key: int, side: float) -> None:
    """A box for a tick, with its key in grey."""
    page.box(x, y, side, side, stroke=INK, pen=0.7)
    wide = text_width(str(key), _KEY)
    page.words(x + (side - wide) / 2, y + side / 2 - 2.1, str(key), _KEY, side)


def _signed(page: Page, at: Layout) -> None:
    y = at.bottom - 34
    lines = ((0, 128, "Auditor"), (140, 268, "Person interviewed"), (280, 360, "Date, from – to"),
             (372, 480, "Keyed in by, scan attached"))  # fmt: skip
    pen_lines(page, y, [(at.left + x, at.left + to, tr(word)) for x, to, word in lines])
