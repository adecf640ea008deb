"""What will fall due again: the rule of a record, counted on from the day it is due next.

Documents say how many months lie between two reviews; a record of a register says how often in
a field of the kind EVERY. No SQLAlchemy.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from isodesk.core.entry import Field
from isodesk.core.kinds import Recurring
from isodesk.core.problems import Refused
from isodesk.core.recurrence import Every, Unit, days_between, from_text
from isodesk.core.register import Register
from isodesk.services.catalogue import Catalogue
from isodesk.store.due_items import DueItem, columns, due_items
from isodesk.store.due_words import DueWords

MOST = 50_000
"""Expected dates that are worked out at most."""
_WEEK = 7
_ON = 7
"""Where the day stands among the columns of an item."""


@dataclass(frozen=True)
class Rule:
    """Where the rule of a due date stands: `what` of records of a `kind`, the SQL of its text
    or number of months, and the table it stands in, joined as `x` to the record `r`."""

    kind: str
    what: str
    sql: str
    join: str


_DOCUMENT = "JOIN document x ON x.id = r.id"
BY_HAND = (
    Rule("document", "review", "x.review_months", _DOCUMENT),
    Rule("document", "check", "x.check_months", _DOCUMENT),
)


def expected_items(
    connection: Any,
    catalogue: Catalogue,
    first: date,
    last: date,
    where: tuple[str, tuple[object, ...]],
    today: date,
) -> tuple[DueItem, ...]:
    """The dates from `first` to `last` that follow on what is due now; at most `MOST`. What
    comes more often than every week is left out: it would hide all else."""
    words, found = DueWords(connection), list[DueItem]()
    for rule in _rules(connection, catalogue):
        rows = connection.execute(
            f"SELECT {columns(connection)}, {rule.sql} FROM due d"
            f" JOIN record r ON r.id = d.record_id {rule.join}"
            " LEFT JOIN record p ON p.id = d.person_id WHERE r.kind = ? AND d.what = ?"
            f" AND d.on_day < ? AND {rule.sql} IS NOT NULL{where[0]}",
            (rule.kind, rule.what, last.isoformat(), *where[1]),
        )
        for *row, text in rows:
            days = _days(text, str(row[_ON]), first, last)
            if days:
                (item,) = due_items([row], words, today)
                found += [_again(item, day) for day in days]
            if len(found) > MOST:
                return tuple(found[:MOST])
    return tuple(found)


def repeated(register: Register) -> Iterator[tuple[Field, Field]]:
    """(due field, field with its rule) of a register: as the due field says, or the only two."""
    due = [f for f in register.fields if f.due]
    rules = [f for f in register.fields if isinstance(f.kind, Recurring)]
    for field in due:
        if field.every:
            yield field, register.by_key[field.every]
        elif len(due) == len(rules) == 1:
            yield field, rules[0]


def _rules(connection: Any, catalogue: Catalogue) -> Iterator[Rule]:
    """The rules of all kinds of which there are records."""
    yield from BY_HAND
    kinds = connection.execute("SELECT kind FROM tally GROUP BY kind HAVING sum(n) > 0").fetchall()
    for (kind,) in kinds:
        if catalogue.knows(kind):
            for due, rule in repeated(catalogue.get(kind)):
                yield _stored(kind, due.key, rule)


def _stored(kind: str, what: str, rule: Field) -> Rule:
    if rule.own_id is None:
        return Rule(kind, what, f"x.{rule.key}", f"JOIN {kind} x ON x.id = r.id")
    own = f"JOIN own_value x ON x.record_id = r.id AND x.field_id = {rule.own_id}"
    return Rule(kind, what, "x.text", own)


def _again(item: DueItem, day: date) -> DueItem:
    return replace(item, on=day, late=item.late - (day - item.on).days, expected=True)


@lru_cache(maxsize=20_000)
def _days(stored: object, due: str, first: date, last: date) -> tuple[date, ...]:
    """The days after one that is due; many records share rule and day."""
    every, on = _every(stored), date.fromisoformat(due)
    start = max(first, on + timedelta(days=1))
    return days_between(every, on, start, last) if every is not None else ()


@lru_cache(maxsize=512)
def _every(stored: object) -> Every | None:
    """The rule of a stored text or number of months; None for none and for what is too often."""
    try:
        months = isinstance(stored, int)
        every = Every(Unit.MONTH, int(str(stored))) if months else from_text(str(stored))
    except Refused:
        return None
    often = every.unit is Unit.DAY and every.count < _WEEK
    often = often or (every.unit is Unit.WEEK and every.count == 1 and len(every.weekdays) > 1)
    return None if often or every.problem() else every
