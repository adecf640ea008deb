"""Dates as people write them on documents and in file names; a doubtful one is no date."""

import re
from collections.abc import Callable
from datetime import date

_MONTHS = {
    1: "jan january januar janvier janv enero ene jänner",
    2: "feb february februar février fevrier févr febrero",
    3: "mar march märz maerz mrz mars marzo",
    4: "apr april avril avr abril abr",
    5: "may mai mayo",
    6: "jun june juni juin junio",
    7: "jul july juli juillet juil julio",
    8: "aug august août aout agosto ago",
    9: "sep sept september septembre septiembre set",
    10: "oct october oktober okt octobre octubre",
    11: "nov november novembre noviembre",
    12: "dec december dezember dez décembre decembre diciembre dic",
}
_MONTH_OF = {name: month for month, names in _MONTHS.items() for name in names.split()}
_NAME = "|".join(sorted(_MONTH_OF, key=len, reverse=True))

_YEAR_FIRST = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-._/ ]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
)
_DAY_NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.)?[-_ ]*(?:de |of )?({_NAME})\.?,?[-_ ]*(?:de )?"
    r"((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_NAMED_FIRST = re.compile(
    rf"(?<![^\W\d_])({_NAME})\.?[-_ ]+(\d{{1,2}})(?:st|nd|rd|th)?,?[-_ ]+((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?<![\d.])(\d{1,2})([-./_])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")


def find_day(text: str) -> tuple[date | None, str]:
    """The first date in the text, and the words that are it ("" when there is none).

    `03.05.2024` is day first, as dots are. `03/05/2024` may be March or May: the words are
    found, but the date is None.
    """
    hits = [hit for hit in map(_first, _READERS, (text,) * len(_READERS)) if hit]
    if not hits:
        return None, ""
    _, day, words = min(hits, key=lambda hit: hit[0])
    return day, words


def _first(reader: "_Reader", text: str) -> tuple[int, date | None, str] | None:
    pattern, build = reader
    for match in pattern.finditer(text):
        try:
            return match.start(), build(match), match[0]
        except ValueError:
            continue
    return None


def _iso(match: re.Match[str]) -> date:
    return date(int(match[1]), int(match[3]), int(match[4]))


def _named(match: re.Match[str]) -> date:
    return date(int(match[3]), _MONTH_OF[match[2].lower()], int(match[1]))


def _american(match: re.Match[str]) -> date:
    return date(int(match[3]), _MONTH_OF[match[1].lower()], int(match[2]))


def _numbers(match: re.Match[str]) -> date | None:
    """Day first with dots; otherwise only when one of the two cannot be a month."""
    one, two, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or one > 12 or one == two:
        return date(year, two, one)
    return date(year, one, two) if two > 12 else None


_Reader = tuple[re.Pattern[str], Callable[[re.Match[str]], date | None]]
_READERS = (
    (_YEAR_FIRST, _iso),
    (_DAY_NAMED, _named),
    (_NAMED_FIRST, _american),
    (_NUMBERED, _numbers),
)
