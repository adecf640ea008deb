"""The findings of an audit on paper: the list of them, then each in full with its photos."""

from collections.abc import Sequence

from isodesk.i18n import tr
from isodesk.printing import audit_parts as parts
from isodesk.printing.audit_sheets import AuditReport, FindingPage, FindingSheet
from isodesk.printing.flow import Flow
from isodesk.printing.forms import facts
from isodesk.printing.grid import TEXT
from isodesk.printing.list_sheets import Column
from isodesk.printing.page import Book, Head, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.tables import Row
from isodesk.printing.text import (
    ACCENT,
    BODY,
    INK,
    LABEL,
    RULE,
    Style,
    baseline,
    break_text,
    text_width,
)

ACROSS = 2
"""Photos of a finding side by side."""
_NUMBER = Style("Noto-Bold", 14, 18, ACCENT)
_TITLE = Style("Noto-Bold", 14, 18)
_PEN_LINE = 23.0
"""Points between two lines to be written on: 8 mm."""
_WIDTHS = (62.0, 68.0, 68.0, None, 56.0, 62.0)
_BEGINNING = 230.0
"""Points a finding needs to begin."""


def photo_width() -> float:
    """How wide a photo of a finding is, in points."""
    return parts.photo_width(TEXT, ACROSS)


def finding_pdf(sheet: FindingSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """One finding by itself, to be handed out and signed; the same values give the same bytes."""
    line = sheet.page.line
    pairs = (("Number", line.number), ("Audit", sheet.audit), ("State", line.state))
    book = Book(
        upright(size, foot=True), company, Head(sheet.label, line.title, pairs), foot, sheet.label
    )
    flow = Flow(book)
    _finding(flow, sheet.page)
    parts.rule(flow)
    for nth, (label, lines) in enumerate(sheet.pen, 1):
        _pen(flow, label, lines, parts.SIGN_ROOM if nth == len(sheet.pen) else 0)
    parts.signs(flow, sheet.sign)
    return book.pdf(f"{line.number} {sheet.label}")


def _pen(flow: Flow, label: str, lines: int, following: float) -> None:
    """What is to be written, and lines to write it on; kept together with what follows."""
    flow.need(LABEL.leading + lines * _PEN_LINE + 8 + following)
    at = flow.book.layout
    flow.page.words(at.left, baseline(flow.y, LABEL), label, LABEL, at.text)
    flow.y -= LABEL.leading
    for _ in range(lines):
        flow.y -= _PEN_LINE
        flow.page.rule(at.left, flow.y, at.right, 0.5, RULE)
    flow.y -= 8


def findings_list(flow: Flow, report: AuditReport) -> None:
    """A line for each finding, with the nonconformity that was made of it."""
    parts.rule(flow)
    parts.part(flow, tr("Findings"), report.findings_note)
    names = ("Finding", "Grade", "Clauses", "In one line", "Record", "Reply by, state")
    columns = [
        Column(tr(name), bold=nth == 0, width=wide)
        for nth, (name, wide) in enumerate(zip(names, _WIDTHS, strict=True))
    ]
    rows: list[Row] = [
        (
            line.number,
            parts.chip(line.grade, line.tone),
            line.clauses,
            line.title,
            line.record,
            "\n".join(filter(None, (line.due, line.state))),
        )
        for line in (page.line for page in report.findings)
    ]
    parts.table(flow, columns, rows, tr("Nothing was found."))


def findings_in_full(flow: Flow, pages: Sequence[FindingPage]) -> None:
    """Each finding from the requirement to its state, beginning on a new page."""
    if pages:
        flow.next_page()
    for nth, page in enumerate(pages):
        flow.need(_BEGINNING)
        if nth and not flow.fresh:
            flow.skip(8)
            at = flow.book.layout
            flow.page.rule(at.left, flow.y, at.right, 0.8, INK)
            flow.skip(10)
        _finding(flow, page)


def _finding(flow: Flow, page: FindingPage) -> None:
    at, line = flow.book.layout, page.line
    flow.book.bookmark(f"{line.number} {line.title}", 1, flow.y)
    y = baseline(flow.y, _TITLE)
    tone = parts.TONES.get(line.tone, INK)
    used = parts.pill(flow.page, at.right, y, line.grade, tone) if line.grade else 0.0
    number = text_width(line.number, _NUMBER) + 12
    flow.page.words(at.left, y, line.number, _NUMBER, number)
    title = break_text(line.title, _TITLE, at.text - number - used - 10)
    flow.paragraph(at.left + number, title, _TITLE)
    flow.skip(6)
    _facts(flow, page)
    for nth, (label, words) in enumerate(page.told, 1):
        _told(flow, label, words, parts.SIGN_ROOM + 16 if nth == len(page.told) else 0)
    if page.photos:
        flow.skip(4)
        parts.photos(flow, at.left, at.text, page.photos, ACROSS)


def _facts(flow: Flow, page: FindingPage) -> None:
    """Four to a row."""
    at = flow.book.layout
    wide = (at.text - 3 * 12) / 4
    for start in range(0, len(page.facts), 4):
        row = page.facts[start : start + 4]
        cells = [
            (at.left + n * (wide + 12), wide, label, words, False)
            for n, (label, words) in enumerate(row)
        ]
        facts(flow, cells, gap=5)


def _told(flow: Flow, label: str, words: str, follows: float = 0) -> None:
    """Words below a rule; so many points must follow the end of them, where a page has room."""
    height = len(break_text(words, BODY, parts.WIDE)) * BODY.leading + 10
    flow.need(min(height + follows, flow.whole / 2) if follows else 34)
    flow.page.rule(flow.book.layout.left, flow.y, flow.book.layout.right, 0.35, RULE)
    flow.skip(5)
    parts.told(flow, label, words)
