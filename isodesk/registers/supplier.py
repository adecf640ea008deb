"""Suppliers and contractors, judged for quality and environment (ISO 9001:2015, 8.4; ISO
14001:2015, 8.1)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import EVERY, NOTE, PERSON
from isodesk.core.problems import Problem
from isodesk.core.recurrence import next_after
from isodesk.core.register import Example, Group, Lines, Register
from isodesk.core.steps import DRAFT, ME, TODAY, VOID, Around, Grow, State, Step
from isodesk.registers.acting import ADD_ACTION

GOOD, BEARABLE = 85, 70
"""Points of 100: from here approved, from there on conditional, below no new orders."""


class Supply(Enum):
    """What comes from outside."""

    GOODS = "Goods"
    SERVICE = "Service"
    PROCESS = "Outsourced process"


class Risk(Enum):
    """How much depends on them."""

    A = "A, can stop or spoil the product"
    B = "B, matters"
    C = "C, by catalogue"


class Paper(Enum):
    """What a supplier shows."""

    ISO_9001 = "ISO 9001"
    ISO_14001 = "ISO 14001"
    ISO_17025 = "ISO/IEC 17025"
    LICENCE = "Licence or permit"
    INSURANCE = "Insurance"
    OTHER = "Other"


class Supplier(Entry):
    """Somebody who supplies what becomes part of the product or touches the environment."""

    title: str = field("Supplier", search=True, weight=14, also=("Company", "Vendor"))
    supply: Supply = field("Type", default=Supply.GOODS, weight=8)
    supplies: str | None = field("What they supply", NOTE, search=True)
    risk: Risk = field("Risk class", default=Risk.B, weight=9)
    contact: str | None = field("Contact", search=True)
    email: str | None = field("E-mail", search=True)
    phone: str | None = field("Telephone")
    address: str | None = field("Address", NOTE)
    quality: str | None = field(
        "Quality criteria", NOTE, help="What they must show and keep to before you buy."
    )
    environment: str | None = field(
        "Environmental criteria", NOTE, help="Licences, packaging, substances, work on your site."
    )
    questionnaire_on: date | None = field("Questionnaire back on")
    visited_on: date | None = field("Visited on")
    approved_for: str | None = field("Approved for", NOTE, search=True)
    approved_on: date | None = field("Approved on")
    approved_by_id: int | None = field("Approved by", PERSON)
    conditions: str | None = field("Conditions", NOTE)
    condition_on: date | None = field("Conditions to be met by", due="Conditions")
    evaluate: str | None = field("Evaluated", EVERY)
    of_quality: int | None = field("Weight of quality", default=40, within=(0, 100))
    of_delivery: int | None = field("Weight of delivery", default=30, within=(0, 100))
    of_response: int | None = field("Weight of response", default=15, within=(0, 100))
    of_environment: int | None = field("Weight of environment", default=15, within=(0, 100))

    @computed("Score", weight=6.5, bar=100, help="Of 100, from the latest period.")
    def score(self) -> int | None:
        """The latest period's points, weighted."""
        latest = last_period(self)
        return total(self, latest) if latest is not None else None

    @computed("Last evaluated")
    def evaluated_on(self) -> date | None:
        """The end of the latest period."""
        latest = last_period(self)
        return latest.ended_on if latest is not None else None

    @computed("Next evaluation", due="Re-evaluation", every="evaluate")
    def evaluation_on(self) -> date | None:
        """Counted from the latest period, or from the approval."""
        latest = last_period(self)
        return next_after(latest.ended_on if latest else self.approved_on, self.evaluate)

    @computed("Certificate expires", due="Certificate")
    def certificate_on(self) -> date | None:
        """The first of its papers to expire."""
        papers = self.lines.get("supplier_certificate", ())
        return min((p.expires_on for p in papers if p.expires_on), default=None)


class Certificate(Line):
    """A paper of a supplier, with the day it ends."""

    paper: Paper = field("Kind", default=Paper.ISO_9001)
    certificate: str | None = field("Number", weight=10)
    body: str | None = field("Given by", weight=12)
    covers: str | None = field("Covers", weight=14)
    expires_on: date | None = field("Expires on")
    seen_on: date | None = field("Seen on")


class Period(Line):
    """One evaluation: points of 100 for each criterion, and the counts they come from."""

    period: str = field("Period", weight=8)
    ended_on: date | None = field("Ended on")
    quality: int | None = field("Quality", within=(0, 100))
    delivery: int | None = field("Delivery", within=(0, 100))
    response: int | None = field("Response", within=(0, 100))
    environment: int | None = field("Environment", within=(0, 100))
    deliveries: int | None = field("Deliveries")
    rejects: int | None = field("Rejects")
    late: int | None = field("Late")
    note: str | None = field("Note", weight=14)


CRITERIA = ("quality", "delivery", "response", "environment")


def last_period(supplier: Supplier) -> Period | None:
    """The evaluation that ended last."""
    periods = [p for p in supplier.lines.get("supplier_score", ()) if p.ended_on]
    return max(periods, key=lambda p: p.ended_on, default=None)


def total(supplier: Supplier, period: Period) -> int | None:
    """The weighted points of a period; criteria that were not scored do not count. None when
    nothing was scored."""
    parts = [(getattr(period, c), getattr(supplier, f"of_{c}") or 0) for c in CRITERIA]
    scored = [(points, weight) for points, weight in parts if points is not None]
    weights = sum(weight for _, weight in scored)
    if not weights:
        return None
    points = Decimal(sum(p * w for p, w in scored)) / weights
    return int(points.quantize(Decimal(1), rounding="ROUND_HALF_UP"))


def low_scores_lose_their_approval(supplier: Supplier) -> Iterator[Problem]:
    """A score below the limits of the state is said beside it."""
    latest = last_period(supplier)
    score = total(supplier, latest) if latest is not None else None
    if score is None:
        return
    if supplier.state == "approved" and score < GOOD:
        where = "suspend" if score < BEARABLE else "make them conditional"
        yield Problem("score", f"{score} points are below {GOOD}: {where}, or say why not.")
    if supplier.state == "conditional" and score < BEARABLE:
        yield Problem("score", f"{score} points are below {BEARABLE}: suspend, or say why not.")


def what_is_risky_is_looked_at(supplier: Supplier, around: Around) -> Iterator[str]:
    """Class A: criteria of both kinds, and a questionnaire, a visit or a certificate."""
    if supplier.risk is not Risk.A:
        return
    if not supplier.quality:
        yield "Class A: say the quality criteria."
    if not supplier.environment:
        yield "Class A: say the environmental criteria, or that there are none."
    seen = supplier.questionnaire_on or supplier.visited_on
    if not seen and not around.lines("supplier_certificate"):
        yield "Class A: get the questionnaire, visit them, or see a certificate."


def licences_are_valid(supplier: Supplier, around: Around) -> Iterator[str]:
    """Nobody is approved on a paper that has ended."""
    for paper in around.lines("supplier_certificate"):
        if paper.expires_on and paper.expires_on < around.today:
            name = paper.certificate or paper.paper.value
            yield f"{name} has expired. Ask for the new one, or take the line off."


def _incident(supplier: Entry) -> dict[str, object]:
    return {"title": f"Incident with {supplier.title}", "supplier_id": supplier.id}


_CHECKS = (what_is_risky_is_looked_at, licences_are_valid)
_OPEN = ("approved", "conditional", "suspended")

REGISTER = Register(
    Supplier,
    key="supplier",
    title="Suppliers",
    one="supplier",
    many="suppliers",
    group=Group.SUPPLY,
    about="Who supplies goods, services and outsourced work, what they are judged by, and whether"
    " you may buy from them.",
    example=Example(
        "SUP-012",
        "Foundry for grey iron castings",
        "Quality: certificate with each heat, no repair welding. Environment: ISO 14001, returns"
        " pallets.",
        ("Class A", "Approved", "91 of 100"),
    ),
    numbering="SUP-{seq:03}",
    clauses=("9001 8.4.1", "9001 8.4.2", "14001 8.1"),
    columns=("number", "title", "supply", "risk", "score", "owner_id", "due_on", "state"),
    form={
        "Supplier": ("title", "supply", "risk", "supplies"),
        "Contact": ("contact", "phone", "email", "address"),
        "Criteria": ("quality", "environment", "questionnaire_on", "visited_on"),
        "Approval": (
            "approved_for",
            "approved_on",
            "approved_by_id",
            "conditions",
            "condition_on",
        ),
        "Evaluation": (
            "evaluate",
            "score",
            "evaluated_on",
            "evaluation_on",
            "of_quality",
            "of_delivery",
            "of_response",
            "of_environment",
        ),
        "Keeping": ("owner_id", "certificate_on", "legacy"),
    },
    states=(
        State(DRAFT, "Prospective", "grey"),
        State("approved", "Approved", "green"),
        State("conditional", "Conditional", "amber"),
        State("suspended", "Suspended", "red"),
        State("closed", "Rejected", "struck", closed=True),
        State(VOID, "Void", "struck", closed=True),
    ),
    steps=(
        Step(
            "Approve",
            (DRAFT, "conditional", "suspended"),
            "approved",
            asks=("approved_for",),
            guards=_CHECKS,
            puts={
                "approved_on": TODAY,
                "approved_by_id": ME,
                "conditions": None,
                "condition_on": None,
            },
        ),
        Step(
            "Approve with conditions",
            (DRAFT, "approved", "suspended"),
            "conditional",
            asks=("approved_for", "conditions", "condition_on"),
            guards=(licences_are_valid,),
            puts={"approved_on": TODAY, "approved_by_id": ME},
        ),
        Step("Suspend", ("approved", "conditional"), "suspended", reason=True),
        Step("Reject", (DRAFT, *_OPEN), "closed", reason=True),
        Step("Consider again", ("closed",), DRAFT, reason=True),
    ),
    rules=(low_scores_lose_their_approval,),
    lines=(
        Lines("supplier_score", "Evaluations", "evaluation", Period),
        Lines("supplier_certificate", "Certificates", "certificate", Certificate),
    ),
    grows=(
        Grow("Note an incident", "supplier_incident", "supplier_id", _incident, _OPEN),
        ADD_ACTION,
    ),
    help="suppliers",
    order="title",
    place=20,
)
