"""Evaluations of aspects, frozen: the criteria, every score and every result of one day, as
they were. Freezing fills it; nothing of it is typed but its name and its conclusion."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import NOTE, NUMBER, PERSON, Reference
from isodesk.core.register import EMS, Example, Group, Lines, Register, states
from isodesk.core.steps import ME, TODAY, AddLines, Around, Effect, Put, Step
from isodesk.registers.criteria import criteria_of
from isodesk.registers.criteria_words import criteria_words
from isodesk.registers.significance import Criteria, plain
from isodesk.registers.significance_methods import evaluate, value_of
from isodesk.registers.weighing import scored


class EvaluatedAspect(Line):
    """One aspect as it stood: nothing here follows the aspect any more."""

    aspect_id: int = field("Record", Reference(("aspect",)))
    number: str | None = field("Number", weight=6)
    title: str | None = field("Aspect", weight=14)
    activity: str | None = field("Activity", weight=10)
    condition: str | None = field("Condition", weight=7)
    category: str | None = field("Concerns", weight=7)
    scores: str | None = field("Scores", NOTE, weight=14)
    score: Decimal | None = field("Score", NUMBER, weight=4)
    band: str | None = field("Band", weight=7)
    significant: bool | None = field("Significant", weight=5)
    overridden: bool | None = field("Decided against the criteria", weight=5)
    reason: str | None = field("Because", NOTE, weight=14)


class AspectEvaluation(Entry):
    """The evaluation of one year."""

    title: str = field("Evaluation", search=True, weight=14)
    held_on: date | None = field("Held on", weight=7)
    held_by_id: int | None = field("Held by", PERSON, weight=8)
    criteria_id: int | None = field("Criteria", Reference(("criteria",)), weight=12)
    criteria_words: str | None = field("Criteria as they were", NOTE)
    conclusion: str | None = field(
        "Conclusion", NOTE, search=True, help="What changed against the year before, and why."
    )

    @computed("Aspects", weight=4.5)
    def evaluated(self) -> int:
        """How many aspects it holds."""
        return len(self.lines.get("evaluated_aspect", ()))

    @computed("Significant", weight=5.5)
    def significant(self) -> int:
        """How many of them are significant."""
        return sum(bool(line.significant) for line in self.lines.get("evaluated_aspect", ()))

    @computed("Not evaluated", weight=6)
    def missing(self) -> int:
        """How many have no result."""
        lines = self.lines.get("evaluated_aspect", ())
        return sum(line.significant is None for line in lines)


def _ready(entry: Entry, around: Around) -> Iterator[str]:
    if not around.entries("criteria", "in_force"):
        yield "Put a set of criteria in force first."
    elif not around.entries("aspect", "open"):
        yield "Open the aspects first: none is open."


def _freeze(entry: Entry, around: Around) -> Iterable[Effect]:
    """Every open aspect as it stands, with the criteria in force."""
    found = around.entries("criteria", "in_force")[-1]
    criteria = criteria_of(found)
    rows = tuple(_as_it_is(aspect, criteria) for aspect in around.entries("aspect", "open"))
    yield AddLines(entry.id, "evaluated_aspect", rows)
    words = {"criteria_id": found.id, "criteria_words": criteria_words(criteria)}
    yield Put(entry.id, words)


def _as_it_is(aspect: Any, criteria: Criteria) -> Mapping[str, Any]:
    seen = scored(aspect)
    outcome = evaluate(criteria, seen)
    pairs = ((each, value_of(seen, each)) for each in criteria.asked(seen.group))
    said = [f"{each.label} {plain(value)}" for each, value in pairs if value is not None]
    overridden = seen.override is not None
    return {
        "aspect_id": aspect.id,
        "number": aspect.number,
        "title": aspect.title,
        "activity": aspect.activity,
        "condition": aspect.condition.value if aspect.condition else None,
        "category": aspect.category.value if aspect.category else None,
        "scores": ", ".join(said) or None,
        "score": outcome.score,
        "band": outcome.band or None,
        "significant": seen.override if overridden else outcome.significant,
        "overridden": overridden or None,
        "reason": aspect.override_reason if overridden else outcome.why,
    }


REGISTER = Register(
    AspectEvaluation,
    key="aspect_evaluation",
    title="Evaluations of aspects",
    one="evaluation",
    many="evaluations",
    group=Group.ENVIRONMENT,
    about="Which aspects were significant in which year, by which criteria: frozen, so that years "
    "can be laid side by side.",
    example=Example(
        "EVA-2026-01",
        "Evaluation of the aspects 2026",
        "46 aspects by the matrix, 9 significant. Quench water came in, lamp replacement went out.",
        ("Held on 14 Jan 2026", "46 aspects", "9 significant"),
    ),
    systems=EMS,
    numbering="EVA-{year}-{seq:02}",
    clauses=("14001 6.1.2",),
    columns=("number", "title", "held_on", "criteria_id", "evaluated", "significant", "state"),
    form={
        "Evaluation": ("title", "held_on", "held_by_id", "criteria_id", "conclusion"),
        "Result": ("evaluated", "significant", "missing"),
        "Criteria": ("criteria_words", "owner_id", "legacy"),
    },
    states=states(closed="Frozen"),
    steps=(
        Step(
            "Freeze",
            ("draft",),
            "closed",
            asks=("conclusion",),
            optional=("conclusion",),
            guards=(_ready,),
            effects=_freeze,
            puts={"held_on": TODAY, "held_by_id": ME},
        ),
    ),
    lines=(
        Lines(
            "evaluated_aspect",
            "Aspects as they were",
            "aspect",
            EvaluatedAspect,
            (
                "number",
                "title",
                "scores",
                "score",
                "significant",
                "reason",
            ),
        ),
    ),
    help="significance",
    place=14,
)
