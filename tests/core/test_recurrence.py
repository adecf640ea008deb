"""Recurrence: which days a rule gives, beside dateutil's own reading of the same RRULE."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from isodesk.core.problems import Refused
from isodesk.core.recurrence import (
    Every,
    Unit,
    days_between,
    from_text,
    next_day,
    to_text,
)
from isodesk.core.recurrence_words import parse, show

starts = st.dates(date(1999, 1, 1), date(2060, 12, 31))
weekdays = st.sets(st.integers(0, 6), min_size=1, max_size=7).map(lambda s: tuple(sorted(s)))
months = st.sets(st.integers(1, 12), min_size=1, max_size=6).map(lambda s: tuple(sorted(s)))
weekends = st.sampled_from(("", "before", "after"))
day_of_month = st.sampled_from((-1, *range(1, 32)))
nths = st.sampled_from((-1, 1, 2, 3, 4))


def made(
    draw_count: st.SearchStrategy[int], unit: Unit, **more: st.SearchStrategy[object]
) -> st.SearchStrategy[Every]:
    return st.builds(Every, st.just(unit), draw_count, **more)


few, once = st.integers(1, 30), st.just(1)
yearly_days = st.one_of(
    made(st.integers(1, 5), Unit.YEAR, months=months.map(lambda m: m[:1]), day=day_of_month),
    made(
        st.integers(1, 5),
        Unit.YEAR,
        months=months.map(lambda m: m[:1]),
        weekdays=weekdays,
        nth=nths,
    ),
)
rules = st.one_of(
    made(few, Unit.DAY, weekend=weekends),
    made(few, Unit.WEEK, weekend=weekends),
    made(few, Unit.WEEK, weekdays=weekdays),
    made(few, Unit.MONTH, weekend=weekends),
    made(few, Unit.MONTH, day=day_of_month, weekend=weekends),
    made(few, Unit.MONTH, weekdays=weekdays, nth=nths),
    made(once, Unit.MONTH, months=months, day=day_of_month),
    made(once, Unit.MONTH, months=months, weekdays=weekdays, nth=nths),
    made(st.integers(1, 5), Unit.YEAR, weekend=weekends),
    yearly_days,
).filter(lambda every: every.problem() is None)


def never_clamps(every: Every, start: date) -> bool:
    """Where the RFC and an officer mean the same days."""
    floats = every.unit in (Unit.MONTH, Unit.YEAR) and not every.bound
    return every.day <= 28 and not (floats and start.day > 28) and not every.weekend


@given(rules, starts)
def test_the_days_are_those_of_dateutils_rrule_where_no_month_is_too_short(
    every: Every, start: date
) -> None:
    if not never_clamps(every, start):
        return
    last = start + timedelta(days=6 * 366)
    rule = rrulestr(to_text(every), dtstart=datetime(start.year, start.month, start.day))
    theirs = rule.between(
        datetime(start.year, start.month, start.day),
        datetime(last.year, last.month, last.day),
        True,
    )
    ours = days_between(every, start, start, last)
    assert list(ours) == sorted({at.date() for at in theirs})


@given(rules, starts, st.integers(0, 4000), st.integers(0, 900))
def test_a_window_far_on_shows_what_counting_from_the_start_shows(
    every: Every, start: date, ahead: int, length: int
) -> None:
    first = start + timedelta(days=ahead)
    last = first + timedelta(days=length)
    whole = days_between(every, start, start, last)
    assert days_between(every, start, first, last) == tuple(d for d in whole if d >= first)


@given(rules, starts)
def test_the_next_day_is_later_and_in_order(every: Every, start: date) -> None:
    day, seen = start, [start]
    for _ in range(12):
        day = next_day(day, every, start)
        seen.append(day)
    assert all(a < b for a, b in pairwise(seen))
    assert tuple(seen[1:]) == days_between(every, start, start + timedelta(days=1), day)


@given(rules)
def test_what_is_stored_and_what_is_shown_are_read_back(every: Every) -> None:
    assert from_text(to_text(every)) == every
    assert parse(to_text(every)) == every
    assert parse(show(every)) == every


def test_the_31st_is_the_last_day_of_a_short_month_and_comes_back() -> None:
    monthly = parse("every month")
    assert days_between(monthly, date(2027, 1, 31), date(2027, 1, 1), date(2027, 5, 31)) == (
        *(date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)),
        *(date(2027, 4, 30), date(2027, 5, 31)),
    )
    assert next_day(date(2027, 2, 28), monthly, date(2027, 1, 31)) == date(2027, 3, 31)
    assert next_day(date(2027, 2, 28), monthly) == date(2027, 3, 28), "counted from what it was"


def test_29_february_is_the_28th_in_other_years() -> None:
    for words in ("every year", "every year on 29 February"):
        found = days_between(parse(words), date(2024, 2, 29), date(2024, 1, 1), date(2028, 12, 31))
        assert [d.isoformat()[5:] for d in found] == ["02-29", "02-28", "02-28", "02-28", "02-29"]


def test_the_last_working_day_of_the_quarter() -> None:
    every = parse("last working day of the quarter")
    found = days_between(every, date(2026, 1, 1), date(2026, 1, 1), date(2027, 1, 31))
    assert found == (
        *(date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)),
        date(2026, 12, 31),
    )
    found = days_between(every, date(2028, 1, 1), date(2028, 9, 1), date(2028, 12, 31))
    assert found == (date(2028, 9, 29), date(2028, 12, 29)), "both last days are a weekend"


@pytest.mark.parametrize(
    ("words", "moved"),
    [
        ("every month on the 14th", date(2026, 11, 14)),
        ("every month on the 14th, or the Friday before a weekend", date(2026, 11, 13)),
        ("every month on the 14th, or the Monday after a weekend", date(2026, 11, 16)),
        ("every month on the 15th, not on weekends", date(2026, 11, 16)),
    ],
)
def test_a_weekend_is_kept_or_moved(words: str, moved: date) -> None:
    assert next_day(date(2026, 11, 1), parse(words)) == moved
    later = next_day(moved, parse(words))
    assert later.month == 12, "the moved day is not given twice"


def test_every_day_without_weekends_gives_each_monday_once() -> None:
    found = days_between(
        parse("daily, not on weekends"), date(2026, 11, 20), date(2026, 11, 20), date(2026, 11, 24)
    )
    assert found == (date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24))


def test_the_calendar_ends_with_a_sentence() -> None:
    with pytest.raises(Refused, match="9999"):
        next_day(date(9999, 6, 1), parse("every year"))
    with pytest.raises(Refused, match="9999"):
        next_day(date.max, parse("daily"))
    assert days_between(parse("every month"), date(9999, 11, 30), date(1, 1, 1), date.max) == (
        date(9999, 11, 30),
        date(9999, 12, 30),
    )
    assert days_between(parse("weekly"), date(1, 1, 1), date(1, 1, 1), date(1, 1, 9))


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=HOURLY",
        "FREQ=MONTHLY;UNTIL=20270101",
        "FREQ=MONTHLY;INTERVAL=0",
        "FREQ=MONTHLY;INTERVAL=x",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=MO;BYMONTHDAY=3",
        "FREQ=WEEKLY;BYDAY=TU,MO",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5",
        "FREQ=YEARLY;BYMONTHDAY=3",
        "FREQ=MONTHLY;X-WEEKEND=NEVER",
        "FREQ=MONTHLY;BYMONTH=3;BYMONTHDAY=1",
        "",
        "monthly",
    ],
)
def test_a_stored_text_that_is_none_of_ours_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        from_text(text)
