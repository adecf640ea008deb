"""A recurrence rule in the words people type and read: "every 2 weeks on Monday"."""

import re
from collections.abc import Sequence

from isodesk.core.problems import Refused
from isodesk.core.recurrence import WORKING, Every, Unit, from_text
from isodesk.core.recurrence_reading import MONTHS, WEEKDAYS, Reader, of_period

EXAMPLES = (
    "every 3 months",
    "every 2 weeks on Monday",
    "every year in March",
    "last working day of the quarter",
)


def parse(text: str) -> Every:
    """The rule that a person, a spreadsheet or the file means. Raises Refused with one sentence.

    Reads what `show` and `to_text` write, and much that people write: "quarterly",
    "6-monthly", "twice a year", "end of March", "every other Friday", "12 m".
    """
    if "FREQ=" in text.upper():
        return from_text(re.sub(r"^\s*RRULE:", "", text, flags=re.IGNORECASE))
    every = Reader(text).read()
    problem = every.problem() if every else f"Write for example {_listed(EXAMPLES, 'or')}."
    if every is None or problem:
        typed = text.strip() if len(text) <= _SHORT else f"{text.strip()[:_SHORT]}…"
        raise Refused(f"“{typed}” is no rule. {problem}")
    return every


def show(every: Every) -> str:
    """The rule in words, as `every 3 months` or `every year on 15 March`; `parse` reads it."""
    return f"{_shown_rule(every)}{_WEEKEND_SHOWN[every.weekend]}"


_SHORT = 60
_WEEKEND_SHOWN = {
    "": "",
    "before": ", or the Friday before a weekend",
    "after": ", or the Monday after a weekend",
}


def _shown_rule(every: Every) -> str:
    stride = f"every {_counted(every.count, every.unit.name.lower())}"
    if not every.bound:
        return stride
    if every.unit is Unit.WEEK:
        return _shown_weekly(every, stride)
    if every.unit is Unit.YEAR:
        return f"{stride} {_shown_in_year(every)}"
    if not every.months:
        return f"{stride} on the {_shown_day(every)}"
    for period in ("quarter", "half-year"):
        if every.months == of_period(period, every.nth or every.day):
            return f"every {period} on the {_shown_day(every)}"
    return f"on the {_shown_day(every)} of {_listed([MONTHS[m - 1] for m in every.months])}"


def _shown_weekly(every: Every, stride: str) -> str:
    if every.weekdays == WORKING and every.count == 1:
        return "every working day"
    named = _listed([WEEKDAYS[day] for day in every.weekdays])
    return f"every {named}" if every.count == 1 else f"{stride} on {named}"


def _shown_in_year(every: Every) -> str:
    month = MONTHS[every.months[0] - 1]
    if every.day == -1:
        return f"by the end of {month}"
    return f"on {every.day} {month}" if every.day else f"on the {_shown_day(every)} of {month}"


def _shown_day(every: Every) -> str:
    if every.day:
        return "last day" if every.day == -1 else _ordinal(every.day)
    which = {-1: "last", 1: "first"}.get(every.nth) or _ordinal(every.nth)
    if every.weekdays == WORKING:
        return f"{which} working day"
    return f"{which} {_listed([WEEKDAYS[day] for day in every.weekdays], 'or')}"


def _ordinal(n: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th") if n // 10 != 1 else "th"
    return f"{n}{ending}"


def _counted(count: int, unit: str) -> str:
    return unit if count == 1 else f"{count} {unit}s"


def _listed(names: Sequence[str], last: str = "and") -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"
