"""Read and understood, as plain values: who has to read, who has read, and how it was signed.

ISO 9001:2015, 7.3 and 7.5.3: people work from the revision in force only once they know it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DAYS = 14
"""Within how many days a new revision is read, where the document does not say."""


class How(StrEnum):
    """How a reader confirmed."""

    SCREEN = "screen"
    PAPER = "paper"


HOW_WORDS = {How.SCREEN: "On screen", How.PAPER: "On the sign sheet"}


@dataclass(frozen=True)
class ReaderValue:
    """A line of a document's readers; `people` stand behind it now (1 for a person)."""

    id: int
    person_id: int
    name: str
    is_role: bool
    people: int


@dataclass(frozen=True)
class AckValue:
    """One person and one revision; `row` is the line on the sign sheet, from 1.

    Open while `done_on` is None and it has not `ended`.
    """

    id: int
    document_id: int
    revision_id: int
    label: str
    person_id: int
    name: str
    role: str
    row: int
    asked_on: date
    due_on: date | None
    done_on: date | None
    how: str
    note: str
    ended: bool

    @property
    def open(self) -> bool:
        """Whether the person is still asked."""
        return self.done_on is None and not self.ended


@dataclass(frozen=True)
class Keyed:
    """One row of a sign sheet as it was keyed in."""

    ack_id: int
    done_on: date
    note: str = ""


def bears(roles: str, role: str) -> bool:
    """Whether somebody with these roles ("Painter, Paint shop leader") has this one."""
    wanted = " ".join(role.split()).casefold()
    return any(" ".join(one.split()).casefold() == wanted for one in roles.split(","))


def summed(acks: Iterable[AckValue]) -> tuple[int, int]:
    """(done, asked) of the acknowledgements that have not ended open."""
    counted = [a for a in acks if a.done_on or not a.ended]
    return sum(1 for a in counted if a.done_on), len(counted)
