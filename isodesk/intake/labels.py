"""The labelled facts on a document's first page: "Doc. No.: QP-07", "Ausgabe 3", "Fecha ..."."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from isodesk.core.day_words import find_day

_NUMBER_VALUE = re.compile(
    r"(?=[^\s]*\d)[^\W_][\w]{0,7}(?:[-_./ ]?\w{1,8}){0,4}?(?=$|\s{1,}|[|,;)])", re.UNICODE
)
_REVISION_VALUE = re.compile(
    r"(?:rev(?:ision)?\.?\s*)?(\d{1,3}(?:\.\d{1,2})?|[A-Za-z])(?![\w/])", re.I
)

_NUMBER = (
    r"(?:document|doc\.?|dokument(?:en)?|procedure|form|wi|sop)[ -]?(?:no|number|nr|nummer|id|code|"
    r"ref(?:erence)?)\b\.?|document(?:o)? n[°ºo.]+|n[°º] (?:de |du )?document|"
    r"numéro(?: du document)?|número(?: de documento)?|référence|código(?: del documento)?|"
    r"dokumentnummer|number|nummer"
)
_TITLE = (
    r"(?:document |doc\.? )?title|(?:dokument(?:en)?)?titel|titre(?: du document)?|título|intitulé"
)
_REVISION = (
    r"(?:revision|rev|issue|version|edition)(?:[ -]?(?:no|number|nr|status|level)\b)?\.?|"
    r"(?:revisions?)?stand(?=[\s:]+\d{1,2}\b(?![.]))|ausgabe|änderungsstand|révision|"
    r"indice(?: de révision)?|édition|revisión|edición|versión"
)
_DATES = (
    r"effective(?: date| from)?|date effective|valid from|in force (?:from|since)|gültig ab|"
    r"date d['’]application|date d['’]effet|applicable le|vigente desde|fecha de vigencia|"
    r"fecha de entrada en vigor",
    r"(?:issue|revision|release|approval)[ -]date|date of (?:issue|revision|release|approval)|"
    r"(?:ausgabe|freigabe|erstell|revisions)datum|date (?:de révision|d['’]émission|de création)|"
    r"fecha de (?:emisión|revisión|aprobación)|issued(?: on)?",
    r"date|datum|stand|fecha",
)


@dataclass(frozen=True)
class Labelled:
    """What stood behind the labels; "" and None where there was no such label."""

    number: str = ""
    title: str = ""
    revision: str = ""
    day: date | None = None


def read(lines: Sequence[str]) -> Labelled:
    """The first sensible value of each label, on its own line, in the next cell or below it."""
    cells = [cell.strip() for line in lines[:200] for cell in re.split(r"\t|\s{3,}|\|", line)]
    filled = [cell for cell in cells if cell]
    return Labelled(
        number=_value(filled, _NUMBER, _as_number),
        title=_only(_values(filled, _TITLE, _as_title)),
        revision=_value(filled, _REVISION, _as_revision),
        day=_day(filled),
    )


def _value(cells: list[str], label: str, accept: Callable[[str], str]) -> str:
    return next(iter(_values(cells, label, accept)), "")


def _values(cells: list[str], label: str, accept: Callable[[str], str]) -> list[str]:
    return [value for raw in _behind(cells, label) if (value := accept(raw))]


def _only(values: list[str]) -> str:
    """The one value; two different ones are the job titles in a table of signatures."""
    return values[0] if len(set(values)) == 1 else ""


def _behind(cells: list[str], label: str) -> list[str]:
    """What stands behind each place of the label: the rest of its cell, else the next cell."""
    pattern = re.compile(rf"(?<![^\W_])(?:{label})\s*(?P<mark>[:#=.]|\s|$)\s*", re.I)
    found = []
    for cell, following in zip(cells, [*cells[1:], ""], strict=False):
        for match in pattern.finditer(cell):
            if match.start() > 0 and match["mark"] not in ":#=":
                continue  # a word inside a sentence is no label
            rest = cell[match.end() :].strip(" :#=.-–")
            found.append(rest or following)
    return found


def _as_number(raw: str) -> str:
    match = _NUMBER_VALUE.match(raw)
    value = match[0].strip() if match else ""
    looks = any(c.isdigit() for c in value) and not re.fullmatch(r"[\d.,/ ]{1,2}", value)
    return value if looks and len(value) <= 30 and not find_day(value)[1] else ""


def _as_title(raw: str) -> str:
    """Up to the next label that stands on the same line."""
    value = re.split(
        r"\s(?:rev(?:ision)?|doc(?:ument)?|date|page|issue)\b.{0,12}[:.]", raw, flags=re.I
    )[0]
    return value.strip(" -–:") if len(value) <= 120 else ""


def _as_revision(raw: str) -> str:
    match = _REVISION_VALUE.match(raw)
    return match[1] if match and not find_day(raw[:14])[1] else ""


def _day(cells: list[str]) -> date | None:
    """The date in force before the date of issue before any date that is labelled."""
    for label in _DATES:
        for raw in _behind(cells, label):
            day, words = find_day(raw[:40])
            if words and raw.find(words) < 12:
                return day
    return None
