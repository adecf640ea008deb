"""Colours by name, light and dark; every text pair reaches 4.5:1 (tests/ui/test_palette.py)."""

from dataclasses import dataclass, replace
from typing import Literal

Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Fill:
    """A filled mark: its text and what it stands on."""

    text: str
    fill: str


@dataclass(frozen=True)
class Palette:
    """The tokens of one scheme, as #RRGGBB."""

    window: str
    base: str
    alternate: str
    desk: str
    text: str
    second: str
    line: str
    border: str
    hover: str
    chrome_hover: str
    pick: str
    accent: str
    accent_hover: str
    on_accent: str
    link: str
    danger: str
    disabled: str
    tip: str
    tip_text: str
    bar: str
    grey: Fill
    amber: Fill
    blue: Fill
    green: Fill
    red: Fill
    struck: Fill
    violet: Fill
    verdicts: tuple[str, str, str, str, str, str]

    def tone(self, name: str) -> Fill:
        """The fill of a tone: grey, amber, blue, green, red, struck, violet."""
        found = getattr(self, name)
        assert isinstance(found, Fill), name
        return found


LIGHT = Palette(
    window="#F5F5F2",
    base="#FFFFFF",
    alternate="#FAFAF8",
    desk="#EBEBE6",
    text="#1D2126",
    second="#5B626A",
    line="#E2E2DD",
    border="#868C94",
    hover="#F3F3F0",
    chrome_hover="#E9E9E4",
    pick="#E6EDFA",
    accent="#2B5CC4",
    accent_hover="#244FAB",
    on_accent="#FFFFFF",
    link="#2552B5",
    danger="#A8231B",
    disabled="#8F959C",
    tip="#1D2126",
    tip_text="#FFFFFF",
    bar="#B5740A",
    grey=Fill("#4A5158", "#ECECE8"),
    amber=Fill("#744700", "#FBEBC8"),
    blue=Fill("#1D4CA3", "#E2ECFB"),
    green=Fill("#1B5E35", "#DDF1E2"),
    red=Fill("#A3221B", "#FCE4E1"),
    struck=Fill("#5B626A", "#F0F0EC"),
    violet=Fill("#5B34A0", "#ECE5FA"),
    verdicts=("#1B6E3C", "#9A5B00", "#A8231B", "#1D4CA3", "#5B34A0", "#5B626A"),
)
DARK = Palette(
    window="#17191C",
    base="#1E2124",
    alternate="#212427",
    desk="#131517",
    text="#E6E7E9",
    second="#A3A9B1",
    line="#2F3337",
    border="#737A83",
    hover="#262A2E",
    chrome_hover="#24272B",
    pick="#263450",
    accent="#8AB0F8",
    accent_hover="#A2C0FA",
    on_accent="#10203F",
    link="#9CBCF9",
    danger="#FF9F95",
    disabled="#6E757D",
    tip="#E6E7E9",
    tip_text="#17191C",
    bar="#D9A441",
    grey=Fill("#C6CBD1", "#33383D"),
    amber=Fill("#F2C573", "#3E3219"),
    blue=Fill("#A9C6FB", "#233559"),
    green=Fill("#92D8A9", "#1C3C29"),
    red=Fill("#FFAEA5", "#4A2321"),
    struck=Fill("#A3A9B1", "#2A2E32"),
    violet=Fill("#CDB9F8", "#372B57"),
    verdicts=("#7FD39B", "#F2C573", "#FF9F95", "#A9C6FB", "#CDB9F8", "#A3A9B1"),
)
PALETTES: dict[Scheme, Palette] = {"light": LIGHT, "dark": DARK}
SUNLIGHT = replace(
    LIGHT,
    window="#FFFFFF",
    alternate="#FFFFFF",
    desk="#FFFFFF",
    text="#000000",
    second="#26292D",
    line="#9A9A9A",
    border="#000000",
    hover="#F2F2F2",
    chrome_hover="#F2F2F2",
    pick="#FFE98A",
    accent="#0B2F86",
    accent_hover="#08236A",
    link="#0B2F86",
    danger="#8C0F0A",
    disabled="#6B6F75",
    tip="#000000",
    bar="#6B3A00",
    verdicts=("#0B4A24", "#6B3A00", "#8C0F0A", "#0B2F86", "#43207F", "#26292D"),
)
"""Onsite, in the sun: black on white, nothing light grey."""


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two #RRGGBB colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
