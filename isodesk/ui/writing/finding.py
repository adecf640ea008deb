"""Where words stand in a text, and others put in their place."""

import re
from collections.abc import Sequence

from PySide6.QtGui import QTextCursor, QTextDocument


def matches(document: QTextDocument, wanted: str, case: bool, whole: bool) -> list[tuple[int, int]]:
    """(begin, end) of each place, in Qt's positions, in order and none over another."""
    if not wanted:
        return []
    pattern = re.escape(wanted)
    if whole:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    text = document.toRawText()
    found = [m.span() for m in re.finditer(pattern, text, 0 if case else re.IGNORECASE)]
    return found if text.isascii() or max(text, default="") < "\U00010000" else _utf16(text, found)


def nearest(found: Sequence[tuple[int, int]], at: int) -> int:
    """Which match stands at or after a position; the first again behind the last."""
    return next((n for n, (begin, _) in enumerate(found) if begin >= at), 0)


def replace_all(document: QTextDocument, found: Sequence[tuple[int, int]], words: str) -> None:
    """Put words in the place of every match, each in the manner of what it replaces; one step
    to undo."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for begin, end in reversed(found):
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        replace_one(cursor, words)
    cursor.endEditBlock()


def replace_one(cursor: QTextCursor, words: str) -> None:
    """Put words in the place of what is selected, in its manner."""
    first = QTextCursor(cursor)
    first.setPosition(cursor.selectionStart() + 1)
    told = first.charFormat()
    cursor.insertText(words, told)


def _utf16(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Python counts signs, Qt counts a sign beyond the first plane as two."""
    moved, seen, extra = [], 0, 0
    for begin, end in found:
        extra += sum(c >= "\U00010000" for c in text[seen:begin])
        inside = sum(c >= "\U00010000" for c in text[begin:end])
        moved.append((begin + extra, end + extra + inside))
        extra, seen = extra + inside, end
    return moved
