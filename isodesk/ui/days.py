"""Days as the screen says them: in the locale's own order, and lateness in words."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale

from isodesk.core.dates import from_utc_text
from isodesk.i18n import tr

_ISO = "yyyy-MM-dd"


def day_text(day: date | None) -> str:
    """`30 Nov 2026`, `Nov 30, 2026`, `30. Nov 2026`: the locale's order, the month as a word."""
    return QLocale().toString(QDate(day.year, day.month, day.day), _pattern()) if day else ""


def moment_text(value: object) -> str:
    """A stored moment as the locale writes it, on this computer's clock."""
    moment = from_utc_text(str(value)).astimezone()
    return f"{day_text(moment.date())}, {moment:%H:%M}"


def week_day_text(day: date) -> str:
    """`Fri 27 Nov`: a day near enough to need no year."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "ddd d MMM")


def due_text(due: date, today: date) -> tuple[str, bool]:
    """How a due day is said, and whether it is late: ("12 days late", True)."""
    late = (today - due).days
    if late > 0:
        return (tr("1 day late") if late == 1 else tr("{n} days late", n=late)), True
    if late >= -1:
        return (tr("Tomorrow") if late else tr("Today")), False
    near = due.year == today.year or -late < 90
    return (week_day_text(due) if near else day_text(due)), False


def read_day(text: str, today: date) -> date | None:
    """The day a person typed: the locale's forms, ISO, `today`, `+30` (days); None if none."""
    words = " ".join(text.split()).strip().lower()
    if words in ("today", tr("Today").lower()):
        return today
    if words.startswith("+") and words[1:].isdigit() and len(words) < 6:
        return today + timedelta(days=int(words[1:]))
    found = next((day for day in _readings(words) if day.isValid()), None)
    return date(found.year(), found.month(), found.day()) if found else None


def iso_day(value: object) -> date | None:
    """A stored ISO day as a date; None for a blank."""
    return date.fromisoformat(str(value)[:10]) if value else None


def _readings(words: str) -> list[QDate]:
    locale, english = QLocale(), QLocale(QLocale.Language.English)
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    long_year = short if "yyyy" in short else short.replace("yy", "yyyy")
    patterns = (_pattern(), long_year, "d MMM yyyy", "d MMMM yyyy", "MMM d, yyyy", _ISO)
    tried = [locale.toDate(words, pattern) for pattern in patterns]
    tried += [english.toDate(words, pattern) for pattern in patterns]
    short_year = locale.toDate(words, short, 2000) if "yyyy" not in short else QDate()
    return [*tried, short_year]


def _pattern() -> str:
    long = QLocale().dateFormat(QLocale.FormatType.LongFormat)
    return long.replace("dddd, ", "").replace("dddd", "").replace("MMMM", "MMM").strip(" ,")
