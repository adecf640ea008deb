"""Actions: one list of what is to be done, whatever it comes from (9001 and 14001, 10.2)."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import NOTE, PERSON, Number, choice_of
from isodesk.core.problems import Problem
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import ME, TODAY, Around, Effect, State, Step, Take
from isodesk.registers.acting import ACTS_ON, ASK_FOR_CHANGE


class ActionKind(Enum):
    """What an action is for; the three that are confused most stand first."""

    CORRECTION = "Correction"
    CORRECTIVE = "Corrective action"
    IMPROVEMENT = "Improvement"
    PREVENTIVE = "Preventive action"
    OPPORTUNITY = "Use of an opportunity"


class Source(Enum):
    """What it comes from; the names are the keys of the registers."""

    NONCONFORMITY = "Nonconformity"
    FINDING = "Audit finding"
    AUDIT = "Audit"
    REVIEW = "Management review"
    RISK = "Risk"
    OPPORTUNITY = "Opportunity"
    ASPECT = "Aspect"
    OBLIGATION = "Obligation"
    COMPLIANCE_EVALUATION = "Evaluation of compliance"
    COMPLAINT = "Complaint"
    FEEDBACK = "Feedback"
    OBJECTIVE = "Objective"
    INCIDENT = "Incident"
    DRILL = "Drill"
    CONTROL_CHECK = "Check of a control"
    METER = "Meter"
    SUPPLIER = "Supplier"
    SUPPLIER_INCIDENT = "Supplier incident"
    EQUIPMENT = "Measuring equipment"
    TRAINING = "Training"
    LESSON = "Lesson"
    IDEA = "Idea"
    OTHER = "Something else"


class Priority(Enum):
    """How urgent it is beside the others."""

    HIGH = "High"
    NORMAL = "Normal"
    LOW = "Low"


class Action(Entry):
    """Something that somebody does by a day, and whether it helped."""

    title: str = field(
        "What is to be done",
        search=True,
        weight=18,
        also=("Action", "Measure", "Maßnahme", "Acción", "Azione", "Działanie"),
    )
    action_type: ActionKind = field(
        "Kind",
        help="A correction puts right what is wrong now. A corrective action takes away its "
        "cause, so that it does not come back. An improvement makes better what conforms.",
        also=("Type", "Action type"),
        weight=7,
    )
    source: Source = field("Source", default=Source.OTHER, also=("Origin", "Raised from"), weight=7)
    because: str | None = field("Because of", search=True, weight=18)
    details: str | None = field("How", NOTE, search=True)
    resources: str | None = field("Resources", NOTE, help="Money, time and people it takes.")
    priority: Priority | None = field(
        "Priority", choice_of(Priority, HIGH="red"), default=Priority.NORMAL
    )
    by_on: date = field("To be done by", also=("Deadline", "Due date", "Target date"))
    started_on: date | None = field("Started")
    done_on: date | None = field("Done", also=("Completed", "Completion date"))
    result: str | None = field("What was done", NOTE, search=True)
    cost: Decimal | None = field("Cost", Number())
    criterion: str | None = field(
        "How its effect is judged",
        NOTE,
        help="Said before it is done: which figure, which check, over which time.",
    )
    verify_on: date | None = field("Effect to be verified by")
    verified_on: date | None = field("Effect verified")
    verified_by_id: int | None = field("Verified by", PERSON)
    efficacy: int | None = field(
        "Efficacy, per cent", within=(0, 100), help="How much of what was meant was reached."
    )
    effect: str | None = field("What was found", NOTE, search=True)
    alone: str | None = field(
        "Verified by its owner because",
        help="Somebody else should judge the effect. Where nobody can, say why, and who from "
        "outside had a look.",
    )

    @computed("Due", due="Action")
    def act_on(self) -> date | None:
        """The day while it is not done."""
        return self.by_on if self.state in ("planned", "in_progress") else None

    @computed("Effect due", due="Effect")
    def effect_on(self) -> date | None:
        """The day its effect is to be verified, once it is done."""
        return self.verify_on if self.state == "done" else None

    @computed("Days taken")
    def days(self) -> int | None:
        """From its start to the day it was done."""
        if self.started_on is None or self.done_on is None:
            return None
        return (self.done_on - self.started_on).days


def days_are_in_order(action: Action) -> Iterator[Problem]:
    """Verified after it is done, done after it is started."""
    if action.started_on and action.done_on and action.done_on < action.started_on:
        yield Problem("done_on", "It cannot be done before it was started.")
    if action.done_on and action.verified_on and action.verified_on < action.done_on:
        yield Problem("verified_on", "Its effect cannot be verified before it is done.")
    if action.by_on and action.verify_on and action.verify_on < action.by_on:
        yield Problem("verify_on", "Give it time: this is before the day it is to be done by.")


def somebody_else_verifies(action: Action, around: Around) -> Iterator[Problem]:
    """Who did it does not judge it, unless a reason is recorded."""
    if action.owner_id and action.owner_id == around.actor_id and not action.alone:
        yield Problem(
            "alone",
            "Its owner does not verify it: sign in as somebody else, or fill in "
            "“Verified by its owner because”.",
        )


def reopen_sources(action: Action, around: Around) -> Iterable[Effect]:
    """An action that did not work opens again what it acts on."""
    why = f"{action.number or 'An action'} was not effective."
    for source in around.near(meaning=ACTS_ON):
        if source.outward:
            yield Take(source.id, "reopen", why)


REGISTER = Register(
    Action,
    key="action",
    title="Actions",
    one="action",
    many="actions",
    group=Group.IMPROVEMENT,
    about="What is to be done, by whom and by when, whatever it comes from; and whether it helped.",
    example=Example(
        "ACT-2026-014",
        "Fit a stop to the drilling fixture so that the casting sits one way only",
        "Corrective action on NC-2026-009. Effect judged by 200 castings without a wrong hole.",
        ("Corrective action", "Nonconformity", "Peter Novak", "by 12 Dec 2026"),
    ),
    numbering="ACT-{year}-{seq:03}",
    clauses=("9001 10.2", "14001 10.2"),
    columns=(
        "number",
        "title",
        "owner_id",
        "due_on",
        "state",
        "action_type",
        "source",
        "because",
    ),
    form={
        "Action": ("title", "action_type", "source", "because", "details", "resources"),
        "Who and when": ("owner_id", "priority", "by_on", "act_on", "criterion", "verify_on"),
        "What was done": ("started_on", "done_on", "days", "result", "cost"),
        "Effect": (
            "effect_on",
            "verified_on",
            "verified_by_id",
            "efficacy",
            "effect",
            "alone",
            "legacy",
        ),
    },
    states=states(
        State("planned", "Planned", "blue"),
        State("in_progress", "In progress", "amber"),
        State("done", "Done", "blue"),
        State("not_effective", "Not effective", "red", closed=True),
        closed="Effective",
    ),
    steps=(
        Step("Plan", ("draft",), "planned", needs=("owner_id",)),
        Step("Start", ("planned",), "in_progress", puts={"started_on": TODAY}),
        Step(
            "Mark as done",
            ("planned", "in_progress"),
            "done",
            asks=("result", "verify_on"),
            optional=("verify_on",),
            puts={"done_on": TODAY},
        ),
        Step("Take up again", ("done",), "in_progress", reason=True),
        Step(
            "Verify as effective",
            ("done",),
            "closed",
            asks=("effect", "efficacy"),
            optional=("efficacy",),
            guards=(somebody_else_verifies,),
            puts={"verified_on": TODAY, "verified_by_id": ME},
        ),
        Step(
            "Find not effective",
            ("done",),
            "not_effective",
            asks=("effect", "efficacy"),
            optional=("efficacy",),
            effects=reopen_sources,
            puts={"verified_on": TODAY, "verified_by_id": ME},
        ),
        Step("Reopen", ("closed", "not_effective"), "in_progress", reason=True),
    ),
    rules=(days_are_in_order,),
    grows=(ASK_FOR_CHANGE,),
    order="due_on",
    help="actions",
    place=20,
)
