"""The selection as blocks, and blocks into the text where the cursor stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextTable

from isodesk.ui.writing.filling import Filler, Steps, put_inlines, put_paragraphs
from isodesk.ui.writing.forms import PARAGRAPH, Shape, block_format, shape_from
from isodesk.ui.writing.reading import blocks_of, table_of
from isodesk.ui.writing.shaping import is_object
from isodesk.ui.writing.tables import selected_cells
from isodesk.writing import json_form
from isodesk.writing.html import Say, html_of
from isodesk.writing.tree import (
    Block,
    Code,
    DocumentLink,
    Field,
    Heading,
    Inline,
    Paragraph,
    Table,
    Tree,
    Words,
    lines_of,
)

OWN = json_form.MEDIA
"""What the editor puts on the clipboard for itself."""


def as_mime(blocks: Sequence[Block], say: Say) -> QMimeData:
    """Blocks for the clipboard: our own form, HTML for Word, and plain text."""
    mime = QMimeData()
    mime.setData(OWN, json_form.tree_bytes(Tree(tuple(blocks))))
    mime.setHtml(html_of(blocks, say))
    mime.setText("\n".join(line for block in blocks for line in lines_of(_said(block, say))))
    return mime


def own_blocks(mime: QMimeData) -> tuple[Block, ...]:
    """What the editor itself put on the clipboard; nothing for anything else."""
    if not mime.hasFormat(OWN):
        return ()
    try:
        return json_form.tree_from(bytes(mime.data(OWN).data())).blocks
    except ValueError:
        return ()


def selected_blocks(cursor: QTextCursor) -> tuple[Block, ...]:
    """What is selected; of a block selected in part its words are a plain paragraph."""
    if not cursor.hasSelection():
        return ()
    if cursor.hasComplexSelection() and (table := cursor.currentTable()) is not None:
        return (_cells(table, cursor),)
    return tuple(_selected(cursor))


def insert_blocks(cursor: QTextCursor, blocks: Sequence[Block]) -> None:
    """Put blocks where the cursor stands, in the place of what is selected: one step to undo."""
    cursor.beginEditBlock()
    for _ in inserting(cursor, blocks):
        pass
    cursor.endEditBlock()


def inserting(cursor: QTextCursor, blocks: Sequence[Block]) -> Steps:
    """The same step by step; the edit block is the caller's.

    Words alone go into the line. In a table its cells are filled, or the words of the blocks
    go into the one cell.
    """
    if not blocks:
        return
    cursor.removeSelectedText()
    table = cursor.currentTable()
    if is_object(cursor.block()):
        _line_beside(cursor)
    if len(blocks) == 1 and _is_words(blocks[0]):
        put_inlines(cursor, blocks[0].inlines)  # type: ignore[union-attr]
    elif table is not None and len(blocks) == 1 and isinstance(blocks[0], Table):
        _fill_cells(cursor, table, blocks[0])
    elif table is not None:
        _into_cell(cursor, tuple(_paragraphs(blocks)))
    else:
        yield from _between(cursor, blocks)


def _line_beside(cursor: QTextCursor) -> None:
    """A new line before or after a picture or break, for what is typed there."""
    before = cursor.atBlockStart()
    words = QTextCharFormat()
    cursor.movePosition(
        QTextCursor.MoveOperation.StartOfBlock if before else QTextCursor.MoveOperation.EndOfBlock
    )
    told = cursor.blockFormat()
    cursor.insertBlock(block_format(PARAGRAPH), words)
    if before:
        cursor.setBlockFormat(told)
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        cursor.setBlockFormat(block_format(PARAGRAPH))


line_beside = _line_beside


def _between(cursor: QTextCursor, blocks: Sequence[Block]) -> Steps:
    """Blocks into the midst of a block outside tables."""
    document, block = cursor.document(), cursor.block()
    own, empty = block.blockFormat(), block.length() == 1
    rest = not cursor.atBlockEnd()
    if not empty:
        if rest:
            cursor.insertBlock(own)
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        if _is_words(blocks[0]) and cursor.block().length() > 1:
            put_inlines(cursor, blocks[0].inlines)  # type: ignore[union-attr]
            blocks = blocks[1:]
    fresh = cursor.block().length() == 1 and (empty or cursor.atBlockStart())
    yield from Filler(cursor, fresh).steps(blocks)
    if rest and not empty:
        _join_rest(cursor, document, blocks[-1] if blocks else None)


def _join_rest(cursor: QTextCursor, document: QTextDocument, last: Block | None) -> None:
    """What stood behind the cursor goes on in the last line that was put, if that is words."""
    if isinstance(last, Table):
        after = cursor.block().next()
        if cursor.block().length() == 1 and after.isValid():
            told = after.blockFormat()
            cursor.deleteChar()
            cursor.setBlockFormat(told)
    elif isinstance(last, Heading | Paragraph) or last is None:
        at = cursor.position()
        cursor.deleteChar()
        cursor.setPosition(min(at, document.characterCount() - 1))


def _fill_cells(cursor: QTextCursor, table: QTextTable, pasted: Table) -> None:
    """Cells from the cursor's on are filled, rows added at the end; merged cells fill one."""
    here = table.cellAt(cursor)
    row, column = here.row(), here.column()
    missing = row + len(pasted.rows) - table.rows()
    if missing > 0:
        table.appendRows(missing)
    for down, cells in enumerate(pasted.rows):
        for across, cell in enumerate(cells[: table.columns() - column]):
            place = table.cellAt(row + down, column + across)
            inside = place.firstCursorPosition()
            inside.setPosition(place.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
            inside.removeSelectedText()
            put_paragraphs(inside, cell.paragraphs)


def _into_cell(cursor: QTextCursor, paragraphs: Sequence[Paragraph]) -> None:
    for n, paragraph in enumerate(paragraphs):
        shape = Shape(0, paragraph.mark, paragraph.level, paragraph.align)
        if n or cursor.block().length() > 1:
            if n or paragraph.mark is not None:
                cursor.insertBlock(block_format(shape, in_cell=True), QTextCharFormat())
        else:
            cursor.setBlockFormat(block_format(shape, in_cell=True))
        put_inlines(cursor, paragraph.inlines)


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """What a cell can hold of blocks: their words."""
    for block in blocks:
        match block:
            case Paragraph():
                yield replace(block, quote=0)
            case Heading():
                yield Paragraph(block.inlines)
            case Code():
                yield Paragraph((Words(block.text, code=True),))
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from cell.paragraphs


def _is_words(block: Block) -> bool:
    """Whether a block is a plain paragraph, so that it can go on in the line."""
    return isinstance(block, Paragraph) and block == Paragraph(block.inlines, align=block.align)


def _selected(cursor: QTextCursor) -> Iterator[Block]:
    document, start, end = cursor.document(), cursor.selectionStart(), cursor.selectionEnd()
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        table = QTextCursor(block).currentTable()
        own = cursor.currentTable()
        if table is not None and table != own:
            yield table_of(table)
            block = document.findBlock(table.lastPosition() + 1)
            continue
        yield from _part(block, start, end)
        block = block.next()


def _part(block: QTextBlock, start: int, end: int) -> Iterator[Block]:
    first, last = block.position(), block.position() + block.length() - 1
    if start <= first and end >= last:
        yield from blocks_of(block)
        return
    cut = QTextDocument()
    inside = QTextCursor(block)
    inside.setPosition(max(start, first))
    inside.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
    QTextCursor(cut).insertFragment(inside.selection())
    whole = shape_from(block.blockFormat()) if start <= first else PARAGRAPH
    for read in blocks_of(cut.firstBlock()):
        if isinstance(read, Heading | Paragraph):
            yield Paragraph(read.inlines, whole.mark, whole.level)
        else:
            yield read


def _cells(table: QTextTable, cursor: QTextCursor) -> Table:
    row, rows, column, columns = selected_cells(cursor)
    read = table_of(table)
    return _cut(read, row, rows, column, columns)


def _cut(table: Table, row: int, rows: int, column: int, columns: int) -> Table:
    from isodesk.writing.table_grid import places, squared

    found: dict[int, list[object]] = {r: [] for r in range(row, row + rows)}
    for r, c, cell in places(table):
        if row <= r < row + rows and column <= c < column + columns:
            down, across = min(cell.down, row + rows - r), min(cell.across, column + columns - c)
            found[r].append(replace(cell, down=down, across=across))
    lines = tuple(tuple(found[r]) for r in sorted(found))
    head = max(0, min(table.head - row, rows))
    widths = table.widths[column : column + columns]
    return squared(Table(lines, widths, head))  # type: ignore[arg-type]


def _said(block: Block, say: Say) -> Block:
    """A block with its fields and links as the words they show."""
    match block:
        case Heading() | Paragraph():
            return replace(block, inlines=_words(block.inlines, say))
    return block


def _words(inlines: Iterable[Inline], say: Say) -> tuple[Inline, ...]:
    return tuple(Words(say(i)) if isinstance(i, Field | DocumentLink) else i for i in inlines)
