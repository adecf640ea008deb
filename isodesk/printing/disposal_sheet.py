"""Disposal on paper: the list that is decided on, and the certificate of what was done."""

from isodesk.core.dates import paper_day
from isodesk.i18n import tr
from isodesk.printing.flow import Flow, TableLook
from isodesk.printing.forms import SIGN_ROOM, facts, heading, pen_lines, span
from isodesk.printing.keeping_sheets import DisposalRow, DisposalSheet
from isodesk.printing.list_sheets import Align, Column
from isodesk.printing.page import Book, Head, column, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.tables import Sheet
from isodesk.printing.text import NOTE, Style, break_text

_LOOK = TableLook(pad=4.0, gap=9, middle=True)
_BODY = Style("Noto", 8.6, 12.6)


def disposal_list_pdf(
    sheet: DisposalSheet, company: Company, foot: Foot, size: Paper = A4
) -> bytes:
    """What may be disposed of, to be looked through and signed before anything is erased."""
    flow = _begun(sheet, tr("Disposal list"), company, foot, size)
    _say(
        flow,
        tr(
            "Each line has been kept at least as long as its rule asks and is on no hold. Look"
            " through it; strike out what must stay, and say why."
        ),
    )
    _table(flow, sheet, tick=True)
    _pens(flow, (tr("Looked through by, date"), tr("Approved by, date"), tr("Witness, date")))
    return flow.book.pdf(tr("Disposal list"))


def certificate_pdf(sheet: DisposalSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """What was disposed of, how, when and by whose word; and what stays of it."""
    flow = _begun(sheet, tr("Disposal certificate"), company, foot, size)
    three = [(column(1 + 4 * n), span(4) - 6) for n in range(3)]
    told = (
        (tr("Disposed of on"), paper_day(sheet.done_on)),
        (tr("Approved by"), sheet.approved_by),
        (tr("Witness"), sheet.witness or tr("none named")),
    )
    facts(flow, [(x, w, k, v, False) for (x, w), (k, v) in zip(three, told, strict=True)])
    facts(flow, [(column(1), span(12), tr("How"), sheet.method, False)])
    if sheet.note:
        facts(flow, [(column(1), span(12), tr("Note"), sheet.note, False)])
    flow.skip(4)
    _table(flow, sheet, tick=False)
    flow.skip(10)
    heading(flow, tr("What stays"), following=70)
    _say(flow, stays())
    _pens(flow, (tr("Carried out by, date"), tr("Approved by, date"), tr("Witness, date")))
    return flow.book.pdf(f"{sheet.number} {tr('Disposal certificate')}")


def stays() -> str:
    """What a disposal does not take away, said plainly."""
    return tr(
        "The content of these records was erased from the company file: their files, their pages"
        " and their words in the search. There stay: number, title and dates, who signed and"
        " when, and the hash of what was signed, so that the history still proves itself; in the"
        " history the sentences of texts that were written in isodesk, and what was typed into"
        " fields; and everything in backups and copies made before this day, which are disposed"
        " of by their own rules. Paper is disposed of as said above."
    )


def _begun(sheet: DisposalSheet, title: str, company: Company, foot: Foot, size: Paper) -> Flow:
    count = len(sheet.rows)
    words = tr("1 record") if count == 1 else tr("{n} records", n=count)
    pairs = (("Number", sheet.number), ("Date", paper_day(sheet.done_on)))
    head = Head(tr("Retention"), title, tuple(p for p in pairs if p[1]))
    book = Book(upright(size, foot=True), company, head, foot, title)
    flow = Flow(book)
    heading(flow, words, _size(sum(row.size for row in sheet.rows)))
    return flow


def _say(flow: Flow, words: str) -> None:
    at = flow.book.layout
    flow.paragraph(at.left, break_text(words, _BODY, at.text), _BODY)
    flow.skip(8)


def _table(flow: Flow, sheet: DisposalSheet, tick: bool) -> None:
    columns = [
        Column(tr("Row"), Align.RIGHT, bold=True),
        Column(tr("Number"), bold=True),
        Column(tr("Title")),
        Column(tr("What")),
        Column(tr("Rule")),
        Column(tr("Kept until")),
        Column(tr("Files"), Align.RIGHT),
    ]
    columns += [Column(tr("May go"), tick=True)] if tick else []
    rows = [_row(at, row, tick) for at, row in enumerate(sheet.rows, 1)]
    at = flow.book.layout
    table = Sheet(flow, at.left, at.text, columns, rows, _LOOK)
    table.head(rows[0] if rows else ())
    for row in rows:
        table.row(row)
    if not rows:
        flow.skip(4)
        flow.paragraph(at.left, break_text(tr("Nothing is due."), NOTE, at.text), NOTE)


def _row(at: int, row: DisposalRow, tick: bool) -> list[str]:
    words = [
        str(at),
        row.number,
        row.title,
        row.what,
        row.rule,
        paper_day(row.kept_until),
        str(row.files),
    ]
    return [*words, ""] if tick else words


def _size(size: int) -> str:
    if size < 1_000_000:
        return tr("{n} kB", n=max(1, round(size / 1000))) if size else ""
    return tr("{n} MB", n=f"{size / 1_000_000:.1f}")


def _pens(flow: Flow, labels: tuple[str, str, str]) -> None:
    """Three lines to be signed, kept together at one height."""
    flow.need(SIGN_ROOM + 30)
    y = flow.y - SIGN_ROOM
    wide = span(4) - 6
    places = tuple((column(1 + 4 * n), column(1 + 4 * n) + wide) for n in range(3))
    pen_lines(flow.page, y, [(x, to, word) for (x, to), word in zip(places, labels, strict=True)])
    flow.y = y - 14
