"""The look at our own result: what a renderer that had no part in it sees on every page.

The band on each page is compared with the band alone on an empty sheet, pixel by pixel, so
a stamp that is missing, turned, moved, covered or cut cannot pass; the band on the empty
sheet is proven by reading its QR code and its frame. Above the strip a page must not be
blank where its source is not.
"""

from dataclasses import dataclass
from typing import Any

import pypdfium2
from PIL import Image, ImageChops

from isodesk.printing.stamp_band import EDGE, HEIGHT, number_cell
from isodesk.printing.stamp_facts import Stamp
from isodesk.printing.stamp_page import STRIP, Sheet
from isodesk.printing.stamp_words import COLOURS, word_of

_WINDOW = 60.0
"""How much above the strip is drawn with it, in u: most pages already show ink there."""

_FAINT = 24
"""Differences in grey below this are rounding."""

_WHITE = 250


@dataclass(frozen=True)
class Seen:
    """1-based numbers of pages: `amiss` do not show the stamp or lost their content,
    `under` have something in the strip, which the band would hide."""

    amiss: tuple[int, ...]
    under: tuple[int, ...]


def look(
    result: bytes, source: bytes, sheets: tuple[Sheet, ...], sheet_of: tuple[int, ...], band: bytes
) -> Seen:
    """What every page of a stamped file shows, compared with its source where it is blank.

    `band` is a file with one empty stamped sheet of each size, in the order of `sheets`.
    """
    with _opened(result) as seen, _opened(band) as alone:
        if len(seen) != len(sheet_of):
            return Seen(tuple(range(1, len(sheet_of) + 1)), ())
        wanted = [_strip(alone[i], sheet) for i, sheet in enumerate(sheets)]
        amiss, blank, under = [], [], []
        for number, which in enumerate(sheet_of, 1):
            sheet = sheets[which]
            page = seen[number - 1]
            window = _window(page, sheet)
            if not _same_band(window, wanted[which], sheet):
                amiss.append(number)
            elif not _ink_above(window) and _empty(page, sheet):
                blank.append(number)
            if _ink_around_band(window):
                under.append(number)
            page.close()
    return Seen(tuple(sorted(amiss + _lost(source, blank, len(sheet_of)))), tuple(under))


def stamp_shows(pdf: bytes, page_number: int, sheet: Sheet, stamp: Stamp) -> bool:
    """Whether the strip of a 1-based page holds this stamp: frame, word, QR code or the
    words that stand for it."""
    with _opened(pdf) as document:
        page = document[page_number - 1]
        scale = 4 / sheet.unit
        crop = (0, 0, 0, max(0.0, sheet.height - STRIP * sheet.unit))
        image = page.render(scale=scale, crop=crop, may_draw_forms=False).to_pil()
        return (
            _framed(image.convert("RGB"), stamp)
            and _worded(page, sheet, stamp)
            and (not stamp.qr or _decoded(image) == stamp.qr)
        )


def _opened(pdf: bytes) -> Any:
    return pypdfium2.PdfDocument(pdf, autoclose=True)


def _window(page: Any, sheet: Sheet) -> Image.Image:
    """The strip and a little above it, grey, one pixel a unit."""
    above = max(0.0, sheet.height - (STRIP + _WINDOW) * sheet.unit)
    drawn = page.render(
        scale=1 / sheet.unit, crop=(0, 0, 0, above), grayscale=True, may_draw_forms=False
    )
    return _grey(drawn)


def _grey(drawn: Any) -> Image.Image:
    image: Image.Image = drawn.to_pil()
    return image


def _extremes(image: Image.Image) -> tuple[int, int]:
    """The darkest and lightest value of a grey picture; white for one without pixels."""
    if not image.width or not image.height:
        return 255, 255
    low, high = image.getextrema()
    assert isinstance(low, (int, float))
    assert isinstance(high, (int, float))
    return int(low), int(high)


def _strip(page: Any, sheet: Sheet) -> Image.Image:
    return _band_of(_window(page, sheet), sheet)


def _same_band(window: Image.Image, wanted: Image.Image, sheet: Sheet) -> bool:
    band = _band_of(window, sheet)
    if band.size != wanted.size:
        return False
    _, most = _extremes(ImageChops.difference(band, wanted))
    return most <= _FAINT


def _band_of(window: Image.Image, sheet: Sheet) -> Image.Image:
    """The band without its outermost pixel, the sheet number painted over."""
    low = window.height - EDGE
    right = round(sheet.width / sheet.unit - EDGE)
    band = window.crop((round(EDGE) + 1, round(low - HEIGHT) + 1, right - 1, round(low) - 1))
    left, end = (round(x - EDGE) - 1 for x in number_cell(sheet))
    band.paste(255, (left, band.height // 2 + 3, end, band.height))
    return band


def _ink_above(window: Image.Image) -> bool:
    top = window.crop((0, 0, window.width, max(1, window.height - round(STRIP) - 1)))
    return _extremes(top)[0] < _WHITE


def _ink_around_band(window: Image.Image) -> bool:
    """Whether the strip holds anything beside the band: a little above it, and below."""
    low = window.height
    above = (0, round(low - STRIP) + 1, window.width, round(low - EDGE - HEIGHT) - 2)
    below = (0, round(low - EDGE) + 2, window.width, low)
    return any(_extremes(window.crop(part))[0] < _WHITE for part in (above, below))


def _empty(page: Any, sheet: Sheet) -> bool:
    """Whether nothing at all stands above the strip; looks first where pages begin, as a
    slice is drawn in a fifth of the time."""
    low, high = STRIP * sheet.unit, sheet.height
    slice_ = high - (high - low) * 0.2, high - (high - low) * 0.12
    return all(_blank(page, sheet, *part) for part in (slice_, (low, high)))


def _blank(page: Any, sheet: Sheet, low: float, high: float) -> bool:
    drawn = page.render(
        scale=0.5 / sheet.unit,
        crop=(0, low, 0, max(0.0, sheet.height - high)),
        grayscale=True,
        may_draw_forms=False,
    )
    return _extremes(_grey(drawn))[0] >= _WHITE


def _lost(source: bytes, numbers: list[int], count: int) -> list[int]:
    """Those of the blank pages whose source shows something, where it can be looked at."""
    if not numbers:
        return []
    try:
        document = _opened(source)
    except pypdfium2.PdfiumError:
        return []
    with document:
        if len(document) != count:
            return []
        return [number for number in numbers if not _source_blank(document, number)]


def _source_blank(document: Any, number: int) -> bool:
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return True
    width, height = page.get_size()
    scale = min(1.0, 600 / max(width, height, 1))
    drawn = page.render(scale=scale, grayscale=True, optimize_mode="print", may_draw_forms=False)
    return _extremes(_grey(drawn))[0] >= _WHITE


def _decoded(image: Image.Image) -> str:
    import zxingcpp

    left = image.crop((0, 0, image.height, image.height))
    found = zxingcpp.read_barcodes(left)
    return found[0].text if found else ""


def _framed(image: Image.Image, stamp: Stamp) -> bool:
    """The frame's colour in the middle of its four sides, white just inside."""
    pixels = 4
    low = image.height - EDGE * pixels
    top, left = low - HEIGHT * pixels, EDGE * pixels
    right, middle = image.width - left, (low + top) / 2
    inner = 3 * pixels
    sides = [
        ((left, middle), (left + inner, middle)),
        ((right, middle), (right - inner, middle)),
        ((left + inner, low), (left + inner, low - 2 * pixels)),
        ((right - inner, top), (right - inner, top + 2 * pixels)),
    ]
    colour = tuple(round(255 * part) for part in COLOURS[stamp.kind])
    return all(
        _near(image, line, colour) and _near(image, inside, (255, 255, 255))
        for line, inside in sides
    )


def _near(image: Image.Image, at: tuple[float, float], colour: tuple[int, ...]) -> bool:
    found = image.getpixel((round(at[0]), round(at[1])))
    assert isinstance(found, tuple)
    return all(abs(a - b) < 40 for a, b in zip(found, colour, strict=True))


def _worded(page: Any, sheet: Sheet, stamp: Stamp) -> bool:
    """The stamp's word and its code as text inside the strip."""
    text = page.get_textpage().get_text_bounded(0, 0, sheet.width, STRIP * sheet.unit)
    return word_of(stamp.kind) in text and (not stamp.code or stamp.code in text)
