"""The stamp on real output: what poppler shows, what pdftotext finds, byte for byte."""

import io
import re
import subprocess
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from isodesk.core.problems import Refused
from isodesk.printing import stamp_build, stamp_look
from isodesk.printing.stamp import Kind, Placing, Stamp, check, prepare, stamp
from isodesk.printing.stamp_file import Template
from tests.odd_pages import (
    CORNERS,
    SOME,
    broken_streams_pdf,
    odd_pdf,
    page_pdf,
    words_pdf,
)
from tests.stamp_judge import checked, judge, rendered, text_of

COPY = Stamp(
    kind=Kind.CONTROLLED,
    number="QP-07",
    revision="4",
    on=date(2026, 11, 23),
    copy=2,
    of=4,
    holder="Melt shop team leader",
    place="Furnace bay, board 2",
    code="004K-F7YK-FV3N",
    qr="ISODESK1 4T7Q2M QP-07 R4 C2/4 20261123 004KF7YKFV3N",
    colour=True,
    title="Melting and pouring",
)
DRAFT = replace(COPY, kind=Kind.DRAFT, revision="4.2", on=None, holder="Review", colour=False)
UNCONTROLLED = replace(COPY, kind=Kind.UNCONTROLLED, valid_on=date(2026, 11, 25))
SUPERSEDED = replace(
    COPY,
    kind=Kind.SUPERSEDED,
    revision="3",
    on=date(2026, 3, 2),
    ended=date(2026, 11, 23),
    replaced_by="4",
)
OBSOLETE = replace(
    SUPERSEDED, kind=Kind.OBSOLETE, on=date(2019, 3, 2), keep_until=date(2031, 12, 31)
)
LOOSE = Stamp(kind=Kind.CONTROLLED, number="X-1", copy=1, of=1)


@pytest.fixture(scope="module")
def text_page() -> bytes:
    return words_pdf(1)


@pytest.fixture(scope="module")
def prepared(text_page: bytes) -> Template:
    return prepare(text_page)


SAID = {
    "copy": (COPY, "CONTROLLED COPY|a grey stamp is a photocopy.|Copy|one of 4|issued 23 Nov 2026"),
    "grey printer": (replace(COPY, colour=False), "CONTROLLED COPY|Compare the check code."),
    "draft": (DRAFT, "DRAFT|4.2|QP-07 revision 4|not yet issued|Printed for"),
    "uncontrolled": (UNCONTROLLED, "UNCONTROLLED|25 Nov 2026|since 23 Nov 2026|Printed by"),
    "superseded": (SUPERSEDED, "SUPERSEDED|rev 4|since 23 Nov 2026.|2 Mar – 22 Nov 2026|Kept for"),
    "obsolete": (OBSOLETE, "OBSOLETE|Dec 2031|Withdrawn 23 Nov 2026,|2019 – 2026"),
}


@pytest.mark.parametrize("what", SAID)
def test_each_stamp_says_its_words(prepared: Template, what: str) -> None:
    facts, said = SAID[what]
    pdf = prepared.copy(facts)
    check(prepared, pdf, facts)
    text = text_of(pdf)
    for words in (*said.split("|"), "004K-F7YK-FV3N", "1 of 1 · at 92 %", "Furnace bay, board 2"):
        assert words in text
    assert judge(pdf, facts).faults == ()


def test_a_print_of_no_file_says_not_registered(prepared: Template) -> None:
    pdf = prepared.copy(LOOSE)
    check(prepared, pdf, LOOSE)
    text = text_of(pdf)
    assert text.count("registered") == 2
    assert "No file knows this print." in text
    assert "Type it in isodesk" not in text
    assert judge(pdf, LOOSE).faults == ()


@pytest.mark.parametrize("head", ["1-0000000000000000", "99999999-WMWMWMWMWMWMWMWM"])
def test_the_head_of_the_history_stands_whole_under_the_code(prepared: Template, head: str) -> None:
    facts = replace(COPY, head=head)
    pdf = prepared.copy(facts)
    check(prepared, pdf, facts)
    text = text_of(pdf)
    assert head in text and "File state:" in text and "004K-F7YK-FV3N" in text
    assert judge(pdf, facts).faults == ()
    assert prepared.copy(facts) == pdf


def test_the_text_of_the_page_stays_selectable(prepared: Template, text_page: bytes) -> None:
    kept = text_of(prepared.copy(COPY))
    for line in text_of(text_page).splitlines():
        assert line in kept


def test_only_dead_papers_carry_the_word_across(prepared: Template) -> None:
    for facts, across in ((COPY, 1), (UNCONTROLLED, 1), (DRAFT, 3), (SUPERSEDED, 3), (OBSOLETE, 3)):
        word = "CONTROLLED COPY" if facts is COPY else facts.kind.upper()
        squeezed = re.sub(r"\s", "", text_of(prepared.copy(facts)))
        assert squeezed.count(word.replace(" ", "")) == across, facts.kind


def test_the_same_facts_give_the_same_bytes(text_page: bytes) -> None:
    one, other = stamp(text_page, COPY), stamp(text_page, COPY)
    assert one == other
    assert stamp(text_page, replace(COPY, copy=3)).pdf != one.pdf


def test_a_copy_is_one_file_of_one_revision(text_page: bytes) -> None:
    """An unstamped version inside would be had by cutting the file at an earlier %%EOF."""
    pdf = stamp(text_page, COPY).pdf
    assert pdf.count(b"%%EOF") == 1
    assert pdf.count(b"startxref") == 1
    assert checked(pdf) == 0
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.docinfo.Title) == "QP-07 Melting and pouring"
        assert set(document.docinfo.keys()) == {"/Title", "/Producer"}


def test_twenty_copies_from_one_template_differ_only_in_their_stamp() -> None:
    source = words_pdf(3)
    template = prepare(source)
    for n in range(1, 21):
        facts = replace(COPY, copy=n, of=20, qr=f"ISODESK1 4T7Q2M QP-07 R4 C{n}/20 20261123 X")
        pdf = template.copy(facts)
        assert pdf.startswith(template.body)
        assert judge(pdf, facts).faults == ()
        assert f"\n{n} one of 20\n" in text_of(pdf)


def test_every_font_of_the_stamp_is_embedded(prepared: Template) -> None:
    pdf = prepared.copy(replace(COPY, holder="Łukasz Þórðarson, Мария"))
    listed = subprocess.run(["pdffonts", "-"], input=pdf, stdout=subprocess.PIPE, check=True)
    fonts = [line.split() for line in listed.stdout.decode().splitlines()[2:]]
    noto = [font for font in fonts if "Noto" in font[0]]
    assert len(noto) == 4
    assert all(font[-5:-2] == ["yes", "yes", "yes"] for font in noto)
    assert "Łukasz Þórðarson, Мария" in text_of(pdf)


def test_letters_no_font_has_are_named_and_long_names_end_in_dots(prepared: Template) -> None:
    assert "[U+54C1]" in text_of(prepared.copy(replace(COPY, holder="品")))
    cut = text_of(prepared.copy(replace(COPY, holder="Quality assurance and " * 8)))
    assert "Quality assurance and" in cut
    assert "…" in cut


@pytest.mark.parametrize("placing", [Placing.FIT, Placing.GROW])
def test_any_size_turn_and_box_is_stamped_upright_and_whole(placing: Placing) -> None:
    source = odd_pdf(SOME)
    done = stamp(source, COPY, placing)
    assert done.raster == ()
    assert judge(done.pdf, COPY).faults == ()
    spots = corner_spots(done.pdf)
    assert len(spots) == len(SOME)
    for odd, (strip, corners) in zip(SOME, spots, strict=True):
        assert set(corners) == set(CORNERS), odd
        (nw, ne, sw, se) = (corners[name] for name in CORNERS)
        assert nw[0] < ne[0], odd
        assert sw[0] < se[0], odd
        assert nw[1] < sw[1], odd
        assert ne[1] < se[1], odd
        assert max(y for _, y in corners.values()) <= strip, odd
    assert text_of(done.pdf).count("INITIALLED") == sum(odd.variant == "annotation" for odd in SOME)
    if placing is Placing.GROW:
        assert done.scales == pytest.approx((1.0,) * len(SOME))


def corner_spots(pdf: bytes) -> list[tuple[float, dict[str, tuple[float, float]]]]:
    """Per page: where the strip begins, and (left, bottom) of each corner word from the top."""
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, stdout=subprocess.PIPE, check=True
    )
    pages = []
    for part in done.stdout.decode().split("<page ")[1:]:
        width, height = (float(v) for v in re.findall(r'="([\d.]+)"', part)[:2])
        words = re.findall(r'xMin="([\d.-]+)".*yMax="([\d.-]+)">([A-Z]+)<', part)
        found = {word: (float(x), float(y)) for x, y, word in words if word in CORNERS}
        pages.append((height - 62 * min(width, height) / 595.28, found))
    return pages


def test_pages_that_kept_the_strip_stay_as_they_are(text_page: bytes) -> None:
    done = stamp(text_page, COPY, Placing.RESERVED)
    assert done.scales == (1.0,)
    assert "1 of 1\n" in text_of(done.pdf)
    assert judge(done.pdf, COPY).faults == ()


def test_pages_that_did_not_keep_it_are_fitted_and_nothing_is_hidden() -> None:
    source = page_pdf(b"BT /F 12 Tf 60 62 Td (last line of the page) Tj ET")
    done = stamp(source, COPY, Placing.RESERVED)
    assert done.scales[0] == pytest.approx(0.9216, abs=1e-3)
    assert judge(done.pdf, COPY).faults == ()


HOSTILE = {
    "unbalanced": b"q q q BT /F 20 Tf 90 400 Td (HEAT) Tj ET 3 0 0 3 90 9 cm",
    "too many Q": b"BT /F 20 Tf 90 400 Td (HEAT) Tj ET Q Q Q Q Q",
    "open string": b"BT /F 20 Tf 90 400 Td (HEAT) Tj ET BT (never closed",
    "clipped away": b"BT /F 20 Tf 90 400 Td (HEAT) Tj ET 0 0 0 0 re W n",
    "white all over": b"BT /F 20 Tf 90 400 Td (HEAT) Tj ET 1 g 0 0 999 999 re f 0 g 9 9 9 9 re f",
    "black all over": b"BT /F 20 Tf 90 400 Td (HEAT) Tj ET 0 g -99 -99 9999 9999 re f",
    "unknown operators": b"BT /F 20 Tf 90 400 Td (HEAT) Tj ET ] >> foo 1 2 bar endstream",
    "upside down": b"BT /F 20 Tf 90 400 Td (HEAT) Tj ET -1 0 0 -1 595 842 cm 7 Tr",
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("kind", [COPY, SUPERSEDED])
def test_no_content_swallows_the_stamp(what: str, kind: Stamp) -> None:
    done = stamp(page_pdf(HOSTILE[what]), kind)
    assert judge(done.pdf, kind).faults == ()
    assert "HEAT" in text_of(done.pdf)
    assert checked(done.pdf) in (0, 3)


def test_a_broken_stream_goes_over_undecoded() -> None:
    done = stamp(broken_streams_pdf(1), COPY)
    assert done.raster == ()
    assert judge(done.pdf, COPY).faults == ()
    assert "row 7919" in text_of(done.pdf)


def test_broken_streams_in_several_parts_become_a_picture_and_the_sheet_says_so() -> None:
    done = stamp(broken_streams_pdf(3), COPY)
    assert done.raster == (1,)
    assert judge(done.pdf, COPY).faults == ()
    assert "picture" in text_of(done.pdf)
    assert min(rendered(done.pdf, 1, 40).crop((40, 60, 200, 300)).convert("L").tobytes()) < 200


def test_a_file_nobody_can_take_apart_is_refused_in_one_sentence() -> None:
    for content in (b"", b"no pdf at all", b"%PDF-1.7\n%%EOF", words_pdf(1)[:80]):
        with pytest.raises(Refused, match="damaged so that its pages cannot be read"):
            stamp(content, COPY)


def test_what_is_left_of_a_cut_file_is_stamped_with_a_warning() -> None:
    whole = words_pdf(12)
    done = stamp(whole[: len(whole) * 2 // 3], COPY)
    assert "damaged" in done.notes[0]
    assert judge(done.pdf, COPY).faults == ()


def test_a_file_without_pages_is_refused() -> None:
    with pikepdf.new() as pdf:
        written = io.BytesIO()
        pdf.save(written)
    with pytest.raises(Refused):
        stamp(written.getvalue(), COPY)


def encrypted(source: bytes, user: str) -> bytes:
    with pikepdf.open(io.BytesIO(source)) as pdf:
        written = io.BytesIO()
        pdf.save(written, encryption=pikepdf.Encryption(owner="owner", user=user))
        return written.getvalue()


def test_a_protected_file_that_opens_is_stamped_and_it_says_so(text_page: bytes) -> None:
    done = stamp(encrypted(text_page, ""), COPY)
    assert done.notes == ("The PDF was protected by its maker; the stamped sheets are not.",)
    assert judge(done.pdf, COPY).faults == ()
    assert "Page 1 line 3" in text_of(done.pdf)


def test_a_file_that_asks_for_a_password_is_refused(text_page: bytes) -> None:
    with pytest.raises(Refused, match="asks for a password"):
        stamp(encrypted(text_page, "secret"), COPY)


def test_what_is_filled_in_is_on_the_paper_and_scripts_are_not() -> None:
    with pikepdf.open(io.BytesIO(words_pdf(1))) as pdf:
        look = pdf.make_stream(
            b"/Tx BMC BT /F 9 Tf 2 2 Td (filled in by hand) Tj ET EMC",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 200, 14]),
            Resources=pdf.pages[0].obj.Resources,
        )
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=b"name",
                V=b"filled in by hand",
                F=4,
                Rect=Array([60, 100, 260, 114]),
                AP=Dictionary(N=look),
            )
        )
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=b"app.alert(1)")
        written = io.BytesIO()
        pdf.save(written)
    done = stamp(written.getvalue(), COPY)
    assert "filled in by hand" in text_of(done.pdf)
    assert b"JavaScript" not in done.pdf
    assert b"AcroForm" not in done.pdf
    assert "digital signature" in done.notes[0]


SPOILT = {
    "no stamp": (b"/S Do", b"     "),
    "no page": (b"/P Do", b"     "),
    "moved": (b"/S Do", b"1 0 0 1 4 0 cm /S Do"),
    "upside down": (b"/S Do", b"-1 0 0 -1 595.28 841.89 cm /S Do"),
    "smaller": (b"/S Do", b".9 0 0 .9 0 0 cm /S Do"),
    "covered": (b"/S Do", b"/S Do 1 g 20 20 40 36 re f"),
    "code covered": (b"/S Do", b"/S Do 1 g 480 34 90 10 re f"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_the_look_sees_what_is_wrong_on_one_page_of_many(what: str) -> None:
    """Proof that the look can fail: each harm is done to page 3 of 5 alone."""
    source = words_pdf(5)
    template = prepare(source)
    blank = stamp_build.blank_template(template.sheets)
    whole = template.copy(COPY)
    for pdf, amiss in ((whole, ()), (spoilt(whole, 3, *SPOILT[what]), (3,))):
        seen = stamp_look.look(pdf, source, template.sheets, template.sheet_of, blank.copy(COPY))
        assert seen.amiss == amiss


def spoilt(pdf: bytes, number: int, old: bytes, new: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        contents = document.pages[number - 1].obj.Contents
        content = contents.read_bytes()
        assert old in content
        contents.write(content.replace(old, new))
        written = io.BytesIO()
        document.save(written)
        return written.getvalue()


def test_a_copy_with_another_code_or_none_does_not_pass(prepared: Template) -> None:
    pdf = prepared.copy(COPY)
    check(prepared, pdf, COPY)
    for other in (
        replace(COPY, qr=COPY.qr.replace("C2", "C3")),
        replace(COPY, code="004K-F7YK-FV3M"),
        replace(COPY, kind=Kind.UNCONTROLLED),
    ):
        with pytest.raises(Refused, match="does not show as it should"):
            check(prepared, pdf, other)
    with pytest.raises(Refused, match="does not show as it should"):
        check(prepared, spoilt(pdf, 1, b"/S Do", b"     "), COPY)


def test_blank_pages_are_no_harm() -> None:
    done = stamp(page_pdf(b""), COPY)
    assert done.raster == ()
    assert judge(done.pdf, COPY).faults == ()


def test_layers_that_are_off_stay_off() -> None:
    with pikepdf.open(io.BytesIO(page_pdf(b"BT /F 20 Tf 90 400 Td (SEEN) Tj ET"))) as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=b"hidden"))
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(b"/OC /L BDC 0 g 0 0 9999 9999 re f EMC")
        page.Resources.Properties = Dictionary(L=layer)
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([]))
        )
        written = io.BytesIO()
        pdf.save(written)
    done = stamp(written.getvalue(), COPY)
    assert rendered(done.pdf, 1, 40).convert("L").getpixel((160, 160)) == 255
