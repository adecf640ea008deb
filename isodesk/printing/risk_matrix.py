"""The matrix of risks: before and after the treatment, and the risks as a list, the heaviest
first. The levels are tints that read in black and white, with their words."""

from collections.abc import Callable, Sequence

from isodesk.i18n import tr
from isodesk.printing.flow import Flow, TableLook
from isodesk.printing.forms import heading
from isodesk.printing.list_sheets import Align, Column
from isodesk.printing.page import Book, Head, lying
from isodesk.printing.planning_sheets import MatrixRisk, RiskMatrix
from isodesk.printing.sheets import A4, Company, Foot, Paper
from isodesk.printing.tables import Sheet
from isodesk.printing.text import (
    DENSE,
    INK,
    LABEL,
    NOTE,
    RULE,
    TABLE_HEAD,
    Style,
    baseline,
    break_text,
)

_LOOK = TableLook(DENSE, TABLE_HEAD, pad=3.0, gap=11.0)
_NUMBER = Style("Noto-Bold", 6.6, 8.4)
_SIDE, _CELL, _GAP = 78.0, 50.0, 30.0
_HIGH, _FOOT = 35.0, 20.0
_TINTS = ("#FFFFFF", "#DCE7E9", "#A9C4C9")
"""Low, medium, high."""
Place = tuple[int | None, int | None]


def risk_matrix_pdf(sheet: RiskMatrix, company: Company, foot: Foot, size: Paper = A4) -> bytes:
    """The matrix as a PDF; the same values give the same bytes."""
    book = Book(lying(size), company, Head("Planning", tr("Risks")), foot, tr("Risk matrix"))
    flow = Flow(book)
    _matrices(flow, sheet)
    _legend(flow, sheet)
    _list(flow, sheet)
    return book.pdf(tr("Risk matrix"))


def _matrices(flow: Flow, sheet: RiskMatrix) -> None:
    at = flow.book.layout
    weighed = sum(1 for r in sheet.risks if r.likelihood and r.severity)
    left = tr("{n} of {m} risks weighed", n=weighed, m=len(sheet.risks))
    treated = sum(1 for r in sheet.risks if r.after_likelihood and r.after_severity)
    right = tr("{n} of {m} weighed after treatment", n=treated, m=len(sheet.risks))
    width = _SIDE + 5 * _CELL
    _matrix(flow, sheet, at.left, tr("As it is"), left, lambda r: (r.likelihood, r.severity))
    _matrix(
        flow,
        sheet,
        at.right - width,
        tr("After treatment"),
        right,
        lambda r: (r.after_likelihood, r.after_severity),
    )
    flow.y -= 14 + 5 * _HIGH + _FOOT + 12


def _matrix(
    flow: Flow,
    sheet: RiskMatrix,
    x: float,
    title: str,
    note: str,
    place: Callable[[MatrixRisk], Place],
) -> None:
    """Likelihood upwards, severity to the right."""
    page, top = flow.page, flow.y
    bold = Style("Noto-Bold", 9, 12)
    used = page.words(x, baseline(top, bold), title, bold, 150)
    page.words(x + used + 8, baseline(top, bold), note, NOTE, 250)
    top -= 14
    for row in range(5):
        likelihood = 5 - row
        y = top - row * _HIGH
        word = f"{likelihood}  {tr(sheet.likelihood_words[likelihood - 1])}"
        page.lines(x, y - 8, break_text(word, LABEL, _SIDE - 8), LABEL)
        for column in range(5):
            _cell(flow, sheet, x + _SIDE + column * _CELL, y, (likelihood, column + 1), place)
    for column, word in enumerate(sheet.severity_words):
        lines = break_text(f"{column + 1}  {tr(word)}", LABEL, _CELL - 6)
        page.lines(x + _SIDE + column * _CELL + 3, top - 5 * _HIGH - 3, lines[:2], LABEL)


def _cell(
    flow: Flow,
    sheet: RiskMatrix,
    x: float,
    top: float,
    at: tuple[int, int],
    place: Callable[[MatrixRisk], Place],
) -> None:
    score = at[0] * at[1]
    tint = _TINTS[2 if score >= sheet.high else 1 if score >= sheet.medium else 0]
    flow.page.box(x, top - _HIGH, _CELL, _HIGH, fill=tint, stroke=RULE, pen=0.5)
    flow.page.words_right(x + _CELL - 3, top - 7.5, str(score), LABEL, 20)
    numbers = [risk.number for risk in sheet.risks if place(risk) == at]
    lines = [line for text in numbers for line in break_text(text, _NUMBER, _CELL - 5)]
    if len(lines) > 3:
        lines = [*lines[:2], *break_text(tr("{n} more", n=len(numbers) - 2), _NUMBER, _CELL)[:1]]
    flow.page.lines(x + 3, top - 8.5, lines, _NUMBER)


def _legend(flow: Flow, sheet: RiskMatrix) -> None:
    """The tints in words, under the matrices."""
    x, y = flow.book.layout.left, flow.y
    words = (
        tr("low, below {n}", n=sheet.medium),
        tr("medium, from {n}", n=sheet.medium),
        tr("high, from {n}", n=sheet.high),
    )
    for tint, word in zip(_TINTS, words, strict=True):
        flow.page.box(x, y - 7, 9, 7, fill=tint, stroke=INK, pen=0.4)
        x += 13 + flow.page.words(x + 13, y - 6.4, word, NOTE, 200) + 18
    said = tr("Score: likelihood times severity. Upwards likelihood, to the right severity.")
    flow.page.words_right(flow.book.layout.right, y - 6.4, said, NOTE, 380)
    flow.y -= 22


def _list(flow: Flow, sheet: RiskMatrix) -> None:
    at = flow.book.layout
    n = len(sheet.risks)
    count = tr("1 risk") if n == 1 else tr("{n} risks", n=n)
    note = tr("{n} closed left out", n=sheet.closed) if sheet.closed else ""
    heading(flow, count, note)
    right = Align.RIGHT
    columns = [
        Column(tr("Number"), bold=True),
        Column(tr("Risk")),
        Column(tr("Process")),
        Column(tr("Score"), align=right),
        Column(tr("Level")),
        Column(tr("Treatment")),
        Column(tr("After"), align=right),
        Column(tr("Level after")),
        Column(tr("Owner")),
        Column(tr("State")),
    ]
    rows = [_row(risk) for risk in _by_weight(sheet.risks)]
    table = Sheet(flow, at.left, at.text, columns, rows, _LOOK)
    table.head(rows[0] if rows else ())
    for risk, row in zip(_by_weight(sheet.risks), rows, strict=True):
        table.row(row, risk.urgent)
    if not rows:
        flow.paragraph(at.left, break_text(tr("Nothing to list."), NOTE, at.text), NOTE)


def _by_weight(risks: Sequence[MatrixRisk]) -> list[MatrixRisk]:
    return sorted(risks, key=lambda r: (-(_product(r.likelihood, r.severity) or 0), r.number))


def _product(a: int | None, b: int | None) -> int | None:
    return a * b if a and b else None


def _row(risk: MatrixRisk) -> tuple[str, ...]:
    before = _product(risk.likelihood, risk.severity)
    after = _product(risk.after_likelihood, risk.after_severity)
    return (
        risk.number,
        risk.title,
        risk.process,
        str(before or ""),
        risk.level,
        risk.treatment,
        str(after or ""),
        risk.level_after,
        risk.owner,
        risk.state,
    )
