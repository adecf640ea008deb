"""Tables of a record on paper: no word is broken, and links stand one below the other."""

from dataclasses import replace

from isodesk.printing.blank_sheet import blank_sheet_pdf
from isodesk.printing.list_sheets import Column
from isodesk.printing.record import record_pdf
from isodesk.printing.record_sheets import BlankColumn, BlankSheet, LinesTable
from tests.printing.reading import text_of
from tests.printing.samples import COMPANY, FOOT, RECORD

HEADS = ("Characteristic", "Judged by", "Lower limit", "Upper limit", "Expected", "Environment")
ROW = ("Hardness of the casing", "Number within limits", "170", "230", "as agreed", "undisturbed")


def test_a_table_of_many_columns_takes_the_whole_width() -> None:
    table = LinesTable("Characteristics", tuple(map(Column, HEADS)), (ROW,) * 3)
    said = text_of(record_pdf(replace(RECORD, tables=(table,)), COMPANY, FOOT))
    words = said.split()
    for cell in (*HEADS, *ROW):
        assert all(word in words for word in cell.split()), cell


def test_every_link_has_a_line_and_its_kind_stands_once() -> None:
    links = (("Complaint", ("CO-2026-008 Late", "CO-2026-011 Wrong")), ("Stands in", ("QP-07",)))
    lines = text_of(record_pdf(replace(RECORD, links=links), COMPANY, FOOT)).splitlines()
    assert "Complaint CO-2026-008 Late" in lines and "CO-2026-011 Wrong" in lines
    assert "Stands in QP-07" in lines


def test_a_long_state_is_not_cut_in_the_header() -> None:
    said = text_of(record_pdf(replace(RECORD, state="Verified effective"), COMPANY, FOOT))
    assert "Verified effective" in said


def test_choices_stand_under_their_heading_or_below_the_rows() -> None:
    long = " / ".join(f"Choice number {n} of many" for n in range(1, 15))
    columns = (
        BlankColumn("What is to be done", "", 14, True),
        BlankColumn("Adverse or beneficial", "Adverse / Beneficial", 6, True),
        BlankColumn("Source", long, 6, False),
    )
    sheet = BlankSheet("Actions", "action", "What is to be done.", "ACT-B1", columns, 10, "X")
    said = " ".join(text_of(blank_sheet_pdf(sheet, COMPANY, FOOT)).split())
    assert "Adverse / Beneficial" in said and "one of those below" in said
    assert said.count("Choice number 14 of many") == 1
    assert "Page 1 of 1" in said and "10 rows." in said
