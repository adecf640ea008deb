"""Environmental aspects and impacts (ISO 14001:2015, 6.1.2)."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import NOTE
from isodesk.core.problems import Problem
from isodesk.core.register import EMS, Example, Group, Register, states
from isodesk.core.steps import State, Step


class Condition(Enum):
    """When the aspect occurs; the law of averages hides accidents."""

    NORMAL = "Normal"
    ABNORMAL = "Abnormal"
    EMERGENCY = "Emergency"


class Aspect(Entry):
    """What touches the environment, and how."""

    title: str = field("Aspect", search=True, weight=14)
    activity: str = field("Activity, product or service", search=True, weight=9)
    impact: str = field("Impact", NOTE, search=True)
    condition: Condition = field("Condition", default=Condition.NORMAL)
    severity: int | None = field("Severity", within=(1, 5))
    likelihood: int | None = field("Likelihood", within=(1, 5))
    controls: str | None = field("Operational controls", NOTE, search=True)
    evaluated_on: date | None = field("Last evaluated")
    next_on: date | None = field("Next evaluation", due="Evaluation")

    @computed("Score")
    def score(self) -> int | None:
        """Severity times likelihood."""
        if self.severity is None or self.likelihood is None:
            return None
        return self.severity * self.likelihood


def significant_aspects_are_controlled(aspect: Aspect) -> Iterator[Problem]:
    """Clause 8.1 of ISO 14001 asks for controls on what is significant."""
    if (aspect.score or 0) >= 12 and not aspect.controls:
        yield Problem("controls", "A significant aspect needs operational controls.")


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
    columns=("number", "title", "activity", "condition", "score", "owner_id", "due_on", "state"),
    form={
        "Aspect": ("title", "activity", "condition", "impact"),
        "Significance": ("severity", "likelihood", "score", "controls"),
        "Review": ("owner_id", "evaluated_on", "next_on", "legacy"),
    },
    states=states(State("open", "Open"), closed="Retired"),
    steps=(
        Step("Open", ("draft",), "open"),
        Step("Retire", ("open",), "closed", needs=("evaluated_on",), reason=True),
    ),
    rules=(significant_aspects_are_controlled,),
    place=10,
)
