"""A written document on paper: all of it is there, and the file says what everything is."""

import io
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from PIL import Image

from isodesk.printing import bidi, pictures
from isodesk.printing.document import tree_pdf
from isodesk.printing.document_sheets import Shown
from isodesk.printing.sheets import LETTER
from isodesk.printing.stamp import Placing, stamp
from isodesk.writing.tree import (
    Align,
    Block,
    Cell,
    DocumentLink,
    Field,
    FieldName,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    Tree,
    Words,
    inlines_of,
)
from tests.printing.reading import (
    font_names,
    outline_of,
    packed,
    page_count,
    pages_of,
    picture,
    text_of,
)
from tests.printing.rich import (
    FLOW,
    IMAGES,
    LADLE,
    PHOTO,
    SHOWN,
    STACK,
    TREE,
    cell,
    item,
    photo,
    said,
)
from tests.printing.samples import COMPANY, HEAD
from tests.printing.tags import loose_words, tags_of
from tests.printing.test_document import strip_is_white
from tests.printing.test_stamp import COPY
from tests.stamp_judge import checked, judge
from tests.writing.trees import TREES

BARE = replace(HEAD, lead="")


def made(*blocks: Block, shown: Shown = SHOWN) -> bytes:
    return tree_pdf(Tree(blocks), BARE, COMPANY, shown, IMAGES)


@pytest.fixture(scope="module")
def rich() -> bytes:
    return tree_pdf(TREE, BARE, COMPANY, SHOWN, IMAGES)


def test_the_structure_is_the_text_in_the_order_it_is_read(rich: bytes) -> None:
    tags = tags_of(rich)
    heads = [(tag.role, tag.text.replace("\xa0", "")) for tag in tags if tag.role[0] == "H"]
    assert heads == [
        ("H1", "Melting and pouring"),
        ("H2", "1 Purpose and scope"),
        ("H2", "2 The heat, step by step"),
        ("H3", "2.1 Limits"),
        ("H2", "3 Pictures"),
        ("H2", "4 Records"),
    ]
    assert tags[1].text.startswith("How a heat is charged, melted, tested and poured so that the")
    assert tags[1].text.endswith("iron in the mould is the iron the customer ordered.")
    start = next(n for n, tag in enumerate(tags) if tag.role == "L")
    assert [(tag.depth, tag.role, tag.text) for tag in tags[start : start + 11]] == [
        (1, "L", ""), (2, "LI", ""), (3, "Lbl", "1."), (3, "LBody", ""),
        (4, "P", "Check the charge"), (4, "L", ""), (5, "LI", ""), (6, "LBody", ""),
        (7, "P", "alloy"), (5, "LI", ""), (6, "LBody", ""),
    ]  # fmt: skip
    assert {"Link", "BlockQuote", "Code", "Caption"} <= {tag.role for tag in tags}


def test_pictures_say_what_they_show(rich: bytes) -> None:
    figures = [tag.alt for tag in tags_of(rich) if tag.role == "Figure"]
    assert figures == ["Three steps from charge to mould", "The ladle", "The stack"]


def test_a_table_over_pages_is_one_table_with_its_spans(rich: bytes) -> None:
    tags = tags_of(rich)
    assert [tag.role for tag in tags].count("Table") == 2
    heads = [(tag.text, tag.span) for tag in tags if tag.role == "TH"]
    assert heads == [
        ("Step", (1, 2)), ("What", (1, 2)), ("Limits", (2, 1)), ("Kept", (1, 2)),
        ("from", (1, 1)), ("to", (1, 1)),
    ]  # fmt: skip
    firsts = [
        after.text for tag, after in pairwise(tags)
        if tag.role == "TR" and after.role == "TD"
    ]  # fmt: skip
    assert firsts[:60] == [str(n) for n in range(1, 61)]


def test_furniture_is_no_text(rich: bytes) -> None:
    loose = loose_words(rich)
    assert all("Number" in words and "Printed on both sides" in words for words in loose)
    assert all("keep at the furnace · QP-07" in words for words in loose)
    assert "StepWhatKept" in packed(loose[2])
    assert not any("Heat card" in words for words in loose)


def test_poppler_reads_the_structure_too(rich: bytes) -> None:
    import subprocess

    run = subprocess.run(
        ["pdfinfo", "-struct-text", "-"], input=rich, capture_output=True, check=True
    )
    told = run.stdout.decode()
    assert "Syntax Error" not in run.stderr.decode()
    assert '"Melt and take the sample"' in told and "H3 (block)" in told


def test_the_file_is_sound_small_and_the_same_again(rich: bytes) -> None:
    pictures._kept.clear()
    assert rich == tree_pdf(TREE, BARE, COMPANY, SHOWN, IMAGES)
    assert checked(rich) == 0
    assert all(font_names(rich).values())
    assert len(rich) < 200_000
    with pikepdf.open(io.BytesIO(rich)) as opened:
        assert opened.Root.Lang == "en"
        assert opened.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712


def test_the_strip_stays_white_on_either_paper() -> None:
    for size in (None, LETTER):
        pdf = tree_pdf(TREE, BARE, COMPANY, SHOWN, IMAGES, *([size] if size else []))
        assert strip_is_white(pdf)


def test_the_stamp_goes_on_it(rich: bytes) -> None:
    stamped = stamp(rich, COPY, Placing.RESERVED).pdf
    assert judge(stamped, COPY).faults == ()
    assert "Spectrometer log" in text_of(stamped)


def test_bookmarks_lead_to_every_heading(rich: bytes) -> None:
    assert outline_of(rich) == [
        (0, "Melting and pouring"),
        (1, "1  Purpose and scope"),
        (1, "2  The heat, step by step"),
        (2, "2.1\xa0 Limits"),
        (1, "3  Pictures"),
        (1, "4  Records"),
    ]


def test_fields_and_links_show_what_is_so_now(rich: bytes) -> None:
    text = " ".join(text_of(rich).split())
    assert "Document QP-07 revision 4 of Northfield Castings, in force from 23 Nov 2026" in text
    assert "Moulding is in QP-06 Moulding, revision 2; the" in text
    later = replace(SHOWN, effective=None, links={6: "QP-06 Moulding, revision 3"})
    text = " ".join(text_of(tree_pdf(TREE, BARE, COMPANY, later, IMAGES)).split())
    assert "in force from the day of issue" in text and "QP-06 Moulding, revision 3" in text


def test_a_link_to_a_document_that_is_unknown_shows_its_number() -> None:
    assert "see QP-99." in text_of(
        made(Paragraph((Words("see "), DocumentLink(99, "QP-99"), Words("."))))
    )


def test_links_to_the_web_can_be_clicked(rich: bytes) -> None:
    with pikepdf.open(io.BytesIO(rich)) as opened:
        notes = [note for page in opened.pages for note in page.obj.get("/Annots", [])]
        assert {str(note.A.URI) for note in notes} == {"https://example.org/standard"}
        parents = opened.Root.StructTreeRoot.ParentTree.Nums
        keys = {int(parents[n]): parents[n + 1] for n in range(0, len(parents), 2)}
        assert all(keys[int(note.StructParent)].S == "/Link" for note in notes)


def test_an_address_too_long_for_paper_is_cut_and_still_leads_there() -> None:
    href = "https://example.org/" + "a%20" * 40
    pdf = made(Paragraph((Words("the maker", href=href),)))
    assert "the maker (https://example.org/…)" in text_of(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.pages[0].Annots[0].A.URI) == href


def test_only_web_mail_and_telephone_are_clicked() -> None:
    pdf = made(Paragraph((Words("a", href="javascript:alert(1)"), Words("b", href="file:///x"))))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "/Annots" not in opened.pages[0].obj
    assert "(javascript:alert(1))" in text_of(pdf)


def test_head_and_foot_of_the_writers_stand_on_every_page(rich: bytes) -> None:
    pages = pages_of(rich)
    assert len(pages) > 4
    assert all("Melt shop · keep at the furnace · QP-07" in page for page in pages)
    assert all("Printed on both sides" in page for page in pages)


def test_a_page_break_begins_a_page() -> None:
    pages = pages_of(made(Paragraph(said("one")), PageBreak(), Paragraph(said("two"))))
    assert "one" in pages[0] and "two" in pages[1]
    assert page_count(made(Paragraph(said("one")), PageBreak(), PageBreak())) == 2


# pictures


def images_in(pdf: bytes) -> list[tuple[int, int, str]]:
    """(width, height, filter) of every picture but the logo."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [
            (int(thing.Width), int(thing.Height), str(thing.Filter))
            for thing in opened.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
    return sorted(one for one in found if one[:2] != (80, 80))


def test_pictures_are_upright_no_finer_than_paper_and_once_in_the_file() -> None:
    pdf = made(Picture(LADLE, 600), Picture(LADLE, 600), Picture(STACK), Picture(FLOW))
    assert images_in(pdf) == [
        (595, 397, "/DCTDecode"),
        (640, 360, "/FlateDecode"),
        (800, 1200, "/DCTDecode"),
    ]


def ink(page: Image.Image) -> tuple[int, int, int, int]:
    """The box of all that is dark below the title."""
    body = page.crop((0, 120, page.width, page.height))
    return body.point(lambda v: 255 if v < 200 else 0).getbbox() or (0, 0, 0, 0)


@pytest.mark.parametrize("turned", [1, 6])
def test_a_picture_fits_the_column_and_the_page(turned: int) -> None:
    import hashlib

    content = photo(300, 3000, turned)
    name = hashlib.sha256(content).hexdigest()
    pdf = tree_pdf(Tree((Picture(name),)), BARE, COMPANY, SHOWN, {name: content})
    assert strip_is_white(pdf)
    left, _, right, _ = ink(picture(pdf, page_count(pdf) - 1))
    assert left >= 190 and right <= 549
    if turned == 6:
        assert right - left > 350


@pytest.mark.parametrize("content", [None, b"", b"\x89PNG broken", PHOTO[:5000]])
def test_a_picture_that_is_lost_leaves_its_words(content: bytes | None) -> None:
    images = {} if content is None else {"cd" * 32: content}
    block = Picture("cd" * 32, 500, "the heat card", "Card 7")
    text = text_of(tree_pdf(Tree((block,)), BARE, COMPANY, SHOWN, images))
    assert "[Picture: the heat card]" in text and "Card 7" in text


# tables


def table(rows: Sequence[Sequence[Cell]], widths: tuple[int, ...] = (), head: int = 1) -> Table:
    return Table(tuple(map(tuple, rows)), widths, head)


def many(word: str, count: int) -> str:
    return " ".join(f"{word}{n}" for n in range(count))


def numbered(word: str, pdf: bytes) -> list[int]:
    return [int(w[len(word) :]) for w in text_of(pdf).split() if w.startswith(word)]


def test_a_tall_merged_cell_goes_on_over_pages_beside_its_rows() -> None:
    rows = [[cell("Head"), cell("Rows")], [cell(many("tall", 900), down=40), cell("row0")]]
    rows += [[cell(f"row{n}")] for n in range(1, 40)]
    pdf = made(table(rows))
    assert sorted(numbered("tall", pdf)) == list(range(900))
    assert sorted(numbered("row", pdf)) == list(range(40))
    assert page_count(pdf) > 1 and strip_is_white(pdf)
    tags = tags_of(pdf)
    assert next(tag for tag in tags if tag.span == (1, 40)).text == many("tall", 900)


def test_a_row_taller_than_a_page_is_cut_between_lines() -> None:
    pdf = made(table([[cell("A"), cell("B")], [cell("x"), cell(many("w", 3000))], [cell("y")]]))
    assert numbered("w", pdf) == list(range(3000))
    assert strip_is_white(pdf)
    assert all(page.split("Page")[1].split("\n")[2:3] == ["A B"] for page in pages_of(pdf)[1:])


def test_widths_of_the_writer_hold() -> None:
    pdf = made(table([[cell("aa"), cell("bb")], [cell("cc"), cell("dd")]], (250, 500)))
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    page = document[0].get_textpage()
    lefts = {word: page.search(word).get_next() for word in ("cc", "dd")}
    boxes = {word: page.get_charbox(found[0])[0] for word, found in lefts.items() if found}
    document.close()
    assert boxes["cc"] == pytest.approx(191, abs=2)
    assert boxes["dd"] == pytest.approx(191 + 357 * 0.25 + 12 * 2 / 3, abs=4)


def test_a_width_gives_way_before_a_word_is_cut() -> None:
    text = text_of(made(table([[cell("Spectrometer"), cell("b")]], (20, 980), head=0)))
    assert "Spectrometer" in text


def test_lists_and_paragraphs_in_a_cell() -> None:
    items = (item("one", ordered=True), item("two", ordered=True), item("below", 1))
    last = Paragraph(said("Last"), align=Align.RIGHT)
    rich_cell = Cell((Paragraph(said("First")), *items, last))
    pdf = made(table([[cell("H")], [rich_cell]]))
    text = text_of(pdf)
    for line in ("First", "1. one", "2. two", "below", "Last"):
        assert line in text
    roles = [tag.role for tag in tags_of(pdf)]
    assert roles[roles.index("TD") :][:4] == ["TD", "P", "L", "LI"]


def test_header_rows_that_fill_a_page_are_set_once() -> None:
    pdf = made(table([[cell(many("head", 900))], [cell("end")]]))
    assert numbered("head", pdf) == list(range(900))


# everything


def expected(tree: Tree) -> list[str]:
    """The words of its paragraphs and cells that every reader of a PDF gives back as they are."""
    blocks = [block for block in tree.blocks if isinstance(block, Paragraph | Table)]
    words = [i.text for i in inlines_of(blocks) if isinstance(i, Words)]
    turned = bidi.has_right_to_left("".join(words))
    return [] if turned else [packed(text) for text in words if text.isascii()]


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(TREES)
def test_every_tree_prints_above_the_strip_and_is_sound(tree: Tree) -> None:
    pdf = tree_pdf(tree, BARE, COMPANY, SHOWN, IMAGES)
    assert strip_is_white(pdf)
    read = packed("".join(tag.text for tag in tags_of(pdf)))
    assert [words for words in expected(tree) if words not in read] == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []


def test_a_wide_table_of_headings_alone_is_printed_too() -> None:
    heads = [cell(many(f"Heading{n}x", 3)) for n in range(12)]
    read = packed("".join(tag.text for tag in tags_of(made(table([heads])))))
    assert [n for n in range(12) if f"Heading{n}x" not in read] == []


LONG = Tree(
    tuple(
        block
        for n in range(30)
        for block in (
            Heading(1, said(f"Part{n}")),
            Paragraph((*said(many(f"p{n}x", 60)), Field(FieldName.NUMBER))),
            table(
                [[cell(f"h{n}"), cell("k")], *[[cell(f"c{n}r{r}"), cell("v")] for r in range(9)]]
            ),
        )
    )
)


def test_no_word_of_a_long_text_is_lost_or_out_of_order() -> None:
    pdf = tree_pdf(LONG, BARE, COMPANY, SHOWN)
    read = [tag.text for tag in tags_of(pdf) if tag.text]
    heads = [text for text in read if "Part" in text]
    assert heads == [f"{n + 1} Part{n}" for n in range(30)]
    for n in range(30):
        assert many(f"p{n}x", 60) + "QP-07" in read
        assert [text for text in read if text.startswith(f"c{n}r")] == [
            f"c{n}r{r}" for r in range(9)
        ]


def test_hebrew_is_said_as_it_is_read() -> None:
    pdf = made(Heading(1, said("שלום עולם")), Paragraph(said("The sign says שלום עולם.")))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        told = [str(o.ActualText) for o in opened.objects if "/ActualText" in _dictionary(o)]
    assert sorted(told) == ["1 שלום עולם", "The sign says שלום עולם."]


def _dictionary(thing: pikepdf.Object) -> pikepdf.Object | dict[str, str]:
    return thing if isinstance(thing, pikepdf.Dictionary) else {}
