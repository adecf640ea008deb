"""Where a page of any PDF stands on its stamped sheet. Geometry in points, nothing else.

The rule of any page: visible box = CropBox cut by MediaBox, turned upright, put on a sheet
above the strip in which the stamp stands. Matrices are PDF's (a, b, c, d, e, f).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from isodesk.printing.stamp_facts import Placing

A4 = (595.28, 841.89)

STRIP = 66.0
"""Height of the strip at the foot, in u: a unit is the sheet's shorter side / 595.28."""

SMALLEST = 560.0
"""Sheets with a shorter side below this are put on A4, or the band could not be read."""

LARGEST = 14_400.0
"""No side of a sheet is longer: the limit of ISO 32000-1, annex C."""

LETTER_BOX = (0.0, 0.0, 612.0, 792.0)
"""What viewers show of a page without a usable MediaBox."""

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper as printed, upright; `unit` is u in points."""

    width: float
    height: float
    unit: float


@dataclass(frozen=True)
class Placed:
    """A page on its sheet: its visible box in its own space, and the matrix to the sheet."""

    box: Box
    matrix: Matrix
    scale: float
    sheet: Sheet


def visible_box(media: Sequence[float] | None, crop: Sequence[float] | None) -> Box:
    """CropBox cut by MediaBox, corners put in order; MediaBox alone where they do not meet."""
    page = _ordered(media) or LETTER_BOX
    cut = _ordered(crop)
    if cut is None:
        return page
    meet = (
        max(page[0], cut[0]),
        max(page[1], cut[1]),
        min(page[2], cut[2]),
        min(page[3], cut[3]),
    )
    return _ordered(meet, in_order=True) or page


@lru_cache(maxsize=256)
def place(box: Box, rotate: int, user_unit: float, placing: Placing) -> Placed:
    """The page with this visible box, /Rotate (any number) and /UserUnit on its sheet."""
    unit = user_unit if user_unit > 0 else 1.0
    turn = int(rotate / 90) * 90 % 360
    turned = _upright(box, turn)
    width, height = (box[2] - box[0]) * unit, (box[3] - box[1]) * unit
    if turn % 180:
        width, height = height, width
    sheet = _sheet(width, height, placing)
    free = STRIP * sheet.unit if _scaled(width, height, placing) else 0.0
    room = sheet.height - free
    scale = min(1.0, sheet.width / width, room / height)
    if placing is Placing.RESERVED and not free:
        scale = min(1.0, sheet.width / width, sheet.height / height)
    left = (sheet.width - width * scale) / 2
    low = free + (room - height * scale) / 2
    a, b, c, d, e, f = (value * unit * scale for value in turned)
    return Placed(box, (a, b, c, d, e + left, f + low), scale, sheet)


def _scaled(width: float, height: float, placing: Placing) -> bool:
    """Whether the page stands above the strip; only one written for it reaches into it."""
    return placing is not Placing.RESERVED or min(width, height) < SMALLEST


def _sheet(width: float, height: float, placing: Placing) -> Sheet:
    if min(width, height) < SMALLEST:
        small, large = A4
        sheet = (large, small) if width > height else (small, large)
        if placing is Placing.GROW:
            sheet = (max(sheet[0], width), max(sheet[1], height + STRIP))
    elif placing is Placing.GROW:
        sheet = _grown(width, height)
    else:
        sheet = (width, height)
    wide, high = (min(side, LARGEST) for side in sheet)
    return Sheet(wide, high, min(wide, high) / A4[0])


def _grown(width: float, height: float) -> tuple[float, float]:
    """The sheet with a strip more below; u is that of the taller sheet."""
    taller = height / (1 - STRIP / A4[0])
    if taller <= width:
        return width, taller
    return width, height + STRIP * width / A4[0]


def _upright(box: Box, turn: int) -> Matrix:
    """Page space to a visible page with its lower left corner at 0, 0."""
    x0, y0, x1, y1 = box
    turns: dict[int, Matrix] = {
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }
    return turns.get(turn, (1, 0, 0, 1, -x0, -y0))


def _ordered(corners: Sequence[float] | None, in_order: bool = False) -> Box | None:
    """The box with lower left before upper right, or None for one without an area."""
    if corners is None or len(corners) != 4:
        return None
    x0, y0, x1, y1 = corners
    if not in_order:
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    return (x0, y0, x1, y1) if x1 - x0 > 1e-3 and y1 - y0 > 1e-3 else None
