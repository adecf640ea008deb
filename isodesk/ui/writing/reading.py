"""From a QTextDocument to the blocks of a tree: a block or table at a time."""

from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextTable

from isodesk.ui.writing.forms import (
    BLOCK_OBJECT,
    BODY,
    CODE,
    GAP,
    LINE_BREAK,
    OBJECT,
    OBJECT_CHAR,
    Shape,
    inline_from,
    kind_of,
    shape_from,
    text_block,
    widths_of,
)
from isodesk.writing.json_form import block_from
from isodesk.writing.normal import clean, joined
from isodesk.writing.tree import Block, Cell, Code, Inline, Paragraph, Table


def blocks_of(block: QTextBlock) -> tuple[Block, ...]:
    """The blocks of one of Qt's outside tables: one as a rule, none for an empty gap, several
    where something was typed beside a picture."""
    told = block.blockFormat()
    kind, text = kind_of(told), block.text()
    if kind == CODE:
        return (Code(clean(text.replace(LINE_BREAK, "\n"))),)
    if kind == GAP and not text:
        return ()
    shape = shape_from(told)
    if OBJECT_CHAR in text:
        return tuple(_parted(block, shape))
    if kind == OBJECT and not text:
        shape = Shape()
    return (text_block(shape, inlines_of(block)),)


def inlines_of(block: QTextBlock) -> tuple[Inline, ...]:
    """The words and inline objects of a block; objects that are blocks are left out."""
    return joined(
        inline_from(text, told)
        for text, told in _runs(block)
        if told.objectType() != BLOCK_OBJECT or text != OBJECT_CHAR
    )


def table_of(table: QTextTable) -> Table:
    """A table with its cells, widths and header rows."""
    told, wide = table.format().toTableFormat(), table.columns()
    rows = tuple(tuple(_row(table, r, wide)) for r in range(table.rows()))
    return Table(rows, widths_of(told, wide), min(told.headerRowCount(), len(rows)))


def _row(table: QTextTable, row: int, wide: int) -> Iterator[Cell]:
    column = 0
    while column < wide:
        cell = table.cellAt(row, column)
        if cell.row() == row and cell.column() == column:
            yield Cell(_paragraphs(cell.begin()), cell.columnSpan(), cell.rowSpan())
        column = cell.column() + cell.columnSpan()


def _paragraphs(at: object) -> tuple[Paragraph, ...]:
    found = []
    while not at.atEnd():  # type: ignore[attr-defined]
        block = at.currentBlock()  # type: ignore[attr-defined]
        if block.isValid():
            found.append(_paragraph(block))
        at += 1  # type: ignore[operator]
    return () if found == [Paragraph()] else tuple(found)


def _paragraph(block: QTextBlock) -> Paragraph:
    shape = shape_from(block.blockFormat())
    return Paragraph(inlines_of(block), shape.mark, shape.level, shape.align, shape.quote)


def _runs(block: QTextBlock) -> Iterator[tuple[str, QTextCharFormat]]:
    """(text, format): a run of words, or one object's sign at a time."""
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        text, told = fragment.text(), fragment.charFormat()
        if told.objectType() and OBJECT_CHAR in text:
            yield from ((sign, told) for sign in text)
        else:
            yield text, told
        at += 1


def _parted(block: QTextBlock, shape: Shape) -> Iterator[Block]:
    """A block with signs in it: those that are blocks part the words around them."""
    held: list[Inline] = []
    met = False
    for text, told in _runs(block):
        if text == OBJECT_CHAR and told.objectType() == BLOCK_OBJECT:
            if words := joined(held):
                yield text_block(shape, words)
            held, met = [], True
            yield held_block(told.stringProperty(BODY))
        else:
            held.append(inline_from(text, told))
    words = joined(held)
    if words or not met:
        yield text_block(shape, words)


@lru_cache(maxsize=512)
def held_block(body: str) -> Block:
    """The block that an object carries."""
    return block_from(body)
