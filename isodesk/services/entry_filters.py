"""What the list of a register is narrowed to and grouped by, as SQL over its fields."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from isodesk.core.dates import MONTHS
from isodesk.core.entry import Field
from isodesk.core.filters import Condition, Names, filter_fields
from isodesk.core.kinds import Choice, Day, Moment, Note, Reference, Stored, Text, Whole, YesNo
from isodesk.core.problems import Refused
from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.store.filters import Asking, Sought, Where, where_of
from isodesk.store.rows import Grouping

_UNGROUPED = frozenset({"number", "title", "legacy"})
_LATE = "0"
"""Sorts before every month."""


@dataclass(frozen=True)
class ListFields:
    """What a list can be filtered by (`fields`) and grouped by (`groups`, as key and words), and
    the `key` its views are kept under. `names` says what a record is called; `offered` what may
    be chosen for a field that has choices, as (stored value, words)."""

    key: str
    fields: tuple[Field, ...]
    groups: tuple[tuple[str, str], ...]
    names: Names
    offered: Callable[[Field], tuple[tuple[Stored, str], ...]]

    @property
    def by_key(self) -> dict[str, Field]:
        """The fields by their keys."""
        return {each.key: each for each in self.fields}


def sought(each: Field, column: str) -> Sought:
    """A field as a condition finds it; `column` is its SQL where it is no own field."""
    if each.own_id is not None:
        return Sought(each.kind, own_id=each.own_id)
    sort = f"r.sort_{each.key}" if each.key in ("number", "title") else ""
    return Sought(each.kind, column, sort=sort)


def conditions_sql(
    register: Register,
    conditions: Iterable[Condition],
    column: Callable[[Field], str],
    asking: Asking,
) -> Where:
    """All conditions together; those on fields that are no longer there are left out."""
    fields = {each.key: each for each in filter_fields(register)}
    found = [
        where_of(sought(fields[c.field], column(fields[c.field])), c, asking)
        for c in conditions
        if c.field in fields
    ]
    return " AND ".join(sql for sql, _ in found), tuple(v for _, values in found for v in values)


def groups_of(register: Register) -> tuple[tuple[str, str], ...]:
    """What a register's list may be grouped by: (key, words), the state first."""
    fields = filter_fields(register)
    first = [f for f in fields if f.key in ("state", "due_on")]
    rest = [f for f in fields if f not in first and _groups(f)]
    return tuple((each.key, each.label) for each in (*first, *rest))


def _groups(each: Field) -> bool:
    kinds = Choice | Reference | YesNo | Whole | Day | Moment | Text
    return (
        each.key not in _UNGROUPED
        and isinstance(each.kind, kinds)
        and not isinstance(each.kind, Note)
    )


def grouping_of(
    register: Register, key: str, column: Callable[[Field], str], today: date
) -> Grouping | None:
    """How a list is grouped by a field; None for none. Raises Refused for one that is not
    there."""
    if not key:
        return None
    each = next((f for f in filter_fields(register) if f.key == key and _groups(f)), None)
    if each is None:
        raise Refused("The list was grouped by a field that is not there any more.")
    sql, kind, blank = column(each), each.kind, tr("{field} blank", field=tr(each.label))
    if isinstance(kind, Day | Moment):
        late = f"CASE WHEN {sql} < '{today.isoformat()}' THEN '{_LATE}' ELSE "
        month = f"substr({sql}, 1, 7)"
        by = f"{late}{month} END" if key == "due_on" else month
        return Grouping(by, lambda g, _: _month(g) if g else blank)
    if isinstance(kind, Reference):
        name = "(SELECT {0} FROM record p WHERE p.id = g)"
        title = "coalesce(p.number || ' ', '') || coalesce(p.title, '')"
        words = name.format("p.title" if kind.key == "person" else title)
        return Grouping(sql, lambda g, said: str(said or blank), words, name.format("p.sort_title"))
    if isinstance(kind, Choice):
        ranks = {stored: at for at, (stored, _) in enumerate(kind.choices)}
        return Grouping(
            sql,
            lambda g, _: kind.show(str(g)) if g is not None else blank,
            rank=lambda g, _: ranks.get(str(g), len(ranks)),
        )
    if isinstance(kind, Text):
        sql = f"nullif({sql}, '')"
    return Grouping(
        sql, lambda g, _: kind.show(kind.unpack(_stored(g))) if g is not None else blank
    )


def _stored(value: object) -> Any:
    return value


def _month(key: object) -> str:
    """`Nov 2026` of "2026-11"."""
    if key == _LATE:
        return tr("Late")
    year, _, month = str(key).partition("-")
    return f"{tr(MONTHS[int(month) - 1])} {year}"
