"""The sheets of the opening and the closing meeting: agenda, who was there, what was said."""

from collections.abc import Sequence

from isodesk.i18n import tr
from isodesk.printing import audit_parts as parts
from isodesk.printing.audit_sheets import Attendee, MeetingSheet
from isodesk.printing.flow import Flow
from isodesk.printing.forms import above_pen, facts
from isodesk.printing.list_sheets import Column
from isodesk.printing.page import Book, Head, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.text import (
    BODY,
    INK,
    NOTE,
    RULE,
    TABLE,
    TABLE_HEAD,
    Style,
    baseline,
    break_text,
)

_NUMBER, _NAME, _JOB, _SIGN = 0.0, 20.0, 170.0, 314.0
_PEN = 23.0
_BOLD = Style("Noto-Bold", 8.4, 11)
_BOX = 9.0


def meeting_pdf(sheet: MeetingSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The sheet as a PDF; the same values give the same bytes."""
    pairs = (("Number", sheet.number), ("Audit", sheet.when))
    book = Book(
        upright(size, foot=True), company, Head(sheet.label, sheet.title, pairs), foot, sheet.label
    )
    flow = Flow(book)
    parts.title(flow, f"{sheet.label}: {sheet.title}")
    _facts(flow, sheet)
    _agenda(flow, sheet.agenda)
    if sheet.findings is not None:
        _findings(flow, sheet.findings)
    _attendance(flow, sheet)
    _notes(flow, sheet)
    parts.signs(flow, sheet.sign)
    return book.pdf(f"{sheet.number} {sheet.label}")


def _facts(flow: Flow, sheet: MeetingSheet) -> None:
    at = flow.book.layout
    wide = (at.text - 24) / 3
    for start in range(0, len(sheet.facts), 3):
        row = sheet.facts[start : start + 3]
        facts(
            flow,
            [
                (at.left + n * (wide + 12), wide, label, v, False)
                for n, (label, v) in enumerate(row)
            ],
        )


def _agenda(flow: Flow, points: Sequence[str]) -> None:
    """Each point with a box to tick as it is done."""
    parts.part(flow, tr("Agenda"), tr("tick as it is done"))
    at = flow.book.layout
    for point in points:
        lines = break_text(point, BODY, at.text - 22)
        flow.need(len(lines) * BODY.leading + 3)
        flow.page.box(at.left, baseline(flow.y, BODY) - 1.2, _BOX, _BOX, stroke=INK)
        flow.paragraph(at.left + 22, lines, BODY)
        flow.skip(3)
    flow.skip(8)


def _findings(flow: Flow, found: Sequence[tuple[str, str, str, str]]) -> None:
    n = len(found)
    note = tr("1 finding") if n == 1 else tr("{n} findings", n=n)
    parts.part(flow, tr("Findings to present"), note if n else "")
    names = ("Finding", "Grade", "In one line", "Reply by")
    columns = [Column(tr(name), bold=nth == 0) for nth, name in enumerate(names)]
    parts.table(flow, columns, found, tr("No finding is recorded."))


def _attendance(flow: Flow, sheet: MeetingSheet) -> None:
    n = len(sheet.people)
    note = tr("1 person expected") if n == 1 else tr("{n} people expected", n=n)
    parts.part(flow, tr("Who was there"), note, following=14 + 3 * _PEN)
    _heads(flow)
    blank = [Attendee("", "")] * sheet.blank
    for nth, person in enumerate((*sheet.people, *blank), 1):
        if flow.room < _PEN:
            flow.next_page()
            _heads(flow)
        _person(flow, nth, person)
    flow.skip(14)


def _heads(flow: Flow) -> None:
    at = flow.book.layout
    for x, word in ((_NAME, "Name"), (_JOB, "Function"), (_SIGN, "Signature")):
        flow.page.words(at.left + x, flow.y - 9, tr(word), TABLE_HEAD, 120)
    flow.y -= 14
    flow.page.rule(at.left, flow.y, at.right, 0.8, INK)


def _person(flow: Flow, nth: int, person: Attendee) -> None:
    at, page = flow.book.layout, flow.page
    flow.y -= _PEN
    y = flow.y + 6.5
    page.words(at.left + _NUMBER, y, str(nth), _BOLD, 16)
    above_pen(page, at.left + _NAME, flow.y, person.name, _BOLD, _JOB - _NAME - 8)
    above_pen(page, at.left + _JOB, flow.y, person.job, TABLE, _SIGN - _JOB - 8)
    page.words(at.left + _SIGN, y, person.mark, NOTE, at.text - _SIGN)
    page.rule(at.left, flow.y, at.left + _SIGN - 8, 0.4, RULE if person.name else INK)
    page.rule(at.left + _SIGN, flow.y, at.right, 0.6, INK)


def _notes(flow: Flow, sheet: MeetingSheet) -> None:
    """What is noted already, and lines to write on."""
    at = flow.book.layout
    parts.part(flow, tr("Notes"), following=3 * _PEN)
    if sheet.notes:
        flow.paragraph(at.left, break_text(sheet.notes, BODY, at.text), BODY)
    for _ in range(sheet.lines):
        if flow.room < _PEN + parts.SIGN_ROOM:
            break
        flow.y -= _PEN
        flow.page.rule(at.left, flow.y, at.right, 0.5, RULE)
    flow.skip(8)
