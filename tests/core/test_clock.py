"""Times that follow from the ones before, and times that do not."""

import random
from datetime import UTC, datetime, timedelta, timezone

import pytest

from isodesk.core.clock import OfficeClock, Reading, is_odd

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LAST = Reading(NOON, "boot-1", 1_000_000)


def after(*, wall: timedelta, counted: timedelta, boot: str = "boot-1") -> Reading:
    """A reading after LAST, as the two clocks tell it."""
    return Reading(NOON + wall, boot, 1_000_000 + counted // timedelta(milliseconds=1))


def days(wall: float, counted: float, boot: str = "boot-1") -> Reading:
    return after(wall=timedelta(days=wall), counted=timedelta(days=counted), boot=boot)


@pytest.mark.parametrize(
    ("now", "odd"),
    [
        (days(3, 3), False),  # a weekend with the lid closed: sleep counts
        (days(3, 1.5), False),  # corrected by less than 48 hours
        (days(3, 0.5), True),
        (days(730, 0), True),
        (days(-400, 0.1), True),
        (days(0, 0.01), True),  # set back by what had passed: no later than the last entry
        (after(wall=timedelta(seconds=-90), counted=timedelta()), False),  # a time server's step
        (days(0.9, 1, "boot-2"), False),
        (days(14, 0, "boot-2"), False),  # a fortnight's holiday
        (days(365, 0, "boot-2"), False),
        (days(730, 0, "boot-2"), True),
        (days(-400, 0, "boot-2"), True),
        (days(-1, 0, ""), True),
        (days(300, 0, ""), False),
    ],
)
def test_what_follows_from_the_last_believed_entry(now: Reading, odd: bool) -> None:
    assert is_odd(now, LAST) == odd


def test_a_clock_set_within_a_session_that_has_entered_nothing_yet() -> None:
    start = days(20, 0, "boot-2")
    assert not is_odd(days(20.1, 0.1, "boot-2"), LAST, start)
    assert is_odd(days(50, 0.1, "boot-2"), LAST, start)
    wrong = days(-400, 0, "boot-2")  # it started wrong and was put right: right is right
    assert not is_odd(days(20, 0.1, "boot-2"), LAST, wrong)
    assert is_odd(days(-399, 0.1, "boot-2"), LAST, wrong)


def test_zone_and_summer_time_are_no_matter() -> None:
    for hours in (-12, -5, 2, 14):
        local = NOON.astimezone(timezone(timedelta(hours=hours))) + timedelta(minutes=1)
        assert not is_odd(Reading(local, "boot-1", 1_060_000), LAST)


def test_a_year_of_normal_work_has_no_oddity() -> None:
    chance, now, counted, boot = random.Random(26), NOON, 1_000_000, 1
    believed, start = LAST, None
    for n in range(1_000):
        gap = timedelta(seconds=chance.choice([5, 60, 600, 4000, 60_000]))
        if n % 40 == 0:  # weekends, holidays, three weeks ill
            gap = timedelta(days=chance.choice([3, 14, 21]))
        now += gap
        counted += gap // timedelta(milliseconds=1)
        if n % 10 == 0:
            boot, counted = boot + 1, chance.randint(20_000, 90_000)
            start = Reading(now, f"boot-{boot}", counted)
        drift = timedelta(seconds=chance.uniform(-30, 30))  # what a time server corrects
        told = Reading(now + drift, f"boot-{boot}", counted)
        assert not is_odd(told, believed, start), n
        believed = told


def test_the_office_clock_has_a_counter() -> None:
    clock = OfficeClock()
    told = clock.reading(clock())
    assert told.boot == clock.started.boot and len(told.boot) == 12
    assert told.ticks >= clock.started.ticks and not is_odd(told, clock.started)
