"""What the user is told when something cannot be done."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One sentence about one field; `field` is "" when it is about the whole."""

    field: str
    sentence: str


class Refused(Exception):
    """Something the user asked for is not possible; nothing has been changed.

    Raised at every level for the user's eyes: `str()` is what the screen says.
    Anything else that is raised is a bug.
    """

    def __init__(self, what: str | Iterable[Problem]) -> None:
        self.problems = (Problem("", what),) if isinstance(what, str) else tuple(what)
        super().__init__(" ".join(p.sentence for p in self.problems))


class Damaged(Refused):
    """A file of ours that is not what was written: it can be put right, or a backup restored."""


class Foreign(Refused):
    """A file that is no isodesk file, or not any more."""


class Cancelled(Exception):
    """The user stopped a running work; what was done in its unit is undone."""
