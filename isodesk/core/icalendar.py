"""iCalendar (RFC 5545): days with something due, for any calendar program.

Every date is an event of a whole day that leaves the day free; its UID stays the same, so that
a file read again moves what has moved and doubles nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LONGEST = 75
"""Octets of a line, without its end (3.1)."""
_BREAK = "\r\n"


@dataclass(frozen=True)
class CalendarDay:
    """One event of a whole day. `uid` is unique in the world and stays the same."""

    uid: str
    on: date
    summary: str
    description: str = ""
    categories: tuple[str, ...] = ()


def icalendar(name: str, days: Iterable[CalendarDay], stamp: datetime) -> bytes:
    """A calendar as the bytes of an .ics file, made at `stamp` (aware)."""
    at = stamp.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//isodesk//isodesk//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for day in days:
        lines += _event(day, at)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}{_BREAK}" for folded in map(_folded, lines)).encode()


def escaped(text: str) -> str:
    """A text as a value (3.3.11): backslash, semicolon, comma and line ends marked; the other
    control characters, which have no place in one, left out."""
    one = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    marked = one.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(each for each in marked if each == "\t" or (each >= " " and each != "\x7f"))


def _event(day: CalendarDay, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(day.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}"
    if day.on < date.max:
        yield f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(day.summary)}"
    if day.description:
        yield f"DESCRIPTION:{escaped(day.description)}"
    if day.categories:
        yield f"CATEGORIES:{','.join(map(escaped, day.categories))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _folded(line: str) -> str:
    """A long line over several, each after the first begun by a space; no character is cut."""
    parts, part, size = [], "", 0
    for each in line:
        octets = len(each.encode())
        if size + octets > _LONGEST:
            parts.append(part)
            part, size = "", 1
        part += each
        size += octets
    return f"{_BREAK} ".join((*parts, part))
