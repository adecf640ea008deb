"""Tables: put in, filled by Tab, rows and columns, merged cells, header rows, widths."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor, QTextTable
from PySide6.QtTest import QTest

from isodesk.ui.writing import tables
from isodesk.writing.tree import Cell, Paragraph, Table, Words
from tests.ui.writing.conftest import CTRL, SHIFT, Writer

K = Qt.Key


def cell(words: str = "", across: int = 1, down: int = 1) -> Cell:
    return Cell((Paragraph((Words(words),)),) if words else (), across, down)


def put(writer: Writer, rows: int = 2, columns: int = 2) -> None:
    cursor = writer.editor.textCursor()
    tables.insert_table(cursor, rows, columns)
    writer.editor.setTextCursor(cursor)


def table(writer: Writer) -> Table:
    return next(b for b in writer.blocks() if isinstance(b, Table))


def widget(writer: Writer) -> QTextTable:
    frame = writer.editor.document().rootFrame().childFrames()[0]
    assert isinstance(frame, QTextTable)
    return frame


def select_cells(writer: Writer, first: tuple[int, int], last: tuple[int, int]) -> None:
    shown = widget(writer)
    cursor = shown.cellAt(*first).firstCursorPosition()
    cursor.setPosition(shown.cellAt(*last).lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    writer.editor.setTextCursor(cursor)


def test_tab_goes_through_the_cells_and_adds_a_row(writer: Writer) -> None:
    writer.show()
    put(writer)
    for words in ("Lot", "Sample", "1 to 8", "all", "9 to 25"):
        writer.type(words)
        writer.key(K.Key_Tab)
    writer.type("8")
    assert table(writer).rows == (
        (cell("Lot"), cell("Sample")),
        (cell("1 to 8"), cell("all")),
        (cell("9 to 25"), cell("8")),
    )
    assert table(writer).head == 1 and table(writer).widths == (500, 500)
    writer.key(K.Key_Backtab, SHIFT)
    writer.type("x")
    assert table(writer).rows[2][0] == cell("x")
    writer.end()
    writer.type("below")
    assert writer.blocks()[-1] == Paragraph((Words("below"),))


def test_rows_and_columns_come_and_go(writer: Writer) -> None:
    writer.show(Table(((cell("a"), cell("b")), (cell("c"), cell("d"))), (700, 300), 1))
    writer.at("d")
    writer.commands.give("row_above")
    writer.commands.give("column_after")
    assert [[len(row) for row in table(writer).rows], sum(table(writer).widths)] == [
        [3, 3, 3],
        1000,
    ]
    writer.commands.give("remove_columns")
    writer.at("a")
    writer.commands.give("remove_rows")
    assert table(writer).rows == ((cell(), cell()), (cell("c"), cell("d")))
    assert table(writer).head == 0
    writer.commands.give("remove_table")
    assert not any(isinstance(b, Table) for b in writer.blocks())
    while writer.editor.document().isUndoAvailable():
        writer.key(K.Key_Z, CTRL)
    assert writer.blocks() == (
        Table(((cell("a"), cell("b")), (cell("c"), cell("d"))), (700, 300), 1),
    )


def test_cells_are_merged_and_split_again(writer: Writer) -> None:
    writer.show(Table(((cell("a"), cell("b")), (cell("c"), cell("d"))), (), 0))
    writer.at("a")
    writer.commands.show_state()
    assert writer.commands.actions["merge"].toolTip() == "Select the cells first."
    select_cells(writer, (0, 0), (0, 1))
    writer.commands.give("merge")
    merged = table(writer).rows[0]
    assert len(merged) == 1 and merged[0].across == 2
    writer.at("a")
    writer.commands.give("split")
    assert [len(row) for row in table(writer).rows] == [2, 2]


def test_header_rows_are_on_and_off(writer: Writer) -> None:
    writer.show(Table(((cell("a"),), (cell("b"),), (cell("c"),)), (1000,), 0))
    writer.at("b")
    writer.commands.give("header_row")
    assert table(writer).head == 1
    assert widget(writer).cellAt(0, 0).format().background().style().value != 0
    writer.commands.give("header_row")
    assert table(writer).head == 0
    select_cells(writer, (0, 0), (1, 0))
    writer.commands.give("header_row")
    assert table(writer).head == 2


def test_a_border_is_drawn_with_the_mouse(writer: Writer) -> None:
    writer.show(Table(((cell("a"), cell("b")),), (500, 500), 0))
    layout, view = writer.editor.document().documentLayout(), writer.editor.viewport()
    first, second = (widget(writer).cellAt(0, n).firstCursorPosition() for n in (0, 1))
    rect = layout.blockBoundingRect(first.block()).united(layout.blockBoundingRect(second.block()))
    start = QPoint(round(rect.center().x()), round(rect.center().y()))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(-round(rect.width() / 4), 0))
    end = start + QPoint(-round(rect.width() / 4), 0)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    left, right = table(writer).widths
    assert 230 < left < 270 and left + right == 1000
    writer.key(K.Key_Z, CTRL)
    assert table(writer).widths == (500, 500)


def test_a_table_goes_below_words_and_between_paragraphs(writer: Writer) -> None:
    above, below = Paragraph((Words("above"),)), Paragraph((Words("below"),))
    writer.show(above, below)
    writer.at("above")
    put(writer, 1, 1)
    blocks = writer.blocks()
    assert blocks[0] == above and isinstance(blocks[1], Table) and blocks[-1] == below


def test_a_long_table_is_one_for_the_writer(writer: Writer) -> None:
    rows = tuple((cell(f"{n}"), cell("x")) for n in range(600))
    writer.show(Table(rows, (500, 500), 1))
    writer.at("599")
    writer.commands.give("column_before")
    assert {len(row) for row in table(writer).rows} == {3} and len(table(writer).rows) == 600
    writer.commands.give("header_row")
    assert table(writer).head == 0
    writer.commands.give("remove_table")
    assert not any(isinstance(b, Table) for b in writer.blocks())
