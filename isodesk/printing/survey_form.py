"""The form of a survey, to be filled in by pen: a row a question, a box a mark."""

from isodesk.core.dates import paper_day
from isodesk.i18n import tr
from isodesk.printing.customer_sheets import SurveyForm
from isodesk.printing.drawn import Page
from isodesk.printing.flow import Drawing, Flow, Table, TableLook
from isodesk.printing.forms import facts, heading, pen_line
from isodesk.printing.list_sheets import Align
from isodesk.printing.page import Book, Head, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.text import (
    BODY,
    FINE,
    INK,
    TABLE_HEAD,
    TITLE,
    break_text,
)

_BOX, _STEP = 13.0, 24.0
_MOST = 10
"""Boxes of one question; a longer scale is written by hand on a line."""
_LOOK = TableLook(BODY, TABLE_HEAD, pad=7.0, gap=10.0, middle=True)
_LINE = 23.0


def survey_pdf(sheet: SurveyForm, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The form as a PDF; the same values give the same bytes."""
    pairs = (("Number", sheet.number),)
    book = Book(upright(size, foot=True), company, Head("Survey", sheet.title, pairs), foot)
    flow = Flow(book)
    at = book.layout
    flow.paragraph(at.left, break_text(sheet.title, TITLE, at.text), TITLE)
    flow.skip(4)
    flow.paragraph(at.left, break_text(_lead(sheet, company), BODY, at.text), BODY)
    flow.skip(12)
    third = (at.text - 32) / 3
    told = (
        (tr("For"), sheet.customer),
        (tr("Answered by"), sheet.person),
        (tr("Back by"), paper_day(sheet.back_by)),
    )
    cells = [
        (at.left + n * (third + 16), third, label, value, False)
        for n, (label, value) in enumerate(told)
    ]
    facts(flow, cells)
    flow.skip(6)
    _questions(flow, sheet)
    _own_words(flow, sheet)
    return book.pdf(f"{sheet.number} {sheet.title}".strip())


def _lead(sheet: SurveyForm, company: Company) -> str:
    scale = tr("1 is not content, {best} is fully content.", best=sheet.best)
    return tr(
        "Please tell {company} how content you are: one mark for each sentence. {scale} Leave out"
        " what you cannot say.",
        company=company.name,
        scale=scale,
    )


def _questions(flow: Flow, sheet: SurveyForm) -> None:
    at = flow.book.layout
    boxes = sheet.best if sheet.best <= _MOST else 0
    marks = boxes * _STEP if boxes else 90.0
    widths = (16.0, at.text - marks - 16 - 2 * _LOOK.gap, marks)
    aligns = (Align.RIGHT, Align.LEFT, Align.LEFT)
    table = Table(flow, at.left, widths, _LOOK, aligns)
    scale = "" if boxes else tr("Mark, 1 to {best}", best=sheet.best)
    heads = ("", tr("Sentence"), scale)
    table.head(
        [break_text(word, TABLE_HEAD, wide) for word, wide in zip(heads, widths, strict=True)]
    )
    for nth, question in enumerate(sheet.questions, 1):
        lines = [break_text(str(nth), BODY, 16), break_text(question, BODY, widths[1]), []]
        table.row(lines, _boxes(table.lefts[2], boxes) if boxes else None)
    flow.skip(16)


def _boxes(left: float, count: int) -> Drawing:
    """A box a mark, with the mark in it to be ringed or crossed."""

    def draw(page: Page, top: float, height: float) -> None:
        y = top - height / 2 - _BOX / 2
        style = TABLE_HEAD
        for nth in range(count):
            x = left + nth * _STEP
            page.box(x, y, _BOX, _BOX, stroke=INK, pen=0.7)
            page.words(x + 4.3, y + 4, str(nth + 1), style, _BOX)

    return draw


def _own_words(flow: Flow, sheet: SurveyForm) -> None:
    """Lines to write on, and who signs."""
    at = flow.book.layout
    flow.need(sheet.lines * _LINE + 90)
    heading(flow, tr("In your own words: what should we do better, what do we do well?"))
    for _ in range(sheet.lines):
        flow.y -= _LINE
        flow.page.rule(at.left, flow.y, at.right, 0.5, FINE)
    flow.y -= 50
    half = (at.text - 18) / 2
    pen_line(flow.page, at.left, flow.y, at.left + half, tr("Name"))
    pen_line(flow.page, at.left + half + 18, flow.y, at.right, tr("Date"))
