"""Which backups are kept: 12 daily, 10 weekly, 9 monthly, and one of every year for ever."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum


class Rung(Enum):
    """What keeps a backup: it is the newest of its day, week, month or year."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


_PERIODS: tuple[tuple[Rung, int | None, Callable[[datetime], tuple[int, ...]]], ...] = (
    (Rung.DAILY, 12, lambda at: (at.year, at.month, at.day)),
    (Rung.WEEKLY, 10, lambda at: at.isocalendar()[:2]),
    (Rung.MONTHLY, 9, lambda at: (at.year, at.month)),
    (Rung.YEARLY, None, lambda at: (at.year,)),
)


def ladder(moments: Sequence[datetime]) -> tuple[Rung | None, ...]:
    """For each moment the shortest period that keeps it; None for one that may go.

    Periods are counted, not reckoned from today: twelve days on which a backup was made, so
    that a long holiday, or a clock that jumped, thins nothing. The newest is always kept, and
    thinning every day leaves the same as thinning once.
    """
    kept: list[Rung | None] = [None] * len(moments)
    newest_first = sorted(range(len(moments)), key=lambda n: moments[n], reverse=True)
    for rung, most, period in _PERIODS:
        seen: set[tuple[int, ...]] = set()
        for n in newest_first:
            when = period(moments[n])
            if when not in seen and (most is None or len(seen) < most):
                seen.add(when)
                kept[n] = kept[n] or rung
    return tuple(kept)
