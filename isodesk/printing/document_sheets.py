"""What the sheets about a document are made from: its head, its control sheet, its changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class DocumentHead:
    """Title block of a document; `lead` is the sentence under the title, "" for none."""

    type_label: str
    title: str
    lead: str
    number: str
    revision: str
    effective: date | None


@dataclass(frozen=True)
class Shown:
    """What the fields of a written text print, and its links to other documents by their ids.

    `effective` None prints as the day of issue, which is not known before.
    """

    number: str = ""
    title: str = ""
    revision: str = ""
    effective: date | None = None
    company: str = ""
    owner: str = ""
    links: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Approval:
    """One signature on the control sheet. `at` is in the signer's zone, `zone` as +01:00;
    `reason` and `outside` tell of an override or of sending back; `odd_clock` says that the
    time did not follow from the entries before."""

    meaning: str
    name: str
    role: str
    at: datetime
    zone: str
    reason: str = ""
    outside: str = ""
    odd_clock: bool = False


@dataclass(frozen=True)
class RevisionLine:
    """One revision of the history, as "4", its day, what changed and why, by whom, state."""

    revision: str
    effective: date | None
    summary: str
    approved_by: str
    state: str
    in_force: bool = False


@dataclass(frozen=True)
class ReviewLine:
    """One periodic review that was held, its outcome in words."""

    on_day: date
    revision: str
    name: str
    outcome: str
    note: str
    next_on: date | None


@dataclass(frozen=True)
class CopyLine:
    """One copy of the distribution. `open_receipt` and `open_return` print in amber with
    their words; `replaced` says what became of the copy it replaced."""

    n: int
    holder: str
    place: str
    code: str
    issued: date | None
    received: date | None
    replaced: str = ""
    open_receipt: bool = False
    open_return: bool = False


@dataclass(frozen=True)
class ControlSheet:
    """Document control sheet: facts as (label, value), approvals, revisions, distribution.

    The notes stand at the right of the section headings; `remark` at the end. With `strip`
    the lowest 66 pt stay empty for the stamp of the copy it is printed in front of.
    """

    title: str
    number: str
    revision: str
    effective: date | None
    facts: tuple[tuple[str, str], ...]
    approvals: tuple[Approval, ...]
    revisions: tuple[RevisionLine, ...]
    copies: tuple[CopyLine, ...]
    approvals_note: str = ""
    revisions_note: str = ""
    copies_note: str = ""
    remark: str = ""
    strip: bool = False
    reviews: tuple[ReviewLine, ...] = ()


@dataclass(frozen=True)
class ChangeLine:
    """One change between two revisions: its word, its place, both texts as (part, differs),
    and what changed beside the words."""

    n: int
    word: str
    place: str
    old: tuple[tuple[str, bool], ...]
    new: tuple[tuple[str, bool], ...]
    note: str = ""


@dataclass(frozen=True)
class ChangeSheet:
    """Change sheet: facts as (label, value), four a row, of the old and the new revision;
    what they say of themselves; every change. `remark` says how the texts were read."""

    title: str
    number: str
    old: str
    new: str
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, str], ...]
    changes: tuple[ChangeLine, ...]
    remark: str = ""
