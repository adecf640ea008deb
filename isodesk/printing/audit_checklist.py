"""The checklist of an audit with its answers: each question with verdict, note and evidence."""

from isodesk.i18n import tr
from isodesk.printing import audit_parts as parts
from isodesk.printing.audit_sheets import Answered, AnswerSheet
from isodesk.printing.flow import Flow
from isodesk.printing.forms import facts
from isodesk.printing.page import Book, Head, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.tables import BAND, band
from isodesk.printing.text import (
    ACCENT,
    FINE,
    INK,
    NOTE,
    SOFT,
    TABLE,
    Style,
    baseline,
    break_text,
)

ACROSS = 4
"""Thumbnails side by side."""
_LEFT, _RIGHT = 78.0, 96.0
"""Points of the columns beside the question: number and clauses, and the verdict."""
_ASK = Style("Noto-Bold", 8.8, 12.2)
_NUMBER = Style("Noto-Bold", 11, 14)
_CLAUSES = Style("Noto-Bold", 6.8, 9, ACCENT)
_MOST_CLAUSES = 40
"""Lines of clauses beside a question at most."""
_MARK = Style("Noto-Italic", 7, 9.5, SOFT)


def answers_pdf(sheet: AnswerSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The checklist as a PDF; the same values give the same bytes."""
    pairs = (("Number", sheet.number), ("Audit", sheet.when))
    book = Book(
        upright(size, foot=True), company, Head(sheet.label, sheet.title, pairs), foot, sheet.label
    )
    flow = Flow(book)
    parts.title(flow, sheet.title)
    _facts(flow, sheet)
    at = book.layout
    flow.paragraph(at.left, break_text(sheet.count, TABLE, at.text), TABLE)
    flow.skip(8)
    if not sheet.parts:
        words = tr("No question has been chosen yet.")
        flow.paragraph(at.left, break_text(words, NOTE, at.text), NOTE)
    for each in sheet.parts:
        flow.need(BAND + 46)
        book.bookmark(each.heading or tr("Questions"), 1, flow.y)
        band(flow, at.left, at.right, each.heading, each.note)
        for question in each.questions:
            _question(flow, question)
        flow.skip(8)
    return book.pdf(f"{sheet.number} {sheet.label}")


def photo_width() -> float:
    """How wide a thumbnail is, in points."""
    from isodesk.printing.grid import TEXT

    return parts.photo_width(TEXT - _LEFT, ACROSS)


def _facts(flow: Flow, sheet: AnswerSheet) -> None:
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


def _question(flow: Flow, asked: Answered) -> None:
    at = flow.book.layout
    left, room = at.left + _LEFT, at.text - _LEFT - _RIGHT
    ask = break_text(asked.ask, _ASK, room)
    clauses = break_text("\n".join(asked.clauses), _CLAUSES, _LEFT - 12)[:_MOST_CLAUSES]
    beside = _NUMBER.leading + len(clauses) * _CLAUSES.leading
    height = max(len(ask) * _ASK.leading, beside)
    flow.skip(5)
    flow.need(max(min(height, 90), beside) + 14)
    page, top = flow.page, flow.y
    page.words(at.left, baseline(top, _NUMBER), str(asked.number), _NUMBER, _LEFT - 12)
    page.lines(at.left, top - _NUMBER.leading, clauses, _CLAUSES)
    _verdict(flow, asked, top)
    flow.paragraph(left, ask, _ASK)
    for text, style in ((asked.mark, _MARK), (asked.note, TABLE)):
        if text:
            flow.skip(1.5)
            flow.paragraph(left, break_text(text, style, room + _RIGHT), style)
    for proof in asked.proofs:
        words = f"{proof.kind}: {proof.words}"
        flow.paragraph(left, break_text(words, NOTE, room + _RIGHT), NOTE)
    if asked.by:
        flow.paragraph(left, break_text(asked.by, NOTE, room + _RIGHT), NOTE)
    if asked.photos:
        flow.skip(4)
        parts.photos(flow, left, room + _RIGHT, asked.photos, ACROSS)
    if flow.page is page:
        flow.y = min(flow.y, top - height)
    flow.skip(5)
    flow.page.rule(at.left, flow.y, at.right, 0.35, FINE)


def _verdict(flow: Flow, asked: Answered, top: float) -> None:
    """The verdict as a framed word; what was not checked has none."""
    at, page = flow.book.layout, flow.page
    y = baseline(top, _ASK)
    if asked.verdict:
        parts.pill(page, at.right, y, asked.verdict, parts.TONES.get(asked.tone, INK))
    else:
        page.words_right(at.right, y, tr("Not checked"), NOTE, _RIGHT)
