"""QR codes as one path: the cost of a code is drawing it, so runs of dark modules are one
rectangle each, on a white square that is drawn first and survives any page below it.

Error correction M, the mask chosen by the rule of ISO/IEC 18004 7.8.3. segno's own choice
costs four times the encoding; two codes of one version differ between masks in the same
modules whatever they say, so the eight candidates are one code and seven known
differences, and the penalties are counted on whole rows of bits at once.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
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


@dataclass(frozen=True)
class _Symbol:
    """All modules in one number, row after row from the top, the leftmost module highest,
    one zero bit above each row; and the same of the columns."""

    across: int
    down: int

    def turned(self, turn: "_Symbol") -> "_Symbol":
        """The modules of another mask."""
        return _Symbol(self.across ^ turn.across, self.down ^ turn.down)


def _matrix(text: str) -> tuple[int, ...]:
    """Rows from the top, the leftmost module in the highest bit."""
    code = segno.make_qr(text, error="m", boost_error=False, mask=0)
    width = len(code.matrix)
    first = _symbol(code)
    masks = [first.turned(turn) for turn in _turns(int(code.version))]
    best = min(masks, key=lambda symbol: _penalty(symbol, width)).across
    row = (1 << width) - 1
    return tuple(best >> (width + 1) * place & row for place in reversed(range(width)))


@cache
def _turns(version: int) -> tuple[_Symbol, ...]:
    """What changes from mask 0 to each mask, format information included: the same for
    every text of a version."""
    codes = [
        _symbol(segno.make_qr("0", version=version, error="m", boost_error=False, mask=mask))
        for mask in range(8)
    ]
    return tuple(codes[0].turned(code) for code in codes)


_DIGITS = bytes.maketrans(b"\0\1", b"01")


def _symbol(code: Any) -> _Symbol:
    rows = [bytes(row) for row in code.matrix]
    columns = [bytes(column) for column in zip(*rows, strict=True)]
    across, down = (
        int(b"0".join(line.translate(_DIGITS) for line in lines), 2) for lines in (rows, columns)
    )
    return _Symbol(across, down)


@cache
def _whole(width: int) -> int:
    """All modules dark."""
    return int(b"0".join(b"1" * width for _ in range(width)), 2)


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


def _penalty(symbol: _Symbol, width: int) -> int:
    """The four penalties of ISO/IEC 18004 7.8.3 of a whole symbol."""
    whole = _whole(width)
    share = abs(symbol.across.bit_count() * 100 // (width * width) - 50) // 5 * 10
    lines = sum(_lines(dark, dark ^ whole) for dark in (symbol.across, symbol.down))
    return lines + _blocks(symbol.across, width) + share


def _lines(dark: int, light: int) -> int:
    """Runs of five or more of one colour (3 + 1 each more), and finder-like patterns (40)."""
    total = 0
    for bits in (dark, light):
        five = bits & bits >> 1 & bits >> 2 & bits >> 3 & bits >> 4
        total += five.bit_count() + 2 * (five & ~(five >> 1)).bit_count()
    return total + 40 * _finders(dark, light)


def _finders(dark: int, light: int) -> int:
    """How often 1011101 stands with four light modules before or behind it."""
    finder = dark & light >> 1 & dark >> 2 & dark >> 3 & dark >> 4 & light >> 5 & dark >> 6
    four = light & light >> 1 & light >> 2 & light >> 3
    return (finder & four >> 7).bit_count() + (finder >> 4 & four).bit_count()


def _blocks(dark: int, width: int) -> int:
    """Blocks of 2 x 2 in one colour, 3 each."""
    whole = _whole(width)
    below = dark >> width + 1
    inside = whole & whole >> 1 & whole >> width + 1
    odd = dark ^ below
    return 3 * (inside & ~(odd | odd >> 1 | dark ^ dark >> 1)).bit_count()
