"""What tags and style attributes say of words and lines, inherited from what holds them."""

import re
from dataclasses import dataclass, replace

from isodesk.writing.tree import MOST_DEPTH, Words

HREFS = ("https://", "http://", "mailto:", "tel:")
_BOLD_TAGS = frozenset(("b", "strong", "th"))
_ITALIC_TAGS = frozenset(("i", "em", "cite", "var", "dfn"))
_CODE_TAGS = frozenset(("code", "tt", "kbd", "samp"))
_CLASS = re.compile(r"\.([\w-]{1,60})\s*\{([^{}]{0,2000})\}")
_LEVEL = re.compile(r"level(\d)")
_LENGTH = re.compile(r"([\d.]{1,9})\s*(pt|px|cm|mm|in|%)?")
_POINTS = {"pt": 1.0, "px": 0.75, "cm": 28.35, "mm": 2.835, "in": 72.0, "%": 5.0, None: 0.75}


@dataclass(frozen=True)
class Style:
    """What holds within an element."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    code: bool = False
    raised: int = 0
    href: str = ""
    heading: int = 0
    align: str = ""
    quote: int = 0
    keeps_spaces: bool = False
    code_block: bool = False
    hidden: bool = False
    own_mark: bool = False

    def words(self, text: str) -> Words:
        """Words in this manner."""
        return Words(
            text, self.bold, self.italic, self.underline, self.code, self.raised, self.href
        )


Sheet = dict[str, str]
"""What a style sheet says of each class."""


def sheet(text: str) -> Sheet:
    """The classes of a style sheet with their declarations; anything odd in it is passed over."""
    return {name.lower(): said for name, said in _CLASS.findall(text[:400_000])}


def css(tag: str, told: dict[str, str], around: Style, classes: Sheet) -> Style:
    """What holds within this element, told by its tag, its classes and its own style."""
    style = _of_tag(tag, told, around)
    named = (classes.get(name.lower(), "") for name in told.get("class", "").split()[:8])
    declared = declarations(";".join((*named, told.get("style", ""))))
    if not declared and "align" not in told:
        return style
    return _declared(style, declared, told)


def declarations(text: str) -> dict[str, str]:
    """`name: value` pairs of a style attribute, in small letters."""
    pairs = (part.partition(":") for part in text[:4000].lower().split(";"))
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def list_level(told: dict[str, str]) -> int | None:
    """The level of an item as Word and its kin say it (`mso-list: l0 level2 lfo1`), from 0."""
    declared = declarations(told.get("style", ""))
    if found := _LEVEL.search(declared.get("mso-list", "")):
        return min(max(int(found.group(1)), 1), MOST_DEPTH) - 1
    return None


def page_breaks(told: dict[str, str]) -> bool:
    """Whether a new page begins before this element."""
    declared = declarations(told.get("style", ""))
    before = declared.get("page-break-before", declared.get("break-before", ""))
    return before in ("always", "page")


def half_points(told: dict[str, str]) -> int:
    """A width in half points, 0 where none is said; percent count as of a page's width."""
    text = declarations(told.get("style", "")).get("width") or told.get("width", "")
    found = _LENGTH.match(text.strip())
    if not found or not found.group(1).strip("."):
        return 0
    try:
        return min(100_000, round(float(found.group(1)) * _POINTS[found.group(2)] * 2))
    except ValueError:
        return 0


def _of_tag(tag: str, told: dict[str, str], around: Style) -> Style:
    style = around
    if tag in _BOLD_TAGS:
        style = replace(style, bold=True)
    elif tag in _ITALIC_TAGS:
        style = replace(style, italic=True)
    elif tag in ("u", "ins"):
        style = replace(style, underline=True)
    elif tag in _CODE_TAGS:
        style = replace(style, code=True)
    elif tag in ("sup", "sub"):
        style = replace(style, raised=1 if tag == "sup" else -1)
    elif tag == "a":
        href = told.get("href", "").strip()
        style = replace(style, href=href[:2000] if href.lower().startswith(HREFS) else "")
    elif tag == "blockquote":
        style = replace(style, quote=style.quote + 1)
    elif tag == "pre":
        style = replace(style, keeps_spaces=True, code_block=True)
    elif tag in ("p", "div", "li", "td"):
        title = told.get("class", "").lower() in ("msotitle", "title")
        style = replace(style, heading=1 if title and tag == "p" else 0)
    elif re.fullmatch("h[1-6]", tag):
        style = replace(style, heading=int(tag[1]), bold=False)
    elif tag == "center":
        style = replace(style, align="center")
    return style


def _declared(style: Style, declared: dict[str, str], told: dict[str, str]) -> Style:
    changes: dict[str, object] = {}
    weight = declared.get("font-weight", "")
    if weight:
        changes["bold"] = weight in ("bold", "bolder", "600", "700", "800", "900")
    if "font-style" in declared:
        changes["italic"] = declared["font-style"] in ("italic", "oblique")
    line = declared.get("text-decoration", declared.get("text-decoration-line", ""))
    if line:
        changes["underline"] = "underline" in line and not style.href
    if raised := {"super": 1, "sub": -1}.get(declared.get("vertical-align", "")):
        changes["raised"] = raised
    if align := declared.get("text-align") or told.get("align", "").lower():
        changes["align"] = align
    if declared.get("display") == "none" or declared.get("mso-hide") == "all":
        changes["hidden"] = True
    if declared.get("mso-list") == "ignore":
        changes["own_mark"] = True
    if declared.get("white-space", "").startswith("pre"):
        changes["keeps_spaces"] = True
    if outline := re.fullmatch(r"[1-6]", declared.get("mso-outline-level", "")):
        changes["heading"] = int(outline.group())
    return replace(style, **changes)  # type: ignore[arg-type]
