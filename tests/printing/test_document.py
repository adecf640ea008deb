"""Markdown documents: what is written is on the page, and the stamp's strip stays white."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from isodesk.printing import fonts
from isodesk.printing.document import markdown_pdf
from isodesk.printing.document_sheets import DocumentHead
from isodesk.printing.grid import STRIP
from isodesk.printing.sheets import LETTER, Company, Paper
from tests.printing.naughty import NAUGHTY
from tests.printing.reading import (
    font_names,
    outline_of,
    packed,
    page_count,
    pages_of,
    picture,
    text_of,
)
from tests.printing.samples import COMPANY, HEAD, MARKDOWN

BLNS = (
    Path(__file__).parents[2].parent
    / "shared/inputs/hostile/minimaxir+big-list-of-naughty-strings__blns.json"
)
PLAIN = Company("Northfield Castings")


def made(text: str, head: DocumentHead = HEAD, size: Paper | None = None) -> bytes:
    return markdown_pdf(text, head, PLAIN, size) if size else markdown_pdf(text, head, PLAIN)


def strip_is_white(pdf: bytes) -> bool:
    """No pixel of any page's lowest 66 pt is inked."""
    for page in range(page_count(pdf)):
        shot = picture(pdf, page)
        low = shot.crop((0, shot.height - int(STRIP), shot.width, shot.height))
        if low.getextrema() != (255, 255):
            return False
    return True


def test_the_procedure_reads_as_it_was_written(golden: Callable[[str, bytes], None]) -> None:
    golden("document", markdown_pdf(MARKDOWN, HEAD, COMPANY))


def test_only_embedded_fonts_and_the_same_bytes_again() -> None:
    pdf = markdown_pdf(MARKDOWN, HEAD, COMPANY)
    assert pdf == markdown_pdf(MARKDOWN, HEAD, COMPANY)
    assert all(font_names(pdf).values())
    assert not any("Helvetica" in name for name in font_names(pdf))


def test_sections_are_numbered_and_bookmarked() -> None:
    assert outline_of(made(MARKDOWN)) == [
        (0, "Melting and pouring"),
        (1, "1  Purpose and scope"),
        (1, "2  Who does what"),
        (1, "3  The heat, step by step"),
        (2, "3.1\xa0 When it is late"),
        (1, "4  Records"),
    ]


def test_the_writers_own_numbers_are_kept() -> None:
    marks = outline_of(made("## 1. Purpose\nx\n## 4.2 Scope\ny\n## Annex\nz"))
    assert marks[1:] == [(1, "1  Purpose"), (1, "4.2  Scope"), (1, "Annex")]


def test_a_figure_in_a_heading_is_no_number() -> None:
    marks = outline_of(made("## 2026 targets\nx\n## 5 whys\ny"))
    assert marks[1:] == [(1, "1  2026 targets"), (1, "2  5 whys")]
    assert outline_of(made("## 1 Purpose\nx\n## 2 Scope\ny"))[2] == (1, "2  Scope")


def test_the_strip_is_white_on_every_page_of_either_paper() -> None:
    long = MARKDOWN * 8 + "\n\n```\n" + "typed\n" * 120 + "```\n"
    for size in (None, LETTER):
        pdf = made(long, size=size)
        assert page_count(pdf) >= 6
        assert strip_is_white(pdf)


def test_title_and_company_are_properties_of_the_file() -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(made(MARKDOWN))
    properties = document.get_metadata_dict()
    document.close()
    assert properties["Title"] == "QP-07 Melting and pouring"
    assert properties["Author"] == "Northfield Castings"


@pytest.mark.parametrize("text", NAUGHTY, ids=lambda text: ascii(text)[:24])
def test_any_markdown_prints_above_the_strip(text: str) -> None:
    pdf = made(text)
    assert strip_is_white(pdf)
    assert all(font_names(pdf).values())
    assert not Path("exploited").exists()


@pytest.mark.parametrize("text", NAUGHTY, ids=lambda text: ascii(text)[:24])
def test_any_words_stand_in_the_title_block(text: str) -> None:
    head = DocumentHead(text, text, text, text, text, None)
    assert strip_is_white(
        markdown_pdf("x", head, Company(text, text, text.encode(errors="replace")))
    )


def test_tags_and_addresses_are_words() -> None:
    said = packed(text_of(made("<b>x</b> [pig](https://example.org/p) ![the card](a.png)")))
    assert "<b>x</b>pig(https://example.org/p)[Picture:thecard]" in said


def test_definitions_of_addresses_do_not_vanish() -> None:
    assert "[note]: gloves" in text_of(made("[note]: gloves"))


def test_a_paragraph_of_200_000_letters_prints_whole_within_two_seconds() -> None:
    words = " ".join(f"heat{n}" for n in range(22_000))
    begun = time.process_time()
    pdf = made(words)
    assert time.process_time() - begun < 2
    said = text_of(pdf).split()
    assert {f"heat{n}" for n in range(22_000)} <= set(said)


def test_a_word_of_60_000_letters_prints_whole() -> None:
    assert text_of(made("w" * 60_000)).count("w") >= 60_000


def test_a_heading_longer_than_a_page_prints_whole() -> None:
    assert "last7" in text_of(made("# " + "long words " * 2000 + "last7\n\ntext"))


def test_a_table_row_taller_than_a_page_prints_whole() -> None:
    cell = " ".join(f"item{n}" for n in range(3000))
    pdf = made(f"| Name | What |\n|---|---|\n| tall | {cell} |\n| after | z |")
    said = text_of(pdf)
    assert page_count(pdf) > 2
    assert strip_is_white(pdf)
    assert {f"item{n}" for n in range(3000)} <= set(said.split())


def test_wide_tables_print_every_cell() -> None:
    for columns in (9, 14, 40):
        names = [f"Column{n}" for n in range(columns)]
        cells = [f"Spectrometer{n}" for n in range(columns)]
        rule = "|".join(["--"] * columns)
        pdf = made(f"|{'|'.join(names)}|\n|{rule}|\n|{'|'.join(cells)}|")
        said = packed(text_of(pdf))
        assert strip_is_white(pdf)
        assert all(name in said for name in (*names, *cells)), columns


def test_a_picture_that_is_no_picture_leaves_the_name() -> None:
    pdf = markdown_pdf("x", HEAD, Company("Northfield Castings", logo=b"\x89PNG broken"))
    assert "Northfield" in text_of(pdf)


@pytest.mark.inputs
@pytest.mark.skipif(not BLNS.is_file(), reason="the folder of real files is not here")
def test_the_big_list_of_naughty_strings_prints() -> None:
    strings = json.loads(BLNS.read_text(encoding="utf-8"))
    for text in strings:
        made(text)
    typed = "\n".join("    " + line for text in strings for line in text.split("\n"))
    pdf = made(typed)
    said = packed(text_of(pdf))
    latin = [text for text in strings if text.isascii() and text.strip() and text.isprintable()]
    lost = [text for text in latin if packed(fonts.clean(text)) not in said]
    assert len(latin) > 250
    assert not lost


def test_hebrew_and_arabic_are_found_as_they_were_typed() -> None:
    said = text_of(made("The sign says שלום עולם, and مرحبا too."))
    assert "שלום" in said and "עולם" in said
    assert "مرحبا" in said


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    for lines in range(30, 60):
        before = "\n\n".join(["One line."] * lines)
        for after in (
            "Word " * 40,
            "|A|B|\n|-|-|\n|x|" + "long cell " * 20 + "|",
            "### Sub\n" + "w " * 90,
        ):
            for said in pages_of(made(f"## First\n{before}\n\n## Second\n{after}")):
                last = said.rstrip().split("\n")[-1]
                assert last not in (
                    "2 Second",
                    "A B",
                    "2.1 Sub",
                    "2 Second A B",
                    "2 Second 2.1 Sub",
                )
