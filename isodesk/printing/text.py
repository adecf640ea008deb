"""Words into lines: styles, mixed faces in one paragraph, and words wider than the column.

Nothing here is markup: a text is measured glyph by glyph and placed, so no word of a record
is ever read as a command. Widths and sizes are points.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from isodesk.printing import bidi, fonts

INK = "#16191D"
SOFT = "#5A626B"
RULE = "#B9C0C7"
FINE = "#D9DEE3"
WASH = "#F3F5F7"
ACCENT = "#0B5563"
AMBER = "#9A5B00"
RED = "#C4122F"


class Manner(NamedTuple):
    """What a face cannot say: points above the line, underlined, and the address words lead to.

    `link` tells two links to one address apart.
    """

    rise: float = 0.0
    underline: bool = False
    href: str = ""
    link: int = 0


@dataclass(frozen=True, slots=True)
class Style:
    """A face of `fonts.FILES`, its size and leading, and a colour as #RRGGBB."""

    font: str
    size: float
    leading: float
    colour: str = INK
    manner: Manner | None = None

    def but(
        self, font: str | None = None, colour: str | None = None, size: float | None = None
    ) -> "Style":
        """The same style with another face, colour or size; the leading stays."""
        return replace(
            self, font=font or self.font, colour=colour or self.colour, size=size or self.size
        )


TITLE = Style("Noto-Bold", 21, 26)
LEAD = Style("Noto", 10.7, 14.9, SOFT)
SECTION = Style("Noto-Bold", 10.5, 15)
SIDE = Style("Noto-Bold", 9.3, 13.6)
BODY = Style("Noto", 9.3, 13.6)
TABLE = Style("Noto", 8, 11)
DENSE = Style("Noto", 7.6, 10.2)
TABLE_HEAD = Style("Noto-Bold", 6.8, 9, SOFT)
LABEL = Style("Noto", 6.4, 9, SOFT)
NOTE = Style("Noto", 7, 9.5, SOFT)
CODE = Style("NotoMono", 7.8, 11)

Span = tuple[str, Style]


class Piece(NamedTuple):
    """Part of a line in one face, at x points from the line's start."""

    x: float
    text: str
    font: str
    size: float
    colour: str
    manner: Manner | None = None


class Line(NamedTuple):
    """A finished line and its width; `cut` when its last word goes on in the next."""

    width: float
    pieces: tuple[Piece, ...]
    cut: bool = False


class _Part(NamedTuple):
    """A piece of a word before it has a place."""

    text: str
    font: str
    size: float
    colour: str
    width: float
    manner: Manner | None = None


EMPTY = Line(0.0, ())
_BOUND = re.compile(
    r"(?<=\b9001) (?=\d)|(?<=\b14001) (?=\d)|(?<=01:20\d\d) (?=\d)"
    r"|(?<=\d) (?=(?:%|°C|mm|cm|m|km|g|kg|t|l|h|min|kWh|MWh|m²|m³|mg/l)(?![\w/]))"
)


def baseline(top: float, style: Style) -> float:
    """Where a line stands whose box begins at `top`: capitals in the middle of the leading."""
    return top - style.leading / 2 - 0.357 * style.size


def bound(text: str) -> str:
    """The text with a hard space where a line must not end: before the clause of a standard and
    before a unit."""
    return _BOUND.sub("\u00a0", text)


def words_of(text: str) -> list[str]:
    """What of a text stays on one line."""
    return [word for part in bound(text).split("\n") for word in part.split(" ") if word]


def break_text(text: str, style: Style, room: float) -> list[Line]:
    """A text in one style as lines at most `room` wide. Spaces collapse, line breaks hold,
    a word that is too wide is cut between letters. Empty text gives no line."""
    text = bound(fonts.clean(text))
    if not fonts.covers(text.replace("\n", ""), style.font):
        return break_spans([(text, style)], room)
    lines: list[Line] = []
    for part in text.split("\n") if text.strip() else ():
        lines += _plain_lines(part, style, room)
    return lines


def break_spans(spans: Iterable[Span], room: float) -> list[Line]:
    """Texts of several styles running on as one paragraph; as `break_text` otherwise."""
    given = [span for span in spans if span[0]]
    if len(given) == 1 and fonts.covers(given[0][0].replace("\n", ""), given[0][1].font):
        return break_text(*given[0], room)
    lines: list[Line] = []
    for words in _paragraphs(given):
        lines += _filled(words, room)
    return lines if any(line.pieces for line in lines) else []


def one_line(text: str, style: Style, room: float) -> Line:
    """The text on a single line, cut with "…" where it is too wide."""
    return laid(_parts(fonts.fitted(text, style.font, style.size, room), style))


def few_lines(text: str, style: Style, room: float, most: int) -> list[Line]:
    """A text on so many lines at most; what is left over ends in "…"."""
    lines = break_text(text, style, room)
    if len(lines) <= most:
        return lines
    rest = " ".join("".join(piece.text for piece in line.pieces) for line in lines[most - 1 :])
    return [*lines[: most - 1], one_line(rest, style, room)]


def typed_lines(text: str, style: Style, room: float) -> list[Line]:
    """Text as typed (code): every space and line break kept, long lines cut at the margin."""
    lines: list[Line] = []
    for row in fonts.clean(text.expandtabs(4)).split("\n"):
        chopped = _chopped(_parts(row, style), room)
        lines += _cut_lines(chopped) or [EMPTY]
    return lines


def text_width(text: str, style: Style) -> float:
    """Width of the text on one line."""
    return fonts.width(text, style.font, style.size)


@lru_cache(maxsize=50_000)
def widest_word(text: str, style: Style) -> float:
    """The least width at which no word of the text is cut."""
    return max((text_width(word, style) for word in words_of(text)), default=0.0)


def _plain_lines(text: str, style: Style, room: float) -> list[Line]:
    """The quick way for text in one face that has every glyph."""
    font, scale = style.font, style.size / 1000
    limit, space = room / scale, fonts.advance(" ", font)
    lines: list[str] = []
    cut: set[int] = set()
    words: list[str] = []
    used = -space
    for word in _unbroken(text, font, limit):
        wide = fonts.advance(word, font)
        if used + space + wide <= limit or (not words and wide <= limit):
            words.append(word)
            used += space + wide
            continue
        if words:
            lines.append(" ".join(words))
        *whole, rest = _cut_word(word, font, limit) if wide > limit else [word]
        cut.update(range(len(lines), len(lines) + len(whole)))
        lines += whole
        words, used = [rest], fonts.advance(rest, font)
    lines.append(" ".join(words))
    return [_plain_line(line, style, n in cut) for n, line in enumerate(lines)]


def _unbroken(text: str, font: str, limit: float) -> Iterator[str]:
    """What stays on one line; words that are bound are let go where they are too wide."""
    for word in text.split(" "):
        if "\u00a0" in word and fonts.advance(word, font) > limit:
            yield from word.split("\u00a0")
        elif word:
            yield word


def _plain_line(text: str, style: Style, cut: bool) -> Line:
    if not text:
        return EMPTY
    text = text.replace("\u00a0", " ")
    wide = fonts.measured(text, style.font) * style.size / 1000
    piece = Piece(0.0, text, style.font, style.size, style.colour, style.manner)
    return Line(wide, (piece,), cut)


def _cut_word(word: str, font: str, limit: float) -> list[str]:
    """A word in parts no wider than `limit` thousandths, each at least one letter."""
    widths = fonts.glyph_widths(font)
    parts, start, used = [], 0, 0.0
    for place, ch in enumerate(word):
        wide = widths[ch]
        if used + wide > limit and place > start:
            parts.append(word[start:place])
            start, used = place, 0.0
        used += wide
    return [*parts, word[start:]]


def _paragraphs(spans: Iterable[Span]) -> list[list[list[_Part]]]:
    """Spans as paragraphs of words of parts: a word may change its face inside."""
    paragraphs: list[list[list[_Part]]] = [[]]
    word: list[_Part] = []
    for text, style in spans:
        for nth, row in enumerate(fonts.clean(text).split("\n")):
            if nth:
                _end_word(paragraphs[-1], word)
                word = []
                paragraphs.append([])
            for place, chunk in enumerate(row.split(" ")):
                if place:
                    _end_word(paragraphs[-1], word)
                    word = []
                word += _parts(chunk, style)
    _end_word(paragraphs[-1], word)
    return paragraphs


def _end_word(words: list[list[_Part]], word: list[_Part]) -> None:
    if word:
        words.append(word)


def _parts(text: str, style: Style) -> list[_Part]:
    """A text without breaks in the faces that have its glyphs."""
    size, scale = style.size, style.size / 1000
    return [
        _Part(part, font, size, style.colour, fonts.advance(part, font) * scale, style.manner)
        for font, part in fonts.runs(text, style.font)
    ]


def _filled(words: list[list[_Part]], room: float) -> list[Line]:
    """Words onto lines, as many as go on each."""
    rows: list[list[_Part]] = [[]]
    cut: set[int] = set()
    used = 0.0
    for word in words:
        wide = sum(part.width for part in word)
        gap = _space_after(rows[-1])
        if rows[-1] and used + gap + wide <= room:
            rows[-1] += [_space_part(rows[-1][-1], word[0], gap), *word]
            used += gap + wide
            continue
        fresh = _chopped(word, room) if wide > room else [word]
        if not rows[-1]:
            rows.pop()
        cut.update(range(len(rows), len(rows) + len(fresh) - 1))
        rows += fresh
        used = sum(part.width for part in rows[-1])
    return [laid(row, n in cut) for n, row in enumerate(rows)]


def _cut_lines(rows: Sequence[Sequence[_Part]]) -> list[Line]:
    return [laid(row, n < len(rows)) for n, row in enumerate(rows, 1)]


def _space_after(row: Sequence[_Part]) -> float:
    return fonts.advance(" ", row[-1].font) * row[-1].size / 1000 if row else 0.0


def _space_part(after: _Part, before: _Part, gap: float) -> _Part:
    manner = after.manner if after.manner == before.manner else None
    return _Part(" ", after.font, after.size, after.colour, gap, manner)


def _chopped(parts: Sequence[_Part], room: float) -> list[list[_Part]]:
    """Parts cut between letters so that each row is at most `room` wide."""
    rows: list[list[_Part]] = []
    used = room + 1
    for part in parts:
        if rows and used + part.width <= room:
            rows[-1].append(part)
            used += part.width
            continue
        scale = part.size / 1000
        for bit in _cut_word(part.text, part.font, room / scale):
            wide = fonts.measured(bit, part.font) * scale
            rows.append([part._replace(text=bit, width=wide)])
            used = wide
    return rows


def laid(parts: Sequence[_Part], cut: bool = False) -> Line:
    """Parts side by side; neighbours in one face become one piece."""
    parts = _as_seen(parts)
    pieces: list[Piece] = []
    x = 0.0
    for part in parts:
        last = pieces[-1] if pieces else None
        if last and last[2:] == (part.font, part.size, part.colour, part.manner):
            pieces[-1] = last._replace(text=last.text + part.text)
        else:
            pieces.append(Piece(x, part.text, part.font, part.size, part.colour, part.manner))
        x += part.width
    return Line(x, tuple(pieces), cut)


def _as_seen(parts: Sequence[_Part]) -> Sequence[_Part]:
    """Parts of a line with Hebrew or Arabic in the order they are seen from the left."""
    order = bidi.visual_order("".join(part.text for part in parts))
    if order is None:
        return parts
    letters = [part._replace(text=ch) for part in parts for ch in part.text]
    seen: list[_Part] = []
    for place, source in enumerate(order):
        letter = letters[source]
        text = letter.text if source == place else bidi.mirrored(letter.text)
        wide = fonts.advance(text, letter.font) * letter.size / 1000
        seen.append(letter._replace(text=text, width=wide))
    return seen
