"""Opportunities and what is made of them (ISO 9001 and ISO 14001, 6.1), a track of their own."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import EVERY, NOTE, Reference, Whole, choice_of
from isodesk.core.problems import Problem
from isodesk.core.recurrence import next_after
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import TODAY, State, Step
from isodesk.registers.acting import ADD_ACTION, actions_are_done
from isodesk.registers.judging import EFFECT, Effect
from isodesk.registers.risk import Origin

_BENEFIT = Whole(
    (1, 5), ((1, "Hardly any"), (2, "Small"), (3, "Noticeable"), (4, "Large"), (5, "Very large"))
)
_EASE = Whole(
    (1, 5), ((1, "Very hard"), (2, "Hard"), (3, "Some work"), (4, "Easy"), (5, "Done tomorrow"))
)


class Promise(Enum):
    """How much it promises."""

    STRONG = "Strong"
    FAIR = "Fair"
    WEAK = "Weak"


class Decision(Enum):
    """What was decided."""

    PURSUE = "Pursue"
    LATER = "Later"
    DECLINE = "Decline"


class Opportunity(Entry):
    """What might go better, and whether somebody takes it up."""

    title: str = field("Opportunity", search=True, weight=18)
    origin: Origin | None = field("Comes from", also=("source", "origin"), weight=8)
    process_id: int | None = field("Process", Reference(("process",)), weight=9)
    gain: str | None = field("What it would bring", NOTE, search=True, also=("benefit",))
    benefit: int | None = field("Benefit", _BENEFIT, also=("impact",), weight=5)
    ease: int | None = field("Ease", _EASE, also=("feasibility", "likelihood"), weight=5)
    decision: Decision | None = field("Decision", weight=6)
    why: str | None = field("Why so decided", NOTE, search=True)
    plan: str | None = field("What is done", NOTE, search=True, also=("plan", "action"))
    resources: str | None = field("What it takes", NOTE, also=("resources", "cost"))
    done_by: date | None = field("Done by", due="Opportunity", also=("deadline", "target date"))
    effect: Effect | None = field("Effect", EFFECT, also=("effectiveness",), weight=7)
    effect_note: str | None = field("What it brought", NOTE, search=True)
    effect_on: date | None = field("Effect looked at on")
    review_every: str | None = field("Weigh again every", EVERY)
    assessed_on: date | None = field("Last weighed")

    @computed("Score", help="Benefit times ease, 1 to 25.", weight=6.5, bar=25)
    def score(self) -> int | None:
        """How much it promises for the work it takes."""
        return None if self.benefit is None or self.ease is None else self.benefit * self.ease

    @computed("Promise", choice_of(Promise, STRONG="green", FAIR="blue", WEAK="grey"), weight=6)
    def promise(self) -> Promise | None:
        """Strong from 12, fair from 5."""
        if self.score is None:
            return None
        if self.score >= 12:
            return Promise.STRONG
        return Promise.FAIR if self.score >= 5 else Promise.WEAK

    @computed("Weigh again", due="Review", every="review_every")
    def next_on(self) -> date | None:
        """Counted from when it was last weighed."""
        return next_after(self.assessed_on, self.review_every)


def declining_is_reasoned(opportunity: Opportunity) -> Iterator[Problem]:
    """A strong one that is let go needs a reason."""
    if opportunity.decision in (Decision.LATER, Decision.DECLINE) and not opportunity.why:
        yield Problem("why", "Write down why it is not taken up now.")


REGISTER = Register(
    Opportunity,
    key="opportunity",
    title="Opportunities",
    one="opportunity",
    many="opportunities",
    group=Group.PLANNING,
    about="What might make product, customer or environment better off, weighed by what it"
    " brings and how easy it is.",
    example=Example(
        "OPP-003",
        "Sell the trimmed impeller instead of the larger motor",
        "Saves the customer power for years and us a motor on stock; design has the curves.",
        ("Sales", "Score 16, strong", "Being pursued"),
    ),
    numbering="OPP-{seq:03}",
    clauses=("9001 6.1.1", "9001 6.1.2", "14001 6.1.1", "14001 6.1.4"),
    columns=(
        "number",
        "title",
        "promise",
        "score",
        "process_id",
        "decision",
        "owner_id",
        "due_on",
        "state",
    ),
    form={
        "Opportunity": ("title", "origin", "process_id", "gain"),
        "Weight": ("benefit", "ease", "score", "promise", "assessed_on"),
        "Decision": ("decision", "why"),
        "Plan": ("plan", "resources", "done_by"),
        "Effect": ("effect", "effect_on", "effect_note"),
        "Review": ("owner_id", "review_every", "next_on", "legacy"),
    },
    states=(
        *states(State("open", "Weighed"), State("pursued", "Pursued", "amber"), closed="Taken")[
            :-1
        ],
        State("declined", "Let go", "grey", closed=True),
        State("void", "Void", "struck", closed=True),
    ),
    steps=(
        Step("Weigh", ("draft",), "open", asks=("benefit", "ease"), puts={"assessed_on": TODAY}),
        Step(
            "Pursue",
            ("open",),
            "pursued",
            needs=("owner_id",),
            asks=("plan", "resources", "done_by"),
            optional=("resources",),
            puts={"decision": "PURSUE"},
        ),
        Step(
            "Check the effect",
            ("pursued",),
            "closed",
            asks=("effect", "effect_note"),
            guards=(actions_are_done,),
            puts={"effect_on": TODAY},
        ),
        Step(
            "Weigh again",
            ("open",),
            "open",
            asks=("benefit", "ease"),
            reason=True,
            puts={"assessed_on": TODAY},
        ),
        Step("Put off", ("open",), "open", asks=("why",), puts={"decision": "LATER"}),
        Step(
            "Let go", ("open", "pursued"), "declined", asks=("why",), puts={"decision": "DECLINE"}
        ),
        Step("Reopen", ("closed", "declined"), "open", reason=True),
    ),
    rules=(declining_is_reasoned,),
    grows=(ADD_ACTION,),
    help="risks",
    place=45,
)
