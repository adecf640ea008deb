"""Tables and pictures of Word files, what hangs in the text, and files made to do harm."""

import hashlib
import time

import pytest

from isodesk.core.problems import Refused
from isodesk.intake.docx_tree import read_word
from isodesk.intake.reader import Reader
from isodesk.intake.written import word_text
from isodesk.writing.tree import Cell, Paragraph, Picture, Rule, Table, Words, text_of
from tests.intake.making import LAUGHS, XXE, deflate_bomb, lying_bomb, many_members, picture
from tests.intake.word_making import (
    JPEG,
    PNG,
    blocks,
    cell,
    drawing,
    losses,
    p,
    relation,
    row,
    runs,
    t,
    table,
    word,
)

IMAGE = relation("rP", "image", "media/image1.png")


def the_table(*rows: str, grid: tuple[int, ...] = (), properties: str = "") -> Table:
    (found,) = blocks(table(*rows, grid=grid, properties=properties))
    assert isinstance(found, Table)
    return found


def texts(found: Table) -> list[list[tuple[str, int, int]]]:
    return [
        [(text_of(one.paragraphs), one.across, one.down) for one in line] for line in found.rows
    ]


def test_widths_and_header_rows() -> None:
    head = row(cell(p("A")), cell(p("B")), properties="<w:tblHeader/>")
    found = the_table(head, row(cell(p("a")), cell(p("b"))), grid=(3009, 6017))
    assert (found.widths, found.head) == ((333, 667), 1)
    narrow = the_table(row(cell(p("a")), cell(p("b"))), grid=(903, 903))
    assert (narrow.widths, narrow.head) == ((100, 100), 0)


def test_a_first_row_of_bold_or_of_a_styled_head_is_a_head() -> None:
    bold = p("A", run="<w:rPr><w:b/></w:rPr>")
    assert the_table(row(cell(bold)), row(cell(p("a")))).head == 1
    styled = '<w:tblStyle w:val="Grid"/><w:tblLook w:val="04A0"/>'
    assert the_table(row(cell(p("A"))), row(cell(p("a"))), properties=styled).head == 1
    assert the_table(row(cell(bold))).head == 0


def test_merged_cells_make_a_whole_grid() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    found = the_table(
        row(cell(p("a"), down), cell(p("b"), '<w:gridSpan w:val="2"/>')),
        row(cell("<w:p/>", on), cell(p("c")), cell(p("d"))),
        row(cell("<w:p/>", on), cell(p("e"))),
        grid=(1000, 1000, 1000),
    )
    assert texts(found) == [
        [("a", 1, 3), ("b", 2, 1)],
        [("c", 1, 1), ("d", 1, 1)],
        [("e", 1, 1), ("", 1, 1)],
    ]


def test_a_row_that_is_covered_altogether_is_dropped() -> None:
    found = the_table(
        row(
            cell(p("a"), '<w:vMerge w:val="restart"/>'), cell(p("b"), '<w:vMerge w:val="restart"/>')
        ),
        row(cell("<w:p/>", "<w:vMerge/>"), cell(p("lost?"), "<w:vMerge/>")),
        row(cell(p("c")), cell(p("d"))),
    )
    assert texts(found) == [[("a", 1, 1), ("b\nlost?", 1, 1)], [("c", 1, 1), ("d", 1, 1)]]


def test_rows_may_begin_late_and_end_early() -> None:
    found = the_table(
        row(cell(p("a")), cell(p("b")), cell(p("c"))),
        row(cell(p("x")), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    )
    assert texts(found)[1] == [("", 1, 1), ("x", 1, 1), ("", 1, 1)]


def test_lists_headings_and_tables_within_a_cell() -> None:
    inner = table(row(cell(p("n1")), cell(p("n2"))), row(cell(p("n3")), cell(p("n4"))))
    body = table(row(cell(p("Head", "Heading1") + inner + "<w:p/>")))
    (found,) = blocks(body)
    assert isinstance(found, Table)
    assert found.rows[0][0].paragraphs[0] == Paragraph((Words("Head", bold=True),))
    assert texts(found) == [[("Head\nn1\tn2\nn3\tn4", 1, 1)]]
    assert any(one.startswith("Tables within a table") for one in losses(body))
    assert any(one.startswith("Headings inside tables") for one in losses(body))


def test_an_empty_grid_to_fill_in_stays() -> None:
    assert the_table(row(cell(), cell()), row(cell(), cell())).rows[1] == (Cell(), Cell())


def with_picture(body: str, data: bytes = PNG, name: str = "image1.png") -> tuple[object, ...]:
    image = relation("rP", "image", f"media/{name}")
    return blocks(body, image, **{f"word__media__{name}": data})


def test_pictures_keep_their_bytes_width_alt_and_caption() -> None:
    body = runs(drawing("rP", alt="A pump")) + p("Figure 1: the pump", "Caption")
    found = with_picture(body)
    digest = hashlib.sha256(PNG).hexdigest()
    assert found == (Picture(digest, 500, "A pump", "Figure 1: the pump"),)
    data = word(body, IMAGE, word__media__image1__png="", **{"word__media__image1.png": PNG})
    assert read_word(data)[1] == {digest: PNG}


def test_a_picture_in_a_line_stands_below_it_and_one_in_a_table_below_that() -> None:
    line = runs(t("before "), drawing("rP"), t("after"))
    found = with_picture(line + table(row(cell(p("x") + runs(drawing("rP"))))))
    assert [type(one) for one in found] == [Paragraph, Picture, Table, Picture]
    said = losses(line, IMAGE, **{"word__media__image1.png": PNG})
    assert "Pictures that stood within or beside lines stand below them (1)." in said


def test_other_pixels_become_png_and_a_crop_is_kept() -> None:
    said = losses(
        runs(drawing("rP")),
        relation("rP", "image", "media/a.gif"),
        **{"word__media__a.gif": picture("GIF")},
    )
    assert "Pictures were made into PNG: “GIF” (1)." in said
    (cut,) = with_picture(runs(drawing("rP", more='<a:srcRect l="50000"/>')), JPEG)
    assert isinstance(cut, Picture) and cut.sha256 != hashlib.sha256(JPEG).hexdigest()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        (
            "a.emf",
            b"\x01\0\0\0" + b"\0" * 36 + b" EMF",
            "that cannot be kept are missing: “EMF” (1)",
        ),
        ("a.svg", b"<svg/>", "that cannot be kept are missing: “SVG” (1)"),
        ("a.png", b"\x89PNG\r\n\x1a\nnonsense", "Damaged pictures are missing (1)"),
        ("a.png", b"", "Damaged pictures are missing (1)"),
    ],
)
def test_a_picture_that_is_not_carried_is_said(name: str, data: bytes, sentence: str) -> None:
    body = p("x") + runs(drawing("rP"))
    image = relation("rP", "image", f"media/{name}")
    assert any(sentence in one for one in losses(body, image, **{f"word__media__{name}": data}))


def test_nothing_outside_the_file_is_fetched() -> None:
    outside = relation("rP", "image", "https://example.org/track.png", outside=True)
    said = losses(p("x") + runs(drawing("rP")), outside)
    assert any("were not fetched: “https://example.org/track.png” (1)" in one for one in said)


BOX = (
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic>"
    "<a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp>"
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    "<v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict>"
    "</mc:Fallback></mc:AlternateContent>"
)


def test_a_text_box_is_carried_once() -> None:
    body = runs(t("anchor"), BOX.format(p("in the box")))
    assert text_of(blocks(body)) == "anchor\nin the box"
    assert "Text boxes stand as text below the place where they hung (1)." in losses(body)


def test_old_drawings_rules_and_watermarks() -> None:
    rule = '<w:pict><v:rect style="width:0;height:1.5pt" o:hr="t"/></w:pict>'
    assert blocks(p("a") + runs(rule) + p("b"))[1] == Rule()
    old = '<w:pict><v:shape style="width:225.65pt"><v:imagedata r:id="rP"/></v:shape></w:pict>'
    (found,) = with_picture(runs(old))
    assert isinstance(found, Picture) and found.width == 500
    mark = '<w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict>'
    assert "Watermarks are not carried: “DRAFT” (1)." in losses(p("x") + runs(mark))


def test_diagrams_charts_shapes_and_objects_are_said() -> None:
    diagram = '<w:drawing><wp:inline><dgm:relIds r:dm="rD"/></wp:inline></w:drawing>'
    data = (
        '<dgm:dataModel xmlns:dgm="http://d" xmlns:a="http://a"><dgm:pt><dgm:t><a:p><a:r>'
        "<a:t>Plan</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>"
    )
    body = runs(
        t("x"),
        diagram,
        '<w:drawing><wp:inline><c:chart r:id="rC"/></wp:inline></w:drawing>',
        "<w:drawing><wp:anchor><wps:wsp/></wp:anchor></w:drawing>",
        '<w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>',
    )
    told = relation("rD", "diagramData", "diagrams/data1.xml")
    parts = {"word__diagrams__data1.xml": data}
    assert text_of(blocks(body, told, **parts)) == "x\nPlan"
    said = " ".join(losses(body, told, **parts))
    for sentence in ("Charts are missing (1)", "Drawn shapes and lines are missing (1)",
                     "Embedded objects are missing: “Excel.Sheet.12” (1)", "SmartArt"):  # fmt: skip
        assert sentence in said


@pytest.mark.parametrize("hostile", [XXE, LAUGHS, deflate_bomb(210), lying_bomb(), b"PK\x03\x04"])
def test_an_attack_is_refused_in_one_sentence(reader: Reader, hostile: bytes) -> None:
    with pytest.raises(Refused, match=r"[.]$"):
        word_text(reader, hostile, what="bad.docx")


def test_too_many_parts_and_other_files_are_refused(reader: Reader) -> None:
    with pytest.raises(Refused, match="10,000"):
        word_text(reader, many_members(10_001))
    with pytest.raises(Refused):
        word_text(reader, picture("PNG"))


def test_tables_nested_by_the_thousand_keep_their_words(reader: Reader) -> None:
    deep = p("the heart")
    for _ in range(3_000):
        deep = f"<w:tbl><w:tr><w:tc>{deep}<w:p/></w:tc></w:tr></w:tbl>"
    text = word_text(reader, word(p("top") + deep))
    assert text_of(text.tree.blocks).split() == ["top", "the", "heart"]
    look = reader.ask("look", "deep.docx", word(p("top") + deep))  # it gets so far in the window
    assert look["refused"] is None and look["facts"]["text"].split() == ["top", "the", "heart"]
    assert any("nested deeper" in one for one in text.losses)


def test_wrappers_and_boxes_nested_by_the_thousand_keep_their_words(reader: Reader) -> None:
    deep, boxed = f"<w:r>{t('the heart')}</w:r>", p("boxed")
    for _ in range(3_000):
        deep = f"<w:smartTag><w:ins>{deep}</w:ins></w:smartTag>"
    for _ in range(60):
        boxed = runs(
            BOX.split("<mc:Fallback>", maxsplit=1)[0].format(boxed) + "</mc:AlternateContent>"
        )
    text = word_text(reader, word(f"<w:p>{deep}</w:p>{boxed}"))
    assert text_of(text.tree.blocks).split() == ["the", "heart", "boxed"]


def test_spans_and_loops_beyond_reason_do_not_hang(reader: Reader) -> None:
    wide = table(row(cell(p("a"), '<w:gridSpan w:val="99999999"/>'), cell(p("b"))))
    started = time.monotonic()
    text = word_text(reader, word(wide + p("x", "Loop")))
    assert time.monotonic() - started < 20
    (found, _) = text.tree.blocks
    assert isinstance(found, Table) and len(found.widths) <= 63 and sum(found.widths) <= 1000
    assert text_of([found]) == "a\nb"


def test_a_long_file_is_read_within_seconds(reader: Reader) -> None:
    body = "".join(p(f"Paragraph {n} of a very long procedure.") for n in range(20_000))
    started = time.monotonic()
    text = word_text(reader, word(body))
    assert len(text.tree.blocks) == 20_000
    assert time.monotonic() - started < 30
