"""How a recurrence rule is read out of what people write.

The text is brought to few words ("quarterly" is "quarter", "end of" is "last day of"); then
each piece that is understood is taken out of it. What is left must be noise.
"""

import re

from isodesk.core.recurrence import WORKING, Every, Unit

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_DAY = r"\b(?:mon|tue|wed|thu|fri|sat|sun)(?:s?day|s|nesday|rs?|rsday|urday)?s?\b"
_MONTH = (
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_SAME = (
    (rf"({_MONTH}) (\d{{1,2}})(st|nd|rd|th)?(?= )", r"\2 \1"),  # March 15
    (r"[–—]", "-"),
    (
        r"\bmon(day)?s?( to |-| - )fri(day)?s?\b|\b(week|working|business|work)[ -]?days?\b",
        "workday",
    ),
    (r"\b(bi|semi)-?annual(ly)?\b|\bhalf[ -]?year(ly)?\b", "halfyear"),
    (r"\bbi-?ennial(ly)?\b", "2 year"),
    (r"\bfortnight(ly)?s?\b", "2 week"),
    (r"\bdaily\b", "day"),
    (r"\bannual(ly)?\b|\bp\. ?a\.|\bannum\b", "year"),
    (r"\b(week|month|quarter|year)ly\b", r"\1"),
    (r"\bother\b", "2"),
    (r"\bmonth[ -]end\b", "end of month"),
    (r"\bend\b", "last day"),
    (r"\b(beginning|start)\b", "first day"),
)
_WEEKENDS = (
    ("before", r"\bfriday before (a |the )?weekends?\b|\bweekends? (moved )?to (the )?friday\b"),
    ("after", r"\bmonday after (a |the )?weekends?\b|\bweekends? (moved )?to (the )?monday\b"),
    ("after", r"\bnot (on|at) (a |the )?weekends?\b"),
)
_UNITS = {
    "day": (Unit.DAY, 1),
    "d": (Unit.DAY, 1),
    "week": (Unit.WEEK, 1),
    "wk": (Unit.WEEK, 1),
    "w": (Unit.WEEK, 1),
    "month": (Unit.MONTH, 1),
    "mth": (Unit.MONTH, 1),
    "mo": (Unit.MONTH, 1),
    "m": (Unit.MONTH, 1),
    "quarter": (Unit.MONTH, 3),
    "qtr": (Unit.MONTH, 3),
    "halfyear": (Unit.MONTH, 6),
    "year": (Unit.YEAR, 1),
    "yr": (Unit.YEAR, 1),
    "y": (Unit.YEAR, 1),
}
_NUMBERS = (
    *("", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth")
_NOISE = frozenset(
    (
        *("every", "each", "the", "a", "an", "of", "on", "in", "at", "and", "or", "by", "per"),
        *("once", "during", "/", "&", "+", "-", ",", ".", ";"),
    )
)
_JOIN = r"(?: ?,? ?(?:and|or|,|/|&) ?)"
_NTH = r"\b(first|second|third|fourth|fifth|last|\d{1,2}(?:st|nd|rd|th))\b"
_STRIDE = (
    rf"(?:\b(\d+|{'|'.join((*_NUMBERS[1:], *_ORDINALS[2:]))}|\d+(?:nd|rd|th))[ -]*)?"
    rf"(?<![a-z])({'|'.join(_UNITS)})s?\b"
)
_NO_STRIDE = r"(?! ?-?(?:day|week|month|quarter|year)s?\b)"
_DAYS_OF_A_MONTH = (
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?= (?:of )?{_MONTH})",  # 15 March
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)\b{_NO_STRIDE}",  # the 15th
    r"\bday (\d{1,2})\b",
    rf"\bon (?:the )?(\d{{1,2}})(?= ){_NO_STRIDE}",
)


def of_period(period: str, which: int) -> tuple[int, ...]:
    """The months in which the first (1) or last (-1) such day of every quarter or half-year
    lies; none for any other."""
    length = {"quarter": 3, "halfyear": 6, "half-year": 6}[period]
    begins = {1: 1, -1: length}.get(which)
    return tuple(range(begins, 13, length)) if begins else ()


class Reader:
    """Reads one text, once."""

    def __init__(self, typed: str) -> None:
        self._left = f" {' '.join(typed.lower().split())} "
        self._weekend, self._word, self._count = "", "", 1
        self._nth, self._day = 0, 0
        self._weekdays: tuple[int, ...] = ()
        self._months: tuple[int, ...] = ()

    def read(self) -> Every | None:
        """The rule; None where something is not understood or nothing is said. What is said
        and cannot be is left to `Every.problem`."""
        if re.search(r"\s-\d", self._left):
            return None  # a number below nought, not a dash between words
        self._read_weekend()
        for pattern, word in _SAME:
            self._left = re.sub(pattern, word, self._left)
        self._read_times()
        self._read_nth()
        self._read_day()
        self._months = self._all(_MONTH, MONTHS)
        self._read_stride()
        self._weekdays = self._weekdays or self._all(_DAY, WEEKDAYS)
        if self._take(r"\bworkdays?\b"):
            self._weekdays = WORKING
        return None if set(re.findall(r"[^\s,.;]+", self._left)) - _NOISE else self._rule()

    def _read_weekend(self) -> None:
        for weekend, pattern in _WEEKENDS:
            if self._take(pattern):
                self._weekend = weekend

    def _read_times(self) -> None:
        """“Twice a year” is every six months."""
        words = "|".join(_NUMBERS[1:])
        found = self._take(
            rf"\b(twice|(?:\d+|{words}) times|\d+ ?x) ?(?:a|per|each|every|in a|/)? ?year\b"
        )
        if found:
            times = 2 if found[1] == "twice" else _number(re.sub(r" ?(times|x)$", "", found[1]))
            whole = times in (1, 2, 3, 4, 6, 12)
            self._left += f"{12 // times} month" if whole else found[0]

    def _read_nth(self) -> None:
        found = self._take(rf"{_NTH} (day|workday|{_DAY}(?:{_JOIN}{_DAY})*)")
        if not found:
            return
        which = -1 if found[1] == "last" else _number(found[1])
        if found[2] == "day":
            self._day = which
            return
        self._nth = which
        self._weekdays = WORKING if found[2] == "workday" else _indexes(_DAY, WEEKDAYS, found[2])

    def _read_day(self) -> None:
        for pattern in _DAYS_OF_A_MONTH:
            found = None if self._day or self._nth else self._take(pattern)
            if found:
                self._day = int(found[1])

    def _read_stride(self) -> None:
        found = self._take(_STRIDE)
        if found:
            self._word = found[2]
            self._count = _number(found[1] or "1")
        elif found := self._take(r"\b(2)\b"):  # every other Monday
            self._count = 2

    def _rule(self) -> Every | None:
        if self._nth or self._day:
            return self._with_a_day()
        if self._months:
            self._day = -1  # in March: it has until the end of March
            return self._in_months()
        if self._weekdays:
            return self._made(Unit.WEEK) if self._word in ("", "week", "wk", "w") else self._plain()
        return self._plain()

    def _plain(self) -> Every | None:
        return self._made(*_UNITS[self._word]) if self._word else None

    def _with_a_day(self) -> Every | None:
        if self._months:
            return self._in_months()
        if self._word in ("quarter", "halfyear") and self._count == 1:
            self._months = of_period(self._word, self._nth or self._day)
            return self._made(Unit.MONTH, 1 if self._months else _UNITS[self._word][1])
        if self._word in ("year", "yr", "y"):
            self._months = {1: (1,), -1: (12,)}.get(self._nth or self._day, ())
        if self._word:
            return self._made(*_UNITS[self._word])
        if self._nth > 1 and "every" in self._left and self._weekdays != WORKING:
            self._count, self._nth = self._nth, 0  # every second Monday
            return self._made(Unit.WEEK)
        return self._made(Unit.MONTH)

    def _in_months(self) -> Every | None:
        if self._word not in ("", "year", "yr", "y"):
            return None
        return self._made(Unit.YEAR if len(self._months) == 1 else Unit.MONTH)

    def _made(self, unit: Unit, times: int = 1) -> Every:
        return Every(
            *(unit, self._count * times, self._weekdays, self._months),
            *(self._day, self._nth, self._weekend),
        )

    def _take(self, pattern: str) -> re.Match[str] | None:
        found = re.search(pattern, self._left)
        if found:
            self._left = f"{self._left[: found.start()]} {self._left[found.end() :]}"
        return found

    def _all(self, pattern: str, names: tuple[str, ...]) -> tuple[int, ...]:
        """Which of the names stand in the text; they are taken out. Months count from 1."""
        found = _indexes(pattern, names, self._left)
        self._left = re.sub(pattern, " ", self._left)
        return tuple(n + 1 for n in found) if names is MONTHS else found


def _indexes(pattern: str, names: tuple[str, ...], text: str) -> tuple[int, ...]:
    short = [name[:3].lower() for name in names]
    return tuple(sorted({short.index(word[:3]) for word in re.findall(pattern, text)}))


def _number(word: str) -> int:
    if word in _NUMBERS:
        return _NUMBERS.index(word)
    return _ORDINALS.index(word) if word in _ORDINALS else int(re.sub(r"\D", "", word)[:6])
