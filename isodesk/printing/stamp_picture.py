"""Pages as pictures: the last way to carry over a page that only a renderer understands."""

import zlib
from collections.abc import Sequence
from typing import Any

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.printing.stamp_form import Picture

DPI = 150
MOST_PIXELS = 40_000_000
"""A page of A0 at 150 dpi has 35 million; anything larger gets fewer dots."""

MOST_PAGES = 2_000
"""A tree that counts more in a file nobody can parse is a trap, not a document."""


def pictures(source: bytes, numbers: Sequence[int] | None) -> dict[int, Picture]:
    """Pictures of these 1-based pages (None: of all), as pypdfium2 draws them for print.

    Raises Refused where it cannot open the file or draw one of the pages.
    """
    try:
        document = pypdfium2.PdfDocument(source, autoclose=True)
    except pypdfium2.PdfiumError:
        raise Refused(_unreadable()) from None
    with document:
        document.init_forms()
        wanted = range(1, len(document) + 1) if numbers is None else numbers
        if len(wanted) > MOST_PAGES or not len(document):
            raise Refused(_unreadable())
        return {number: _picture(document, number) for number in wanted}


def _unreadable() -> str:
    return tr(
        "The PDF is damaged so that its pages cannot be read."
        " Make it again from its source and bring that in."
    )


def _picture(document: Any, number: int) -> Picture:
    try:
        page = document[number - 1]
        raw.FPDFPage_Flatten(page.raw, raw.FLAT_PRINT)
        page.close()
        page = document[number - 1]
        width, height = page.get_size()
        image = _drawn(page, width, height)
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        raise Refused(tr("Page {number} of the PDF cannot be drawn.", number=number)) from None
    entries, data = _packed(image)
    return Picture(width, height, image.width, image.height, entries, data)


def _drawn(page: Any, width: float, height: float) -> Image.Image:
    scale = DPI / 72
    if width * height * scale * scale > MOST_PIXELS:
        scale = (MOST_PIXELS / (width * height)) ** 0.5
    image: Image.Image = page.render(scale=scale, optimize_mode="print").to_pil()
    colours = image.convert("RGB")
    return colours if _coloured(colours) else colours.convert("L")


def _coloured(image: Image.Image) -> bool:
    red, green, blue = image.split()
    return any(ImageChops.difference(red, other).getextrema() != (0, 0) for other in (green, blue))


def _packed(image: Image.Image) -> tuple[str, bytes]:
    """Image entries and data, without loss."""
    space = "DeviceGray" if image.mode == "L" else "DeviceRGB"
    data = zlib.compress(image.tobytes())
    return f"/ColorSpace /{space} /Filter /FlateDecode", data
