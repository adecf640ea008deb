"""The field in which a text is written: keys as in Word, lists, tables, pictures, paste."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from isodesk.i18n import tr
from isodesk.ui.theme import LEAD, current
from isodesk.ui.writing import clipboard, shaping, tables
from isodesk.ui.writing.bit_by_bit import BitByBit
from isodesk.ui.writing.column_drag import ColumnDrag
from isodesk.ui.writing.filling import filling, put_inlines
from isodesk.ui.writing.forms import (
    BLOCK_OBJECT,
    BODY,
    INLINE_OBJECT,
    char_format,
)
from isodesk.ui.writing.heading_size import HeadingSize
from isodesk.ui.writing.keys import Keys, pressed
from isodesk.ui.writing.marks import paint_marks
from isodesk.ui.writing.objects import BlockObjects, InlineObjects
from isodesk.ui.writing.pieces import Pieces
from isodesk.ui.writing.pointed import link_at, show_tip
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
        self._headings = HeadingSize(self.document())
        self.pieces = Pieces(self.document(), self)
        self._bits = BitByBit(self.document(), self.pieces.blocks, self)
        self._drag, self._typed = ColumnDrag(self), Keys(self)
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
        if override and pressed(event) in self.keys:  # type: ignore[arg-type]
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            show_tip(self, event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._bits.running():
            return
        command = self.keys.get(pressed(event))
        if command is not None:
            command()
        elif self.isReadOnly() or not self._typed.take(event):
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
        link = link_at(self, event.position().toPoint())
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
            cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
            told = cursor.charFormat()
            if told.objectType() == BLOCK_OBJECT:
                return cursor, held_block(told.stringProperty(BODY))
        return None

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
