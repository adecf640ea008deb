"""Plain text and Markdown in whatever encoding it was saved (reliability.md 5: utf-8-sig,
utf-16, cp1252 read all 285 foreign files)."""

import codecs

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.limits import MOST_TEXT, cut

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALLOWED = frozenset("\t\n\r\f\v\x1a\x1b")
_MOST_CONTROLS = 0.01  # share of control characters above which it is no text


def text_of(data: bytes, *, cut_short: bool = False, most: int = MOST_TEXT) -> str:
    """The text with "\\n" line ends, at most `most` characters.

    `cut_short`: data is only the front of a file, so its last character may be broken.
    Raises Refused when the bytes are no text in any encoding in use.
    """
    text = _decoded(data, cut_short)
    if text is None or is_binary(text):
        raise Refused(tr("The file is not text."))
    return cut(text.replace("\r\n", "\n").replace("\r", "\n"), most)


def _decoded(data: bytes, cut_short: bool) -> str | None:
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _try(data, encoding, cut_short)
    unmarked = utf16_by_zeros(data)
    encodings = (unmarked,) if unmarked else ("utf-8", "cp1252", "latin-1")
    return next((text for e in encodings if (text := _try(data, e, cut_short)) is not None), None)


def _try(data: bytes, encoding: str, cut_short: bool) -> str | None:
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        return decoder.decode(data, final=not cut_short)
    except UnicodeError:
        return None


def utf16_by_zeros(data: bytes) -> str | None:
    """UTF-16 without its mark: in European text every other byte is zero."""
    front = data[:4096]
    half = len(front) // 2
    if half < 4:
        return None
    zeros_first, zeros_second = front[0::2].count(0), front[1::2].count(0)
    if zeros_second > half * 0.6 and zeros_first < half * 0.05:
        return "utf-16-le"
    if zeros_first > half * 0.6 and zeros_second < half * 0.05:
        return "utf-16-be"
    return None


def is_binary(text: str) -> bool:
    """Whether control characters show that this is no text."""
    controls = sum(1 for c in text if (c < " " or "\x7f" <= c < "\xa0") and c not in _ALLOWED)
    return controls > max(2, len(text) * _MOST_CONTROLS)
