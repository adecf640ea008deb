"""Ideas for improvement: what somebody proposes, what is decided, and what it brought."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import NOTE, PERSON, Number, Reference, Whole
from isodesk.core.problems import Problem
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import TODAY, Around, State, Step
from isodesk.registers.acting import ADD_ACTION, actions_are_done


class Gain(Enum):
    """What would be better."""

    QUALITY = "Quality"
    ENVIRONMENT = "Environment"
    TIME = "Time"
    COST = "Cost"
    SAFETY = "Safety"
    CUSTOMER = "Customers"
    WORK = "The work itself"


class Idea(Entry):
    """One proposal."""

    title: str = field("Idea", search=True, weight=18)
    from_id: int | None = field("From", PERSON, also=("Suggested by", "Submitted by"), weight=8)
    from_name: str | None = field("From outside", search=True)
    came_on: date | None = field("Came on", also=("Date",))
    gain: Gain = field("What gets better", also=("Category", "Benefit"), weight=7)
    process_id: int | None = field("Process", Reference(("process",)))
    now: str = field("How it is now", NOTE, search=True)
    proposal: str = field("What is proposed", NOTE, search=True, also=("Suggestion",))
    benefit: int | None = field(
        "Benefit", Whole((1, 5), ((1, "Small"), (3, "Clear"), (5, "Large"))), weight=4
    )
    effort: int | None = field(
        "Effort", Whole((1, 5), ((1, "Days"), (3, "Weeks"), (5, "Months"))), weight=4
    )
    saving: Decimal | None = field("Expected saving a year", Number())
    cost: Decimal | None = field("Cost to carry out", Number())
    decide_by: date | None = field("Decision by")
    decided_on: date | None = field("Decided on")
    decided_by_id: int | None = field("Decided by", PERSON)
    decision: str | None = field("Why", NOTE, search=True)
    trial: str | None = field("Trial and what it showed", NOTE)
    brought: str | None = field("What it brought", NOTE, search=True)
    saved: Decimal | None = field("Saved a year", Number())
    thanked: str | None = field("Thanks or reward")

    @computed("Decision due", due="Decision")
    def decide_on(self) -> date | None:
        """The day a decision is due, until there is one."""
        return None if self.decided_on else self.decide_by

    @computed(
        "Worth", help="Benefit, 1 to 5, against effort, 1 to 5: 6 less effort, times benefit."
    )
    def worth(self) -> int | None:
        """From 1 to 25: large and easy comes first."""
        if self.benefit is None or self.effort is None:
            return None
        return self.benefit * (6 - self.effort)


def somebody_had_it(idea: Idea) -> Iterator[Problem]:
    """Who has ideas is told what became of them."""
    if idea.state != "draft" and not idea.from_id and not idea.from_name:
        yield Problem("from_id", "Say who had it: they will want to hear what becomes of it.")


def weighed(idea: Idea, around: Around) -> Iterator[Problem | str]:
    """A decision says why."""
    if idea.benefit is None or idea.effort is None:
        yield Problem("benefit", "Weigh benefit and effort first.")


REGISTER = Register(
    Idea,
    key="idea",
    title="Ideas for improvement",
    one="idea",
    many="ideas",
    group=Group.IMPROVEMENT,
    about="What people propose to make better, what is decided about it, and what it brought.",
    example=Example(
        "IDE-031",
        "Catch the first rinse and use it to mix coolant",
        "About 90 litres a week less water and effluent. Needs a drum, a pump and a sign.",
        ("Environment", "from Louis Marchetti", "benefit 3, effort 1"),
    ),
    numbering="IDE-{seq:03}",
    clauses=("9001 10.1", "9001 10.3", "14001 10.3"),
    columns=("number", "title", "from_id", "gain", "worth", "owner_id", "due_on", "state"),
    form={
        "Idea": ("title", "from_id", "from_name", "came_on", "gain", "process_id"),
        "What is proposed": ("now", "proposal"),
        "Weighed": ("benefit", "effort", "worth", "saving", "cost"),
        "Decision": (
            "owner_id",
            "decide_by",
            "decide_on",
            "decided_on",
            "decided_by_id",
            "decision",
        ),
        "What came of it": ("trial", "brought", "saved", "thanked", "legacy"),
    },
    states=states(
        State("open", "To be looked at", "amber"),
        State("accepted", "Accepted", "blue"),
        State("declined", "Declined", "grey", closed=True),
        closed="Carried out",
    ),
    steps=(
        Step("Hand in", ("draft",), "open"),
        Step(
            "Accept",
            ("open",),
            "accepted",
            asks=("decision", "decided_by_id"),
            guards=(weighed,),
            puts={"decided_on": TODAY},
        ),
        Step(
            "Decline",
            ("open",),
            "declined",
            asks=("decision", "decided_by_id"),
            puts={"decided_on": TODAY},
        ),
        Step(
            "Record as carried out",
            ("accepted",),
            "closed",
            asks=("brought", "saved"),
            optional=("saved",),
            guards=(actions_are_done,),
        ),
        Step("Reopen", ("accepted", "closed", "declined"), "open", reason=True),
    ),
    rules=(somebody_had_it,),
    grows=(ADD_ACTION,),
    order="worth",
    help="lessons-and-ideas",
    place=50,
)
