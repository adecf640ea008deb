"""Inlines of a written text as spans to be set: faces, fields filled in, links to click."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count, groupby

from isodesk.core.dates import paper_day
from isodesk.i18n import tr
from isodesk.printing.document_sheets import Shown
from isodesk.printing.text import SOFT, Manner, Span, Style
from isodesk.writing.tree import DocumentLink, Field, FieldName, Inline, Words, plain

_CLICKED = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_UNSAID = re.compile(r"^(#|mailto:|tel:)")
LONGEST = 72
"""Letters of an address that is printed whole."""
RAISED, RISE, DROP = 0.7, 0.33, -0.14
"""Size of raised and lowered words, and how far they stand from the line, in ems."""


@dataclass
class Speaker:
    """Says inlines as spans."""

    shown: Shown = field(default_factory=Shown)
    _links: Iterator[int] = field(default_factory=lambda: count(1))

    def spans(self, inlines: Iterable[Inline], style: Style) -> list[Span]:
        """Inlines in their manner, in this style otherwise."""
        inlines = tuple(inlines)
        if len(inlines) == 1 and inlines[0] == Words(text := self.text(inlines[0])):
            return [(text, style)]
        found: list[Span] = []
        for href, group in groupby(inlines, lambda one: getattr(one, "href", "")):
            said = list(group)
            link = next(self._links) if _CLICKED.match(href) else 0
            found += [(self.text(one), _style(one, style, link)) for one in said]
            if href and href != plain(said) and not _UNSAID.match(href):
                address = _short(href) if link else href
                found.append((f" ({address})", style.but(colour=SOFT)))
        return found

    def text(self, inline: Inline) -> str:
        """The words of one inline as they print."""
        match inline:
            case Words():
                return inline.text
            case Field():
                return self._field(inline.name)
            case DocumentLink():
                return self.shown.links.get(inline.document_id) or inline.number

    def plain(self, inlines: Iterable[Inline]) -> str:
        """All the words, without their manner."""
        return "".join(map(self.text, inlines))

    def _field(self, name: FieldName) -> str:
        if name == FieldName.EFFECTIVE:
            day = self.shown.effective
            return paper_day(day) if day else tr("the day of issue")
        return str(getattr(self.shown, name.value))


def _short(href: str) -> str:
    """An address as it prints: one too long to be typed from paper shows where it leads."""
    if len(href) <= LONGEST:
        return href
    site = re.match(r"\w+://[^/?#]*", href)
    return f"{site[0]}/…" if site and len(site[0]) < LONGEST else f"{href[:LONGEST]}…"


def _style(inline: Inline, style: Style, link: int) -> Style:
    if not isinstance(inline, Words):
        return _faced(style, inline.bold, inline.italic)
    if inline.code:
        bold = "-Bold" if inline.bold or "Bold" in style.font else ""
        style = replace(style, font=f"NotoMono{bold}", size=style.size * 0.9)
    else:
        style = _faced(style, inline.bold, inline.italic)
    if not (inline.raised or inline.underline or link):
        return style
    rise = style.size * (RISE if inline.raised > 0 else DROP) if inline.raised else 0.0
    size = style.size * RAISED if inline.raised else style.size
    manner = Manner(rise, inline.underline, inline.href if link else "", link)
    return replace(style, size=size, manner=manner)


def _faced(style: Style, bold: bool, italic: bool) -> Style:
    bold = bold or "Bold" in style.font
    if not (bold or italic):
        return style
    font = f"Noto-{'Bold' * bold}{'Italic' * italic}"
    return style if font == style.font else style.but(font=font)
