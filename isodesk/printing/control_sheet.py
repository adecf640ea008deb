"""Document control sheet: who approved a document, how it changed, who holds it."""

from collections.abc import Sequence

from isodesk.core.dates import paper_day
from isodesk.i18n import tr
from isodesk.printing.document_sheets import ControlSheet, CopyLine, RevisionLine
from isodesk.printing.flow import Flow, TableLook
from isodesk.printing.forms import facts, heading, signed_line, signed_remark, span
from isodesk.printing.list_sheets import Column
from isodesk.printing.page import STRIP, Book, Head, column, upright
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.tables import Cell, Row, Sheet
from isodesk.printing.text import AMBER, NOTE, TABLE, break_text

_LOOK = TableLook(pad=3.6, gap=10)
_APPROVALS = TableLook(pad=4.4, gap=12)
_GAP = 15.0


def control_sheet_pdf(sheet: ControlSheet, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The control sheet as a PDF; the same values give the same bytes."""
    head = Head(
        "Document control sheet",
        sheet.title,
        (
            ("Number", sheet.number),
            ("Revision", sheet.revision),
            ("Effective", paper_day(sheet.effective)),
        ),
    )
    layout = upright(size, strip=sheet.strip, foot=True)
    foot_at = 32.0 + (STRIP if sheet.strip else 0)
    book = Book(layout, company, head, foot, tr("Document control sheet"), foot_at)
    flow = Flow(book)
    flow.book.bookmark(sheet.title, 0, flow.y)
    _facts(flow, sheet.facts)
    _approvals(flow, sheet)
    _revisions(flow, sheet)
    _reviews(flow, sheet)
    _copies(flow, sheet)
    if sheet.remark:
        flow.skip(11)
        flow.paragraph(layout.left, break_text(sheet.remark, NOTE, layout.text), NOTE)
    return book.pdf(f"{sheet.number} {tr('Document control sheet')}")


def _facts(flow: Flow, given: Sequence[tuple[str, str]]) -> None:
    """Four to a row, in the order given."""
    for start in range(0, len(given), 4):
        row = given[start : start + 4]
        places = ((column(1 + 3 * n), span(3) + 7) for n in range(4))
        facts(flow, [(x, w, tr(k), v, False) for (x, w), (k, v) in zip(places, row, strict=False)])
    flow.skip(4)


def _approvals(flow: Flow, sheet: ControlSheet) -> None:
    names = ["Step", "Name", "Function", "Signed"]
    remarks = any(signed_remark(line) for line in sheet.approvals)
    columns = [Column(tr(name)) for name in names + ["Remark"] * remarks]
    rows = [signed_line(line)[: len(columns)] for line in sheet.approvals]
    heading(flow, tr("Approvals"), sheet.approvals_note)
    _table(flow, columns, rows, _APPROVALS, tr("Nobody has signed yet."))


def _revisions(flow: Flow, sheet: ControlSheet) -> None:
    columns = [
        Column(tr("Rev"), bold=True),
        Column(tr("Effective")),
        Column(tr("What changed and why")),
        Column(tr("Approved by")),
        Column(tr("State")),
    ]
    flow.skip(_GAP)
    heading(flow, tr("Revision history"), sheet.revisions_note)
    rows = [_revision(line) for line in sheet.revisions]
    _table(flow, columns, rows, _LOOK, tr("No revision yet."))


def _revision(line: RevisionLine) -> Row:
    bold = TABLE.but(font="Noto-Bold")
    state: Cell = (line.state, bold) if line.in_force else line.state
    return [line.revision, paper_day(line.effective), line.summary, line.approved_by, state]


def _reviews(flow: Flow, sheet: ControlSheet) -> None:
    """Only where one was held: a new document has none."""
    if not sheet.reviews:
        return
    names = ("Reviewed", "Rev", "By", "Outcome", "What was looked at", "Next")
    flow.skip(_GAP)
    heading(flow, tr("Reviews"), "")
    rows = [
        [paper_day(r.on_day), r.revision, r.name, r.outcome, r.note, paper_day(r.next_on)]
        for r in sheet.reviews
    ]
    _table(flow, [Column(tr(name)) for name in names], rows, _LOOK, "")


def _copies(flow: Flow, sheet: ControlSheet) -> None:
    names = ["Holder", "Place", "Check code", "Issued", "Received", "Copy replaced"]
    columns = [Column(tr("Copy"), bold=True)]
    columns += [Column(tr(name), mono=name == "Check code") for name in names]
    flow.skip(_GAP)
    heading(flow, tr("Distribution"), sheet.copies_note)
    rows = [_copy(line) for line in sheet.copies]
    _table(flow, columns, rows, _LOOK, tr("No controlled copies."))


def _copy(line: CopyLine) -> Row:
    amber = TABLE.but(font="Noto-Bold", colour=AMBER)
    received: Cell = paper_day(line.received)
    if line.open_receipt:
        received = (str(received) or tr("open"), amber)
    replaced: Cell = (line.replaced, amber) if line.open_return else line.replaced
    return [
        str(line.n), line.holder, line.place, line.code, paper_day(line.issued), received, replaced
    ]  # fmt: skip


def _table(
    flow: Flow, columns: Sequence[Column], rows: Sequence[Row], look: TableLook, none: str
) -> None:
    """The rows under their headings, or the words that there are none."""
    at = flow.book.layout
    if not rows:
        flow.paragraph(at.left, break_text(none, NOTE, at.text), NOTE)
        return
    table = Sheet(flow, at.left, at.text, columns, rows, look)
    table.head(rows[0])
    for row in rows:
        table.row(row)
