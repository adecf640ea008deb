"""Two frozen evaluations laid side by side: what changed from the one to the other. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Change(Enum):
    """What became of an aspect between two evaluations; what matters most stands first."""

    BECAME = "Became significant"
    CEASED = "No longer significant"
    NEW_SIGNIFICANT = "New, and significant"
    NEW = "New"
    GONE_SIGNIFICANT = "Gone, was significant"
    GONE = "Gone"
    SCORE = "Other score"
    SAME = "As before"


@dataclass(frozen=True)
class Was:
    """An aspect as an evaluation froze it."""

    aspect_id: int
    number: str
    title: str
    score: Decimal | None
    band: str
    significant: bool | None
    reason: str = ""


@dataclass(frozen=True)
class Changed:
    """One aspect in both evaluations; None where it was not there."""

    change: Change
    before: Was | None
    after: Was | None

    @property
    def named(self) -> Was:
        """The newer of the two, for number and title."""
        found = self.after or self.before
        assert found is not None
        return found


def changes(before: Iterable[Was], after: Iterable[Was]) -> tuple[Changed, ...]:
    """Every aspect of either, those that changed sides first, then by number."""
    old, new = ({was.aspect_id: was for was in each} for each in (before, after))
    found = [
        Changed(_change(old.get(key), new.get(key)), old.get(key), new.get(key))
        for key in dict.fromkeys([*old, *new])
    ]
    order = list(Change)
    return tuple(sorted(found, key=lambda each: (order.index(each.change), each.named.number)))


def _change(before: Was | None, after: Was | None) -> Change:
    if before is None:
        return Change.NEW_SIGNIFICANT if after and after.significant else Change.NEW
    if after is None:
        return Change.GONE_SIGNIFICANT if before.significant else Change.GONE
    if bool(before.significant) != bool(after.significant):
        return Change.BECAME if after.significant else Change.CEASED
    return Change.SAME if before.score == after.score else Change.SCORE
