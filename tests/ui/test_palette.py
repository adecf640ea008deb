"""Every text the application shows can be read: WCAG 2.2, 1.4.3 and 1.4.11, computed."""

from collections.abc import Iterator
from dataclasses import fields

import pytest

from isodesk.ui.palette import PALETTES, SUNLIGHT, Fill, Palette, contrast

DRESSES = {**PALETTES, "sunlight": SUNLIGHT}


def text_pairs(tokens: Palette) -> Iterator[tuple[str, str, str]]:
    """(name, text, ground) of every text the application shows."""
    grounds = {"base": tokens.base, "window": tokens.window, "alternate": tokens.alternate}
    for name in ("text", "second", "link", "danger"):
        for ground, colour in {**grounds, "pick": tokens.pick, "hover": tokens.hover}.items():
            yield f"{name} on {ground}", getattr(tokens, name), colour
    yield "second on the desk", tokens.second, tokens.desk
    yield "on accent", tokens.on_accent, tokens.accent
    yield "on accent, hovered", tokens.on_accent, tokens.accent_hover
    yield "tip", tokens.tip_text, tokens.tip
    for token in fields(tokens):
        value = getattr(tokens, token.name)
        if isinstance(value, Fill):
            yield f"{token.name} pill", value.text, value.fill
            yield f"{token.name} banner body", tokens.text, value.fill
    for number, colour in enumerate(tokens.verdicts, start=1):
        yield f"verdict {number}", colour, tokens.base


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("tokens", DRESSES.values(), ids=DRESSES)
def test_every_text_pair_reaches_four_and_a_half(tokens: Palette) -> None:
    pairs = {name: contrast(text, on) for name, text, on in text_pairs(tokens)}
    assert len(pairs) > 30
    assert {name: round(ratio, 2) for name, ratio in pairs.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("tokens", DRESSES.values(), ids=DRESSES)
def test_edges_of_fields_and_the_focus_ring_reach_three(tokens: Palette) -> None:
    for ground in (tokens.base, tokens.window):
        assert contrast(tokens.border, ground) >= 3
        assert contrast(tokens.accent, ground) >= 3


def test_in_the_sun_every_text_reaches_seven() -> None:
    pairs = {name: contrast(text, on) for name, text, on in text_pairs(SUNLIGHT)}
    pairs = {name: ratio for name, ratio in pairs.items() if "pill" not in name}
    assert {name: round(ratio, 2) for name, ratio in pairs.items() if ratio < 7} == {}
