"""Where a page stands on its sheet: plain numbers."""

import pytest

from isodesk.printing.stamp_facts import Placing
from isodesk.printing.stamp_page import A4, LETTER_BOX, Placed, place, visible_box

A4_BOX = (0.0, 0.0, *A4)


def corners(placed: Placed) -> list[tuple[float, float]]:
    """Lower left and upper right of the visible box on the sheet."""
    a, b, c, d, e, f = placed.matrix
    x0, y0, x1, y1 = placed.box
    spots = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = zip(*spots, strict=True)
    return [(min(xs), min(ys)), (max(xs), max(ys))]


@pytest.mark.parametrize(
    ("media", "crop", "box"),
    [
        (None, None, LETTER_BOX),
        ([0, 0, 0, 0], None, LETTER_BOX),
        ([0, 0, 100], None, LETTER_BOX),
        ([100, 200, 0, 0], None, (0, 0, 100, 200)),
        ([0, 0, 100, 200], [10, 20, 500, 90], (10, 20, 100, 90)),
        ([0, 0, 100, 200], [300, 300, 400, 400], (0, 0, 100, 200)),
        ([0, 0, 100, 200], [90, 90, 10, 10], (10, 10, 90, 90)),
    ],
)
def test_the_visible_box(
    media: list[float] | None, crop: list[float] | None, box: tuple[float, ...]
) -> None:
    assert visible_box(media, crop) == box


def test_a4_is_fitted_above_the_strip() -> None:
    upright = place(A4_BOX, 0, 1, Placing.FIT)
    assert upright.scale == pytest.approx((841.89 - 66) / 841.89)
    assert corners(upright)[0][1] == pytest.approx(66)
    lying = place(A4_BOX, 90, 1, Placing.FIT)
    assert (lying.sheet.width, lying.sheet.height) == (841.89, 595.28)
    assert lying.scale == pytest.approx((595.28 - 66) / 595.28)


def test_reserved_stays_and_grow_adds_a_strip() -> None:
    assert place(A4_BOX, 0, 1, Placing.RESERVED).matrix == (1, 0, 0, 1, 0, 0)
    grown = place(A4_BOX, 0, 1, Placing.GROW)
    assert grown.scale == 1
    assert grown.sheet.height == pytest.approx(841.89 + 66)
    assert corners(grown)[0] == pytest.approx((0, 66))


def test_small_pages_are_put_on_a4_and_never_enlarged() -> None:
    card = place((0, 0, 243, 153), 0, 1, Placing.FIT)
    assert (card.sheet.width, card.sheet.height) == (841.89, 595.28)
    assert card.scale == 1
    long = place((0, 0, 226, 5000), 0, 1, Placing.GROW)
    assert long.scale == 1
    assert long.sheet.width == A4[0]


@pytest.mark.parametrize("placing", Placing)
@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90, 450, 45, 7200])
@pytest.mark.parametrize(
    "box", [A4_BOX, (-700.0, 350.0, 1500.0, 900.0), (0, 0, 90_000, 20), (5, 5, 5.5, 5.5)]
)
@pytest.mark.parametrize("unit", [1, 2, 0, -3, 0.01])
def test_every_page_stands_inside_its_sheet(
    placing: Placing, turn: int, box: tuple[float, float, float, float], unit: float
) -> None:
    placed = place(box, turn, unit, placing)
    (left, low), (right, top) = corners(placed)
    assert left >= -1e-6
    assert low >= -1e-6
    assert right <= placed.sheet.width + 1e-6
    assert top <= placed.sheet.height + 1e-6
    assert min(placed.sheet.width, placed.sheet.height) >= 560
    if placing is not Placing.RESERVED:
        assert low >= 66 * placed.sheet.unit - 1e-6
