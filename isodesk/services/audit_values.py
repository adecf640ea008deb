"""An audit as its screens and its paper see it: questions with their answers, evidence, and how
far it is. Frozen values, cheap to read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from isodesk.registers.audit_words import Origin, Proof, Verdict

CHANGEABLE = ("draft", "prepared", "running", "reporting")
"""States of an audit in which its checklist may be changed."""
FILLABLE = ("draft", "prepared", "running")
"""States in which whole checklists may be taken: it is not over yet."""
BETWEEN = "; "
"""Between two clauses of a question, as they are stored."""


@dataclass(frozen=True)
class QuestionValue:
    """One question of an audit. `clauses` are as they are written ("9001:2015 8.5.1"); what has
    no verdict was not checked. `evidence` is how many pieces there are."""

    id: int
    position: int
    section: str
    clauses: tuple[str, ...]
    ask: str
    purpose: str
    look: tuple[str, ...]
    proof: tuple[str, ...]
    typical: tuple[str, ...]
    key: str
    origin: Origin
    asked_first: str
    process_id: int | None
    verdict: Verdict | None
    good: bool
    note: str
    place: str
    answered_at: datetime | None
    answered_by_id: int | None
    seconds: int
    finding_id: int | None
    earlier_id: int | None
    evidence: int = 0


@dataclass(frozen=True)
class EvidenceValue:
    """One piece of evidence of one question; `file_id` and `name` of a photo or file.
    `original_id` is the file of a marked photo before it was marked; `drawn` are the records of a
    sample, of which `looked` were looked at."""

    id: int
    question: int
    kind: Proof
    what: str
    detail: str
    taken_at: datetime | None
    place: str
    person_id: int | None
    record_id: int | None
    record_kind: str
    revision: int | None
    file_id: int | None
    name: str
    media: str
    size: int
    seed: str
    drawn_from: int | None
    drawn: tuple[int, ...] = ()
    looked: frozenset[int] = frozenset()
    original_id: int | None = None


@dataclass(frozen=True)
class AuditValue:
    """An audit while it is held."""

    id: int
    number: str
    title: str
    state: str
    systems: int
    closed: bool
    editions: tuple[tuple[str, str], ...]
    questions: tuple[QuestionValue, ...]
    fixed: str = ""
    """Why answers cannot be given now; "" when they can."""


@dataclass(frozen=True)
class Tally:
    """How many questions have which verdict. Percentages are conform ÷ (conform +
    nonconforming); what is not applicable or not checked is left out and said."""

    total: int = 0
    conform: int = 0
    minor: int = 0
    major: int = 0
    observation: int = 0
    opportunity: int = 0
    not_applicable: int = 0

    @property
    def answered(self) -> int:
        """Those with a verdict."""
        return (
            self.conform
            + self.minor
            + self.major
            + self.observation
            + self.opportunity
            + self.not_applicable
        )

    @property
    def unchecked(self) -> int:
        """Those without."""
        return self.total - self.answered

    @property
    def judged(self) -> int:
        """What the percentage is of: observations and opportunities meet the requirement."""
        return self.answered - self.not_applicable

    @property
    def met(self) -> int:
        """Judged, and no nonconformity."""
        return self.judged - self.minor - self.major

    @property
    def percent(self) -> int | None:
        """Whole percent met of what was judged; None where nothing was."""
        return round(100 * self.met / self.judged) if self.judged else None


def tally(questions: Iterable[QuestionValue]) -> Tally:
    """Count the verdicts."""
    counts = dict.fromkeys(Verdict, 0)
    total = 0
    for each in questions:
        total += 1
        if each.verdict is not None:
            counts[each.verdict] += 1
    return Tally(total, *(counts[verdict] for verdict in Verdict))


@dataclass(frozen=True)
class Answer:
    """What the officer says to a question; None leaves that part as it is. `clear` takes the
    verdict back."""

    verdict: Verdict | None = None
    note: str | None = None
    good: bool | None = None
    place: str | None = None
    seconds: int | None = None
    clear: bool = False


@dataclass(frozen=True)
class NewQuestion:
    """A question to be put into an audit or a checklist."""

    ask: str
    section: str = ""
    clauses: tuple[str, ...] = ()
    purpose: str = ""
    look: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    typical: tuple[str, ...] = ()
    key: str = ""
    origin: Origin = Origin.TEMPLATE
    process_id: int | None = None
    earlier_id: int | None = None
