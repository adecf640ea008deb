"""QR codes as one path: the cost of a code is drawing it, so runs of dark modules are one
rectangle each, on a white square that is drawn first and survives any page below it.

Error correction M, the mask chosen by the rule of ISO/IEC 18004 7.8.3. segno's own choice
costs four times the encoding; two codes of one version differ between masks in the same
modules whatever they say, so the eight candidates are one code and seven known
differences, and the penalties are counted on whole rows of bits at once.
"""

from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import segno

QUIET = 4
"""White modules around the code, as ISO/IEC 18004 asks."""

Runs = tuple[tuple[int, int, int], ...]
"""(x, y, length) of each row of dark modules; module units, origin at the lower left."""


@lru_cache(maxsize=256)
def runs(text: str) -> tuple[int, Runs]:
    """Modules along a side with the quiet zone, and the dark runs, of the code of a text.

    ValueError for a text no QR code can hold (about 2,300 bytes).
    """
    rows = _matrix(text)
    side = len(rows) + 2 * QUIET
    found: list[tuple[int, int, int]] = []
    for down, row in enumerate(rows):
        y = side - QUIET - 1 - down
        found.extend((x + QUIET, y, length) for x, length in _dark(row, len(rows)))
    return side, tuple(found)


def operators(text: str) -> tuple[int, bytes]:
    """The side in modules and the PDF operators that draw the code, one unit a module."""
    side, dark = runs(text)
    rects = " ".join(f"{x} {y} {length} 1 re" for x, y, length in dark)
    return side, f"1 g 0 0 {side} {side} re f 0 g {rects} f".encode()


def draw(canvas: Any, text: str, x: float, y: float, size: float) -> None:
    """The code on a ReportLab canvas, `size` points square with its quiet zone."""
    side, dark = runs(text)
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size / side, size / side)
    canvas.setFillGray(1)
    canvas.rect(0, 0, side, side, stroke=0, fill=1)
    path = canvas.beginPath()
    for left, low, length in dark:
        path.rect(left, low, length, 1)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _matrix(text: str) -> tuple[int, ...]:
    """Rows from the top, the leftmost module in the highest bit."""
    code = segno.make_qr(text, error="m", boost_error=False, mask=0)
    first = _rows(code)
    version = int(code.version)
    masks = [tuple(a ^ b for a, b in zip(first, turn, strict=True)) for turn in _turns(version)]
    return min(masks, key=_penalty)


@cache
def _turns(version: int) -> tuple[tuple[int, ...], ...]:
    """What changes from mask 0 to each mask, format information included: the same for
    every text of a version."""
    codes = [
        _rows(segno.make_qr("0", version=version, error="m", boost_error=False, mask=mask))
        for mask in range(8)
    ]
    return tuple(tuple(a ^ b for a, b in zip(codes[0], rows, strict=True)) for rows in codes)


def _rows(code: Any) -> tuple[int, ...]:
    return tuple(int("".join("1" if cell else "0" for cell in row), 2) for row in code.matrix)


def _dark(row: int, width: int) -> list[tuple[int, int]]:
    """(start, length) of the runs of ones, from the left."""
    bits = f"{row:0{width}b}"
    found, at = [], bits.find("1")
    while at >= 0:
        end = bits.find("0", at)
        end = width if end < 0 else end
        found.append((at, end - at))
        at = bits.find("1", end)
    return found


def _penalty(rows: tuple[int, ...]) -> int:
    """The four penalties of ISO/IEC 18004 7.8.3 of a whole symbol."""
    width = len(rows)
    columns = _turned(rows, width)
    dark = sum(row.bit_count() for row in rows)
    share = abs(dark * 100 // (width * width) - 50) // 5 * 10
    return _lines(rows, width) + _lines(columns, width) + _blocks(rows, width) + share


def _turned(rows: tuple[int, ...], width: int) -> tuple[int, ...]:
    texts = [f"{row:0{width}b}" for row in rows]
    return tuple(int("".join(column), 2) for column in zip(*texts, strict=True))


def _joined(rows: tuple[int, ...], width: int, guard: int) -> int:
    """All rows in one number, `guard` zero bits above each."""
    whole = 0
    for row in rows:
        whole = whole << width + guard | row
    return whole


def _lines(rows: tuple[int, ...], width: int) -> int:
    """Runs of five or more of one colour (3 + 1 each more), and finder-like patterns (40)."""
    full = (1 << width) - 1
    dark = _joined(rows, width, 1)
    light = _joined(tuple(row ^ full for row in rows), width, 1)
    total = 0
    for bits in (dark, light):
        five = bits & bits >> 1 & bits >> 2 & bits >> 3 & bits >> 4
        starts = five & ~(five >> 1)
        total += five.bit_count() + 2 * starts.bit_count()
    return total + 40 * _finders(dark, light)


def _finders(dark: int, light: int) -> int:
    """How often 1011101 stands with four light modules before or behind it."""
    finder = dark & light >> 1 & dark >> 2 & dark >> 3 & dark >> 4 & light >> 5 & dark >> 6
    four = light & light >> 1 & light >> 2 & light >> 3
    return (finder & four >> 7).bit_count() + (finder >> 4 & four).bit_count()


def _blocks(rows: tuple[int, ...], width: int) -> int:
    """Blocks of 2 x 2 in one colour, 3 each."""
    full = (1 << width - 1) - 1
    total = 0
    for one, other in pairwise(rows):
        even, both = one ^ other, one ^ one >> 1
        total += (full & ~(even | even >> 1 | both)).bit_count()
    return 3 * total
