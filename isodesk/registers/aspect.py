"""Environmental aspects and impacts (ISO 14001, 6.1.2): what touches the environment, and how
much it matters by the firm's own criteria."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import NOTE, NUMBER, PERSON, TEXT, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.register import EMS, Example, Group, Lines, Register, states
from isodesk.core.steps import ME, TODAY, Around, Grow, State, Step
from isodesk.registers.acting import ADD_ACTION, RAISE_NONCONFORMITY
from isodesk.registers.environment_words import Medium
from isodesk.registers.growing import COMES_FROM, referring
from isodesk.registers.weighing import weighed


class Condition(Enum):
    """When the aspect occurs; averages hide accidents."""

    NORMAL = "Normal"
    ABNORMAL = "Abnormal"
    EMERGENCY = "Emergency"
    CHANGED = "Changed or new activity"


class Stage(Enum):
    """Where in the life of the product."""

    RAW = "Raw materials"
    DESIGN = "Design"
    MAKE = "Making"
    TRANSPORT = "Transport and delivery"
    USE = "Use"
    END = "End of life"


class Reach(Enum):
    """Whether the firm decides, or only influences others."""

    CONTROL = "We control it"
    INFLUENCE = "We influence it"


class Direction(Enum):
    """Whether the environment suffers or gains."""

    ADVERSE = "Adverse"
    BENEFICIAL = "Beneficial"


class Significance(Enum):
    """What the criteria in force say, or the officer against them."""

    SIGNIFICANT = "Significant"
    NOT_SIGNIFICANT = "Not significant"
    BY_HAND = "To be decided"
    TO_EVALUATE = "To evaluate"


SIGNIFICANCE = choice_of(
    Significance,
    SIGNIFICANT="amber",
    NOT_SIGNIFICANT="grey",
    BY_HAND="blue",
    TO_EVALUATE="blue",
)


class Override(Enum):
    """The officer's own decision against the criteria."""

    SIGNIFICANT = "Significant all the same"
    NOT_SIGNIFICANT = "Not significant all the same"


class AspectScore(Line):
    """The score for one thing the criteria ask, by its short name; yes is 1, no is 0."""

    item: str = field("Scored for", TEXT, weight=8)
    value: Decimal = field("Score", NUMBER, weight=4)
    reason: str | None = field("Because", NOTE, weight=16)


class Aspect(Entry):
    """What touches the environment, how, and how much that matters."""

    title: str = field("Aspect", search=True, also=("Environmental aspect",), weight=14)
    activity: str = field(
        "Activity, product or service", search=True, also=("Activity", "Process step"), weight=9
    )
    process_id: int | None = field("Process", Reference(("process",)), weight=8)
    site: str | None = field("Site", search=True, also=("Location", "Place"), weight=6)
    category: Medium | None = field("Concerns", also=("Category", "Vector", "Media"), weight=7)
    impact: str = field("Impact", NOTE, search=True, also=("Environmental impact", "Effect"))
    condition: Condition = field("Condition", default=Condition.NORMAL)
    stage: Stage | None = field("Life-cycle stage", also=("Life cycle",))
    reach: Reach = field("Control or influence", default=Reach.CONTROL)
    direction: Direction = field("Adverse or beneficial", default=Direction.ADVERSE)
    controls: str | None = field(
        "Existing controls", NOTE, search=True, also=("Operational controls", "Controls")
    )
    obligation_id: int | None = field("Obligation", Reference(("obligation",)))
    severity: int | None = field(
        "Severity", within=(1, 5), also=("Consequence", "Gravity"), weight=4.5
    )
    likelihood: int | None = field(
        "Likelihood", within=(1, 5), also=("Probability", "Occurrence"), weight=4.5
    )
    override: Override | None = field("Decided against the criteria", weight=9)
    override_reason: str | None = field("Because", NOTE)
    evaluated_on: date | None = field("Last evaluated", also=("Evaluation date",))
    evaluated_by_id: int | None = field("Evaluated by", PERSON)
    next_on: date | None = field("Next evaluation", due="Evaluation", also=("Next review",))

    @computed("Score", NUMBER, help="By the criteria in force.", weight=6.5, bar=25)
    def score(self) -> Decimal | None:
        """Worked out with the criteria in force (`weighed`)."""
        return self.score  # type: ignore[no-any-return]

    @computed("Band", TEXT, weight=6)
    def band(self) -> str | None:
        """The word the criteria in force have for that score."""
        return self.band  # type: ignore[no-any-return]

    @computed("Significance", SIGNIFICANCE, weight=8)
    def significance(self) -> Significance | None:
        """By the criteria in force, or decided against them."""
        return self.significance  # type: ignore[no-any-return]

    @computed("How it came about", NOTE)
    def why(self) -> str | None:
        """The sum, or what is missing for it."""
        return self.why  # type: ignore[no-any-return]


def significant_aspects_are_controlled(aspect: Aspect) -> Iterator[Problem]:
    """Clause 8.1 of ISO 14001 asks for controls on what is significant."""
    adverse = aspect.direction is not Direction.BENEFICIAL
    if aspect.significance is Significance.SIGNIFICANT and adverse and not aspect.controls:
        yield Problem("controls", "A significant aspect needs operational controls.")


def overriding_takes_a_reason(aspect: Aspect) -> Iterator[Problem]:
    """Who decides against the own criteria says why."""
    if aspect.override is not None and not aspect.override_reason:
        yield Problem("override_reason", "Say why you decide against the criteria.")


def _derived(aspect: Aspect, around: Around) -> Mapping[str, Any]:
    score, band, significant, why = weighed(aspect, around)
    if aspect.override is not None:
        standing = Significance[aspect.override.name]
    elif significant is None:
        standing = Significance.TO_EVALUATE if score is None else Significance.BY_HAND
    else:
        standing = Significance.SIGNIFICANT if significant else Significance.NOT_SIGNIFICANT
    return {"score": score, "band": band or None, "significance": standing, "why": why}


def _as_named(aspect: Aspect) -> Mapping[str, Any]:
    return {"title": aspect.title}


def _to_train(aspect: Aspect) -> Mapping[str, Any]:
    return {"title": f"Why it matters: {aspect.title or ''}".strip(": ")}


REGISTER = Register(
    Aspect,
    key="aspect",
    title="Environmental aspects",
    one="aspect",
    many="aspects",
    group=Group.ENVIRONMENT,
    about="What your work takes from and gives to the environment, and what that does to it.",
    example=Example(
        "ASP-001",
        "Quench water discharge",
        "Warm water with oil traces to the storm drain; harm to the brook below the works.",
        ("Heat treatment", "Normal", "Evaluated every 12 months"),
    ),
    systems=EMS,
    numbering="ASP-{seq:03}",
    clauses=("14001 6.1.2",),
    columns=(
        "number",
        "title",
        "score",
        "significance",
        "activity",
        "category",
        "condition",
        "owner_id",
        "state",
    ),
    form={
        "Aspect": (
            "title",
            "activity",
            "process_id",
            "site",
            "category",
            "impact",
            "condition",
            "stage",
            "reach",
            "direction",
        ),
        "Significance": (
            "severity",
            "likelihood",
            "score",
            "band",
            "significance",
            "why",
            "override",
            "override_reason",
        ),
        "Control": ("controls", "obligation_id"),
        "Review": (
            "owner_id",
            "evaluated_on",
            "evaluated_by_id",
            "next_on",
            "legacy",
        ),
    },
    states=states(State("open", "Open"), closed="Retired"),
    steps=(
        Step("Open", ("draft",), "open"),
        Step(
            "Evaluate again",
            ("open",),
            "open",
            asks=("next_on",),
            puts={"evaluated_on": TODAY, "evaluated_by_id": ME},
        ),
        Step("Retire", ("open",), "closed", needs=("evaluated_on",), reason=True),
        Step("Take up again", ("closed",), "open", reason=True),
    ),
    rules=(significant_aspects_are_controlled, overriding_takes_a_reason),
    lines=(Lines("aspect_score", "Scores", "score", AspectScore),),
    grows=(
        referring("Add an operational control", "control", "aspect_id"),
        referring("Add a meter", "meter", "aspect_id", _as_named),
        referring("Set an objective", "objective", "aspect_id"),
        referring("Plan for an emergency", "scenario", "aspect_id"),
        referring("Add an external verification", "verification", "aspect_id"),
        Grow("Ask for training", "training", COMES_FROM, _to_train),
        ADD_ACTION,
        RAISE_NONCONFORMITY,
    ),
    derived=_derived,
    help="aspects",
    place=10,
)
