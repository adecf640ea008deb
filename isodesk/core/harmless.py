"""Texts that a spreadsheet would run as formulas, made harmless on the way out and given back
on the way in (reliability T8)."""

import re

_BLANK = " \u200b\u200c\u200d\u2060\ufeff\u00a0\u00ad"
_LIVE = re.compile(rf"'*[{_BLANK}]*(?:[=+\-@\t\r\n＝＋－＠|%]|$)")
_QUOTED = re.compile(rf"'+[{_BLANK}]*(?:[=+\-@\t\r\n＝＋－＠|%]|$)")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


def quoted(text: str) -> str:
    """The text with a ' before it where it could run; a plain number stays as it is.

    `unquoted(quoted(text))` is the text, whatever it is: one that begins with ' and then
    something that could run gets another one.
    """
    if not text or _LIVE.match(text) is None or _NUMBER.fullmatch(text):
        return text
    return text if not text.strip(_BLANK) else f"'{text}"


def unquoted(text: str) -> str:
    """What `quoted` was given."""
    return text[1:] if text[:1] == "'" and _QUOTED.match(text) else text
