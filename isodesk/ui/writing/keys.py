"""Keys that mean something else in a written text than in a plain field, as in Word."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from isodesk.ui.writing import clipboard, shaping, tables
from isodesk.ui.writing.forms import CODE, LINE_BREAK

if TYPE_CHECKING:
    from isodesk.ui.writing.editor import TextEditor

_BEGINS_LIST = re.compile(r"(?:[-*•]|(\d{1,3})[.)])")
_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Keys:
    """Answers the keys of one editor."""

    def __init__(self, editor: "TextEditor") -> None:
        self._editor = editor

    def take(self, event: QKeyEvent) -> bool:
        """Keys that mean something else here than in a plain field; whether this was one."""
        key, cursor = event.key(), self._editor.textCursor()
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
        self._editor.left.emit()
        return True

    def _enter(self, cursor: QTextCursor, shift: bool) -> bool:
        code = shaping.shape_at(cursor).kind == CODE
        if shaping.is_object(cursor.block()):
            clipboard.line_beside(cursor)
        elif shift or (code and not cursor.atBlockEnd()):
            cursor.insertText(LINE_BREAK)
        else:
            shaping.new_line(cursor)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        return True

    def _tab(self, cursor: QTextCursor) -> bool:
        shape = shaping.shape_at(cursor)
        if shape.mark is not None and (cursor.atBlockStart() or cursor.hasSelection()):
            shaping.shift(cursor, 1)
        elif tables.next_cell(cursor):
            self._editor.setTextCursor(cursor)
        elif shape.mark is not None:
            shaping.shift(cursor, 1)
        else:
            cursor.insertText("\t")
        self._editor.ensureCursorVisible()
        return True

    def _backtab(self, cursor: QTextCursor) -> bool:
        shape = shaping.shape_at(cursor)
        if shape.mark is not None and (cursor.currentTable() is None or cursor.atBlockStart()):
            shaping.shift(cursor, -1)
        elif tables.next_cell(cursor, back=True):
            self._editor.setTextCursor(cursor)
        else:
            shaping.shift(cursor, -1)
        self._editor.ensureCursorVisible()
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
        self._editor.setTextCursor(cursor)
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
        cursor = self._editor.textCursor()
        cursor.setPosition(at)
        cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)

    def _leave_object(self, event: QKeyEvent, cursor: QTextCursor) -> None:
        """What is typed beside a picture or break goes to a line of its own."""
        typed = event.text()
        if typed and typed.isprintable() and shaping.is_object(cursor.block()):
            if cursor.hasSelection():
                cursor.removeSelectedText()
            else:
                clipboard.line_beside(cursor)
            self._editor.setTextCursor(cursor)


def pressed(event: QKeyEvent) -> str:
    """A key with its modifiers as `Ctrl+Alt+1`."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not modifiers & _COMMANDING and not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12:
        return ""
    if event.key() in (Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Meta):
        return ""
    known = QKeySequence(event.keyCombination())
    return known.toString(QKeySequence.SequenceFormat.PortableText).replace("Num+", "")
