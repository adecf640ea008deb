"""Cut, copy and paste within the text and to other programs; find and replace."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from isodesk.intake.html_paste import pasted_html
from isodesk.ui.writing.find_bar import FindBar
from isodesk.ui.writing.finding import matches, replace_all
from isodesk.writing.tree import (
    Align,
    Cell,
    Field,
    FieldName,
    Heading,
    Mark,
    PageBreak,
    Paragraph,
    Rule,
    Table,
    Words,
)
from tests.ui.writing.conftest import CTRL, Writer

K = Qt.Key


def p(words: str, mark: Mark | None = None) -> Paragraph:
    return Paragraph((Words(words),), mark)


def cell(words: str = "") -> Cell:
    return Cell((p(words),)) if words else Cell()


WHOLE = (
    Heading(1, (Words("Purpose"),)),
    Paragraph((Words("To "), Words("keep", bold=True), Field(FieldName.COMPANY))),
    p("one", Mark(True)),
    p("two", Mark(True, 1)),
    Table(((cell("a"), cell("b")), (cell("c"), cell())), (600, 400), 1),
    Paragraph((Words("middle"),), align=Align.CENTRE),
    Rule(),
    p("end"),
)


def test_everything_is_cut_and_pasted_back_the_same(writer: Writer) -> None:
    writer.show(*WHOLE)
    writer.key(K.Key_A, CTRL)
    writer.key(K.Key_X, CTRL)
    assert all(block == p("") or block == Paragraph() for block in writer.blocks())
    writer.key(K.Key_V, CTRL)
    assert [b for b in writer.blocks() if b != Paragraph()] == list(WHOLE)
    writer.key(K.Key_Z, CTRL)
    writer.key(K.Key_Z, CTRL)
    assert writer.blocks() == WHOLE


def test_other_programs_get_html_that_says_the_same(writer: Writer) -> None:
    writer.show(*WHOLE)
    writer.key(K.Key_A, CTRL)
    mime = writer.copied()
    back = pasted_html(mime.html()).blocks
    assert back[0] == WHOLE[0] and back[2:] == WHOLE[2:]
    assert mime.text().splitlines()[:2] == ["Purpose", "To keepCompany"]


def test_words_alone_go_on_in_the_line(writer: Writer) -> None:
    writer.show(p("one two three"))
    writer.pick("two ")
    writer.key(K.Key_X, CTRL)
    writer.end()
    writer.type(" ")
    writer.key(K.Key_V, CTRL)
    assert writer.blocks() == (p("one three two "),)


def test_paragraphs_part_the_line_they_go_into(writer: Writer) -> None:
    writer.show(p("before after"))
    writer.at("before")
    writer.editor.put_blocks((p(" one"), PageBreak(), p("two")))
    assert writer.blocks() == (p("before one"), PageBreak(), p("two after"))


def test_cells_are_copied_as_a_table_and_fill_cells(writer: Writer) -> None:
    table = Table(((cell("a"), cell("b")), (cell("c"), cell("d"))), (500, 500), 0)
    writer.show(table, p("x"))
    writer.at("d")
    writer.editor.put_blocks((Table(((cell("1"), cell("2")), (cell("3"), cell("4"))), (), 0),))
    assert writer.blocks()[0] == Table(
        ((cell("a"), cell("b")), (cell("c"), cell("1")), (cell(), cell("3"))), (500, 500), 0
    )
    writer.at("b")
    writer.editor.put_blocks((Heading(1, (Words("h"),)), p("i")))
    (first, _) = writer.blocks()[0].rows[0], None  # type: ignore[union-attr]
    assert first[1] == Cell((p("b"), p("h"), p("i"))) or first[1] == Cell((p("bh"), p("i")))


def test_a_broken_clipboard_of_our_own_kind_is_left(writer: Writer) -> None:
    writer.show(p("x"))
    told: list[QMimeData] = []
    writer.editor.mime_pasted.connect(told.append)
    mime = QMimeData()
    mime.setData("application/x-isodesk-document+json", b'{"isodesk": 9}')
    writer.editor.insertFromMimeData(mime)
    assert writer.blocks() == (p("x"),) and len(told) == 1


def bar(writer: Writer) -> FindBar:
    made = FindBar(writer.editor, writer.editor)
    made.resize(700, 90)
    made.replace()
    return made


def test_find_goes_round_and_counts(writer: Writer) -> None:
    writer.show(p("Pump one"), p("pump two"), p("pumps three"))
    found = bar(writer)
    QTest.keyClicks(found.wanted, "pump")
    found.look()
    places = []
    for _ in range(4):
        QTest.keyClick(found.wanted, K.Key_Return)
        places.append(found.count.text())
    assert places == ["1 of 3", "2 of 3", "3 of 3", "1 of 3"]
    found.step(-1)
    assert found.count.text() == "3 of 3"
    found.case.setChecked(True)
    found.whole.setChecked(True)
    assert "of 1" in found.count.text()
    QTest.keyClick(found, K.Key_Escape)
    assert not found.isVisible() and not writer.editor.extraSelections()


def test_replace_one_and_all_keep_the_manner(writer: Writer) -> None:
    writer.show(
        Paragraph((Words("old", bold=True), Words(" old "), Field(FieldName.NUMBER))), p("Old")
    )
    found = bar(writer)
    found.wanted.setText("old")
    found.words.setText("new")
    found.look()
    found.step(1)
    found.replace_one()
    first = writer.blocks()[0].inlines  # type: ignore[union-attr]
    assert first[0] == Words("new", bold=True) and first[1] == Words(" old ")
    found.replace_every()
    assert found.count.text() == "2 replaced"
    assert writer.blocks()[1] == p("new")
    writer.editor.undo()
    assert writer.blocks()[1] == p("Old")
    assert writer.blocks()[0].inlines[2] == Field(FieldName.NUMBER)  # type: ignore[union-attr]


def test_signs_beyond_the_first_plane_do_not_shift_what_is_found() -> None:
    document = QTextDocument()
    document.setPlainText("a 😀 b 😀😀 b")
    found = matches(document, "b", True, True)
    replace_all(document, found, "x😀")
    assert document.toPlainText() == "a 😀 x😀 😀😀 x😀"
    assert matches(document, "(", False, False) == [] and QApplication.instance() is not None
