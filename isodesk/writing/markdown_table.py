"""Tables as Markdown and back: pipes, with our notation for what pipes lack."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from isodesk.writing.lists import Counts
from isodesk.writing.markdown_inline import inline_text
from isodesk.writing.markdown_parser import inlines_of, parser
from isodesk.writing.notation import ABOVE, ALIGNS, LEFT, numbers_in
from isodesk.writing.table_grid import columns_of, places
from isodesk.writing.tree import Align, Cell, Mark, Paragraph, Table

_RULES = {Align.LEFT: "---", Align.CENTRE: ":-:", Align.RIGHT: "--:"}
_WORDS = {align: word for word, align in ALIGNS.items()}


@dataclass(frozen=True)
class TableNote:
    """What the note before a table says."""

    head: int | None = None
    widths: tuple[int, ...] = ()

    @classmethod
    def read(cls, said: str) -> "TableNote":
        """From "table: head 2, widths 200 800"."""
        heads, _, widths = said.partition("widths")
        head = numbers_in(heads)
        return cls(head[0] if head else None, tuple(numbers_in(widths)))

    def text(self) -> str:
        """The note as a line, or nothing."""
        parts = [] if self.head is None else [f"head {self.head}"]
        if self.widths:
            parts.append("widths " + " ".join(map(str, self.widths)))
        return f"<!-- table: {', '.join(parts)} -->\n" if parts else ""


@dataclass
class TableWriter:
    """Writes one tidied table."""

    table: Table
    own: bool = field(default=False)

    def text(self) -> str:
        """The table's lines."""
        columns, aligns = columns_of(self.table), _aligns(self.table)
        rows = self._rows(columns, aligns)
        heads = rows[0] if self.table.head else [""] * columns
        note = self._note(not any(heads))
        self.own = self.own or bool(note)
        rules = [_RULES[align] for align in aligns]
        body = rows[1:] if self.table.head else rows
        return note + "\n".join(map(_row, (heads, rules, *body)))

    def _note(self, bare: bool) -> str:
        head = self.table.head
        told = head > 1 or (head == 1 and bare)
        return TableNote(head if told else None, self.table.widths).text()

    def _rows(self, columns: int, aligns: Sequence[Align]) -> list[list[str]]:
        rows = [[LEFT] * columns for _ in self.table.rows]
        for row, column, cell in places(self.table):
            self.own = self.own or cell.across * cell.down > 1
            for below in range(row + 1, row + cell.down):
                rows[below][column : column + cell.across] = [ABOVE] * cell.across
            rows[row][column] = self._cell(cell, aligns[column])
        return rows

    def _cell(self, cell: Cell, align: Align) -> str:
        counts = Counts()
        written = []
        for n, paragraph in enumerate(cell.paragraphs):
            number = counts.after(paragraph)
            text, own = inline_text(paragraph.inlines, "<br>")
            opening = _opening(paragraph, align, number)
            bare = not n and opening == "<p>" and text
            self.own = self.own or own or not bare
            written.append(text if bare else f"{opening} {text}".strip(" "))
        return " ".join(written).replace("|", "\\|")


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _aligns(table: Table) -> list[Align]:
    """For each column where all its words stand; left when they do not agree."""
    found: list[set[Align]] = [set() for _ in range(columns_of(table))]
    for _, column, cell in places(table):
        found[column] |= {p.align for p in cell.paragraphs}
    return [next(iter(aligns)) if len(aligns) == 1 else Align.LEFT for aligns in found]


def _opening(paragraph: Paragraph, align: Align, number: int | None) -> str:
    """`<p ...>` with all that is particular of a paragraph in a cell."""
    mark, parts = paragraph.mark, []
    if mark:
        parts.append(f"{'number' if mark.ordered else 'bullet'} {mark.level}")
    if mark and mark.start is not None:
        parts.append(f"from {number}")
    if paragraph.level:
        parts.append(f"indent {paragraph.level}")
    if paragraph.quote:
        parts.append(f"quote {paragraph.quote}")
    if paragraph.align != align:
        parts.append(_WORDS[paragraph.align])
    return " ".join(["<p", *parts]) + ">"


def read_table(
    tokens: Sequence[Token], lines: Sequence[str], note: TableNote | None, own: bool
) -> Table:
    """The table of the tokens between its open and its close; `lines` are the whole text's."""
    note = note or TableNote()
    aligns = [_align(token) for token in tokens if token.type == "th_open"]
    rows = [list(row) for row in _rows(tokens, lines, own)]
    bare = note.head is None and not any(map(len, rows[0]))
    head = (0 if bare else 1) if note.head is None else note.head
    rows = rows[1:] if bare else rows
    texts = [["".join(token.content for token in cell) for cell in row] for row in rows]
    cells = [
        [_Cell.read(cell, a, own) for cell, a in zip(row, aligns, strict=False)] for row in rows
    ]
    if own:
        _join(cells, texts)
    kept = tuple(tuple(cell.made() for cell in row if cell.stands) for row in cells)
    return Table(kept, note.widths, head)


def _rows(
    tokens: Sequence[Token], lines: Sequence[str], own: bool
) -> Iterator[Sequence[Sequence[Token]]]:
    row: list[Sequence[Token]] = []
    line: int | None = None
    for token in tokens:
        if token.type == "tr_open":
            row, line = [], token.map[0] if token.map else None
        elif token.type == "inline":
            row.append(token.children or ())
        elif token.type == "tr_close":
            over = _beyond(lines[line], len(row)) if line is not None else ""
            if over:
                row[-1] = [*row[-1], *(parser(own).parseInline(over)[0].children or ())]
            yield row


def _beyond(line: str, columns: int) -> str:
    """Words of a row that stand beyond the last column, which the parser would drop."""
    cells = escapedSplit(line.strip())
    cells = cells[1:] if cells and not cells[0].strip() else cells
    return "".join(f" | {cell.strip()}" for cell in cells[columns:] if cell.strip())


def _align(token: Token) -> Align:
    style = str(token.attrGet("style") or "")
    if "right" in style:
        return Align.RIGHT
    return Align.CENTRE if "center" in style else Align.LEFT


@dataclass
class _Cell:
    """A cell being read; one that others cover does not stand."""

    paragraphs: tuple[Paragraph, ...]
    across: int = 1
    down: int = 1
    stands: bool = True

    @classmethod
    def read(cls, tokens: Sequence[Token], align: Align, own: bool) -> "_Cell":
        """From the tokens of one place."""
        return cls(tuple(_paragraphs(tokens, align, own)))

    def made(self) -> Cell:
        """The cell as read."""
        return Cell(self.paragraphs, self.across, self.down)


def _paragraphs(tokens: Sequence[Token], align: Align, own: bool) -> Iterator[Paragraph]:
    opening, held = "", list[Token]()
    for token in tokens:
        if own and token.type == "markup" and token.content.startswith("<p"):
            if opening or _trimmed(held):
                yield _paragraph(opening, _trimmed(held), align, own)
            opening, held = token.content, []
        else:
            held.append(token)
    if opening or held:
        yield _paragraph(opening, _trimmed(held) if opening else held, align, own)


def _trimmed(tokens: list[Token]) -> list[Token]:
    """Tokens without the white that stands beside `<p>`; white that was meant is no `text`."""
    if tokens and tokens[0].type == "text":
        tokens[0].content = tokens[0].content.lstrip(" ")
    if tokens and tokens[-1].type == "text":
        tokens[-1].content = tokens[-1].content.rstrip(" ")
    return [token for token in tokens if token.type != "text" or token.content]


def _paragraph(opening: str, tokens: Sequence[Token], align: Align, own: bool) -> Paragraph:
    said = opening.strip("<>").split(" ")
    numbers = dict(pairwise(said))

    def number(word: str) -> int | None:
        value = numbers.get(word, "")
        return int(value) if re.fullmatch(r"-?\d+", value) else None

    bullet, ordered = number("bullet"), number("number")
    level = bullet if ordered is None else ordered
    mark = None if level is None else Mark(ordered is not None, level, number("from"))
    for word in said:
        align = ALIGNS.get(word, align)
    return Paragraph(
        inlines_of(tokens, own), mark, number("indent") or 0, align, number("quote") or 0
    )


def _join(cells: list[list[_Cell]], texts: list[list[str]]) -> None:
    """Give each place that is covered to the cell at its left or above it."""
    for row, row_texts in enumerate(texts):
        for column, said in enumerate(row_texts):
            if said in (LEFT, ABOVE):
                cells[row][column].stands = False
            if said == LEFT and column:
                owner = _owner(texts, row, column)
                cells[owner[0]][owner[1]].across = column - owner[1] + 1
            elif said == ABOVE and row:
                owner = _owner(texts, row, column)
                cells[owner[0]][owner[1]].down = row - owner[0] + 1


def _owner(texts: list[list[str]], row: int, column: int) -> tuple[int, int]:
    """The place of the cell that covers this one."""
    while row and texts[row][column] == ABOVE:
        row -= 1
    while column and texts[row][column] == LEFT:
        column -= 1
    return row, column
