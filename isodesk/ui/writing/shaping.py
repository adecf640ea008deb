"""Commands on whole paragraphs: headings, lists and their levels, places, quotations."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor

from isodesk.ui.writing.forms import (
    CODE,
    GAP,
    OBJECT,
    PARAGRAPH,
    Shape,
    block_format,
    kind_of,
    shape_from,
)
from isodesk.ui.writing.marks import number_of
from isodesk.writing.tree import MOST_DEPTH, Align, Mark

Reshape = Callable[[Shape], Shape]


def blocks_in(cursor: QTextCursor) -> Iterator[QTextBlock]:
    """The blocks that a selection touches; the one it stands in without one."""
    document = cursor.document()
    block, end = document.findBlock(cursor.selectionStart()), cursor.selectionEnd()
    yield block
    block = block.next()
    while block.isValid() and block.position() < end:
        yield block
        block = block.next()


def shape_at(cursor: QTextCursor) -> Shape:
    """What the paragraph is that the cursor stands in."""
    return _shape(cursor.block())


def reshape(cursor: QTextCursor, change: Reshape) -> None:
    """Change every paragraph that is selected, as one step to undo."""
    cursor.beginEditBlock()
    for block in list(blocks_in(cursor)):
        shape = _shape(block)
        if shape.kind != OBJECT:
            _apply(block, shape, change(shape))
    cursor.endEditBlock()


def set_heading(cursor: QTextCursor, level: int) -> None:
    """A heading of a level, or with 0 a plain paragraph. In a table only the latter.

    Italics that lie over the whole line go: a template's prompts are written in them.
    """
    cursor.beginEditBlock()
    reshape(cursor, lambda shape: Shape(heading=level, align=shape.align))
    for block in list(blocks_in(cursor)):
        if level and shape_from(block.blockFormat()).heading and _all_italic(block):
            _upright(block)
    cursor.endEditBlock()


def _all_italic(block: QTextBlock) -> bool:
    iterator, found = block.begin(), False
    while not iterator.atEnd():
        told = iterator.fragment().charFormat()
        if not told.fontItalic():
            return False
        iterator += 1
        found = True
    return found


def _upright(block: QTextBlock) -> None:
    cursor, upright = QTextCursor(block), QTextCharFormat()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    upright.setFontItalic(False)
    cursor.mergeCharFormat(upright)


def toggle_quote(cursor: QTextCursor) -> None:
    """A quotation, or none any more."""
    quote = 0 if shape_at(cursor).quote else 1
    reshape(cursor, lambda shape: replace(shape, heading=0, quote=quote, kind=0))


def align(cursor: QTextCursor, where: Align) -> None:
    """Left, centre or right."""
    reshape(cursor, lambda shape: replace(shape, align=where))


def toggle_list(cursor: QTextCursor, ordered: bool) -> None:
    """Items of a list, or paragraphs again where all are such items already."""
    shapes = [_shape(block) for block in blocks_in(cursor)]
    if all(s.mark is not None and s.mark.ordered == ordered for s in shapes):
        reshape(cursor, lambda shape: replace(shape, mark=None, level=0))
    else:
        reshape(cursor, lambda shape: _item(shape, ordered))


def shift(cursor: QTextCursor, by: int) -> None:
    """Items a level deeper or higher; paragraphs further in or out."""
    reshape(cursor, lambda shape: _shifted(shape, by))


def restart(cursor: QTextCursor) -> None:
    """Let a numbered item begin anew at 1, or go on counting where it did."""
    shape = shape_at(cursor)
    if shape.mark is None or not shape.mark.ordered:
        return
    begins = shape.mark.start is not None
    mark = replace(shape.mark, start=None if begins else 1)
    single = QTextCursor(cursor.block())
    reshape(single, lambda shape: replace(shape, mark=mark))


def begin_list(cursor: QTextCursor, number: int | None) -> None:
    """Make the paragraph that begins with a typed mark an item, the typed mark taken off.

    `number` is what was typed before the full stop, None for a dash.
    """
    shape = shape_at(cursor)
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    made = replace(shape, mark=Mark(number is not None), level=0)
    cursor.setBlockFormat(block_format(made, _in_cell(cursor)))
    if number is not None and number_of(cursor.block()) != number:
        begun = replace(made, mark=Mark(True, 0, number))
        cursor.setBlockFormat(block_format(begun, _in_cell(cursor)))
    cursor.endEditBlock()


def new_line(cursor: QTextCursor) -> None:
    """Enter: the next item, or out of the list from an empty one; plain after a heading."""
    shape = shape_at(cursor)
    empty = cursor.block().length() == 1 and not cursor.hasSelection()
    if empty and shape.mark is not None:
        shift(cursor, -1)
        return
    if empty and shape != PARAGRAPH and not shape.kind:
        reshape(cursor, lambda _: PARAGRAPH)
        return
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    at_start, at_end = cursor.atBlockStart(), cursor.atBlockEnd()
    in_cell = _in_cell(cursor)
    if shape.heading and at_start and not empty:
        cursor.insertBlock()
        before = QTextCursor(cursor.block().previous())
        before.setBlockFormat(block_format(PARAGRAPH, in_cell))
    else:
        after = PARAGRAPH if at_end and (shape.heading or shape.kind) else shape.without_start()
        words = QTextCharFormat() if after.heading != shape.heading else cursor.charFormat()
        words.clearProperty(QTextCharFormat.Property.ObjectType.value)
        if kind_of(cursor.blockFormat()) == GAP:
            cursor.setBlockFormat(block_format(PARAGRAPH, in_cell))
        cursor.insertBlock(block_format(after, in_cell), words)
    cursor.endEditBlock()


def unlist(cursor: QTextCursor) -> bool:
    """Backspace at the start of an item or an indented line: one step out; whether it was one."""
    shape = shape_at(cursor)
    if cursor.hasSelection() or not cursor.atBlockStart() or shape.kind:
        return False
    if shape.mark is not None:
        reshape(cursor, lambda s: replace(s, mark=None, level=s.mark.level if s.mark else 0))
    elif shape.level:
        shift(cursor, -1)
    elif shape.quote:
        reshape(cursor, lambda s: replace(s, quote=s.quote - 1))
    else:
        return False
    return True


def _shape(block: QTextBlock) -> Shape:
    """The shape of a block; what is done to an empty line at a table makes it a paragraph."""
    shape = shape_from(block.blockFormat())
    return PARAGRAPH if shape.kind == GAP else shape


def _item(shape: Shape, ordered: bool) -> Shape:
    level = shape.mark.level if shape.mark else min(shape.level, MOST_DEPTH - 1)
    return replace(shape, heading=0, mark=Mark(ordered, level), level=0, kind=0)


def _shifted(shape: Shape, by: int) -> Shape:
    mark = shape.mark
    if shape.heading or shape.kind:
        return shape
    if mark is None:
        return replace(shape, level=min(max(shape.level + by, 0), MOST_DEPTH))
    if mark.level + by < 0:
        return replace(shape, mark=None, level=0)
    level = min(mark.level + by, MOST_DEPTH - 1)
    return replace(shape, mark=replace(mark, level=level, start=None))


def _apply(block: QTextBlock, before: Shape, after: Shape) -> None:
    cursor = QTextCursor(block)
    in_cell = _in_cell(cursor)
    if in_cell and after.heading:
        return
    cursor.setBlockFormat(block_format(after, in_cell))
    if before.kind == CODE and after.kind != CODE:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(QTextCharFormat())


def _in_cell(cursor: QTextCursor) -> bool:
    return cursor.currentTable() is not None


def is_object(block: QTextBlock) -> bool:
    """Whether a block holds a picture, a break or a line."""
    return kind_of(block.blockFormat()) == OBJECT and block.length() > 1
