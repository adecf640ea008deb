"""PDFs with pages as foreign programs make them: any size, turned, cropped, shifted, broken."""

import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

import pikepdf
from pikepdf import Array, Dictionary, Name

SIZES = {
    "A4": (595.28, 841.89),
    "A5": (419.53, 595.28),
    "A3": (841.89, 1190.55),
    "A0": (2383.94, 3370.39),
    "Letter": (612, 792),
    "receipt": (226, 800),
    "banner": (2400, 600),
    "card": (243, 153),
}
ROTATIONS = (0, 90, 180, 270, -90, 450)
VARIANTS = (
    "plain",
    "crop",
    "offset",
    "unit 2",
    "crop outside",
    "trim",
    "annotation",
    "swapped corners",
)
CORNERS = ("NORTHWEST", "NORTHEAST", "SOUTHWEST", "SOUTHEAST")


@dataclass(frozen=True)
class Odd:
    """One page to make: its size as seen is that of the box, turned."""

    size: str
    rotate: int
    variant: str


ALL = tuple(Odd(*one) for one in product(SIZES, ROTATIONS, VARIANTS))
"""The 384 pages of look/paper.md."""

SOME = tuple(
    Odd(size, ROTATIONS[(i + j) % 6], variant)
    for i, size in enumerate(SIZES)
    for j, variant in enumerate(VARIANTS)
)
"""Each size in each variant, the turns going round."""


def odd_pdf(pages: Iterable[Odd]) -> bytes:
    """Pages with a word in each visible corner and a grey ground, upright as seen."""
    with pikepdf.new() as pdf:
        for odd in pages:
            _add(pdf, odd)
        return _saved(pdf)


def page_pdf(content: bytes, **entries: object) -> bytes:
    """One A4 page with this content stream as it is, Helvetica as /F."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=SIZES["A4"])
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(content)
        page.Resources = Dictionary(Font=Dictionary(F=_helvetica()))
        for key, value in entries.items():
            page["/" + key] = value
        return _saved(pdf)


def words_pdf(count: int, lines: int = 40) -> bytes:
    """Pages of plain text with their number."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(_helvetica())
        for number in range(1, count + 1):
            pdf.add_blank_page(page_size=SIZES["A4"])
            page = pdf.pages[-1].obj
            text = "".join(
                f"1 0 0 1 60 {780 - 16 * i} Tm (Page {number} line {i} of the melt) Tj "
                for i in range(lines)
            )
            page.Contents = pdf.make_stream(f"BT /F 11 Tf {text}ET".encode())
            page.Resources = Dictionary(Font=Dictionary(F=font))
        return _saved(pdf)


def broken_streams_pdf(parts: int) -> bytes:
    """A page whose Flate data is cut in half, in one stream or in an array of several."""
    rows = "".join(f"1 0 0 1 60 {700 - 3 * i} Tm (row {i * 7919}) Tj " for i in range(200))
    packed = zlib.compress(f"BT /F 12 Tf {rows}ET".encode())
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=SIZES["A4"])
        page = pdf.pages[0].obj
        page.Resources = Dictionary(Font=Dictionary(F=_helvetica()))
        streams = [
            pdf.make_stream(packed[: len(packed) // 2] + b"\xff" * 40, Filter=Name.FlateDecode)
            for _ in range(parts)
        ]
        page.Contents = streams[0] if parts == 1 else Array(streams)
        return _saved(pdf)


def _add(pdf: pikepdf.Pdf, odd: Odd) -> None:
    width, height = SIZES[odd.size]
    pdf.add_blank_page(page_size=(width, height))
    page = pdf.pages[-1].obj
    box = (0.0, 0.0, width, height)
    if odd.variant == "offset":
        box = (-700.0, 350.5, width - 700, height + 350.5)
    if odd.variant == "crop":
        box = (width * 0.1, height * 0.15, width * 0.9, height * 0.95)
        page.CropBox = Array(list(box))
    elif odd.variant == "crop outside":
        page.CropBox = Array([width + 10, 0, width + 90, 50])
    if odd.variant == "offset":
        page.MediaBox = Array(list(box))
    if odd.variant == "swapped corners":
        page.MediaBox = Array([width, height, 0, 0])
    if odd.variant == "trim":
        page.TrimBox = Array([width * 0.4, height * 0.4, width * 0.6, height * 0.6])
    if odd.variant == "unit 2":
        page.UserUnit = 2
    if odd.rotate:
        page.Rotate = odd.rotate
    page.Resources = Dictionary(Font=Dictionary(F=_helvetica()))
    page.Contents = pdf.make_stream(_corner_words(box, odd.rotate % 360))
    if odd.variant == "annotation":
        page.Annots = Array([_note(pdf, width, height)])


def _corner_words(box: tuple[float, float, float, float], turn: int) -> bytes:
    x0, y0, x1, y1 = box
    wide, high = (y1 - y0, x1 - x0) if turn % 180 else (x1 - x0, y1 - y0)
    size = min(wide, high) / 16
    far = wide - 6.6 * size
    spots = [(size / 4, high - size), (far, high - size), (size / 4, size / 4), (far, size / 4)]
    text = ""
    for word, (x, y) in zip(CORNERS, spots, strict=True):
        spot = {
            0: f"1 0 0 1 {x0 + x} {y0 + y}",
            90: f"0 1 -1 0 {x1 - y} {y0 + x}",
            180: f"-1 0 0 -1 {x1 - x} {y1 - y}",
            270: f"0 -1 1 0 {x0 + y} {y1 - x}",
        }[turn]
        text += f"{spot} Tm ({word}) Tj "
    ground = f"0.8 g {x0 - 500} {y0 - 500} {x1 - x0 + 1000} {y1 - y0 + 1000} re f"
    return f"{ground} 0 g BT /F {size} Tf {text}ET".encode()


def _note(pdf: pikepdf.Pdf, width: float, height: float) -> pikepdf.Object:
    look = pdf.make_stream(
        b"BT /F 9 Tf 2 2 Td (INITIALLED) Tj ET",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 80, 14]),
        Resources=Dictionary(Font=Dictionary(F=_helvetica())),
    )
    middle = [width / 2 - 40, height / 2, width / 2 + 40, height / 2 + 14]
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Stamp,
            Rect=Array(middle),
            F=4,
            AP=Dictionary(N=look),
        )
    )


def _helvetica() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    pdf.save(written, static_id=True, compress_streams=False)
    return written.getvalue()
