"""The SQL of a condition: an expression with placeholders, and their values in order.

A field is a column ("r.due_on", "k.severity"), or an own field whose values stand in `own_value`.
No text of the user ever becomes a part of the statement.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from isodesk.core.dates import utc_text
from isodesk.core.filters import Condition
from isodesk.core.folding import folded
from isodesk.core.kinds import Kind, Moment, Stored
from isodesk.core.numbering import sort_key

Where = tuple[str, tuple[Stored, ...]]


@dataclass(frozen=True)
class Sought:
    """What is filtered: the field's kind, and the column it stands in or its own field's id.
    `sort` is the column of its sort key, where there is one."""

    kind: Kind
    column: str = ""
    own_id: int | None = None
    sort: str = ""


@dataclass(frozen=True)
class Asking:
    """Who asks, and on which day."""

    today: date
    me: int | None = None


def where_of(sought: Sought, condition: Condition, asking: Asking) -> Where:
    """The condition as SQL; `r` is the record's row."""
    if sought.own_id is None:
        return _on(sought.column, sought.sort, sought.kind, condition, asking)
    value = "v.num" if sought.kind.numeric else "v.text"
    op, negated = _turned(condition.op)
    turned = Condition(condition.field, op, condition.values)
    inner, values = _on(value, "v.sort", sought.kind, turned, asking)
    having = "NOT EXISTS" if negated else "EXISTS"
    sql = (
        f"{having} (SELECT 1 FROM own_value v WHERE v.record_id = r.id"
        f" AND v.field_id = ? AND {inner})"
    )
    return sql, (sought.own_id, *values)


def _turned(op: str) -> tuple[str, bool]:
    """An operator that holds of missing values too, as the opposite of one that does not."""
    opposite = {"blank": "filled", "none_of": "one_of", "lacks": "contains"}
    return opposite.get(op, op), op in opposite


def _on(column: str, sort: str, kind: Kind, asked: Condition, asking: Asking) -> Where:
    """The condition on a column."""
    if asked.op in _PLAIN:
        return _plainly(column, kind, asked.op, asking)
    if asked.op in ("one_of", "none_of"):
        return _among(column, asked)
    if kind.cell in ("date", "moment"):
        return _span(column, kind, _DAYS[asked.op](asked.values, asking.today))
    if kind.numeric:
        return _compared(column, asked)
    return _words(column, sort, asked)


_PLAIN = frozenset({"blank", "filled", "mine", "yes", "no"})


def _plainly(column: str, kind: Kind, op: str, asking: Asking) -> Where:
    """What needs no value of the user's."""
    filled = f"{column} IS NOT NULL" if kind.numeric else f"({column} <> '')"
    simple = {
        "filled": filled,
        "blank": f"{column} IS NULL" if kind.numeric else f"coalesce({column}, '') = ''",
        "yes": f"{column} = 1",
        "no": f"{column} = 0",
    }
    if op in simple:
        return simple[op], ()
    return f"{column} = ?", (asking.me if asking.me is not None else -1,)


def _among(column: str, asked: Condition) -> Where:
    found = f"{column} IN ({', '.join('?' * len(asked.values))})"
    if asked.op == "none_of":
        found = f"({column} IS NULL OR NOT {found})"
    return found, asked.values


def _words(column: str, sort: str, asked: Condition) -> Where:
    """As typed, whatever its case; where a folded sort key stands beside it, accents too."""
    text = str(asked.values[0])
    shape = {"is": "{}", "begins": "{}%"}.get(asked.op, "%{}%")
    either, values = f"{column} LIKE ? ESCAPE '\\'", [shape.format(_literal(text))]
    key = sort_key(text) if asked.op == "is" else folded(text)
    if sort and (asked.op == "is" or not re.search(r"\d", text)):  # a key pads its numbers
        either += f" OR {sort} LIKE ? ESCAPE '\\'"
        values.append(shape.format(_literal(key)))
    if asked.op == "lacks":
        return f"({column} IS NULL OR NOT ({either}))", tuple(values)
    return f"({either})", tuple(values)


def _literal(text: str) -> str:
    return re.sub(r"([%_\\])", r"\\\1", text)


_SIGNS = {"is": "=", "at_least": ">=", "at_most": "<=", "more": ">", "less": "<"}


def _compared(column: str, asked: Condition) -> Where:
    if asked.op == "between":
        return f"{column} BETWEEN ? AND ?", asked.values
    return f"{column} {_SIGNS[asked.op]} ?", asked.values


Span = tuple[date | None, date | None]
"""From this day on, and before that one."""


def _day(value: Stored) -> date:
    return date.fromisoformat(str(value))


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days)


_DAYS: dict[str, Callable[[tuple[Stored, ...], date], Span]] = {
    "next_days": lambda v, today: (today, _later(today, int(v[0] or 0) + 1)),
    "last_days": lambda v, today: (_later(today, -int(v[0] or 0)), _later(today, 1)),
    "past": lambda v, today: (None, today),
    "is": lambda v, today: (_day(v[0]), _later(_day(v[0]), 1)),
    "before": lambda v, today: (None, _day(v[0])),
    "after": lambda v, today: (_later(_day(v[0]), 1), None),
    "between": lambda v, today: (_day(v[0]), _later(_day(v[1]), 1)),
}


def _span(column: str, kind: Kind, span: Span) -> Where:
    bounds = [
        (f"{column} {sign} ?", day) for sign, day in zip((">=", "<"), span, strict=True) if day
    ]
    stored = tuple(_stored(kind, day) for _, day in bounds)
    return "(" + " AND ".join(sql for sql, _ in bounds) + ")", stored


def _stored(kind: Kind, day: date) -> str:
    """A day as the column holds it: a moment is midnight here, in UTC."""
    if isinstance(kind, Moment):
        return utc_text(datetime(day.year, day.month, day.day).astimezone())
    return day.isoformat()
