"""Who may be chosen, and what else the fields of a record offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from isodesk.documents.values import TypeOfDocument
from isodesk.services.workspace import Workspace

if TYPE_CHECKING:
    from isodesk.services.company import PersonValue


@dataclass(frozen=True)
class Choices:
    """What the fields of a record offer; clauses as (code, title)."""

    people: tuple[PersonValue, ...] = ()
    types: tuple[TypeOfDocument, ...] = ()
    places: tuple[str, ...] = ()
    clauses: tuple[tuple[str, str], ...] = ()

    def owners(self) -> list[tuple[int, str]]:
        """People, roles and places that work here."""
        return [(p.id, p.name) for p in self.people if p.active]

    def signers(self) -> list[tuple[int, str]]:
        """People who may sign: no roles, nobody who has left."""
        return [(p.id, p.name) for p in self.people if p.active and not p.is_role]

    def with_known(self, ids: Sequence[int | None]) -> list[tuple[int, str]]:
        """Owners, and those of these ids who have left, so that a record still shows them."""
        return [(p.id, p.name) for p in self.people if p.active or p.id in ids]

    def types_with(self, type_id: int | None) -> list[tuple[int, str]]:
        """Types in use, and the one a record has already."""
        return [(t.id, t.name) for t in self.types if t.active or t.id == type_id]


def choices(space: Workspace) -> Choices:
    """Read from the file; for a worker."""
    companies = space.companies
    return Choices(companies.people(), companies.types(), space.copies.places(), clause_choices())


@cache
def clause_choices() -> tuple[tuple[str, str], ...]:
    """Every clause of every edition, as it is written and its short title."""
    from isodesk.standards.clauses import ClauseRef, clauses, show, standards

    return tuple(
        (show(ClauseRef(known.standard, known.edition, each.number)), each.title)
        for known in standards()
        for each in clauses(known.standard, known.edition)
    )
