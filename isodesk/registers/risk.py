"""Risks and what is done about them (ISO 9001 and ISO 14001, 6.1)."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import EVERY, NOTE, Reference
from isodesk.core.problems import Problem
from isodesk.core.recurrence import next_after
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import TODAY, Around, State, Step
from isodesk.registers.acting import ADD_ACTION, RAISE_NONCONFORMITY, actions_are_done
from isodesk.registers.judging import EFFECT, Effect, failed_effect_is_followed
from isodesk.registers.matrix import LEVEL, LIKELIHOOD, SEVERITY, Level, level_of, score_of


class Origin(Enum):
    """Where it was seen."""

    ISSUE = "Context issue"
    PARTY = "Interested party"
    PROCESS = "Process"
    ASPECT = "Environmental aspect"
    OBLIGATION = "Compliance obligation"
    PRODUCT = "Product or customer"
    SUPPLIER = "Supplier"
    FAILURE = "Nonconformity or complaint"
    AUDIT = "Audit"
    OTHER = "Other"


class Treatment(Enum):
    """The ways to live with a risk."""

    AVOID = "Avoid"
    REDUCE = "Reduce"
    SHARE = "Share or insure"
    ACCEPT = "Accept"


class Risk(Entry):
    """What may go wrong, weighed before and after the treatment."""

    title: str = field("Risk", search=True, weight=16)
    origin: Origin | None = field("Comes from", also=("source", "origin"), weight=8)
    process_id: int | None = field("Process", Reference(("process",)), weight=9)
    cause: str | None = field("Cause", NOTE, search=True)
    consequence: str | None = field("Consequence", NOTE, search=True, also=("effect", "impact"))
    controls: str | None = field("What holds it now", NOTE, search=True, also=("controls",))
    likelihood: int | None = field("Likelihood", LIKELIHOOD, also=("probability",), weight=5)
    severity: int | None = field("Severity", SEVERITY, also=("impact rating",), weight=5)
    treatment: Treatment | None = field("Treatment", weight=7)
    plan: str | None = field("What is done", NOTE, search=True, also=("mitigation", "plan"))
    treat_by: date | None = field("Done by", also=("deadline", "target date"))
    residual_likelihood: int | None = field(
        "Likelihood after it", LIKELIHOOD, also=("residual likelihood",), weight=5
    )
    residual_severity: int | None = field(
        "Severity after it", SEVERITY, also=("residual severity",), weight=5
    )
    effect: Effect | None = field("Effect", EFFECT, also=("effectiveness",), weight=7)
    effect_note: str | None = field("How that was seen", NOTE)
    effect_on: date | None = field("Effect looked at on")
    review_every: str | None = field("Weigh again every", EVERY)
    assessed_on: date | None = field("Last weighed", also=("assessed on",))

    @computed("Score", help="Likelihood times severity, 1 to 25.", weight=6.5, bar=25)
    def score(self) -> int | None:
        """As it is now."""
        return score_of(self.likelihood, self.severity)

    @computed("Level", LEVEL, weight=6)
    def level(self) -> Level | None:
        """Of the score as it is now."""
        return level_of(self.score)

    @computed("Score after it", weight=6.5, bar=25)
    def residual_score(self) -> int | None:
        """What is left after the treatment."""
        return score_of(self.residual_likelihood, self.residual_severity)

    @computed("Level after it", LEVEL, weight=6)
    def residual(self) -> Level | None:
        """Of what is left."""
        return level_of(self.residual_score)

    @computed("Treatment due", due="Treatment")
    def treat_due(self) -> date | None:
        """Until its effect was looked at."""
        return None if self.effect_on else self.treat_by

    @computed("Weigh again", due="Review", every="review_every")
    def next_on(self) -> date | None:
        """Counted from when it was last weighed."""
        return next_after(self.assessed_on, self.review_every)


def a_high_risk_is_not_just_accepted(risk: Risk) -> Iterator[Problem]:
    """Accepting is a treatment, with a reason."""
    if risk.level is Level.HIGH and risk.treatment is Treatment.ACCEPT and not risk.plan:
        yield Problem("plan", "Write down why a high risk is accepted.")


def what_is_left_is_no_more(risk: Risk) -> Iterator[Problem]:
    """A treatment that makes it worse is a slip of the pen, or a new risk."""
    if risk.residual_score and risk.score and risk.residual_score > risk.score:
        yield Problem(
            "residual_likelihood",
            f"After the treatment it weighs {risk.residual_score}, before it {risk.score}:"
            " weigh again.",
        )


def a_high_risk_is_treated(risk: Risk, around: Around) -> Iterator[Problem]:
    """What weighs much is not left alone without a word."""
    if risk.level is Level.HIGH and risk.treatment is None:
        yield Problem("treatment", "This risk is high: choose a treatment first.")


REGISTER = Register(
    Risk,
    key="risk",
    title="Risks",
    one="risk",
    many="risks",
    group=Group.PLANNING,
    about="What may go wrong for product, customer or environment, how much it weighs, and what"
    " you do so that it weighs less.",
    example=Example(
        "RSK-011",
        "The only test bench fails in the busy season",
        "No pump can be released; orders of three weeks wait. Spare drive bought, contract with"
        " a bench in the next county.",
        ("Production", "Score 15, after treatment 6", "Effective"),
    ),
    numbering="RSK-{seq:03}",
    clauses=("9001 6.1.1", "9001 6.1.2", "14001 6.1.1", "14001 6.1.4"),
    columns=(
        "number",
        "title",
        "level",
        "score",
        "process_id",
        "treatment",
        "residual_score",
        "owner_id",
        "due_on",
        "state",
    ),
    form={
        "Risk": ("title", "origin", "process_id", "cause", "consequence", "controls"),
        "Weight": ("likelihood", "severity", "score", "level", "assessed_on"),
        "Treatment": ("treatment", "treat_by", "treat_due", "plan"),
        "What is left": (
            "residual_likelihood",
            "residual_severity",
            "residual_score",
            "residual",
            "effect",
            "effect_on",
            "effect_note",
        ),
        "Review": ("owner_id", "review_every", "next_on", "legacy"),
    },
    states=states(
        State("open", "Weighed"),
        State("treating", "In treatment", "amber"),
        State("held", "Under control", "green"),
        closed="Gone",
    ),
    steps=(
        Step(
            "Weigh",
            ("draft",),
            "open",
            asks=("likelihood", "severity"),
            puts={"assessed_on": TODAY},
        ),
        Step(
            "Treat",
            ("open", "held"),
            "treating",
            needs=("owner_id",),
            asks=("treatment", "plan", "treat_by"),
            puts={"effect": None, "effect_note": None, "effect_on": None},
        ),
        Step("Accept", ("open",), "held", reason=True, guards=(a_high_risk_is_treated,)),
        Step(
            "Check the effect",
            ("treating",),
            "held",
            asks=("residual_likelihood", "residual_severity", "effect", "effect_note"),
            guards=(actions_are_done, failed_effect_is_followed),
            puts={"effect_on": TODAY, "assessed_on": TODAY},
        ),
        Step(
            "Weigh again",
            ("open", "held"),
            "open",
            asks=("likelihood", "severity"),
            reason=True,
            puts={"assessed_on": TODAY},
        ),
        Step("Close", ("open", "held"), "closed", reason=True),
        Step("Reopen", ("closed",), "open", reason=True),
    ),
    rules=(a_high_risk_is_not_just_accepted, what_is_left_is_no_more),
    grows=(ADD_ACTION, RAISE_NONCONFORMITY),
    help="risks",
    place=40,
)
