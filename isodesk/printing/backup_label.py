"""The label of a backup: what it is, its head, where it is kept, and who has seen it."""

from functools import partial

from isodesk.core.dates import paper_moment
from isodesk.i18n import tr
from isodesk.printing import qr
from isodesk.printing.drawn import Page
from isodesk.printing.forms import pen_lines
from isodesk.printing.page import Book, Layout, brand, column, upright
from isodesk.printing.sheets import A4, Company, Paper
from isodesk.printing.slip_sheets import BackupLabel
from isodesk.printing.slips import cut_line
from isodesk.printing.text import (
    ACCENT,
    INK,
    LABEL,
    NOTE,
    RULE,
    Style,
    baseline,
    break_text,
    one_line,
    text_width,
)

_TITLE = Style("Noto-Bold", 11, 14)
_HEAD = Style("NotoMono-Bold", 13, 17)
_VALUE = Style("Noto-Bold", 9, 11.5)
_CODE_SIDE = 62.0
_SIGNED = ((68.0, 230.0, "Kept at"), (248.0, 410.0, "Checked by"), (428.0, 548.0, "Date"))


def backup_label_pdf(label: BackupLabel, company: Company, size: Paper = A4) -> bytes:
    """One sheet: the label in its upper third, to be cut off and kept with the medium, and
    what to do with it below. The same values give the same bytes."""
    book = Book(upright(size), company, None, subject=tr("Backup label"))
    page, at = book.new_page(), book.layout
    low = size.height - size.height / 3
    _top(page, at, book, company, label)
    _head(page, at, label)
    _facts(page, at, label)
    lines = [(x, to, tr(words)) for x, to, words in _SIGNED]
    pen_lines(page, low + 34, lines)
    page.draw(partial(cut_line, width=size.width, y=low))
    _below(page, at, low - 30)
    return book.pdf(f"{tr('Backup label')} {label.name}")


def _top(page: Page, at: Layout, book: Book, company: Company, label: BackupLabel) -> None:
    top = at.height
    brand(page, company, book.logo, at.left, top - 26, 113)
    when = paper_moment(label.at)
    wide = page.words_right(at.right, top - 43.5, when, _VALUE, 160)
    page.words_right(at.right, top - 32, tr("Written"), LABEL, 100)
    page.words(column(4), top - 32, tr("Backup label"), LABEL, 200)
    room = at.right - column(4) - wide - 14
    page.line_of_text(column(4), top - 44, one_line(label.company, _TITLE, room))
    page.rule(at.left, top - 54, at.right, 0.9, ACCENT)


def _head(page: Page, at: Layout, label: BackupLabel) -> None:
    """The head large, as it is compared by eye, and as a code beside it."""
    top = at.height - 66
    page.words(at.left, baseline(top, LABEL), tr("Head of the history"), LABEL, 300)
    page.words(at.left, baseline(top - 10, _HEAD), label.head, _HEAD, at.text - _CODE_SIDE - 12)
    corner = at.right - _CODE_SIDE
    page.draw(partial(_code, text=label.code, x=corner, y=top - _CODE_SIDE + 3))


def _code(canvas: object, text: str, x: float, y: float) -> None:
    qr.draw(canvas, text, x, y, _CODE_SIDE)


def _facts(page: Page, at: Layout, label: BackupLabel) -> None:
    """The file and its folder in full, then what it holds, four to a row."""
    room = at.text - _CODE_SIDE - 12
    y = at.height - 100.0
    for name, value in ((tr("File"), label.name), (tr("Written to"), label.place)):
        page.words(at.left, baseline(y, LABEL), name, LABEL, 60)
        y -= LABEL.leading
        lines = break_text(value, _VALUE, room)[:2]
        y = page.lines(at.left, y, lines, _VALUE) - 3
    page.rule(at.left, y - 1, at.right, 0.35, RULE)
    y -= 8
    cells = [*label.counts, (tr("Size"), label.size), (tr("Checked"), label.checked)]
    x = at.left
    for name, value in cells:
        wide = max(text_width(name, LABEL), text_width(value, _VALUE), 30) + 16
        if x + wide > at.right + 16:
            x, y = at.left, y - LABEL.leading - _VALUE.leading - 2
        page.words(x, baseline(y, LABEL), name, LABEL, wide)
        page.words(x, baseline(y - LABEL.leading, _VALUE), value, _VALUE, wide)
        x += wide


def _below(page: Page, at: Layout, top: float) -> None:
    words = tr(
        "Cut along the line and keep the label with the medium, or in the binder of the"
        " backups. When the backup is restored, the head that isodesk shows must be the one"
        " printed here: letter for letter, or the file was changed since."
    )
    page.lines(at.left, top, break_text(words, NOTE, at.text), NOTE.but(colour=INK))
