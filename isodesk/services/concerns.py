"""Concerns: choosing one lays down aspect, meter, obligation, control and objective, linked and
ready to be edited. First a plan to be looked at and ticked, then one step that makes it.

`resources/concerns/<key>.toml` holds the rows: typed words by field; `@aspect` names another
row, `@today`, `@in 30`, `@month-end` and `@year-end` are days.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from isodesk import paths
from isodesk.core.dates import add_months
from isodesk.core.kinds import Day, Reference
from isodesk.core.problems import Refused
from isodesk.core.record import Record
from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_lines import write_line
from isodesk.services.entry_settling import settle
from isodesk.services.entry_writing import add
from isodesk.services.typed import typed_values

_OF_THE_ROW = frozenset({"kind", "ref", "lines", "systems"})
_LATE_IN_THE_YEAR = 120
"""An objective has at least so many days: from then on the next year's end is meant."""


@dataclass(frozen=True)
class ConcernRow:
    """One record that a concern lays down, as typed words."""

    kind: str
    ref: str
    texts: Mapping[str, str]
    lines: Mapping[str, tuple[Mapping[str, str], ...]]
    systems: int


@dataclass(frozen=True)
class Concern:
    """Something that a firm has to have in hand: water, waste, energy."""

    key: str
    title: str
    about: str
    rows: tuple[ConcernRow, ...]


@dataclass(frozen=True)
class PlannedRow:
    """A record that would be made. `facts` are its fields as words; `stands` names the record
    of this title that is there already, which the others are linked to instead."""

    ref: str
    kind: str
    register: str
    title: str
    facts: tuple[tuple[str, str], ...]
    stands: str = ""
    stands_id: int | None = None


@dataclass(frozen=True)
class ConcernPlan:
    """What a concern would lay down today; nothing is written yet."""

    concern: Concern
    rows: tuple[PlannedRow, ...]


@dataclass(frozen=True)
class Made:
    """What was laid down: the records by the row's name."""

    ids: Mapping[str, int]


class Concerns:
    """The concerns that come with isodesk."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def all(self) -> tuple[Concern, ...]:
        """Every concern, the most common first."""
        return shipped()

    def plan(self, key: str) -> ConcernPlan:
        """What it would lay down, and what of it stands already."""
        concern = _concern(key)
        rows = tuple(self._planned(concern, row) for row in concern.rows)
        return ConcernPlan(concern, rows)

    def apply(self, plan: ConcernPlan, wanted: Collection[str]) -> Made:
        """Make the wanted rows of the plan in one step, linked to each other and to what
        stands already. Raises Refused, and makes nothing, where none is wanted or what stands
        is not what the plan saw."""
        chosen = [row for row in plan.concern.rows if row.ref in wanted]
        if not chosen:
            raise Refused(tr("Tick at least one."))
        if self.plan(plan.concern.key) != plan:
            raise Refused(tr("The registers have changed meanwhile: look at the plan again."))
        ids = {row.ref: row.stands_id for row in plan.rows if row.stands_id is not None}
        why = tr("Laid down for the concern {name}", name=tr(plan.concern.title))
        with self._desk.unit(why) as unit:
            made: dict[str, int] = {}
            for row in chosen:
                register = self._catalogue.get(row.kind)
                values = self._values(plan.concern, row, register, {**ids, **made})
                record_id = add(unit, register, values)
                made[row.ref] = record_id
                self._add_lines(unit, register, record_id, row)
        return Made(made)

    def _add_lines(self, unit: Any, register: Register, record_id: int, row: ConcernRow) -> None:
        for key, lines in row.lines.items():
            fields = register.lines_by_key[key].line.fields
            for line in lines:
                texts = {name: tr(text) for name, text in line.items()}
                write_line(unit, register, record_id, key, typed_values(fields, texts), None)
        if row.lines:
            settle(unit, register, unit.session.get_one(Record, record_id))

    def _values(
        self, concern: Concern, row: ConcernRow, register: Register, ids: Mapping[str, int]
    ) -> dict[str, Any]:
        """The row's words as values; a reference to what is not made is left blank."""
        texts, values = {}, dict[str, Any]()
        refs = {each.ref for each in concern.rows}
        for key, text in row.texts.items():
            if text.startswith("@") and text[1:] in refs:
                values[key] = ids.get(text[1:])
            elif text.startswith("@"):
                values[key] = self._day(text)
            else:
                texts[key] = text
        return {**typed_values(register.fields, texts), **values, "systems": row.systems}

    def _day(self, text: str) -> date:
        today = self._desk.today()
        if text == "@today":
            return today
        if text == "@month-end":
            return add_months(today.replace(day=1), 1) - timedelta(days=1)
        if text == "@year-end":
            late = (date(today.year, 12, 31) - today).days < _LATE_IN_THE_YEAR
            return date(today.year + late, 12, 31)
        return today + timedelta(days=int(text.removeprefix("@in ")))

    def _planned(self, concern: Concern, row: ConcernRow) -> PlannedRow:
        register = self._catalogue.get(row.kind)
        title = tr(row.texts["title"])
        found = self._standing(row.kind, title)
        titles = {each.ref: tr(each.texts["title"]) for each in concern.rows}
        facts = []
        for key, text in row.texts.items():
            each = register.by_key[key]
            if key == "title":
                continue
            if isinstance(each.kind, Reference):
                shown = titles.get(text[1:], "")
            elif isinstance(each.kind, Day) and text.startswith("@"):
                shown = each.kind.show(self._day(text))
            else:
                shown = each.kind.show(each.kind.parse(text))
            facts.append((tr(each.label), shown))
        stands_id, stands = found or (None, "")
        named = tr(register.one)
        return PlannedRow(row.ref, row.kind, named, title, tuple(facts), stands, stands_id)

    def _standing(self, kind: str, title: str) -> tuple[int, str] | None:
        """The record of this kind and title that is open, if there is one."""
        row = (
            self._desk.file.reader()
            .execute(
                "SELECT id, number FROM record WHERE kind = ? AND title = ? AND state <> 'void'"
                " ORDER BY id LIMIT 1",
                (kind, title),
            )
            .fetchone()
        )
        return (int(str(row[0])), str(row[1])) if row else None


@cache
def shipped() -> tuple[Concern, ...]:
    """The concerns of the house in their order."""
    found = []
    for path in sorted(paths.resource("concerns").glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        found.append((told["place"], _read(path.stem, told)))
    return tuple(concern for _, concern in sorted(found, key=lambda pair: pair[0]))


def _concern(key: str) -> Concern:
    return next(each for each in shipped() if each.key == key)


def _read(key: str, told: Mapping[str, Any]) -> Concern:
    return Concern(key, told["title"], told["about"], tuple(map(_row, told["row"])))


def _row(told: Mapping[str, Any]) -> ConcernRow:
    return ConcernRow(
        told["kind"],
        told["ref"],
        {key: text for key, text in told.items() if key not in _OF_THE_ROW},
        {key: tuple(lines) for key, lines in told.get("lines", {}).items()},
        int(told.get("systems", 2)),
    )
