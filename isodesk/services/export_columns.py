"""The columns of a register, or of its lines, as a spreadsheet gets them: the SQL of each, and
what its stored value is in a cell."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from isodesk.core.dates import from_utc_text
from isodesk.core.entry import Field
from isodesk.core.kinds import MILLION, Choice, Number, Recurring, Reference
from isodesk.core.register import Lines, Register
from isodesk.i18n import tr
from isodesk.printing.workbook_file import CellKind
from isodesk.services.entry_lists import OTHER, PEOPLE, expression

FIRST_DAY = date(1899, 12, 30)
_SYSTEMS = {1: "Quality", 2: "Environment", 3: "Both"}
OF_RECORD, LINE_NO = "Record’s number", "Line no."
"""What tells a line in a sheet of lines: the number of its record, and its place there."""
Shape = Callable[[Any], Any]


@dataclass(frozen=True)
class Out:
    """One column on the way out: its SQL, and what its stored value is in a cell."""

    heading: str
    sql: str
    kind: CellKind
    shape: Shape | None
    width: float


def shaped(shape: Shape, values: Iterable[Any]) -> list[Any]:
    """What stored values are in cells; one that stands there often is worked out once."""
    return list(map(_Once(shape).__getitem__, values))


class _Once(dict[Any, Any]):
    """What was worked out of each value."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape

    def __missing__(self, value: Any) -> Any:
        made = self[value] = self._shape(value)
        return made


def columns_of(register: Register) -> list[Out]:
    """Every field in the order of the form, then what is only on the spine."""
    ordered = [key for keys in register.form.values() for key in keys]
    first = [key for key in ("number", "title") if key in register.by_key]
    rest = [f.key for f in register.fields]
    keys = dict.fromkeys((*first, *ordered, *rest))
    fields = [
        _column(register.by_key[key], expression(register.by_key[key]))
        for key in keys
        if key in register.by_key
    ]
    states = {s.key: tr(s.word) for s in register.states}
    return [
        *fields,
        Out(tr("Due"), "r.due_on", "day", _serial, 11),
        Out(tr("State"), "r.state", "text", states.get, 12),
        Out(tr("Systems"), "r.systems", "text", lambda n: tr(_SYSTEMS[n]), 12),
    ]


def line_columns(lines: Lines) -> list[Out]:
    """The number of the record, the place among its lines, and every field of a line."""
    return [
        Out(tr(OF_RECORD), "r.number", "text", None, 14),
        Out(tr(LINE_NO), "l.position", "number", None, 8),
        *(_column(each, f"l.{each.key}") for each in lines.line.fields),
    ]


def _column(each: Field, sql: str) -> Out:
    kind, heading = each.kind, tr(each.label)
    if isinstance(kind, Number) and kind.unit:
        heading = f"{heading} ({kind.unit})"
    if isinstance(kind, Reference):
        sql = (PEOPLE if kind.key == "person" else OTHER).format(sql)
    cell, shape, width = _SHAPES.get(kind.key, ("text", None, 24))
    if isinstance(kind, Choice):
        words = {key: tr(label) for key, label in kind.choices}
        shape = _word_in(words)
    elif isinstance(kind, Recurring):
        shape = kind.show
    return Out(heading, sql, cell, shape, width)


def _word_in(words: Mapping[str, str]) -> Shape:
    return lambda key: words.get(key, key)


def _millionths(stored: int | None) -> str | None:
    if stored is None:
        return None
    value = Decimal(stored) / MILLION
    return f"{value.normalize():f}"


def _serial(stored: str | None) -> int | None:
    """The number that spreadsheets keep for a day."""
    return (date.fromisoformat(stored) - FIRST_DAY).days if stored else None


def _local(stored: str | None) -> str | None:
    return f"{from_utc_text(stored).astimezone():%Y-%m-%d %H:%M}" if stored else None


def _yes(stored: int | None) -> str | None:
    return None if stored is None else tr("Yes") if stored else tr("No")


_SHAPES: dict[str, tuple[CellKind, Shape | None, float]] = {
    "note": ("text", None, 40),
    "number": ("number", _millionths, 10),
    "whole": ("number", None, 8),
    "day": ("day", _serial, 11),
    "moment": ("text", _local, 16),
    "yes": ("text", _yes, 6),
    "choice": ("text", None, 14),
    "person": ("text", None, 18),
}
