"""Photos as cameras write them, made here: turned, with time, place and camera."""

import io
from typing import Any

from PIL import Image, ImageDraw

TAKEN = "2026:06:18 09:41:07"
_PLACE = {1: "N", 2: (48.0, 12.0, 30.0), 3: "E", 4: (16.0, 22.0, 5.0)}


def scene(wide: int = 800, high: int = 600, colour: str = "#6f7b72") -> Image.Image:
    """A panel with a red and a green lamp; the red one at the left."""
    image = Image.new("RGB", (wide, high), colour)
    draw = ImageDraw.Draw(image)
    draw.rectangle((wide // 8, high // 6, wide // 2, high * 5 // 6), fill="#2f4660")
    draw.ellipse((wide // 5, high // 3, wide // 5 + high // 6, high // 2), fill="#e02020")
    draw.ellipse((wide // 3, high // 3, wide // 3 + high // 6, high // 2), fill="#20c040")
    draw.rectangle((wide * 5 // 8, high // 5, wide * 7 // 8, high * 4 // 5), fill="#f4f0e4")
    return image


def jpeg(
    wide: int = 4000, high: int = 3000, orientation: int = 6, place: bool = True, zone: str = ""
) -> bytes:
    """A camera's JPEG: with `orientation` 6 it is to be turned a quarter clockwise."""
    exif: Any = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0110] = orientation, "Harrow Optics", "HX-1"
    inner = exif.get_ifd(0x8769)
    inner[0x9003] = TAKEN
    if zone:
        inner[0x9011] = zone
    if place:
        exif.get_ifd(0x8825).update(_PLACE)
    out = io.BytesIO()
    scene(wide, high).save(out, "JPEG", quality=92, exif=exif)
    return out.getvalue()


def png(wide: int = 640, high: int = 480) -> bytes:
    """A picture of a screen."""
    out = io.BytesIO()
    scene(wide, high).save(out, "PNG")
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    """The picture of these bytes."""
    return Image.open(io.BytesIO(content))


def details(content: bytes) -> dict[str, Any]:
    """What the camera's part of a JPEG tells: make, model, orientation, time, place."""
    exif = opened(content).getexif()
    return {
        "make": exif.get(0x010F),
        "model": exif.get(0x0110),
        "orientation": exif.get(0x0112),
        "taken": exif.get_ifd(0x8769).get(0x9003),
        "place": dict(exif.get_ifd(0x8825)),
    }
