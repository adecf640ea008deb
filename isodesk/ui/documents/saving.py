"""A typed value on its way into the file, and back out of it by undo."""

from dataclasses import dataclass
from typing import Any

from isodesk.services.workspace import Workspace

DRAFT_FIELDS = frozenset(["label", "summary", "reason", "author_id", "effective_on"])
"""What belongs to the draft; everything else belongs to the document."""


@dataclass(frozen=True)
class Change:
    """One field of one document, before and after; values as the services take them."""

    document_id: int
    revision_id: int | None
    key: str
    label: str
    before: Any
    after: Any

    def undone(self) -> "Change":
        """The way back."""
        return Change(
            self.document_id, self.revision_id, self.key, self.label, self.after, self.before
        )


def save(space: Workspace, change: Change) -> None:
    """Write the new value. Raises Refused as the service does."""
    documents = space.documents
    if change.key == "clauses":
        documents.set_clauses(change.document_id, list(change.after))
    elif change.key == "distribution":
        documents.set_distribution(change.document_id, list(change.after))
    elif change.key in DRAFT_FIELDS:
        assert change.revision_id is not None
        documents.change_draft(change.revision_id, **{change.key: change.after})
    else:
        documents.change(change.document_id, **{change.key: change.after})


class Undo:
    """What was typed since the file was opened, newest last."""

    def __init__(self) -> None:
        self._changes: list[Change] = []

    def push(self, change: Change) -> None:
        """Remember a saved change."""
        self._changes.append(change)

    def newest(self, document_id: int) -> Change | None:
        """Take the newest change of this document off the pile."""
        for at in range(len(self._changes) - 1, -1, -1):
            if self._changes[at].document_id == document_id:
                return self._changes.pop(at)
        return None
