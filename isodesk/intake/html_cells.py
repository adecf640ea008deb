"""Tables of pasted HTML: what is gathered of one, and the table it becomes."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from isodesk.intake.html_styles import Style
from isodesk.writing.table_grid import shared
from isodesk.writing.tree import Block, Cell, Code, Heading, Inline, Paragraph, Table, Words


@dataclass
class Grid:
    """A table that is being read."""

    rows: list[list[Cell]] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    outside: list[Block] = field(default_factory=list)
    style: Style = field(default_factory=Style)
    cell: Style | None = None
    across: int = 1
    down: int = 1
    heads: list[bool] = field(default_factory=list)


def made_table(rows: tuple[tuple[Cell, ...], ...], widths: list[int], head: int) -> Table:
    """Rows as a table; a first row in bold is its header where `head` rows were not said to be."""
    wide = max(sum(cell.across for cell in row) for row in rows)
    fit = len(widths) == wide and all(widths)
    head = head or (1 if len(rows) > 1 and _all_bold(rows[0]) else 0)
    if head and head < len(rows):
        rows = tuple(_plain_row(row) if n < head else row for n, row in enumerate(rows))
    return Table(rows, shared(tuple(widths), wide) if fit else (), min(head, len(rows)))


def _all_bold(row: Iterable[Cell]) -> bool:
    words = [
        inline
        for cell in row
        for paragraph in cell.paragraphs
        for inline in paragraph.inlines
        if isinstance(inline, Words) and inline.text.strip()
    ]
    return bool(words) and all(each.bold for each in words)


def _plain_row(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A header row is bold by itself."""
    return tuple(
        replace(
            cell, paragraphs=tuple(replace(p, inlines=unbold(p.inlines)) for p in cell.paragraphs)
        )
        for cell in row
    )


def unbold(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The same words in no bold, for where bold is the manner of the place."""
    return tuple(replace(inline, bold=False) for inline in inlines)


def flat(blocks: Iterable[Block]) -> Iterable[Paragraph]:
    """What a cell can hold of these blocks: their words."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case Heading():
                yield Paragraph(tuple(replace(i, bold=True) for i in block.inlines))
            case Code():
                yield Paragraph((Words(block.text, code=True),))
