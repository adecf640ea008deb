"""Contract reviews and amendments (ISO 9001, 8.2.3 and 8.2.4)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import NOTE, PERSON, Number, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.register import QMS, Example, Group, Lines, Register
from isodesk.core.steps import DRAFT, ME, TODAY, VOID, Around, Grow, State, Step
from isodesk.registers.acting import ADD_ACTION
from isodesk.registers.growing import COMES_FROM, needed


class Sort(Enum):
    """What is reviewed before it is promised."""

    ENQUIRY = "Enquiry"
    TENDER = "Tender or offer"
    ORDER = "Order"
    FRAME = "Frame contract"


class Answer(Enum):
    """What the look at one point said."""

    YES = "Yes"
    NO = "No"
    NOT_ASKED = "Not applicable"


class ContractReview(Entry):
    """A promise looked at before it is given, and every change to it after."""

    title: str = field("What is reviewed", search=True, weight=16)
    sort: Sort = field("Kind", default=Sort.ORDER, also=("type",), weight=7)
    customer_id: int = field("Customer", Reference(("customer",)), weight=12)
    order_no: str | None = field(
        "Their number", search=True, also=("order", "purchase order", "po number"), weight=8
    )
    our_no: str | None = field(
        "Our number", search=True, also=("works order", "sales order"), weight=8
    )
    received_on: date | None = field("Received on")
    answer_by: date | None = field("Answer by")
    product_id: int | None = field("Product", Reference(("product",)))
    what: str | None = field("What is wanted", NOTE, search=True, also=("scope", "description"))
    quantity: Decimal | None = field("Quantity", Number(least=Decimal()))
    value: Decimal | None = field("Value", Number(), weight=6)
    currency: str | None = field("Currency")
    deliver_on: date | None = field("Delivery agreed", due="Delivery", also=("delivery date",))
    documents: str | None = field(
        "Documents named", NOTE, search=True, help="With the revision of each: theirs and ours."
    )
    unwritten: str | None = field(
        "Confirmed how, if nothing was in writing", NOTE, help="An order by voice is sent back."
    )
    differences: str | None = field("Where order and offer differ", NOTE, search=True)
    resolved: str | None = field("How that was settled", NOTE, search=True)
    danger: str | None = field("What may go wrong", NOTE, also=("risks",))
    conditions: str | None = field("Conditions or reason", NOTE, search=True)
    decided_by_id: int | None = field("Decided by", PERSON)
    decided_on: date | None = field("Decided on")
    confirmed_on: date | None = field("Confirmed to the customer")

    @computed("Answer due", due="Answer")
    def answer_due(self) -> date | None:
        """Until it is decided."""
        return None if self.decided_on else self.answer_by

    @computed("Points open", weight=5)
    def points_open(self) -> int | None:
        """Points of the review without an answer."""
        points = self.lines.get("review_point", ())
        return sum(point.answer is None for point in points) if points else None

    @computed("Amendments", weight=5)
    def amended(self) -> int:
        """How often it was changed."""
        return len(self.lines.get("amendment", ()))


class Point(Line):
    """One question of the review."""

    question: str = field("Question", search=True, weight=20)
    answer: Answer | None = field(
        "Answer", choice_of(Answer, YES="green", NO="red", NOT_ASKED="grey"), weight=6
    )
    note: str | None = field("Note", weight=14)
    by_id: int | None = field("Looked at by", PERSON, weight=8)


class Amendment(Line):
    """One change to what was agreed, and who was told."""

    on_day: date = field("Day", weight=6)
    asked_by: str | None = field("Asked by", weight=8)
    what: str = field("What changes", NOTE, search=True, weight=16)
    reviewed_by_id: int | None = field("Reviewed by", PERSON, weight=8)
    agreed_on: date | None = field("Agreed on", weight=6)
    documents: str | None = field("Documents changed", weight=10)
    told: str | None = field("Who was told", weight=10)


POINTS = (
    "Is everything said that we must know?",
    "Did we ask for what was not said, but is needed for the use?",
    "Do we know the law that applies to it?",
    "Can we make it, test it and prove it?",
    "Can we deliver on that day?",
    "Are packing, delivery and what follows it clear?",
    "Do order and offer agree, line by line?",
)
"""Questions that a review begins with."""


def differences_are_settled(review: ContractReview) -> Iterator[Problem]:
    """What differs is settled before anybody promises."""
    if review.differences and not review.resolved:
        yield Problem("resolved", "Settle the differences first, and write down how.")


def points_are_answered(review: ContractReview, around: Around) -> Iterator[Problem | str]:
    """Every question has an answer; a no has a note that says what is done about it."""
    points = around.lines("review_point")
    if not points:
        yield "Answer the points of the review first."
    left = sum(point.answer is None for point in points)
    if left:
        yield f"{left} of {len(points)} points are still open."
    for point in points:
        if point.answer is Answer.NO and not point.note:
            yield f"“{point.question}” is answered with no: write down what is done about it."


def amendments_are_agreed(review: ContractReview, around: Around) -> Iterator[str]:
    """A change is agreed and told before the order is closed."""
    lines = around.lines("amendment")
    if any(line.agreed_on is None for line in lines):
        yield "An amendment is not agreed yet."
    if any(not line.told for line in lines):
        yield "Say of each amendment who was told."


REGISTER = Register(
    ContractReview,
    key="contract_review",
    title="Contract reviews",
    one="contract review",
    many="contract reviews",
    group=Group.CUSTOMERS,
    about="What was checked before you promised it to a customer, and each change to the promise.",
    example=Example(
        "ORD-2026-017",
        "Two bilge pumps for the Harbour Board",
        "Date agreed with the works manager; certificates asked for in the order, not in the"
        " offer: settled by letter.",
        ("Order", "7 of 7 points", "Accepted"),
    ),
    systems=QMS,
    numbering="ORD-{year}-{seq:03}",
    clauses=("9001 8.2.3", "9001 8.2.4"),
    columns=(
        "number",
        "title",
        "customer_id",
        "sort",
        "order_no",
        "value",
        "points_open",
        "amended",
        "owner_id",
        "due_on",
        "state",
    ),
    form={
        "Order": (
            "title",
            "sort",
            "customer_id",
            "order_no",
            "our_no",
            "received_on",
            "answer_by",
            "answer_due",
        ),
        "What is promised": (
            "product_id",
            "what",
            "quantity",
            "deliver_on",
            "value",
            "currency",
            "documents",
            "unwritten",
        ),
        "Review": ("points_open", "amended", "differences", "resolved", "danger"),
        "Decision": ("conditions", "decided_by_id", "decided_on", "confirmed_on"),
        "Record": ("owner_id", "legacy"),
    },
    lines=(
        Lines("review_point", "Points", "point", Point),
        Lines("amendment", "Amendments", "amendment", Amendment),
    ),
    states=(
        State(DRAFT, "Draft", "grey"),
        State("open", "In review", "amber"),
        State("accepted", "Accepted", "blue"),
        State("closed", "Fulfilled", "green", closed=True),
        State("declined", "Declined", "grey", closed=True),
        State(VOID, "Void", "struck", closed=True),
    ),
    steps=(
        Step("Begin the review", (DRAFT,), "open"),
        Step(
            "Accept",
            ("open",),
            "accepted",
            asks=("deliver_on", "conditions"),
            optional=("deliver_on", "conditions"),
            guards=(points_are_answered, needed(differences_are_settled)),
            puts={"decided_by_id": ME, "decided_on": TODAY},
        ),
        Step(
            "Decline",
            ("open",),
            "declined",
            asks=("conditions",),
            puts={"decided_by_id": ME, "decided_on": TODAY},
        ),
        Step(
            "Close as fulfilled",
            ("accepted",),
            "closed",
            needs=("confirmed_on",),
            guards=(amendments_are_agreed,),
        ),
        Step("Review again", ("accepted",), "open", reason=True, puts={"decided_on": None}),
        Step("Reopen", ("closed", "declined"), "open", reason=True, puts={"decided_on": None}),
    ),
    rules=(differences_are_settled,),
    grows=(
        Grow(
            "Add a requirement",
            "requirement",
            COMES_FROM,
            lambda it: {"customer_id": it.customer_id, "product_id": it.product_id},
        ),
        Grow("Add a risk", "risk", COMES_FROM, lambda it: {"origin": "PRODUCT"}),
        ADD_ACTION,
    ),
    help="contract-reviews",
    place=30,
)
