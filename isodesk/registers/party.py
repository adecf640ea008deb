"""Interested parties (ISO 9001 and ISO 14001, 4.2); what they need stands in `need`."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import EVERY, NOTE, Reference, Whole
from isodesk.core.problems import Problem
from isodesk.core.recurrence import next_after
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import TODAY, Around, State, Step
from isodesk.registers.growing import referring


class Side(Enum):
    """Where the party stands."""

    INTERNAL = "Internal"
    EXTERNAL = "External"


class Sort(Enum):
    """Who they are."""

    CUSTOMER = "Customer"
    SUPPLIER = "Supplier"
    AUTHORITY = "Authority"
    NEIGHBOUR = "Neighbour"
    STAFF = "Staff"
    OWNER = "Owner"
    INSURER = "Insurer or bank"
    CERTIFIER = "Certification body"
    ASSOCIATION = "Association"
    OTHER = "Other"


_LEVEL = Whole((1, 3), ((1, "Little"), (2, "Some"), (3, "Much")))


class Party(Entry):
    """Whoever can affect what we do, is affected by it, or believes to be."""

    title: str = field("Interested party", search=True, also=("stakeholder", "party"), weight=14)
    sort: Sort | None = field("Kind", weight=7)
    side: Side | None = field("Side", weight=6)
    relevant: bool | None = field("Relevant to the system", weight=6)
    why: str | None = field("Why, or why not", NOTE, search=True)
    influence: int | None = field("Influence on us", _LEVEL, weight=5)
    interest: int | None = field("Interest in us", _LEVEL, weight=5)
    customer_id: int | None = field("As a customer", Reference(("customer",)))
    supplier_id: int | None = field("As a supplier", Reference(("supplier",)))
    contact: str | None = field("Contact", search=True)
    listening: str | None = field(
        "How we learn what they want", NOTE, help="Meetings, letters, contracts, the press, visits."
    )
    review_every: str | None = field("Review every", EVERY)
    reviewed_on: date | None = field("Last reviewed")

    @computed("Next review", due="Review")
    def next_on(self) -> date | None:
        """Counted from the last review."""
        return next_after(self.reviewed_on, self.review_every)


def relevance_is_reasoned(party: Party) -> Iterator[Problem]:
    """Leaving somebody out needs a reason."""
    if party.relevant is False and not party.why:
        yield Problem("why", "Write down why this party need not be considered.")


def a_relevant_party_needs_something(party: Party, around: Around) -> Iterator[Problem]:
    """A party without a need is a name on a list."""
    if party.relevant and not around.near("need"):
        yield Problem("", "Add at least one need or expectation of this party.")


REGISTER = Register(
    Party,
    key="party",
    title="Interested parties",
    one="interested party",
    many="interested parties",
    group=Group.PLANNING,
    about="Who can affect your work or is affected by it, and who of them the systems must hear.",
    example=Example(
        "IP-003",
        "Households in the lane behind the works",
        "Hear the fans at night and smell the paint shop; asked the parish for a meeting.",
        ("Neighbour", "External", "Reviewed every year"),
    ),
    numbering="IP-{seq:03}",
    clauses=("9001 4.2", "14001 4.2"),
    columns=(
        "number",
        "title",
        "sort",
        "side",
        "relevant",
        "influence",
        "interest",
        "owner_id",
        "due_on",
        "state",
    ),
    form={
        "Party": ("title", "sort", "side", "relevant", "why", "influence", "interest"),
        "Contact": ("contact", "customer_id", "supplier_id", "listening"),
        "Review": ("owner_id", "review_every", "reviewed_on", "next_on", "legacy"),
    },
    states=states(State("open", "Considered"), closed="Ended"),
    steps=(
        Step("Open", ("draft",), "open", needs=("relevant",)),
        Step(
            "Review",
            ("open",),
            "open",
            asks=("relevant", "why"),
            optional=("why",),
            guards=(a_relevant_party_needs_something,),
            puts={"reviewed_on": TODAY},
        ),
        Step("Close", ("open",), "closed", reason=True),
        Step("Reopen", ("closed",), "open", reason=True),
    ),
    rules=(relevance_is_reasoned,),
    grows=(
        referring("Add a need", "need", "party_id"),
        referring("Note a complaint", "complaint", "party_id"),
    ),
    help="parties",
    place=20,
)
