"""One form for texts that mean the same, so that equal texts are equal trees.

Neighbouring words of one manner are one, a number that an item would have anyway is not said,
and what nothing shows (control characters, a table without rows, an indent beside a mark) goes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from isodesk.writing.lists import Counts
from isodesk.writing.table_grid import squared
from isodesk.writing.tree import (
    MOST_DEPTH,
    MOST_LEVEL,
    Block,
    Cell,
    Code,
    DocumentLink,
    Heading,
    Inline,
    Paragraph,
    Picture,
    Running,
    Table,
    Tree,
    Words,
)

_BREAKS = re.compile("\r\n|[\r\x85]")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_HALVES = re.compile("[\ud800-\udfff]")
MOST_QUOTE = 8
"""Bars at the side of a quotation."""


def tidy(tree: Tree) -> Tree:
    """The same text in its one form; `tidy(tidy(t)) == tidy(t)`."""
    return Tree(tuple(_counted(_tidied(block) for block in tree.blocks)))


def tidy_text(text: str) -> str:
    """Text with one kind of line break and without characters that nothing can show."""
    if text.isprintable():
        return text
    return _HALVES.sub("\ufffd", _UNSEEN.sub("", _BREAKS.sub("\n", text)))


def tidy_inlines(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines without empty words, neighbours of one manner joined."""
    found: list[Inline] = []
    for inline in map(_tidy_inline, inlines):
        last = found[-1] if found else None
        if isinstance(inline, Words):
            if not inline.text:
                continue
            if isinstance(last, Words) and replace(last, text="") == replace(inline, text=""):
                found[-1] = replace(last, text=last.text + inline.text)
                continue
        found.append(inline)
    return tuple(found)


def _tidy_inline(inline: Inline) -> Inline:
    match inline:
        case Words():
            text, href = tidy_text(inline.text), tidy_text(inline.href)
            return replace(inline, text=text, href=href, raised=_within(-1, inline.raised, 1))
        case DocumentLink():
            return replace(inline, number=tidy_text(inline.number))
    return inline


def _counted(blocks: Iterable[Block | None]) -> Iterator[Block]:
    """Blocks whose items say their number only when they begin anew."""
    counts = Counts()
    for given in blocks:
        block = _started(given, counts) if isinstance(given, Paragraph) else given
        if block is not None:
            counts.after(block)
            yield block


def _started(block: Paragraph, counts: Counts) -> Paragraph:
    """The paragraph without a number that it would have anyway."""
    mark = block.mark
    if mark is None or mark.start is None:
        return block
    if mark.ordered and mark.start != counts.next(mark.level):
        return block
    return replace(block, mark=replace(mark, start=None))


def _tidied(block: Block) -> Block | None:
    match block:
        case Paragraph():
            return _paragraph(block)
        case Heading() | Running():
            return _line(block)
        case Code() | Picture():
            return _thing(block)
        case Table():
            return _table(block)
    return block


def _paragraph(block: Paragraph) -> Paragraph:
    mark = block.mark
    if mark is not None:
        mark = replace(mark, level=_within(0, mark.level, MOST_DEPTH))
    return Paragraph(
        tidy_inlines(block.inlines),
        mark,
        0 if mark else _within(0, block.level, MOST_DEPTH),
        block.align,
        _within(0, block.quote, MOST_QUOTE),
    )


def _line(block: Heading | Running) -> Block:
    inlines = tidy_inlines(block.inlines)
    if isinstance(block, Running):
        return replace(block, inlines=inlines)
    return Heading(_within(1, block.level, MOST_LEVEL), inlines)


def _thing(block: Code | Picture) -> Block:
    if isinstance(block, Code):
        return Code(tidy_text(block.text))
    alt, caption = tidy_text(block.alt), tidy_text(block.caption)
    return Picture(block.sha256, _within(1, block.width, 1000), alt, caption)


def _table(block: Table) -> Table | None:
    if not block.rows:
        return None
    rows = tuple(tuple(map(_cell, row)) for row in block.rows)
    return squared(Table(rows, block.widths, _within(0, block.head, len(rows))))


def _cell(cell: Cell) -> Cell:
    counts = Counts()
    found: list[Paragraph] = []
    for paragraph in map(_paragraph, cell.paragraphs):
        found.append(_started(paragraph, counts))
        counts.after(found[-1])
    kept = () if found == [Paragraph()] else tuple(found)
    return Cell(kept, max(1, cell.across), max(1, cell.down))


def _within(least: int, value: int, most: int) -> int:
    return min(max(value, least), most)
