"""Operational controls: how what is significant is kept in hand (ISO 14001:2015, 8.1)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import EVERY, NOTE, Number, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.register import EMS, Example, Group, Lines, Register, states
from isodesk.core.steps import Grow, State, Step
from isodesk.registers.acting import ADD_ACTION
from isodesk.registers.turns import next_turn


class Means(Enum):
    """How it works; the ones that need nobody to remember stand first."""

    REMOVE = "Does away with it"
    REPLACE = "Replaces it by something milder"
    TECHNICAL = "Technical: bund, filter, valve, timer"
    PROCEDURE = "Procedure or instruction"
    SIGN = "Sign or marking"
    TRAINING = "Training"
    BUYING = "Asked of suppliers and contractors"


class Outcome(Enum):
    """What a check said."""

    OK = "In order"
    REMARK = "In order, with a remark"
    NOT = "Not in order"


class CheckItem(Line):
    """One thing that is looked at."""

    item: str = field("What is looked at", NOTE, weight=16)
    criterion: str | None = field("In order when", NOTE, weight=14)


class Control(Entry):
    """One control over one aspect."""

    title: str = field("Control", search=True, weight=16)
    aspect_id: int | None = field("Aspect", Reference(("aspect",)), weight=12)
    obligation_id: int | None = field("Obligation", Reference(("obligation",)))
    process_id: int | None = field("Process", Reference(("process",)))
    means: Means = field("Kind", also=("Type",), weight=8)
    place: str | None = field("Where", search=True)
    what: str = field("What is done", NOTE, search=True, also=("Description",))
    criterion: str = field(
        "Operating criterion",
        NOTE,
        search=True,
        help="What must be so, as “drain valve closed while filling”.",
        also=("Criteria",),
    )
    least: Decimal | None = field("At least", Number())
    most: Decimal | None = field("At most", Number())
    unit: str | None = field("Unit")
    if_not: str | None = field("If it is not so", NOTE, help="What whoever finds it does.")
    document_id: int | None = field("Instruction", Reference(("document",)))
    outside: bool | None = field("Done by others", help="Suppliers or contractors on your behalf.")
    told: str | None = field("How they are told", NOTE)
    every: str | None = field("Checked", EVERY, also=("Frequency", "Check frequency"))
    first_on: date | None = field("First check by")
    checked_on: date | None = field("Last checked")
    last: Outcome | None = field(
        "Last result", choice_of(Outcome, OK="green", REMARK="amber", NOT="red"), weight=7
    )

    raises: bool | None = field(
        "Nonconformity by itself",
        help="When a check finds it not in order, a nonconformity is raised by itself, once.",
    )

    @computed("Next check", due="Check")
    def check_on(self) -> date | None:
        """The day the next check is due."""
        return next_turn(self.every, self.checked_on, self.first_on)


def limits_are_in_order(control: Control) -> Iterator[Problem]:
    """Between least and most there is room."""
    if control.least is not None and control.most is not None and control.least > control.most:
        yield Problem("most", "The most is less than the least.")
    if control.outside and not control.told:
        yield Problem("told", "Say how those outside are told what you ask of them.")


def in_turn(control: Control) -> Iterator[Problem]:
    """A control that nobody looks at wears away."""
    if control.state == "open" and not control.every:
        yield Problem("every", "Say how often it is checked.")


def _check(control: Any) -> dict[str, Any]:
    return {"title": control.title, "control_id": control.id}


def _items(control: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is looked at, each with room for its result."""
    for line in control.lines.get("check_item", ()):
        yield "check_answer", {"item": line.item, "criterion": line.criterion}


REGISTER = Register(
    Control,
    key="control",
    title="Operational controls",
    one="control",
    many="controls",
    group=Group.ENVIRONMENT,
    about="How you keep in hand what touches the environment: what is done, what must be so, and "
    "who looks whether it is.",
    example=Example(
        "CTL-04",
        "Drain valve closed while diesel is filled",
        "Closed before the hose is coupled, sign at the pump, opened after. Looked at by the "
        "yard each week.",
        ("Technical: bund, filter, valve, timer", "Yard", "Checked every week"),
    ),
    systems=EMS,
    numbering="CTL-{seq:02}",
    clauses=("14001 8.1",),
    columns=("number", "title", "aspect_id", "means", "last", "owner_id", "due_on", "state"),
    form={
        "Control": (
            "title",
            "aspect_id",
            "obligation_id",
            "process_id",
            "means",
            "place",
            "what",
        ),
        "What must be so": ("criterion", "least", "most", "unit", "if_not", "document_id"),
        "Others": ("outside", "told"),
        "Checks": (
            "owner_id",
            "every",
            "first_on",
            "checked_on",
            "last",
            "check_on",
            "raises",
            "legacy",
        ),
    },
    states=states(State("open", "In force", "green"), closed="Retired"),
    steps=(
        Step("Put in force", ("draft",), "open"),
        Step("Retire", ("open",), "closed", reason=True),
        Step("Take up again", ("closed",), "open", reason=True),
    ),
    rules=(limits_are_in_order, in_turn),
    lines=(Lines("check_item", "What is looked at", "item", CheckItem),),
    grows=(
        Grow("Record a check", "control_check", "control_id", _check, ("open",), lines=_items),
        ADD_ACTION,
    ),
    help="operational-controls",
    place=90,
)
