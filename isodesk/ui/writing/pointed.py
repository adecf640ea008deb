"""What lies under the pointer over a written text: a link to follow, words to be told."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QToolTip

from isodesk.ui.writing.forms import INLINE_OBJECT, LINK

if TYPE_CHECKING:
    from isodesk.ui.writing.editor import TextEditor


def format_at(editor: "TextEditor", point: QPoint) -> QTextCharFormat | None:
    """The format of the sign under a point of the viewport."""
    bars = editor.horizontalScrollBar(), editor.verticalScrollBar()
    spot = point + QPoint(bars[0].value(), bars[1].value())
    document = editor.document()
    at = document.documentLayout().hitTest(spot, Qt.HitTestAccuracy.ExactHit)
    if at < 0:
        return None
    cursor = QTextCursor(document)
    cursor.setPosition(min(at + 1, document.characterCount() - 1))
    return cursor.charFormat()


def link_at(editor: "TextEditor", point: QPoint) -> int:
    """The id of the document that is linked there; 0 for none."""
    told = format_at(editor, point)
    return told.intProperty(LINK) if told and told.objectType() == INLINE_OBJECT else 0


def show_tip(editor: "TextEditor", event: QHelpEvent) -> None:
    """Where a link leads, what a field stands for; nothing elsewhere."""
    told = format_at(editor, editor.viewport().mapFrom(editor, event.pos()))
    words = ""
    if told is not None and told.objectType() == INLINE_OBJECT:
        words = editor.shown.tip(told)
    elif told is not None and told.anchorHref():
        words = told.anchorHref()
    QToolTip.showText(event.globalPos(), words, editor)
