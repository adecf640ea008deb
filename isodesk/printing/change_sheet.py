"""Change sheet: what became of a text between two revisions, old at the left, new at the right.

What was taken out is struck through, what is new is underlined and bold: it reads the same
from a black and white copy.
"""

from collections.abc import Sequence
from itertools import zip_longest

from isodesk.i18n import tr
from isodesk.printing.document_sheets import ChangeLine, ChangeSheet
from isodesk.printing.flow import Flow
from isodesk.printing.forms import facts, heading, span
from isodesk.printing.page import Book, Head, column, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.text import (
    FINE,
    INK,
    NOTE,
    TABLE,
    TABLE_HEAD,
    Line,
    Piece,
    Style,
    baseline,
    break_spans,
    break_text,
    text_width,
)

_NUMBER = 26.0
_GAP = 14.0
_PAD = 4.0
_OUT = TABLE.but(colour="#7A1712")
_IN = Style("Noto-Bold", TABLE.size, TABLE.leading, "#0E4A2C")
_WORD = Style("Noto-Bold", TABLE_HEAD.size, TABLE_HEAD.leading, INK)
_LEAST = 3
"""Lines of a change that stand together before the page is turned."""


def change_sheet_pdf(sheet: ChangeSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The change sheet as a PDF; the same values give the same bytes."""
    pairs = (("Number", sheet.number), ("From", sheet.old), ("To", sheet.new))
    layout = upright(size, foot=True)
    book = Book(layout, company, Head("Change sheet", sheet.title, pairs), foot, tr("Change sheet"))
    flow = Flow(book)
    flow.book.bookmark(sheet.title, 0, flow.y)
    _facts(flow, sheet.facts)
    for label, words in sheet.reasons:
        facts(flow, [(layout.left, layout.text, label, words, False)])
    flow.skip(8)
    heading(flow, tr("Changes"), _count(len(sheet.changes)))
    _Changes(flow, sheet).put()
    if sheet.remark:
        flow.skip(9)
        flow.paragraph(layout.left, break_text(sheet.remark, NOTE, layout.text), NOTE)
    return book.pdf(f"{sheet.number} {tr('Change sheet')} {sheet.old} – {sheet.new}")


def _facts(flow: Flow, given: Sequence[tuple[str, str]]) -> None:
    for start in range(0, len(given), 4):
        row = given[start : start + 4]
        places = ((column(1 + 3 * n), span(3)) for n in range(4))
        facts(flow, [(x, w, k, v, not n) for n, ((x, w), (k, v)) in enumerate(zip(places, row))])  # noqa: B905


def _count(n: int) -> str:
    return tr("1 change") if n == 1 else tr("{n} changes", n=n)


class _Changes:
    """The changes in two columns, their heads again on every page."""

    def __init__(self, flow: Flow, sheet: ChangeSheet) -> None:
        self._flow, self._sheet = flow, sheet
        layout = flow.book.layout
        self._wide = (layout.text - _NUMBER - _GAP) / 2
        self._left = layout.left + _NUMBER
        self._right = self._left + self._wide + _GAP

    def put(self) -> None:
        """All of them, or the words that there are none."""
        flow = self._flow
        if not self._sheet.changes:
            words = tr("The texts of both revisions are the same.")
            flow.paragraph(flow.book.layout.left, break_text(words, TABLE, 400), TABLE)
            return
        self._legend()
        self._head()
        for change in self._sheet.changes:
            self._change(change)

    def _legend(self) -> None:
        spans = [
            (tr("Taken out"), _OUT),
            (tr(" is struck through, "), NOTE),
            (tr("new"), _IN),
            (tr(" is underlined and bold."), NOTE),
        ]
        lines = break_spans(spans, self._flow.book.layout.text)
        self._lines(self._flow.book.layout.left, lines)
        self._flow.y -= len(lines) * TABLE.leading + 5

    def _head(self) -> None:
        flow, sheet = self._flow, self._sheet
        y, layout = baseline(flow.y, TABLE_HEAD), flow.book.layout
        for x, label in ((self._left, sheet.old), (self._right, sheet.new)):
            flow.page.words(x, y, tr("Revision {label}", label=label), TABLE_HEAD, self._wide)
        flow.y -= TABLE_HEAD.leading + 3
        flow.page.rule(layout.left, flow.y, layout.right, 0.8, INK)

    def _change(self, change: ChangeLine) -> None:
        old = break_spans(_styled(change.old, _OUT), self._wide)
        new = break_spans(_styled(change.new, _IN), self._wide)
        note = break_text(change.note, NOTE, 2 * self._wide + _GAP) if change.note else []
        count = max(len(old), len(new))
        first = min(count, _LEAST) * TABLE.leading
        self._need(2 * _PAD + _WORD.leading + first)
        self._title(change)
        for pair in zip_longest(old, new):
            self._need(TABLE.leading)
            self._lines(self._left, [pair[0]] if pair[0] else [])
            self._lines(self._right, [pair[1]] if pair[1] else [])
            self._flow.y -= TABLE.leading
        for line in note:
            self._need(NOTE.leading)
            self._flow.page.lines(self._left, self._flow.y, [line], NOTE)
            self._flow.y -= NOTE.leading
        self._flow.y -= _PAD
        layout = self._flow.book.layout
        self._flow.page.rule(layout.left, self._flow.y, layout.right, 0.35, FINE)

    def _title(self, change: ChangeLine) -> None:
        """Number, word and place over the two texts."""
        flow = self._flow
        flow.y -= _PAD
        y, layout = baseline(flow.y, _WORD), flow.book.layout
        flow.page.words(layout.left, y, str(change.n), _WORD, _NUMBER - 4)
        used = flow.page.words(self._left, y, change.word, _WORD, self._wide)
        room = layout.right - self._left - used - 10
        flow.page.words(self._left + used + 8, y, change.place, NOTE, room)
        flow.y -= _WORD.leading + 2

    def _need(self, height: float) -> None:
        if self._flow.room < height and not self._flow.fresh:
            self._flow.next_page()
            self._head()
            self._flow.y -= 2

    def _lines(self, x: float, lines: Sequence[Line]) -> None:
        """Lines with their marks: a stroke through what is out, one below what is in."""
        page, y = self._flow.page, self._flow.y
        page.lines(x, y, lines, TABLE)
        for n, line in enumerate(lines):
            at = baseline(y - n * TABLE.leading, TABLE)
            for piece in line.pieces:
                _mark(self._flow, x, at, piece)


def _mark(flow: Flow, x: float, at: float, piece: Piece) -> None:
    words = piece.text.strip()
    if piece.colour not in (_OUT.colour, _IN.colour) or not words:
        return
    style = Style(piece.font, piece.size, TABLE.leading)
    before = piece.text[: len(piece.text) - len(piece.text.lstrip())]
    left = x + piece.x + text_width(before, style)
    right = left + text_width(words, style)
    out = piece.colour == _OUT.colour
    height = at + 0.27 * piece.size if out else at - 0.17 * piece.size
    flow.page.rule(left, height, right, 0.6, piece.colour)


def _styled(spans: Sequence[tuple[str, bool]], mark: Style) -> list[tuple[str, Style]]:
    return [(text, mark if differs else TABLE) for text, differs in spans]
