"""Everything the record of a register shows, read in one go on a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from isodesk.core.register import Register
from isodesk.i18n import tr
from isodesk.services.workspace import Workspace

if TYPE_CHECKING:
    from isodesk.services.entry_values import EntryValue
    from isodesk.services.links import FileValue, LinkValue
    from isodesk.services.register_hints import Hint


@dataclass(frozen=True)
class EntryFacts:
    """A record with its register, links and files, and who may be chosen in its fields."""

    register: Register
    entry: EntryValue
    links: tuple[LinkValue, ...]
    files: tuple[FileValue, ...]
    people: tuple[tuple[int, str], ...]
    hints: tuple[Hint, ...]
    read_only: str
    """Why nothing can be changed; "" when it can."""

    @property
    def record_id(self) -> int:
        """Of the record that is shown."""
        return self.entry.id

    @property
    def fixed(self) -> str:
        """Why its fields cannot be changed now; "" when they can."""
        if self.read_only or not self.entry.closed:
            return self.read_only
        word = tr(self.register.state(self.entry.state).word)
        return tr("Its state is “{word}”; it stays as it is.", word=word)


def entry_facts(space: Workspace, record_id: int) -> EntryFacts:
    """Read a record."""
    entry = space.entries.get(record_id)
    register = space.catalogue.get(entry.kind)
    used = {value for value in entry.values.values() if isinstance(value, int)}
    people = tuple(
        (person.id, person.name)
        for person in space.companies.people()
        if person.active or person.id in used
    )
    return EntryFacts(
        register,
        entry,
        space.links.of(record_id),
        space.links.files_of(record_id),
        people,
        space.register_hints.of(entry.kind, record_id),
        space.read_only or "",
    )
