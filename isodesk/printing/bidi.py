"""Hebrew and Arabic on a page that runs from left to right: joined letters, order of reading.

ReportLab puts glyphs down in the order given and joins none. This is the part of Unicode's
rules that names and remarks need: Arabic letters take their joined form, and within a line
each run of right-to-left letters is turned round, its figures kept. The line itself always
begins at the left; embeddings and overrides are dropped before (`fonts.clean`).
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ARABIC = re.compile("[\u0620-\u06d3]+[\u0620-\u06d3\u064b-\u065f\u0670]*")


def has_right_to_left(text: str) -> bool:
    """Whether the text has any letter that is read from the right."""
    return not text.isascii() and bool(_RIGHT.search(text))


def joined(text: str) -> str:
    """Arabic letters in the form their neighbours ask for; the rest as it is."""
    return _ARABIC.sub(lambda match: _joined_word(match[0]), text)


def visual_order(text: str) -> list[int] | None:
    """Places of the characters from left to right as they are seen; None when as given."""
    if not has_right_to_left(text):
        return None
    kinds = [_kind(ch) for ch in text]
    order: list[int] = []
    at = 0
    while at < len(text):
        end = _with_brackets(text, at, _run_end(kinds, at)) if kinds[at] == "R" else at + 1
        order += _turned(kinds, at, end) if kinds[at] == "R" else [at]
        at = end
    return order


def mirrored(ch: str) -> str:
    """The bracket that faces the other way, for use inside a turned run."""
    return _MIRROR.get(ch, ch)


_MIRROR = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))


def _kind(ch: str) -> str:
    """R for right-to-left letters, 9 for figures, L for letters, - for what takes sides."""
    found = unicodedata.bidirectional(ch)
    if found in ("R", "AL"):
        return "R"
    if found in ("EN", "AN"):
        return "9"
    return "L" if found == "L" else "-"


def _run_end(kinds: Sequence[str], start: int) -> int:
    """Just past the last right-to-left letter (with its marks and figures) before any other."""
    end = at = start + 1
    while at < len(kinds) and kinds[at] != "L":
        if kinds[at] in "R9":
            end = at + 1
        at += 1
    return end


def _with_brackets(text: str, start: int, end: int) -> int:
    """The run with the brackets that close what was opened inside it."""
    while end < len(text) and text[end] in ")]}":
        opens = "([{"[")]}".index(text[end])]
        if text.count(opens, start, end) <= text.count(text[end], start, end):
            break
        end += 1
    return end


def _turned(kinds: Sequence[str], start: int, end: int) -> list[int]:
    """The run's places from the right, figures among them from the left."""
    turned: list[int] = []
    at = end - 1
    while at >= start:
        first = at
        while kinds[at] == "9" and first > start and kinds[first - 1] == "9":
            first -= 1
        turned += range(first, at + 1)
        at = first - 1
    return turned


def _joined_word(word: str) -> str:
    forms = _forms()
    word = re.sub("\u0644([\u0622\u0623\u0625\u0627])", lambda m: _LIGATURES[m[1]], word)
    out: list[str] = []
    for at, ch in enumerate(word):
        before = _neighbour(word, at, -1)
        after = _neighbour(word, at, 1)
        from_right = "initial" in forms.get(before, {}) and "final" in forms.get(ch, {})
        to_left = "initial" in forms.get(ch, {}) and "final" in forms.get(after, {})
        name = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get(
            (from_right, to_left), "isolated"
        )
        out.append(forms.get(ch, {}).get(name, ch))
    return "".join(out)


def _neighbour(word: str, at: int, step: int) -> str:
    """The next letter that way, marks above and below it passed over."""
    at += step
    while 0 <= at < len(word) and unicodedata.combining(word[at]):
        at += step
    return word[at] if 0 <= at < len(word) else ""


_LIGATURES = {"\u0622": "\ufef5", "\u0623": "\ufef7", "\u0625": "\ufef9", "\u0627": "\ufefb"}
"""Lam with an alef, which are always written as one; by the alef, the form standing alone."""


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Letter to its isolated, final, initial and medial form, from Unicode's own tables."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFC00), *range(0xFE70, 0xFEFD)):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2:
            found.setdefault(chr(int(parts[1], 16)), {})[parts[0].strip("<>")] = chr(code)
    for alone in _LIGATURES.values():
        found[alone] = {"isolated": alone, "final": chr(ord(alone) + 1)}
    return found
