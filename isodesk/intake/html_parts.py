"""The small parts of pasted HTML: ends of lines, marks of items, spans, pictures."""

import base64
import binascii
import re
from dataclasses import replace

from isodesk.writing.tree import Words

_MARK = re.compile(r"\s*(?:([0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,6})[.)]|\S)\s*")


def trimmed(inlines: list[Words]) -> tuple[Words, ...]:
    """Without spaces and breaks at either end."""
    found = list(inlines)
    for end, strip in ((-1, str.rstrip), (0, str.lstrip)):
        while found:
            text = strip(found[end].text, " \n\t\r")
            if text:
                found[end] = replace(found[end], text=text)
                break
            found.pop(end)
    return tuple(found)


def is_number(mark: str) -> bool:
    """Whether the mark that Word wrote before an item counts."""
    told = mark.replace("\xa0", " ").strip()
    found = _MARK.fullmatch(told)
    return bool(found and found.group(1) and told != "o")


def span_of(text: str | None) -> int:
    """How many columns or rows an attribute says, 1 for anything odd."""
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 6 else 1


def picture_bytes(source: str) -> bytes:
    """The bytes of a picture that stands in its address; b"" for any other address."""
    head, comma, body = source.partition(",")
    if not comma or not head.lower().startswith("data:image/") or "base64" not in head.lower():
        return b""
    try:
        return base64.b64decode(re.sub(r"\s|%[0-9a-fA-F]{2}", "", body), validate=False)
    except (binascii.Error, ValueError):
        return b""
