"""Needs and expectations of interested parties (ISO 9001 and ISO 14001, 4.2); one that must be
or will be met becomes a compliance obligation (ISO 14001, 6.1.3)."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import EVERY, NOTE, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.recurrence import next_after
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import TODAY, Grow, State, Step
from isodesk.registers.growing import COMES_FROM, needed


class Basis(Enum):
    """What the wish rests on."""

    LAW = "Law or permit"
    CONTRACT = "Contract"
    PROMISE = "Promise of ours"
    WISH = "Wish or expectation"


class Answer(Enum):
    """What was decided about it."""

    OBLIGATION = "Obligation"
    CONSIDERED = "Considered"
    REFUSED = "Not followed"


class Need(Entry):
    """What a party asks of us, or expects without asking."""

    title: str = field("Need or expectation", search=True, also=("requirement", "need"), weight=18)
    party_id: int = field("Interested party", Reference(("party",)), weight=12)
    basis: Basis | None = field("Rests on", also=("basis", "source"), weight=8)
    details: str | None = field("In detail", NOTE, search=True)
    climate: bool | None = field("Concerns the climate", weight=6)
    process_id: int | None = field("Process", Reference(("process",)), weight=8)
    document_id: int | None = field("Stands in", Reference(("document",)))
    answer: Answer | None = field(
        "Decision",
        choice_of(Answer, OBLIGATION="blue", CONSIDERED="green", REFUSED="grey"),
        also=("obligation", "becomes obligation"),
        weight=8,
    )
    why: str | None = field("Why so decided", NOTE, search=True)
    met_by: str | None = field("How it is met", NOTE, search=True)
    review_every: str | None = field("Review every", EVERY)
    reviewed_on: date | None = field("Last reviewed")

    @computed("Next review", due="Review")
    def next_on(self) -> date | None:
        """Counted from the last review."""
        return next_after(self.reviewed_on, self.review_every)


def law_is_followed(need: Need) -> Iterator[Problem]:
    """What rests on law or contract is no matter of choice."""
    binding = need.basis in (Basis.LAW, Basis.CONTRACT)
    if binding and need.answer in (Answer.CONSIDERED, Answer.REFUSED):
        yield Problem("answer", "What law or contract asks is an obligation.")


def refusing_is_reasoned(need: Need) -> Iterator[Problem]:
    """Saying no needs a reason that stands up a year later."""
    if need.answer is Answer.REFUSED and not need.why:
        yield Problem("why", "Write down why it is not followed.")


def what_is_considered_is_met(need: Need) -> Iterator[Problem]:
    """A decision to consider it wants a place where that happens."""
    if need.answer is Answer.CONSIDERED and not need.met_by:
        yield Problem("met_by", "Write down how it is met, or where it is considered.")


_DECIDED = (law_is_followed, refusing_is_reasoned, what_is_considered_is_met)


_NATURE = {"LAW": "LAW", "CONTRACT": "CONTRACT", "PROMISE": "OWN", "WISH": "AGREEMENT"}


def _as_obligation(need: Any) -> dict[str, Any]:
    return {
        "title": need.title,
        "nature": _NATURE[need.basis.name] if need.basis else "OWN",
        "requirement": need.details or need.title,
        "how_met": need.met_by,
        "applies_because": need.why,
    }


REGISTER = Register(
    Need,
    key="need",
    title="Needs",
    one="need",
    many="needs",
    group=Group.PLANNING,
    about="What interested parties want, and which of it becomes an obligation of yours.",
    example=Example(
        "NEED-007",
        "No lorries before seven in the morning",
        "Asked by the households in the lane; promised by the director at the parish meeting.",
        ("Neighbours", "Promise of ours", "Obligation"),
    ),
    numbering="NEED-{seq:03}",
    clauses=("9001 4.2", "14001 4.2", "14001 6.1.3"),
    columns=(
        "number",
        "title",
        "answer",
        "party_id",
        "basis",
        "climate",
        "owner_id",
        "due_on",
        "state",
    ),
    form={
        "Need": ("title", "party_id", "basis", "details", "climate"),
        "Decision": ("answer", "why", "met_by", "process_id", "document_id"),
        "Review": ("owner_id", "review_every", "reviewed_on", "next_on", "legacy"),
    },
    states=states(
        State("open", "Noted", "amber"),
        State("decided", "Decided", "green"),
        closed="Ended",
    ),
    steps=(
        Step("Open", ("draft",), "open"),
        Step(
            "Decide",
            ("open",),
            "decided",
            asks=("answer", "why", "met_by"),
            optional=("why", "met_by"),
            guards=(needed(*_DECIDED),),
            puts={"reviewed_on": TODAY},
        ),
        Step(
            "Review",
            ("decided",),
            "decided",
            asks=("answer", "why", "met_by"),
            optional=("why", "met_by"),
            guards=(needed(*_DECIDED),),
            puts={"reviewed_on": TODAY},
        ),
        Step("Close", ("open", "decided"), "closed", reason=True),
        Step("Reopen", ("closed",), "open", reason=True),
    ),
    rules=_DECIDED,
    grows=(
        Grow("Make it an obligation", "obligation", COMES_FROM, fill=_as_obligation, once=True),
        Grow("Add a requirement", "requirement", COMES_FROM),
        Grow("Add a risk", "risk", COMES_FROM, lambda need: {"origin": "PARTY"}),
    ),
    help="parties",
    place=22,
)
