"""Control sheet, slips, walk, lists, records and the week: read back as they were printed."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
import zxingcpp

from isodesk.printing.control_sheet import control_sheet_pdf
from isodesk.printing.due import week_pdf
from isodesk.printing.record import record_pdf, rows_of
from isodesk.printing.record_sheets import Fact
from isodesk.printing.register import list_pdf
from isodesk.printing.sheets import A4, LETTER, Company, Paper
from isodesk.printing.slips import slips_pdf
from isodesk.printing.walk import walk_pdf
from tests.printing import samples
from tests.printing.naughty import NAUGHTY
from tests.printing.reading import font_names, page_count, picture, text_of


def everything(company: Company = samples.COMPANY, size: Paper = A4) -> dict[str, bytes]:
    """Every sheet by the name of its golden text."""
    foot = samples.FOOT
    return {
        "control_sheet": control_sheet_pdf(samples.CONTROL, company, foot, size),
        "slips": slips_pdf(samples.SLIPS, company, size),
        "walk": walk_pdf(samples.WALK, company, foot, size),
        "list": list_pdf(samples.MASTER, company, foot, size),
        "record": record_pdf(samples.RECORD, company, foot, size),
        "week": week_pdf(samples.WEEK, company, foot, size),
    }


@pytest.fixture(scope="module")
def sheets() -> dict[str, bytes]:
    return everything()


def test_each_sheet_says_what_it_should(
    sheets: dict[str, bytes], golden: Callable[[str, bytes], None]
) -> None:
    for name, pdf in sheets.items():
        golden(name, pdf)


def test_the_same_values_give_the_same_bytes(sheets: dict[str, bytes]) -> None:
    assert everything() == sheets


def test_all_fonts_are_embedded(sheets: dict[str, bytes]) -> None:
    for name, pdf in sheets.items():
        fonts = font_names(pdf)
        assert fonts and all(fonts.values()), (name, fonts)


def test_letter_paper_holds_the_same_pages(sheets: dict[str, bytes]) -> None:
    for name, pdf in everything(size=LETTER).items():
        assert page_count(pdf) == page_count(sheets[name]), name


def test_three_slips_to_a_sheet_and_every_code_is_read(sheets: dict[str, bytes]) -> None:
    pdf = sheets["slips"]
    assert page_count(pdf) == 2
    read = [
        sorted(code.text for code in zxingcpp.read_barcodes(picture(pdf, page, 200)))
        for page in range(2)
    ]
    old, new = samples.OLD.qr, samples.NEW.qr
    assert read == [sorted([old, new, old, new]), sorted([old, new])]


def test_the_walk_sheet_carries_its_number_and_sheet(sheets: dict[str, bytes]) -> None:
    codes = zxingcpp.read_barcodes(picture(sheets["walk"], 0, 200))
    assert [code.text for code in codes] == ["ISODESK1 4T7Q2M RW-2026-02 S1"]


def test_an_override_is_told_with_who_looked_from_outside(sheets: dict[str, bytes]) -> None:
    said = " ".join(text_of(sheets["control_sheet"]).split())
    assert "Alone in the firm this month" in said
    assert "Looked at from outside by P. Lind." in said


def test_a_control_sheet_in_front_of_a_copy_leaves_the_stamp_its_strip() -> None:
    sheet = dataclasses.replace(
        samples.CONTROL, strip=True, revisions=samples.CONTROL.revisions * 30
    )
    pdf = control_sheet_pdf(sheet, samples.COMPANY, samples.FOOT)
    assert page_count(pdf) > 1
    for page in range(page_count(pdf)):
        shot = picture(pdf, page)
        low = shot.crop((0, shot.height - 66, shot.width, shot.height))
        assert low.getextrema() == (255, 255)


def test_facts_share_rows_by_their_width() -> None:
    short = Fact("a", "b", short=True)
    rows = rows_of([Fact("a", "b"), short, short, short, Fact("a", "b"), Fact("a", "b", wide=True)])
    assert [[at for at, _ in row] for row in rows] == [[0, 2, 3], [0, 2], [0]]


def renamed(value: Any, text: str) -> Any:
    """The same value with every text replaced, the QR's own apart."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(renamed(part, text) for part in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    parts = {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.name != "qr"}
    return dataclasses.replace(value, **{name: renamed(v, text) for name, v in parts.items()})


@pytest.mark.parametrize("text", NAUGHTY, ids=lambda text: ascii(text)[:24])
def test_any_words_in_any_field_print(text: str) -> None:
    text = text[:400]
    company, foot = renamed(dataclasses.replace(samples.COMPANY, logo=None), text), samples.FOOT
    foot = dataclasses.replace(foot, who=text, note=text, head=text)
    for pdf in (
        control_sheet_pdf(renamed(samples.CONTROL, text), company, foot),
        slips_pdf(renamed(samples.SLIPS, text), company),
        walk_pdf(renamed(samples.WALK, text), company, foot),
        list_pdf(renamed(samples.MASTER, text), company, foot),
        record_pdf(renamed(samples.RECORD, text), company, foot),
        week_pdf(renamed(samples.WEEK, text), company, foot),
    ):
        assert page_count(pdf) >= 1
