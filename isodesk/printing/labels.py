"""Labels for instruments, 3 by 8 on a sheet: number, until when, a code. To be cut or peeled."""

from reportlab.pdfgen.canvas import Canvas

from isodesk.printing import qr
from isodesk.printing.drawn import Page
from isodesk.printing.page import Book, Layout
from isodesk.printing.sheets import A4, Company, Paper
from isodesk.printing.text import INK, NOTE, RULE, Style, one_line
from isodesk.printing.trade_sheets import InstrumentLabel, Tone

ACROSS, DOWN = 3, 8
_STRIPS: dict[Tone, str] = {
    "": "#5A626B",
    "green": "#1B6E3C",
    "amber": "#9A5B00",
    "red": "#A8231B",
    "blue": "#1D4CA3",
}
_NUMBER = Style("Noto-Bold", 13, 16)
_WORDS = Style("Noto-Bold", 8.2, 10)
_DAY = Style("Noto-Bold", 11.5, 14)
_TITLE = Style("Noto", 7, 9)
_INSET, _QR = 7.0, 38.0


def labels_pdf(labels: tuple[InstrumentLabel, ...], company: Company, size: Paper = A4) -> bytes:
    """Labels as a PDF, edge to edge as label sheets are; the same values give the same bytes."""
    layout = Layout(size.width, size.height, 0, size.width, size.height, 0)
    book = Book(layout, company, None, None, "Labels")
    for start in range(0, len(labels), ACROSS * DOWN):
        page = book.new_page()
        for nth, label in enumerate(labels[start : start + ACROSS * DOWN]):
            _label(page, layout, nth, label, company.name)
    return book.pdf("Labels")


def _label(page: Page, at: Layout, nth: int, label: InstrumentLabel, company: str) -> None:
    wide, high = at.width / ACROSS, at.height / DOWN
    x, top = nth % ACROSS * wide + _INSET, at.height - nth // ACROSS * high - _INSET
    room, foot = wide - 2 * _INSET, top - high + 2 * _INSET
    page.box(x, foot, room, high - 2 * _INSET, stroke=RULE, pen=0.5)
    page.box(x, foot, 6, high - 2 * _INSET, fill=_STRIPS[label.tone])
    left, words = x + 14, room - 14 - _QR - 10
    page.words(left, top - 17, label.number, _NUMBER, words)
    page.words(left, top - 29, label.title, _TITLE, words)
    page.words(left, top - 39, label.serial, NOTE, words)
    page.words(left, top - 55, label.words, _WORDS.but(colour=_STRIPS[label.tone]), room - 20)
    page.words(left, top - 69, label.day, _DAY, words)
    below = " · ".join(filter(None, (label.certificate, company)))
    page.line_of_text(left, foot + 6, one_line(below, NOTE.but(colour=INK), room - 22))
    page.draw(_Code(label.qr, x + room - _QR - 4, top - _QR - 4))


class _Code:
    def __init__(self, text: str, x: float, y: float) -> None:
        self._text, self._x, self._y = text, x, y

    def __call__(self, canvas: Canvas) -> None:
        qr.draw(canvas, self._text, self._x, self._y, _QR)
