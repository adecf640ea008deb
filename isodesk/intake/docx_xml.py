"""Word's XML without its namespaces: transitional, strict and later files differ only there."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)
_OFF = ("0", "false", "off", "none")
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(pt|pc|pi|in|cm|mm|px|)$")
_TWIPS = {"": 1.0, "pt": 20, "pc": 240, "pi": 240, "in": 1440, "cm": 567, "mm": 56.7, "px": 15}
_OPEN_TEXT = "sdt|sdtContent|customXml|smartTag|ins|moveTo|dir|bdo|AlternateContent|Choice|Fallback"
_OPEN = frozenset(_OPEN_TEXT.split("|"))
"""Wrappers whose content counts as if they were not there."""
_SHUT_TEXT = "del|moveFrom|delText|delInstrText|sdtPr|sdtEndPr|customXmlPr|smartTagPr"
_SHUT = frozenset(_SHUT_TEXT.split("|"))
"""What is no text of the document."""


def local(element: Element) -> str:
    """The tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attr(element: Element | None, key: str) -> str:
    """An attribute by its local name; "" when element or attribute is missing."""
    if element is None:
        return ""
    found = element.get(_W + key)
    if found is None:
        found = next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == key), "")
    return found


def related(element: Element, key: str) -> str:
    """The id of a relationship, as `r:id`, `r:embed` or `r:link`."""
    return next((element.attrib[space + key] for space in _R if space + key in element.attrib), "")


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, and its child, and so on."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def value(element: Element | None, *path: str) -> str:
    """The `w:val` of what lies at the path; "" when there is none."""
    return attr(child(element, *path), "val")


def whole(text: str) -> int | None:
    """A whole number within reason, else None."""
    try:
        number = int(text)
    except ValueError:
        return None
    return number if abs(number) < 1 << 31 else None


def switched(properties: Element | None, name: str) -> bool | None:
    """An on-off property: None where it is not said."""
    found = child(properties, name)
    return None if found is None else attr(found, "val").lower() not in _OFF


def twips(text: str) -> float | None:
    """A length in twentieths of a point, from the units that strict files and VML use too."""
    found = _MEASURE.match(text.strip())
    return float(found[1]) * _TWIPS[found[2]] if found else None


def content(element: Element) -> Iterator[Element]:
    """What an element holds, through the wrappers and without what was deleted.

    Walks with a stack of its own: wrappers may be nested as deep as a hostile file likes.
    """
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        name = local(one)
        if name == "AlternateContent":
            waiting += reversed(chosen(one))
        elif name in _OPEN:
            waiting += reversed(one)
        elif name not in _SHUT:
            yield one


def chosen(alternatives: Element) -> list[Element]:
    """The first choice that shows something, as Word does; else the fallback."""
    choices = [one for one in alternatives if local(one) == "Choice"]
    fallback = [one for one in alternatives if local(one) == "Fallback"]
    first = next((one for one in choices if len(one)), None)
    return [first] if first is not None else fallback


def below(element: Element, into: frozenset[str] = frozenset()) -> Iterator[Element]:
    """Everything below an element in reading order, as `content` but to any depth.

    Elements named in `into` are given and not entered.
    """
    waiting = list(reversed(list(content(element))))
    while waiting:
        one = waiting.pop()
        yield one
        if local(one) not in into:
            waiting += reversed(list(content(one)))
