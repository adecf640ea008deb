"""The mapped class of a register, made from its fields; and of the lines its records have.

A built-in register has its own table on the spine (joined inheritance). An own register is a
kind without one. Columns are stored as `core.kinds` packs them: INTEGER or TEXT. A class is made
when a record of its kind is first met: some fifty of them take longer than the window may.
"""

from threading import RLock
from typing import Any

from sqlalchemy import ForeignKey, Integer, String, Table
from sqlalchemy.orm import configure_mappers, mapped_column

from isodesk import registers
from isodesk.core.entry import Field
from isodesk.core.kinds import Note, Reference
from isodesk.core.record import Base, Record
from isodesk.core.register import Lines
from isodesk.core.spine import Person

_MAPPED: dict[str, type[Record]] = {"person": Person}
"""Kinds whose class is written by hand."""
_LINES: dict[str, Any] = {}
_MAKING = RLock()


class _Kinds(dict[str, Any]):
    """The mappers by kind, as SQLAlchemy asks for them when it meets one in a row."""

    def __missing__(self, kind: str) -> Any:
        try:
            mapper = record_class(kind).__mapper__
            configure_mappers()  # the query that met it is past doing so
            return mapper
        except LookupError:
            raise KeyError(kind) from None


Record.__mapper__.polymorphic_map = _Kinds(Record.__mapper__.polymorphic_map)


def record_class(kind: str) -> type[Record]:
    """The mapped class of a kind of record, built in ("aspect") or own ("own:3"). Raises
    LookupError for one that is neither."""
    with _MAKING:
        if kind not in _MAPPED:
            _MAPPED[kind] = _own(kind) if kind.startswith("own:") else _made(kind)
        return _MAPPED[kind]


def lines_table(lines: Lines) -> Any:
    """The mapped class of lines, shared by all registers that have lines of this key; never in
    the words of one file."""
    with _MAKING:
        if lines.key not in _LINES:
            _LINES[lines.key] = _made_lines(_lines_by_key().get(lines.key, lines))
        return _LINES[lines.key]


def table_of(name: str) -> Table:
    """The table of this name, mapped now if it is a register's or its lines'."""
    if name not in Base.metadata.tables:
        if name in line_tables():
            return lines_table(_lines_by_key()[name]).__table__  # type: ignore[no-any-return]
        record_class(name)
    return Base.metadata.tables[name]


def map_every() -> tuple[type[Record], ...]:
    """Map all built-in registers and their lines, for the schema."""
    for lines in _lines_by_key().values():
        lines_table(lines)
    return tuple(record_class(register.key) for register in registers.every())


def line_tables() -> tuple[str, ...]:
    """The tables of all lines."""
    return tuple(sorted(_lines_by_key()))


def _lines_by_key() -> dict[str, Lines]:
    return {lines.key: lines for register in registers.every() for lines in register.lines}


def _made_lines(lines: Lines) -> Any:
    columns = {f.key: _column(f) for f in lines.line.fields}
    body = {
        "__tablename__": lines.key,
        "history_record": "record_id",
        "id": mapped_column(Integer, primary_key=True),
        "record_id": mapped_column(ForeignKey("record.id"), index=True),
        "position": mapped_column(Integer, default=0, nullable=False),
        **columns,
        "ended": mapped_column(String, nullable=True, info={"label": "Taken off"}),
    }
    return type(_name(lines.key), (Base,), body)


def _made(kind: str) -> type[Record]:
    register = registers.find(kind)
    if register is None:
        raise LookupError(f"there is no register {kind}")
    columns = {f.key: _column(f) for f in register.entry.fields if not f.spine}
    body = {
        "__tablename__": kind,
        "__mapper_args__": {"polymorphic_identity": kind},
        "id": mapped_column(ForeignKey("record.id"), primary_key=True),
        **columns,
    }
    return type(_name(kind), (Record,), body)


def _own(kind: str) -> type[Record]:
    """Single-table inheritance: an identity, and no table."""
    body = {"__mapper_args__": {"polymorphic_identity": kind}}
    return type(f"Own{kind[4:]}", (Record,), body)


def _column(each: Field) -> Any:
    info = {
        "label": each.label,
        "search": each.search,
        "note": isinstance(each.kind, Note),
        "kind": each.kind,
    }
    stored = Integer if each.kind.numeric else String
    refers = isinstance(each.kind, Reference)
    return mapped_column(stored, nullable=True, info=info, index=refers)


def _name(key: str) -> str:
    return "".join(part.title() for part in key.split("_"))
