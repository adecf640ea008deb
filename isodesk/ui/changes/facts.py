"""Everything the record of a change request shows, read in one go on a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from isodesk.documents.care_values import ChangeValue
from isodesk.services.workspace import Workspace
from isodesk.ui.documents.people import Choices, choices

if TYPE_CHECKING:
    from isodesk.services.history_values import HistoryEntry


@dataclass(frozen=True)
class ChangeFacts:
    """A request, its history, and what its fields offer."""

    change: ChangeValue
    history: tuple[HistoryEntry, ...]
    choices: Choices
    read_only: str
    """Why nothing can be changed; "" when it can."""

    @property
    def fixed(self) -> str:
        """Why its fields cannot be changed now; "" when they can."""
        if self.read_only or self.change.steps:
            return self.read_only
        return "The request is closed; it stays as it is."


def change_facts(space: Workspace, request_id: int) -> ChangeFacts:
    """Read the record of a request."""
    return ChangeFacts(
        space.changes.get(request_id),
        space.histories.of(request_id),
        choices(space),
        space.read_only or "",
    )
