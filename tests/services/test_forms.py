"""Blanks of a form, numbered, and the filled ones that come back as records."""

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
import zxingcpp

from isodesk.core.problems import Refused
from isodesk.documents.filled import FormState
from isodesk.documents.qr_text import read_qr
from isodesk.documents.verdict import Word
from isodesk.services.forms import Scan
from isodesk.store.verify import verify
from tests.printing.reading import page_count, pages_of, picture
from tests.services.firm import Firm


@pytest.fixture
def form(firm: Firm) -> int:
    document = firm.draft("Furnace card", kind="form")
    firm.issued(document)
    return document


def scan_of(pdf: bytes, path: Path, page: int = 0) -> Path:
    """The printed sheet as a scanner gives it back."""
    picture(pdf, page, 150).save(path)
    return path


def test_blanks_are_numbered_and_never_again(firm: Firm, form: int) -> None:
    ids, sheet = firm.space.forms.print_blanks(form, 3, "Melt shop")
    values = [firm.space.forms.get(i) for i in ids]
    assert [(v.number, v.state, v.label) for v in values] == [
        ("F-01-0001", FormState.BLANK, "1"),
        ("F-01-0002", FormState.BLANK, "1"),
        ("F-01-0003", FormState.BLANK, "1"),
    ]
    assert sheet.name == "F-01 r1 blanks 0001 to 0003.pdf" and page_count(sheet.pdf) == 3
    for n, (page, value) in enumerate(zip(pages_of(sheet.pdf), values, strict=True), 1):
        said = " ".join(page.split())
        assert f"{n:04}" in said and "F-01 revision 1" in said and value.code in said
        assert "Melt shop" in said and "FORM" in said
    codes = [read_qr(zxingcpp.read_barcodes(picture(sheet.pdf, at, 200))[0].text) for at in (0, 2)]
    assert [(q.number, q.revision, q.blank) for q in codes if q] == [
        ("F-01", "1", 1),
        ("F-01", "1", 3),
    ]
    again, _ = firm.space.forms.print_blanks(form, 1)
    assert firm.space.forms.get(again[0]).number == "F-01-0004"
    assert firm.space.forms.print_again(ids).pdf == sheet.pdf
    assert verify(firm.space.path, remembered=False).whole


def test_only_forms_in_force_print_blank(firm: Firm, form: int) -> None:
    procedure = firm.draft()
    with pytest.raises(Refused, match="Only forms are printed blank"):
        firm.space.forms.print_blanks(procedure, 1)
    draft = firm.draft("Other card", kind="form")
    with pytest.raises(Refused, match="Only a form in force is printed blank"):
        firm.space.forms.print_blanks(draft, 1)
    with pytest.raises(Refused, match="Between 1 and 500 blanks"):
        firm.space.forms.print_blanks(form, 0)
    ids, _ = firm.space.forms.print_blanks(form, 2)
    firm.revised(form)
    firm.issued(form)
    with pytest.raises(Refused, match="F-01-0001 is of revision 1, which is no longer in force"):
        firm.space.forms.print_again(ids)


def test_a_scan_finds_its_blank_and_becomes_a_record(firm: Firm, form: int, tmp_path: Path) -> None:
    ids, sheet = firm.space.forms.print_blanks(form, 2)
    path = scan_of(sheet.pdf, tmp_path / "scan.png", page=1)
    known = firm.space.form_codes.of_scan(path)
    assert known is not None and (known.form_id, known.document_id) == (ids[1], form)
    scan = firm.space.forms.read_scan(path)
    firm.clock.later(days=3)
    day = firm.today() - timedelta(days=1)
    firm.space.forms.bring_back(ids[1], scan, day, "Ida Berg", "heat 4711")
    back = firm.space.forms.get(ids[1])
    assert (back.state, back.filled_on, back.filled_by, back.note) == (
        FormState.FILED,
        day,
        "Ida Berg",
        "heat 4711",
    )
    assert back.keep_until == day.replace(year=day.year + 3)
    ((file_id, name),) = back.files
    assert name == "scan.png" and firm.space.links.read(file_id) == path.read_bytes()
    assert [h.record_id for h in firm.space.searching.find("F-01-0002")] == [ids[1]]
    with pytest.raises(Refused, match="F-01-0002 is filed already"):
        firm.space.forms.bring_back(ids[1], scan, day, "")
    assert firm.space.forms.by_number("f-01-1") == ids[0]
    assert firm.space.forms.by_number("F-01") is None
    assert verify(firm.space.path, remembered=False).whole


def test_a_filled_form_as_pdf_is_found_too(firm: Firm, form: int, tmp_path: Path) -> None:
    from PIL import Image

    ids, sheet = firm.space.forms.print_blanks(form, 1)
    path = tmp_path / "scan.pdf"
    picture(sheet.pdf, 0, 150).save(path, "PDF", resolution=150)
    known = firm.space.form_codes.of_scan(path)
    assert known is not None and known.form_id == ids[0]
    other = io.BytesIO()
    Image.new("L", (400, 500), 255).save(other, "PNG")
    (tmp_path / "empty.png").write_bytes(other.getvalue())
    assert firm.space.form_codes.of_scan(tmp_path / "empty.png") is None


def test_what_cannot_be_brought_back(firm: Firm, form: int, tmp_path: Path) -> None:
    (blank,), _ = firm.space.forms.print_blanks(form, 1)
    scan = Scan("scan.png", b"a scan", "image/png")
    before = firm.head()
    with pytest.raises(Refused, match="Choose the scan or photo"):
        firm.space.forms.bring_back(blank, None, firm.today(), "")
    with pytest.raises(Refused, match="The day is in the future"):
        firm.space.forms.bring_back(blank, scan, firm.today() + timedelta(days=1), "")
    with pytest.raises(Refused, match="printed on 2026-11-23; it was not filled before"):
        firm.space.forms.bring_back(blank, scan, date(2026, 11, 1), "")
    (tmp_path / "notes.md").write_text("# no scan\n\nwords\n")
    with pytest.raises(Refused, match="neither a scan nor a photo"):
        firm.space.forms.read_scan(tmp_path / "notes.md")
    assert firm.head() == before


def test_a_spoilt_blank_is_void_with_a_reason(firm: Firm, form: int) -> None:
    ids, _ = firm.space.forms.print_blanks(form, 2)
    with pytest.raises(Refused, match="Say why: spoilt"):
        firm.space.forms.void(ids, " ")
    firm.space.forms.void(ids[:1], "Coffee")
    assert firm.space.forms.get(ids[0]).note == "Coffee"
    with pytest.raises(Refused, match="F-01-0001 is void already"):
        firm.space.forms.void(ids, "Again")
    assert firm.space.forms.get(ids[1]).state == FormState.BLANK


def test_is_this_blank_current(firm: Firm, form: int) -> None:
    ids, _ = firm.space.forms.print_blanks(form, 3)
    codes = [firm.space.forms.get(i).code for i in ids]
    check = firm.space.paper_check.check
    assert check(codes[0]).word == Word.CURRENT and "F-01-0001" in check(codes[0]).sentence
    firm.space.forms.void(ids[:1], "Spoilt")
    assert check(codes[0]).word == Word.SHOULD_NOT_EXIST
    scan = Scan("scan.png", b"a scan", "image/png")
    firm.space.forms.bring_back(ids[1], scan, firm.today(), "Ida")
    assert check(codes[1]).word == Word.REFERENCE
    firm.revised(form)
    firm.issued(form)
    assert check(codes[2]).word == Word.SUPERSEDED
    sheet = f"ISODESK1 {file_of(firm)} F-01 R1 READ - S1"
    assert "A sign sheet" in check(sheet).heading


def file_of(firm: Firm) -> str:
    from isodesk.documents.check_code import short_file_id

    return short_file_id(firm.space.file_id)


def test_filled_forms_are_disposed_of_when_their_time_is_over(firm: Firm, form: int) -> None:
    ids, _ = firm.space.forms.print_blanks(form, 2)
    scan = Scan("scan.png", b"zirconium in pen", "image/png")
    firm.space.forms.bring_back(ids[0], scan, firm.today(), "Ida")
    lines = firm.space.disposals.plan(ids).lines
    assert [line.why_not for line in lines] == [
        "It is kept at least until 23 Nov 2029.",
        "It is in use.",
    ]
    firm.clock.later(days=366 * 3 + 2)
    shown = firm.space.disposals.plan(ids[:1])
    assert [(n.number, n.label, n.files) for n in shown.goes] == [("F-01-0001", "Filled form", 1)]
    firm.space.disposals.dispose(shown, "Erased, paper shredded", firm.anna)
    assert verify(firm.space.path, remembered=False).whole
    firm.space.close()
    assert b"zirconium in pen" not in firm.space.path.read_bytes()
