"""Lists of any length and width."""

import dataclasses
import time

from isodesk.printing.list_sheets import Column, Group, ListSheet
from isodesk.printing.register import headline, list_pdf
from tests.printing import samples
from tests.printing.reading import page_count, pages_of, picture, text_of


def a_list(rows: tuple[tuple[str, ...], ...], columns: int, total: int = 0) -> ListSheet:
    heads = tuple(Column(f"Heading {n}") for n in range(columns))
    return ListSheet("A list", "Register", heads, (Group("", rows),), len(rows), total, "rows")


def printed(sheet: ListSheet) -> bytes:
    return list_pdf(sheet, samples.COMPANY, samples.FOOT)


def test_10_000_rows_print_in_a_few_seconds_and_none_is_missing() -> None:
    rows = tuple(
        (f"QP-{n}", "Melting and pouring of iron", "4", "Effective", "J. Okafor", f"day {n % 97}")
        for n in range(10_000)
    )
    begun = time.process_time()
    pdf = printed(a_list(rows, 6, 10_000))
    assert time.process_time() - begun < 8
    said = set(text_of(pdf).split())
    assert {f"QP-{n}" for n in range(10_000)} <= said


def test_the_heading_and_page_number_stand_on_every_page() -> None:
    pages = pages_of(printed(a_list(tuple((f"r{n}", "x") for n in range(200)), 2)))
    assert len(pages) > 3
    for number, said in enumerate(pages, 1):
        assert "Heading 1" in said
        assert f"{number} of {len(pages)}" in said


def test_a_cell_taller_than_a_page_prints_whole() -> None:
    long = " ".join(f"item{n}" for n in range(4000))
    pdf = printed(a_list((("a", "short"), ("b", long), ("c", "after")), 2))
    said = set(text_of(pdf).split())
    assert page_count(pdf) > 2
    assert {f"item{n}" for n in range(4000)} <= said
    assert "after" in said


def test_a_wide_list_lies_on_its_side() -> None:
    narrow = picture(printed(a_list((("one", "two"),), 2)))
    wide = picture(printed(a_list((("words of some length",) * 9,), 9)))
    assert narrow.height > narrow.width
    assert wide.width > wide.height


def test_more_columns_than_paper_still_print() -> None:
    for columns in (30, 200):
        assert page_count(printed(a_list((("cell",) * columns,), columns))) >= 1


def test_what_was_asked_and_how_many_of_how_many() -> None:
    said = text_of(printed(samples.MASTER))
    assert "3 of 41 documents" in said
    assert "Filter: system Environment" in said
    everything = dataclasses.replace(samples.MASTER, total=3, filter_words="")
    assert headline(everything) == "3 documents"
    assert "No filter · 3 documents" in text_of(printed(everything))


def test_an_empty_list_says_so() -> None:
    assert "Nothing to list." in text_of(printed(a_list((), 3)))


def test_a_short_row_leaves_its_last_cells_empty() -> None:
    assert "only" in text_of(printed(a_list((("only",),), 3)))
