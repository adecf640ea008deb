"""Every text the application shows can be read: WCAG 2.2, 1.4.3 and 1.4.11, computed."""

import pytest

from isodesk.ui.palette import PALETTES, Scheme, contrast

SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_pair_reaches_four_and_a_half(scheme: Scheme) -> None:
    pairs = {name: contrast(text, on) for name, text, on in PALETTES[scheme].text_pairs()}
    assert len(pairs) > 30
    assert {name: round(ratio, 2) for name, ratio in pairs.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_of_fields_and_the_focus_ring_reach_three(scheme: Scheme) -> None:
    tokens = PALETTES[scheme]
    for ground in (tokens.base, tokens.window):
        assert contrast(tokens.border, ground) >= 3
        assert contrast(tokens.accent, ground) >= 3
