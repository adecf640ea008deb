"""A typed value of a register's record on its way into the file, and back out of it by undo."""

from collections.abc import Callable
from dataclasses import dataclass

from isodesk.services.workspace import Workspace

Work = Callable[[Workspace], object]


@dataclass(frozen=True)
class Change:
    """What was done to one record: what was changed, in words, and how it is taken back."""

    record_id: int
    label: str
    back: Work


class Undo:
    """What was typed since the file was opened, newest last."""

    def __init__(self) -> None:
        self._changes: list[Change] = []

    def push(self, change: Change) -> None:
        """Remember a change that is on disk."""
        self._changes.append(change)

    def newest(self, record_id: int) -> Change | None:
        """Take the newest change of this record off the pile."""
        for at in range(len(self._changes) - 1, -1, -1):
            if self._changes[at].record_id == record_id:
                return self._changes.pop(at)
        return None
