"""Issues of the context, inside and outside (ISO 9001 and ISO 14001, 4.1; Amd 1:2024)."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import EVERY, NOTE, PERSON, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.recurrence import next_after
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import TODAY, Around, Grow, State, Step
from isodesk.registers.growing import COMES_FROM


class Sort(Enum):
    """An issue, or the decision whether climate change is one."""

    ISSUE = "Issue"
    CLIMATE = "Climate decision"


class Side(Enum):
    """Where it lies."""

    INTERNAL = "Internal"
    EXTERNAL = "External"


class Swot(Enum):
    """Which corner of the SWOT it stands in."""

    STRENGTH = "Strength"
    WEAKNESS = "Weakness"
    OPPORTUNITY = "Opportunity"
    THREAT = "Threat"


class Area(Enum):
    """PESTEL for what lies outside, four areas for what lies inside."""

    POLITICAL = "Political"
    ECONOMIC = "Economic"
    SOCIAL = "Social"
    TECHNICAL = "Technological"
    ENVIRONMENTAL = "Environmental"
    LEGAL = "Legal"
    PEOPLE = "People and knowledge"
    SITE = "Site and equipment"
    MONEY = "Money"
    CULTURE = "Organisation and culture"


class Condition(Enum):
    """The conditions of the environment that ISO 14001 asks about."""

    CLIMATE = "Climate"
    POLLUTION = "Pollution"
    RESOURCES = "Availability of resources"
    BIODIVERSITY = "Biodiversity"
    ECOSYSTEM = "Health of ecosystems"


class Direction(Enum):
    """Who touches whom."""

    ON_US = "It affects us"
    BY_US = "We affect it"
    BOTH = "Both ways"


class Weight(Enum):
    """How much it matters."""

    HIGH = "High"
    MEDIUM = "Medium"
    LOW = "Low"


class Climate(Enum):
    """The decision that Amendment 1 of 2024 asks for."""

    RELEVANT = "Relevant"
    NOT_RELEVANT = "Not relevant"


class Issue(Entry):
    """What around us or within us decides whether the system reaches what it is for."""

    title: str = field("Issue", search=True, weight=16)
    sort: Sort = field("Kind", default=Sort.ISSUE, weight=7)
    side: Side | None = field("Side", also=("internal or external", "type"), weight=6)
    swot: Swot | None = field("SWOT", choice_of(Swot, WEAKNESS="amber", THREAT="amber"), weight=7)
    area: Area | None = field("Area", also=("PESTEL", "category"), weight=8)
    meaning: str | None = field(
        "What it means for us", NOTE, search=True, also=("effect", "consequence", "impact")
    )
    response: str | None = field("What we do about it", NOTE, search=True, also=("response",))
    weight: Weight | None = field("Weight", choice_of(Weight, HIGH="amber"), weight=5)
    process_id: int | None = field("Process", Reference(("process",)), weight=9)
    condition: Condition | None = field("Condition of the environment")
    direction: Direction | None = field("Who affects whom")
    climate: Climate | None = field("Climate change is", also=("climate relevance",), weight=7)
    reason: str | None = field(
        "Reason for the decision",
        NOTE,
        search=True,
        help="“Not relevant” is a good answer where the reason stands beside it.",
    )
    decided_by_id: int | None = field("Decided by", PERSON)
    decided_on: date | None = field("Decided on")
    review_every: str | None = field("Review every", EVERY)
    reviewed_on: date | None = field("Last reviewed")

    @computed("Next review", due="Review")
    def next_on(self) -> date | None:
        """Counted from the last review, or from the decision."""
        return next_after(self.reviewed_on or self.decided_on, self.review_every)


def swot_stands_on_its_side(issue: Issue) -> Iterator[Problem]:
    """Strengths and weaknesses are ours; opportunities and threats come from outside."""
    inside = issue.swot in (Swot.STRENGTH, Swot.WEAKNESS)
    if issue.swot and issue.side and inside != (issue.side is Side.INTERNAL):
        side = "internal" if inside else "external"
        yield Problem("side", f"A {issue.swot.value.lower()} is {side}; change one of the two.")


def climate_is_reasoned(issue: Issue) -> Iterator[Problem]:
    """A decision without its reason is worth nothing to an auditor."""
    if issue.climate and not issue.reason:
        yield Problem("reason", "Write down why climate change is relevant for you, or is not.")


def kind_is_complete(issue: Issue, around: Around) -> Iterator[Problem]:
    """An issue says where it lies; a climate decision says what was decided, by whom."""
    if issue.sort is Sort.ISSUE:
        if issue.side is None:
            yield Problem("side", "Say whether it lies inside or outside.")
        return
    if issue.climate is None:
        yield Problem("climate", "Decide whether climate change is relevant.")
    if issue.decided_by_id is None or issue.decided_on is None:
        yield Problem("decided_by_id", "Say who decided, and when.")
    yield from climate_is_reasoned(issue)


def _of_the_issue(issue: Issue) -> dict[str, Any]:
    return {"origin": "ISSUE", "process_id": issue.process_id}


REGISTER = Register(
    Issue,
    key="issue",
    title="Context issues",
    one="issue",
    many="issues",
    group=Group.PLANNING,
    about="What within the firm and around it helps or hinders, and the decision whether"
    " climate change is part of it.",
    example=Example(
        "ISS-004",
        "The foundry we depend on is the only one within 200 km",
        "A stop there stops us within two weeks; the second source is twice as far and dearer.",
        ("External", "Threat", "Economic", "Reviewed every year"),
    ),
    numbering="ISS-{seq:03}",
    clauses=("9001 4.1", "14001 4.1"),
    columns=(
        "number",
        "title",
        "swot",
        "side",
        "sort",
        "area",
        "weight",
        "owner_id",
        "due_on",
        "state",
    ),
    form={
        "Issue": ("title", "sort", "side", "swot", "area", "weight", "meaning", "response"),
        "Environment": ("condition", "direction"),
        "Climate decision": ("climate", "reason", "decided_by_id", "decided_on"),
        "Review": (
            "owner_id",
            "process_id",
            "review_every",
            "reviewed_on",
            "next_on",
            "legacy",
        ),
    },
    states=states(State("open", "Watched"), closed="Over"),
    steps=(
        Step("Open", ("draft",), "open", guards=(kind_is_complete,)),
        Step(
            "Review",
            ("open",),
            "open",
            asks=("meaning", "response"),
            optional=("meaning", "response"),
            reason=True,
            guards=(kind_is_complete,),
            puts={"reviewed_on": TODAY},
        ),
        Step("Close", ("open",), "closed", reason=True),
        Step("Reopen", ("closed",), "open", reason=True),
    ),
    rules=(swot_stands_on_its_side, climate_is_reasoned),
    grows=(
        Grow("Add a risk", "risk", COMES_FROM, _of_the_issue),
        Grow("Add an opportunity", "opportunity", COMES_FROM, _of_the_issue),
    ),
    help="context",
    place=10,
)
