"""How long things are kept, at least: rules as plain values, and the arithmetic. No clock.

Expiry, review and retention are three dates. ISO sets no years: what is offered is practice,
the law and the customer's contract come first, and the longest wins. What counts is the event
a time begins with, not the day something was made.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from isodesk.core.dates import add_months


class Trigger(StrEnum):
    """The event from which the time runs."""

    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    FILLED = "filled"
    CLOSED = "closed"


TRIGGER_WORDS = {
    Trigger.SUPERSEDED: "from the day a revision is replaced",
    Trigger.WITHDRAWN: "from the day the document is withdrawn",
    Trigger.FILLED: "from the day it was filled in",
    Trigger.CLOSED: "from the day it was closed",
}


class Keeping(StrEnum):
    """Where something stands between its end and its disposal."""

    DUE = "keep_due"
    KEPT = "kept"
    WAITING = "keep_waiting"
    FOR_EVER = "for_ever"
    NO_RULE = "no_rule"
    HELD = "held"
    DISPOSED = "disposed"


KEEPING_WORDS = {
    Keeping.DUE: "Due for review",
    Keeping.KEPT: "Kept",
    Keeping.WAITING: "Not yet counting",
    Keeping.FOR_EVER: "Kept for ever",
    Keeping.NO_RULE: "No rule",
    Keeping.HELD: "On hold",
    Keeping.DISPOSED: "Disposed of",
}


@dataclass(frozen=True)
class RuleValue:
    """A retention rule; `months` None is for ever. `used` counts types and documents."""

    id: int
    name: str
    months: int | None
    counted_from: Trigger
    basis: str = ""
    active: bool = True
    used: int = 0


@dataclass(frozen=True)
class HoldValue:
    """A legal hold: nothing of the record is disposed of while it stands."""

    id: int
    record_id: int
    reason: str
    asked_by: str
    begun: date
    lifted_on: date | None
    lifted_because: str

    @property
    def stands(self) -> bool:
        """Whether it still holds."""
        return self.lifted_on is None


@dataclass(frozen=True)
class KeepingValue:
    """The three dates of a document, and what they come from."""

    valid_until: date | None
    next_review: date | None
    keep_until: date | None
    rule: RuleValue | None
    own_rule: bool
    """The rule is the document's, not its type's."""
    holds: tuple[HoldValue, ...]


@dataclass(frozen=True)
class PlannedLine:
    """One thing that would go: its files counted, and those that stay for others."""

    record_id: int
    version: int
    number: str
    title: str
    label: str
    rule: str
    retained_until: date | None
    files: int
    size: int
    shared: int
    why_not: str = ""


@dataclass(frozen=True)
class DisposalPlan:
    """What a disposal would do, shown before anything is erased."""

    lines: tuple[PlannedLine, ...]

    @property
    def goes(self) -> tuple[PlannedLine, ...]:
        """The lines that may go."""
        return tuple(line for line in self.lines if not line.why_not)

    @property
    def stays(self) -> tuple[PlannedLine, ...]:
        """The lines that may not, each with its reason."""
        return tuple(line for line in self.lines if line.why_not)


@dataclass(frozen=True)
class DisposalValue:
    """A disposal that was carried out; its number is the certificate's."""

    id: int
    number: str
    done_on: date
    method: str
    approved_by: str
    witness: str
    note: str
    lines: tuple[PlannedLine, ...]


def keep_until(months: int | None, begun: date | None) -> date | None:
    """The last day something is kept at least; None for ever, or while nothing has begun."""
    if months is None or begun is None:
        return None
    return add_months(begun, months)


def begun_on(trigger: Trigger, ended: date | None, withdrawn: date | None) -> date | None:
    """From which day a revision's time runs: its own end, or that of its document."""
    return withdrawn if trigger == Trigger.WITHDRAWN else ended


def rule_words(months: int | None, trigger: Trigger) -> str:
    """`at least 3 years, from the day ...`; years where the months are whole ones."""
    if months is None:
        return "for ever"
    if months and months % 12 == 0:
        years = months // 12
        span = "1 year" if years == 1 else f"{years} years"
    else:
        span = "1 month" if months == 1 else f"{months} months"
    return f"at least {span}, {TRIGGER_WORDS[trigger]}"
