"""What the sheets of an audit are made from: frozen values of plain words, and photos made ready.

No ReportLab here; the pages are drawn in the audit_* modules beside this one.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from isodesk.printing.pictures import Ready

Told = tuple[tuple[str, str], ...]
"""Labels and what is said under them."""


@dataclass(frozen=True)
class Photo:
    """A photo and what stands under it; `picture` None where it cannot be read. `key` tells one
    picture from another, as its SHA-256 does."""

    key: str
    picture: "Ready | None"
    caption: str


# Plan and meetings


@dataclass(frozen=True)
class Member:
    """Somebody of the team; `own_work` says what of it is theirs and what is done about it."""

    name: str
    role: str
    competence: str = ""
    own_work: str = ""


@dataclass(frozen=True)
class Slot:
    """One slot of the timetable, in words."""

    time: str
    what: str
    clauses: str
    auditor: str
    auditee: str
    how: str


@dataclass(frozen=True)
class PlanDay:
    """The slots of one day."""

    heading: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class AuditPlan:
    """The plan of an audit. `when` stands in the header; `parts` are (process or part, clauses)
    of its scope, `criteria` one to a line."""

    label: str
    number: str
    title: str
    when: str
    told: Told
    parts: tuple[tuple[str, str], ...]
    team: tuple[Member, ...]
    days: tuple[PlanDay, ...]
    after: Told
    sign: tuple[str, ...]


@dataclass(frozen=True)
class Attendee:
    """Somebody met; `mark` says that it is noted already."""

    name: str
    job: str
    mark: str = ""


@dataclass(frozen=True)
class MeetingSheet:
    """An opening or closing meeting: agenda, who was there, what was said. `findings` are
    (number, grade, in one line, reply by); None where the agenda has none. `blank` rows are for
    who comes unexpected, `lines` for the pen under the notes."""

    label: str
    number: str
    title: str
    when: str
    facts: Told
    agenda: tuple[str, ...]
    people: tuple[Attendee, ...]
    blank: int
    notes: str
    sign: tuple[str, ...]
    findings: tuple[tuple[str, str, str, str], ...] | None = None
    lines: int = 6


# Answers


@dataclass(frozen=True)
class Proofs:
    """A piece of evidence in words: its kind, and what, where, when."""

    kind: str
    words: str


@dataclass(frozen=True)
class Answered:
    """A question with its answer; `verdict` "" was not checked. `tone` is green, amber, red, blue,
    grey or "". `mark` says what is special about it, such as that it was reworded."""

    number: int
    clauses: tuple[str, ...]
    ask: str
    verdict: str
    tone: str
    note: str
    mark: str = ""
    proofs: tuple[Proofs, ...] = ()
    photos: tuple[Photo, ...] = ()
    by: str = ""


@dataclass(frozen=True)
class AnsweredPart:
    """The questions of one section."""

    heading: str
    note: str
    questions: tuple[Answered, ...]


@dataclass(frozen=True)
class AnswerSheet:
    """The checklist of an audit with what was answered: a working document."""

    label: str
    number: str
    title: str
    when: str
    facts: Told
    count: str
    parts: tuple[AnsweredPart, ...]


# The report


@dataclass(frozen=True)
class Counts:
    """How many questions have which verdict, under a key (a clause, a process) and its words."""

    key: str
    words: str
    conform: int
    major: int
    minor: int
    observation: int
    opportunity: int
    not_applicable: int
    unchecked: int
    total: int
    percent: int | None

    @property
    def nonconform(self) -> int:
        """Minor and major together."""
        return self.minor + self.major

    @property
    def remarks(self) -> int:
        """Observations and opportunities."""
        return self.observation + self.opportunity

    @property
    def judged(self) -> int:
        """What the percentage is of."""
        return self.conform + self.nonconform + self.remarks

    @property
    def met(self) -> int:
        """Judged, and no nonconformity."""
        return self.judged - self.nonconform

    @property
    def left(self) -> int:
        """Not applicable, or not checked."""
        return self.not_applicable + self.unchecked


@dataclass(frozen=True)
class FindingLine:
    """A finding in the list of the report."""

    number: str
    grade: str
    tone: str
    clauses: str
    title: str
    record: str
    due: str
    state: str


@dataclass(frozen=True)
class FindingPage:
    """A finding in full: `facts` beside each other, `told` under each other, and its photos."""

    line: FindingLine
    facts: Told
    told: Told
    photos: tuple[Photo, ...]


@dataclass(frozen=True)
class FindingSheet:
    """One finding to be handed out: `audit` is the number of its audit, `pen` what is to be written
    with how many lines for it."""

    label: str
    audit: str
    page: FindingPage
    pen: tuple[tuple[str, int], ...]
    sign: tuple[str, ...]


@dataclass(frozen=True)
class Earlier:
    """An earlier finding that was followed up: what it was, and what is found now."""

    number: str
    title: str
    grade: str
    result: str
    note: str
    state: str


@dataclass(frozen=True)
class Sampled:
    """A sample: how many were drawn of how many, with which seed, and what was drawn."""

    question: str
    what: str
    drawn: str
    seed: str
    names: str


@dataclass(frozen=True)
class AuditReport:
    """The report of an audit. `draft` until it is issued; `head` is the state of the file it was
    made from. `standards` and `processes` count the same questions, each by its own key; `grades`
    are the firm's words for major, minor, observation and opportunity, () where it has none."""

    label: str
    number: str
    title: str
    when: str
    state: str
    draft: bool
    told: Told
    conclusions: str
    count: str
    clauses: tuple[Counts, ...]
    whole: Counts
    standards: tuple[Counts, ...]
    processes: tuple[Counts, ...]
    findings: tuple[FindingPage, ...]
    findings_note: str
    good: tuple[str, ...]
    earlier: tuple[Earlier, ...]
    not_covered: Told
    samples: tuple[Sampled, ...]
    people: tuple[tuple[str, str, str], ...]
    team: tuple[Member, ...]
    after: Told
    head: str
    sign: tuple[str, ...]
    grades: tuple[str, ...] = ()
