"""Heads and feet of a Word file: lines of every page, or text where only some pages had them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from isodesk.intake.docx_blocks import Story, trimmed
from isodesk.intake.docx_inlines import PAGE_MARK
from isodesk.intake.docx_losses import Loss
from isodesk.intake.docx_reading import Reading
from isodesk.intake.docx_xml import attr, local, related, switched
from isodesk.writing.tree import (
    Block,
    Inline,
    Paragraph,
    Running,
    Table,
    Words,
    lines_of,
    plain,
)

MOST_LINES = 3
"""Lines of a head or foot that stand on every page; more of them would leave no page."""
_STROKES = " \t\n|·–—-"
_AROUND = re.compile(
    rf"[\s|·–—-]*(?:\b(?:page|seite|blatt|pagina|página|sida|side|strana|strona)\b[\s:.]*)?"
    rf"{PAGE_MARK}+(?:[\s(]*(?:/|of|von|sur|de|di|van|z|ze|av)[\s(]*{PAGE_MARK}+)?\)?[\s|·–—-]*",
    re.IGNORECASE,
)
_NO_WORDS_TEXT = (
    "page|pages|seite|seiten|von|of|sur|de|del|di|da|van|pagina|página|páginas|"
    "pag|p|s|side|sida|strana|strona|str|sivu|no|nr|blatt"
)
_NO_WORDS = frozenset(_NO_WORDS_TEXT.split("|"))

Line = tuple[Inline, ...]


@dataclass
class Heads:
    """What was found: the running lines, and the lines that belong to one place of the text.

    `before` and `behind` are the lines at the start and end of each section, by its number.
    """

    running: list[Running]
    before: dict[int, list[Block]]
    behind: dict[int, list[Block]]


def read_heads(reading: Reading, sections: list[Element]) -> Heads:
    """The heads and feet of all sections, each line once."""
    heads = Heads([], {}, {})
    reading.running = True
    for foot in (False, True):
        _read_side(reading, sections, foot, heads)
    reading.running = False
    return heads


def _read_side(reading: Reading, sections: list[Element], foot: bool, heads: Heads) -> None:
    seen: set[str] = set()
    usual_section: int | None = None
    for n, section in enumerate(sections):
        for kind, line in _section_lines(reading, section, foot):
            text = plain(line)
            if text in seen:
                continue
            seen.add(text)
            if kind in ("default", "even") and usual_section in (None, n):
                usual_section = n
                _run(reading, heads, n, Running(foot, line))
            else:
                reading.losses.add(Loss.HEADS, text)
                _place(heads, n, foot, line)


def _run(reading: Reading, heads: Heads, section: int, line: Running) -> None:
    if sum(1 for one in heads.running if one.foot == line.foot) < MOST_LINES:
        heads.running.append(line)
    else:
        reading.losses.add(Loss.LONG_HEAD, plain(line.inlines))
        _place(heads, section, line.foot, line.inlines)


def _place(heads: Heads, section: int, foot: bool, line: Line) -> None:
    side = heads.behind if foot else heads.before
    side.setdefault(section, []).append(Paragraph(line))


def _section_lines(reading: Reading, section: Element, foot: bool) -> Iterator[tuple[str, Line]]:
    """The lines of one section's heads, the usual page's first; what no page shows is said."""
    found = {}
    for one in section:
        if local(one) == ("footerReference" if foot else "headerReference"):
            found[attr(one, "type") or "default"] = related(one, "id")
    for kind in ("default", "even", "first"):
        lines = _part_lines(reading, found.get(kind, ""))
        if lines and not _shown(reading, section, kind):
            reading.losses.add(Loss.UNSHOWN, " ".join(map(plain, lines)))
        elif lines:
            if kind == "even":
                reading.losses.add(Loss.EVEN)
            yield from ((kind, line) for line in lines)


def _shown(reading: Reading, section: Element, kind: str) -> bool:
    if kind == "first":
        return bool(switched(section, "titlePg"))
    if kind == "even":
        settings = reading.parts.named("settings", "settings.xml")[1]
        return bool(switched(settings, "evenAndOddHeaders"))
    return True


def _part_lines(reading: Reading, relation_id: str) -> list[Line]:
    relation = reading.parts.relations(reading.parts.main).get(relation_id)
    if relation is None or relation.outside:
        return []
    root = reading.parts.spare(relation.target)
    if root is None:
        return []
    blocks = Story(reading, relation.target).blocks(root, in_cell=True)
    return [line for block in blocks for line in _lines(reading, block) if plain(line).strip()]


def _lines(reading: Reading, block: Block) -> Iterator[Line]:
    if isinstance(block, Table):
        for row in block.rows:
            cells = [_joined(one.inlines for one in cell.paragraphs) for cell in row]
            yield from _kept(reading, _joined((c for c in cells if c), "\t"))
    elif isinstance(block, Paragraph):
        yield from _kept(reading, block.inlines)
    else:
        yield from ((Words(line),) for line in lines_of(block))


def _kept(reading: Reading, line: Line) -> Iterator[Line]:
    """The line without page numbers and the words around them; none when that is all."""
    numbered = PAGE_MARK in plain(line)
    if numbered:
        for found in _AROUND.finditer(plain(line)):
            reading.losses.add(Loss.PAGE_NUMBER, found[0].strip(_STROKES).replace(PAGE_MARK, "n"))
        line = trimmed(_cut(line, [found.span() for found in _AROUND.finditer(plain(line))]))
    words = plain(line).split()
    bare = [word.strip(_STROKES + ".,:;/()").casefold() for word in words]
    if any(word and word not in _NO_WORDS for word in bare) or (words and not numbered):
        yield line
    elif words:
        reading.losses.add(Loss.PAGE_NUMBER, " ".join(words))


def _cut(line: Line, spans: list[tuple[int, int]]) -> Iterator[Inline]:
    """The line with a blank in the place of each span of its letters."""
    at = 0
    for inline in line:
        if not isinstance(inline, Words):
            yield inline
            at += len(plain((inline,)))
            continue
        kept = ""
        for n, letter in enumerate(inline.text, at):
            within = next((span for span in spans if span[0] <= n < span[1]), None)
            kept += letter if within is None else " " * (n == within[0])
        at += len(inline.text)
        yield replace(inline, text=kept)


def _joined(parts: Iterable[Line], gap: str = " ") -> Line:
    """Lines behind each other, with a gap between them."""
    found: list[Inline] = []
    for part in parts:
        if found and part:
            found.append(Words(gap))
        found += part
    return tuple(found)
