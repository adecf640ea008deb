"""Setting Markdown blocks in a column: paragraphs, lists, quotes, code, tables, sub heads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from isodesk.printing import markdown
from isodesk.printing.flow import Flow, Table, TableLook, share
from isodesk.printing.markdown import Block, Break, Code, Grid, Heading, Paragraph, Words
from isodesk.printing.text import (
    ACCENT,
    BODY,
    CODE,
    DENSE,
    RULE,
    SIDE,
    SOFT,
    TABLE,
    WASH,
    Line,
    Span,
    Style,
    baseline,
    break_spans,
    break_text,
    text_width,
    typed_lines,
    widest_word,
)

INDENT = 13.0
MOST_INDENT = 8
"""Steps of indent that are shown; deeper ones keep the last."""
GAP, TIGHT_GAP = 5.0, 2.5
MANY_COLUMNS = 6
"""Above so many columns a table whose words would be cut is set as lists of label and value."""


def styled(words: Iterable[Words], style: Style) -> list[Span]:
    """Words with their manner as spans in this style."""
    return [(part.text, _manner(part, style)) for part in words]


def _manner(part: Words, style: Style) -> Style:
    if part.code:
        return Style("NotoMono", style.size * 0.9, style.leading, style.colour)
    bold, italic = part.bold or "Bold" in style.font, part.italic
    font = "Noto" + ("-" if bold or italic else "") + "Bold" * bold + "Italic" * italic
    return style.but(font=font, colour=SOFT if part.soft else None)


@dataclass
class BlockSetter:
    """Sets blocks one after the other at x, `width` wide. Tables may go left to the margin."""

    flow: Flow
    x: float
    width: float

    def put_all(self, blocks: Sequence[Block]) -> None:
        """All blocks with the white that belongs between them."""
        before: Block | None = None
        if blocks and isinstance(blocks[0], Grid) and is_bare(blocks[0]):
            self.flow.y += 1.2
        for nth, block in enumerate(blocks):
            if before is not None:
                self.flow.skip(_gap(before, block))
            following = blocks[nth + 1 : nth + 2]
            self._put(block, following)
            before = block

    def least(self, blocks: Sequence[Block]) -> float:
        """Points that must be free below a heading for it not to stand alone."""
        first = blocks[0] if blocks else None
        match first:
            case Heading():
                return SIDE.leading + 3 * BODY.leading + 4
            case Grid():
                return 14.2 + 4 * TABLE.leading
            case Paragraph() | Code():
                return 3 * BODY.leading + 1
        return BODY.leading

    def _put(self, block: Block, following: Sequence[Block]) -> None:
        match block:
            case Heading():
                self._heading(block, following)
            case Paragraph():
                self._paragraph(block)
            case Code():
                self._code(block)
            case Grid():
                self._grid(block)
            case Break():
                self._break()

    def _heading(self, block: Heading, following: Sequence[Block]) -> None:
        """Below the side heads: the first level bold, the deeper ones bold and soft."""
        style = SIDE if block.level <= 1 else SIDE.but(colour=SOFT, size=8.6)
        lines = break_spans(styled(block.words, style), self.width)
        self.flow.need(min(len(lines), 4) * style.leading + 2 + self.least(following))
        self.flow.book.bookmark(markdown.plain(block.words), block.level + 1, self.flow.y)
        self.flow.paragraph(self.x, lines, style)

    def _paragraph(self, block: Paragraph) -> None:
        x, width = self._place(block.depth, block.quote)
        style = BODY.but(colour=SOFT) if block.quote else BODY
        if block.mark:
            self.flow.need(min(2 * BODY.leading, self.flow.whole))
        lines = break_spans(styled(block.words, style), width)
        page, top = self.flow.page, self.flow.y
        if block.mark:
            self._mark(block.mark, x)
        self.flow.paragraph(x, lines or [Line(0, ())] * bool(block.mark), style)
        if block.quote and page is self.flow.page:
            self._bar(x - 9, top)

    def _place(self, depth: int, quote: int) -> tuple[float, float]:
        indent = INDENT * min(depth + quote, MOST_INDENT)
        return self.x + indent, self.width - indent

    def _mark(self, mark: str, x: float) -> None:
        """A petrol square, or the item's number ending before its words."""
        page, top = self.flow.page, self.flow.y
        if mark == "•":
            page.box(x - INDENT + 1.6, top - BODY.leading / 2 - 2.2, 2.7, 2.7, fill=ACCENT)
            return
        style = BODY.but(font="Noto-Bold", colour=ACCENT)
        wide = text_width(mark, style)
        at = x - INDENT if wide <= INDENT - 2 else x - wide - 3
        page.words(at, baseline(top, style), mark, style, 60)

    def _bar(self, x: float, top: float) -> None:
        """The bar beside a quotation."""
        bottom = self.flow.y
        self.flow.page.box(x, bottom + 1.5, 1.2, max(top - bottom - 3, 1), fill=RULE)

    def _code(self, block: Code) -> None:
        """As typed, on a wash, line by line so that it may go on to a new page."""
        x, width = self._place(block.depth, block.quote)
        self.flow.need(2 * CODE.leading)
        for line in typed_lines(block.text, CODE, width - 12):
            self.flow.need(CODE.leading)
            self.flow.page.box(x, self.flow.y - CODE.leading, width, CODE.leading + 0.2, fill=WASH)
            self.flow.page.lines(x + 6, self.flow.y, [line], CODE)
            self.flow.y -= CODE.leading

    def _break(self) -> None:
        self.flow.need(8)
        self.flow.y -= 4
        self.flow.page.rule(self.x, self.flow.y, self.x + self.width, 0.35, RULE)
        self.flow.y -= 4

    def _grid(self, block: Grid) -> None:
        x, _ = self._place(block.depth, 0)
        setter = TableSetter(self.flow, block)
        if len(block.head) > MANY_COLUMNS and not setter.fits(self.x + self.width):
            self._as_lists(block)
        else:
            setter.put(x, self.x + self.width)

    def _as_lists(self, block: Grid) -> None:
        """A table with more columns than paper has room for: each row as label and value."""
        for row in block.rows or ((),):
            for nth, head in enumerate(block.head):
                cell = row[nth] if nth < len(row) else ()
                bold = [(text, s.but(font="Noto-Bold")) for text, s in styled(head, TABLE)]
                spans = [*bold, (": ", TABLE), *styled(cell, TABLE)]
                self.flow.paragraph(self.x, break_spans(spans, self.width), TABLE)
            self._break()


class TableSetter:
    """Sets one table: columns by content, over the side heads too when it needs the room."""

    def __init__(self, flow: Flow, block: Grid) -> None:
        self._flow, self._block = flow, block
        self._bare = is_bare(block)
        self._counted = _counts_rows(block)

    def fits(self, right: float) -> bool:
        """Whether no word is cut when it is set small over the whole width."""
        look = TableLook(DENSE, gap=8)
        least = self._measured(look)[1]
        return sum(least) <= right - self._flow.book.layout.left - look.gap * (len(least) - 1)

    def put(self, x: float, right: float) -> None:
        """Set it between x and right, or from the margin, smaller if words must be cut."""
        pad = 2.5 if self._bare else 3.6
        for start, look in (
            (x, TableLook(pad=pad)),
            (min(x, self._flow.book.layout.left), TableLook(pad=pad)),
            (min(x, self._flow.book.layout.left), TableLook(DENSE, pad=pad, gap=8)),
        ):
            natural, least = self._measured(look)
            room = right - start - look.gap * (len(natural) - 1)
            if sum(least) <= room:
                break
        widths = share(natural, least, room)
        self._set(Table(self._flow, start, widths, look, self._block.aligns), widths, look)

    def _measured(self, look: TableLook) -> tuple[list[float], list[float]]:
        natural = [0.0] * len(self._block.head)
        least = [0.0] * len(self._block.head)
        rows = [(self._block.head, look.head)] * (not self._bare)
        for row, style in [*rows, *((row, look.style) for row in self._block.rows)]:
            for nth, cell in enumerate(row[: len(natural)]):
                for text, manner in self._spans(nth, cell, style):
                    least[nth] = max(least[nth], widest_word(text, manner) + 0.1)
                    if natural[nth] < 1000:
                        wide = text_width(text[:400], manner)
                        natural[nth] = max(natural[nth], wide + 0.1)
        return [max(n, low, 6) for n, low in zip(natural, least, strict=True)], least

    def _spans(self, nth: int, cell: tuple[Words, ...], style: Style) -> list[Span]:
        bold = nth == 0 and self._counted and style.font == "Noto"
        return styled(cell, style.but(font="Noto-Bold") if bold else style)

    def _set(self, table: Table, widths: Sequence[float], look: TableLook) -> None:
        rows = (self._cells(row, look.style, widths) for row in self._block.rows)
        first = next(rows, [])
        if not self._bare:
            table.head(self._cells(self._block.head, look.head, widths), table.height(first))
        for row in chain([first] if first else [], rows):
            table.row(row)

    def _cells(
        self, row: Sequence[tuple[Words, ...]], style: Style, widths: Sequence[float]
    ) -> list[list[Line]]:
        return [
            self._lines(nth, cell, style, width)
            for nth, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]

    def _lines(self, nth: int, cell: tuple[Words, ...], style: Style, width: float) -> list[Line]:
        spans = self._spans(nth, cell, style)
        if len(spans) == 1:
            return break_text(spans[0][0], spans[0][1], width)
        return break_spans(spans, width)


def is_bare(block: Grid) -> bool:
    """True for a table without headings, which stands closer."""
    return not any(markdown.plain(cell).strip() for cell in block.head)


def _counts_rows(block: Grid) -> bool:
    """True when the first column only numbers the rows (1, 2, 3 or a, b, c)."""
    firsts = [markdown.plain(row[0]).strip() for row in block.rows if row]
    return bool(firsts) and all(len(text.rstrip(".)")) <= 2 and text for text in firsts)


def _gap(before: Block, block: Block) -> float:
    """White between two blocks."""
    if isinstance(block, Heading):
        return 9.0
    if isinstance(before, Heading):
        return 1.0
    if isinstance(before, Paragraph) and isinstance(block, Paragraph):
        item = block.mark and (block.tight or before.tight)
        return TIGHT_GAP if item else GAP
    return GAP + 2 if isinstance(block, Grid | Code) or isinstance(before, Grid | Code) else GAP
