"""Keys do in the text what they do in Word."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from isodesk.writing.tree import (
    Code,
    DocumentLink,
    Field,
    FieldName,
    Heading,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Words,
)
from tests.ui.writing.conftest import ALT, CTRL, SHIFT, Writer

K = Qt.Key


def p(words: str, mark: Mark | None = None, **more: object) -> Paragraph:
    return Paragraph((Words(words),) if words else (), mark, **more)  # type: ignore[arg-type]


def h(level: int, words: str) -> Heading:
    return Heading(level, (Words(words),))


def test_headings_and_paragraphs(writer: Writer) -> None:
    writer.show()
    writer.key(K.Key_1, CTRL | ALT)
    writer.type("Purpose\nTo keep pumps apart.")
    assert writer.blocks() == (h(1, "Purpose"), p("To keep pumps apart."))
    writer.key(K.Key_2, CTRL | ALT)
    assert writer.blocks()[1] == h(2, "To keep pumps apart.")
    writer.key(K.Key_0, CTRL | ALT)
    assert writer.blocks()[1] == p("To keep pumps apart.")


def test_enter_before_a_heading_makes_room_above_it(writer: Writer) -> None:
    writer.show(h(1, "Purpose"))
    writer.key(K.Key_Return)
    assert writer.blocks() == (p(""), h(1, "Purpose"))


def test_bold_italic_and_underlined_go_on_as_typed(writer: Writer) -> None:
    writer.show()
    writer.type("a ")
    writer.key(K.Key_B, CTRL)
    writer.type("b")
    writer.key(K.Key_B, CTRL)
    writer.key(K.Key_I, CTRL)
    writer.type("c")
    writer.key(K.Key_I, CTRL)
    writer.key(K.Key_U, CTRL)
    writer.type("d")
    assert writer.blocks() == (
        Paragraph(
            (
                Words("a "),
                Words("b", bold=True),
                Words("c", italic=True),
                Words("d", underline=True),
            )
        ),
    )


def test_a_selection_is_bold_and_is_not_again(writer: Writer) -> None:
    writer.show(h(1, "Purpose and scope"))
    writer.pick("scope")
    writer.key(K.Key_B, CTRL)
    whole = Heading(1, (Words("Purpose and "), Words("scope", bold=True)))
    assert writer.blocks() == (whole,)
    writer.key(K.Key_B, CTRL)
    assert writer.blocks() == (h(1, "Purpose and scope"),)


def test_a_dash_and_a_number_begin_a_list_and_tab_goes_deeper(writer: Writer) -> None:
    writer.show()
    writer.type("- one\n")
    writer.key(K.Key_Tab)
    writer.type("two\n")
    writer.key(K.Key_Backtab, SHIFT)
    writer.type("three\n\nplain\n3. third\nfourth")
    assert writer.blocks() == (
        p("one", Mark()),
        p("two", Mark(False, 1)),
        p("three", Mark()),
        p("plain"),
        p("third", Mark(True, 0, 3)),
        p("fourth", Mark(True)),
    )


def test_undo_gives_back_what_was_typed_before_the_list(writer: Writer) -> None:
    writer.show()
    writer.type("1. ")
    assert writer.blocks() == (p("", Mark(True)),)
    writer.key(K.Key_Z, CTRL)
    assert writer.blocks() == (p("1. "),)
    writer.key(K.Key_Y, CTRL)
    assert writer.blocks() == (p("", Mark(True)),)


def test_backspace_takes_an_item_out_of_its_list_step_by_step(writer: Writer) -> None:
    writer.show(p("one", Mark(True)), p("two", Mark(True, 1)))
    writer.at("one")
    writer.key(K.Key_Down)
    writer.key(K.Key_Home)
    writer.key(K.Key_Backspace)
    assert writer.blocks()[1] == p("two", level=1)
    writer.key(K.Key_Backspace)
    assert writer.blocks()[1] == p("two")
    writer.key(K.Key_Backspace)
    assert writer.blocks() == (p("onetwo", Mark(True)),)


def test_list_buttons_and_a_list_that_begins_again(writer: Writer) -> None:
    writer.show(p("a"), p("b"), p("c"))
    writer.editor.selectAll()
    writer.key(K.Key_L, CTRL | SHIFT)
    assert [b.mark for b in writer.blocks()] == [Mark()] * 3  # type: ignore[union-attr]
    writer.commands.give("numbers")
    assert [b.mark for b in writer.blocks()] == [Mark(True)] * 3  # type: ignore[union-attr]
    writer.at("b")
    writer.commands.give("restart")
    assert writer.blocks()[1] == p("b", Mark(True, 0, 1))
    writer.commands.give("restart")
    assert writer.blocks()[1] == p("b", Mark(True))
    writer.editor.selectAll()
    writer.commands.give("numbers")
    assert writer.blocks() == (p("a"), p("b"), p("c"))


def test_a_page_break_stands_alone_and_typing_goes_on_below(writer: Writer) -> None:
    writer.show(p("before after"))
    writer.at("before")
    writer.key(K.Key_Return, CTRL)
    writer.type("x")
    assert writer.blocks() == (p("before"), PageBreak(), p("x after"))


def test_what_is_typed_beside_a_picture_gets_its_own_line(writer: Writer) -> None:
    picture = Picture("ab" * 32, 500, "Pump", "Figure 1")
    writer.show(picture)
    writer.type("above")
    assert writer.blocks() == (p("above"), picture)
    writer.end()
    writer.type("below")
    assert writer.blocks() == (p("above"), picture, p("below"))


def test_backspace_takes_a_picture_out_in_two_steps(writer: Writer) -> None:
    writer.show(p("a"), Picture("ab" * 32), p("b"))
    writer.at("b")
    writer.key(K.Key_Left)
    writer.key(K.Key_Backspace)
    assert len(writer.blocks()) == 3 and writer.editor.picture_here() is not None
    writer.key(K.Key_Backspace)
    assert writer.blocks()[0] == p("a") and writer.blocks()[-1] == p("b")
    assert not any(isinstance(b, Picture) for b in writer.blocks())
    writer.key(K.Key_Z, CTRL)
    assert writer.blocks()[1] == Picture("ab" * 32)


def test_the_size_and_words_of_a_picture_change(writer: Writer) -> None:
    writer.show(Picture("ab" * 32))
    writer.editor.change_picture(Picture("ab" * 32, 500, "A pump", "Figure 1"))
    assert writer.blocks() == (Picture("ab" * 32, 500, "A pump", "Figure 1"),)


def test_fields_and_links_are_one_sign(writer: Writer) -> None:
    writer.show()
    writer.type("See ")
    writer.key(K.Key_B, CTRL)
    writer.commands.give("field_revision")
    writer.type(" of ")
    writer.editor.put_inline(DocumentLink(7, "QP-07"))
    writer.type(".")
    (block,) = writer.blocks()
    assert block == Paragraph(
        (
            Words("See "),
            Field(FieldName.REVISION, bold=True),
            Words(" of ", bold=True),
            DocumentLink(7, "QP-07", bold=True),
            Words(".", bold=True),
        )
    )
    writer.key(K.Key_Backspace, times=2)
    assert block.inlines[:3] == writer.blocks()[0].inlines  # type: ignore[union-attr]


def test_code_is_carried_and_shift_enter_is_a_break_within(writer: Writer) -> None:
    writer.show(Code("a = 1\n  b"), p("x"))
    assert writer.blocks() == (Code("a = 1\n  b"), p("x"))
    writer.end()
    writer.key(K.Key_Return, SHIFT)
    writer.type("y")
    assert writer.blocks()[1] == p("x\ny")


def test_places_quotes_lines_and_plain_words(writer: Writer) -> None:
    writer.show(Paragraph((Words("bold", bold=True, href="https://a.example"),)), Rule())
    writer.key(K.Key_E, CTRL)
    writer.commands.give("quote")
    assert writer.blocks()[0].quote == 1 and writer.blocks()[0].align == "centre"  # type: ignore[union-attr]
    writer.pick("bold")
    writer.commands.give("plain")
    assert writer.blocks()[0].inlines == (Words("bold"),)  # type: ignore[union-attr]


def test_every_step_is_undone_back_to_the_beginning(writer: Writer) -> None:
    first = (h(1, "One"), p("two"), Picture("ab" * 32), p("three", Mark(True)))
    writer.show(*first)
    writer.at("two")
    writer.type(" more\n- a")
    writer.key(K.Key_Tab)
    writer.commands.give("rule")
    writer.commands.give("field_number")
    writer.editor.selectAll()
    writer.key(K.Key_Delete)
    assert writer.blocks() != first
    while writer.editor.document().isUndoAvailable():
        writer.key(K.Key_Z, CTRL)
    assert writer.blocks() == first


def test_a_text_that_is_fixed_cannot_be_changed_by_any_key(writer: Writer) -> None:
    writer.show(p("fixed"))
    writer.editor.setReadOnly(True)
    writer.commands.set_fixed("This revision was submitted.")
    writer.type("x\n")
    for key in (K.Key_B, K.Key_Return, K.Key_1, K.Key_X, K.Key_V):
        writer.key(key, CTRL)
    writer.key(K.Key_1, CTRL | ALT)
    assert writer.blocks() == (p("fixed"),)
    assert writer.commands.actions["bold"].toolTip() == "This revision was submitted."


def test_select_all_and_type_replaces_everything(writer: Writer) -> None:
    writer.show(h(1, "a"), Picture("ab" * 32), p("b"))
    writer.key(K.Key_A, CTRL)
    writer.type("new")
    assert [b for b in writer.blocks() if b != p("")] in ([p("new")], [h(1, "new")])
    assert writer.editor.textCursor().atBlockEnd()
    writer.editor.moveCursor(QTextCursor.MoveOperation.Start)
