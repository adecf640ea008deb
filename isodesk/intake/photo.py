"""A photo as evidence, in the child: upright, scaled, and what it tells of camera and place kept
or left out (Exif 2.3; the day and time it was taken are read in every case)."""

import contextlib
import io
import re
from typing import TYPE_CHECKING

from isodesk.intake.facts import Photo
from isodesk.intake.frames import Values
from isodesk.intake.picture import loaded, on_white, open_picture
from isodesk.intake.values import plain

if TYPE_CHECKING:
    from PIL.Image import Exif, Image

_PHOTOS = ("JPEG", "MPO", "HEIF", "AVIF", "WEBP")
_EXIF, _GPS = 0x8769, 0x8825
_ORIENTATION, _CHANGED = 0x0112, 0x0132
_TAKEN, _OFFSET = 0x9003, 0x9011
_WIDE, _HIGH = 0xA002, 0xA003
_QUALITY = 88
_LEAST_SIDE = 320
_MOMENT = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d:\d\d:\d\d)")
_ZONE = re.compile(r"[+-]\d\d:\d\d")


def photo(data: bytes, side: int, details: bool) -> Values:
    """Task: the `Photo` of a picture, its longer side at most `side` pixels.

    Photos come out as JPEG, screenshots and drawings as PNG. With `details` the JPEG keeps
    what the camera wrote, its place too, without the orientation that was applied and the
    preview that no longer fits. The same picture gives the same bytes.
    """
    image = open_picture(data)
    exif = image.getexif()
    taken, jpeg = _taken(exif), image.format in _PHOTOS
    kept = _kept(exif) if details and jpeg else None
    shown = _shown(image, max(_LEAST_SIDE, side))
    out = io.BytesIO()
    if jpeg:
        about = {"exif": _sized(kept, shown).tobytes()} if kept is not None else {}
        shown.convert("RGB").save(out, "JPEG", quality=_QUALITY, **about)
    else:
        shown.save(out, "PNG", optimize=True)
    media = "image/jpeg" if jpeg else "image/png"
    return plain(Photo(out.getvalue(), media, shown.width, shown.height, taken))


def _shown(image: "Image", side: int) -> "Image":
    """Upright on white, small enough, with nothing of what stood beside the pixels."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    loaded(image)
    upright = on_white(ImageOps.exif_transpose(image))
    if max(upright.size) > side:
        upright.thumbnail((side, side), Pillow.Resampling.LANCZOS)
    upright.info.clear()
    return upright


def _taken(exif: "Exif") -> str:
    """When the camera says it was taken, as ISO text, with its zone where it knows one; else ""."""
    with contextlib.suppress(OSError, ValueError, SyntaxError, TypeError, KeyError):
        inner = exif.get_ifd(_EXIF)
        found = _MOMENT.search(str(inner.get(_TAKEN) or exif.get(_CHANGED) or ""))
        if found:
            year, month, day, time = found.groups()
            zone = _ZONE.fullmatch(str(inner.get(_OFFSET) or "").strip())
            return f"{year}-{month}-{day}T{time}{zone.group() if zone else ''}"
    return ""


def _kept(exif: "Exif") -> "Exif | None":
    """What the camera wrote, as far as it can be read."""
    with contextlib.suppress(OSError, ValueError, SyntaxError, TypeError, KeyError):
        for inner in (_EXIF, _GPS):
            exif.get_ifd(inner)
        exif.tobytes()
        return exif
    return None


def _sized(exif: "Exif", shown: "Image") -> "Exif":
    exif.pop(_ORIENTATION, None)
    inner = exif.get_ifd(_EXIF)
    inner[_WIDE], inner[_HIGH] = shown.width, shown.height
    return exif
