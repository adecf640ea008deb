"""What went wrong with a supplier (ISO 9001:2015, 8.4.1, 8.7; ISO 14001:2015, 8.1)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import NOTE, Number, Reference
from isodesk.core.problems import Problem
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import Around, Grow, State, Step
from isodesk.registers.acting import ADD_ACTION, RAISED_FROM, actions_are_done


class Trouble(Enum):
    """What it was."""

    DEFECT = "Defective"
    WRONG = "Wrong goods or number"
    LATE = "Late"
    PAPERS = "Papers missing or wrong"
    ENVIRONMENT = "Environmental"
    CONDUCT = "On our site"
    OTHER = "Other"


class Severity(Enum):
    """How bad."""

    MINOR = "Minor"
    MAJOR = "Major"


class SupplierIncident(Entry):
    """One delivery, service or visit that was not as agreed."""

    title: str = field("What happened", search=True, weight=16)
    supplier_id: int = field("Supplier", Reference(("supplier",)), weight=10)
    happened_on: date = field("Noticed on")
    trouble: Trouble = field("Kind", default=Trouble.DEFECT, weight=8)
    severity: Severity = field("Severity", default=Severity.MINOR)
    order_no: str | None = field("Order or delivery", search=True)
    product_id: int | None = field("Product", Reference(("product",)))
    delivered: Decimal | None = field("Quantity delivered", Number(least=Decimal(0)))
    affected: Decimal | None = field("Quantity affected", Number(least=Decimal(0)))
    story: str | None = field("What was found", NOTE, search=True)
    contained: str | None = field("What was done at once", NOTE)
    reported_on: date | None = field("Reported to the supplier on")
    reply_on: date | None = field("Reply by")
    replied_on: date | None = field("Replied on")
    cause: str | None = field("Cause, as the supplier says", NOTE, search=True)
    cure: str | None = field("What the supplier changes", NOTE)
    cost: Decimal | None = field("Cost to us", Number(least=Decimal(0)))

    @computed("Reply due", due="Supplier's reply")
    def reply_due_on(self) -> date | None:
        """The day a reply is due, while none has come."""
        return None if self.replied_on else self.reply_on


def no_more_than_came(incident: SupplierIncident) -> Iterator[Problem]:
    """What is affected is a part of what came."""
    whole, part = incident.delivered, incident.affected
    if whole is not None and part is not None and part > whole:
        yield Problem("affected", "More is affected than was delivered. Look at both numbers.")


def nonconformities_are_closed(incident: SupplierIncident, around: Around) -> Iterator[str]:
    """What was raised from it comes first."""
    for each in around.near("nonconformity"):
        if not each.closed:
            yield f"{each.number} is still open."


def _nonconformity(incident: Any) -> dict[str, object]:
    return {
        "title": incident.title,
        "nc_type": "SUPPLIER",
        "origin": "RECEIPT",
        "severity": incident.severity.name if incident.severity else None,
        "description": incident.story or incident.title,
        "found_on": incident.happened_on,
        "supplier_id": incident.supplier_id,
        "product_id": incident.product_id,
        "reference": incident.order_no,
        "lot": incident.delivered,
        "nonconforming": incident.affected,
        "containment": incident.contained,
    }


REGISTER = Register(
    SupplierIncident,
    key="supplier_incident",
    title="Supplier incidents",
    one="supplier incident",
    many="supplier incidents",
    group=Group.SUPPLY,
    about="What was not as agreed in a delivery or service, what the supplier says to it, and"
    " whether it came back.",
    example=Example(
        "SI-2026-004",
        "Eight castings with cold shuts",
        "Found at goods-in, red cage; the foundry raises the pouring temperature.",
        ("Defective", "8 of 40", "Reply by 12 May"),
    ),
    numbering="SI-{year}-{seq:03}",
    clauses=("9001 8.4.1", "9001 8.7", "14001 8.1"),
    columns=(
        "number",
        "title",
        "supplier_id",
        "trouble",
        "happened_on",
        "owner_id",
        "due_on",
        "state",
    ),
    form={
        "Incident": ("title", "supplier_id", "happened_on", "trouble", "severity", "story"),
        "Delivery": ("order_no", "product_id", "delivered", "affected", "cost"),
        "Answer": ("contained", "reported_on", "reply_on", "replied_on", "cause", "cure"),
        "Keeping": ("owner_id", "legacy"),
    },
    states=states(State("open", "Open"), State("answered", "Answered", "amber")),
    steps=(
        Step("Report", ("draft",), "open", asks=("reported_on", "reply_on")),
        Step("Note the answer", ("open",), "answered", asks=("replied_on", "cause", "cure")),
        Step("Send back", ("answered",), "open", asks=("reply_on",), reason=True),
        Step(
            "Close",
            ("answered",),
            "closed",
            guards=(nonconformities_are_closed, actions_are_done),
        ),
        Step("Reopen", ("closed",), "open", asks=("reply_on",), reason=True),
    ),
    rules=(no_more_than_came,),
    grows=(
        Grow("Raise a nonconformity", "nonconformity", RAISED_FROM, _nonconformity, once=True),
        ADD_ACTION,
    ),
    help="suppliers",
    place=25,
)
