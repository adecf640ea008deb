"""Lines of a record: readings, attendees, characteristics; written many at a time, taken off, and
kept in the history."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from isodesk.core.problems import Problem, Refused
from isodesk.core.record import Record
from isodesk.core.register import Lines, Register
from isodesk.i18n import tr
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_settling import settle, stored_choice
from isodesk.store.mapped import lines_table
from isodesk.store.unit import Unit


class EntryLines:
    """Lines of the records of the open file."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk = desk
        self._catalogue = catalogue

    def put(
        self, record_id: int, key: str, values: Mapping[str, Any], line_id: int | None = None
    ) -> int:
        """A new line of a record, or other values of one; answers its id. Raises Refused, with
        the field, for a value that is not allowed."""
        with self._desk.unit() as unit:
            record = _open(unit, record_id)
            register = self._catalogue.get(record.kind)
            made = write_line(unit, register, record_id, key, values, line_id)
            settle(unit, register, record)
            unit.also |= {record.kind}
            return made

    def put_many(
        self, record_id: int, key: str, rows: Sequence[tuple[int | None, Mapping[str, Any]]]
    ) -> tuple[int, ...]:
        """Many lines in one change, as (line or None for a new one, values); answers their ids.
        Raises Refused, naming the row, and writes nothing where one value is not allowed."""
        with self._desk.unit() as unit:
            record = _open(unit, record_id)
            register = self._catalogue.get(record.kind)
            made = []
            for at, (line_id, values) in enumerate(rows, 1):
                try:
                    made.append(write_line(unit, register, record_id, key, values, line_id))
                except Refused as refused:
                    raise Refused(tr("Row {n}: {why}", n=at, why=refused)) from refused
            settle(unit, register, record)
            unit.also |= {record.kind}
            return tuple(made)

    def end(self, record_id: int, key: str, line_ids: Sequence[int]) -> None:
        """Take lines off in one change; they stay in the history."""
        self._end(record_id, key, line_ids, ended=True)

    def keep(self, record_id: int, key: str, line_ids: Sequence[int]) -> None:
        """Lines that were taken off stand again."""
        self._end(record_id, key, line_ids, ended=False)

    def _end(self, record_id: int, key: str, line_ids: Sequence[int], ended: bool) -> None:
        with self._desk.unit() as unit:
            record = _open(unit, record_id)
            register = self._catalogue.get(record.kind)
            table = lines_table(register.lines_by_key[key])
            for line_id in line_ids:
                row = unit.session.get_one(table, line_id)
                row.ended = unit.now.isoformat(timespec="seconds") if ended else None
            unit.session.flush()
            settle(unit, register, record)
            unit.also |= {record.kind}


def _open(unit: Unit, record_id: int) -> Record:
    """A record whose lines may be changed."""
    record = unit.session.get_one(Record, record_id)
    if record.closed is not None:
        raise Refused("It is closed; it stays as it is.")
    return record


def write_line(
    unit: Unit,
    register: Register,
    record_id: int,
    key: str,
    values: Mapping[str, Any],
    line_id: int | None,
) -> int:
    """A line inside a running unit; answers its id."""
    lines: Lines = register.lines_by_key[key]
    fields = {f.key: f for f in lines.line.fields}
    problems = []
    for name, value in values.items():
        try:
            fields[name].kind.check(value)
        except Refused as refused:
            problems.append(Problem(name, str(refused)))
    if problems:
        raise Refused(problems)
    table = lines_table(lines)
    if line_id is None:
        last = unit.session.scalar(
            select(func.max(table.position)).where(table.record_id == record_id)
        )
        row = table(record_id=record_id, position=(last or 0) + 1)
        defaults = {f.key: f.default for f in lines.line.fields if f.default is not None}
        values = {**defaults, **values}
        unit.session.add(row)
    else:
        row = unit.session.get_one(table, line_id)
    for name, value in values.items():
        setattr(row, name, fields[name].kind.pack(value))
    line = lines.line.of({f.key: f.kind.unpack(getattr(row, f.key)) for f in fields.values()})
    for each in lines.line.fields:
        if each.compute is not None:
            setattr(row, each.key, each.kind.pack(stored_choice(each.compute(line))))
    unit.session.flush()
    return int(row.id)
