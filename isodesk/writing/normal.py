"""One form for every text: the tree that editor, Markdown and Word agree on.

Neighbours in one manner are one run, empty runs and runs of nothing are gone, levels and
numbers lie within their bounds, running lines stand first. What is read from elsewhere goes
through here before it is kept.
"""

from collections.abc import Iterable
from dataclasses import replace

from isodesk.writing.table_grid import squared
from isodesk.writing.tree import (
    MOST_DEPTH,
    MOST_LEVEL,
    Block,
    Cell,
    Code,
    Heading,
    Inline,
    Mark,
    Paragraph,
    Picture,
    Running,
    Table,
    Tree,
    Words,
)

MOST_QUOTE = 5
MOST_START = 9999
_BREAKS = str.maketrans(
    {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
    | dict.fromkeys(map(chr, (*range(9), *range(14, 32), 127, 0xFDD0, 0xFDD1, 0xFFFC)), None)
)
_LONE = str.maketrans(dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"))


def normal(tree: Tree) -> Tree:
    """The same text in the one form."""
    blocks = tuple(map(normal_block, tree.blocks))
    running = tuple(b for b in blocks if isinstance(b, Running))
    return Tree((*running, *(b for b in blocks if not isinstance(b, Running))))


def normal_block(block: Block) -> Block:
    """One block in the one form."""
    match block:
        case Heading():
            made: Block = Heading(min(max(block.level, 1), MOST_LEVEL), joined(block.inlines))
        case Paragraph():
            made = normal_paragraph(block)
        case Code():
            made = Code(clean(block.text))
        case Picture():
            width = min(max(block.width, 1), 1000)
            made = replace(block, width=width, alt=line(block.alt), caption=line(block.caption))
        case Table():
            table = squared(block)
            made = Table(_rows(table), table.widths, min(max(table.head, 0), len(table.rows)))
        case Running():
            made = Running(block.foot, joined(block.inlines))
        case _:
            made = block
    return made


def normal_paragraph(paragraph: Paragraph) -> Paragraph:
    """A paragraph or list item in the one form; an item has no level beside its mark's."""
    mark, level = paragraph.mark, min(max(paragraph.level, 0), MOST_DEPTH)
    if mark is not None:
        start = mark.start if mark.ordered else None
        start = None if start is None else min(max(start, 0), MOST_START)
        mark, level = Mark(mark.ordered, min(max(mark.level, 0), MOST_DEPTH - 1), start), 0
    quote = min(max(paragraph.quote, 0), MOST_QUOTE)
    return Paragraph(joined(paragraph.inlines), mark, level, paragraph.align, quote)


def joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The inlines without empty words, neighbours in one manner as one."""
    made: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Words):
            made.append(inline)
            continue
        words = replace(inline, text=clean(inline.text), raised=_sign(inline.raised))
        last = made[-1] if made else None
        if isinstance(last, Words) and replace(last, text="") == replace(words, text=""):
            made[-1] = replace(last, text=last.text + words.text)
        elif words.text:
            made.append(words)
    return tuple(made)


def clean(text: str) -> str:
    """Text with one kind of line break and without what no page can show."""
    return text.replace("\r\n", "\n").translate(_BREAKS).translate(_LONE)


def line(text: str) -> str:
    """The same on one line."""
    return " ".join(clean(text).split())


def _rows(table: Table) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(map(_cell, row)) for row in table.rows)


def _cell(cell: Cell) -> Cell:
    paragraphs = tuple(map(normal_paragraph, cell.paragraphs))
    return replace(cell, paragraphs=() if paragraphs == (Paragraph(),) else paragraphs)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
