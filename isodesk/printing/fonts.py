"""The typefaces of paper, embedded in every sheet, and what stands in for a missing glyph.

Noto Sans for text, Noto Sans Mono for codes, DejaVu Sans for what Noto lacks (ticks,
arrows, Hebrew, Arabic, faces). A character that no font has is printed as `[U+4E2D]`:
seen and searchable, never an empty box.
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from isodesk.paths import resource
from isodesk.printing import bidi

FILES = {
    "Noto": "NotoSans-Regular.ttf",
    "Noto-Bold": "NotoSans-Bold.ttf",
    "Noto-Italic": "NotoSans-Italic.ttf",
    "Noto-BoldItalic": "NotoSans-BoldItalic.ttf",
    "NotoMono": "NotoSansMono-Regular.ttf",
    "NotoMono-Bold": "NotoSansMono-Bold.ttf",
    "DejaVu": "DejaVuSans.ttf",
    "DejaVu-Bold": "DejaVuSans-Bold.ttf",
}

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\U0001bca0-\U0001bca3\U000e0000-\U000e0fff]"
)
"""Joiners, marks of direction and variants: nothing to see by themselves (Unicode's
default-ignorable set). Dropped, so that no override of direction disguises a word."""

_SPACES = re.compile("[\t\v\f\u1680\u2000-\u200a\u205f\u3000]")
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")


def register() -> None:
    """Make the eight fonts known to ReportLab by their names in FILES; again is harmless."""
    known = set(pdfmetrics.getRegisteredFontNames())
    for name, file in FILES.items():
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))
    if "Noto" not in known:
        pdfmetrics.registerFontFamily("Noto", "Noto", "Noto-Bold", "Noto-Italic", "Noto-BoldItalic")


def clean(text: str) -> str:
    """The text as it can be printed: one kind of line break and of space, invisible marks
    gone, Arabic joined, `[U+0007]` for what no font has. Line breaks stay."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", text))
    text = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    if bidi.has_right_to_left(text):
        text = bidi.joined(text)
    odd = missing(text)
    return "".join(f"[U+{ord(ch):04X}]" if ch in odd else ch for ch in text) if odd else text


def missing(text: str) -> set[str]:
    """The characters that neither Noto nor DejaVu can show and that `[U+XXXX]` stands for."""
    seen = {ch for ch in set(text) if not _INVISIBLE.match(ch) and not _SPACES.match(ch)}
    return seen - _glyphs("Noto") - _glyphs("DejaVu") - {"\n", "\r", "\x85", "\u2028", "\u2029"}


def runs(text: str, font: str = "Noto") -> list[tuple[str, str]]:
    """The text cut into (font name, text) so that every character has a glyph.

    Takes one of the names in FILES; line breaks become spaces. Empty text gives [].
    """
    text = clean(text).replace("\n", " ")
    if _glyphs(font).issuperset(text):
        return [(font, text)] if text else []
    return [(name, "".join(part)) for name, part in groupby(text, lambda ch: _font_for(ch, font))]


def covers(text: str, font: str) -> bool:
    """True when this font alone can show the (cleaned) text."""
    return _glyphs(font).issuperset(text)


def width(text: str, font: str, size: float) -> float:
    """How wide the text prints in points, fallback glyphs counted."""
    if not covers(text, font):
        return sum(advance(part, name) for name, part in runs(text, font)) * size / 1000
    return advance(text, font) * size / 1000


def fitted(text: str, font: str, size: float, room: float) -> str:
    """The text, or as much of it as fits `room` points with "…" at its end."""
    text = clean(text).replace("\n", " ")
    if len(text) * size * 0.2 <= room and width(text, font, size) <= room:
        return text
    low, high = 0, min(len(text), int(room / (size * 0.2)) + 1)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + "…", font, size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


@cache
def glyph_widths(font: str) -> dict[str, float]:
    """Advance of every glyph of a font in thousandths of its size, by character."""
    register()
    face = pdfmetrics.getFont(font).face
    wide, default = face.charWidths, face.defaultWidth
    return {chr(code): wide.get(code, default) for code in face.charToGlyph}


@cache
def _glyphs(font: str) -> frozenset[str]:
    controls = {chr(code) for code in (*range(32), *range(127, 160))}
    return frozenset(glyph_widths(font)) - controls


def _font_for(ch: str, font: str) -> str:
    if ch in _glyphs(font):
        return font
    bold = "Bold" in font
    fallback = "DejaVu-Bold" if bold else "DejaVu"
    if ch in _glyphs(fallback):
        return fallback
    if ch in _glyphs("DejaVu"):
        return "DejaVu"
    return "Noto-Bold" if bold and ch in _glyphs("Noto-Bold") else "Noto"


@lru_cache(maxsize=50_000)
def advance(text: str, font: str) -> float:
    """As `measured`, remembered: for words, which come again."""
    return measured(text, font)


def measured(text: str, font: str) -> float:
    """Advance in thousandths of the size of a text the font covers; KeyError otherwise."""
    widths = glyph_widths(font)
    return sum([widths[ch] for ch in text])
