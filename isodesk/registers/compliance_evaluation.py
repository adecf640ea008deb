"""Evaluations of compliance: each time an obligation was looked at, and what is known
(ISO 14001:2015, 9.1.2)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from enum import Enum

from isodesk.core.entry import Entry, field
from isodesk.core.kinds import NOTE, PERSON, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.register import EMS, Example, Group, Register, states
from isodesk.core.steps import Around, Effect, Put, Step, Take
from isodesk.registers.acting import ADD_ACTION, RAISE_NONCONFORMITY
from isodesk.registers.environment_words import Standing

STEP_OF = {
    Standing.COMPLIANT: "find_compliant",
    Standing.PARTLY: "find_partly_compliant",
    Standing.NOT: "find_not_compliant",
}


class Way(Enum):
    """How it was looked at."""

    RECORDS = "Records read"
    MEASURED = "Measured or sampled"
    WALKED = "Walked and looked"
    ASKED = "People asked"
    SEVERAL = "Several ways"
    OUTSIDE = "By somebody from outside"


class ComplianceEvaluation(Entry):
    """One look at one obligation."""

    obligation_id: int = field("Obligation", Reference(("obligation",)), weight=14)
    title: str = field("What was evaluated", search=True, weight=14)
    evaluated_on: date = field("Evaluated on", also=("Date",), weight=6)
    period: str | None = field("Time it covers", help="As 2026, or January to June.")
    way: Way | None = field("How", also=("Method",))
    evaluator_id: int | None = field("Evaluated by", PERSON, weight=8)
    others: str | None = field("With whom")
    evidence: str = field("Evidence", NOTE, search=True)
    result: Standing = field(
        "Result",
        choice_of(Standing, COMPLIANT="green", PARTLY="amber", NOT="red"),
        also=("Status", "Compliance"),
        weight=7,
    )
    found: str | None = field("What is lacking", NOTE, search=True)
    knowledge: str | None = field(
        "What we know of our standing",
        NOTE,
        search=True,
        help="How sure you are, what you could not see, and what has changed since.",
    )
    told_on: date | None = field("Authority told on")
    told: str | None = field("What it was told", NOTE)


def what_is_lacking_is_said(evaluation: ComplianceEvaluation) -> Iterator[Problem]:
    """A result below compliant says what is lacking."""
    if evaluation.result in (Standing.PARTLY, Standing.NOT) and not evaluation.found:
        yield Problem("found", "Say what is lacking.")


def said_in_full(evaluation: ComplianceEvaluation, around: Around) -> Iterator[Problem | str]:
    """What is recorded can stand for the year."""
    yield from what_is_lacking_is_said(evaluation)
    if evaluation.evaluated_on and evaluation.evaluated_on > around.today:
        yield Problem("evaluated_on", "That day is still to come.")


def tell_obligation(evaluation: ComplianceEvaluation, around: Around) -> Iterable[Effect]:
    """The obligation stands as the newest evaluation says."""
    for near in around.near("obligation", "obligation_id"):
        last = near.values.get("evaluated_on")
        if near.outward and (last is None or last <= evaluation.evaluated_on):
            yield Put(near.id, {"evaluated_on": evaluation.evaluated_on})
            yield Take(near.id, STEP_OF[evaluation.result], f"Evaluation {evaluation.number}")


REGISTER = Register(
    ComplianceEvaluation,
    key="compliance_evaluation",
    title="Evaluations of compliance",
    one="evaluation of compliance",
    many="evaluations of compliance",
    group=Group.ENVIRONMENT,
    about="Each time an obligation was looked at: what was seen, whether it is met, and how sure "
    "you are of it.",
    example=Example(
        "EVC-2026-011",
        "Bunds at tanks 1 to 3",
        "All three tight, rain water pumped off, log of the monthly looks complete but for July.",
        ("OBL-007", "Compliant", "Walked and looked", "14 Oct 2026"),
    ),
    systems=EMS,
    numbering="EVC-{year}-{seq:03}",
    clauses=("14001 9.1.2",),
    columns=("number", "obligation_id", "title", "evaluated_on", "result", "evaluator_id", "state"),
    form={
        "Evaluation": ("obligation_id", "title", "evaluated_on", "period", "way"),
        "Who": ("evaluator_id", "others", "owner_id"),
        "What was seen": ("evidence", "result", "found", "knowledge"),
        "Authority": ("told_on", "told", "legacy"),
    },
    states=states(closed="Recorded"),
    steps=(
        Step(
            "Record",
            ("draft",),
            "closed",
            guards=(said_in_full,),
            effects=tell_obligation,
        ),
        Step("Correct", ("closed",), "draft", reason=True),
    ),
    rules=(what_is_lacking_is_said,),
    grows=(
        replace(ADD_ACTION, states=("draft", "closed")),
        replace(RAISE_NONCONFORMITY, states=("draft", "closed")),
    ),
    order="evaluated_on",
    help="obligations",
    place=31,
)
