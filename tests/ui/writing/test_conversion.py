"""A text goes into the editor's document and comes out the same, whole and bit by bit."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from isodesk.ui.writing.filling import MOST_CELLS, fill
from isodesk.ui.writing.pieces import Pieces
from isodesk.writing.tree import Block, Cell, Heading, Paragraph, Running, Table, Tree, Words
from tests.ui.writing.trees import TREES

pytestmark = pytest.mark.usefixtures("dressed")


def without_running(tree: Tree) -> tuple[Block, ...]:
    """Running lines are not in the document: the editor holds them beside it."""
    return tuple(b for b in tree.blocks if not isinstance(b, Running))


RELAXED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@RELAXED
@given(TREES)
def test_a_text_goes_in_and_comes_out_the_same(tree: Tree) -> None:
    document = QTextDocument()
    fill(document, tree)
    assert Pieces(document).blocks() == without_running(tree)


def edit(document: QTextDocument, what: str, at: int, to: int) -> None:
    """One of the things a writer does, anywhere."""
    cursor = QTextCursor(document)
    last = document.characterCount() - 1
    cursor.setPosition(at % (last + 1))
    cursor.setPosition(to % (last + 1), QTextCursor.MoveMode.KeepAnchor)
    if what == "delete":
        cursor.removeSelectedText()
    elif what == "undo":
        document.undo()
    elif what == "redo":
        document.redo()
    elif what == "enter":
        cursor.clearSelection()
        cursor.insertBlock()
    else:
        cursor.insertText(what)


EDITS = st.lists(
    st.tuples(
        st.sampled_from(("delete", "undo", "redo", "enter", "x", "two words")),
        st.integers(0, 400),
        st.integers(0, 400),
    ),
    max_size=8,
)


@RELAXED
@given(TREES, EDITS)
def test_what_is_read_bit_by_bit_is_what_is_read_whole(tree: Tree, edits: Any) -> None:
    document = QTextDocument()
    fill(document, tree)
    pieces = Pieces(document)
    pieces.blocks()
    for what, at, to in edits:
        edit(document, what, at, to)
        bit_by_bit = pieces.blocks()
        pieces.forget()
        assert bit_by_bit == pieces.blocks()


def test_only_what_changed_is_read_again() -> None:
    document = QTextDocument()
    fill(document, Tree(tuple(Paragraph((Words(f"Line {n}"),)) for n in range(50))))
    pieces = Pieces(document)
    before = pieces.blocks()
    cursor = QTextCursor(document.findBlockByNumber(20))
    cursor.insertText("New ")
    after = pieces.blocks()
    assert [n for n in range(50) if before[n] is not after[n]] == [20]
    assert after[20] == Paragraph((Words("New Line 20"),))


def test_a_table_of_thousands_of_rows_is_one_table() -> None:
    cell = Cell((Paragraph((Words("12.5"),)),))
    rows = tuple((cell,) * 4 for _ in range(700))
    tree = Tree((Heading(1, (Words("Readings"),)), Table(rows, (250,) * 4, 1)))
    document = QTextDocument()
    fill(document, tree)
    tables = document.rootFrame().childFrames()
    assert len(tables) == 12 and all(t.rows() * 4 <= MOST_CELLS for t in tables)  # type: ignore[attr-defined]
    pieces = Pieces(document)
    first = pieces.blocks()
    assert first == tree.blocks and pieces.words == 2801
    QTextCursor(document.begin()).insertText("The ")
    again = pieces.blocks()
    assert again[1] is first[1] and again[0] == Heading(1, (Words("The Readings"),))
