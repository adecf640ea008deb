"""Days and moments: review periods, lateness, and how paper writes a date."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def paper_day(day: date | None) -> str:
    """`23 Nov 2026`: the same on every machine, as paper outlives a locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def span_words(first: date, last: date) -> str:
    """`Nov 2026` for a whole month, `2026` for a year, else `23 – 29 Nov 2026`."""
    if (first.month, first.day) == (1, 1) and last == date(first.year, 12, 31):
        return str(first.year)
    if first.day == 1 and last == month_end(first):
        return f"{MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} – {paper_day(last)}"
    return f"{paper_day(first)} – {paper_day(last)}"


def paper_moment(moment: datetime) -> str:
    """`23 Nov 2026, 10:42` in the moment's own zone."""
    return f"{paper_day(moment.date())}, {moment:%H:%M}"


def add_months(start: date, months: int) -> date:
    """The same day so many months on, or the last day of a shorter month."""
    from dateutil.relativedelta import relativedelta

    later: date = start + relativedelta(months=months)
    return later


def month_end(day: date) -> date:
    """The last day of the month a day lies in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def days_late(due: date, today: date) -> int:
    """Whole days since the due date; 0 or less while there is time."""
    return (today - due).days


def utc_text(moment: datetime) -> str:
    """`2026-11-23T09:42:07.123Z`: sorts as text, the form every stored time has."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_utc_text(text: str) -> datetime:
    """The stored form back as an aware UTC time."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def zone_name(moment: datetime) -> str:
    """`+01:00`: what stands beside a stored UTC time."""
    offset = moment.astimezone().utcoffset() if moment.tzinfo is None else moment.utcoffset()
    minutes = int((offset or timedelta()).total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def in_zone(moment: datetime, zone: str) -> datetime:
    """A UTC time in a zone as `+01:00`: what the signer's clock showed."""
    hours, minutes = zone[1:].split(":")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return moment.astimezone(timezone(-offset if zone.startswith("-") else offset))
