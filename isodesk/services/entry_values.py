"""Records of registers as values: what screens and sheets show of one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session

from isodesk.core.entry import Entry, Field
from isodesk.core.kinds import Reference
from isodesk.core.own_model import OwnValue
from isodesk.core.problems import Problem
from isodesk.core.record import Record
from isodesk.core.register import Lines, Register
from isodesk.core.spine import Link
from isodesk.core.steps import DRAFT, VOID, Grow, Near, Offer, Step, Work, missing_of
from isodesk.services.catalogue import Catalogue
from isodesk.store.mapped import lines_table, record_class

_MOST = 500
"""Records of a register that refer to one, as far as a list of links shows them."""


@dataclass(frozen=True)
class LineValue:
    """One line of a record: its values and how each is shown, by their keys."""

    id: int
    values: Mapping[str, Any]
    shown: Mapping[str, str]


@dataclass(frozen=True)
class EntryValue:
    """A record of a register as screens show it.

    `values` are as `core.kinds` has them, by field; `shown` the same as words. `problems` are
    what its rules say of it now, `steps` what it may do next, `grows` what may be made of it.
    """

    id: int
    kind: str
    number: str
    title: str
    state: str
    systems: int
    version: int
    owner_id: int | None
    due_on: date | None
    closed: bool
    created: datetime | None
    changed: datetime | None
    values: Mapping[str, Any]
    shown: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    steps: tuple[Offer, ...] = ()
    grows: tuple[Grow, ...] = ()
    lines: Mapping[str, tuple[LineValue, ...]] = field(default_factory=dict)


class Surroundings:
    """What a rule may know around a record (`core.steps.Around`)."""

    def __init__(
        self, session: Session, register: Register, record: Record, now: datetime, me: int | None
    ) -> None:
        self._session, self._register, self._record = session, register, record
        self.now, self.actor_id = now, me

    @property
    def today(self) -> date:
        """The date where the officer sits."""
        return self.now.date()

    def near(self, kind: str = "", meaning: str = "") -> tuple[Near, ...]:
        """Records linked to it, and those that refer to it or that it refers to."""
        found = nearby(self._session, self._record, kind=kind)
        return tuple(n for n in found if not meaning or n.meaning == meaning)

    def lines(self, key: str) -> tuple[Any, ...]:
        """Its lines of this key."""
        return lines_of_key(self._session, self._register.lines_by_key[key], self._record.id)

    def at(self, record_id: int) -> Near | None:
        """Any record by its id."""
        found = self._session.get(Record, record_id)
        return _near(found, "", True) if found is not None else None

    def entries(self, kind: str, state: str) -> tuple[Any, ...]:
        """All records of a built-in register in a state, with their lines."""
        from isodesk import registers

        register = registers.find(kind)
        if register is None:
            return ()
        table = record_class(kind)
        found = self._session.scalars(
            select(table).where(table.kind == kind, table.state == state).order_by(table.id)
        )
        return tuple(entry_of(self._session, register, record) for record in found)

    def about(self, record_id: int, kind: str = "") -> tuple[Near, ...]:
        """All records tied to another one, by a link, a field, or a line that names it."""
        record = self._session.get_one(Record, record_id)
        found = (*nearby(self._session, record, None), *naming_by_lines(self._session, record))
        return tuple(n for n in found if not kind or n.kind == kind)

    def works(self, people: Sequence[int]) -> tuple[Work, ...]:
        """Documents that these people own, wrote or approved and that are not withdrawn."""
        from isodesk.services.works import works_of

        return works_of(self._session, people)


def read_values(session: Session, register: Register, record: Record) -> dict[str, Any]:
    """All fields of a record, own ones too, as their kinds have them."""
    values: dict[str, Any] = {
        "id": record.id,
        "state": record.state,
        "systems": record.systems,
        "due_on": record.due_on,
    }
    for each in register.entry.fields:
        values[each.key] = each.kind.unpack(getattr(record, each.key))
    if register.own_fields:
        rows = session.scalars(select(OwnValue).where(OwnValue.record_id == record.id))
        stored = {row.field_id: row for row in rows}
        for each in register.own_fields:
            row = stored.get(each.own_id or 0)
            values[each.key] = each.kind.unpack(_slot(row, each)) if row else None
    return values


def _slot(row: OwnValue, each: Field) -> Any:
    return row.num if each.kind.numeric else row.text


def typed_lines(session: Session, register: Register, record_id: int) -> dict[str, tuple[Any, ...]]:
    """The lines of a record as instances of their classes, in their order."""
    return {each.key: lines_of_key(session, each, record_id) for each in register.lines}


def lines_of_key(session: Session, lines: Lines, record_id: int) -> tuple[Any, ...]:
    """The lines of one key of a record, as instances of their class."""
    made = []
    for row in line_rows(session, lines, record_id):
        line = lines.line.of(line_values(lines, row))
        line.id = row.id
        made.append(line)
    return tuple(made)


def typed_lines_of_many(
    session: Session, register: Register, record_ids: Iterable[int]
) -> dict[int, dict[str, tuple[Any, ...]]]:
    """The lines of some hundred records, each as `typed_lines` has them, by record."""
    found: dict[int, dict[str, tuple[Any, ...]]] = {
        each: {lines.key: () for lines in register.lines} for each in record_ids
    }
    for lines in register.lines:
        table, fields = lines_table(lines), lines.line.fields
        columns = [table.record_id, table.id, *(getattr(table, f.key) for f in fields)]
        rows = session.execute(
            select(*columns)
            .where(table.record_id.in_(list(found)), table.ended.is_(None))
            .order_by(table.record_id, table.position, table.id)
        )
        for record_id, line_id, *stored in rows:
            values = {f.key: f.kind.unpack(v) for f, v in zip(fields, stored, strict=True)}
            line = lines.line.of(values)
            line.id = line_id
            found[record_id][lines.key] += (line,)
    return found


def line_rows(session: Session, lines: Lines, record_id: int) -> list[Any]:
    """The stored lines of a record that were not taken off, in their order."""
    table = lines_table(lines)
    return list(
        session.scalars(
            select(table)
            .where(table.record_id == record_id, table.ended.is_(None))
            .order_by(table.position, table.id)
        )
    )


def line_values(lines: Lines, row: Any) -> dict[str, Any]:
    """The fields of a stored line, as their kinds have them."""
    return {f.key: f.kind.unpack(getattr(row, f.key)) for f in lines.line.fields}


def entry_of(session: Session, register: Register, record: Record) -> Entry:
    """The record as its rules see it."""
    values = read_values(session, register, record)
    values["lines"] = typed_lines(session, register, record.id) if register.lines else {}
    return register.entry.of(values)


def entry_value(
    session: Session, catalogue: Catalogue, record: Record, now: datetime, me: int | None
) -> EntryValue:
    """A record as screens show it, with its problems and what it may do next."""
    register = catalogue.get(record.kind)
    values = read_values(session, register, record)
    entry = entry_of(session, register, record)
    around = Surroundings(session, register, record, now, me)
    lines = {
        each.key: [(row.id, line_values(each, row)) for row in line_rows(session, each, record.id)]
        for each in register.lines
    }
    names = _names(session, register, values, lines)
    shown = {f.key: _shown(f, values.get(f.key), names) for f in register.fields}
    return EntryValue(
        record.id,
        record.kind,
        record.number or "",
        record.title or "",
        record.state,
        record.systems,
        record.version,
        record.owner_id,
        record.due_on,
        record.closed is not None,
        record.created,
        record.changed,
        values,
        shown,
        problems_of(register, entry) if record.closed is None else (),
        offers(register, entry, around),
        _grows(register, record, around),
        {
            each.key: tuple(
                LineValue(i, v, {f.key: _shown(f, v[f.key], names) for f in each.line.fields})
                for i, v in lines[each.key]
            )
            for each in register.lines
        },
    )


def problems_of(register: Register, entry: Entry) -> tuple[Problem, ...]:
    """What the register's rules say, and what is still missing once it is no draft."""
    said = [problem for rule in register.rules for problem in rule(entry)]
    if entry.state not in (DRAFT, VOID):
        said = [*missing_fields(register, entry), *said]
    return tuple(said)


def missing_fields(register: Register, entry: Entry) -> list[Problem]:
    """Required fields that are blank."""
    return [
        Problem(f.key, f"{f.label} is still missing.")
        for f in register.fields
        if f.required and _blank(entry, f)
    ]


def _blank(entry: Entry, each: Field) -> bool:
    value = entry.own.get(each.key) if each.own_id else getattr(entry, each.key)
    return value is None or value == ""


def offers(register: Register, entry: Entry, around: Surroundings) -> tuple[Offer, ...]:
    """The steps out of its state, with what is missing for each."""
    return tuple(
        offer(register, step, entry, around) for step in register.steps if entry.state in step.start
    )


def offer(register: Register, step: Step, entry: Entry, around: Surroundings) -> Offer:
    """One step, with what is missing for it."""
    labels = {f.key: f.label for f in register.fields}
    blank = missing_fields(register, entry) if entry.state == DRAFT else []
    names = [p.field for p in blank if p.field not in step.asks]
    said = ", ".join(labels[key] for key in names)
    missing = f"Fill in first: {said}." if said else missing_of(step, entry, labels, around)
    return Offer(step, missing)


def _grows(register: Register, record: Record, around: Surroundings) -> tuple[Grow, ...]:
    may = []
    for grow in register.grows:
        right = record.state in grow.states if grow.states else record.closed is None
        if right and not (
            grow.once and any(not n.closed for n in around.near(grow.kind, grow.meaning))
        ):
            may.append(grow)
    return tuple(may)


def _names(
    session: Session,
    register: Register,
    values: Mapping[str, Any],
    lines: Mapping[str, list[tuple[int, dict[str, Any]]]],
) -> dict[int, str]:
    """Number and title of every record that is referred to; a person's name alone."""
    wanted = set(_references(register.fields, values))
    for each in register.lines:
        for _, line in lines[each.key]:
            wanted |= set(_references(each.line.fields, line))
    rows = session.execute(
        select(Record.id, Record.kind, Record.number, Record.title).where(Record.id.in_(wanted))
    )
    return {
        i: (title or "") if kind == "person" else " ".join(filter(None, (number, title)))
        for i, kind, number, title in rows
    }


def _references(fields: Iterable[Field], values: Mapping[str, Any]) -> Iterable[int]:
    return (values[f.key] for f in fields if isinstance(f.kind, Reference) and values.get(f.key))


def _shown(each: Field, value: Any, names: Mapping[int, str]) -> str:
    if isinstance(each.kind, Reference):
        return names.get(value, "") if value else ""
    return each.kind.show(value)


def nearby(
    session: Session, record: Record, most: int | None = _MOST, kind: str = ""
) -> tuple[Near, ...]:
    """Every record that is tied to this one, of one kind or of any: by a link, or by a field that
    refers (`most` of each register)."""
    found = []
    links = select(Link).where(
        or_(Link.from_id == record.id, Link.to_id == record.id), Link.ended.is_(None)
    )
    for link in session.scalars(links.order_by(Link.id)):
        outward = link.from_id == record.id
        other = session.get(Record, link.to_id if outward else link.from_id)
        if other is not None:
            found.append(_near(other, link.meaning, outward))
    for key, other in referred(session, record):
        found.append(_near(other, key, True))
    for key, other in referring(session, record, most, kind):
        found.append(_near(other, key, False))
    return tuple(n for n in found if not kind or n.kind == kind)


def _near(other: Record, meaning: str, outward: bool) -> Near:
    from isodesk import registers

    register = registers.find(other.kind)
    values = (
        {f.key: f.kind.unpack(getattr(other, f.key)) for f in register.entry.fields}
        if register is not None
        else {}
    )
    return Near(
        other.id,
        other.kind,
        other.number or "",
        other.title or "",
        other.state,
        other.closed is not None,
        meaning,
        outward,
        values,
        other.created.astimezone().date() if other.created else None,
    )


def referred(session: Session, record: Record) -> Iterable[tuple[str, Record]]:
    """Records that a field of this one names, with that field's key; people left out."""
    from isodesk import registers

    register = registers.find(record.kind)
    for each in register.entry.fields if register is not None else ():
        if isinstance(each.kind, Reference) and each.kind.key != "person":
            other = session.get(Record, getattr(record, each.key) or 0)
            if other is not None:
                yield each.key, other


def naming_by_lines(session: Session, record: Record) -> Iterable[Near]:
    """Records of which a line names this one, with the field's key."""
    from isodesk import registers

    shared = {lines.key: lines for register in registers.every() for lines in register.lines}
    for lines in shared.values():
        for each in lines.line.fields:
            if isinstance(each.kind, Reference) and each.kind.key != "person":
                sql = (
                    f"SELECT DISTINCT record_id FROM {lines.key}"
                    f" WHERE {each.key} = :id AND ended IS NULL"
                )
                for (other,) in session.execute(text(sql), {"id": record.id}).all():
                    yield _near(session.get_one(Record, other), each.key, False)


def referring(
    session: Session, record: Record, most: int | None = _MOST, kind: str = ""
) -> Iterable[tuple[str, Record]]:
    """Records of which a field names this one, with that field's key; of each register the
    newest first."""
    sql = _referring_sql(record.kind, kind)
    found = session.execute(text(sql), {"id": record.id, "n": most or -1}).all() if sql else ()
    for key, other in found:
        yield key, session.get_one(Record, other)


@cache
def _referring_sql(to: str, kind: str) -> str:
    """One statement over every field that may name a record of the kind `to`; "" for none.
    `kind` narrows it to one register."""
    from isodesk import registers

    return " UNION ALL ".join(
        f"SELECT '{each.key}', id FROM"
        f" (SELECT id FROM {register.key} WHERE {each.key} = :id ORDER BY id DESC LIMIT :n)"
        for register in registers.every()
        for each in register.entry.fields
        if (not kind or register.key == kind) and not each.spine and _may_name(each, to)
    )


def _may_name(each: Field, kind: str) -> bool:
    """Whether a field refers to records of a kind; people are no part of what ties records."""
    refers = isinstance(each.kind, Reference) and each.kind.key != "person"
    return refers and (not each.kind.of or kind in each.kind.of)  # type: ignore[attr-defined]
