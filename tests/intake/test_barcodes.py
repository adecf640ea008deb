"""The QR of a controlled copy, read from a scan, a photo or a PDF."""

import io
import random

import pytest

from isodesk.intake.pages import barcodes
from isodesk.intake.reader import Reader
from tests.intake import making

PIL = pytest.importorskip("PIL.Image")
TEXT = "ISODESK1 4T7Q2M QP-07 R4 C2/4 20261123 004KF7YKFV3N"


def sheet(dots: int, code: str = TEXT) -> "PIL.Image":
    """An A4 scan with a line of text and the code, 0.39 mm a module, in its foot strip."""
    import segno

    wide, high = round(8.27 * dots), round(11.69 * dots)
    paper = PIL.new("L", (wide, high), 250)
    drawn = io.BytesIO()
    segno.make(code, error="m", micro=False).save(drawn, kind="png", scale=10, border=4)
    side = round(37 * 0.39 / 25.4 * dots)
    qr = PIL.open(drawn).convert("L").resize((side, side), PIL.Resampling.LANCZOS)
    paper.paste(qr, (round(0.4 * dots), high - side - round(0.3 * dots)))
    return paper


def as_jpeg(image: "PIL.Image", quality: int = 85) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


@pytest.mark.parametrize(
    ("dots", "turn"), [(110, 0), (110, 180), (150, 7), (150, 33), (200, 90), (300, 0), (300, 33)]
)
def test_scans_at_common_resolutions_lying_any_way(reader: Reader, dots: int, turn: int) -> None:
    image = sheet(dots).rotate(turn, expand=True, fillcolor=180, resample=PIL.Resampling.BICUBIC)
    assert barcodes(reader, as_jpeg(image))[:1] == (TEXT,)


def test_a_phone_photo_of_the_whole_sheet_small_dim_and_noisy(reader: Reader) -> None:
    paper = sheet(300)
    desk = PIL.new("L", (4000, 3000), 60)
    corners = (0, 0, 120, paper.height, paper.width, paper.height - 80, paper.width - 40, 60)
    skewed = paper.transform(
        paper.size, PIL.Transform.QUAD, corners, PIL.Resampling.BICUBIC, fillcolor=60
    )
    skewed.thumbnail((1900, 2700))
    desk.paste(skewed, (900, 150))
    chance = random.Random(7)
    noise = PIL.frombytes("L", (1000, 750), chance.randbytes(750_000)).resize(desk.size)
    photo = PIL.blend(desk.point(lambda v: int(v * 0.6) + 20), noise, 0.12)
    assert barcodes(reader, as_jpeg(photo, 80))[:1] == (TEXT,)


def test_a_code_on_the_second_page_of_a_scanned_pdf(reader: Reader) -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.showPage()
    canvas.drawImage(ImageReader(sheet(200).convert("RGB")), 0, 0, 595, 842)
    canvas.save()
    assert barcodes(reader, out.getvalue()) == (TEXT,)


def test_another_code_is_told_and_ours_stands_first(reader: Reader) -> None:
    both = PIL.new("L", (1700, 900), 255)
    both.paste(sheet(150, "HTTPS://EXAMPLE.COM").crop((0, 1200, 700, 1753)), (0, 0))
    assert barcodes(reader, as_jpeg(both)) == ("HTTPS://EXAMPLE.COM",)
    both.paste(sheet(150).crop((0, 1200, 700, 1753)), (800, 200))
    assert barcodes(reader, as_jpeg(both)) == (TEXT, "HTTPS://EXAMPLE.COM")


def test_no_code_is_an_empty_answer_in_time(reader: Reader) -> None:
    assert barcodes(reader, making.picture("JPEG", (3000, 2000))) == ()
