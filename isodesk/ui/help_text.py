"""Markdown in a text browser, dressed by the theme: no HTML of a page is let through."""

from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser

from isodesk.ui.theme import BODY, LEAD, PAGE_TITLE, STRONG, current

_SIZES = {1: PAGE_TITLE, 2: LEAD, 3: BODY}
_LINE = 135
"""Per cent of the font's height from line to line: pages are read, not scanned."""


def show_markdown(page: QTextBrowser, text: str) -> None:
    """Show a page from its top; first the dress, since Markdown brings sizes of its own."""
    document = page.document()
    features = (
        QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        | QTextDocument.MarkdownFeature.MarkdownNoHTML
    )
    document.setDefaultFont(current().font())
    document.setMarkdown(text, features)
    document.setDocumentMargin(current().length(28))
    _dress_blocks(document)
    _dress_tables(document)
    page.moveCursor(QTextCursor.MoveOperation.Start)
    page.verticalScrollBar().setValue(0)


def _dress_blocks(document: QTextDocument) -> None:
    theme, block = current(), document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        level = block.blockFormat().headingLevel()
        shape = QTextBlockFormat()
        shape.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if level:
            shape.setTopMargin(theme.length(4 if level == 1 else 18))
            shape.setBottomMargin(theme.length(4))
            _dress_heading(cursor, level)
        elif not block.textList() and not cursor.currentTable():
            shape.setTopMargin(0)
            shape.setBottomMargin(theme.length(8))
        cursor.mergeBlockFormat(shape)
        _dress_code(document, block.position(), block.length())
        block = block.next()


def _dress_heading(cursor: QTextCursor, level: int) -> None:
    look = QTextCharFormat()
    look.setFont(current().font(_SIZES.get(level, BODY), STRONG))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(look)


def _dress_code(document: QTextDocument, start: int, length: int) -> None:
    """Code stands on a quiet ground in the system's own face for it."""
    block = document.findBlock(start)
    pieces = block.begin()
    found = []
    while not pieces.atEnd():
        piece = pieces.fragment()
        if piece.charFormat().fontFixedPitch():
            found.append((piece.position(), piece.length()))
        pieces += 1
    for at, size in found:
        cursor = QTextCursor(document)
        cursor.setPosition(at)
        cursor.setPosition(at + size, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setBackground(current().colour("hover"))
        look.setFontPointSize(current().font(0.95).pointSizeF())
        cursor.mergeCharFormat(look)


def _dress_tables(document: QTextDocument) -> None:
    """Hairlines between rows, air around words."""
    for frame in document.rootFrame().childFrames():
        if not isinstance(frame, QTextTable):
            continue
        shape = frame.format()
        shape.setBorder(1)
        shape.setBorderCollapse(True)
        shape.setBorderBrush(current().colour("line"))
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setCellPadding(6)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shape.setTopMargin(4)
        shape.setBottomMargin(12)
        frame.setFormat(shape)
        head = QTextCharFormat()
        head.setFontWeight(QFont.Weight.DemiBold)
        for column in range(frame.columns()):
            cell = frame.cellAt(0, column)
            cursor = cell.firstCursorPosition()
            end = cell.lastCursorPosition().position()
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(head)
