"""The field in which a text is written: keys as in Word, lists, tables, pictures, paste."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from isodesk.i18n import tr
from isodesk.ui.theme import LEAD, current
from isodesk.ui.writing import clipboard, shaping, tables
from isodesk.ui.writing.bit_by_bit import BitByBit
from isodesk.ui.writing.column_drag import ColumnDrag
from isodesk.ui.writing.filling import filling, put_inlines
from isodesk.ui.writing.forms import (
    BLOCK_OBJECT,
    BODY,
    CODE,
    INLINE_OBJECT,
    LINE_BREAK,
    LINK,
    char_format,
)
from isodesk.ui.writing.marks import paint_marks
from isodesk.ui.writing.objects import HEADINGS, BlockObjects, InlineObjects
from isodesk.ui.writing.pieces import Pieces
from isodesk.ui.writing.reading import held_block
from isodesk.ui.writing.shown import Shown
from isodesk.writing.json_form import block_text
from isodesk.writing.tree import (
    Block,
    Inline,
    Picture,
    Running,
    Tree,
    Words,
)

_WIDEST = 44
"""Text units of a line: longer ones are hard to read."""
_BEGINS_LIST = re.compile(r"(?:[-*•]|(\d{1,3})[.)])")
_FIRST = QTextCursor.MoveMode.KeepAnchor
_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class TextEditor(QTextEdit):
    """`edited()` when the text is another; `mime_pasted(QMimeData)` for what it does not put
    by itself; `followed(document id)` when a link is opened; `picture_opened()`; `filled()`
    once a text that was set stands there whole."""

    edited = Signal()
    mime_pasted = Signal(object)
    followed = Signal(int)
    picture_opened = Signal()
    left = Signal()
    filled = Signal()

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "writing")
        self.setAccessibleName(tr("Text of the document"))
        self.setAcceptRichText(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.shown = shown
        self.keys: dict[str, Callable[[], object]] = {}
        self._running: tuple[Running, ...] = ()
        self._quiet = False
        self._look()
        self._objects(shown)
        self._headings = _Headings(self.document())
        self.pieces = Pieces(self.document(), self)
        self._bits = BitByBit(self.document(), self.pieces.blocks, self)
        self._drag = ColumnDrag(self)
        self.document().contentsChange.connect(self._changed)
        self.currentCharFormatChanged.connect(self._leave_ground)
        shown.came.connect(self._lay_out_again)
        current().changed.connect(self._look)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._mark_all_dirty)

    def _leave_ground(self, told: QTextCharFormat) -> None:
        """The tint of a header cell is the cell's, not that of the words typed into it."""
        if told.hasProperty(QTextFormat.Property.BackgroundBrush) and not told.objectType():
            told.clearBackground()
            self.setCurrentCharFormat(told)

    # -- the text ---------------------------------------------------------------------------

    def set_tree(self, tree: Tree) -> None:
        """Show a text, with nothing to undo."""
        self._running = tuple(b for b in tree.blocks if isinstance(b, Running))
        self._bits.stop()
        self._quiet = True
        self.document().setUndoRedoEnabled(False)
        self.pieces.forget()
        self._bits.run(filling(self.document(), tree.blocks), self._is_filled)

    def is_busy(self) -> bool:
        """Whether a long text is still being put in; nothing can be typed meanwhile."""
        return self._bits.running()

    def stop_filling(self) -> None:
        """Another text comes, or none."""
        self._bits.stop()
        self._quiet = False

    def _is_filled(self) -> None:
        self.document().setUndoRedoEnabled(True)
        self._quiet = False
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.filled.emit()

    def blocks(self) -> tuple[Block, ...]:
        """The text now, only what changed being read again."""
        self._bits.finish()
        return (*self._running, *self.pieces.blocks())

    def running(self, foot: bool) -> Running | None:
        """The writer's own line in the head or foot of every page."""
        return next((r for r in self._running if r.foot is foot), None)

    def set_running(self, lines: Sequence[Running]) -> None:
        """Let these be the lines in head and foot."""
        if tuple(lines) != self._running:
            self._running = tuple(lines)
            self.edited.emit()

    # -- putting things in ------------------------------------------------------------------

    def put_inline(self, inline: Inline) -> None:
        """A field, link or words where the cursor stands, in the manner of what is typed there."""
        told = self.currentCharFormat()
        bold, italic = told.fontWeight() >= 700, told.fontItalic()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        if shaping.is_object(cursor.block()):
            clipboard.line_beside(cursor)
        put_inlines(cursor, (replace(inline, bold=bold, italic=italic),))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(char_format(Words("", bold, italic)))

    def put_blocks(self, blocks: Sequence[Block], cursor: QTextCursor | None = None) -> None:
        """Blocks where the cursor stands."""
        at = cursor or self.textCursor()

        def put() -> None:
            self.setTextCursor(at)
            self.ensureCursorVisible()

        self._bits.run(clipboard.inserting(at, blocks), put)

    def put_block(self, block: Block) -> None:
        """A picture, break or line where the cursor stands, and a line to go on in."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.clearSelection()
        if (table := cursor.currentTable()) is not None:
            cursor.setPosition(tables.whole(table)[-1].lastPosition() + 1)
        clipboard.insert_blocks(cursor, (block,))
        after = cursor.block().next()
        if after.isValid() and not shaping.is_object(after):
            cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            clipboard.line_beside(cursor)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def picture_here(self) -> Picture | None:
        """The picture that is selected or beside the cursor."""
        found = self._object_here()
        return found[1] if found and isinstance(found[1], Picture) else None

    def change_picture(self, picture: Picture) -> None:
        """Let the picture here be this one: other width, words or caption."""
        found = self._object_here()
        if found is None:
            return
        cursor, _ = found
        told = cursor.charFormat()
        told.setProperty(BODY, block_text(picture))
        cursor.setCharFormat(told)

    # -- what Qt calls ----------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keys of ours do not reach the window's shortcuts while the text has the keyboard."""
        override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and _pressed(event) in self.keys:  # type: ignore[arg-type]
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self._tip(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._bits.running():
            return
        command = self.keys.get(_pressed(event))
        if command is not None:
            command()
        elif self.isReadOnly() or not self._own_key(event):
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if own := clipboard.own_blocks(source):
            self.put_blocks(own)
        else:
            self.mime_pasted.emit(source)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return (
            source.hasFormat(clipboard.OWN)
            or source.hasText()
            or source.hasHtml()
            or (source.hasImage() or any(url.isLocalFile() for url in source.urls()))
        )

    def createMimeDataFromSelection(self) -> QMimeData:
        return clipboard.as_mime(clipboard.selected_blocks(self.textCursor()), self.say)

    def say(self, inline: Inline) -> str:
        """The words that a field or link shows."""
        return inline.text if isinstance(inline, Words) else self.shown.words(char_format(inline))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        painter.translate(-left, -top)
        seen = QRectF(event.rect()).translated(left, top)
        paint_marks(painter, self.document(), seen)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._drag.press(event):
            return
        link = self._link_at(event.position().toPoint())
        if link and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.followed.emit(link)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._drag.move(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._drag.release(event):
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.picture_here() is not None and not self.isReadOnly():
            self.picture_opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.context(event.globalPos())

    context: Callable[[QPoint], object] = staticmethod(lambda _: None)
    """Shows the menu of what is under the pointer; the page gives it."""

    # -- inside -----------------------------------------------------------------------------

    def _own_key(self, event: QKeyEvent) -> bool:
        """Keys that mean something else here than in a plain field; whether this was one."""
        key, cursor = event.key(), self.textCursor()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        answers: dict[int, Callable[[], bool]] = {
            Qt.Key.Key_Return: lambda: self._enter(cursor, shift),
            Qt.Key.Key_Enter: lambda: self._enter(cursor, shift),
            Qt.Key.Key_Tab: lambda: self._tab(cursor),
            Qt.Key.Key_Backtab: lambda: self._backtab(cursor),
            Qt.Key.Key_Backspace: lambda: shaping.unlist(cursor) or self._before_object(cursor),
            Qt.Key.Key_Delete: lambda: self._after_object(cursor),
            Qt.Key.Key_Space: lambda: self._begins_list(cursor),
            Qt.Key.Key_Escape: self._leave,
        }
        if not event.modifiers() & _COMMANDING and key in answers and answers[key]():
            return True
        self._leave_object(event, cursor)
        return False

    def _leave(self) -> bool:
        self.left.emit()
        return True

    def _enter(self, cursor: QTextCursor, shift: bool) -> bool:
        code = shaping.shape_at(cursor).kind == CODE
        if shaping.is_object(cursor.block()):
            clipboard.line_beside(cursor)
        elif shift or (code and not cursor.atBlockEnd()):
            cursor.insertText(LINE_BREAK)
        else:
            shaping.new_line(cursor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _tab(self, cursor: QTextCursor) -> bool:
        shape = shaping.shape_at(cursor)
        if shape.mark is not None and (cursor.atBlockStart() or cursor.hasSelection()):
            shaping.shift(cursor, 1)
        elif tables.next_cell(cursor):
            self.setTextCursor(cursor)
        elif shape.mark is not None:
            shaping.shift(cursor, 1)
        else:
            cursor.insertText("\t")
        self.ensureCursorVisible()
        return True

    def _backtab(self, cursor: QTextCursor) -> bool:
        shape = shaping.shape_at(cursor)
        if shape.mark is not None and (cursor.currentTable() is None or cursor.atBlockStart()):
            shaping.shift(cursor, -1)
        elif tables.next_cell(cursor, back=True):
            self.setTextCursor(cursor)
        else:
            shaping.shift(cursor, -1)
        self.ensureCursorVisible()
        return True

    def _begins_list(self, cursor: QTextCursor) -> bool:
        """`- ` or `1. ` at the start of a line: the space is put first, so that undo gives it
        back as it was typed."""
        shape = shaping.shape_at(cursor)
        before = cursor.block().text()[: cursor.positionInBlock()]
        typed = _BEGINS_LIST.fullmatch(before)
        if typed is None or shape.mark or shape.heading or shape.kind or cursor.hasSelection():
            return False
        cursor.insertText(" ")
        number = typed.group(1)
        shaping.begin_list(cursor, int(number) if number else None)
        self.setTextCursor(cursor)
        return True

    def _before_object(self, cursor: QTextCursor) -> bool:
        """Backspace behind a picture or break selects it; once more takes it out."""
        before = cursor.block().previous()
        if cursor.hasSelection() or not cursor.atBlockStart() or not before.isValid():
            return False
        if shaping.is_object(cursor.block()) and before.length() == 1:
            return False
        if not shaping.is_object(before) and not shaping.is_object(cursor.block()):
            return False
        if not shaping.is_object(before):
            return True
        self._pick(before.position())
        return True

    def _after_object(self, cursor: QTextCursor) -> bool:
        after = cursor.block().next()
        if cursor.hasSelection() or not cursor.atBlockEnd() or not after.isValid():
            return False
        here, there = shaping.is_object(cursor.block()), shaping.is_object(after)
        if not here and not there:
            return False
        if there and cursor.block().length() > 1:
            self._pick(after.position())
            return True
        return here

    def _pick(self, at: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(at)
        cursor.setPosition(at + 1, _FIRST)
        self.setTextCursor(cursor)

    def _leave_object(self, event: QKeyEvent, cursor: QTextCursor) -> None:
        """What is typed beside a picture or break goes to a line of its own."""
        typed = event.text()
        if typed and typed.isprintable() and shaping.is_object(cursor.block()):
            if cursor.hasSelection():
                cursor.removeSelectedText()
            else:
                clipboard.line_beside(cursor)
            self.setTextCursor(cursor)

    def _object_here(self) -> tuple[QTextCursor, Block] | None:
        """The block object beside the cursor, selected by a cursor of its own."""
        cursor = QTextCursor(self.textCursor())
        block = cursor.block()
        if cursor.hasSelection():
            block = self.document().findBlock(cursor.selectionStart())
        if not shaping.is_object(block):
            return None
        for at in range(block.position(), block.position() + block.length() - 1):
            cursor.setPosition(at)
            cursor.setPosition(at + 1, _FIRST)
            told = cursor.charFormat()
            if told.objectType() == BLOCK_OBJECT:
                return cursor, held_block(told.stringProperty(BODY))
        return None

    def _format_at(self, point: QPoint) -> QTextCharFormat | None:
        """The format of the sign under a point of the viewport."""
        spot = point + QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        at = self.document().documentLayout().hitTest(spot, Qt.HitTestAccuracy.ExactHit)
        if at < 0:
            return None
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(at + 1, self.document().characterCount() - 1))
        return cursor.charFormat()

    def _link_at(self, point: QPoint) -> int:
        told = self._format_at(point)
        return told.intProperty(LINK) if told and told.objectType() == INLINE_OBJECT else 0

    def _tip(self, event: QHelpEvent) -> bool:
        told = self._format_at(self.viewport().mapFrom(self, event.pos()))
        words = ""
        if told is not None and told.objectType() == INLINE_OBJECT:
            words = self.shown.tip(told)
        elif told is not None and told.anchorHref():
            words = told.anchorHref()
        QToolTip.showText(event.globalPos(), words, self)
        return True

    def _objects(self, shown: Shown) -> None:
        layout = self.document().documentLayout()
        layout.registerHandler(INLINE_OBJECT, InlineObjects(shown, self))
        layout.registerHandler(BLOCK_OBJECT, BlockObjects(shown, self))

    def _changed(self, at: int, removed: int, added: int) -> None:
        if not self._quiet and (removed or added):
            self.edited.emit()

    def _lay_out_again(self) -> None:
        self._again.start()

    def _mark_all_dirty(self) -> None:
        """Objects may be of another size now; the text is the same."""
        self._quiet = True
        self.document().markContentsDirty(0, self.document().characterCount())
        self._quiet = False
        self.viewport().update()

    def _look(self) -> None:
        """Font and measures of the text; followed when the text size changes."""
        font = QFont(current().font(LEAD))
        self.document().setDefaultFont(font)
        self.setFont(font)
        self.document().setIndentWidth(current().em * 1.9)
        self.document().setDocumentMargin(current().length(8))
        self.setTabStopDistance(current().em * 3)
        self.setCursorWidth(max(1, round(current().em / 13)))
        self._fit()

    def _fit(self) -> None:
        """The text stands in the middle, no wider than can be read."""
        widest = _WIDEST * current().em
        side = max(16, round((self.width() - widest) / 2))
        self.setViewportMargins(side, 12, max(0, side - 12), 0)


class _Headings(QSyntaxHighlighter):
    """The size and weight of headings, beside the document's own formats."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._forms: dict[int, QTextCharFormat] = {}
        current().changed.connect(self._forget)

    def highlightBlock(self, text: str) -> None:
        level = self.currentBlock().blockFormat().headingLevel()
        if level and text:
            self.setFormat(0, len(text), self._form(level))

    def _form(self, level: int) -> QTextCharFormat:
        if level not in self._forms:
            made = QTextCharFormat()
            size = self.document().defaultFont().pointSizeF()
            made.setFontPointSize(size * HEADINGS.get(level, 1.0))
            made.setFontWeight(QFont.Weight.DemiBold.value)
            self._forms[level] = made
        return self._forms[level]

    def _forget(self) -> None:
        self._forms.clear()
        self.rehighlight()


def _pressed(event: QKeyEvent) -> str:
    """A key with its modifiers as `Ctrl+Alt+1`."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if (
        not modifiers
        & (
            Qt.KeyboardModifier.ControlModifier
            | Qt.KeyboardModifier.AltModifier
            | Qt.KeyboardModifier.MetaModifier
        )
        and not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12
    ):
        return ""
    if event.key() in (Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Meta):
        return ""
    pressed = QKeySequence(event.keyCombination())
    return pressed.toString(QKeySequence.SequenceFormat.PortableText).replace("Num+", "")
