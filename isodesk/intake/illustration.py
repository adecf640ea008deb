"""A foreign picture as an illustration of a text, in the child: kept upright, shown as pixels."""

import io
from typing import TYPE_CHECKING

from isodesk.intake.facts import Kept, Picture
from isodesk.intake.frames import Values
from isodesk.intake.picture import loaded, on_white, open_picture
from isodesk.intake.values import plain

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_SIDE = 3000
"""Pixels of the longer side: 400 to the inch over the width of a page."""
_PHOTOS = ("JPEG", "MPO", "HEIF", "AVIF", "WEBP")


def kept_picture(data: bytes) -> Values:
    """Task: the picture as JPEG (photos) or PNG (all else), upright, on white, without what it
    tells of camera and place. The same picture gives the same bytes."""
    image = open_picture(data)
    photo = image.format in _PHOTOS
    shown = _upright(image, _MOST_SIDE)
    out = io.BytesIO()
    if photo:
        shown.convert("RGB").save(out, "JPEG", quality=90)
    else:
        shown.save(out, "PNG", optimize=True)
    return plain(Kept(out.getvalue(), "image/jpeg" if photo else "image/png"))


def shown_picture(data: bytes, width: int) -> Values:
    """Task: the picture as a `Picture` at most `width` pixels wide."""
    picture, most = open_picture(data), max(16, width)
    picture.draft("RGB", (most, most))  # a JPEG is decoded no larger than is needed
    image = _upright(picture, most).convert("RGB")
    return plain(Picture(image.width, image.height, image.tobytes()))


def _upright(image: "Image", most: int) -> "Image":
    from PIL import Image as Pillow
    from PIL import ImageOps

    loaded(image)
    upright = on_white(ImageOps.exif_transpose(image))
    upright.info.clear()
    if max(upright.size) > most:
        upright.thumbnail((most, most), Pillow.Resampling.LANCZOS)
    return upright
