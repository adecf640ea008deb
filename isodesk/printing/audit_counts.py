"""What the answers of an audit come to on paper: a row of numbers and a bar for each chapter and
process, and how far each standard is met, with what that is a share of."""

from collections.abc import Sequence

from isodesk.i18n import tr
from isodesk.printing import audit_parts as parts
from isodesk.printing.audit_sheets import Counts
from isodesk.printing.drawn import Page
from isodesk.printing.flow import Drawing, Flow, Table, TableLook
from isodesk.printing.list_sheets import Align
from isodesk.printing.tables import BAND, band
from isodesk.printing.text import (
    ACCENT,
    INK,
    NOTE,
    RULE,
    TABLE,
    TABLE_HEAD,
    Style,
    baseline,
    break_text,
    widest_word,
)

_MET, _NOT_MET, _REMARK = "#6F9BA2", "#C4122F", "#CFD4D9"
_HEADS = (
    "Clause",
    "Short title",
    "Con- form",
    "Major",
    "Minor",
    "Obs.",
    "Oppor- tunity",
    "n/a",
    "Not checked",
    "Of",
    "%",
    "",
)
_WIDTHS = (50.0, 97.0, 24.0, 25.0, 25.0, 21.0, 29.0, 17.0, 34.0, 20.0, 24.0, 48.0)
_TITLE = 62.0
"""What the short titles keep at least."""
_GAP = 6.0
_LOOK = TableLook(TABLE, TABLE_HEAD, pad=3.2, gap=_GAP)
_BOLD = TABLE.but(font="Noto-Bold")
_BAR, _HIGH = 48.0, 7.0
_BIG = Style("Noto-Bold", 19, 24, ACCENT)
_SIDE = Style("Noto-Bold", 8.6, 12)
_STANDARD = Style("Noto-Bold", 9.3, 13)


def counts_table(
    flow: Flow,
    bands: Sequence[tuple[Counts | None, Sequence[Counts]]],
    whole: Counts,
    heads: tuple[str, str] = _HEADS[:2],
    grades: Sequence[str] = (),
) -> None:
    """Rows of counts, in bands where there are any, and all of them in the last row; `heads` are
    of the first two columns, `grades` the firm's words for the four grades."""
    aligns = (Align.LEFT, Align.LEFT, *([Align.RIGHT] * 9), Align.LEFT)
    names = (*heads, _HEADS[2], *(grades or _HEADS[3:7]), *_HEADS[7:])
    widths = _widths(grades)
    table = Table(flow, flow.book.layout.left, widths, _LOOK, aligns)
    table.head(
        [break_text(tr(name), TABLE_HEAD, wide) for name, wide in zip(names, widths, strict=True)]
    )
    for of, rows in bands:
        if of is not None:
            table.band(BAND)
            band(flow, table.x, table.right, of.key, _percent(of))
        for row in rows:
            _row(table, row, TABLE, widths)
    _row(table, whole, _BOLD, widths)
    _legend(flow, grades)


def _widths(grades: Sequence[str]) -> tuple[float, ...]:
    """The firm's words have the room of their longest part, as far as the titles can spare it."""
    spare, widths = _WIDTHS[1] - _TITLE, list(_WIDTHS)
    for at, word in enumerate(grades, 3):
        longest = widest_word(word, TABLE_HEAD)
        more = min(max(longest + 1 - widths[at], 0), spare)
        widths[at] += more
        spare -= more
    widths[1] = _TITLE + spare
    return tuple(widths)


def _row(table: Table, counts: Counts, style: Style, widths: Sequence[float]) -> None:
    numbers = (
        counts.conform,
        counts.major,
        counts.minor,
        counts.observation,
        counts.opportunity,
        counts.not_applicable,
        counts.unchecked,
    )
    share = "–" if counts.percent is None else str(counts.percent)
    words = (counts.key, counts.words, *(str(n) if n else "–" for n in numbers))
    cells = [
        break_text(text, style, wide)
        for text, wide in zip((*words, str(counts.total), share, ""), widths, strict=True)
    ]
    table.row(cells, _bar(counts, table.right - _BAR))


def _bar(counts: Counts, x: float) -> Drawing:
    """Met, not met and remarks in the shares they have of all; what is left stays white."""
    shares = (
        (counts.conform, _MET),
        (counts.nonconform, _NOT_MET),
        (counts.remarks, _REMARK),
    )

    def draw(page: Page, top: float, height: float) -> None:
        y = top - _LOOK.pad - TABLE.leading / 2 - _HIGH / 2
        page.box(x, y, _BAR, _HIGH, fill="#FFFFFF", stroke=RULE, pen=0.4)
        at = x
        for n, colour in shares:
            wide = _BAR * n / counts.total if counts.total else 0
            if wide:
                page.box(at, y, wide, _HIGH, fill=colour)
            at += wide

    return draw


def _legend(flow: Flow, grades: Sequence[str]) -> None:
    at, x = flow.book.layout, flow.book.layout.right
    flow.skip(4)
    flow.need(NOTE.leading)
    y = baseline(flow.y, NOTE)
    for word, colour in reversed(
        (
            ("conform", _MET),
            ("nonconform", _NOT_MET),
            (", ".join(grades[2:]) or "observation, opportunity", _REMARK),
            ("n/a or not checked", "#FFFFFF"),
        )
    ):
        x -= flow.page.words_right(x, y, tr(word), NOTE, at.text) + 11
        flow.page.box(x, y - 0.5, 8, 6, fill=colour, stroke=RULE, pen=0.4)
        x -= 12
    flow.y -= NOTE.leading + 6


def standards(flow: Flow, given: Sequence[Counts]) -> None:
    """How far each standard is met, two side by side: the share, of what, and what is left out."""
    at = flow.book.layout
    wide = (at.text - 12) / 2
    for start in range(0, len(given), 2):
        flow.need(58)
        for nth, counts in enumerate(given[start : start + 2]):
            _standard(flow.page, at.left + nth * (wide + 12), flow.y, wide, counts)
        flow.y -= 58


def _standard(page: Page, x: float, top: float, wide: float, counts: Counts) -> None:
    page.words(x, baseline(top, _STANDARD), counts.key, _STANDARD, wide)
    big = tr("{n} of {m}", n=counts.met, m=counts.judged) if counts.judged else "–"
    y = baseline(top - 14, _BIG)
    used = page.words(x, y, big, _BIG, wide * 0.5) + 10
    page.words(x + used, y + 6, _percent(counts), _SIDE.but(colour=INK), wide - used)
    page.words(x + used, y - 4, tr("met ÷ judged"), NOTE, wide - used)
    left = tr(
        "left out: {n} not applicable, {m} not checked",
        n=counts.not_applicable,
        m=counts.unchecked,
    )
    page.words(x, top - 14 - _BIG.leading - 8, left, NOTE, wide)


def _percent(counts: Counts) -> str:
    if counts.percent is None:
        return tr("nothing judged")
    return tr("{p} % conform", p=counts.percent)


def processes(
    flow: Flow, given: Sequence[Counts], whole: Counts, grades: Sequence[str] = ()
) -> None:
    """The same by process."""
    parts.part(flow, tr("By process"), following=70)
    counts_table(flow, ((None, given),), whole, ("", "Process"), grades)
