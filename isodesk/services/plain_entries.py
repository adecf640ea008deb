"""All records of a register as its rules see them, by plain SQL: what sheets of a whole
register are made from. The officer's own fields are left out."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from isodesk.core.entry import Entry, Field
from isodesk.core.register import Lines, Register
from isodesk.core.steps import VOID
from isodesk.services.desk import Desk

E = TypeVar("E", bound=Entry)
_SPINE = ("id", "state", "systems", "due_on")


def entries_of(desk: Desk, register: Register, entry: type[E]) -> list[E]:
    """Every record that is not void, with its lines, by number. `entry` is the register's."""
    fields = register.entry.fields
    columns = [*(f"r.{name}" for name in _SPINE), *map(_column, fields)]
    rows = desk.file.reader().execute(
        f'SELECT {", ".join(columns)} FROM record r JOIN "{register.key}" k ON k.id = r.id'
        " WHERE r.kind = ? AND r.state <> ? ORDER BY r.sort_number, r.id",
        (register.key, VOID),
    )
    found = []
    lines = {each.key: _lines(desk, register, each) for each in register.lines}
    for row in rows.fetchall():
        values = dict(zip(_SPINE, row, strict=False))
        stored = row[len(_SPINE) :]
        values |= {f.key: f.kind.unpack(v) for f, v in zip(fields, stored, strict=True)}
        values["lines"] = {key: tuple(of.get(row[0], ())) for key, of in lines.items()}
        found.append(entry.of(values))
    return found


def _column(each: Field) -> str:
    return f'{"r" if each.spine else "k"}."{each.key}"'


def _lines(desk: Desk, register: Register, lines: Lines) -> dict[int, list[object]]:
    """The lines of this key of all records of the register, by record."""
    fields = lines.line.fields
    columns = ", ".join(f'l."{f.key}"' for f in fields)
    rows = desk.file.reader().execute(
        f'SELECT l.record_id, l.id, {columns} FROM "{lines.key}" l'
        " JOIN record r ON r.id = l.record_id"
        " WHERE r.kind = ? AND l.ended IS NULL ORDER BY l.record_id, l.position, l.id",
        (register.key,),
    )
    found: dict[int, list[object]] = {}
    for row in rows.fetchall():
        line = lines.line.of(
            {f.key: f.kind.unpack(v) for f, v in zip(fields, row[2:], strict=True)}
        )
        line.id = row[1]
        found.setdefault(row[0], []).append(line)
    return found


def names_of(desk: Desk, ids: Iterable[int | None]) -> dict[int, str]:
    """What records are called on paper: people by name, all others by title."""
    return {i: title for i, (_, title) in called(desk, ids).items()}


def called(desk: Desk, ids: Iterable[int | None]) -> dict[int, tuple[str, str]]:
    """(number, title) of records, by id."""
    wanted: Sequence[int] = sorted({i for i in ids if i})
    found: dict[int, tuple[str, str]] = {}
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        rows = desk.file.reader().execute(
            "SELECT id, coalesce(number, ''), coalesce(title, '') FROM record"
            f" WHERE id IN ({', '.join('?' * len(part))})",
            part,
        )
        found |= {i: (number, title) for i, number, title in rows.fetchall()}
    return found
