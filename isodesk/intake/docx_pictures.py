"""Pictures of a Word file: PNG and JPEG as they are, other pixels as PNG, the rest said."""

import hashlib
import io
import posixpath
from collections.abc import Callable
from typing import TYPE_CHECKING

from isodesk.core.problems import Refused
from isodesk.intake.docx_losses import Loss, Losses
from isodesk.intake.docx_parts import Parts

if TYPE_CHECKING:
    from PIL.Image import Image

Crop = tuple[float, float, float, float]
"""Shares cut off at left, top, right and bottom, from 0 to 1."""
WHOLE: Crop = (0.0, 0.0, 0.0, 0.0)
_MOST = 2_000
_MOST_BYTES = 200 << 20
_MOST_PIXELS = 600_000_000
_KEPT = ("PNG", "JPEG", "MPO")
_DRAWN = ("emf", "wmf", "emz", "wmz", "svg", "pict", "pct", "eps", "wdp", "cgm")


class Pictures:
    """The pictures that the text uses, by the SHA-256 of their bytes."""

    def __init__(self, parts: Parts, losses: Losses) -> None:
        self._parts = parts
        self._losses = losses
        self._known: dict[tuple[str, Crop], str] = {}
        self._pixels = 0
        self.bytes: dict[str, bytes] = {}

    def take(self, part: str, relation_id: str, crop: Crop = WHOLE) -> str:
        """The SHA-256 of the picture that a part points at; "" when it is not carried."""
        relation = self._parts.relations(part).get(relation_id)
        if relation is None:
            self._losses.add(Loss.PICTURE_DAMAGED)
            return ""
        if relation.outside:
            self._losses.add(Loss.PICTURE_OUTSIDE, relation.target)
            return ""
        key = (relation.target, crop)
        if key not in self._known:
            self._known[key] = self._kept(relation.target, crop)
        return self._known[key]

    def _kept(self, name: str, crop: Crop) -> str:
        ending = posixpath.splitext(name)[1].lstrip(".").lower()
        data = self._parts.archive.read(name)
        if ending in _DRAWN or _is_drawing(data):
            self._losses.add(Loss.PICTURE_FORM, ending.upper() or "?")
            return ""
        if len(self.bytes) >= _MOST or self._size() + len(data) > _MOST_BYTES:
            self._losses.add(Loss.PICTURE_MANY)
            return ""
        try:
            return self._named(self._pixelled(data, crop))
        except Refused:
            self._losses.add(Loss.PICTURE_DAMAGED)
            return ""

    def _pixelled(self, data: bytes, crop: Crop) -> bytes:
        """The bytes to keep. Raises Refused when they cannot be decoded."""
        from isodesk.intake.picture import open_picture

        image = open_picture(data)
        self._pixels += image.width * image.height
        if self._pixels > _MOST_PIXELS:
            self._losses.add(Loss.PICTURE_MANY)
            raise Refused("too many")
        form = str(image.format)
        _sound(image.load)
        cut = _box(image, crop)
        if form in _KEPT and cut is None:
            return data
        if form not in _KEPT:
            self._losses.add(Loss.PICTURE_MADE, form)
        return _saved(image if cut is None else image.crop(cut), form)

    def _named(self, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()
        self.bytes[digest] = data
        return digest

    def _size(self) -> int:
        return sum(map(len, self.bytes.values()))


def _is_drawing(data: bytes) -> bool:
    """A metafile or SVG, whatever it is called."""
    return (
        (data[:4] == b"\x01\0\0\0" and data[40:44] == b" EMF")
        or data[:4] in (b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0")
        or b"<svg" in data[:512]
    )


def _sound(load: Callable[[], object]) -> None:
    try:
        load()
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, ArithmeticError) as error:
        raise Refused("damaged") from error


def _box(image: "Image", crop: Crop) -> tuple[int, int, int, int] | None:
    """The part that Word shows, in pixels; None for the whole."""
    left, top, right, bottom = (min(max(share, 0.0), 1.0) for share in crop)
    if max(left, top, right, bottom) < 0.002 or left + right > 0.99 or top + bottom > 0.99:
        return None
    return (
        round(image.width * left),
        round(image.height * top),
        max(round(image.width * (1 - right)), round(image.width * left) + 1),
        max(round(image.height * (1 - bottom)), round(image.height * top) + 1),
    )


def _saved(image: "Image", form: str) -> bytes:
    out = io.BytesIO()
    if form in ("JPEG", "MPO"):
        image.save(out, "JPEG", quality=92)
    else:
        modes = ("1", "L", "LA", "P", "RGB", "RGBA")
        (image if image.mode in modes else image.convert("RGB")).save(out, "PNG")
    return out.getvalue()
