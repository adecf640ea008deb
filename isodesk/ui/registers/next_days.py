"""The days that follow from a rule, as a form says them under it."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from isodesk.core.problems import Refused
from isodesk.core.recurrence import from_text, next_day
from isodesk.i18n import tr
from isodesk.ui.days import day_text

_SHOWN = 3


def next_days_words(rule: str | None, start: date | None = None) -> str:
    """`From today: 25 Feb 2027, 25 May 2027, 25 Aug 2027`; "" without a rule."""
    if not rule:
        return ""
    days = [day_text(day) for day in islice(_days(rule, start or date.today()), _SHOWN)]
    return tr("From today: {days}", days=", ".join(days)) if days else ""


def _days(rule: str, start: date) -> Iterator[date]:
    every, day = from_text(rule), start
    while True:
        try:
            day = next_day(day, every, start)
        except Refused:  # the calendar ends
            return
        yield day
