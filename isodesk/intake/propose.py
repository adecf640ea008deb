"""Number, title, type, revision and date proposed for a foreign document (pure).

From its file name first, as officers name files with care; then from the labels on its first
page; the title at last from its properties. What is doubtful is left empty, never guessed.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from isodesk.intake import labels
from isodesk.intake.file_names import (
    is_title,
    known_numbers,
    revisions_in,
    short_revision,
    split_name,
    tidy_number,
)

FILE_NAME = "file name"
FIRST_PAGE = "first page"
PROPERTIES = "properties"
_TOP_LINES = 8
_HEADING_LINES = 30
_NO_HEADING = re.compile(
    r"[:;,.]$|: |(?<![^\W_])(?:ltd|limited|inc|llc|gmbh|ag|kg|s\.?a\.?|s\.?l\.?|sarl|plc|corp|"
    r"company|page \d|seite \d|rev(?:ision)?\.? ?\w?$|approved by|prepared by)(?![^\W_])",
    re.IGNORECASE,
)

_TYPE_WORDS = (
    (
        "work_instruction",
        r"work(?:ing)? instruction|arbeitsanweisung|instruction de travail|"
        r"mode opératoire|instrucción(?: de trabajo)?|instruction",
    ),
    ("policy", r"policy|politik|leitlinie|politique|política"),
    ("manual", r"manual|handbook|handbuch|manuel"),
    (
        "form",
        r"form|check ?list|formblatt|formular|checkliste|formulaire|formulario|"
        r"log ?sheet|record sheet|template|vorlage",
    ),
    (
        "specification",
        r"specification|spec|data ?sheet|spezifikation|spécification|"
        r"especificación",
    ),
    ("plan", r"plan|programme|program|programa"),
    (
        "procedure",
        r"procedure|verfahrensanweisung|verfahren|prozessbeschreibung|procédure|"
        r"procedimiento|sop",
    ),
)
_TYPES = tuple(
    (key, re.compile(rf"(?<![^\W_])(?:{words})s?(?![^\W_])", re.IGNORECASE))
    for key, words in _TYPE_WORDS
)


@dataclass(frozen=True)
class Proposal:
    """What the officer sees first and corrects; "" and None where nothing was found.

    `sure` tells for each field that was found where: "file name", "first page", "properties".
    """

    number: str = ""
    title: str = ""
    type_key: str | None = None
    revision: str = ""
    date: datetime.date | None = None
    sure: Mapping[str, str] = field(default_factory=dict)


def propose(
    file_name: str,
    head: str,
    property_title: str,
    prefixes: Mapping[str, str],
    properties: Iterable[str] = (),
) -> Proposal:
    """A proposal for a file. `head` is the text of its first page with headers and footers,
    `properties` are its own "Name: value" lines, `prefixes` maps a number's prefix to a type.
    """
    name = split_name(file_name, prefixes)
    lines = [line for line in head.splitlines() if line.strip()]
    page = labels.read([*properties, *lines])
    top = "\n".join(lines[:_TOP_LINES])
    found: dict[str, tuple[object, str]] = {}
    _first(found, "number", (name.number, FILE_NAME), *_numbers(page.number, top, prefixes))
    _first(found, "revision", (name.revision, FILE_NAME), *_revisions(page.revision, top))
    _first(found, "date", (name.day, FILE_NAME), (page.day, FIRST_PAGE))
    _first(found, "title", *_titles(name.title, page.title, property_title, lines))
    _first(found, "type_key", *_types(found, name.whole, lines, prefixes))
    return Proposal(
        **{key: value for key, (value, _) in found.items()},  # type: ignore[arg-type]
        sure={key: where for key, (_, where) in found.items()},
    )


def _numbers(labelled: str, top: str, prefixes: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """The labelled number, else the only one with a prefix in use at the top of the page."""
    yield tidy_number(labelled), FIRST_PAGE
    seen = {number for number, _ in known_numbers(top, prefixes)}
    yield seen.pop() if len(seen) == 1 else "", FIRST_PAGE


def _revisions(labelled: str, top: str) -> Iterable[tuple[str, str]]:
    yield short_revision(labelled) if labelled else "", FIRST_PAGE
    seen = set(revisions_in(top))
    yield seen.pop() if len(seen) == 1 else "", FIRST_PAGE


def _titles(
    named: str, labelled: str, of_property: str, lines: list[str]
) -> Iterable[tuple[str, str]]:
    """Candidates, best first. A labelled title counts before the name when they agree on a
    word, as "Title" may stand for a person's in a table of signatures."""
    labelled = labelled if is_title(labelled) else ""
    if named and labelled and _words(named) & _words(labelled):
        yield labelled, FIRST_PAGE
    yield named, FILE_NAME
    yield labelled, FIRST_PAGE
    yield of_property if is_title(of_property) else "", PROPERTIES
    yield _heading(lines), FIRST_PAGE


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.casefold()))


def _heading(lines: list[str]) -> str:
    """The first line that could be a title: several words, no label, sentence or company."""
    for line in lines[:_HEADING_LINES]:
        words = " ".join(line.lstrip("#").split())
        if (
            5 <= len(words) <= 90
            and " " in words
            and is_title(words)
            and not _NO_HEADING.search(words)
        ):
            return words
    return ""


def _types(
    found: Mapping[str, tuple[object, str]],
    name: str,
    lines: list[str],
    prefixes: Mapping[str, str],
) -> Iterable[tuple[str | None, str]]:
    """By the number's prefix, else by a word of the name, the title, the top of the page."""
    number, number_from = found.get("number", ("", FILE_NAME))
    title, title_from = found.get("title", ("", FILE_NAME))
    known = set(prefixes.values())
    yield _type_of_prefix(str(number), prefixes), number_from
    yield _type_of_words(name, known), FILE_NAME
    yield _type_of_words(str(title), known), title_from
    yield _type_of_words(" ".join(lines[:3])[:200], known), FIRST_PAGE


def _type_of_prefix(number: str, prefixes: Mapping[str, str]) -> str | None:
    """The longest prefix that the number begins with, followed by no other letter."""
    folded = number.casefold()
    for prefix in sorted(prefixes, key=len, reverse=True):
        after = folded[len(prefix) : len(prefix) + 1]
        if prefix and folded.startswith(prefix.casefold()) and not after.isalpha():
            return prefixes[prefix]
    return None


def _type_of_words(text: str, known: set[str]) -> str | None:
    """The type whose word stands last: "Form for the procedure" is rarer than "Quality plan
    procedure", and in most languages here the noun that rules comes last or alone."""
    spaced = text.replace("_", " ")
    hits = [(m.end(), key) for key, words in _TYPES if key in known for m in words.finditer(spaced)]
    return max(hits)[1] if hits else None


def _first(found: dict[str, tuple[object, str]], key: str, *candidates: tuple[object, str]) -> None:
    for value, where in candidates:
        if value:
            found[key] = (value, where)
            return
