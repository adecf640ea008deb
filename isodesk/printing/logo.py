"""The company's logo, read once and drawn on every page as one form."""

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

_FORM = "logo"
_MOST_PIXELS = 40_000_000
_KEPT = (1000, 200)
"""Pixels kept: 20 pt at 720 dpi, so a photograph as a logo does not fatten every sheet."""


@dataclass(frozen=True)
class Logo:
    """A picture ready to be placed."""

    picture: Any
    width: int
    height: int

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """The largest size in its own proportions within width and height."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale

    def define(self, canvas: Canvas) -> None:
        """Put the picture into the file, before the first page."""
        canvas.beginForm(_FORM, 0, 0, self.width, self.height)
        canvas.drawImage(ImageReader(self.picture), 0, 0, self.width, self.height, mask="auto")
        canvas.endForm()

    def place(self, canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
        """Show it with its lower left corner at x, y."""
        canvas.saveState()
        canvas.translate(x, y)
        canvas.scale(width / self.width, height / self.height)
        canvas.doForm(_FORM)
        canvas.restoreState()


def read_logo(data: bytes | None) -> Logo | None:
    """The logo from PNG or JPEG bytes; None without one, or when it cannot be read: the
    sheet then shows the company's name, and no print fails for a picture."""
    if not data:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "GIF", "BMP")) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return None
            picture = opened.convert("RGBA")
    except Exception:  # Pillow raises whatever the picture makes it
        return None
    picture.thumbnail(_KEPT)
    if picture.getchannel("A").getextrema() == (255, 255):
        picture = picture.convert("RGB")
    return Logo(picture, picture.width, picture.height)
