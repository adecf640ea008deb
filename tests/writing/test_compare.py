"""Two texts beside each other: what is the same is paired, what changed is marked by words."""

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from isodesk.writing.compare import Change, Row, Span, changes, compare, spans
from isodesk.writing.compare_lines import Line, page_lines, sentences, tree_lines
from isodesk.writing.compare_words import change_word, note_words
from isodesk.writing.tree import (
    Block,
    Cell,
    Heading,
    Mark,
    Paragraph,
    Picture,
    Running,
    Table,
    Words,
)


def lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


def told(rows: list[Row]) -> list[tuple[str, str | None, str | None]]:
    return [(row.change.value, row.old and row.old.text, row.new and row.new.text) for row in rows]


def para(text: str, **more: bool) -> Paragraph:
    return Paragraph((Words(text, **more),))  # type: ignore[arg-type]


def compared(old: tuple[Block, ...], new: tuple[Block, ...]) -> list[Row]:
    return compare(tree_lines(old), tree_lines(new))


def test_equal_lines_are_paired_and_one_sided_ones_stand_alone() -> None:
    rows = compare(lines("a", "b", "d"), lines("a", "c c c", "b", "d"))
    assert told(rows) == [
        ("same", "a", "a"),
        ("added", None, "c c c"),
        ("same", "b", "b"),
        ("same", "d", "d"),
    ]
    assert changes(rows) == 1


def test_like_lines_are_one_line_changed_by_words() -> None:
    rows = compare(
        lines("Hold the iron at 1480 degrees.", "Pour."),
        lines("Hold the iron at 1500 degrees.", "Pour."),
    )
    assert rows[0].change is Change.CHANGED
    assert rows[0].old_spans == (
        Span("Hold the iron at "), Span("1480", True), Span(" degrees."),
    )  # fmt: skip
    assert rows[0].new_spans[1] == Span("1500", True)


def test_a_comma_between_two_changes_belongs_to_them() -> None:
    old, new = spans("one, two three", "uno, due three")
    assert old == (Span("one, two", True), Span(" three"))
    assert new == (Span("uno, due", True), Span(" three"))


def test_a_line_that_stands_elsewhere_is_moved() -> None:
    long = "A line of more than twenty letters that moves."
    rows = compare(lines(long, "b b b", "c c c"), lines("b b b", "c c c", long))
    assert [row.change for row in rows] == [
        Change.MOVED, Change.SAME, Change.SAME, Change.MOVED,
    ]  # fmt: skip
    assert (change_word(rows[0]), change_word(rows[3])) == ("Moved away", "Moved here")


def test_the_place_is_the_headings_it_stands_under() -> None:
    old = (Heading(1, (Words("Work"),)), Heading(2, (Words("Pouring"),)), para("Pour slowly."))
    new = (*old[:2], para("Pour quickly."))
    rows = compared(old, new)
    assert rows[2].change is Change.CHANGED and rows[2].place == "Work › Pouring"


def test_rows_of_tables_are_compared_cell_by_cell() -> None:
    def table(*rows: tuple[str, str], widths: tuple[int, ...] = (500, 500)) -> Table:
        return Table(tuple(tuple(Cell((para(c),)) for c in row) for row in rows), widths)

    rows = compared((table(("a", "1"), ("b", "2")),), (table(("a", "1"), ("b", "3"), ("c", "4")),))
    assert told(rows)[0] == ("same", "a | 1", "a | 1")
    assert rows[1].old_spans == (Span("b | "), Span("2", True))
    assert told(rows)[2] == ("added", None, "c | 4")
    (row,) = compared((table(("a", "1")),), (table(("a", "1"), widths=(300, 700)),))
    assert row.change is Change.FORM and note_words(row) == "widths of the columns differ"


def test_a_change_of_form_alone_is_said() -> None:
    (row,) = compared((para("Never open it."),), (para("Never open it.", bold=True),))
    assert row.change is Change.FORM
    assert note_words(row) == "bold: none, now “Never open it.”"
    (row,) = compared((para("Scope"),), (Heading(2, (Words("Scope"),)),))
    assert note_words(row).startswith("was a paragraph, is a heading")
    items = Paragraph((Words("x"),), Mark(True)), Paragraph((Words("x"),), Mark(True, start=4))
    (row,) = compared(items[:1], items[1:])
    assert note_words(row) == "number or mark: “1.”, now “4.”"


def test_pictures_are_told_apart_by_their_bytes() -> None:
    one, other = Picture("a" * 64, caption="The pump"), Picture("b" * 64, caption="The pump")
    assert compared((one,), (one,))[0].change is Change.SAME
    (row,) = compared((one,), (other,))
    assert row.change is Change.FORM and note_words(row) == "another picture"
    unnamed = Picture("a" * 64), Picture("b" * 64)
    assert compared(unnamed[:1], unnamed[1:])[0].change is Change.FORM


def test_heads_and_feet_are_lines_too() -> None:
    head, foot = Running(False, (Words("Secret"),)), Running(True, (Words("Secret"),))
    assert [one.kind for one in tree_lines((head, foot))] == ["head", "foot"]


# Pages


def page(*body: str, number: int, of: int = 3) -> tuple[str, str]:
    return "\n".join(["QP-07 Melting", *body, f"page {number} of {of}"]), ""


def test_lines_of_pages_become_sentences_wherever_the_paper_was_full() -> None:
    old = [
        page("The ladle is preheated before the", "first heat of the day. It is fil-", number=1),
        page("led slowly. Nobody stands below.", number=2),
        page("End of it.", number=3),
    ]
    new = [
        page("The ladle is preheated before the", number=1),
        page("first heat of the day. It is filled slowly. Nobody", number=2),
        page("stands below.", "End of it.", number=3),
    ]
    rows = compare(sentences(page_lines(old)), sentences(page_lines(new)))
    assert [r.change for r in rows if r.change is not Change.SAME] == [], told(rows)
    texts = [row.new.text for row in rows if row.new]
    assert texts.count("QP-07 Melting") == 1
    assert "The ladle is preheated before the first heat of the day." in texts


def test_scans_are_compared_by_their_picture() -> None:
    old, new = page_lines([("", "aa"), ("", "bb")]), page_lines([("", "aa"), ("", "cc")])
    rows = compare(sentences(old), sentences(new))
    assert [row.change for row in rows] == [Change.SAME, Change.FORM]
    assert note_words(rows[1]) == "the picture of the page differs" and rows[1].place == "p. 2"


# Bounds

TEXTS = st.lists(st.text("ab c.", max_size=12), max_size=25)


@given(TEXTS, TEXTS)
@settings(deadline=None, max_examples=150)
def test_no_line_is_lost_or_turned_round(old: list[str], new: list[str]) -> None:
    rows = compare(lines(*old), lines(*new))
    assert [row.old.text for row in rows if row.old] == old
    assert [row.new.text for row in rows if row.new] == new
    for row in rows:
        if row.old:
            assert "".join(span.text for span in row.old_spans) == row.old.text
        if row.new:
            assert "".join(span.text for span in row.new_spans) == row.new.text


def test_a_text_of_repeats_or_of_one_endless_line_takes_no_time() -> None:
    started = time.monotonic()
    compare(lines(*["yes"] * 5_000), lines(*["yes"] * 5_100))
    compare(lines(*["yes", "no"] * 2_500), lines(*["no", "no", "yes"] * 1_700))
    compare(lines("a b " * 20_000), lines("b a " * 20_000))
    compare(
        [Line("a b " * 300 + str(n)) for n in range(100)],
        [Line("b a " * 300 + str(n)) for n in range(100)],
    )
    assert time.monotonic() - started < 20


def test_two_hundred_pages_of_which_every_line_changed() -> None:
    chance = random.Random(7)
    old = [" ".join(f"word{chance.randrange(3000)}" for _ in range(60)) for _ in range(1_600)]
    new = [" ".join("other" if chance.random() < 0.2 else w for w in t.split()) for t in old]
    started = time.monotonic()
    rows = compare(lines(*old), lines(*new))
    assert sum(row.change is Change.CHANGED for row in rows) >= 1_590
    assert time.monotonic() - started < 30
