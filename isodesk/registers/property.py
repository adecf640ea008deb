"""What belongs to customers or suppliers and is in the firm's care (ISO 9001:2015, 8.5.3)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import EVERY, NOTE, Number, Reference
from isodesk.core.problems import Problem
from isodesk.core.recurrence import next_after
from isodesk.core.register import QMS, Example, Group, Register, states
from isodesk.core.steps import Around, Grow, State, Step
from isodesk.registers.acting import RAISED_FROM


class Belongs(Enum):
    """Whose it is."""

    CUSTOMER = "A customer"
    SUPPLIER = "A supplier"
    OTHER = "Somebody else"


class Sort(Enum):
    """What it is."""

    MATERIAL = "Material or part"
    REPAIR = "Product in for repair"
    TOOL = "Tool, fixture or gauge"
    PACKAGING = "Returnable packaging"
    DRAWING = "Drawing or know-how"
    DATA = "Personal or other data"
    OTHER = "Other"


class Property(Entry):
    """A thing, a drawing or data of somebody else."""

    title: str = field("What it is", search=True, weight=15)
    belongs: Belongs = field("Belongs to", default=Belongs.CUSTOMER, weight=7)
    customer_id: int | None = field("Customer", Reference(("customer",)), weight=10)
    supplier_id: int | None = field("Supplier", Reference(("supplier",)))
    whose: str | None = field("Somebody else", search=True)
    sort: Sort = field("Kind", default=Sort.MATERIAL, weight=8)
    identity: str | None = field("How it is marked", search=True, weight=8, also=("Serial",))
    quantity: Decimal | None = field("Quantity", Number(least=Decimal(0)))
    received_on: date | None = field("Received on")
    condition: str | None = field("Condition when it came", NOTE)
    place: str | None = field("Kept at", search=True, weight=9)
    use: str | None = field("What it may be used for", NOTE)
    look: str | None = field("Looked at", EVERY)
    checked_on: date | None = field("Last looked at")
    back_by: date | None = field("To be returned by", due="Return")
    returned_on: date | None = field("Returned or used up on")
    damage: str | None = field("Lost, damaged or unfit", NOTE, search=True)
    reported_on: date | None = field("Reported to its owner on")
    agreed: str | None = field("What was agreed", NOTE)

    @computed("Next look", due="Look at others' property", every="look")
    def check_on(self) -> date | None:
        """Counted from the last look, or from the day it came."""
        return next_after(self.checked_on or self.received_on, self.look)


def somebody_owns_it(thing: Property) -> Iterator[Problem]:
    """The owner is named where the register looks for them."""
    key = {Belongs.CUSTOMER: "customer_id", Belongs.SUPPLIER: "supplier_id"}.get(
        thing.belongs, "whose"
    )
    if thing.state != "draft" and not getattr(thing, key):
        yield Problem(key, "Say whose it is.")


def its_owner_knows(thing: Property, around: Around) -> Iterator[str]:
    """Nothing that was lost or damaged is closed before its owner was told."""
    if thing.damage and thing.reported_on is None:
        yield "Tell its owner first, and enter the day."


def _nonconformity(thing: Any) -> dict[str, object]:
    return {
        "title": f"{thing.title}: lost or damaged",
        "nc_type": "CUSTOMER" if thing.customer_id else "OWN",
        "origin": "PROCESS",
        "description": thing.damage,
        "customer_id": thing.customer_id,
        "supplier_id": thing.supplier_id,
        "reference": thing.identity,
        "nonconforming": thing.quantity,
    }


REGISTER = Register(
    Property,
    key="property",
    title="Others' property",
    one="piece of others' property",
    many="pieces of others' property",
    group=Group.SUPPLY,
    about="What customers and suppliers have left in your care: marked, looked after, and reported"
    " when it is lost or damaged.",
    example=Example(
        "OP-006",
        "Pattern for an impeller, aluminium",
        "Belongs to the customer of order 2417; shelf P3; used for their castings only.",
        ("Tool", "In our care", "Looked at every 12 months"),
    ),
    systems=QMS,
    numbering="OP-{seq:03}",
    clauses=("9001 8.5.3",),
    columns=("number", "title", "belongs", "customer_id", "place", "owner_id", "due_on", "state"),
    form={
        "Property": ("title", "belongs", "customer_id", "supplier_id", "whose", "sort"),
        "Care": (
            "identity",
            "quantity",
            "received_on",
            "condition",
            "place",
            "use",
            "look",
            "checked_on",
            "check_on",
            "owner_id",
        ),
        "Return": ("back_by", "returned_on"),
        "Loss or damage": ("damage", "reported_on", "agreed", "legacy"),
    },
    states=states(
        State("held", "In our care", "green"),
        State("lost", "Lost or damaged", "red"),
        closed="Returned",
    ),
    steps=(
        Step("Take into care", ("draft",), "held", asks=("received_on",)),
        Step("Report loss or damage", ("held",), "lost", asks=("damage",)),
        Step(
            "Keep all the same",
            ("lost",),
            "held",
            asks=("agreed",),
            guards=(its_owner_knows,),
        ),
        Step(
            "Close",
            ("held", "lost"),
            "closed",
            asks=("returned_on", "agreed"),
            optional=("agreed",),
            guards=(its_owner_knows,),
        ),
    ),
    rules=(somebody_owns_it,),
    grows=(
        Grow(
            "Raise a nonconformity",
            "nonconformity",
            RAISED_FROM,
            _nonconformity,
            ("lost",),
            once=True,
        ),
    ),
    place=50,
)
