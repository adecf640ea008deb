"""Feedback and satisfaction of customers (ISO 9001, 9.1.2): surveys with marks, and what they
say without being asked."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import NOTE, Number, Reference, Whole
from isodesk.core.problems import Problem
from isodesk.core.register import QMS, Example, Group, Lines, Register, states
from isodesk.core.steps import TODAY, Around, Effect, Grow, Put, State, Step
from isodesk.registers.acting import ADD_ACTION, RAISE_NONCONFORMITY, RAISED_FROM
from isodesk.registers.characteristics import VERDICT, Verdict, within
from isodesk.registers.growing import COMES_FROM


class Sort(Enum):
    """How it came."""

    SURVEY = "Survey"
    TALK = "Talk or visit"
    SCORECARD = "Their scorecard of us"
    PRAISE = "Praise"
    WISH = "Wish or suggestion"
    LOST = "Business lost or won"
    RETURNS = "Returns and warranty"


class Way(Enum):
    """The way it took."""

    MAIL = "E-mail"
    LETTER = "Letter"
    PHONE = "Telephone"
    VISIT = "Visit"
    WEB = "Web form"
    PAPER = "Paper form"


class Feedback(Entry):
    """What one customer said on one occasion."""

    title: str = field("What it is about", search=True, also=("survey", "subject"), weight=16)
    sort: Sort = field("Kind", default=Sort.SURVEY, also=("type",), weight=8)
    customer_id: int = field("Customer", Reference(("customer",)), weight=12)
    product_id: int | None = field("Product", Reference(("product",)))
    way: Way | None = field("How it came", also=("channel",), weight=6)
    person: str | None = field("Who answered", search=True, also=("respondent",), weight=9)
    asked_on: date | None = field("Asked on")
    answer_by: date | None = field("Answer hoped for by")
    answered_on: date | None = field("Answered on", also=("date", "received"), weight=6)
    best: int = field("Best mark", Whole((2, 100)), default=5, help="Marks go from 1 up to it.")
    target: Decimal | None = field(
        "Index wanted", Number("%", Decimal()), default=Decimal(75), weight=6
    )
    better: Decimal | None = field("Exceeded from", Number("%", Decimal()))
    said: str | None = field("What they said", NOTE, search=True, also=("comment", "comments"))
    again: bool | None = field("Would buy again or recommend us", weight=6)
    conclusion: str | None = field("What we make of it", NOTE, search=True)
    evaluated_on: date | None = field("Evaluated on")
    thanked_on: date | None = field("Thanked, and told what follows")

    @computed("Index", Number("%"), weight=6, help="The weighted marks, as a share of the best.")
    def marks(self) -> Decimal | None:
        """0 to 100; None without marks."""
        return index_of(self.lines.get("feedback_score", ()), self.best)

    @computed("Against what is wanted", VERDICT, weight=6)
    def verdict(self) -> Verdict | None:
        """None without marks or without a target."""
        if self.marks is None or self.target is None:
            return None
        return within(self.marks, self.target, None, self.better)

    @computed("Answer due", due="Answer")
    def answer_due(self) -> date | None:
        """Until they have answered."""
        return None if self.answered_on else self.answer_by


class Score(Line):
    """One question with its mark."""

    question: str = field("Question", search=True, weight=18)
    weight: int | None = field("Weight", Whole((1, 5)), default=1, weight=5)
    score: int | None = field("Mark", Whole((1, 100)), also=("score", "rating"), weight=5)
    note: str | None = field("In their words", weight=16)


QUESTIONS = (
    "The product does what it should",
    "It came on the day that was agreed",
    "Papers and invoice were right",
    "Questions were answered quickly and well",
    "When something was wrong it was put right",
    "We know what it does to the environment, and how it is disposed of",
)
"""Questions that a survey begins with."""


def index_of(scores: Iterable[Score], best: int | None) -> Decimal | None:
    """The weighted mean of the marks, best mark = 100 %; None without marks."""
    marked = [(s.score, s.weight or 1) for s in scores if s.score is not None]
    if not marked or not best:
        return None
    given = sum(score * weight for score, weight in marked)
    return (Decimal(100 * given) / (best * sum(w for _, w in marked))).quantize(Decimal("0.1"))


def marks_are_on_the_scale(feedback: Feedback) -> Iterator[Problem]:
    """A mark above the best is one of another scale."""
    above = [s for s in feedback.lines.get("feedback_score", ()) if (s.score or 0) > feedback.best]
    if above:
        yield Problem(
            "best",
            f"“{above[0].question}” has the mark {above[0].score}; the best is {feedback.best}.",
        )


def days_stand_in_order(feedback: Feedback) -> Iterator[Problem]:
    """Nobody answers before being asked."""
    asked, answered = feedback.asked_on, feedback.answered_on
    if asked and answered and answered < asked:
        yield Problem("answered_on", "The answer is older than the question.")


def something_was_said(feedback: Feedback, around: Around) -> Iterator[str]:
    """An answer is marks, or words, or both."""
    marks = [line for line in around.lines("feedback_score") if line.score is not None]
    if not marks and not feedback.said:
        yield "Key in the marks, or write down what they said."


def a_poor_index_is_followed(feedback: Feedback, around: Around) -> Iterator[Problem]:
    """Asking and then doing nothing is worse than not asking."""
    followed = (*around.near("action"), *around.near("nonconformity"), *around.near("complaint"))
    if feedback.verdict is Verdict.MISSED and not followed:
        yield Problem("verdict", "The index is below what is wanted: add an action first.")


def _noted_as_asked(feedback: Feedback, around: Around) -> Iterator[Effect]:
    """The next survey of the customer is counted from here."""
    if feedback.sort is Sort.SURVEY and feedback.customer_id:
        yield Put(feedback.customer_id, {"asked_on": around.today})


def _told_to_the_customer(feedback: Feedback, around: Around) -> Iterator[Effect]:
    """The newest index stands in the customer's own record."""
    if feedback.marks is not None and feedback.customer_id:
        yield Put(feedback.customer_id, {"satisfaction": feedback.marks})


REGISTER = Register(
    Feedback,
    key="feedback",
    title="Feedback",
    one="feedback",
    many="feedback",
    group=Group.CUSTOMERS,
    about="What customers say of you, asked and unasked, with marks that add up to an index.",
    example=Example(
        "FB-2026-006",
        "Yearly survey, Harbour Board",
        "Product 5, delivery 3, papers 4, help 5. “Tell us about delays earlier.”",
        ("Survey", "Index 86 %", "Action added"),
    ),
    systems=QMS,
    numbering="FB-{year}-{seq:03}",
    clauses=("9001 9.1.2", "9001 8.2.1"),
    columns=(
        "number",
        "title",
        "customer_id",
        "sort",
        "answered_on",
        "marks",
        "verdict",
        "owner_id",
        "due_on",
        "state",
    ),
    form={
        "Feedback": ("title", "sort", "customer_id", "product_id", "way", "person"),
        "Asked and answered": ("asked_on", "answer_by", "answer_due", "answered_on"),
        "Marks": ("best", "target", "better", "marks", "verdict", "again", "said"),
        "What follows": ("conclusion", "evaluated_on", "thanked_on"),
        "Record": ("owner_id", "legacy"),
    },
    lines=(Lines("feedback_score", "Marks", "mark", Score),),
    states=states(State("asked", "Asked", "amber"), State("open", "Answered"), closed="Evaluated"),
    steps=(
        Step(
            "Ask",
            ("draft",),
            "asked",
            asks=("answer_by",),
            optional=("answer_by",),
            effects=_noted_as_asked,
            puts={"asked_on": TODAY},
        ),
        Step(
            "Note the answer",
            ("draft", "asked"),
            "open",
            asks=("answered_on",),
            guards=(something_was_said,),
        ),
        Step("No answer came", ("asked",), "closed", reason=True),
        Step(
            "Evaluate",
            ("open",),
            "closed",
            asks=("conclusion",),
            guards=(a_poor_index_is_followed,),
            effects=_told_to_the_customer,
            puts={"evaluated_on": TODAY},
        ),
        Step("Reopen", ("closed",), "open", reason=True),
    ),
    rules=(marks_are_on_the_scale, days_stand_in_order),
    grows=(
        ADD_ACTION,
        Grow(
            "Make it a complaint",
            "complaint",
            RAISED_FROM,
            fill=lambda it: {
                "title": it.title,
                "customer_id": it.customer_id,
                "product_id": it.product_id,
                "complainant": it.person,
                "received_on": it.answered_on,
                "description": it.said,
            },
            once=True,
        ),
        RAISE_NONCONFORMITY,
        Grow("Add an opportunity", "opportunity", COMES_FROM, lambda it: {"gain": it.said}),
        Grow(
            "Add a requirement",
            "requirement",
            COMES_FROM,
            lambda it: {"customer_id": it.customer_id, "product_id": it.product_id},
        ),
    ),
    help="feedback",
    place=40,
)
