"""What the tabs that every record has need to know of one, a document's or a register's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from isodesk.services.links import FileValue, LinkValue


class Told(Protocol):
    """A record that was read."""

    @property
    def record_id(self) -> int:
        """Its id."""

    @property
    def read_only(self) -> str:
        """Why nothing can be changed; "" when it can."""


class Filed(Told, Protocol):
    """With its files."""

    @property
    def files(self) -> tuple[FileValue, ...]:
        """Its files."""


class Linked(Told, Protocol):
    """With its links."""

    @property
    def links(self) -> tuple[LinkValue, ...]:
        """Its links, both ways."""
