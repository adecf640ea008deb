"""Cells of a sheet as bytes, a column of some thousand rows at a time, and back.

A column of words goes as the words with a separator between them, any other as JSON: a day is
`["2026-11-23"]`, an error `["!", "#N/A"]`. So a sheet of two million cells passes from the
child to the program in a tenth of a second, and nothing in it can run.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from isodesk.core.problems import Refused
from isodesk.i18n import tr
from isodesk.intake.workbook import Cell, Fault

_BETWEEN = "\x1f"
_WORDS, _MIXED = b"W", b"M"
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def packed(column: Sequence[Cell]) -> bytes:
    """The column as bytes."""
    if set(map(type, column)) == {str}:
        return _WORDS + _joined(column).encode("utf-8", "replace")
    return _MIXED + _encode(list(map(_plain, column))).encode("utf-8", "replace")


def unpacked(content: bytes, count: int) -> list[Cell]:
    """The `count` cells of a column: str, float, date, naive datetime or `Fault`.

    Raises Refused when it is something else: the file may have taken the child over.
    """
    try:
        cells = _cells(content)
    except (ValueError, TypeError, IndexError, RecursionError) as error:
        raise _upset() from error
    if len(cells) != count:
        raise _upset()
    return cells


def _cells(content: bytes) -> list[Cell]:
    if content[:1] == _WORDS:
        return list[Cell](content[1:].decode("utf-8").split(_BETWEEN))
    parsed = json.loads(content[1:])
    if type(parsed) is not list:
        raise TypeError("a column is a list")
    return [cell if cell.__class__ in (str, float) else _special(cell) for cell in parsed]


def _special(cell: Any) -> Cell:
    if type(cell) is int:
        return float(cell)
    if type(cell) is not list or not all(type(part) is str for part in cell):
        raise TypeError("no cell")
    if len(cell) == 2:
        return Fault(cell[1][:20])
    text = cell[0]
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def _joined(column: Sequence[str]) -> str:
    text = _BETWEEN.join(column)
    if text.count(_BETWEEN) == len(column) - 1:
        return text
    return _BETWEEN.join([cell.replace(_BETWEEN, " ") for cell in column])


def _plain(cell: Cell) -> Any:
    kind = cell.__class__
    return cell if kind is str or kind is float else _PLAIN[kind](cell)


def _duration(cell: timedelta) -> str:
    """`26:30:00`: hours go on past a day."""
    seconds = int(cell.total_seconds())
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _moment(cell: datetime) -> list[str]:
    """A moment at midnight is a day: OpenDocument has no other way to say one."""
    if not (cell.hour or cell.minute or cell.second or cell.microsecond):
        return [cell.date().isoformat()]
    return [cell.replace(microsecond=0).isoformat()]


_PLAIN: dict[type, Callable[[Any], Any]] = {
    int: float,
    bool: lambda cell: "TRUE" if cell else "FALSE",
    date: lambda cell: [cell.isoformat()],
    datetime: _moment,
    time: lambda cell: f"{cell:%H:%M:%S}" if cell.second else f"{cell:%H:%M}",
    timedelta: _duration,
    Fault: lambda cell: ["!", cell.sign],
    type(None): lambda cell: "",
}


def _upset() -> Refused:
    return Refused(tr("The file could not be read: it upset the reader."))
