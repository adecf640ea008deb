"""Customers, and how content they are (ISO 9001, 8.2 and 9.1.2)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import EVERY, NOTE, Number
from isodesk.core.problems import Problem
from isodesk.core.recurrence import next_after
from isodesk.core.register import QMS, Example, Group, Register
from isodesk.core.steps import DRAFT, VOID, State, Step
from isodesk.registers.growing import referring


class Sort(Enum):
    """How they buy."""

    DIRECT = "Buys from us"
    DEALER = "Sells on"
    USER = "Uses what a dealer sold"
    PUBLIC = "Public body"
    INTERNAL = "Within the group"


class Customer(Entry):
    """Somebody who receives what the firm makes or does."""

    title: str = field(
        "Customer", search=True, also=("customer name", "name", "company"), weight=16
    )
    code: str | None = field("Customer number", search=True, also=("account", "code"), weight=7)
    sort: Sort | None = field("Kind", also=("type",), weight=8)
    branch: str | None = field("Branch", search=True, also=("industry", "sector"), weight=8)
    contact: str | None = field("Contact", search=True, also=("contact person",), weight=10)
    mail: str | None = field("E-mail", search=True, also=("email",), weight=10)
    phone: str | None = field("Telephone", search=True, also=("phone",), weight=8)
    address: str | None = field("Address", NOTE, search=True)
    country: str | None = field("Country", weight=6)
    since: date | None = field("Customer since")
    buys: str | None = field("What they buy", NOTE, search=True, also=("products",))
    wishes: str | None = field(
        "What they always want", NOTE, search=True, also=("special requirements",)
    )
    told_how: str | None = field(
        "How they are told of delays and changes", NOTE, help="Who calls whom, how early."
    )
    survey_every: str | None = field("Ask them every", EVERY, also=("survey interval",))
    satisfaction: Decimal | None = field(
        "Satisfaction", Number("%", Decimal()), also=("satisfaction index",), weight=6
    )
    wanted: Decimal | None = field("Satisfaction wanted", Number("%", Decimal()))
    asked_on: date | None = field("Last asked on")

    @computed("Next survey", due="Survey")
    def survey_on(self) -> date | None:
        """Counted from the last time they were asked, while they buy."""
        asks = self.state not in ("resting", "closed")
        return next_after(self.asked_on, self.survey_every) if asks else None


def an_index_is_a_share(customer: Customer) -> Iterator[Problem]:
    """The best marks everywhere are 100 %."""
    if customer.satisfaction is not None and customer.satisfaction > 100:
        yield Problem("satisfaction", "The index goes from 0 to 100 %.")


REGISTER = Register(
    Customer,
    key="customer",
    title="Customers",
    one="customer",
    many="customers",
    group=Group.CUSTOMERS,
    about="Whom you supply, what they always want, and how content they are.",
    example=Example(
        "CUS-008",
        "Harbour Board, Eastmere",
        "Two bilge pumps a year; wants papers before delivery and a call on any delay.",
        ("Public body", "Satisfaction 86 %", "Asked every year"),
    ),
    systems=QMS,
    numbering="CUS-{seq:03}",
    clauses=("9001 5.1.2", "9001 8.2.1", "9001 9.1.2"),
    columns=(
        "number",
        "title",
        "code",
        "sort",
        "contact",
        "satisfaction",
        "owner_id",
        "due_on",
        "state",
    ),
    form={
        "Customer": ("title", "code", "sort", "branch", "since"),
        "Contact": ("contact", "phone", "mail", "country", "address"),
        "What they want": ("buys", "wishes", "told_how"),
        "Satisfaction": ("satisfaction", "wanted", "asked_on", "survey_every", "survey_on"),
        "Record": ("owner_id", "legacy"),
    },
    states=(
        State(DRAFT, "Prospect", "grey"),
        State("open", "Customer", "green"),
        State("resting", "Resting", "grey"),
        State("closed", "No longer", "struck", closed=True),
        State(VOID, "Void", "struck", closed=True),
    ),
    steps=(
        Step("Take on", (DRAFT, "resting"), "open"),
        Step("Let rest", ("open",), "resting", reason=True),
        Step("End", ("open", "resting"), "closed", reason=True),
        Step("Reopen", ("closed",), "open", reason=True),
    ),
    rules=(an_index_is_a_share,),
    grows=(
        referring("Add a requirement", "requirement", "customer_id"),
        referring("Review an order", "contract_review", "customer_id"),
        referring("Ask for feedback", "feedback", "customer_id"),
        referring("Note a complaint", "complaint", "customer_id"),
    ),
    order="title",
    help="customers",
    place=10,
)
