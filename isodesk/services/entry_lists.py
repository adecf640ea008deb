"""The list of any register, by pages of plain SQL; no SQLAlchemy."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from isodesk.core.entry import Field
from isodesk.core.filters import filter_fields
from isodesk.core.kinds import Choice, Kind, Number, Recurring, Reference, Stored, Text
from isodesk.core.register import Register
from isodesk.core.rows import LEAST_TITLE, Column, Mark, Narrowed
from isodesk.core.rows import Kind as Cell
from isodesk.core.steps import VOID
from isodesk.i18n import tr
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_filters import (
    ListFields,
    conditions_sql,
    grouping_of,
    groups_of,
)
from isodesk.services.sql_lists import TITLED, like, like_of, sql_rows, titled
from isodesk.store.filters import Asking
from isodesk.store.rows import Source, SqlRows

PEOPLE = "(SELECT p.title FROM record p WHERE p.id = {})"
OTHER = (
    "(SELECT coalesce(p.number || ' ', '') || coalesce(p.title, '') FROM record p WHERE p.id = {})"
)
_CALLED = (
    "CASE WHEN p.kind = 'person' THEN coalesce(p.title, '')"
    " ELSE coalesce(p.number || ' ', '') || coalesce(p.title, '') END"
)
_MOST_OFFERED = 5_000
_SORTED = "(SELECT p.sort_title FROM record p WHERE p.id = {})"
_WEIGHTS = {"note": 14.0, "day": 8.4, "moment": 11.0, "whole": 4.5, "number": 6.0, "yes": 4.0}
_QUOTED = str.maketrans({"'": "''"})
Shape = Callable[[object], object]


@dataclass(frozen=True)
class _Cell:
    """One column of a list: its SQL, what it is sorted by, and how its value is made."""

    column: Column
    sql: str
    sort: str = ""
    shape: Shape | None = None


class EntryLists:
    """Lists of the records of every kind."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk = desk
        self._catalogue = catalogue

    def rows(self, kind: str, wanted: Narrowed | None = None, order: str = "") -> SqlRows:
        """The records of a register; chips "late" and "mine". Void ones are left out unless
        they are asked for. Raises Refused for an unknown register."""
        register = self._catalogue.get(kind)
        wanted = wanted or Narrowed()
        source = self.source(register, wanted)
        grouping = grouping_of(register, wanted.group, expression, self._desk.today())
        if grouping is not None and wanted.group == "state" and _is_tallied(wanted):
            grouping = replace(grouping, tally=_tally(kind, wanted, "state AS g, sum(n) AS n"))
        return sql_rows(self._desk, source, order or register.order, grouping)

    def fields(self, kind: str) -> ListFields:
        """What the list of a register can be filtered and grouped by."""
        register = self._catalogue.get(kind)
        return ListFields(
            kind, filter_fields(register), groups_of(register), self._name, self._offered
        )

    def _name(self, record_id: int) -> str:
        """What a record is called: a person by name, others by number and title."""
        read = self._desk.file.reader().execute
        sql = f"SELECT {_CALLED} FROM record p WHERE p.id = ?"
        row = read(sql, (record_id,)).fetchone()
        return str(row[0]) if row else tr("a record that is not there")

    def _offered(self, each: Field) -> tuple[tuple[Stored, str], ...]:
        """What may be chosen for a field that has choices or refers to records."""
        if isinstance(each.kind, Choice):
            return tuple((key, tr(label)) for key, label in each.kind.choices)
        assert isinstance(each.kind, Reference)
        kinds = each.kind.of or tuple(register.key for register in self._catalogue.every())
        rows = self._desk.file.reader().execute(
            f"SELECT p.id, {_CALLED} FROM record p WHERE p.kind IN"
            f" ({', '.join('?' * len(kinds))}) AND p.state <> '{VOID}'"
            f" ORDER BY p.kind, p.sort_number, p.sort_title LIMIT {_MOST_OFFERED}",
            kinds,
        )
        return tuple((int(str(i)), str(name)) for i, name in rows.fetchall())

    def total(self, kind: str, systems: int = 3) -> int:
        """All records of a register but the void: the denominator."""
        sql, params = _tally(kind, Narrowed(systems=systems))
        row = self._desk.file.reader().execute(sql, params).fetchone()
        return int(str(row[0])) if row else 0

    def source(self, register: Register, wanted: Narrowed) -> Source:
        """The SQL of a list: every field is a column, those of `register.columns` are shown."""
        cells = _cells(register)
        where, params = self._where(register, wanted)
        return Source(
            tuple(cell.column for cell in cells),
            tuple(cell.sql for cell in cells),
            tables_of(register),
            where,
            params,
            "r.id",
            {cell.column.key: cell.sort for cell in cells if cell.sort},
            tally=_tally(register.key, wanted) if _is_tallied(wanted) else None,
            keyed="record r",
            scanned=("record r INDEXED BY record_by_kind", _joined(register)),
            indexed=frozenset({"number", "title", "due_on"}),
            covered=not wanted.text and not wanted.conditions,
            walks=_walks(register),
            shape=_shaper([cell.shape for cell in cells]),
        )

    def _where(self, register: Register, wanted: Narrowed) -> tuple[str, tuple[object, ...]]:
        where = f"r.kind = '{register.key.translate(_QUOTED)}'"
        params: list[object] = []
        if wanted.systems != 3:
            where += " AND r.systems & ?"
            params.append(wanted.systems)
        if wanted.states:
            where += f" AND r.state IN ({', '.join('?' * len(wanted.states))})"
            params += wanted.states
        elif not any(each.field == "state" for each in wanted.conditions):
            where += f" AND r.state <> '{VOID}'"
        if wanted.text:
            said, values = _texts(register, wanted.text)
            where += f" AND {said}"
            params += values
        if "late" in wanted.chips:
            where += " AND r.due_on < ?"
            params.append(self._desk.today().isoformat())
        if "mine" in wanted.chips:
            where += " AND r.owner_id IS ?"
            params.append(self._desk.actor.person_id)
        asking = Asking(self._desk.today(), self._desk.actor.person_id)
        asked, more = conditions_sql(register, wanted.conditions, expression, asking)
        if asked:
            where += f" AND {asked}"
        return where, (*params, *more)


def _walks(register: Register) -> dict[str, tuple[str, str, str]]:
    """Own fields are ordered by the indexes of their values."""
    extra = (
        "" if register.key.startswith("own:") else f" CROSS JOIN {register.key} x ON x.id = r.id"
    )
    found = {}
    for each in register.own_fields:
        if isinstance(each.kind, Reference | Choice):
            continue  # in the order of names, or of the choices
        by = "w.num" if each.kind.numeric else "w.sort"
        tables = f"own_value w CROSS JOIN record r ON r.id = w.record_id{extra}"
        found[each.key] = (tables, f"w.field_id = {each.own_id}", by)
    return found


def tables_of(register: Register) -> str:
    """What follows FROM: the spine as r, the register's own table as x."""
    return f"record r{_joined(register)}"


def _joined(register: Register) -> str:
    """The register's own table beside the spine; an own register has none."""
    own = register.key.startswith("own:")
    return "" if own else f" JOIN {register.key} x ON x.id = r.id"


def expression(each: Field) -> str:
    """The SQL of a field's stored value."""
    if each.own_id is not None:
        slot = "num" if each.kind.numeric else "text"
        return (
            f"(SELECT w.{slot} FROM own_value w"
            f" WHERE w.record_id = r.id AND w.field_id = {each.own_id})"
        )
    return f"{'r' if each.spine else 'x'}.{each.key}"


def _cells(register: Register) -> list[_Cell]:
    shown = register.columns
    made = [_field_cell(each, each.key in shown) for each in register.fields]
    made[0] = replace(made[0], column=replace(made[0].column, weight=_number_weight(register)))
    made += [
        _Cell(
            Column("due_on", tr("Due"), 8.4, "late", shown="due_on" in shown),
            "r.due_on",
        ),
        _Cell(
            Column("state", tr("State"), _state_weight(register), "state", shown="state" in shown),
            "r.state",
            _ordinal("r.state", [s.key for s in register.states]),
            _states(register),
        ),
        _Cell(Column("systems", "", 3, "systems", False, "systems" in shown), "r.systems"),
    ]
    place = {key: at for at, key in enumerate(shown)}
    made.sort(key=lambda cell: place.get(cell.column.key, len(place)))
    return _fitted(made)


def _fitted(cells: list[_Cell]) -> list[_Cell]:
    """Shown at first is what fits beside a record at 1280 pixels: number, title, state and the
    own fields that are to be on the list, one field more, when it is due, then the others in
    their order; the rest waits in the column chooser."""
    wide = {c.column.key: c.column.weight for c in cells} | {"title": LEAST_TITLE}
    wanted = [c.column.key for c in cells if c.column.shown]
    staying = {key for key in wanted if key in _STAYING or key.startswith("own_")}
    first = next((key for key in wanted if key not in staying and key != "due_on"), "")
    ranked = sorted(wanted, key=lambda key: (key not in staying, key != "due_on", key != first))
    room, kept = _ROOM, set[str]()
    for key in ranked:
        room -= wide[key]
        if key in staying or room >= 0:
            kept.add(key)
    return [replace(c, column=replace(c.column, shown=c.column.key in kept)) for c in cells]


_STAYING = ("number", "title", "state")
_ROOM = 47.5
"""Text units of a list beside a record, in a window of 1280 pixels."""


def _field_cell(each: Field, shown: bool) -> _Cell:
    sql, kind = expression(each), each.kind
    cell: Cell = "number" if each.key == "number" else kind.cell
    heading = tr(each.label)
    if isinstance(kind, Number) and kind.unit:
        heading = f"{heading}, {kind.unit}"
    weight = max(each.weight or _WEIGHTS.get(kind.key, 8.0), _least(kind), _headed(heading))
    if isinstance(kind, Choice) and kind.tones:
        cell = "state"
    column = Column(each.key, heading, weight, cell, shown=shown, most=each.bar)
    if each.key in ("number", "title"):
        return _Cell(column, sql, f"r.sort_{each.key}")
    if isinstance(kind, Reference):
        words = (PEOPLE if kind.key == "person" else OTHER).format(sql)
        return _Cell(column, words, _SORTED.format(sql))
    if isinstance(kind, Choice):
        return _Cell(column, sql, _ordinal(sql, [k for k, _ in kind.choices]), _choice(kind))
    if isinstance(kind, Text):
        return _Cell(column, sql, _own_sort(each) or f"{sql} COLLATE NOCASE")
    return _Cell(column, sql, "", _shape(kind))


def _own_sort(each: Field) -> str:
    """The sort key that is stored with an own field's words; "" for a built-in field."""
    if each.own_id is None:
        return ""
    return (
        f"(SELECT w.sort FROM own_value w WHERE w.record_id = r.id AND w.field_id = {each.own_id})"
    )


def _least(kind: Kind) -> float:
    """What a column needs so that days and pills are never cut."""
    if isinstance(kind, Choice) and kind.tones:
        return min(3.4 + 0.56 * max(len(tr(label)) for _, label in kind.choices), 12)
    return _WEIGHTS[kind.key] if kind.key in ("day", "moment") else 0


def _headed(heading: str) -> float:
    """What a column needs so that its heading is read whole, unless it is a long one."""
    return min(2.0 + 0.54 * len(heading), 10.0)


def _shape(kind: Kind) -> Shape | None:
    """Makes of a stored value what a cell shows, where the two differ."""
    if isinstance(kind, Number):
        return cast(Shape, kind.unpack)
    return kind.show if isinstance(kind, Recurring) else None


def _choice(kind: Choice) -> Shape:
    words = {key: tr(label) for key, label in kind.choices}
    if not kind.tones:
        return lambda value: words.get(str(value), value) if value else None
    tones = kind.tone_of
    marks = {key: Mark(word, tones.get(key, "grey")) for key, word in words.items()}
    return lambda value: marks.get(str(value)) if value else None


def _states(register: Register) -> Shape:
    marks = {state.key: Mark(tr(state.word), state.tone) for state in register.states}
    return lambda value: marks.get(str(value), value)


def _number_weight(register: Register) -> float:
    """As wide as its numbers will be."""
    example = register.numbering.replace("{year}", "2026").replace("{seq:", "0{")
    return max(5.0, 0.66 * len(re.sub(r"\{[^}]*\}", "00", example)) + 1.6)


def _state_weight(register: Register) -> float:
    return min(3.4 + 0.52 * max(len(tr(state.word)) for state in register.states), 11.4)


def _ordinal(sql: str, keys: list[str]) -> str:
    """SQL of the place a stored word has among others, as choices and states are ordered."""
    when = " ".join(f"WHEN '{key.translate(_QUOTED)}' THEN {at}" for at, key in enumerate(keys))
    return f"CASE {sql} {when} END" if when else sql


def _shaper(
    shapes: list[Shape | None],
) -> Callable[[tuple[object, ...]], tuple[object, ...]]:
    made = [(at, shape) for at, shape in enumerate(shapes) if shape is not None]

    def shape(row: tuple[object, ...]) -> tuple[object, ...]:
        values = list(row)
        for at, make in made:
            values[at] = make(values[at])
        return tuple(values)

    return shape


def _is_tallied(wanted: Narrowed) -> bool:
    """Whether nothing is asked for but what the tally tells apart."""
    known = Narrowed(systems=wanted.systems, states=wanted.states, group=wanted.group)
    return wanted == known


def _tally(
    kind: str, wanted: Narrowed, cells: str = "coalesce(sum(n), 0)"
) -> tuple[str, tuple[object, ...]]:
    """How many records there are, or by state where `cells` ask for it."""
    state = f"IN ({', '.join('?' * len(wanted.states))})" if wanted.states else f"<> '{VOID}'"
    sql = f"SELECT {cells} FROM tally WHERE kind = ? AND systems & ? AND state {state}"
    if cells.startswith("state"):
        sql += " AND n > 0 GROUP BY state"
    return sql, (kind, wanted.systems, *wanted.states)


def _texts(register: Register, text: str) -> tuple[str, list[object]]:
    """The condition that a text stands anywhere in what the register searches."""
    columns = [
        expression(f)
        for f in register.fields
        if f.search and f.key != "title" and isinstance(f.kind, Text)
    ]
    likes = " OR ".join([TITLED, *(like_of(column) for column in columns)])
    return f"({likes})", [*titled(text), *[like(text)] * len(columns)]
