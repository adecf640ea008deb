"""The computer's clock against the last entry: said to the officer, who may confirm it.

Nothing is refused for a clock: entries at a time in doubt are marked, until the clock is set
right or the officer says that it is right.
"""

from isodesk.core.clock import Reading, is_odd, read, started
from isodesk.core.dates import from_utc_text, paper_moment
from isodesk.i18n import tr
from isodesk.services.desk import Desk

_BELIEVED = "SELECT at, boot, ticks FROM change WHERE odd_clock <> 1 ORDER BY id DESC LIMIT 1"


def doubt(desk: Desk) -> str:
    """One sentence where an entry made now would be marked; "" else. For a file that is open for
    writing, since an older one has no such columns."""
    row = desk.file.reader().execute(_BELIEVED).fetchone()
    now = desk.clock()
    if row is None:
        return ""
    believed = Reading(from_utc_text(row[0]), row[1] or "", row[2] or 0)
    if not is_odd(read(desk.clock, now), believed, started(desk.clock)):
        return ""
    return tr(
        "It says {now}; the last entry whose time is sure is of {last}. Work goes on, and what is"
        " entered is marked until the clock is set right.",
        now=paper_moment(now),
        last=paper_moment(believed.at.astimezone(now.tzinfo)),
    )


def confirm(desk: Desk) -> None:
    """The officer looked at the clock and it is right; later times are judged by this one."""
    with desk.unit("The computer's clock was looked at and is right", confirmed=True):
        pass
