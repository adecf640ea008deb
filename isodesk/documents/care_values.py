"""Words and frozen values of reviews, documents from outside, and change requests."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from isodesk.documents.values import StepValue, Systems

STILL_VALID_MOST = 3
"""How often in a row a revision is found still valid where the company says nothing else."""
CHECK_MONTHS = 12
"""How often a document from outside is compared with its source, unless it says otherwise."""


class Outcome(StrEnum):
    """What a periodic review came to (domain 5.8)."""

    STILL_VALID = "still_valid"
    REVISE = "revise"
    WITHDRAW = "withdraw"
    CURRENT = "current"
    """A document from outside was compared with its source: the edition is the newest."""


OUTCOME_WORDS = {
    Outcome.STILL_VALID: "Still valid",
    Outcome.REVISE: "Revise",
    Outcome.WITHDRAW: "Withdraw",
    Outcome.CURRENT: "Edition checked: still current",
}


class AskedBy(StrEnum):
    """What asks for a review before its time."""

    NONCONFORMITY = "nonconformity"
    FINDING = "finding"
    CHANGE = "change"
    EDITION = "edition"
    OTHER = "other"


ASKED_WORDS = {
    AskedBy.NONCONFORMITY: "Nonconformity",
    AskedBy.FINDING: "Audit finding",
    AskedBy.CHANGE: "Change request",
    AskedBy.EDITION: "New edition",
    AskedBy.OTHER: "Other",
}


@dataclass(frozen=True)
class ReviewValue:
    """A review that was held, as the record and its prints show it."""

    label: str
    """Revision that was looked at."""
    on_day: date
    name: str
    outcome: Outcome
    note: str
    next_on: date | None


@dataclass(frozen=True)
class AskValue:
    """A review that was asked for and is not held yet; `from_number` "" without a record."""

    id: int
    source: AskedBy
    asked_on: date
    why: str
    from_id: int | None
    from_number: str


@dataclass(frozen=True)
class HeldReview:
    """What the officer says of a review: outcome, who looked, what was found, when again.

    `next_on` None takes the document's own period.
    """

    outcome: Outcome
    person_id: int
    note: str = ""
    next_on: date | None = None


@dataclass(frozen=True)
class OutsideValue:
    """What is known of a document that comes from outside."""

    source: str
    found_at: str
    checked_on: date | None
    check_months: int | None
    next_check_on: date | None
    expires_on: date | None


@dataclass(frozen=True)
class Touched:
    """A document that something touches, and how: it is linked, or its text names it."""

    document_id: int
    number: str
    title: str
    owner: str
    state: str
    in_force: bool
    how: str


@dataclass(frozen=True)
class EditionPlan:
    """What a new edition of a document from outside lists, shown before anything is written."""

    document_id: int
    version: int
    number: str
    title: str
    label: str
    """Edition in use now."""
    touched: tuple[Touched, ...]


@dataclass(frozen=True)
class NewEdition:
    """What the officer decides about a new edition; `ask` are ids of documents to be reviewed."""

    label: str
    note: str
    ask: tuple[int, ...] = ()
    request: bool = False
    """Whether a change request gathers what has to change."""
    wanted_by: date | None = None


@dataclass(frozen=True)
class EditionBegun:
    """What came of a new edition; `request_id` None where none was made."""

    revision_id: int
    asked: int
    request_id: int | None


class ChangeState(StrEnum):
    """Stored words of a change request."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DONE = "done"
    REJECTED = "rejected"
    VOID = "void"


CHANGE_WORDS = {
    ChangeState.ASKED: "Asked for",
    ChangeState.ACCEPTED: "Accepted",
    ChangeState.DONE: "Done",
    ChangeState.REJECTED: "Rejected",
    ChangeState.VOID: "Void",
}
CHANGES_CLOSED = (ChangeState.DONE, ChangeState.REJECTED, ChangeState.VOID)


@dataclass(frozen=True)
class NewChange:
    """What is known of a change request when it is made."""

    title: str
    reason: str
    source: str = ""
    asked_by_id: int | None = None
    wanted_by: date | None = None
    owner_id: int | None = None
    systems: Systems = Systems.BOTH
    touches: tuple[int, ...] = ()


@dataclass(frozen=True)
class TouchValue:
    """A document of a change request. `done_on` and `label` say by which issue it was done."""

    id: int
    document_id: int
    number: str
    title: str
    what: str
    state: str
    done_on: date | None
    label: str
    """Revision that did it; "" while open and for a document that was withdrawn."""
    can_revise: bool
    """Whether a revision can begin now."""


@dataclass(frozen=True)
class ChangeValue:
    """A change request with the documents it touches."""

    id: int
    number: str
    title: str
    state: ChangeState
    systems: Systems
    version: int
    reason: str
    source: str
    asked_by_id: int | None
    asked_by: str
    asked_on: date | None
    wanted_by: date | None
    owner_id: int | None
    owner: str
    decision_note: str
    decided_by: str
    decided_on: date | None
    touches: tuple[TouchValue, ...]
    steps: tuple[StepValue, ...]

    @property
    def done(self) -> int:
        """How many of its documents are done."""
        return sum(1 for touch in self.touches if touch.done_on)
