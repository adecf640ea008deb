"""Customer requirements, what answers each, and whether it was met or exceeded (ISO 9001,
8.2.2 and 8.2.3; the brief: a quality system meets or exceeds what the customer asks)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import EVERY, NOTE, Number, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.recurrence import next_after
from isodesk.core.register import QMS, Example, Group, Lines, Register, states
from isodesk.core.steps import TODAY, Grow, State, Step
from isodesk.registers.acting import ADD_ACTION, RAISE_NONCONFORMITY
from isodesk.registers.characteristics import VERDICT, Verdict, within
from isodesk.registers.growing import COMES_FROM


class Basis(Enum):
    """How it came to us."""

    STATED = "Stated by the customer"
    NECESSARY = "Not stated but needed"
    LAW = "Law"
    OWN = "Our own promise"


class Cover(Enum):
    """Whether anything here answers it."""

    COVERED = "Linked"
    OPEN = "Not linked"


class Requirement(Entry):
    """One thing a customer asks, with its limit and the target that goes beyond it."""

    title: str = field("Requirement", search=True, weight=18)
    customer_id: int = field("Customer", Reference(("customer",)), weight=12)
    basis: Basis = field("Basis", default=Basis.STATED, also=("source",), weight=8)
    details: str | None = field("In their words", NOTE, search=True)
    reference: str | None = field(
        "Their document and clause", search=True, also=("customer document", "reference"), weight=9
    )
    product_id: int | None = field("Product", Reference(("product",)), weight=9)
    specification_id: int | None = field("Specification", Reference(("document",)), weight=9)
    document_id: int | None = field(
        "Procedure or instruction", Reference(("document",)), also=("document",), weight=9
    )
    met_by: str | None = field("How it is met", NOTE, search=True)
    measured: str | None = field("Characteristic", search=True, weight=9)
    unit: str | None = field("Unit", weight=4)
    least: Decimal | None = field("At least", also=("minimum", "lower limit"), weight=6)
    most: Decimal | None = field("At most", also=("maximum", "upper limit"), weight=6)
    better: Decimal | None = field(
        "Exceeded from",
        also=("exceed target", "target"),
        help="From here on it is better than asked, such as 5 days where 8 are agreed.",
        weight=6,
    )
    review_every: str | None = field("Review every", EVERY)
    reviewed_on: date | None = field("Last reviewed")

    @computed("Answered", choice_of(Cover, COVERED="green", OPEN="red"), weight=7.5)
    def cover(self) -> Cover:
        """Red until a product, a specification or another document answers it."""
        return Cover.COVERED if is_answered(self) else Cover.OPEN

    @computed("Last result", VERDICT, weight=7)
    def result(self) -> Verdict | None:
        """Of the newest result that says something."""
        judged = results_of(self)
        return judged[-1][1] if judged else None

    @computed("Exceeded", Number("%"), weight=6)
    def exceeded(self) -> Decimal | None:
        """The share of the results that went beyond what was asked."""
        verdicts = [verdict for _, verdict in results_of(self)]
        return share_of(verdicts, Verdict.EXCEEDED)

    @computed("Next review", due="Review")
    def next_on(self) -> date | None:
        """Counted from the last review."""
        return next_after(self.reviewed_on, self.review_every)


class Result(Line):
    """What was delivered, once."""

    on_day: date = field("Day", weight=7)
    value: Decimal | None = field("Value", weight=6)
    verdict: Verdict | None = field(
        "Or in a word", VERDICT, help="Where nothing is measured; a value goes before it.", weight=7
    )
    source: str | None = field("Order, lot or sheet", search=True, weight=12)
    note: str | None = field("Note", weight=14)


def verdict_of(requirement: Requirement, result: Result) -> Verdict | None:
    """A value against the limits; without one the word that was chosen."""
    limits = requirement.least is not None or requirement.most is not None
    if result.value is None or not limits:
        return result.verdict
    return within(result.value, requirement.least, requirement.most, requirement.better)


def results_of(requirement: Requirement) -> list[tuple[date, Verdict]]:
    """Every result that says something, by day."""
    lines = requirement.lines.get("requirement_result", ())
    judged = [(line.on_day, verdict_of(requirement, line)) for line in lines if line.on_day]
    return sorted((day, verdict) for day, verdict in judged if verdict is not None)


def share_of(verdicts: list[Verdict], wanted: Verdict) -> Decimal | None:
    """How many of a hundred; None for none."""
    if not verdicts:
        return None
    return (Decimal(100 * verdicts.count(wanted)) / len(verdicts)).quantize(Decimal("0.1"))


def is_answered(requirement: Requirement) -> bool:
    """Whether it names anything of ours that takes care of it."""
    named = (requirement.product_id, requirement.specification_id, requirement.document_id)
    return any(named)


def something_answers_it(requirement: Requirement) -> Iterator[Problem]:
    """What nothing here answers is met by luck."""
    if not is_answered(requirement):
        yield Problem(
            "product_id",
            "Nothing answers this yet: name the product, the specification or the document.",
        )


def limits_stand_in_order(requirement: Requirement) -> Iterator[Problem]:
    """A range has two ends, and better lies on the good side of them."""
    least, most, better = requirement.least, requirement.most, requirement.better
    if least is not None and most is not None and least > most:
        yield Problem("most", "The upper limit lies below the lower one; change one of them.")
    elif better is not None and least is None and most is None:
        yield Problem("better", "Give the limit that this goes beyond.")
    elif better is not None and within(better, least, most) is Verdict.MISSED:
        yield Problem("better", "What exceeds the requirement must meet it as well.")


REGISTER = Register(
    Requirement,
    key="requirement",
    title="Requirements",
    one="requirement",
    many="requirements",
    group=Group.CUSTOMERS,
    about="What each customer asks, which product, specification or document answers it, and"
    " how often it was met or exceeded.",
    example=Example(
        "REQ-012",
        "Delivery within 8 weeks of the order",
        "Agreed with the frame contract; 6 weeks or less is better than asked.",
        ("Harbour Board", "QP-02", "Exceeded in 40 %"),
    ),
    systems=QMS,
    numbering="REQ-{seq:03}",
    clauses=("9001 5.1.2", "9001 8.2.2", "9001 8.2.3"),
    columns=(
        "number",
        "title",
        "cover",
        "customer_id",
        "product_id",
        "result",
        "exceeded",
        "owner_id",
        "due_on",
        "state",
    ),
    form={
        "Requirement": ("title", "customer_id", "basis", "reference", "details"),
        "What answers it": ("product_id", "specification_id", "document_id", "cover", "met_by"),
        "Limit": ("measured", "unit", "least", "most", "better", "result", "exceeded"),
        "Review": ("owner_id", "review_every", "reviewed_on", "next_on", "legacy"),
    },
    lines=(Lines("requirement_result", "Results", "result", Result),),
    states=states(State("open", "Agreed"), closed="Ended"),
    steps=(
        Step("Agree", ("draft",), "open", puts={"reviewed_on": TODAY}),
        Step("Review", ("open",), "open", reason=True, puts={"reviewed_on": TODAY}),
        Step("Close", ("open",), "closed", reason=True),
        Step("Reopen", ("closed",), "open", reason=True),
    ),
    rules=(something_answers_it, limits_stand_in_order),
    grows=(
        RAISE_NONCONFORMITY,
        ADD_ACTION,
        Grow("Add a risk", "risk", COMES_FROM, lambda it: {"origin": "PRODUCT"}),
    ),
    help="requirements",
    place=20,
)
