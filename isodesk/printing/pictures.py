"""Pictures of a text, made ready for paper: upright, no finer than a printer shows, kept small.

Photographs stay or become JPEG, drawings are kept without loss. A picture that cannot be read
is None: the text then says its words, and no page fails for it.
"""

import io
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps
from reportlab.pdfgen.canvas import Canvas

from isodesk.i18n import tr
from isodesk.printing.structure import Raw

DPI = 200
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
_MOST_PIXELS = 150_000_000
_MOST_KEPT = 48 << 20
_FEW_COLOURS = 4096
_QUALITY = 85


@dataclass(frozen=True)
class Ready:
    """A picture as it goes into the file: its size in pixels and the stream of its bytes.

    `proportion` is height by width as it came, before it was made smaller.
    """

    proportion: float
    width: int
    height: int
    grey: bool
    filter: str
    content: bytes

    def place(
        self, canvas: Canvas, name: str, x: float, y: float, width: float, height: float
    ) -> None:
        """Show it with its lower left corner at x, y; its bytes enter the file once."""
        if canvas._doc.getXObjectName(name) not in canvas._doc.idToObject:
            canvas._doc.addForm(name, Raw(self._object()))
        canvas.saveState()
        canvas.transform(width, 0, 0, height, x, y)
        canvas._code.append(f"/{canvas._doc.getXObjectName(name)} Do")
        canvas.restoreState()
        canvas._formsinuse.append(name)

    def _object(self) -> bytes:
        space = "DeviceGray" if self.grey else "DeviceRGB"
        head = (
            f"<</Type/XObject/Subtype/Image/Width {self.width}/Height {self.height}"
            f"/ColorSpace/{space}/BitsPerComponent 8/Filter/{self.filter}"
            f"/Length {len(self.content)}>>"
        )
        return head.encode() + b"\nstream\n" + self.content + b"\nendstream"


_kept: OrderedDict[tuple[str, int], Ready] = OrderedDict()
"""Pictures made ready lately, since a preview lays the same text out again and again."""


def ready(sha256: str, content: bytes | None, width: float) -> Ready | None:
    """The picture for a width on paper in points; None without bytes or when they are none."""
    if not content:
        return None
    key = (sha256, round(width * DPI / 72))
    if key not in _kept:
        made = _made(content, key[1])
        if made is None:
            return None
        _kept[key] = made
        while sum(len(one.content) for one in _kept.values()) > _MOST_KEPT and len(_kept) > 1:
            _kept.popitem(last=False)
    _kept.move_to_end(key)
    return _kept[key]


def proportion(sha256: str, content: bytes | None) -> float | None:
    """Height by width of the picture as it stands upright; None when it is none."""
    for (known, _), one in _kept.items():
        if known == sha256:
            return one.proportion
    try:
        with Image.open(io.BytesIO(content or b""), formats=_FORMATS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return None
            return _upright(opened)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError):
        return None


def words(alt: str) -> str:
    """What stands where a picture cannot be shown."""
    return tr("[Picture: {words}]", words=alt) if alt.strip() else tr("[Picture]")


def _made(content: bytes, pixels: int) -> Ready | None:
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return None
            if _as_it_is(opened, pixels):
                grey, size = opened.mode == "L", opened.size
                return Ready(_upright(opened), *size, grey, "DCTDecode", content)
            shape, photo = _upright(opened), opened.format in ("JPEG", "WEBP")
            opened.draft("RGB", (2 * pixels, 2 * pixels))
            return _packed(_flat(ImageOps.exif_transpose(opened)), shape, pixels, photo)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError):
        return None


def _upright(opened: Any) -> float:
    """Height by width, as the camera was held."""
    width, height = opened.size
    lying = opened.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return float(width / height if lying else height / width)


def _as_it_is(opened: Any, pixels: int) -> bool:
    """Whether the very bytes can be used: a plain, upright JPEG no finer than needed."""
    turned = opened.getexif().get(0x0112, 1) != 1
    plain = opened.format == "JPEG" and opened.mode in ("RGB", "L") and not turned
    if not plain or opened.width > pixels * 1.2:
        return False
    opened.load()
    return True


def _flat(picture: Any) -> Any:
    """On white, in colours or greys of eight bits."""
    if picture.mode in ("RGB", "L"):
        return picture
    if picture.mode in ("1", "I;16", "I", "F"):
        return picture.convert("L")
    if picture.mode not in ("RGBA", "LA", "PA", "P"):
        return picture.convert("RGB")
    rgba = picture.convert("RGBA")
    white = Image.new("RGBA", rgba.size, "white")
    return Image.alpha_composite(white, rgba).convert("RGB")


def _packed(picture: Any, shape: float, pixels: int, photo: bool) -> Ready:
    colours = None if photo else picture.getcolors(_FEW_COLOURS)
    if picture.width > pixels:
        height = max(1, round(picture.height * pixels / picture.width))
        picture = picture.resize((pixels, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
    grey = picture.mode == "L"
    if photo or colours is None:
        made = io.BytesIO()
        picture.save(made, "JPEG", quality=_QUALITY, optimize=True)
        return Ready(shape, picture.width, picture.height, grey, "DCTDecode", made.getvalue())
    packed = zlib.compress(picture.tobytes(), 6)
    return Ready(shape, picture.width, picture.height, grey, "FlateDecode", packed)
