"""Numbers of records: masks such as `NC-{year}-{seq:03}`, counted up and never used twice.

A mask is the officer's to edit. It knows three fields: `{prefix}` (of the document
type), `{year}` (four digits) and `{seq}`, the counter, which `{seq:03}` fills with
noughts to three digits. Anything else in it is printed as it stands.
"""

import re
from functools import cache

from isodesk.core.folding import folded
from isodesk.core.problems import Refused

_FIELD = re.compile(r"\{([^{}]*)\}")
_SEQ = re.compile(r"seq(?::0([1-9]))?")
_SEPARATORS = re.compile(r"[-_/. ]+")
_DIGITS = re.compile(r"[0-9]+")
_LONGEST_COUNT = 7  # "QP-20260101" carries a date, not a counter: it must not push one
_LONGEST_MASK = 40


def next_number(mask: str, prefix: str, seq: int, year: int) -> str:
    """The number that the counter `seq` (1 and up) gives, as `QP-07` or `NC-2026-014`.

    `year` is the calendar year, four digits. Raises Refused for a mask that
    `check_mask` refuses and for a mask that wants a prefix where there is none.
    """
    sentence = check_mask(mask)
    if sentence:
        raise Refused(sentence)
    if "{prefix}" in mask and not prefix.strip():
        raise Refused(f"The numbering “{mask}” begins with a prefix; give the type one first.")
    return mask.format(prefix=prefix.strip(), seq=seq, year=year)


def seq_in(mask: str, prefix: str, number: str, year: int | None = None) -> int | None:
    """The counter inside a number that was given elsewhere; None if it is not of this mask.

    Brought-in numbers push the counter past themselves, so this reads generously:
    case, the separators - _ / . and space, and noughts do not matter ("qp 7" is the 7 of
    "QP-07"). With `year`, numbers of other years do not count.
    """
    if check_mask(mask) is not None:
        return None
    found = _pattern(mask, prefix.strip()).fullmatch(number.strip())
    if found is None:
        return None
    parts = found.groupdict()
    if year is not None and parts.get("year") not in (None, f"{year:04}"):
        return None
    return int(parts["seq"])


@cache
def check_mask(mask: str) -> str | None:
    """One sentence for the officer when the mask cannot number anything, else None."""
    fields = _FIELD.findall(mask)
    if not mask.strip():
        return "Give a numbering, such as {prefix}-{seq:02}."
    if len(mask) > _LONGEST_MASK:
        return f"A numbering has at most {_LONGEST_MASK} characters; this one has {len(mask)}."
    if "{" in _FIELD.sub("", mask) or "}" in _FIELD.sub("", mask):
        return f"The numbering “{mask}” has a bracket without its partner."
    for field in fields:
        if field not in ("prefix", "year") and not _SEQ.fullmatch(field):
            return f"“{{{field}}}” is not known here; use {{prefix}}, {{year}} and {{seq:02}}."
    return _wrong_count(mask, fields)


def sort_key(text: str) -> str:
    """The text as lists sort it: case and accents folded, numbers by their size.

    Stored beside the text, so that plain SQL sorts the way people do: each number
    is written as its count of digits and then itself, hence QP-9 before QP-10, and
    WI-007 beside WI-7. Runs of white space count as one space.
    """
    return _DIGITS.sub(_sized, folded(" ".join(text.split())))


def _wrong_count(mask: str, fields: list[str]) -> str | None:
    counters = [field for field in fields if _SEQ.fullmatch(field)]
    if not counters:
        return f"The numbering “{mask}” has no counter; put {{seq:02}} where the number counts up."
    if len(counters) > 1:
        return f"The numbering “{mask}” has more than one counter; keep one {{seq}}."
    if fields.count("prefix") > 1 or fields.count("year") > 1:
        return f"The numbering “{mask}” says the prefix or the year twice; once is enough."
    return None


@cache
def _pattern(mask: str, prefix: str) -> re.Pattern[str]:
    parts: list[str] = []
    for index, piece in enumerate(_FIELD.split(mask)):
        if index % 2 == 0:
            parts.append(_generous(piece))
        elif piece == "prefix":
            parts.append(_generous(prefix))
        elif piece == "year":
            parts.append("(?P<year>[0-9]{4})")
        else:
            parts.append(f"(?P<seq>[0-9]{{1,{_LONGEST_COUNT}}})")
    return re.compile("".join(parts), re.IGNORECASE)


def _generous(text: str) -> str:
    """A pattern for literal text in which any separator, or none, may stand."""
    return r"[-_/. ]*".join(re.escape(piece) for piece in _SEPARATORS.split(text))


def _sized(found: re.Match[str]) -> str:
    digits = found[0].lstrip("0") or "0"
    return f"{min(len(digits), 99):02}{digits}"
