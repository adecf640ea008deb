"""Styles of a Word file: what a paragraph is, and in which manner its words stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree.ElementTree import Element

from isodesk.intake.docx_xml import attr, child, local, switched, twips, value, whole
from isodesk.writing.tree import MOST_LEVEL, Align

_MOST_CHAIN = 40
_HEADING = re.compile(
    r"(?:heading|überschrift|uberschrift|berschrift|titre|título|titulo|ttulo|titolo|titel|kop|"
    r"rubrik|overskrift|nagłówek|naglowek|nagwek|nadpis|címsor|otsikko|заголовок|başlık|"
    r"επικεφαλίδα|見出し|标题|標題|제목|cabeçalho|pealkiri|virsraksts|antraštė|naslov|titlu)"
    r"\s*_?([1-9])$"
)
_TITLES = (
    "title",
    "titel",
    "titre",
    "título",
    "titolo",
    "tytuł",
    "otsikko",
    "заголовок",
    "название",
)
_QUOTES = (
    "quote",
    "quotations",
    "intense quote",
    "block text",
    "zitat",
    "intensives zitat",
    "citation",
    "cita",
)
_CODES = ("html preformatted", "preformatted text", "source code", "code", "macro text")
_CODE_WORDS = ("html code", "html typewriter", "verbatim char", "source text", "code char")
_CAPTIONS = (
    "caption",
    "beschriftung",
    "légende",
    "leyenda",
    "didascalia",
    "figure",
    "illustration",
)
_RAISED = {"superscript": 1, "subscript": -1}
_TOGGLES = ("b", "i", "caps", "strike", "dstrike", "vanish")


@dataclass(frozen=True)
class ParagraphLook:
    """What a paragraph is. `heading` is 0 for text; `num_id` is None where no list is named."""

    heading: int = 0
    title: bool = False
    quote: bool = False
    code: bool = False
    caption: bool = False
    align: Align = Align.LEFT
    page_before: bool = False
    ruled: bool = False
    """A line runs below it."""
    num_id: int | None = None
    ilvl: int | None = None
    indent: float | None = None


@dataclass(frozen=True)
class Manner:
    """How the words of a run stand. `face` is the typeface, "" for the document's own."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    code: bool = False
    raised: int = 0
    capitals: bool = False
    struck: bool = False
    hidden: bool = False
    coloured: bool = False
    face: str = ""


class Styles:
    """The styles of one file; a missing or damaged part leaves plain text."""

    def __init__(self, root: Element | None) -> None:
        told = root if root is not None else ()
        self._styles = {attr(s, "styleId"): s for s in told if local(s) == "style"}
        self._defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        self._usual = self._default("paragraph")
        self.chain = cache(self._chain)
        self.paragraph_style = cache(self._paragraph_style)
        self._base = cache(self._base_of)

    def _default(self, kind: str) -> str:
        for name, style in self._styles.items():
            if attr(style, "type") == kind and attr(style, "default") in ("1", "true", "on"):
                return name
        return ""

    def _chain(self, style_id: str) -> tuple[Element, ...]:
        """The style and those it is based on, the base first."""
        found: list[Element] = []
        while style_id in self._styles and len(found) < _MOST_CHAIN:
            style = self._styles[style_id]
            if style in found:
                break
            found.append(style)
            style_id = value(style, "basedOn")
        return tuple(reversed(found))

    def names(self, style_id: str) -> list[str]:
        """The names of a style's chain in small letters, its own first; the id without one."""
        own = [value(s, "name") or attr(s, "styleId") for s in reversed(self.chain(style_id))]
        return [name.casefold() for name in own or [style_id]]

    def look(self, properties: Element | None) -> ParagraphLook:
        """What a paragraph is, by its style and its own properties."""
        style = self.paragraph_style(value(properties, "pStyle") or self._usual)
        return style if properties is None else _with_own(style, properties)

    def style_with_numbering(self, style_id: str) -> int | None:
        """The list that a list style names."""
        for style in reversed(self.chain(style_id)):
            found = whole(value(style, "pPr", "numPr", "numId"))
            if found is not None:
                return found
        return None

    def table_names_head(self, style_id: str) -> bool:
        """Whether a table style shows its first row as a head."""
        return any(
            attr(part, "type") == "firstRow" and len(part) > 0
            for style in self.chain(style_id)
            for part in style
            if local(part) == "tblStylePr"
        )

    def manner(self, paragraph: Element | None, run: Element | None, heading: bool) -> Manner:
        """How a run stands; a heading's own boldness is the heading's, not the words'."""
        own = run if run is not None and len(run) else None
        of_paragraph = "" if heading else value(paragraph, "pStyle") or self._usual
        return self._manner(of_paragraph, value(own, "rStyle"), own)

    def _manner(self, paragraph: str, character: str, own: Element | None) -> Manner:
        base = self._base(paragraph, character)
        return base if own is None else _with_run(base, own)

    def _base_of(self, paragraph: str, character: str) -> Manner:
        """What the two styles make of words: boldness of both is none, as Word has it."""
        one, other = self._toggles_of(paragraph), self._toggles_of(character)
        basic = {name: switched(self._defaults, name) for name in _TOGGLES}
        on = {name: bool(one[name]) != bool(other[name]) or bool(basic[name]) for name in _TOGGLES}
        layers = [*self._run_properties(character), *self._run_properties(paragraph)]
        raised = next((v for p in layers if (v := value(p, "vertAlign"))), "")
        line = next((v for p in layers if (v := value(p, "u"))), "none")
        return Manner(
            bold=on["b"],
            italic=on["i"],
            underline=line != "none",
            code=any(name in _CODE_WORDS for name in self.names(character)) if character else False,
            raised=_RAISED.get(raised, 0),
            capitals=on["caps"],
            struck=on["strike"] or on["dstrike"],
            hidden=on["vanish"],
            face=next((face for p in layers if (face := _face(p))), ""),
        )

    def _run_properties(self, style_id: str) -> Iterator[Element]:
        for style in reversed(self.chain(style_id)):
            found = child(style, "rPr")
            if found is not None:
                yield found

    def _toggles_of(self, style_id: str) -> dict[str, bool | None]:
        """On-off properties of a style: the one nearest to it in its chain counts."""
        said: dict[str, bool | None] = dict.fromkeys(_TOGGLES)
        for style in self.chain(style_id):
            for name in _TOGGLES:
                found = switched(child(style, "rPr"), name)
                said[name] = said[name] if found is None else found
        return said

    def _paragraph_style(self, style_id: str) -> ParagraphLook:
        names = self.names(style_id)
        look = ParagraphLook(
            heading=_named_level(names),
            title=names[0] in _TITLES,
            quote=any(name in _QUOTES for name in names),
            code=any(name in _CODES for name in names),
            caption=any(name in _CAPTIONS for name in names),
        )
        for style in self.chain(style_id):
            properties = child(style, "pPr")
            look = look if properties is None else _with_own(look, properties)
        return look


def _with_run(base: Manner, own: Element) -> Manner:
    """The manner with what a run says for itself, which counts before all styles."""

    def said(name: str, before: bool) -> bool:
        found = switched(own, name)
        return before if found is None else found

    line, raised = value(own, "u"), value(own, "vertAlign")
    struck = said("strike", base.struck) or said("dstrike", False)
    return Manner(
        bold=said("b", base.bold),
        italic=said("i", base.italic),
        underline=line != "none" if line else base.underline,
        code=base.code,
        raised=_RAISED.get(raised, 0) if raised else _lifted(own) or base.raised,
        capitals=said("caps", base.capitals),
        struck=struck,
        hidden=said("vanish", base.hidden),
        coloured=_coloured(own),
        face=_face(own) or base.face,
    )


def _named_level(names: list[str]) -> int:
    for name in names:
        found = _HEADING.match(name.strip())
        if found:
            return int(found[1])
    return 0


def _with_own(look: ParagraphLook, properties: Element) -> ParagraphLook:
    """The look with what these properties say instead."""
    outline = whole(value(properties, "outlineLvl"))
    before = switched(properties, "pageBreakBefore")
    number = child(properties, "numPr")
    num_id, ilvl = whole(value(number, "numId")), whole(value(number, "ilvl"))
    return ParagraphLook(
        heading=look.heading if outline is None else _outlined(outline),
        title=look.title,
        quote=look.quote,
        code=look.code,
        caption=look.caption,
        align=_align(value(properties, "jc"), look.align),
        page_before=look.page_before if before is None else before,
        ruled=look.ruled or child(properties, "pBdr", "bottom") is not None,
        num_id=look.num_id if num_id is None else num_id,
        ilvl=look.ilvl if ilvl is None else ilvl,
        indent=_indent(child(properties, "ind"), look.indent),
    )


def _outlined(outline: int) -> int:
    return outline + 1 if 0 <= outline <= 8 else 0


def _align(jc: str, before: Align) -> Align:
    if not jc:
        return before
    return {"center": Align.CENTRE, "right": Align.RIGHT, "end": Align.RIGHT}.get(jc, Align.LEFT)


def _indent(ind: Element | None, before: float | None) -> float | None:
    found = twips(attr(ind, "left") or attr(ind, "start"))
    return before if found is None else found


def _face(properties: Element | None) -> str:
    faces = child(properties, "rFonts")
    return attr(faces, "ascii") or attr(faces, "hAnsi")


def _lifted(own: Element | None) -> int:
    """Words lifted by hand, as other programs write superscript: half points off the line."""
    lift = whole(value(own, "position")) or 0
    return (lift >= 3) - (lift <= -3)


def _coloured(own: Element | None) -> bool:
    if own is None:
        return False
    colour = value(own, "color").lower()
    marked = value(own, "highlight") not in ("", "none")
    return marked or colour not in ("", "auto", "000000")


def deepest(level: int) -> int:
    """A heading's level within those that the tree has."""
    return min(level, MOST_LEVEL)
