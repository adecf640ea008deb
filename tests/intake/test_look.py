"""One file at a time through the real child: what it is, what it holds, why it is not taken."""

import io
from pathlib import Path

import pytest

from isodesk.core.problems import Refused
from isodesk.intake.facts import Look
from isodesk.intake.limits import MOST_TEXT
from isodesk.intake.pages import Pages, pdf_facts, picture_pdf
from isodesk.intake.reader import Reader
from isodesk.intake.values import shaped
from tests.intake import making


def looked(reader: Reader, data: bytes, name: str = "a") -> Look:
    return shaped(Look, reader.ask("look", name, data))


def test_a_word_file_with_header_table_and_tracked_changes(reader: Reader) -> None:
    body = (
        making.paragraphs("1 Purpose", "Pour &lt;slowly&gt;")
        + "<w:tbl><w:tr><w:tc>"
        + making.paragraphs("Pump")
        + "</w:tc><w:tc>"
        + making.paragraphs("P 12")
        + "</w:tc></w:tr></w:tbl>"
        + "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:r><w:tab/><w:t>kept</w:t></w:r></w:p>"
    )
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="urn:vt">'
        '<property name="Revision"><vt:lpwstr>7</vt:lpwstr></property></Properties>'
    )
    core = (
        '<c:coreProperties xmlns:c="urn:c" xmlns:dc="urn:dc" xmlns:t="urn:t">'
        "<dc:title>Pouring</dc:title><dc:creator>I. Falk</dc:creator>"
        "<t:modified>2024-05-03T10:00:00Z</t:modified></c:coreProperties>"
    )
    head = making.paragraphs("Doc. No. QP-07")
    data = making.docx(
        body.replace("<w:del>", "<w:del >"),
        head,
        **{
            "docProps__core.xml": core,
            "docProps__custom.xml": custom,
            "word__vbaProject.bin": b"x",
        },
    )
    look = looked(reader, data, "wrong name.pdf")
    facts = look.facts
    assert (look.kind, look.refused) == ("docx", None)
    assert "Doc. No. QP-07\n" in facts.text and "Pour <slowly>" in facts.text
    assert "Pump\tP 12" in facts.text and "\tkept" in facts.text and "gone" not in facts.text
    assert (facts.title, facts.author, facts.modified) == ("Pouring", "I. Falk", "2024-05-03")
    assert facts.properties == ("Revision: 7",)
    assert any("tracked changes" in note for note in facts.notes)
    assert any("macros" in note for note in facts.notes)


def test_an_opendocument_text(reader: Reader) -> None:
    body = (
        "<text:h>Pouring</text:h><text:p>Two<text:s text:c='2'/>blanks<text:tab/>and "
        "<text:span>a span</text:span> end<text:line-break/>next</text:p>"
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
    )
    look = looked(
        reader,
        making.odt(
            body, "<style:header><text:p>QP-07</text:p></style:header>", "<dc:title>T</dc:title>"
        ),
    )
    assert look.kind == "odt"
    assert look.facts.text == "QP-07\nPouring\nTwo  blanks\tand a span end\nnext\n"
    assert look.facts.title == "T"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (making.XXE, "as an attack would"),
        (making.LAUGHS, "as an attack would"),
        (making.deflate_bomb(60), "unpack to far more"),
        (making.deflate_bomb(250), "unpack to far more"),
        (making.lying_bomb(), "cannot be unpacked"),
        (making.many_members(10_001), "more than 10,000 parts"),
        (making.docx(making.paragraphs("x"))[:-40], "cannot be unpacked"),
        (making.docx_of_xml("<w:document"), "cannot be unpacked"),
        (making.png_header(20_000, 20_000), "64 million pixels"),
        (making.png_header(100, 100), "damaged"),
        (making.picture("JPEG", (400, 400))[:900], "damaged"),
        (making.pdf("x")[:300], "too damaged"),
        (b"%PDF-1.7\nnothing", "too damaged"),
        (b"", "empty"),
        (b"\0" * 5000, "empty"),
        (b"SQLite format 3\0" + b"x" * 100, "A database"),
        (making.zipped({"a.txt": "a"}), "unpack it and drop the folder"),
        (b"MZ\x90\0\x03\0\0\0" + bytes(range(256)) * 8, "No kind of document"),
        (b"<!DOCTYPE html><html></html>", "A web page"),
    ],
)
def test_what_is_not_taken_has_its_reason(reader: Reader, data: bytes, words: str) -> None:
    look = looked(reader, data)
    assert look.refused and words in look.refused
    assert look.facts.text == ""


def test_a_pdf_that_counts_a_million_pages(reader: Reader) -> None:
    data = making.pdf("one").replace(b"/Count 1", b"/Count 1000000")
    assert looked(reader, data).facts.pages == 1


def test_a_good_pdf_and_its_hidden_parts(reader: Reader) -> None:
    import pikepdf

    source = making.pdf("Doc. No. QP-07", "second", title="Pouring")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(source)) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
        pdf.Root.AA = pikepdf.Dictionary(WC=pdf.make_indirect(launch))
        pdf.Root.OpenAction = pdf.make_indirect(pdf.Root.OpenAction)
        pdf.attachments["a.txt"] = b"attached"
        pdf.save(out)
    facts = pdf_facts(reader, out.getvalue())
    assert (facts.pages, facts.title) == (2, "Pouring")
    assert "QP-07" in facts.head and "second" in facts.text
    notes = " ".join(facts.notes)
    assert "JavaScript" in notes and "another program" in notes and "attached files" in notes


@pytest.mark.parametrize(("user", "refused"), [("secret", True), ("", False)])
def test_locked_and_only_protected_pdfs(reader: Reader, user: str, refused: bool) -> None:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(making.pdf("text"))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=user))
    if refused:
        with pytest.raises(Refused, match="locked with a password"):
            pdf_facts(reader, out.getvalue())
    else:
        facts = pdf_facts(reader, out.getvalue())
        assert "text" in facts.text
        assert any("Protected" in note for note in facts.notes)


def test_a_damaged_but_readable_pdf_is_said(reader: Reader) -> None:
    data = making.pdf("still here").replace(b"startxref\n", b"startxref\n9")
    facts = pdf_facts(reader, data)
    assert "still here" in facts.text
    assert any("Damaged" in note for note in facts.notes)


def test_pages_as_pictures_are_upright_and_white(reader: Reader) -> None:
    pages = Pages(reader, making.pdf("x", "y", size=(842, 595)))
    for page in (0, 1):
        shown = pages.picture(page, 300)
        assert abs(shown.width - 300) <= 1 and 200 <= shown.height <= 220
        assert len(shown.rgb) == shown.width * shown.height * 3
        assert shown.rgb[:3] == b"\xff\xff\xff"
    with pytest.raises(Refused, match="no page 3"):
        pages.picture(2, 300)


def test_a_page_of_absurd_size_stays_small(reader: Reader) -> None:
    shown = Pages(reader, making.pdf("x", size=(14_000, 10))).picture(0, 100_000)
    assert shown.width * shown.height <= 24_100_000


def test_long_text_is_cut(reader: Reader) -> None:
    look = looked(reader, b"words and more\n" * 400_000, "a.txt")
    assert len(look.facts.text) == MOST_TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_in_any_encoding(reader: Reader, encoding: str) -> None:
    text = "# Prüfung der Öfen\r\n\r\nà la carte, señor\r\n" * 20
    look = looked(reader, text.encode(encoding), "a.md")
    assert look.kind == "md"
    assert look.facts.text == text.replace("\r\n", "\n")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP"])
def test_pictures_become_one_page(reader: Reader, kind: str) -> None:
    pdf = picture_pdf(reader, making.picture(kind))
    assert pdf == picture_pdf(reader, making.picture(kind)), "the same picture, the same bytes"
    shown = Pages(reader, pdf).picture(0, 842)
    assert shown.width > shown.height, "a wide picture lies on wide paper"
    middle = shown.height // 2 * shown.width
    left, right = (shown.rgb[3 * at : 3 * at + 3] for at in (middle + 200, middle + 640))
    assert left[0] > 200 > left[2] and right[2] > 200 > right[0]


def test_a_photo_is_turned_upright_and_loses_its_place(reader: Reader) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)
    photo = making.picture("JPEG", (400, 200), exif=exif)
    assert any("where it was taken" in note for note in looked(reader, photo).facts.notes)
    pdf = picture_pdf(reader, photo)
    shown = Pages(reader, pdf).picture(0, 595)
    assert shown.height > shown.width
    top, foot = (3 * (at * shown.width + 297) for at in (250, 600))
    assert shown.rgb[top] > 200 and shown.rgb[foot + 2] > 200, "red above, blue below"
    assert b"Exif" not in pdf


def test_each_scan_of_a_tiff_is_a_page_of_its_own_size(reader: Reader) -> None:
    from PIL import Image

    out = io.BytesIO()
    scans = [Image.new("1", (1654, 2339), n % 2) for n in range(3)]
    scans[0].save(out, "TIFF", save_all=True, append_images=scans[1:], dpi=(200, 200))
    assert looked(reader, out.getvalue()).facts.pages == 3
    facts = pdf_facts(reader, picture_pdf(reader, out.getvalue()))
    assert facts.pages == 3
    shown = Pages(reader, picture_pdf(reader, out.getvalue())).picture(1, 400)
    assert abs(shown.height / shown.width - 297 / 210) < 0.01


def test_a_heic_photo(reader: Reader) -> None:
    pillow_heif = pytest.importorskip("pillow_heif")
    from PIL import Image

    pillow_heif.register_heif_opener()
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(out, "HEIF")
    look = looked(reader, out.getvalue(), "IMG_1.HEIC")
    assert (look.kind, look.refused) == ("heic", None)
    assert pdf_facts(reader, picture_pdf(reader, out.getvalue())).pages == 1


def test_old_names_do_not_matter(reader: Reader, tmp_path: Path) -> None:
    assert looked(reader, making.pdf("x"), "plan.docx").kind == "pdf"
    assert looked(reader, making.picture("PNG"), "plan.pdf").kind == "png"
    assert looked(reader, b"{\\rtf1 hello}", "plan.doc").kind == "rtf"
    assert looked(reader, b"import os\n", "plan.py").refused is not None
