"""A foreign picture in the child: its size by the header first, its pages as a PDF, its codes."""

import contextlib
import io
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.facts import Facts
from isodesk.intake.frames import Values
from isodesk.intake.limits import MOST_PIXELS
from isodesk.intake.pdf import drawn_page, opened

if TYPE_CHECKING:
    from PIL.Image import Image
    from reportlab.pdfgen.canvas import Canvas

_FORMATS = ("PNG", "JPEG", "MPO", "TIFF", "GIF", "BMP", "WEBP", "HEIF", "AVIF")
_MOST_FRAMES = 500
_A4 = (595.276, 841.89)
_MARGIN = 34.0
_SCAN_POINTS = (250.0, 1300.0)  # a side between 9 and 46 cm: the size of real paper
_GPS = 0x8825
_ORIENTATION = 0x0112
_CODE_MARK = "ISODESK1"
_CODE_SECONDS = 12.0
_CODE_PAGES = 3


def read_picture(data: bytes) -> Facts:
    """The facts of a picture that can be decoded; its pages count the scans of a TIFF."""
    image = open_picture(data)
    notes = []
    if _has_place(image):
        notes.append(tr("Tells where it was taken; the PDF made of it does not."))
    pages = _frames(image)
    if image.format == "GIF" and getattr(image, "n_frames", 1) > 1:
        notes.append(tr("A moving picture: its first frame is taken."))
    loaded(image)
    return Facts(pages=pages, notes=tuple(notes))


def open_picture(data: bytes) -> "Image":
    """The picture, not yet decoded. Raises Refused above 64 million pixels or when unknown."""
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # our own limit is below, and says so in a sentence
    _register_heic()
    Image.init()
    known = [name for name in _FORMATS if name in Image.OPEN]
    try:
        image = Image.open(io.BytesIO(data), formats=known)
    except UnidentifiedImageError as error:
        raise Refused(_unknown(data)) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused(_damaged()) from error
    _small_enough(image)
    return image


def picture_pdf(data: bytes) -> Values:
    """Task: the picture as PDF bytes, a page for each scan of a TIFF, without its metadata.

    A scan keeps the size of its paper, a photo is fitted on A4. The same picture gives the
    same bytes.
    """
    from reportlab.pdfgen.canvas import Canvas

    image = open_picture(data)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=_A4, invariant=1, pageCompression=1)
    canvas.setTitle("")
    for number in range(_frames(image)):
        image.seek(number)
        _small_enough(image)
        _draw(canvas, image)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def barcodes(data: bytes) -> Values:
    """Task: the texts of all codes seen on a photo or on the first pages of a scanned PDF.

    Tries other sizes, contrasts and slants until an isodesk code is found, which then
    stands first; [] when there is none.
    """
    found: dict[str, None] = {}
    until = time.monotonic() + _CODE_SECONDS
    for image in _views(data):
        for attempt in _attempts(image):
            found.update(dict.fromkeys(_codes(attempt)))
            ours = [text for text in found if text.startswith(_CODE_MARK)]
            if ours or time.monotonic() > until:
                return [*ours, *(text for text in found if text not in ours)]
    return list(found)


def _views(data: bytes) -> Iterator["Image"]:
    from PIL import Image, ImageOps

    if b"%PDF-" not in data[:1024]:
        image = open_picture(data)
        loaded(image)
        yield on_white(ImageOps.exif_transpose(image)).convert("L")
        return
    document = opened(data)
    try:
        for number in range(min(len(document), _CODE_PAGES)):
            page = drawn_page(document, number, round(document[number].get_width() / 72 * 220))
            yield Image.frombytes("RGB", (page.width, page.height), page.rgb).convert("L")
    finally:
        document.close()


def _attempts(image: "Image") -> Iterator["Image"]:
    """The picture as it is, then smaller, larger, with more contrast, blurred and turned."""
    from PIL import ImageFilter, ImageOps

    longest = max(image.size)
    yield _sized(image, min(longest, 3000))
    for side in (1600, 1000, 700):
        if side < longest:
            yield _sized(image, side)
    middle = _sized(image, min(longest, 2200))
    yield ImageOps.autocontrast(middle, cutoff=2)
    yield middle.filter(ImageFilter.GaussianBlur(1.5))
    yield middle.filter(ImageFilter.UnsharpMask(3, 200, 0))
    yield from (middle.rotate(angle, expand=True, fillcolor=255) for angle in (15, -15, 30, 45))
    yield from _tiles(image)


def _tiles(image: "Image") -> Iterator["Image"]:
    """Overlapping ninths, doubled: a small code on a photo of the whole sheet."""
    wide, high = image.size
    for row in range(4):
        for column in range(4):
            box = (column * wide // 5, row * high // 5)
            part = image.crop((*box, box[0] + 2 * wide // 5, box[1] + 2 * high // 5))
            yield _sized(part, min(2400, max(part.size) * 2))


def _codes(image: "Image") -> list[str]:
    import zxingcpp

    return [str(code.text) for code in zxingcpp.read_barcodes(image) if code.text]


def _sized(image: "Image", longest: int) -> "Image":
    from PIL import Image

    scale = longest / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image if size == image.size else image.resize(size, Image.Resampling.BICUBIC)


def _draw(canvas: "Canvas", image: "Image") -> None:
    from reportlab.lib.utils import ImageReader

    upright, packed = _for_paper(image)
    paper, box = _placed(upright)
    canvas.setPageSize(paper)
    canvas.drawImage(ImageReader(io.BytesIO(packed)), *box)


def _for_paper(image: "Image") -> tuple["Image", bytes]:
    """The picture upright on white, and its bytes as JPEG (photos) or PNG (all else)."""
    from PIL import ImageOps

    photo = image.format in ("JPEG", "MPO")
    loaded(image)
    untouched = photo and image.mode in ("L", "RGB")
    turned = image.getexif().get(_ORIENTATION, 1) != 1
    upright = ImageOps.exif_transpose(image) if turned else image
    upright.info["dpi"] = image.info.get("dpi", (0, 0))
    out = io.BytesIO()
    if untouched and not turned:
        image.save(out, "JPEG", quality="keep", exif=b"")
    elif photo or image.format in ("HEIF", "AVIF", "WEBP"):
        on_white(upright).convert("RGB").save(out, "JPEG", quality=90)
    else:
        on_white(upright).save(out, "PNG")
    return upright, out.getvalue()


def on_white(image: "Image") -> "Image":
    """Without transparency, in a mode that every later step takes."""
    from PIL import Image

    if image.mode in ("1", "L", "RGB"):
        return image
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        return image.convert("F").point(_to_eight_bits(image)).convert("L")
    layered = image.convert("RGBA")
    paper = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(paper, layered).convert("RGB")


def _to_eight_bits(image: "Image") -> Any:
    extremes = image.getextrema()
    highest = float(extremes[1]) if isinstance(extremes[1], int | float) else 255.0
    factor = 255.0 / max(highest, 255.0)
    return lambda value: value * factor + 0


def _placed(image: "Image") -> tuple[tuple[float, float], tuple[float, float, float, float]]:
    """The paper in points, and where the picture lies on it: left, bottom, width, height."""
    dots = image.info.get("dpi", (0, 0))
    with contextlib.suppress(TypeError, ValueError, ZeroDivisionError, OverflowError):
        natural = (image.width * 72 / float(dots[0]), image.height * 72 / float(dots[1]))
        if all(_SCAN_POINTS[0] <= side <= _SCAN_POINTS[1] for side in natural):
            return natural, (0.0, 0.0, *natural)
    wide, high = _A4 if image.height >= image.width else (_A4[1], _A4[0])
    scale = min((wide - 2 * _MARGIN) / image.width, (high - 2 * _MARGIN) / image.height)
    across, up = image.width * scale, image.height * scale
    return (wide, high), ((wide - across) / 2, (high - up) / 2, across, up)


def _frames(image: "Image") -> int:
    """How many pages: the scans of a TIFF; every other kind is one picture."""
    count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    if count > _MOST_FRAMES:
        raise Refused(tr("The picture has more than 500 pages: save it as a PDF."))
    return int(count)


def loaded(image: "Image") -> None:
    """Decode it whole. Raises Refused when it is damaged."""
    try:
        image.load()
    except (OSError, ValueError, SyntaxError, EOFError, IndexError) as error:
        raise Refused(_damaged()) from error


def _small_enough(image: "Image") -> None:
    if image.width * image.height > MOST_PIXELS:
        raise Refused(
            tr("The picture has more than 64 million pixels: save it smaller and bring that in.")
        )


def _has_place(image: "Image") -> bool:
    with contextlib.suppress(OSError, ValueError, SyntaxError, TypeError, KeyError):
        return bool(image.getexif().get_ifd(_GPS))
    return False


def _register_heic() -> None:
    with contextlib.suppress(ImportError):
        import pillow_heif

        pillow_heif.register_heif_opener()


def _unknown(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        return tr(
            "A HEIC photo: this installation cannot read it. Save it as JPEG, or install "
            "isodesk with its heic part."
        )
    return _damaged()


def _damaged() -> str:
    return tr("The picture is damaged: it cannot be shown. Save it again where it comes from.")
