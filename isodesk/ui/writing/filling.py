"""From the blocks of a tree into a QTextDocument, at its end or where the cursor stands.

A table of many cells is laid out as several, one under the other, since Qt lays a table out
anew at each key typed in it; they are read back as one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextTable

from isodesk.ui.writing.forms import (
    GAP,
    LINE_BREAK,
    OBJECT,
    OBJECT_CHAR,
    Shape,
    block_format,
    char_format,
    code_format,
    code_words,
    head_format,
    object_format,
    shape_of,
    table_format,
)
from isodesk.writing.json_form import block_text
from isodesk.writing.table_grid import columns_of, places
from isodesk.writing.tree import (
    Block,
    Code,
    Heading,
    Inline,
    Paragraph,
    Running,
    Table,
    Tree,
    Words,
)

Steps = Iterator[int]
"""Something long done bit by bit: each step tells its weight, a block or cell being 1."""
MOST_CELLS = 240
"""Cells of one of Qt's tables: a key typed in it costs some 8 ms."""


def fill(document: QTextDocument, tree: Tree) -> None:
    """Let a document hold a text, with nothing to undo. Running lines are the caller's."""
    document.setUndoRedoEnabled(False)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for _ in filling(document, tree.blocks):
        pass
    cursor.endEditBlock()
    document.setUndoRedoEnabled(True)


def filling(document: QTextDocument, blocks: Iterable[Block]) -> Steps:
    """The same step by step, undo being the caller's."""
    document.clear()
    filler = Filler(QTextCursor(document), fresh=True)
    filler.begin()
    yield from filler.steps(blocks)


class Filler:
    """Puts block after block; `fresh` while it stands in an empty line that is not used yet."""

    def __init__(self, cursor: QTextCursor, fresh: bool) -> None:
        self.cursor, self.fresh = cursor, fresh

    def begin(self) -> None:
        """Mark the line it stands in as nothing of the text."""
        self._line(block_format(Shape(kind=GAP)), QTextCharFormat())
        self.fresh = True

    def steps(self, blocks: Iterable[Block]) -> Steps:
        """Put all of them, a block or part of a table at a time, telling its weight."""
        for block in blocks:
            if isinstance(block, Table):
                run = list(parts(block))
                for n, part in enumerate(run, 1):
                    self._table(part, joined=n > 1, goes_on=n < len(run))
                    yield len(part.rows) * len(part.rows[0])
            else:
                self._add(block)
                yield 1

    def _add(self, block: Block) -> None:
        """Put one block after what was put before."""
        match block:
            case Heading() | Paragraph():
                self._line(block_format(shape_of(block)), QTextCharFormat())
                put_inlines(self.cursor, block.inlines)
            case Code():
                self._line(code_format(), code_words())
                self.cursor.insertText(block.text.replace("\n", LINE_BREAK), code_words())
            case Running():
                pass
            case _:
                self._line(block_format(Shape(kind=OBJECT)), QTextCharFormat())
                self.cursor.insertText(OBJECT_CHAR, object_format(block_text(block)))

    def _line(self, form: QTextBlockFormat, words: QTextCharFormat) -> None:
        if self.fresh:
            self.cursor.setBlockFormat(form)
            self.cursor.setBlockCharFormat(words)
        else:
            self.cursor.insertBlock(form, words)
        self.fresh = False

    def _table(self, table: Table, joined: bool, goes_on: bool) -> None:
        if self.fresh:
            self.cursor.setBlockFormat(block_format(Shape(kind=GAP)))
        made = put_table(self.cursor, table, joined, goes_on)
        self.cursor.setPosition(made.lastPosition() + 1)
        self.fresh = True
        self.begin()


def put_table(
    cursor: QTextCursor, table: Table, joined: bool = False, goes_on: bool = False
) -> QTextTable:
    """A table at the cursor; the line the cursor stood in goes on below it."""
    form = table_format(table, joined, goes_on)
    made: QTextTable = cursor.insertTable(len(table.rows), columns_of(table), form)
    for row, column, cell in places(table):
        if cell.across > 1 or cell.down > 1:
            made.mergeCells(row, column, cell.down, cell.across)
    for row, column, cell in places(table):
        place = made.cellAt(row, column)
        if row < table.head:
            place.setFormat(head_format())
        if cell.paragraphs:
            put_paragraphs(place.firstCursorPosition(), cell.paragraphs)
    return made


def put_paragraphs(cursor: QTextCursor, paragraphs: Iterable[Paragraph]) -> None:
    """Paragraphs into an empty cell."""
    for n, paragraph in enumerate(paragraphs):
        form = block_format(shape_of(paragraph), in_cell=True)
        if n:
            cursor.insertBlock(form, QTextCharFormat())
        elif paragraph != Paragraph(paragraph.inlines):
            cursor.setBlockFormat(form)
        put_inlines(cursor, paragraph.inlines)


def put_inlines(cursor: QTextCursor, inlines: Iterable[Inline]) -> None:
    """Words and inline objects at the cursor."""
    for inline in inlines:
        if isinstance(inline, Words):
            cursor.insertText(inline.text.replace("\n", LINE_BREAK), char_format(inline))
        else:
            cursor.insertText(OBJECT_CHAR, char_format(inline))


def parts(table: Table) -> Iterator[Table]:
    """A table as tables of at most MOST_CELLS cells, cut where no cell reaches down."""
    most = max(4, MOST_CELLS // columns_of(table))
    if len(table.rows) <= most:
        yield table
        return
    reach = [0] * len(table.rows)
    for row, _, cell in places(table):
        reach[row] = max(reach[row], row + cell.down)
    begun, end = 0, 0
    for row in range(len(table.rows)):
        if row >= end and row - begun >= most and row >= table.head:
            yield _part(table, begun, row)
            begun = row
        end = max(end, reach[row])
    yield _part(table, begun, len(table.rows))


def _part(table: Table, begun: int, end: int) -> Table:
    head = table.head if begun == 0 else 0
    return replace(table, rows=table.rows[begun:end], head=min(head, end - begun))
