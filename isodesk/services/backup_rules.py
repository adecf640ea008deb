"""When a backup is due; pure rules over what is remembered."""

from dataclasses import dataclass
from datetime import datetime, timedelta

DAILY = timedelta(hours=24)
WEEKLY = timedelta(days=7)
MONTHLY = timedelta(days=30)
TRY_AGAIN = timedelta(hours=1)
ASK_AGAIN = timedelta(days=7)


@dataclass(frozen=True)
class Facts:
    """What is known of the backups of a file; None for never. `head` is the file's now."""

    now: datetime
    head: str
    folder: bool
    auto_at: datetime | None = None
    auto_head: str = ""
    auto_there: bool = True
    """Whether the newest backup still stands, as far as its folder can be seen."""
    failed_at: datetime | None = None
    asked_at: datetime | None = None
    second: bool = False
    second_at: datetime | None = None
    second_head: str = ""
    drill_at: datetime | None = None


def changed(facts: Facts) -> bool:
    """Whether the file holds what the newest backup in its folder lacks."""
    return facts.head != facts.auto_head or not facts.auto_there


def at_close(facts: Facts) -> bool:
    """A backup before the file is closed."""
    return facts.folder and changed(facts)


def asks_folder(facts: Facts) -> bool:
    """Whether closing asks for a folder: none is chosen, and it was not asked this week."""
    return not facts.folder and _past(facts.asked_at, facts.now, ASK_AGAIN)


def while_open(facts: Facts) -> bool:
    """The daily one; after a failure it is tried again an hour later."""
    due = _past(facts.auto_at, facts.now, DAILY) and _past(facts.failed_at, facts.now, TRY_AGAIN)
    return facts.folder and changed(facts) and due


def second_asked(facts: Facts) -> bool:
    """The week's backup on the second medium."""
    missing = facts.head != facts.second_head
    return facts.second and missing and _past(facts.second_at, facts.now, WEEKLY)


def drill_due(facts: Facts) -> bool:
    """The month's trial of a restore, once there is a backup."""
    return facts.auto_at is not None and _past(facts.drill_at, facts.now, MONTHLY)


def _past(at: datetime | None, now: datetime, span: timedelta) -> bool:
    """Long enough ago; a time that lies ahead, by a clock that was wrong, counts as never."""
    return at is None or not timedelta(0) <= now - at < span
