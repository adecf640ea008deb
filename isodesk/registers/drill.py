"""Emergency drills: what was tried out, how it went, and what was learned."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import NOTE, PERSON, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.register import EMS, Example, Group, Lines, Register, states
from isodesk.core.steps import Around, Effect, Grow, Put, State, Step
from isodesk.registers.acting import ADD_ACTION, RAISE_NONCONFORMITY, said


class Form(Enum):
    """How it was tried out."""

    TABLE = "At the table"
    PART = "A part of it"
    WHOLE = "The whole response"
    ALARM = "Alarm and way out"
    REAL = "A real event"


class Verdict(Enum):
    """Whether the response would have done."""

    WORKS = "Works"
    MOSTLY = "Works, with something to mend"
    FAILS = "Does not work"


class Participant(Line):
    """Somebody who took part."""

    person_id: int | None = field("Who", PERSON, weight=10)
    name: str | None = field("From outside", weight=10)
    part: str | None = field("What they did", weight=14)


class Drill(Entry):
    """One drill of one scenario."""

    title: str = field("Drill", search=True, weight=14)
    scenario_id: int = field("Scenario", Reference(("scenario",)), weight=12)
    form: Form = field("Kind", also=("Type",), weight=7)
    planned_on: date = field("Planned for", weight=6)
    held_on: date | None = field("Held on", also=("Date",), weight=6)
    place: str | None = field("Where", search=True)
    leader_id: int | None = field("Led by", PERSON)
    observer_id: int | None = field("Watched by", PERSON)
    assumed: str | None = field("What was assumed", NOTE)
    happened: str | None = field("What happened", NOTE, search=True)
    minutes: int | None = field("Minutes until it was contained")
    target: int | None = field("Minutes allowed")
    worked: str | None = field("What worked", NOTE, search=True)
    failed: str | None = field("What did not", NOTE, search=True)
    lessons: str | None = field("Lessons", NOTE, search=True)
    plan_changes: str | None = field("What changes in the plan", NOTE)
    verdict: Verdict | None = field(
        "Conclusion",
        choice_of(Verdict, WORKS="green", MOSTLY="amber", FAILS="red"),
        also=("Conclusions", "Result"),
        weight=8,
    )

    @computed("Drill due", due="Drill")
    def due_day(self) -> date | None:
        """The day it is planned for, until it is held."""
        return None if self.held_on else self.planned_on

    @computed("In time")
    def in_time(self) -> bool | None:
        """Whether it was contained in the minutes allowed."""
        if self.minutes is None or self.target is None:
            return None
        return self.minutes <= self.target


def held_with_people(drill: Drill, around: Around) -> Iterator[Problem | str]:
    """A drill is no drill without a day and people."""
    if drill.held_on and drill.held_on > around.today:
        yield Problem("held_on", "That day is still to come.")
    if not around.lines("drill_person"):
        yield "Write down who took part."


def what_failed_is_answered(drill: Drill, around: Around) -> Iterator[Problem | str]:
    """What did not work has an action, or the plan changes."""
    failed = drill.verdict in (Verdict.MOSTLY, Verdict.FAILS)
    if failed and not drill.plan_changes and not around.near("action", "acts_on"):
        yield Problem("plan_changes", "Add an action, or say what changes in the plan.")


def tell_scenario(drill: Drill, around: Around) -> Iterable[Effect]:
    """The scenario counts from its newest drill."""
    for near in around.near("scenario", "scenario_id"):
        last = near.values.get("drilled_on")
        if near.outward and drill.held_on and (last is None or last < drill.held_on):
            yield Put(near.id, {"drilled_on": drill.held_on})


def _lesson(drill: Any) -> dict[str, Any]:
    return {"title": drill.title, "happened": f"{said(drill)}.", "learned": drill.lessons}


HELD = ("held", "closed")

REGISTER = Register(
    Drill,
    key="drill",
    title="Emergency drills",
    one="drill",
    many="drills",
    group=Group.ENVIRONMENT,
    about="What was tried out before it was needed, how it went, and what was learned of it.",
    example=Example(
        "DRL-2026-02",
        "Diesel spill at the filling point",
        "Valve closed after 4 minutes, 5 allowed. The absorbent was locked away: key now at the "
        "gate.",
        ("EMG-03", "The whole response", "Works, with something to mend"),
    ),
    systems=EMS,
    numbering="DRL-{year}-{seq:02}",
    clauses=("14001 8.2",),
    columns=("number", "title", "scenario_id", "form", "held_on", "verdict", "due_on", "state"),
    form={
        "Drill": ("title", "scenario_id", "form", "planned_on", "due_day", "place", "assumed"),
        "Who": ("leader_id", "observer_id", "owner_id"),
        "How it went": (
            "held_on",
            "happened",
            "minutes",
            "target",
            "in_time",
            "worked",
            "failed",
        ),
        "What comes of it": ("verdict", "lessons", "plan_changes", "legacy"),
    },
    states=states(
        State("planned", "Planned", "blue"), State("held", "Held", "amber"), closed="Evaluated"
    ),
    steps=(
        Step("Plan", ("draft",), "planned"),
        Step(
            "Record as held",
            ("draft", "planned"),
            "held",
            asks=("held_on",),
            guards=(held_with_people,),
            effects=tell_scenario,
        ),
        Step(
            "Evaluate",
            ("held",),
            "closed",
            needs=("happened",),
            asks=("verdict", "lessons"),
            guards=(what_failed_is_answered,),
        ),
        Step("Reopen", ("closed",), "held", reason=True),
    ),
    lines=(Lines("drill_person", "Who took part", "participant", Participant),),
    grows=(
        replace(ADD_ACTION, states=HELD),
        replace(RAISE_NONCONFORMITY, states=HELD),
        Grow("Note a lesson", "lesson", "learned_from", fill=_lesson, states=HELD),
    ),
    order="planned_on",
    help="emergencies",
    place=71,
)
