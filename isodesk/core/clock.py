"""The computer's time, and whether it can be believed (reliability T16).

Nothing is ever refused for its time: the order of the entries is their number. What is
judged is only whether a time follows from the last one that was believed:

- in the same running of the computer the wall clock must have gone as far as the counter
  that nobody can set, sleep included: at most 2 minutes less, at most 48 hours more;
- after a restart, or on another computer, it may not lie more than 2 minutes before it. How
  long a firm rests nobody can know; more than a year is asked about, never less.

So a holiday is no oddity, every entry made under a clock set back is one, and the entries
after the clock was set right again are none.
"""

import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

BACKWARDS = timedelta(minutes=2)
FORWARDS = timedelta(hours=48)
REST = timedelta(days=366)
Clock = Callable[[], datetime]
"""Answers the moment, aware of its zone."""


@dataclass(frozen=True)
class Reading:
    """A moment with the counter that stood beside it: milliseconds since the computer's start,
    named by `boot`. Without a counter `boot` is "" and `ticks` 0."""

    at: datetime
    boot: str = ""
    ticks: int = 0


class OfficeClock:
    """The computer's time with its zone, and the counter that tells whether it was set."""

    def __init__(self) -> None:
        self.started = self.reading(datetime.now(UTC))

    def __call__(self) -> datetime:
        return datetime.now().astimezone()

    def reading(self, now: datetime) -> Reading:
        """The counter beside a moment just read."""
        return Reading(now, boot_id(), ticks())


def read(clock: Clock, now: datetime) -> Reading:
    """What a clock says beside its time; a plain one has no counter."""
    return clock.reading(now) if isinstance(clock, OfficeClock) else Reading(now)


def started(clock: Clock) -> Reading | None:
    """When a clock began to be looked at; None for a plain one."""
    return clock.started if isinstance(clock, OfficeClock) else None


def is_odd(now: Reading, believed: Reading | None, start: Reading | None = None) -> bool:
    """Whether a time does not follow from the last believed entry, nor, where that one was
    made in another running of the computer, from the start of this session."""
    if believed is None:
        return start is not None and _drifts(now, start)
    if _same_boot(now, believed):
        return _drifts(now, believed)
    if _follows(now, believed):
        return start is not None and _follows(start, believed) and _drifts(now, start)
    return True


def _follows(later: Reading, believed: Reading) -> bool:
    return believed.at - BACKWARDS <= later.at <= believed.at + REST


def _same_boot(one: Reading, other: Reading) -> bool:
    return bool(one.boot) and one.boot == other.boot


def _drifts(now: Reading, since: Reading) -> bool:
    drift = (now.at - since.at) - timedelta(milliseconds=now.ticks - since.ticks)
    return not -BACKWARDS <= drift <= FORWARDS


def ticks() -> int:
    """Milliseconds since the computer's start, time asleep included."""
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    if sys.platform == "darwin":  # Python's monotonic() stands still there while it sleeps
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1_000_000
    return time.monotonic_ns() // 1_000_000  # Windows counts sleep


@cache
def boot_id() -> str:
    """Twelve letters for this running of the computer; where the system has no name for it,
    of this running of isodesk."""
    try:
        told = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")
    except OSError:
        told = uuid.uuid4().hex
    return told.replace("-", "").strip()[:12]
