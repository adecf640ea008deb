"""Poppler's word on a stamped file: another program than those that stamp it and look at it.

Every page is rendered; on each the band's frame stands on its four sides in the stamp's
colour, the QR code reads upright, and both lie inside the strip at the foot of the sheet.
"""

import io
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import zxingcpp
from PIL import Image

from isodesk.printing.stamp_facts import Stamp
from isodesk.printing.stamp_words import COLOURS

A4_WIDTH = 595.28
DOTS = 1.8
"""Pixels a unit: 130 dpi on A4."""


@dataclass(frozen=True)
class Judged:
    """What was wrong, page by page, in words; nothing when the file is well stamped."""

    pages: int
    faults: tuple[str, ...]


def judge(pdf: bytes, stamp: Stamp) -> Judged:
    """Render every page with poppler and look for the stamp."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        sizes = [tuple(float(v) for v in page.mediabox[2:]) for page in document.pages]
    faults = []
    for number, (width, height) in enumerate(sizes, 1):
        image = rendered(pdf, number, 72 * DOTS / (min(width, height) / A4_WIDTH))
        faults += [f"page {number}: {fault}" for fault in _faults(image, stamp)]
    return Judged(len(sizes), tuple(faults))


def rendered(pdf: bytes, page: int, dpi: float) -> Image.Image:
    """One page as poppler shows it."""
    done = subprocess.run(
        ["pdftoppm", "-r", f"{dpi:.4f}", "-f", str(page), "-l", str(page), "-"],
        input=pdf,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return Image.open(io.BytesIO(done.stdout)).convert("RGB")


def text_of(pdf: bytes) -> str:
    """All text as pdftotext finds it."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(pdf)
        done = subprocess.run(
            ["pdftotext", "-raw", file.name, "-"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    return done.stdout.decode("utf-8", "replace")


def letters(text: str) -> Counter[str]:
    """How often each visible character occurs."""
    return Counter(ch for ch in text if ch > " ")


def checked(pdf: bytes) -> int:
    """What `qpdf --check` says: 0 clean, 3 warnings, 2 errors."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(pdf)
        return subprocess.run(
            ["qpdf", "--check", file.name],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        ).returncode


def _faults(image: Image.Image, stamp: Stamp) -> list[str]:
    unit = min(image.size) / A4_WIDTH
    faults = [f"frame missing {side}" for side in _sides_missing(image, unit, stamp)]
    found = zxingcpp.read_barcodes(
        image.crop((0, int(image.height - 66 * unit), int(80 * unit), image.height))
    )
    if not stamp.qr:
        return faults
    if not found or found[0].text != stamp.qr:
        return [*faults, "QR code not read"]
    if abs(found[0].orientation) > 5:
        faults.append(f"QR code turned by {found[0].orientation}")
    return faults


def _sides_missing(image: Image.Image, unit: float, stamp: Stamp) -> list[str]:
    """Each side of the frame, along its whole length."""
    left, right = 17 * unit, image.width - 17 * unit
    low, top = image.height - 17 * unit, image.height - 59 * unit
    along = [left + (right - left) * i / 40 for i in range(1, 40)]
    up = [top + (low - top) * i / 20 for i in range(1, 20)]
    sides = {
        "left": [(left, y) for y in up],
        "right": [(right, y) for y in up],
        "below": [(x, low) for x in along],
        "above": [(x, top) for x in along],
    }
    colour = tuple(round(255 * part) for part in COLOURS[stamp.kind])
    return [
        side for side, points in sides.items() if not all(_has(image, p, colour) for p in points)
    ]


def _has(image: Image.Image, at: tuple[float, float], colour: tuple[int, ...]) -> bool:
    """The colour within a pixel of the point."""
    x, y = int(at[0]), int(at[1])
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            near = (
                min(max(x + dx, 0), image.width - 1),
                min(max(y + dy, 0), image.height - 1),
            )
            found = image.getpixel(near)
            assert isinstance(found, tuple)
            if all(abs(a - b) < 60 for a, b in zip(found, colour, strict=True)):
                return True
    return False
