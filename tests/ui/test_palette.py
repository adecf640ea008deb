"""Every text the application shows can be read: WCAG 2.2, 1.4.3 and 1.4.11, computed."""

import pytest

from isodesk.ui.palette import PALETTES, SUNLIGHT, Palette, contrast

DRESSES = {**PALETTES, "sunlight": SUNLIGHT}


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("tokens", DRESSES.values(), ids=DRESSES)
def test_every_text_pair_reaches_four_and_a_half(tokens: Palette) -> None:
    pairs = {name: contrast(text, on) for name, text, on in tokens.text_pairs()}
    assert len(pairs) > 30
    assert {name: round(ratio, 2) for name, ratio in pairs.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("tokens", DRESSES.values(), ids=DRESSES)
def test_edges_of_fields_and_the_focus_ring_reach_three(tokens: Palette) -> None:
    for ground in (tokens.base, tokens.window):
        assert contrast(tokens.border, ground) >= 3
        assert contrast(tokens.accent, ground) >= 3


def test_in_the_sun_every_text_reaches_seven() -> None:
    pairs = {name: contrast(text, on) for name, text, on in SUNLIGHT.text_pairs()}
    pairs = {name: ratio for name, ratio in pairs.items() if "pill" not in name}
    assert {name: round(ratio, 2) for name, ratio in pairs.items() if ratio < 7} == {}
