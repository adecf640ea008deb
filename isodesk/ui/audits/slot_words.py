"""How much time the slot of the timetable has left, said quietly."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from isodesk.i18n import tr
from isodesk.services.audit_beside import Slot

SOON = timedelta(minutes=60)


def slot_words(slots: Sequence[Slot], now: datetime) -> tuple[str, bool]:
    """(words, whether the time is over): the slot that runs with what is left of it; else the
    last one that ended, until the next begins; else the next one within the hour."""
    at = now.time().replace(tzinfo=None)
    running = next((s for s in slots if s.start <= at < s.end), None)
    if running is not None:
        left = _minutes(at, running.end)
        return tr("{what}, {n} min left", what=running.what, n=left), False
    following = next((s for s in slots if s.start > at), None)
    ended = next((s for s in reversed(slots) if s.end <= at), None)
    if following is not None and _minutes(at, following.start) <= SOON.seconds // 60:
        begins = f"{following.start:%H:%M}"
        return tr("Next at {time}: {what}", time=begins, what=following.what), False
    if ended is not None and _minutes(ended.end, at) < SOON.seconds // 60:
        return tr("{what}, {n} min over", what=ended.what, n=_minutes(ended.end, at)), True
    return "", False


def _minutes(start: time, end: time) -> int:
    """Whole minutes from one to the other, the begun one counted."""
    seconds = (end.hour - start.hour) * 3600 + (end.minute - start.minute) * 60
    return -(-(seconds + end.second - start.second) // 60)
