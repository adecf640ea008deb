"""Words and frozen values of documents: what screens, services and rules hand each other.

No SQLAlchemy here: the window shows these before it is imported.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, IntFlag, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from isodesk.documents.care_values import AskValue, OutsideValue, ReviewValue


class Systems(IntFlag):
    """Which management system a record belongs to; stored as its number."""

    NONE = 0
    QUALITY = 1
    ENVIRONMENT = 2
    BOTH = 3


class State(StrEnum):
    """Stored words of a revision (domain 7); a document carries its newest revision's."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    EFFECTIVE = "effective"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


STATE_WORDS = {
    State.DRAFT: "Draft",
    State.IN_REVIEW: "In review",
    State.APPROVED: "Approved",
    State.EFFECTIVE: "Effective",
    State.SUPERSEDED: "Superseded",
    State.WITHDRAWN: "Obsolete",
}


class CopyState(StrEnum):
    """Stored words of a controlled copy (domain 5.8, 7)."""

    TO_PRINT = "to_print"
    OUT = "out"
    TO_RECALL = "to_recall"
    RETURNED = "returned"
    DESTROYED = "destroyed"
    LOST = "lost"


COPY_WORDS = {
    CopyState.TO_PRINT: "To print",
    CopyState.OUT: "Out",
    CopyState.TO_RECALL: "To recall",
    CopyState.RETURNED: "Returned",
    CopyState.DESTROYED: "Destroyed",
    CopyState.LOST: "Lost",
}
CLOSED_COPIES = (CopyState.RETURNED, CopyState.DESTROYED, CopyState.LOST)


class Content(Enum):
    """How a revision's content came; the source is always kept."""

    PDF = "PDF"
    OFFICE = "Word, OpenDocument or another office file"
    MARKDOWN = "Markdown"
    PICTURE = "Picture"
    WRITTEN = "Written in isodesk"


LAID_OUT = (Content.MARKDOWN, Content.WRITTEN)
"""Content whose pages isodesk lays out itself, with the stamp's strip left empty."""


class Meaning(StrEnum):
    """What a signature says (21 CFR 11.50 asks name, time and meaning)."""

    WRITTEN = "written"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"
    READ = "read"


MEANING_WORDS = {
    Meaning.WRITTEN: "Written",
    Meaning.REVIEWED: "Reviewed",
    Meaning.APPROVED: "Approved",
    Meaning.SENT_BACK: "Sent back",
    Meaning.ISSUED: "Issued",
    Meaning.WITHDRAWN: "Withdrawn",
    Meaning.READ: "Read and understood",
}


@dataclass(frozen=True)
class Override:
    """A one-person firm's reason for reviewing or approving its own work.

    `outside` names who looked from outside (domain 3.9); both are required.
    """

    reason: str
    outside: str


@dataclass(frozen=True)
class TypeOfDocument:
    """One row of the officer's document types."""

    id: int
    key: str
    name: str
    prefix: str
    mask: str
    review_months: int
    letters: bool
    active: bool
    rule_id: int | None = None
    """Its retention rule."""
    to_fill: bool = False
    """A form: printed blank, numbered, and filled in."""
    external: bool = False


@dataclass(frozen=True)
class Holder:
    """Who gets a copy and where it hangs; `id` is the standing line, 0 for a new one."""

    id: int
    holder: str
    place: str


@dataclass(frozen=True)
class SignatureValue:
    """One signature as screen and paper show it; `at` is UTC, `zone` as +01:00."""

    name: str
    role: str
    meaning: Meaning
    at: datetime
    zone: str
    sha256: str
    reason: str
    outside: str
    odd_clock: bool = False
    """Whether its time did not follow from the entries before."""


@dataclass(frozen=True)
class RevisionValue:
    """A revision as its document's record shows it."""

    id: int
    document_id: int
    label: str
    ordinal: int
    state: State
    summary: str
    reason: str
    author_id: int | None
    author: str
    effective_on: date | None
    superseded_on: date | None
    content: Content | None
    source_id: int | None
    source_name: str
    master_id: int | None
    master_sha256: str
    pages: int
    submitted_at: datetime | None
    approved_at: datetime | None
    issued_at: datetime | None
    notes: str
    signatures: tuple[SignatureValue, ...]
    original_id: int | None = None
    original_name: str = ""


@dataclass(frozen=True)
class DocumentValue:
    """A document with its revisions, newest first, as the record pane shows it."""

    id: int
    number: str
    legacy: str
    title: str
    type_id: int | None
    type_name: str
    process: str
    department: str
    systems: Systems
    clauses: tuple[str, ...]
    owner_id: int | None
    owner: str
    reviewer_id: int | None
    reviewer: str
    approver_id: int | None
    approver: str
    review_months: int | None
    next_review_on: date | None
    note: str
    state: State
    version: int
    in_force_id: int | None
    revisions: tuple[RevisionValue, ...]
    distribution: tuple[Holder, ...]
    steps: tuple["StepValue", ...]
    outside: "OutsideValue | None" = None
    """What is known of a document from outside; None for the company's own."""
    reviews: tuple["ReviewValue", ...] = ()
    asks: tuple["AskValue", ...] = ()
    still_valid_missing: str = ""
    """Why it cannot be found still valid again; "" when it can."""

    @property
    def newest(self) -> RevisionValue | None:
        """The newest that was not discarded as a draft, where there is one."""
        kept = (r for r in self.revisions if r.state != State.WITHDRAWN or r.issued_at)
        return next(kept, self.revisions[0] if self.revisions else None)

    @property
    def in_force(self) -> RevisionValue | None:
        return next((r for r in self.revisions if r.id == self.in_force_id), None)


@dataclass(frozen=True)
class StepValue:
    """A step the record may take. `missing` is "" when it can be taken now.

    Keys: submit, review, approve, send_back, take_back, issue, revise, periodic, withdraw;
    check and edition for documents from outside.
    """

    key: str
    verb: str
    missing: str
    primary: bool = False


@dataclass(frozen=True)
class CopyValue:
    """A controlled copy; `n` is unique within its document and never reused."""

    id: int
    document_id: int
    revision_id: int
    number: str
    title: str
    label: str
    n: int
    of: int
    holder: str
    place: str
    state: CopyState
    issued_on: date | None
    out_on: date | None
    slip_on: date | None
    recall_on: date | None
    closed_on: date | None
    reason: str
    found: str
    code: str


@dataclass(frozen=True)
class PlannedCopy:
    """A copy the issue would make; unticked ones are dropped before `issue`."""

    n: int
    holder: str
    place: str


@dataclass(frozen=True)
class IssuePlan:
    """What issuing would do, shown before anything is written."""

    document_id: int
    document_version: int
    revision_id: int
    revision_version: int
    number: str
    title: str
    label: str
    effective_on: date
    issue: tuple[PlannedCopy, ...]
    recall: tuple[CopyValue, ...]
    supersedes: str
    follows: tuple[str, ...]


@dataclass(frozen=True)
class Issued:
    """What issuing did: the new copies, to be printed, and those to come back."""

    document_id: int
    revision_id: int
    copies: tuple[int, ...]
    recalled: tuple[int, ...]


@dataclass(frozen=True)
class NewDocument:
    """What is known of a document when it is made; `number` "" takes the type's next one."""

    title: str
    type_id: int
    number: str = ""
    legacy: str = ""
    label: str = ""
    systems: Systems = Systems.BOTH
    process: str = ""
    department: str = ""
    owner_id: int | None = None
    author_id: int | None = None
    reviewer_id: int | None = None
    approver_id: int | None = None
    review_months: int | None = None
    effective_on: date | None = None
    summary: str = ""
    reason: str = ""


LINK_WORDS = {
    "refers_to": ("Refers to", "Referred to by"),
    "implements": ("Implements", "Implemented by"),
    "replaces": ("Replaces", "Replaced by"),
    "form_of": ("Is a form of", "Has the form"),
    "trains_on": ("Trains on", "Trained by"),
    "mentions": ("Mentions", "Mentioned in"),
    "acts_on": ("Acts on", "Has the action"),
    "comes_from": ("Comes from", "Led to"),
    "raised_from": ("Raised from", "Led to"),
    "learned_from": ("Learned from", "Taught"),
    "follows": ("Follows", "Followed by"),
    "controls": ("Controls", "Controlled by"),
    "verifies": ("Verifies", "Verified by"),
    "criterion": ("Audited against", "Audited at"),
}
"""Key of a link, and its words from either end."""
