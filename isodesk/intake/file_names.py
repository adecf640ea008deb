"""What a file's name says of the document: number, revision, date, and the rest as title."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from isodesk.core.day_words import find_day

_SEPARATOR = r"[-_. ]"
_NUMBER = re.compile(
    rf"(?P<prefix>[^\W\d_]{{1,6}}(?:[-_./][^\W\d_]{{1,6}}){{0,3}})(?P<gap>{_SEPARATOR}{{0,2}})"
    r"(?P<digits>\d{1,5}(?:[-./]\d{1,4})*(?:[-.]?[A-Za-z](?![^\W_]))?)(?![^\W_])"
)
_REVISION = re.compile(
    r"(?<![^\W_])(?:(?P<word>rev(?:ision)?|révision|revisión|issue|iss|version|versión|ver|"
    r"ausgabe|edition|édition|edición|indice|índice|ed)"
    r"(?:[-._ :]{0,3}(?P<number>\d{1,2}(?:\.\d{1,2})?)|[-._ :]{1,3}(?P<letter>[A-Za-z])"
    r"|(?-i:(?P<close>[A-Z])))"
    r"|[vr][-._ ]?(?P<digits>\d{1,2}(?:\.\d{1,2})?))(?![^\W_])",
    re.IGNORECASE,
)
_NO_PREFIX_TEXT = (
    # standards, revisions, cameras and scanners, parts of a book, times of a year
    "iso|en|din|ansi|astm|iec|bs|ts|rev|ver|version|v|r|issue|ed|page|img|dsc|dscn|scan|doc|pic|"
    "photo|screenshot|copy|draft|final|no|nr|file|untitled|new|vol|part|annex|appendix|fig|"
    "table|q|fy|kw|cw|p"
)
_NO_PREFIX = frozenset(_NO_PREFIX_TEXT.split("|"))
_PAPER = re.compile(r"[AB]\d$", re.IGNORECASE)
_NOISE_BEFORE = re.compile(
    r"^[\W_]*(?:copy(?: of)?|kopie(?: von)?|copie de|copia de|draft|entwurf|brouillon|borrador)"
    r"(?![^\W_])",
    re.IGNORECASE,
)
_NOISE_BEHIND = re.compile(
    r"(?<![^\W_])(?:final|draft|entwurf|brouillon|borrador|copy|kopie|approved|signed|scan|"
    r"scanned|latest|new|old|neu|alt)[\W_]*$",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"\(\d{1,3}\)|\[\d{1,3}\]")
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|excel|powerpoint)|untitled|unbenannt|sans titre|sin título|document|"
    r"dokument|documento|doc|image|img|scan|title|titel|titre|powerpoint presentation|slide|"
    r"sheet|book|mappe|layout|page|print|output|temp|test)[ \d_-]*(?:-.*)?$|.*\.\w{2,5}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class NameParts:
    """The parts of a file name; `whole` is the name without its ending."""

    whole: str
    number: str
    revision: str
    day: datetime.date | None
    title: str


def split_name(file_name: str, prefixes: Mapping[str, str]) -> NameParts:
    """Take date, revision and number out of the name; what remains is the title."""
    stem = _stem(PurePath(file_name).name)
    day, day_words = find_day(stem)
    rest = _COUNTER.sub(" ", stem.replace(day_words, " ", 1) if day_words else stem)
    rest = _quiet(rest)
    revision = next(_revisions(rest), None)
    rest = _quiet(_without(rest, revision))
    number, number_words = number_in(rest, prefixes)
    rest = rest.replace(number_words, " ", 1) if number_words else rest
    return NameParts(stem, number, _revision_of(revision), day, _as_title(rest))


def number_in(text: str, prefixes: Mapping[str, str]) -> tuple[str, str]:
    """The document number in a file name, tidied, and the words that are it; "" without one.

    A prefix in use counts in any case; another only in capitals, never a standard's or a
    camera's ("ISO 9001", "IMG_2034").
    """
    known = known_numbers(text, prefixes)
    if known:
        return known[0]
    codes = (match for match in _NUMBER.finditer(text) if _looks_like_code(match))
    return next(((tidy_number(code[0]), code[0]) for code in codes), ("", ""))


def known_numbers(text: str, prefixes: Mapping[str, str]) -> list[tuple[str, str]]:
    """The numbers in the text whose prefix is in use, as it is written there; with their words."""
    in_use = {prefix.casefold(): prefix for prefix in prefixes if prefix}
    found = []
    for match in _NUMBER.finditer(text):
        first = re.split(r"[-_./]", match["prefix"])[0]
        prefix = in_use.get(match["prefix"].casefold()) or in_use.get(first.casefold())
        if prefix:
            found.append((tidy_number(prefix + match[0][len(prefix) :]), match[0]))
    return found


def revisions_in(text: str) -> list[str]:
    """Each revision that the text names in words ("Rev. C", "Issue 2"), short."""
    return [_revision_of(match) for match in _revisions(text) if match["word"]]


def _stem(file_name: str) -> str:
    """Without the ending; "Rev. C" is none, and ".docx.pdf" are two."""
    stem = file_name
    while re.search(r"\.(?:[A-Za-z]{2,4}[A-Za-z0-9]?|md)$", stem) and not _REVISION.search(
        stem[stem.rfind(".") :]
    ):
        stem = stem[: stem.rfind(".")]
    return stem


def _quiet(text: str) -> str:
    """Without what stands around a name and belongs to no title: "Copy of", "final", "draft".

    Only at the ends: "Final inspection" and "Approved suppliers" are titles.
    """
    before = None
    while before != text:
        before, text = text, _NOISE_BEHIND.sub(" ", _NOISE_BEFORE.sub(" ", text))
    return text


def _without(text: str, match: re.Match[str] | None) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}" if match else text


def _revisions(text: str) -> Iterator[re.Match[str]]:
    """A small letter counts behind "rev" only: "issue a certificate" names no revision."""
    for match in _REVISION.finditer(text):
        letter = match["letter"]
        if not letter or letter.isupper() or match["word"].lower().startswith("r"):
            yield match


def _revision_of(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    value = match["number"] or match["letter"] or match["close"] or match["digits"]
    return short_revision(value)


def short_revision(revision: str) -> str:
    """`04` is revision 4, `c` is revision C."""
    number, dot, minor = revision.partition(".")
    return (number.lstrip("0") or "0") + dot + minor if number.isdigit() else revision.upper()


def _looks_like_code(match: re.Match[str]) -> bool:
    prefix, words = match["prefix"], re.split(r"[-_./]", match["prefix"])
    if any(word.casefold() in _NO_PREFIX for word in words):
        return False
    if match["gap"] == " " and len(words) == 1 and len(match["digits"]) == 4:
        return False  # "PLAN 2026"
    return prefix.isupper() and not _PAPER.match(match[0])


def tidy_number(number: str) -> str:
    """`WI_012` and `QP 07` with the dash that numbers are written with; the rest as it is."""
    return re.sub(r"[_\s]+|(?<=[^\W\d_])\.(?=\d)", "-", number.strip()).strip("-./")


def _as_title(rest: str) -> str:
    words = _COUNTER.sub(" ", rest).replace("_", " ")
    words = re.sub(r"[(\[]\s*[)\]]", " ", words)
    if " " not in words.strip() and "-" not in words:
        words = re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])", " ", words)
    if " " not in words.strip():
        words = re.sub(r"(?<=\w)[-.](?=\w)", " ", words)
    words = re.sub(r"(?:\s[-–—.,;]+)+(?=\s)", " -", f" {words} ")
    words = re.sub(r"\s+", " ", words).strip(" -–—.,;_&+")
    return words[:1].upper() + words[1:] if is_title(words) else ""


def is_title(words: str) -> bool:
    """Whether words may be a title: mostly letters, and no number or date of a document."""
    letters = sum(character.isalpha() for character in words)
    return letters >= 3 and letters * 2 > len(words) and not _NO_TITLE.match(words)
