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
from isodesk.services.entries import add
from isodesk.services.typed import typed_values


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

    def take(self, kind: str, name: str, rows: Sequence[int]) -> tuple[int, ...]:
        """Those rows of a set, by their places, as drafts; answers their ids. A row whose title
        stands in the register already is left out."""
        register = self._catalogue.get(kind)
        chosen = next((s for s in self.of(kind) if s.name == name), None)
        if chosen is None:
            raise Refused("There is no such set.")
        known = self._titles(kind)
        with self._desk.unit(tr("Started from a set: {name}", name=name)) as unit:
            return tuple(
                add(unit, register, row_values(register, chosen.rows[at]))
                for at in rows
                if chosen.rows[at]["title"].casefold() not in known
            )

    def _titles(self, kind: str) -> frozenset[str]:
        rows = self._desk.file.reader().execute(
            "SELECT title FROM record WHERE kind = ? AND title IS NOT NULL", (kind,)
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
