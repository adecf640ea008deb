"""The computer's time, and whether it can be believed."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

FORWARDS = timedelta(hours=48)
Clock = Callable[[], datetime]
"""Answers the moment, aware of its zone."""


class OfficeClock:
    """The computer's time with its zone, and whether it has jumped since the start."""

    def __init__(self) -> None:
        self._started = (time.monotonic(), datetime.now(UTC))

    def __call__(self) -> datetime:
        return datetime.now().astimezone()

    def jumped(self, now: datetime) -> bool:
        """Forward by more than 48 hours against the monotonic clock (reliability T16)."""
        ticks, wall = self._started
        return now - wall - timedelta(seconds=time.monotonic() - ticks) > FORWARDS
