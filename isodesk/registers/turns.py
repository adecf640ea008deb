"""When something that comes round is due: evaluations, checks, drills."""

from datetime import date

from isodesk.core.recurrence import next_after


def next_turn(every: str | None, last: date | None, first: date | None) -> date | None:
    """The day it is due next, by a stored rule: `first` until it was done once, then by the
    rule from the day it was done. None where nothing says when."""
    if last is None or (first is not None and first > last):
        return first
    return next_after(last, every)
