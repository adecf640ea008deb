"""Complaints of customers and neighbours, in the flow of ISO 10002 (ISO 9001, 8.2.1, 9.1.2 and
10.2; ISO 14001, 7.4.3): acknowledged and answered within their times."""

from datetime import date
from decimal import Decimal

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import NOTE, PERSON, Number, Reference, Whole, choice_of
from isodesk.core.register import BOTH, Example, Group, Lines, Register, states
from isodesk.core.steps import ME, TODAY, Grow, State, Step
from isodesk.registers import complaint_rules as rules
from isodesk.registers.acting import ADD_ACTION, RAISED_FROM, actions_are_done
from isodesk.registers.complaint_words import (
    Answer,
    Channel,
    Complexity,
    Contact,
    Finding,
    Remedy,
    Severity,
    Sort,
)
from isodesk.registers.growing import COMES_FROM, needed


class Complaint(Entry):
    """Somebody is not content and expects an answer."""

    title: str = field("Complaint", search=True, also=("subject",), weight=16)
    sort: Sort = field("About", default=Sort.PRODUCT, also=("type", "category"), weight=7)
    customer_id: int | None = field("Customer", Reference(("customer",)), weight=12)
    party_id: int | None = field("Or interested party", Reference(("party",)))
    complainant: str | None = field(
        "Who complains", search=True, also=("complainant", "contact person"), weight=10
    )
    contact: str | None = field("How to reach them", search=True)
    received_on: date = field("Received on", also=("date", "complaint date"), weight=6)
    channel: Channel | None = field("How it came", also=("channel", "source"))
    received_by_id: int | None = field("Taken down by", PERSON)
    product_id: int | None = field("Product", Reference(("product",)), weight=8)
    order_no: str | None = field("Order or delivery", search=True, also=("order number",), weight=8)
    batch: str | None = field("Batch or serial number", search=True, also=("lot",), weight=8)
    quantity: Decimal | None = field("Quantity", Number(least=Decimal()))
    happened_on: date | None = field("Happened on")
    description: str = field("What they say", NOTE, search=True, also=("description", "details"))
    evidence: str | None = field("What they show", NOTE, help="Photos and letters go to Files.")
    wanted: str | None = field("What they want", NOTE, search=True, also=("remedy sought",))
    ack_days: int | None = field(
        "Days to acknowledge", Whole((0, 365)), default=rules.ACKNOWLEDGE_DAYS
    )
    reply_days: int | None = field(
        "Days to respond", Whole((0, 365)), default=rules.RESPOND_DAYS, help="As agreed with them."
    )
    acknowledged_on: date | None = field("Acknowledged on")
    acknowledged_by_id: int | None = field("Acknowledged by", PERSON)
    severity: Severity | None = field(
        "Severity", choice_of(Severity, CRITICAL="red", MAJOR="amber", MINOR="grey"), weight=6
    )
    safety: bool | None = field("Somebody may be hurt")
    complexity: Complexity | None = field("Complexity")
    impact: str | None = field("What it does to them", NOTE, also=("impact",))
    at_once: bool | None = field("Something must happen at once")
    immediate: str | None = field(
        "What was done at once", NOTE, search=True, also=("immediate action", "containment")
    )
    assessed_on: date | None = field("Assessed on")
    investigation: str | None = field("What was found", NOTE, search=True, also=("investigation",))
    cause: str | None = field("Cause", NOTE, search=True, also=("root cause",))
    finding: Finding | None = field("Whose fault", also=("justified", "finding"), weight=7)
    investigated_by_id: int | None = field("Looked into by", PERSON)
    remedy: Remedy | None = field("Remedy offered", also=("remedy",), weight=7)
    goodwill: bool | None = field("Out of goodwill")
    response: str | None = field("What we answered", NOTE, search=True, also=("response",))
    responded_on: date | None = field("Responded on")
    answer: Answer | None = field(
        "Their answer", choice_of(Answer, ACCEPTED="green", REFUSED="red", SILENT="amber")
    )
    recourse: str | None = field(
        "Where else they can turn", NOTE, help="Arbitration, an ombudsman, an authority, a court."
    )
    recourse_on: date | None = field("Told so on")
    no_nc: str | None = field("No nonconformity needed because", NOTE)
    cost: Decimal | None = field("Cost", Number(least=Decimal()), weight=5)
    currency: str | None = field("Currency")
    ask_again_on: date | None = field("Ask them again on", help="Whether it is good now.")
    closed_on: date | None = field("Closed on")

    @computed("Acknowledge by", due="Acknowledgement")
    def acknowledge_by(self) -> date | None:
        """Until it is acknowledged."""
        return rules.by(self.received_on, self.ack_days, self.acknowledged_on)

    @computed("Respond by", due="Response")
    def respond_by(self) -> date | None:
        """Until it is answered."""
        return rules.by(self.received_on, self.reply_days, self.responded_on)

    @computed("Times kept", weight=9)
    def times(self) -> str | None:
        """Both clocks in words, as far as they were stopped."""
        first = rules.kept("acknowledged", self.received_on, self.ack_days, self.acknowledged_on)
        then = rules.kept("answered", self.received_on, self.reply_days, self.responded_on)
        said = ", ".join(filter(None, (first, then)))
        return said[:1].upper() + said[1:] or None

    @computed("Days to answer", weight=5)
    def days(self) -> int | None:
        """From the receipt to the answer."""
        if self.received_on is None or self.responded_on is None:
            return None
        return (self.responded_on - self.received_on).days


REGISTER = Register(
    Complaint,
    key="complaint",
    title="Complaints",
    one="complaint",
    many="complaints",
    group=Group.CUSTOMERS,
    about="Who is not content, what you did about it at once and for good, and whether they"
    " were told in time.",
    example=Example(
        "CP-2026-003",
        "Seal leaks after two weeks",
        "Harbour Board, bilge pump of March. Acknowledged the same day; a new seal fitted in"
        " a week; their mechanic had run it dry, and the manual did not warn of it.",
        ("Major", "Answered in time", "Accepted"),
    ),
    systems=BOTH,
    numbering="CP-{year}-{seq:03}",
    clauses=("9001 8.2.1", "9001 9.1.2", "9001 10.2.1", "14001 7.4.3"),
    columns=(
        "number",
        "title",
        "severity",
        "customer_id",
        "sort",
        "received_on",
        "finding",
        "owner_id",
        "due_on",
        "state",
    ),
    form={
        "Complaint": (
            "title",
            "sort",
            "customer_id",
            "party_id",
            "complainant",
            "contact",
            "received_on",
            "channel",
            "received_by_id",
        ),
        "What it is about": (
            "product_id",
            "order_no",
            "batch",
            "quantity",
            "happened_on",
            "description",
            "evidence",
            "wanted",
        ),
        "Times": (
            "ack_days",
            "reply_days",
            "acknowledge_by",
            "respond_by",
            "acknowledged_on",
            "acknowledged_by_id",
            "times",
            "days",
        ),
        "Assessment": (
            "severity",
            "complexity",
            "safety",
            "at_once",
            "impact",
            "immediate",
            "assessed_on",
        ),
        "Investigation": ("finding", "investigated_by_id", "investigation", "cause"),
        "Answer": ("remedy", "goodwill", "response", "responded_on", "answer"),
        "Not settled": ("recourse", "recourse_on"),
        "End": ("no_nc", "cost", "currency", "ask_again_on", "closed_on"),
        "Record": ("owner_id", "legacy"),
    },
    lines=(Lines("complaint_contact", "Told and heard", "contact", Contact),),
    states=states(
        State("received", "Received", "amber"),
        State("acknowledged", "Acknowledged", "amber"),
        State("assessed", "Assessed", "amber"),
        State("investigating", "Investigating"),
        State("responded", "Responded"),
        State("reopened", "Reopened", "amber"),
    ),
    steps=(
        Step("Receive", ("draft",), "received", guards=(rules.somebody_complained,)),
        Step(
            "Acknowledge",
            ("received",),
            "acknowledged",
            asks=("acknowledged_on",),
            puts={"acknowledged_by_id": ME},
        ),
        Step(
            "Assess",
            ("acknowledged", "reopened"),
            "assessed",
            asks=("severity", "complexity", "safety", "immediate"),
            optional=("immediate",),
            guards=(needed(rules.danger_is_stopped),),
            puts={"assessed_on": TODAY},
        ),
        Step("Investigate", ("assessed", "reopened"), "investigating", needs=("owner_id",)),
        Step(
            "Respond",
            ("investigating",),
            "responded",
            needs=("investigation", "finding"),
            asks=("remedy", "response", "responded_on"),
        ),
        Step(
            "Close",
            ("responded",),
            "closed",
            asks=("answer", "no_nc", "cost"),
            optional=("no_nc", "cost"),
            guards=(
                rules.refusal_stays_open,
                needed(rules.refusal_goes_on),
                rules.our_fault_is_followed,
                rules.what_grew_is_closed,
                actions_are_done,
            ),
            puts={"closed_on": TODAY},
        ),
        Step("Look again", ("responded",), "investigating", reason=True),
        Step("Reopen", ("closed",), "reopened", reason=True, puts={"closed_on": None}),
    ),
    rules=(rules.days_stand_in_order, rules.danger_is_stopped, rules.refusal_goes_on),
    grows=(
        Grow(
            "Raise a nonconformity",
            "nonconformity",
            RAISED_FROM,
            fill=rules.as_nonconformity,
        ),
        ADD_ACTION,
        Grow("Add a risk", "risk", COMES_FROM, lambda it: {"origin": "FAILURE"}),
    ),
    help="complaints",
    place=50,
)
