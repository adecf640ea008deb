"""What of a QTextDocument has changed since it was last read, so that only that is read again.

Each block outside tables bears a number in its user state while what was read of it holds;
Qt gives new blocks none, and any change takes it away. Tables are known by their index.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument, QTextTable

from isodesk.ui.writing.forms import JOINED
from isodesk.ui.writing.reading import blocks_of, table_of
from isodesk.writing.tree import Block, Table
from isodesk.writing.words import word_count

_UNREAD = -1
_WHOLE = 20_000
"""Signs changed at once from which on everything is read again."""


@dataclass(frozen=True)
class Piece:
    """What was read of one block or table."""

    blocks: tuple[Block, ...]
    words: int
    table: bool = False
    joined: bool = False


class Pieces(QObject):
    """The tree of a document, read bit by bit."""

    def __init__(self, document: QTextDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._read: dict[int, Piece] = {}
        self._tables: dict[int, Piece] = {}
        self._joined: dict[tuple[int, ...], tuple[list[Table], Table]] = {}
        self._next = 0
        self.words = 0
        document.documentLayout()  # without one Qt does not say what changed
        document.contentsChange.connect(self._changed)

    def forget(self) -> None:
        """Read everything again the next time."""
        self._read, self._tables = {}, {}

    def blocks(self) -> tuple[Block, ...]:
        """The text now; blocks that did not change are the same objects as before."""
        pieces = list(self._pieces())
        self.words = sum(piece.words for piece in pieces)
        return tuple(self._whole(pieces))

    def _changed(self, at: int, removed: int, added: int) -> None:
        if added > _WHOLE:
            self.forget()
            return
        document = self._document
        block, end = document.findBlock(at), at + added
        while block.isValid() and block.position() <= end:
            table = QTextCursor(block).currentTable()
            if table is None:
                block.setUserState(_UNREAD)
                block = block.next()
            else:
                self._tables.pop(table.objectIndex(), None)
                block = document.findBlock(table.lastPosition() + 1)

    def _pieces(self) -> Iterator[Piece]:
        """Every piece in order, reading those that are not known."""
        known, tables = self._read, self._tables
        self._read, self._tables = {}, {}
        at = self._document.rootFrame().begin()
        while not at.atEnd():
            block = at.currentBlock()
            if block.isValid():
                state = block.userState()
                piece = known.get(state)
                if piece is None or state in self._read:
                    state, piece = self._number(block), _piece(blocks_of(block))
                self._read[state] = piece
            else:
                table = at.currentFrame()
                assert isinstance(table, QTextTable)
                index = table.objectIndex()
                piece = tables.get(index) or _table_piece(table)
                self._tables[index] = piece
            yield piece
            at += 1

    def _number(self, block: object) -> int:
        self._next += 1
        block.setUserState(self._next)  # type: ignore[attr-defined]
        return self._next

    def _whole(self, pieces: list[Piece]) -> Iterator[Block]:
        """The blocks, tables that were laid out in parts as one."""
        run: list[Table] = []
        joined: dict[tuple[int, ...], tuple[list[Table], Table]] = {}
        for piece in pieces:
            if run and not piece.joined and piece.blocks:
                yield self._one(run, joined)
                run = []
            if piece.table:
                table = piece.blocks[0]
                assert isinstance(table, Table)
                run.append(table)
            else:
                yield from piece.blocks
        if run:
            yield self._one(run, joined)
        self._joined = joined

    def _one(
        self, run: list[Table], joined: dict[tuple[int, ...], tuple[list[Table], Table]]
    ) -> Table:
        if len(run) == 1:
            return run[0]
        key = tuple(map(id, run))
        if key not in self._joined:
            rows = tuple(row for table in run for row in table.rows)
            self._joined[key] = (run, replace(run[0], rows=rows))
        joined[key] = self._joined[key]
        return joined[key][1]


def _piece(blocks: tuple[Block, ...]) -> Piece:
    return Piece(blocks, word_count(blocks))


def _table_piece(table: QTextTable) -> Piece:
    read = table_of(table)
    joined = table.format().boolProperty(JOINED)
    return Piece((read,), word_count((read,)), True, joined)
