"""Processes of the system (ISO 9001 and ISO 14001, 4.4): what a turtle sheet shows."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import EVERY, NOTE, Reference
from isodesk.core.problems import Problem
from isodesk.core.recurrence import next_after
from isodesk.core.register import Example, Group, Lines, Register, states
from isodesk.core.steps import TODAY, Around, State, Step
from isodesk.registers.growing import referring


class Sort(Enum):
    """Its place in the map of processes."""

    LEAD = "Management"
    CORE = "Core"
    SUPPORT = "Support"


class Direction(Enum):
    """Which way something goes."""

    GIVES = "Gives to"
    TAKES = "Takes from"


class Process(Entry):
    """Work that makes something out of something, with somebody who answers for it."""

    title: str = field("Process", search=True, also=("process name", "name"), weight=14)
    sort: Sort = field("Kind", default=Sort.CORE, also=("type", "category"), weight=7)
    purpose: str | None = field("What it is for", NOTE, search=True)
    begins: str | None = field("Begins with", search=True, also=("trigger", "start"), weight=10)
    ends: str | None = field("Ends with", search=True, also=("end",), weight=10)
    inputs: str | None = field("Inputs", NOTE, search=True)
    sources: str | None = field("Inputs come from", NOTE, also=("suppliers",))
    outputs: str | None = field("Outputs", NOTE, search=True)
    receivers: str | None = field("Outputs go to", NOTE, also=("customers", "recipients"))
    resources: str | None = field(
        "With what", NOTE, search=True, also=("resources", "equipment"), help="Machines, rooms, IT."
    )
    competence: str | None = field(
        "With whom",
        NOTE,
        search=True,
        also=("competence", "people"),
        help="Roles and what they can.",
    )
    methods: str | None = field(
        "How",
        NOTE,
        search=True,
        also=("methods", "procedures"),
        help="Documents that name this process are added on the turtle sheet by themselves.",
    )
    risks: str | None = field(
        "Risks in a word",
        NOTE,
        search=True,
        also=("risks",),
        help="What is weighed stands in the register of risks and names this process.",
    )
    outsourced: bool | None = field("Done by somebody outside", weight=6)
    provider_id: int | None = field("Done by", Reference(("supplier",)))
    review_every: str | None = field("Review every", EVERY)
    reviewed_on: date | None = field("Last reviewed")

    @computed("Next review", due="Review")
    def next_on(self) -> date | None:
        """Counted from the last review."""
        return next_after(self.reviewed_on, self.review_every)


class Measure(Line):
    """How somebody sees that the process works."""

    what: str = field("Measure", search=True, weight=16)
    target: str | None = field("Target", weight=8)
    how: str | None = field("How it is measured", weight=12)
    every: str | None = field("How often", EVERY, weight=8)
    record: str | None = field("Recorded in", weight=10)


class Passage(Line):
    """What goes over to another process, or comes from it."""

    direction: Direction = field("Direction", default=Direction.GIVES, weight=6)
    other_id: int = field("Process", Reference(("process",)), weight=12)
    what: str = field("What", search=True, weight=18)


def work_outside_is_named(process: Process) -> Iterator[Problem]:
    """What is done outside is still controlled (8.4 and 8.1)."""
    if process.outsourced and process.provider_id is None:
        yield Problem("provider_id", "Say who does it.")


def process_is_measured(process: Process, around: Around) -> Iterator[Problem]:
    """A process without a measure cannot be said to work."""
    if not around.lines("process_measure"):
        yield Problem("", "Add at least one measure: how would you see that it goes wrong?")


REGISTER = Register(
    Process,
    key="process",
    title="Processes",
    one="process",
    many="processes",
    group=Group.PLANNING,
    about="The work of the firm, piece by piece: what goes in and comes out, who answers for it,"
    " and how you see that it works.",
    example=Example(
        "PRO-004",
        "Purchasing",
        "Takes a requirement, gives accepted goods. Measured by the suppliers' score each month.",
        ("Core", "Purchasing", "3 measures"),
    ),
    numbering="PRO-{seq:02}",
    clauses=("9001 4.4.1", "9001 4.4.2", "14001 4.4"),
    columns=("number", "title", "owner_id", "sort", "begins", "ends", "due_on", "state"),
    form={
        "Process": ("title", "sort", "purpose", "begins", "ends"),
        "What goes in and comes out": ("inputs", "sources", "outputs", "receivers"),
        "With what, with whom, how": ("resources", "competence", "methods", "risks"),
        "Outside": ("outsourced", "provider_id"),
        "Review": ("owner_id", "review_every", "reviewed_on", "next_on", "legacy"),
    },
    lines=(
        Lines("process_measure", "Measures", "measure", Measure),
        Lines("process_passage", "Interactions", "interaction", Passage),
    ),
    states=states(State("open", "In use", "green"), closed="Given up"),
    steps=(
        Step(
            "Take into use",
            ("draft",),
            "open",
            needs=("inputs", "outputs", "owner_id"),
            guards=(process_is_measured,),
            puts={"reviewed_on": TODAY},
        ),
        Step("Review", ("open",), "open", reason=True, puts={"reviewed_on": TODAY}),
        Step("Give up", ("open",), "closed", reason=True),
        Step("Reopen", ("closed",), "open", reason=True),
    ),
    rules=(work_outside_is_named,),
    grows=(
        referring("Add a risk", "risk", "process_id", lambda it: {"origin": "PROCESS"}),
        referring("Add an opportunity", "opportunity", "process_id"),
        referring("Plan a change", "planned_change", "process_id"),
    ),
    help="processes",
    place=30,
)
