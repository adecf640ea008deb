"""What a record should know of others: said in one line above its fields, with the records it
is about. Found when the record is shown; nothing of it is stored."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from isodesk.core.dates import from_utc_text
from isodesk.i18n import tr
from isodesk.registers.acting import ACTS_ON, Progress
from isodesk.services.audit_values import CHANGEABLE
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.print_tools import Tools
from isodesk.services.recurrences import Earlier, earlier_of
from isodesk.services.sheets import Sheets
from isodesk.services.verification_sheets import is_covered

_ACTIONS = """
SELECT r.id, r.number, r.title, r.state, r.due_on
FROM link l JOIN record r ON r.id = l.from_id
WHERE l.to_id = ? AND l.meaning = ? AND l.ended IS NULL AND r.kind = 'action'
  AND r.state <> 'void'
ORDER BY r.sort_number
"""
_HOLDING = """
SELECT f.id, f.number FROM audit_question q JOIN record f ON f.id = q.earlier_id
JOIN record a ON a.id = q.record_id
WHERE q.record_id = ? AND q.ended IS NULL AND q.verdict = 'CONFORM' AND f.closed IS NULL
  AND a.state IN ('reporting', 'issued', 'follow_up')
ORDER BY f.sort_number
"""
_UNDATED = """
SELECT r.id, r.number FROM finding f JOIN record r ON r.id = f.id
JOIN record a ON a.id = f.audit_id
WHERE f.audit_id = ? AND f.grade IN ('MAJOR', 'MINOR') AND f.reply_by IS NULL
  AND f.reply_on IS NULL AND r.closed IS NULL AND a.state IN ('reporting', 'issued', 'follow_up')
ORDER BY r.sort_number
"""
_CLOCK = "SELECT notify_by, authority FROM incident WHERE id = ? AND notify_by IS NOT NULL"


@dataclass(frozen=True)
class Hint:
    """One line: what is to be known, how much it matters, and records it names, as
    (id, number)."""

    sentence: str
    tone: Literal["quiet", "amber", "red"] = "quiet"
    records: tuple[tuple[int, str], ...] = ()


class RegisterHints:
    """Hints on records of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue, sheets: Sheets) -> None:
        self._tools = Tools(desk, catalogue, sheets)

    def of(self, kind: str, record_id: int) -> tuple[Hint, ...]:
        """The hints on one record, what matters most first."""
        found = [h for find in FINDERS.get(kind, ()) for h in find(self._tools, record_id)]
        return (*found, *_progress(self._tools, record_id))


def _progress(tools: Tools, record_id: int) -> Iterator[Hint]:
    """How far the actions on any record are."""
    actions = tools.rows(_ACTIONS, (record_id, ACTS_ON))
    if not actions:
        return
    states = [action["state"] for action in actions]
    counted = [state for state in states if state != "not_effective"]
    done = sum(state in ("done", "closed") for state in counted)
    words = [Progress(len(counted), done, counted.count("closed")).words]
    if "not_effective" in states:
        words.append(tr("{n} not effective", n=states.count("not_effective")))
    today = tools.desk.today().isoformat()
    late = sum(bool(action["due_on"]) and action["due_on"] < today for action in actions)
    if late:
        words.append(tr("{n} late", n=late))
    records = tuple((action["id"], action["number"]) for action in actions)
    yield Hint(", ".join(filter(None, words)) + ".", "red" if late else "quiet", records)


def _recurrence(tools: Tools, record_id: int) -> Iterator[Hint]:
    """What has come back: the action on the earlier one was not enough."""
    earlier = earlier_of(tools, record_id)
    if earlier:
        records = tuple((each.id, each.number) for each in earlier[:5])
        yield Hint(recurrence_words(earlier), "amber", records)


def recurrence_words(earlier: tuple[Earlier, ...]) -> str:
    """`It has come back: NC-2026-003 ... (same cause). Was the action on it enough?`"""
    named = "; ".join(each.words for each in earlier[:3])
    more = tr(" and {n} more", n=len(earlier) - 3) if len(earlier) > 3 else ""
    asked = tr("Was what was done about it enough?")
    return f"{tr('It has come back within 12 months')}: {named}{more}. {asked}"


def _clock(tools: Tools, record_id: int) -> Iterator[Hint]:
    """How long there is to tell the authority."""
    for row in tools.rows(_CLOCK, (record_id,)):
        until, now = from_utc_text(row["notify_by"]), tools.desk.clock()
        who = row["authority"] or tr("the authority")
        yield Hint(clock_words(until, now, who), "red" if until <= now else "amber")


def clock_words(until: datetime, now: datetime, who: str) -> str:
    """`Tell the water company within 3 h 20 min.`"""
    if until <= now:
        return tr("{who} should have been told {time} ago.", who=who, time=_time(now - until))
    return tr("Tell {who} within {time}.", who=who, time=_time(until - now))


def _time(left: timedelta) -> str:
    minutes = int(left.total_seconds() // 60)
    if minutes >= 2 * 24 * 60:
        return tr("{n} days", n=minutes // (24 * 60))
    return tr("{h} h {m} min", h=minutes // 60, m=minutes % 60)


def _coverage(tools: Tools, record_id: int) -> Iterator[Hint]:
    """A significant aspect that nobody from outside has confirmed."""
    sql = "SELECT significance FROM aspect WHERE id = ?"
    significant = any(r["significance"] == "SIGNIFICANT" for r in tools.rows(sql, (record_id,)))
    if significant and not is_covered(tools, record_id):
        yield Hint(tr("Significant, and no external verification of it holds."), "amber")


def _team(tools: Tools, record_id: int) -> Iterator[Hint]:
    """Auditors who would meet their own work, or are not qualified for it."""
    from isodesk.services.auditors import Auditors

    sql = "SELECT state FROM record WHERE id = ?"
    if any(row["state"] not in CHANGEABLE for row in tools.rows(sql, (record_id,))):
        return
    checked = Auditors(tools.desk).check(record_id)
    for met in checked.own_work:
        yield Hint(met.sentence, "quiet" if met.noted else "amber")
    for sentence in checked.missing:
        yield Hint(sentence, "amber")


def _earlier(tools: Tools, record_id: int) -> Iterator[Hint]:
    """Findings of earlier audits that hold, as this one saw, and are open still."""
    rows = tools.rows(_HOLDING, (record_id,))
    if rows:
        said = tr("Earlier findings that were found conform here and are still open.")
        more = tr("“Verify earlier findings” in the menu closes them.")
        yield Hint(f"{said} {more}", "quiet", tuple((row["id"], row["number"]) for row in rows))


def _replies(tools: Tools, record_id: int) -> Iterator[Hint]:
    """Nonconformities that nobody has to reply to by any day."""
    rows = tools.rows(_UNDATED, (record_id,))
    if rows:
        said = tr("No day is agreed by which these are replied to.")
        yield Hint(said, "amber", tuple((row["id"], row["number"]) for row in rows))


Finder = Callable[[Tools, int], Iterable[Hint]]
FINDERS: dict[str, tuple[Finder, ...]] = {
    "nonconformity": (_recurrence,),
    "incident": (_clock,),
    "aspect": (_coverage,),
    "audit": (_team, _replies, _earlier),
}
