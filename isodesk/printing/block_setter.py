"""Setting the blocks of a written text in a column: paragraphs, lists, quotes, code, pictures,
tables, sub heads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from isodesk.printing import pictures
from isodesk.printing.cell_lines import SHARE, CellSetter, depth, say_as_read
from isodesk.printing.flow import Flow, TableLook
from isodesk.printing.list_tags import ListTags
from isodesk.printing.spans import Speaker
from isodesk.printing.structure import Element
from isodesk.printing.table_columns import Wish, fits, settled, wished
from isodesk.printing.text import (
    ACCENT,
    BODY,
    CODE,
    DENSE,
    EMPTY,
    NOTE,
    RULE,
    SIDE,
    SOFT,
    TABLE,
    WASH,
    Line,
    Style,
    baseline,
    break_spans,
    break_text,
    text_width,
    typed_lines,
)
from isodesk.printing.tree_table import TreeTable
from isodesk.writing.grid import Grid, grid_of
from isodesk.writing.lists import Counts
from isodesk.writing.tree import (
    Align,
    Block,
    Code,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Table,
    Words,
    plain,
)

INDENT = 13.0
MOST_INDENT = 10
"""Steps of indent that are shown; deeper ones keep the last."""
GAP, TIGHT_GAP = 5.0, 2.5
MANY_COLUMNS = 6
"""Above so many columns a table whose words would be cut is set as lists of label and value."""


@dataclass
class BlockSetter:
    """Sets blocks one after the other at x, `width` wide. Tables may go left to the margin.

    `part` is the element of the structure they belong to; `level` that of its heading.
    """

    flow: Flow
    x: float
    width: float
    speaker: Speaker
    images: Mapping[str, bytes]
    part: Element
    level: int = 2
    _counts: Counts = field(default_factory=Counts)

    def put_all(self, blocks: Sequence[Block]) -> None:
        """All blocks with the white that belongs between them."""
        self._tags = ListTags(self.part)
        before: Block | None = None
        if blocks and isinstance(blocks[0], Table) and not blocks[0].head:
            self.flow.y += 1.2
        for nth, block in enumerate(blocks):
            if before is not None:
                self.flow.skip(_gap(before, block))
            self._put(block, blocks[nth + 1 : nth + 2])
            before = block

    def least(self, blocks: Sequence[Block]) -> float:
        """Points that must be free below a heading for it not to stand alone."""
        first = blocks[0] if blocks else None
        match first:
            case Heading():
                return SIDE.leading + 3 * BODY.leading + 4
            case Table():
                return 14.2 + 4 * TABLE.leading
            case Paragraph() | Code():
                return 3 * BODY.leading + 1
            case Picture():
                return self._picture_size(first)[2]
        return BODY.leading

    def _put(self, block: Block, following: Sequence[Block]) -> None:
        number = self._counts.after(block)
        if isinstance(block, Paragraph):
            self._paragraph(block, number)
            return
        self._tags.end()
        match block:
            case Heading():
                self._heading(block, following)
            case Code():
                self._code(block)
            case Picture():
                self._picture(block)
            case Table():
                self._table(block)
            case Rule():
                self._rule()
            case PageBreak():
                if not self.flow.fresh:
                    self.flow.next_page()

    def _heading(self, block: Heading, following: Sequence[Block]) -> None:
        """Below the side heads: the first level bold, the deeper ones bold and soft."""
        style = SIDE if block.level <= 1 else SIDE.but(colour=SOFT, size=8.6)
        spans = self.speaker.spans(block.inlines, style)
        lines = break_spans(spans, self.width)
        self.flow.need(min(len(lines), 4) * style.leading + 2 + self.least(following))
        title = self.speaker.plain(block.inlines)
        self.flow.book.bookmark(title, block.level + 1, self.flow.y)
        element = Element(f"H{min(self.level + block.level, 6)}", self.part)
        say_as_read(element, spans)
        self.flow.paragraph(self.x, lines, style, element)

    def _paragraph(self, block: Paragraph, number: int | None) -> None:
        element, label = self._tags.paragraph(block)
        x, width = self._place(block)
        style = BODY.but(colour=SOFT) if block.quote else BODY
        if block.mark:
            self.flow.need(min(2 * BODY.leading, self.flow.whole))
        spans = self.speaker.spans(block.inlines, style)
        say_as_read(element, spans)
        lines = aligned(break_spans(spans, width), width, block.align) or [EMPTY]
        page, top = self.flow.page, self.flow.y
        if block.mark:
            self._mark(number, x, label)
        self.flow.paragraph(x, lines, style, element)
        if block.quote and page is self.flow.page:
            self._bar(x - 9, top)

    def _place(self, block: Paragraph) -> tuple[float, float]:
        indent = INDENT * min(depth(block), MOST_INDENT)
        return self.x + indent, self.width - indent

    def _mark(self, number: int | None, x: float, label: Element | None) -> None:
        """A petrol square, or the item's number ending before its words."""
        page, top = self.flow.page, self.flow.y
        if number is None:
            page.box(x - INDENT + 1.6, top - BODY.leading / 2 - 2.2, 2.7, 2.7, fill=ACCENT)
            return
        style, mark = BODY.but(font="Noto-Bold", colour=ACCENT), f"{number}."
        wide = text_width(mark, style)
        at = x - INDENT if wide <= INDENT - 2 else x - wide - 3
        page.inside(label)
        page.words(at, baseline(top, style), mark, style, 60)
        page.inside(None)

    def _bar(self, x: float, top: float) -> None:
        """The bar beside a quotation."""
        bottom = self.flow.y
        self.flow.page.box(x, bottom + 1.5, 1.2, max(top - bottom - 3, 1), fill=RULE)

    def _code(self, block: Code) -> None:
        """As typed, on a wash, line by line so that it may go on to a new page."""
        element = Element("Code", Element("P", self.part))
        self.flow.need(2 * CODE.leading)
        for line in typed_lines(block.text, CODE, self.width - 12):
            self.flow.need(CODE.leading)
            page, y = self.flow.page, self.flow.y
            page.box(self.x, y - CODE.leading, self.width, CODE.leading + 0.2, fill=WASH)
            page.inside(element)
            page.lines(self.x + 6, y, [line], CODE)
            page.inside(None)
            self.flow.y -= CODE.leading

    def _rule(self) -> None:
        self.flow.need(8)
        self.flow.y -= 4
        self.flow.page.rule(self.x, self.flow.y, self.x + self.width, 0.35, RULE)
        self.flow.y -= 4

    # pictures

    def _picture(self, block: Picture) -> None:
        """The picture with its caption under it, on one page; its words where it is lost."""
        width, tall, whole = self._picture_size(block)
        image = pictures.ready(block.sha256, self.images.get(block.sha256), width)
        self.flow.need(whole)
        if image is None:
            lost = Paragraph((Words(pictures.words(block.alt), italic=True),))
            self._paragraph(lost, None)
        else:
            x, y, name = self.x, self.flow.y - tall, f"{block.sha256[:40]}{image.width}"
            element = Element("Figure", self.part, alt=block.alt or block.caption or "–")
            element.attributes = f"/O/Layout/BBox[{x:.1f} {y:.1f} {x + width:.1f} {y + tall:.1f}]"
            place = image.place
            self.flow.page.figure(element, lambda c: place(c, name, x, y, width, tall))
            self.flow.y -= tall
        if block.caption:
            self.flow.y -= 3
            lines = break_text(block.caption, NOTE, self.width)
            self.flow.paragraph(self.x, lines, NOTE, Element("Caption", self.part))

    def _picture_size(self, block: Picture) -> tuple[float, float, float]:
        """Width and height on paper, and the height with its caption, in points."""
        width = self.width * block.width / 1000
        caption = len(break_text(block.caption, NOTE, self.width)) * NOTE.leading
        caption = min(caption + 3, self.flow.whole / 2) if block.caption else 0.0
        proportion = pictures.proportion(block.sha256, self.images.get(block.sha256))
        if proportion is None:
            return width, BODY.leading, BODY.leading + caption
        most = self.flow.whole - caption - 1
        if width * proportion > most:
            width = most / proportion
        return width, width * proportion, width * proportion + caption

    # tables

    def _table(self, block: Table) -> None:
        grid = grid_of(block)
        if not grid.columns:
            return
        bold, look, wish = self._looked(block, grid)
        if grid.columns > MANY_COLUMNS and not fits(wish, self._full, look.gap):
            self._as_lists(grid)
            return
        left = self.flow.book.layout.left
        start = self.x if look.style is TABLE and fits(wish, self.width, look.gap) else left
        width = self.x + self.width - start
        given = block.widths if len(block.widths) == grid.columns else ()
        columns = settled(
            wish, given, start, width, self.width if start == self.x else width, look.gap
        )
        element = Element("Table", self.part)
        cells = CellSetter(self.speaker)
        TreeTable(self.flow, grid, columns, look, cells, element, bold).put()

    @property
    def _full(self) -> float:
        return self.x + self.width - self.flow.book.layout.left

    def _looked(self, block: Table, grid: Grid) -> tuple[bool, TableLook, Wish]:
        """Whether its first column counts the rows; its look, smaller if words must be cut."""
        bold, pad = _counts_rows(grid), 3.6 if block.head else 2.5
        look = TableLook(pad=pad)
        wish = wished(grid, self.speaker, look, bold)
        if not fits(wish, self._full, look.gap):
            look = TableLook(DENSE, pad=pad, gap=8)
            wish = wished(grid, self.speaker, look, bold)
        return bold, look, wish

    def _as_lists(self, grid: Grid) -> None:
        """A table with more columns than paper has room for: each row as label and value."""
        below = range(grid.head, grid.rows)  # none where all rows are headings: they are the text
        heads = {p.column: p for p in grid.cells if below and p.row == grid.head - 1}
        bold = TABLE.but(font="Noto-Bold")
        for row in below or range(grid.rows):
            for placed in (p for p in grid.cells if p.row == row):
                head = heads.get(placed.column)
                spans = self._cell_spans(head.cell.paragraphs, bold) if head else []
                spans += [(": ", TABLE)] * bool(head)
                spans += self._cell_spans(placed.cell.paragraphs, TABLE)
                lines = break_spans(spans, self.width)
                self.flow.paragraph(self.x, lines, TABLE, Element("P", self.part))
            self._rule()

    def _cell_spans(self, paragraphs: Sequence[Paragraph], style: Style) -> list[tuple[str, Style]]:
        spans: list[tuple[str, Style]] = []
        for nth, paragraph in enumerate(paragraphs):
            spans += [("\n", style)] * bool(nth) + self.speaker.spans(paragraph.inlines, style)
        return spans


def aligned(lines: list[Line], room: float, align: Align) -> list[Line]:
    """Lines moved to where they stand in the room."""
    if align == Align.LEFT:
        return lines
    moved = []
    for line in lines:
        by = (room - line.width) * SHARE[align]
        pieces = tuple(piece._replace(x=piece.x + by) for piece in line.pieces)
        moved.append(line._replace(pieces=pieces, width=line.width + by))
    return moved


def _counts_rows(grid: Grid) -> bool:
    """True when the first column only numbers the rows (1, 2, 3 or a, b, c)."""
    firsts = [
        "".join(plain(block.inlines) for block in placed.cell.paragraphs).strip()
        for placed in grid.cells
        if placed.column == 0 and placed.row >= grid.head
    ]
    return bool(firsts) and all(len(text.rstrip(".)")) <= 2 and text for text in firsts)


def _gap(before: Block, block: Block) -> float:
    """White between two blocks."""
    if isinstance(block, Heading):
        return 9.0
    if isinstance(before, Heading):
        return 1.0
    if isinstance(before, Paragraph) and isinstance(block, Paragraph):
        return TIGHT_GAP if before.mark and block.mark else GAP
    loose = Table | Code | Picture
    return GAP + 2 if isinstance(block, loose) or isinstance(before, loose) else GAP
