"""The year planner: a year on one lying page, a column a month, a line a day."""

from calendar import monthrange
from dataclasses import replace
from datetime import date

from isodesk.core.dates import MONTHS
from isodesk.i18n import tr
from isodesk.printing.calendar_values import PlannerItem, YearPlanner
from isodesk.printing.drawn import Page
from isodesk.printing.page import Book, Head, Layout, lying
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.text import (
    ACCENT,
    AMBER,
    FINE,
    INK,
    NOTE,
    RULE,
    SOFT,
    WASH,
    Style,
    break_text,
    text_width,
)

DAYS = "MTWTFSS"
_MONTH = Style("Noto-Bold", 8, 11, ACCENT)
_HEAD = 14.0
_LEGEND = 13.0
_SATURDAY = 5
_SMALLEST = 5.8
_LARGEST = 7.6
_SIDE = 2.65
"""Times the size of the type that day and letter take."""
_MOSTLY = 0.72
"""How much of the words must have room for them to be begun."""


def planner_pdf(sheet: YearPlanner, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The planner as a PDF of one page; the same values give the same bytes."""
    at = lying(size)
    said = tr("Filter: {words}", words=sheet.filter_words) if sheet.filter_words else ""
    note = " · ".join(filter(None, (said, sheet.count)))
    head = Head(tr("Year planner"), str(sheet.year), ())
    book = Book(at, company, head, replace(foot, note=foot.note or note), tr("Year planner"))
    page = book.new_page()
    _legend(page, at, sheet.count)
    for month in range(1, 13):
        _month(page, at, sheet, month)
    return book.pdf(tr("Year planner {year}", year=sheet.year))


def _top(at: Layout) -> float:
    return at.top - _LEGEND


def _high(at: Layout) -> float:
    """Points of one day."""
    return (_top(at) - _HEAD - at.bottom) / 31


def _legend(page: Page, at: Layout, count: str) -> None:
    """How much it is, and what the signs mean."""
    y = at.top - 4
    bold = NOTE.but(font="Noto-Bold", colour=INK)
    used = page.words(at.left, y, count, bold, at.text * 0.4)
    words = tr("bold: late   ~: expected by its rule   +3: three more on that day")
    page.words_right(at.right, y, words, NOTE, at.text - used - 16)


def _month(page: Page, at: Layout, sheet: YearPlanner, month: int) -> None:
    wide, top, high = at.text / 12, _top(at), _high(at)
    left = at.left + (month - 1) * wide
    page.words(left + 2, top - 9, tr(MONTHS[month - 1]), _MONTH, wide - 4)
    page.rule(left, top - _HEAD, left + wide - 3, 0.8, INK)
    for n in range(monthrange(sheet.year, month)[1]):
        day = date(sheet.year, month, n + 1)
        _day(page, left, top - _HEAD - n * high, wide - 3, high, day, sheet.days.get(day, ()))


def _day(
    page: Page,
    left: float,
    top: float,
    wide: float,
    high: float,
    day: date,
    items: tuple[PlannerItem, ...],
) -> None:
    """A day: its number and letter, and as many lines as it has room for."""
    quiet = day.weekday() >= _SATURDAY
    if quiet:
        page.box(left, top - high, wide, high, fill=WASH)
    page.rule(left, top - high, left + wide, 0.35, RULE if day.weekday() == 6 else FINE)
    size, lines = _type(high)
    face = Style("Noto", size, high / lines)
    number = face.but(font="Noto-Bold", colour=SOFT if quiet else INK)
    y = top - size * 0.92
    page.words_right(left + size * 1.25, y, str(day.day), number, size * 2)
    page.words(left + size * 1.42, y, DAYS[day.weekday()], face.but(colour=SOFT), size * 1.2)
    rest = len(items) - lines
    if rest > 0:
        more = number.but(colour=ACCENT)
        page.words(left + size * 0.3, y - face.leading, f"+{rest}", more, size * 2.3)
    _items(page, left + size * _SIDE, y, wide - size * _SIDE, face, items[:lines], lines)


def _items(
    page: Page,
    left: float,
    y: float,
    room: float,
    face: Style,
    items: tuple[PlannerItem, ...],
    lines: int,
) -> None:
    """A line for each; one alone has them all."""
    for nth, item in enumerate(items):
        style, words = _face(item, face), _words(item)
        texts = break_text(words, style, room) if len(items) == 1 else []
        if 1 < len(texts) <= lines:
            page.lines(left, y + face.size, texts, style)
        else:
            said = _fitting(item, style, room)
            tight = text_width(said, style) > room and not said.endswith(item.word)
            style = style.but(size=_SMALLEST) if tight else style
            page.words(left, y - nth * face.leading, said, style, room)


def _fitting(item: PlannerItem, style: Style, room: float) -> str:
    """The number alone where little more than it would be left of the words."""
    words, number = _words(item), _words(replace(item, word=""))
    begun = text_width(words, style) * _MOSTLY <= room and text_width(number, style) <= room
    return words if begun or not item.number else number


def _words(item: PlannerItem) -> str:
    said = " ".join(filter(None, (item.number, item.word)))
    return f"~{said}" if item.expected else said


def _face(item: PlannerItem, face: Style) -> Style:
    if item.late:
        return face.but(font="Noto-Bold", colour=AMBER)
    return face.but(colour=SOFT) if item.expected else face


def _type(high: float) -> tuple[float, int]:
    """Size of type and lines of a day: two, or three where they are no smaller for it."""
    for lines in (3, 2, 1):
        size = min(_LARGEST, high / lines / 1.19)
        if size >= _SMALLEST or lines == 1:
            return max(size, _SMALLEST), lines
    return _SMALLEST, 1
