"""The mapped class of a register, made from its fields; and of the lines its records have.

A built-in register has its own table on the spine (joined inheritance). An own register is a
kind without one. Columns are stored as `core.kinds` packs them: INTEGER or TEXT.
"""

from functools import cache
from typing import Any

from sqlalchemy import ForeignKey, Integer, String, text
from sqlalchemy.orm import Session, mapped_column

from isodesk import registers
from isodesk.core.entry import Field
from isodesk.core.kinds import Note, Reference
from isodesk.core.record import Base, Record
from isodesk.core.register import Lines
from isodesk.core.spine import Person

_MAPPED: dict[str, type[Record]] = {"person": Person}
"""Kinds whose class is written by hand."""


def record_class(kind: str) -> type[Record]:
    """The mapped class of a kind of record, built in ("aspect") or own ("own:3")."""
    if kind not in _MAPPED:
        _MAPPED[kind] = _own(kind) if kind.startswith("own:") else _made(kind)
    return _MAPPED[kind]


@cache
def line_class(lines: Lines) -> Any:
    """The mapped class of lines, shared by all registers that have them."""
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


def know_own(session: Session) -> None:
    """Map all registers, and the own ones of the file that is read, so that their records can
    be read."""
    map_every()
    for (own_id,) in session.execute(text("SELECT id FROM own_register")):
        record_class(f"own:{own_id}")


@cache
def map_every() -> tuple[type[Record], ...]:
    """Map all built-in registers and their lines."""
    classes = []
    for register in registers.every():
        classes.append(record_class(register.key))
        for lines in register.lines:
            line_class(_first(lines))
    return tuple(classes)


@cache
def _lines_by_key() -> dict[str, Lines]:
    return {lines.key: lines for register in registers.every() for lines in register.lines}


def _first(lines: Lines) -> Lines:
    """One `Lines` stands for all that share a table."""
    return _lines_by_key()[lines.key]


def lines_table(lines: Lines) -> Any:
    """The mapped class of the lines of this key."""
    return line_class(_first(lines))


def line_tables() -> tuple[str, ...]:
    """The tables of all lines."""
    return tuple(sorted(_lines_by_key()))


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
