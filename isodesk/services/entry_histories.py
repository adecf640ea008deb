"""The history of a register's records: fields in the words of their kinds, and putting back."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from isodesk import registers
from isodesk.core.kinds import Kind, Reference
from isodesk.core.own_model import OwnField, OwnRegister, OwnValue
from isodesk.core.own_registers import OwnFieldRow, kind_of, own_key, own_register
from isodesk.core.problems import Refused
from isodesk.core.record import Record
from isodesk.core.spine import Company, History
from isodesk.i18n import tr
from isodesk.registers.grade_words import GRADED, read_words, worded_kind
from isodesk.services.desk import Desk
from isodesk.services.history_values import FieldChange
from isodesk.services.line_names import LineNames
from isodesk.store.mapped import line_tables, table_of

NO_VALUE = "This was a step, not a typed value; take the step that undoes it."


def is_entry(record: Record) -> bool:
    """Whether a record stands in a register."""
    return record.kind.startswith("own:") or registers.find(record.kind) is not None


@cache
def is_of_register(table: str) -> bool:
    """Whether a table holds records of a register, their lines or own values."""
    return table == "own_value" or table in line_tables() or registers.find(table) is not None


def word_of_state(session: Session, kind: str, state: str) -> str:
    """A stored state as its register calls it; "" where that is not known."""
    register = registers.find(kind)
    if kind.startswith("own:"):
        row = session.get_one(OwnRegister, int(kind[4:]))
        register = own_register(row.id, row.title or "", json.loads(row.body))
    states = {each.key: each.word for each in register.states} if register else {}
    return tr(states[state]) if state in states else ""


def spine_label(session: Session, record_id: int | None, column: str) -> str:
    """What a register calls a field that all records have: a risk's title is its "Risk"; "" for
    a record of no register."""
    record = session.get(Record, record_id or 0)
    register = registers.find(record.kind) if record is not None else None
    each = register.by_key.get(column) if register is not None else None
    return each.label if each is not None else ""


def fields_of(session: Session, entry: History, names: LineNames) -> Iterator[FieldChange]:
    """What one entry changed, field by field."""
    told = json.loads(entry.payload)
    if entry.tab == "own_value":
        yield from _own_field(session, entry, told)
        return
    table = table_of(entry.tab)
    may = entry.op == "U" and entry.tab not in line_tables() and _is_open(session, entry)
    words_of = _grades(session) if entry.tab in GRADED else {}
    for column, value in told.items():
        info = table.columns[column].info if column in table.columns else {}
        label = _label(entry.tab, column, info)
        if not label:
            continue
        old, new = value if entry.op == "U" else (None, value)
        kind = worded_kind(entry.tab, column, _kind_of(entry.tab, column, info), words_of)
        referred = (names.referred(entry.tab, column, v) for v in (old, new))
        words = [
            _in_words(session, kind, value) if name is None else name
            for name, value in zip(referred, (old, new), strict=True)
        ]
        typed = may and column in _typed(entry.tab)
        yield FieldChange(entry.seq, column, tr(label), words[0], words[1], typed)


def _grades(session: Session) -> Mapping[str, str]:
    """What the firm calls the grades now: an old entry is read in the words of today."""
    company = session.get(Company, 1)
    return read_words(company.grade_words if company is not None else None)


def _label(table: str, column: str, info: Mapping[str, Any]) -> str:
    """What a column is called; a table that is written by hand has its register's words."""
    register = registers.find(table)
    each = register.by_key.get(column) if register is not None else None
    return each.label if each is not None else str(info.get("label", ""))


def _kind_of(table: str, column: str, info: Mapping[str, Any]) -> Kind | None:
    """What a column holds; a table that is written by hand says it in its register alone."""
    register = registers.find(table)
    each = register.by_key.get(column) if register is not None else None
    return each.kind if each is not None else info.get("kind")


def _own_field(session: Session, entry: History, told: dict[str, Any]) -> Iterator[FieldChange]:
    value = session.get_one(OwnValue, entry.row)
    row = session.get_one(OwnField, value.field_id)
    kind = _kind(row)
    slot = "num" if kind.numeric else "text"
    if not {"num", "text"} & set(told):
        return
    words = []
    for end in (0, 1) if entry.op == "U" else (None, 0):
        stored: dict[str, Any] = {
            s: _end(told[s], entry.op, end) for s in ("num", "text") if s in told
        }
        own = stored.get(slot)  # in the form of an earlier kind it is said as it stands
        words.append(_in_words(session, kind, own) or str(next(_filled(stored), "")))
    may = entry.op == "U" and slot in told and _is_open(session, entry)
    yield FieldChange(entry.seq, slot, row.label or "", words[0], words[1], may)


def _end(told: Any, op: str, end: int | None) -> Any:
    """The old (0) or new (1) value of what an entry tells; an insert has a new one only."""
    if end is None:
        return None
    return told[end] if op == "U" else told


def _filled(stored: dict[str, Any]) -> Iterator[Any]:
    return (value for value in stored.values() if value is not None)


def _kind(row: OwnField) -> Kind:
    return kind_of(
        OwnFieldRow(
            row.id, row.label, row.kind, row.unit or "", tuple(json.loads(row.choices or "[]"))
        )
    )


def _typed(kind: str) -> frozenset[str]:
    register = registers.find(kind)
    return frozenset(f.key for f in register.fields if f.typed) if register else frozenset()


def _is_open(session: Session, entry: History) -> bool:
    record = session.get(Record, entry.record_id or 0)
    return record is not None and record.closed is None


def _in_words(session: Session, kind: Kind | None, stored: Any) -> str:
    if stored is None or kind is None:
        return "" if stored is None else str(stored)
    if isinstance(kind, Reference):
        other = session.get(Record, stored)
        return " ".join(filter(None, (other.number, other.title))) if other else str(stored)
    return kind.show(kind.unpack(stored))


def put_back(desk: Desk, session: Session, entry: History, record: Record, column: str) -> None:
    """Give a field of a register's record the value it had before an entry. Raises Refused
    where a step made the change, and for a closed record."""
    from isodesk.services.audit_crossing import STANDARDS
    from isodesk.services.audit_editions import AuditEditions
    from isodesk.services.catalogue import Catalogue
    from isodesk.services.entries import Entries

    told = json.loads(entry.payload)
    if entry.op != "U" or entry.tab in line_tables() or not is_entry(record):
        raise Refused(NO_VALUE)
    catalogue = Catalogue(desk)
    by_key = catalogue.get(record.kind).by_key
    if entry.tab == "own_value":
        key, column = own_key(session.get_one(OwnValue, entry.row).field_id), column or "text"
    else:
        key = column or next((c for c in told if c in by_key and by_key[c].typed), "")
    if key not in by_key or not by_key[key].typed or column not in (*told, ""):
        raise Refused(NO_VALUE)
    if record.kind == "audit" and key in STANDARDS:
        AuditEditions(desk, catalogue).take_back(entry.change_id)
        return
    stored = told[column or key][0]
    Entries(desk, catalogue).change(record.id, {key: by_key[key].kind.unpack(stored)})
