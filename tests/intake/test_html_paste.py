"""Clipboard texts of Word, Excel, LibreOffice and browsers become blocks; nothing breaks it."""

import base64
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isodesk.intake.html_paste import Pasted, pasted_html, pasted_text
from isodesk.writing.normal import normal
from isodesk.writing.tree import (
    Align,
    Block,
    Cell,
    Code,
    Heading,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Table,
    Tree,
    Words,
    text_of,
)
from tests.printing.naughty import NAUGHTY

FOLDER = Path(__file__).parent / "clipboard"


def p(words: str, mark: Mark | None = None, **more: object) -> Paragraph:
    return Paragraph((Words(words),), mark, **more)  # type: ignore[arg-type]


def cell(*lines: str, across: int = 1, down: int = 1) -> Cell:
    return Cell(tuple(map(p, lines)), across, down)


def blocks(name: str) -> tuple[Block, ...]:
    return pasted_html((FOLDER / f"{name}.html").read_text(encoding="utf-8")).blocks


def test_words_headings_lists_and_manners_come_with_word() -> None:
    assert blocks("word_lists") == (
        Heading(1, (Words("Receiving inspection"),)),
        Paragraph(
            (
                Words("Checked "),
                Words("before", bold=True),
                Words(" the "),
                Words("shelf", italic=True),
                Words(", at 20\xa0m"),
                Words("2", raised=1),
                Words(" a day, see "),
                Words("the page", href="https://isodesk.example/help"),
                Words("."),
            )
        ),
        p("Count the parts", Mark()),
        p("All boxes", Mark(False, 1)),
        p("Measure", Mark(True)),
        p("With the gauge", Mark(True, 1)),
        PageBreak(),
        Heading(2, (Words("After the break"),)),
    )


def test_a_table_of_word_keeps_its_cells_and_widths() -> None:
    assert blocks("word_table") == (
        Table(
            (
                (
                    cell("Lot"),
                    Cell((p("Sample", align=Align.CENTRE),), across=2),
                ),
                (cell("1 to 8", "pieces", down=2), cell("all"), cell("3")),
                (cell("8"), Cell()),
            ),
            (334, 333, 333),
            1,
        ),
        p("Below the table."),
    )


def test_a_range_of_excel_is_a_table() -> None:
    right = Align.RIGHT
    assert blocks("excel_range") == (
        Table(
            (
                (cell("Part"), cell("Nominal"), cell("Found")),
                (
                    cell("Flange & ring"),
                    Cell((p("12.50", align=right),)),
                    Cell((p("12.48", align=right),)),
                ),
                (cell("Sum", across=2), Cell()),
            ),
            (500, 250, 250),
            1,
        ),
    )


def test_libreoffice_speaks_plain_html() -> None:
    assert blocks("libreoffice") == (
        Heading(2, (Words("Records"),)),
        Paragraph(
            (
                Words("Kept", underline=True),
                Words(" for "),
                Words("ten", bold=True),
                Words(" years"),
            ),
            align=Align.CENTRE,
        ),
        p("First", Mark(True)),
        p("Inner", Mark(False, 1)),
        p("Second", Mark(True)),
        p("goes on", level=1),
        Table(((cell("What"), cell("Years")), (cell("Report"), cell("10"))), (667, 333), 1),
        Code("a  =  1\nb"),
        Rule(),
    )


def test_a_list_that_begins_elsewhere_keeps_its_number() -> None:
    found = pasted_html("<ol start=4><li>d<li>e</ol>").blocks
    assert found == (p("d", Mark(True, 0, 4)), p("e", Mark(True)))


def test_a_web_page_gives_its_words_only() -> None:
    found = pasted_html(
        "<title>T</title><script>alert(1)</script><nav><div>Menu</div></nav>"
        "<blockquote>Said</blockquote><p style='display:none'>no</p><p>One<br>two</p>"
        "<img src='https://tracker.example/p.png'><img src='file:///etc/passwd'>"
        "<a href='javascript:x()'>there</a>"
    )
    assert found.blocks == (p("Menu"), p("Said", quote=1), p("One\ntwo"), p("there"))
    assert not found.pictures


def test_a_picture_within_the_text_comes_with_its_bytes() -> None:
    body = base64.b64encode(b"\x89PNG picture").decode()
    found = pasted_html(f"<p>a</p><img alt='Pump' src='data:image/png;base64,{body}'>")
    picture = found.blocks[1]
    assert isinstance(picture, Picture) and picture.alt == "Pump"
    assert found.pictures == {picture.sha256: b"\x89PNG picture"}


def test_text_with_tabs_is_a_table_and_other_text_its_lines() -> None:
    assert pasted_text("a\tb\r\n1\t\r\n").blocks == (
        Table(((cell("a"), cell("b")), (cell("1"), Cell())), (), 1),
    )
    assert pasted_text("one\n\ntwo\tx\n").blocks == (p("one"), p("two\tx"))


def test_tables_in_tables_keep_their_words() -> None:
    found = pasted_html("<table><tr><td>a<table><tr><td>b<td>c</table>d</table>").blocks
    assert found == (Table(((cell("a", "b", "c", "d"),),), (), 0),)


def test_five_thousand_rows_are_read_in_seconds() -> None:
    row = "<tr>" + "".join(f"<td class=xl66>{n}.5</td>" for n in range(8)) + "</tr>"
    began = time.monotonic()
    (table,) = pasted_html(f"<table>{row * 5000}</table>").blocks
    assert isinstance(table, Table) and len(table.rows) == 5000
    assert time.monotonic() - began < 20


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<table>",
        "</table>",
        "<tr>",
        "<td",
        "colspan=3>",
        "<td",
        "rowspan=99>",
        "</td>",
        "<ul>",
        "<ol",
        "start=3>",
        "<li>",
        "</ul>",
        "<b>",
        "</b>",
        "<h1>",
        "</h1>",
        "<pre>",
        "<br>",
        "<hr>",
        "<style>",
        "</style>",
        "<![if",
        "!supportLists]>",
        "<![endif]>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE",
        "<p\tstyle='mso-list:level9'",
        "<?",
        "<img\tsrc='data:image/png;base64,x'>",
        "&nbsp;",
        "&#0;",
        "&#xD800;",
        "<blockquote>",
        "<thead>",
        "<th>",
        "<col\twidth=0>",
        "<a\thref=https://x>",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(TAGS, st.text(max_size=6), st.sampled_from(NAUGHTY)), max_size=40))
def test_anything_is_taken_and_comes_out_in_the_one_form(parts: list[str]) -> None:
    for found in (pasted_html("".join(parts)), pasted_text("".join(parts))):
        assert isinstance(found, Pasted)
        assert normal(Tree(found.blocks)).blocks == found.blocks


@pytest.mark.parametrize("words", ["x" * 200_000, "<b>" * 50_000, "<table><tr><td>" * 9_000])
def test_depth_and_length_do_no_harm(words: str) -> None:
    began = time.monotonic()
    assert isinstance(text_of(pasted_html(words).blocks), str)
    assert time.monotonic() - began < 10
