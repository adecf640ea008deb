"""An editor alone, typed in with real keys; and the company of the Documents page."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isodesk.ui.writing.commands import Commands
from isodesk.ui.writing.editor import TextEditor
from isodesk.ui.writing.shown import Shown
from isodesk.writing.tree import Block, Tree
from tests.ui.documents.conftest import (  # noqa: F401 - the fixtures are used by name
    company_file,
    desk,
    empty_desk,
    make_desk,
    reader,
)

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Writer:
    """Somebody who types into an editor."""

    editor: TextEditor
    commands: Commands

    def show(self, *blocks: Block) -> None:
        """Begin with these blocks, the cursor in front."""
        self.editor.set_tree(Tree(tuple(blocks)))
        while self.editor.is_busy():
            QApplication.processEvents()

    def type(self, words: str) -> None:
        """Type these words, "\\n" being Enter."""
        for sign in words:
            if sign == "\n":
                self.key(Qt.Key.Key_Return)
            else:
                QTest.keyClicks(self.editor, sign)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key."""
        for _ in range(times):
            QTest.keyClick(self.editor, key, held)

    def blocks(self) -> tuple[Block, ...]:
        """The text now."""
        return self.editor.blocks()

    def select(self, begin: int, end: int) -> None:
        """Select by positions."""
        cursor = self.editor.textCursor()
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)

    def at(self, words: str) -> None:
        """Put the cursor behind these words."""
        found = self.editor.document().find(words)
        assert not found.isNull(), words
        found.clearSelection()
        self.editor.setTextCursor(found)

    def pick(self, words: str) -> None:
        """Select these words."""
        self.editor.setTextCursor(self.editor.document().find(words))

    def copied(self) -> QMimeData:
        """What Ctrl+C puts on the clipboard."""
        return self.editor.createMimeDataFromSelection()

    def end(self) -> None:
        """Go to the end of the text."""
        self.editor.moveCursor(QTextCursor.MoveOperation.End)


@pytest.fixture
def writer(qtbot: QtBot, dressed: object) -> Writer:
    fetched: list[str] = []
    editor = TextEditor(Shown(fetched.append))
    commands = Commands(editor, editor)
    qtbot.addWidget(editor)
    editor.resize(800, 600)
    editor.show()
    editor.setFocus()
    return Writer(editor, commands)


def texts(blocks: Sequence[Block]) -> list[str]:
    """The words of each block."""
    from isodesk.writing.tree import text_of

    return [text_of((block,)) for block in blocks]
