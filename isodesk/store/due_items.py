"""Due dates as values: one line for each, of any kind of record; no SQLAlchemy."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from isodesk.store.due_words import DueWords

IN = {1: "(1, 3)", 2: "(2, 3)", 3: "(1, 2, 3)"}
"""Stored values that belong to quality, environment, either: an index answers IN, not &."""
WEEK = 7
"""Days of the week that begins today."""


@dataclass(frozen=True, slots=True)
class DueItem:
    """One date of one record; `what` is its key (review, asked, next_on ...). `late` counts
    whole days."""

    record_id: int
    kind: str
    number: str
    title: str
    systems: int
    owner: str
    what: str
    on: date
    late: int
    count: int = 1
    """How many things stand behind one line: people who still have to read a document."""
    why: str = ""
    """Why a review is asked for."""
    word: str = ""
    """What is to be done, as "Calibration"."""
    person_id: int | None = None
    expected: bool = False
    """Whether no due date stands there yet: the rule of the record says it will."""


def when(item: DueItem) -> str:
    """late, today, week (the seven days that begin today), month (what is left of it), later."""
    if item.late > 0:
        return "late"
    if item.late == 0:
        return "today"
    if item.late > -WEEK:
        return "week"
    today = item.on + timedelta(days=item.late)
    same = (item.on.year, item.on.month) == (today.year, today.month)
    return "month" if same else "later"


def due_items(rows: Any, words: DueWords, today: date) -> tuple[DueItem, ...]:
    """Items of rows as `columns` names them, in their order."""
    return tuple(_item(row, words, today) for row in rows)


def columns(connection: Any) -> str:
    """The columns of an item, of `due d`, `record r` and the person's `record p`."""
    return (
        "r.id, r.kind, coalesce(r.number, ''), coalesce(r.title, ''), r.systems,"
        f" coalesce(p.title, ''), d.what, d.on_day, {_readers(connection)}, {_why(connection)},"
        " d.person_id"
    )


def has_care(connection: Any) -> bool:
    """Whether the file is of version 2 on: Today is painted before an older one is updated."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0]) >= 2


def _item(row: Any, words: DueWords, today: date) -> DueItem:
    record, kind, number, title, systems, owner, what, day, count, why, person = row
    on = date.fromisoformat(day)
    word, late = words.of(kind, what), (today - on).days
    return DueItem(
        *(record, kind, number, title, systems, owner, what, on, late, count, why, word, person)
    )


def _readers(connection: Any) -> str:
    """SQL that counts who stands behind a due date; a file of version 1 has no readers yet."""
    if not has_care(connection):
        return "1"
    return (
        "CASE d.what WHEN 'read' THEN (SELECT count(*) FROM acknowledgement a WHERE"
        " a.document_id = r.id AND a.done_on IS NULL AND a.ended IS NULL) ELSE 1 END"
    )


def _why(connection: Any) -> str:
    """SQL that says why a review is asked for."""
    if not has_care(connection):
        return "''"
    return (
        "coalesce(CASE d.what WHEN 'asked' THEN (SELECT a.why FROM review_ask a WHERE"
        " a.document_id = r.id AND a.ended IS NULL ORDER BY a.id LIMIT 1) END, '')"
    )
