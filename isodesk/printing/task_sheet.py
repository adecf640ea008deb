"""A person's task sheet: numbered rows with room for the day it was done and a signature."""

from isodesk.core.dates import paper_day, span_words
from isodesk.i18n import tr
from isodesk.printing.calendar_values import Task, TaskSheet
from isodesk.printing.flow import Flow
from isodesk.printing.forms import pen_lines
from isodesk.printing.page import Book, Head, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.text import (
    AMBER,
    INK,
    NOTE,
    RULE,
    TABLE,
    TABLE_HEAD,
    Line,
    Style,
    break_text,
)

_NUMBER, _WHAT, _DUE, _DONE, _SIGN = 0.0, 22.0, 236.0, 300.0, 372.0
"""Where the columns begin, from the left edge of the text."""
LEAST = 34.0
"""Points of a row at least: room for a pen."""
SPARE = 3
"""Empty rows at the end, for what came up beside it."""
_BOLD = Style("Noto-Bold", 8.6, 11)
_MOST_LINES = 4


def task_pdf(sheet: TaskSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The sheet as a PDF; the same values give the same bytes."""
    person = sheet.person or tr("Nobody named yet")
    time, tasks = span_words(sheet.first, sheet.last), str(len(sheet.tasks))
    head = Head("Task sheet", person, (("Time", time), ("Tasks", tasks)))
    book = Book(upright(size, foot=True), company, head, foot, tr("Task sheet"))
    flow = Flow(book)
    _heads(flow)
    for number, task in enumerate(sheet.tasks, 1):
        _row(flow, number, task)
    for spare in range(SPARE):
        _blank(flow, len(sheet.tasks) + 1 + spare)
    _back(flow, sheet.back_to)
    return book.pdf(f"{tr('Task sheet')} {person}")


def _heads(flow: Flow) -> None:
    at = flow.book.layout
    for x, word in (
        (_NUMBER, "Row"),
        (_WHAT, "Task"),
        (_DUE, "Due"),
        (_DONE, "Done on"),
        (_SIGN, "Signature, remark"),
    ):
        flow.page.words(at.left + x, flow.y - 9, tr(word), TABLE_HEAD, 120)
    flow.y -= 14
    flow.page.rule(at.left, flow.y, at.right, 0.8, INK)


def _row(flow: Flow, number: int, task: Task) -> None:
    """What and what to do at the left, when, and the lines for the pen at its foot."""
    room = _DUE - _WHAT - 10
    to_do = break_text(task.to_do, _BOLD, room)[:2]
    what = break_text(task.what, TABLE, room)[: _MOST_LINES - len(to_do)]
    _next(flow, max(LEAST, len(to_do + what) * 11 + 10))
    at, page, top = flow.book.layout, flow.page, flow.y
    page.words(at.left + _NUMBER, top - 12, str(number), _BOLD, _WHAT - 4)
    below = page.lines(at.left + _WHAT, top - 3, to_do, _BOLD)
    page.lines(at.left + _WHAT, below, what, TABLE)
    page.lines(at.left + _DUE, top - 3, _due(task), TABLE)
    flow.y -= max(LEAST, len(to_do + what) * 11 + 10)
    _pen(flow)


def _due(task: Task) -> list[Line]:
    lines = break_text(paper_day(task.due), TABLE, _DONE - _DUE - 6)
    if task.days_late > 0:
        late = tr("1 day late") if task.days_late == 1 else tr("{n} days late", n=task.days_late)
        lines += break_text(late, TABLE.but(colour=AMBER), _DONE - _DUE - 6)
    return lines


def _blank(flow: Flow, number: int) -> None:
    _next(flow, LEAST)
    flow.page.words(flow.book.layout.left, flow.y - 12, str(number), _BOLD, _WHAT - 4)
    flow.y -= LEAST
    _pen(flow)


def _next(flow: Flow, high: float) -> None:
    if flow.room < high:
        flow.next_page()
        _heads(flow)


def _pen(flow: Flow) -> None:
    at, page = flow.book.layout, flow.page
    page.rule(at.left, flow.y, at.left + _DONE - 8, 0.35, RULE)
    page.rule(at.left + _DONE, flow.y, at.left + _SIGN - 8, 0.6, INK)
    page.rule(at.left + _SIGN, flow.y, at.right, 0.6, INK)


def _back(flow: Flow, back_to: str) -> None:
    """To whom the sheet goes back, and who kept what stands on it."""
    flow.need(64)
    at, y = flow.book.layout, flow.y - 18
    words = tr("Hand this sheet back to {name}. What was found goes on the back.", name=back_to)
    flow.page.words(at.left, y, words, NOTE, at.text)
    lines = ((0, 200, "Sheet handed back on"), (216, 480, "Kept in isodesk by, date"))
    pen_lines(flow.page, y - 30, [(at.left + x, at.left + to, tr(word)) for x, to, word in lines])
    flow.y = y - 42
