"""Emergency scenarios: what could go wrong, and what everybody does then (ISO 14001:2015, 8.2)."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import EVERY, NOTE, PERSON, Reference
from isodesk.core.problems import Problem
from isodesk.core.register import EMS, Example, Group, Lines, Register, states
from isodesk.core.steps import Grow, State, Step
from isodesk.registers.acting import ADD_ACTION
from isodesk.registers.environment_words import Medium
from isodesk.registers.turns import next_turn


class Event(Enum):
    """What happens."""

    SPILL = "Spill or leak"
    FIRE = "Fire"
    EXPLOSION = "Explosion"
    RELEASE = "Release to air"
    FLOOD = "Flood or storm"
    POWER = "Failure of power, water or pumps"
    TRANSPORT = "Accident on the road or yard"
    OTHER = "Other"


class Measure(Line):
    """One step of the response."""

    what: str = field("What is done", NOTE, weight=16)
    who: str | None = field("Who", weight=8)
    within: str | None = field("Within", help="As at once, or 10 minutes.", weight=6)


class Scenario(Entry):
    """One thing that could go wrong, and the answer to it."""

    title: str = field("Scenario", search=True, weight=16)
    event: Event = field("Kind", also=("Type",), weight=8)
    place: str | None = field("Where", search=True, weight=8)
    happens: str = field("What could happen", NOTE, search=True)
    causes: str | None = field("How it could come to it", NOTE)
    harm: str | None = field("Harm to the environment", NOTE, search=True)
    medium: Medium | None = field("Concerns")
    aspect_id: int | None = field("Aspect", Reference(("aspect",)))
    likelihood: int | None = field("Likelihood", within=(1, 5))
    severity: int | None = field("Severity", within=(1, 5))
    prevention: str | None = field("What prevents it", NOTE, search=True)
    equipment: str | None = field(
        "Equipment and where it is", NOTE, help="Spill kits, drain covers, valves, extinguishers."
    )
    alarm: str | None = field("How the alarm is raised", NOTE)
    contacts: str | None = field(
        "Who is called", NOTE, help="Inside and outside, with telephone numbers."
    )
    plan_id: int | None = field("Response plan", Reference(("document",)))
    waste: str | None = field("What becomes of what is cleaned up", NOTE)
    leader_id: int | None = field("Leads the response", PERSON, weight=8)
    every: str | None = field("Drilled", EVERY, also=("Drill frequency",))
    first_on: date | None = field("First drill by")
    drilled_on: date | None = field("Last drilled")
    review_every: str | None = field("Plan reviewed", EVERY)
    reviewed_on: date | None = field("Last reviewed")

    @computed("Risk", weight=6.5, bar=25)
    def risk(self) -> int | None:
        """Likelihood times severity."""
        if self.likelihood is None or self.severity is None:
            return None
        return self.likelihood * self.severity

    @computed("Next drill", due="Drill", every="every")
    def drill_on(self) -> date | None:
        """The day the next drill is due."""
        return next_turn(self.every, self.drilled_on, self.first_on)

    @computed("Next review of the plan", due="Review of the plan", every="review_every")
    def review_on(self) -> date | None:
        """The day its plan is to be looked at again."""
        return next_turn(self.review_every, self.reviewed_on, None)


def there_is_an_answer(scenario: Scenario) -> Iterator[Problem]:
    """A scenario in force has a response: its own steps or a plan."""
    if (
        scenario.state == "open"
        and not scenario.plan_id
        and not scenario.lines.get("response_step")
    ):
        yield Problem("plan_id", "Name the response plan, or write down its steps.")
    if scenario.state == "open" and not scenario.every:
        yield Problem("every", "Say how often it is drilled.")


def _drill(scenario: Any) -> dict[str, Any]:
    return {"title": scenario.title, "scenario_id": scenario.id, "place": scenario.place}


def _incident(scenario: Any) -> dict[str, Any]:
    return {"title": scenario.title, "scenario_id": scenario.id, "place": scenario.place}


REGISTER = Register(
    Scenario,
    key="scenario",
    title="Emergency scenarios",
    one="scenario",
    many="scenarios",
    group=Group.ENVIRONMENT,
    about="What could go wrong for the environment, what prevents it, and what everybody does if "
    "it happens all the same.",
    example=Example(
        "EMG-03",
        "Diesel spill at the filling point",
        "Hose tears while filling; diesel runs to the yard drain. Close the drain valve, spread "
        "absorbent, call the brook warden.",
        ("Spill or leak", "Yard", "Drilled every 12 months"),
    ),
    systems=EMS,
    numbering="EMG-{seq:02}",
    clauses=("14001 8.2",),
    columns=("number", "title", "event", "place", "risk", "leader_id", "due_on", "state"),
    form={
        "Scenario": ("title", "event", "place", "happens", "causes", "harm", "medium", "aspect_id"),
        "How bad": ("likelihood", "severity", "risk"),
        "Before": ("prevention", "equipment"),
        "When it happens": ("alarm", "leader_id", "contacts", "plan_id", "waste"),
        "Kept alive": (
            "owner_id",
            "every",
            "first_on",
            "drilled_on",
            "drill_on",
            "review_every",
            "reviewed_on",
            "review_on",
            "legacy",
        ),
    },
    states=states(State("open", "In force", "green"), closed="Retired"),
    steps=(
        Step("Put in force", ("draft",), "open"),
        Step("Retire", ("open",), "closed", reason=True),
        Step("Take up again", ("closed",), "open", reason=True),
    ),
    rules=(there_is_an_answer,),
    lines=(Lines("response_step", "Response", "step of the response", Measure),),
    grows=(
        Grow("Plan a drill", "drill", "scenario_id", fill=_drill),
        Grow("Report an incident", "incident", "scenario_id", fill=_incident),
        ADD_ACTION,
    ),
    help="emergencies",
    place=70,
)
