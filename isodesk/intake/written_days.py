"""Days as sheets hold them: a number, or words in one of several orders."""

import re
from datetime import UTC, date, datetime, timedelta

from isodesk.core.kinds import day_of
from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.columns import Habit
from isodesk.intake.written_figures import plain_figure

SLASHED = re.compile(r"(\d{1,2})([./\-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T]+0?0:00(?::00)?)?")
"""`3/4/2026`, `03.04.26`: a day in an order that is not said."""
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of spreadsheets, which believe that 1900 was a leap year."""


def day_of_serial(number: float) -> date:
    """The day of a spreadsheet's number, or of `20250403`; a year alone is none."""
    if number.is_integer() and 19_000_101 <= number < 22_000_000:
        return day_of(str(int(number)))
    if not 1_000 < number < 110_000 or 1_900 <= number < 2_200:
        raise Refused(f"“{plain_figure(number)}” is not a day; write it as 2026-11-23.")
    return _FIRST_DAY + timedelta(days=int(number))


def day_in_order(found: re.Match[str], habit: Habit) -> date:
    """The day of `SLASHED`: by what the figures can only mean, else in the order the officer said.
    Raises Refused for what may be two days, or is none."""
    one, two, year = int(found[1]), int(found[3]), int(found[4])
    short, dots = len(found[4]) == 2, found[2] == "."
    if short:
        year += 2000 if year < 70 else 1900
    first = (habit.dots or "dmy") if dots else habit.order
    if max(one, two) > 12 >= min(one, two) and not (short and first == "?"):
        first = "dmy" if one > two else "mdy"
    if not 1900 <= year < 2200:
        raise Refused(f"“{found[0]}” is not a day; write it as 2026-11-23.")
    if first not in ("dmy", "mdy") and (one != two or short):
        raise Refused(
            tr(
                "“{text}” may be two different days: say above how days are written.",
                text=found[0],
            )
        )
    try:
        return date(year, one, two) if first == "mdy" else date(year, two, one)
    except ValueError:
        raise Refused(f"“{found[0]}” is not a day; write it as 2026-11-23.") from None


def padded(text: str) -> str:
    """`2025-04-03` of `2025/4/3`; anything else as it is."""
    found = re.fullmatch(r"((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})\.?", text)
    return f"{found[1]}-{int(found[3]):02}-{int(found[4]):02}" if found else text


def iso_moment(text: str) -> str:
    """The day of `2020-01-01T15:00:00Z`."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ][\d:.]+(Z|[+-]\d\d:?\d\d)?", text)
    return found[1] if found else text


def with_zone(text: str) -> datetime | None:
    """An ISO time; one without a zone is meant where the officer sits."""
    if not re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", text):
        return None
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.astimezone()
