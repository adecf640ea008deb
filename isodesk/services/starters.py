"""Starter sets of registers: rows in our own words to begin with, never forced."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from isodesk import paths
from isodesk.core.problems import Refused
from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.services.catalogue import Catalogue
from isodesk.services.desk import Desk
from isodesk.services.entry_writing import add
from isodesk.services.typed import typed_values


@dataclass(frozen=True)
class OfferedSet:
    """A set as it is offered: of which register, how many rows it has and how many of them the
    register has already."""

    kind: str
    register: str
    group: str
    name: str
    rows: int
    known: int


@dataclass(frozen=True)
class StarterSet:
    """A set of rows for one register: its name, and each row as typed text by field."""

    name: str
    rows: tuple[dict[str, str], ...]


class Starters:
    """The sets that come with isodesk."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self._desk, self._catalogue = desk, catalogue

    def of(self, kind: str) -> tuple[StarterSet, ...]:
        """The sets of a register; none for most of the officer's own."""
        return sets_of(kind)

    def offered(self, systems: int = 3) -> tuple[OfferedSet, ...]:
        """Every set of every register of these systems, in the order of the navigation."""
        return tuple(
            OfferedSet(
                register.key,
                register.title,
                register.group.value,
                each.name,
                len(each.rows),
                len(self._places_known(register.key, each)),
            )
            for register in self._catalogue.every()
            if register.systems & systems
            for each in self.of(register.key)
        )

    def known(self, kind: str, name: str) -> frozenset[int]:
        """The places of the rows of a set that stand in the register already, by their title."""
        return self._places_known(kind, self._set(kind, name))

    def take(self, kind: str, name: str, rows: Sequence[int]) -> tuple[int, ...]:
        """Those rows of a set, by their places, as drafts; answers their ids. A row whose title
        stands in the register already is left out."""
        register, chosen = self._catalogue.get(kind), self._set(kind, name)
        known = self._places_known(kind, chosen)
        with self._desk.unit(tr("Started from a set: {name}", name=tr(name))) as unit:
            return tuple(
                add(unit, register, row_values(register, chosen.rows[at]))
                for at in rows
                if at not in known
            )

    def _set(self, kind: str, name: str) -> StarterSet:
        found = next((each for each in self.of(kind) if each.name == name), None)
        if found is None:
            raise Refused("There is no such set.")
        return found

    def _places_known(self, kind: str, chosen: StarterSet) -> frozenset[int]:
        titles = self._titles(kind)
        return frozenset(
            at for at, row in enumerate(chosen.rows) if row["title"].casefold() in titles
        )

    def _titles(self, kind: str) -> frozenset[str]:
        rows = self._desk.file.reader().execute(
            "SELECT title FROM record WHERE kind = ? AND title IS NOT NULL AND state <> 'void'",
            (kind,),
        )
        return frozenset(str(row[0]).casefold() for row in rows.fetchall())


@cache
def sets_of(kind: str) -> tuple[StarterSet, ...]:
    """The sets that are shipped for a register."""
    path = paths.resource("starters", "registers", f"{kind}.json")
    if not kind.isidentifier() or not path.exists():
        return ()
    told = json.loads(path.read_text(encoding="utf-8"))
    return tuple(StarterSet(each["set"], tuple(each["rows"])) for each in told)


def row_values(register: Register, row: dict[str, str]) -> dict[str, object]:
    """A row's texts as values of the register's fields."""
    return typed_values(register.fields, row)
