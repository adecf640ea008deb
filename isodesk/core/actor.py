"""Who does it: the name behind a change."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A person of the file, by id and printed name; the id is None for isodesk itself."""

    person_id: int | None
    name: str
