"""What belongs together on paper stays together: groups and their rows, signatures and what is
signed, notes and tables; and columns share a line so that the rows are low."""

from dataclasses import replace

import pytest

from isodesk.printing.blank_sheet import blank_sheet_pdf
from isodesk.printing.furniture import HEAD_TITLE
from isodesk.printing.list_sheets import Column, Group, ListSheet
from isodesk.printing.record import record_pdf
from isodesk.printing.record_sheets import BlankColumn, BlankSheet, HistoryLine
from isodesk.printing.register import list_pdf
from isodesk.printing.text import TABLE, break_text
from isodesk.printing.widths import lowered
from tests.printing.page_judge import faults
from tests.printing.reading import pages_of, text_of
from tests.printing.samples import COMPANY, FOOT, RECORD

LONG = "Every word of this takes its room in a row that is three or four lines high, as it may be. "


def grouped(before: int, remark: str = "") -> bytes:
    """A list whose second group begins after so many rows of the first."""
    groups = (
        Group("First group", tuple((f"a{n}", "short") for n in range(before)), "many"),
        Group("Second group", (("b0", LONG * 3), ("b1", "short")), "few"),
    )
    heads = (Column("Number"), Column("Title"))
    sheet = ListSheet(
        "A list", "Register", heads, groups, before + 2, before + 2, "rows", remark=remark
    )
    return list_pdf(sheet, COMPANY, FOOT)


@pytest.mark.parametrize("before", range(34, 42))
def test_a_group_is_never_named_without_a_row(before: int) -> None:
    for said in pages_of(grouped(before)):
        if "Second group few" in said:
            assert "b0" in said


def test_a_group_that_goes_on_over_the_page_is_named_again() -> None:
    pages = pages_of(grouped(120))
    assert "First group many" in pages[0] and "First group, continued" in pages[1]
    assert "continued" not in pages[-1] or "First group, continued" in pages[-1]


@pytest.mark.parametrize("before", range(32, 44))
def test_a_remark_never_stands_on_a_page_alone(before: int) -> None:
    last = pages_of(grouped(before, "A remark on all of them."))[-1]
    assert "A remark on all of them." in last and "b1" in last


@pytest.mark.parametrize("entries", range(9, 40, 3))
def test_lines_to_be_signed_never_stand_on_a_page_alone(entries: int) -> None:
    line = HistoryLine(FOOT.printed_at, "M. Hale", "Changed")
    history = (line,) * (entries - 1) + (replace(line, what="Made"),)
    sheet = replace(RECORD, history=history, history_total=entries, sign=("Seen by", "Date"))
    pdf = record_pdf(sheet, COMPANY, FOOT)
    assert "Made" in pages_of(pdf)[-1] and faults(pdf) == []


def test_what_ties_a_record_is_said_again_on_the_next_page() -> None:
    links = (("Customer of", tuple(f"REQ-{n:03} Asked" for n in range(80))),)
    pages = pages_of(record_pdf(replace(RECORD, links=links), COMPANY, FOOT))
    for said in pages[1:3]:
        first = next(line for line in said.splitlines() if "REQ-" in line)
        assert first.startswith("Customer of REQ-")


def test_choices_are_explained_on_every_page_where_somebody_writes() -> None:
    choices = " / ".join(f"Choice number {n} of many" for n in range(1, 15))
    columns = (BlankColumn("What", "", 14, True), BlankColumn("Source", choices, 6, False))
    for rows in range(9, 24):
        sheet = BlankSheet("Actions", "action", "What.", "ACT-B1", columns, rows, "X")
        pdf = blank_sheet_pdf(sheet, COMPANY, FOOT)
        pages = pages_of(pdf)
        assert all("Choice number 14 of many" in said for said in pages), rows
        assert "Filled in by" in pages[-1] and f"\n{rows}" in pages[-1]
        assert f"\n{rows - 1}" in pages[-1] and faults(pdf) == []


def test_the_long_column_gets_the_room() -> None:
    rows = [[[60.0], [900.0], [70.0]], [[80.0], [700.0], [70.0]]]
    low = lowered([150.0, 150.0, 150.0], [50.0, 60.0, 70.0], rows, [0, 1, 2])
    assert sum(low) == pytest.approx(450) and low[1] > 250 and low[0] >= 50 and low[2] >= 70


def test_a_line_does_not_end_before_a_unit_or_the_clause_of_a_standard() -> None:
    for text in ("in a bund of 110 %", "so it is by 9001:2015 7.5.3.2", "wall of at least 12 mm"):
        for room in range(40, 110):
            for line in break_text(text, TABLE, room):
                said = "".join(piece.text for piece in line.pieces)
                assert "\u00a0" not in said
                assert room < 75 or not said.endswith(("110", "2015", "12")), room


def test_a_long_title_takes_two_lines_of_the_header() -> None:
    title = "Keeping both systems alive and reporting on them to the managing director"
    said = text_of(record_pdf(replace(RECORD, title=title), COMPANY, FOOT))
    assert HEAD_TITLE.size > 7 and "…" not in said
    assert "".join(said.split()).count("".join(title.split())) >= 2
