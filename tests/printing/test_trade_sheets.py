"""The sheets of supply and people: cross tables, attendance, scorecards, labels."""

from dataclasses import replace
from datetime import UTC, date, datetime

import zxingcpp

from isodesk.printing.attendance import attendance_pdf
from isodesk.printing.cross_table import cross_pdf
from isodesk.printing.labels import labels_pdf
from isodesk.printing.scorecard import scorecard_pdf
from isodesk.printing.sheets import A3, A4, LETTER, Company, Foot
from isodesk.printing.trade_sheets import (
    AttendanceRow,
    AttendanceSheet,
    CrossCell,
    CrossGroup,
    CrossRow,
    CrossSheet,
    InstrumentLabel,
    Scorecard,
    ScorePeriod,
)
from tests.printing.reading import font_names, packed, page_count, pages_of, picture, text_of

COMPANY = Company("Northfield Castings")
FOOT = Foot("004K-CXWE", datetime(2026, 11, 23, 10, 42, tzinfo=UTC), "R. Keller")


def cross(columns: int = 12, rows: int = 20) -> CrossSheet:
    marks = (("2", "green"), ("0/2", "red"), ("1/2", "amber"), ("", ""))
    cells = [CrossCell(text, tone) for text, tone in marks]  # type: ignore[arg-type]
    lines = tuple(
        CrossRow(
            f"Person {r}",
            "Furnace operator, first aider",
            tuple(cells[(r + c) % 4] for c in range(columns)),
            urgent=r == 1,
        )
        for r in range(1, rows + 1)
    )
    heads = tuple(f"Skill number {n} with a longer name" for n in range(1, columns + 1))
    first, second = lines[: rows // 2], lines[rows // 2 :]
    groups = (CrossGroup("Foundry", first, "3 gaps"), CrossGroup("Core shop", second))
    legend = ((CrossCell("2", "green"), "As needed"), (CrossCell("0/2", "red"), "Missing"))
    count, title = "9 gaps of 120", "Competence matrix"
    return CrossSheet("Competence", title, "Person", heads, groups, count, legend, "0 not.")


def test_a_cross_table_has_every_row_and_head() -> None:
    pdf = cross_pdf(cross(), COMPANY, FOOT)
    text = packed(text_of(pdf))
    assert all(packed(f"Person {n}") in text for n in range(1, 21))
    assert "Foundry" in text and "Coreshop" in text and "9gapsof120" in text
    assert all(font_names(pdf).values())
    assert cross_pdf(cross(), COMPANY, FOOT) == pdf


def test_columns_that_do_not_fit_follow_on_further_pages() -> None:
    wide = cross(columns=70, rows=6)
    pages = pages_of(cross_pdf(wide, COMPANY, FOOT))
    assert len(pages) == 3
    assert all("Person 1" in page and "Foundry" in page for page in pages)
    assert page_count(cross_pdf(wide, COMPANY, FOOT, A3)) == 2


def test_what_a_colour_says_the_letters_say_too() -> None:
    text = text_of(cross_pdf(cross(columns=4, rows=2), COMPANY, FOOT))
    assert text.count("0/2") == 2 + 1  # and in the legend


def test_an_empty_table_says_so() -> None:
    empty = replace(cross(), groups=(), columns=())
    assert "Nothing to list." in text_of(cross_pdf(empty, COMPANY, FOOT))


def sheet(rows: int) -> AttendanceSheet:
    return AttendanceSheet(
        "Attendance sheet",
        "TRN-2026-015",
        "New revision of the pouring instruction",
        (("Date", "23 Nov 2026"), ("Trainer", "Rosa Keller"), ("Place", "Furnace 2")),
        "By signing I confirm that I was there.",
        tuple(AttendanceRow(n, f"Worker {n}", "Furnace operator") for n in range(1, rows + 1)),
        3,
        "ISODESK1 4T7Q2M TRN-2026-015 R- RECORD -",
        "0 not trained · 2 can do it alone",
    )


def test_rows_of_an_attendance_sheet_are_numbered_through_with_blank_ones_after() -> None:
    pages = pages_of(attendance_pdf(sheet(40), COMPANY, FOOT))
    assert len(pages) == 2
    text = "\n".join(pages)
    assert "Worker 40" in text and "\n43" in text and "\n44" not in text
    assert "40 rows. Key them in as they stand here" in text
    assert all("TRN-2026-015" in page and "Signature" in page for page in pages)


def test_each_sheet_of_it_carries_its_code() -> None:
    pdf = attendance_pdf(sheet(40), COMPANY, FOOT)
    read = [zxingcpp.read_barcodes(picture(pdf, n, 200))[0].text for n in (0, 1)]
    assert [text.rpartition(" ")[2] for text in read] == ["S1", "S2"]


def test_letter_paper_holds_it_too() -> None:
    pdf = attendance_pdf(sheet(8), COMPANY, FOOT, LETTER)
    assert page_count(pdf) == 1


PERIOD = ScorePeriod("2026 Q3", date(2026, 9, 30), (92, 78, 100, 60), 84, ("14", "1", "3"), "Late")
CARD = Scorecard(
    "SUP-003",
    "Greyfield Foundry",
    "Approved",
    (("Type", "Goods"), ("Approved for", "Grey iron castings to SP-01")),
    (("Quality", 40), ("Delivery", 30), ("Response", 15), ("Environment", 15)),
    (PERIOD, replace(PERIOD, period="2026 Q2", total=91)),
    (("ISO 9001", "4711", "A body", "Castings", "1 Mar 2027"),),
    (("SI-2026-004", "2 Sep 2026", "Cold shuts", "Defective", "Closed"),),
    85,
    70,
)


def test_a_scorecard_says_points_limits_papers_and_incidents() -> None:
    text = text_of(scorecard_pdf(CARD, COMPANY, FOOT))
    for words in (
        "84",
        "of 100",
        "below 85",
        "below 70",
        "2026 Q2",
        "4711",
        "Cold shuts",
        "weight 40",
    ):
        assert words in text
    assert "From 85: approved. From 70: conditional." in text


def test_a_supplier_that_was_never_scored_has_a_card_too() -> None:
    text = text_of(scorecard_pdf(replace(CARD, periods=(), papers=(), incidents=()), COMPANY, FOOT))
    assert "Not evaluated yet." in text and text.count("None") == 2


def test_labels_fill_the_sheet_and_their_codes_are_read() -> None:
    label = InstrumentLabel(
        "ME-017", "Digital calliper", "Serial 0417", "Calibrated until", "3 Mar 2027", "K 12",
        "green", "ISODESK1 4T7Q2M ME-017 R- RECORD - S1",
    )  # fmt: skip
    pdf = labels_pdf((label,) * 25, COMPANY)
    assert page_count(pdf) == 2
    assert text_of(pdf).count("Calibrated until") == 25
    codes = zxingcpp.read_barcodes(picture(pdf, 0, 200))
    assert {code.text for code in codes} == {label.qr} and len(codes) == 24
    assert page_count(labels_pdf((label,), COMPANY, A4)) == 1
