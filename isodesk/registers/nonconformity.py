"""Nonconformities: what is not as it must be, its cause and what is done (10.2 of both)."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import NOTE, PERSON, Number, Reference, choice_of
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import ME, TODAY, Grow, State, Step
from isodesk.registers import nonconformity_rules as rules
from isodesk.registers.acting import (
    ADD_ACTION,
    ASK_FOR_CHANGE,
    actions_are_done,
    actions_work,
    said,
)
from isodesk.registers.nonconformity_words import (
    BONES,
    PARTS,
    TEAM,
    WHYS,
    Cause,
    Disposition,
    Kind,
    Method,
    Origin,
    Result,
    Severity,
    Standard,
)

DAYS_TO_CLOSE = {Severity.MAJOR: 30, Severity.MINOR: 90}


class Nonconformity(Entry):
    """A requirement that is not met, from what was found to whether it stays away."""

    title: str = field("Nonconformity", search=True, weight=18)
    nc_type: Kind = field("Kind", default=Kind.OWN, also=("Type",), weight=7)
    origin: Origin = field("Found by", also=("Origin", "Source", "Detected by"), weight=7)
    severity: Severity = field(
        "Severity",
        choice_of(Severity, MAJOR="red", MINOR="amber"),
        help="Major: a requirement is not met at all, or something wrong may have left the works.",
        also=("Grade", "Class"),
        weight=5,
    )
    systemic: bool | None = field(
        "Systemic", help="Whether it may happen elsewhere for the same reason."
    )
    found_on: date = field("Found on", also=("Date", "Detected on"))
    found_by_id: int | None = field("Found by whom", PERSON)
    filled_by_id: int | None = field("Written down by", PERSON)
    place: str | None = field("Where", search=True)
    requirement: str | None = field("What should be", NOTE, search=True)
    description: str = field("What is", NOTE, search=True, also=("Description", "Details"))
    evidence: str | None = field("Evidence", NOTE, search=True)
    standard: Standard | None = field("Against")
    clause: str | None = field("Clause", search=True, help="As 8.5.1 or “QP-07, 4.2”.", weight=5)
    process_id: int | None = field("Process", Reference(("process",)))
    product_id: int | None = field("Product", Reference(("product",)))
    supplier_id: int | None = field("Supplier", Reference(("supplier",)))
    customer_id: int | None = field("Customer", Reference(("customer",)))
    reference: str | None = field(
        "Order, batch or serial", search=True, also=("Batch", "Order", "Lot number")
    )
    manager_id: int | None = field("Manager", PERSON, help="Who decides; the owner does.")

    containment: str | None = field("Containment", NOTE, help="What keeps it from spreading.")
    contained_on: date | None = field("Contained on")
    correction: str | None = field("Correction", NOTE, help="What puts this one right.")

    unit: str | None = field("Unit", help="As pieces, kg or litres.")
    lot: Decimal | None = field("Lot", Number(least=Decimal()))
    checked: Decimal | None = field("Checked", Number(least=Decimal()))
    nonconforming: Decimal | None = field("Nonconforming", Number(least=Decimal()))
    accepted: Decimal | None = field("Accepted", Number(least=Decimal()))
    disposition: Disposition | None = field("Disposition")
    concession_by: str | None = field("Concession authorised by")
    concession: str | None = field("Concession number or note")
    reverified: Result | None = field("Checked again")
    reverified_by_id: int | None = field("Checked again by", PERSON)
    reverified_on: date | None = field("Checked again on")

    method: Method | None = field("How the cause was found")
    cause_kind: Cause | None = field("Kind of cause", also=("Cause category",))
    root_cause: str | None = field("Root cause", NOTE, search=True, also=("Cause",))
    missed: str | None = field("Why it was not found earlier", NOTE)
    likelihood: int | None = field("Likelihood before", within=(1, 5))
    impact: int | None = field("Impact before", within=(1, 5))
    likelihood_after: int | None = field("Likelihood after", within=(1, 5))
    impact_after: int | None = field("Impact after", within=(1, 5))

    plan: str | None = field("Notes on the plan", NOTE)
    no_action: str | None = field("No action needed because", NOTE)
    prevention: str | None = field(
        "Elsewhere", NOTE, help="Which other products, processes and documents it concerns."
    )

    asked_of: str | None = field("Request goes to", help="Who at the supplier answers.")
    asked_on: date | None = field("Request sent on")
    reply_by: date | None = field("Reply by")
    reply_on: date | None = field("Reply came on")
    reply: str | None = field("Their reply", NOTE)

    close_by: date | None = field("Close by", help="Left blank: 30 days for major, 90 for minor.")
    effect: str | None = field("Effect", NOTE, help="How it is known that it stays away.")
    alone: str | None = field("Verified by an owner because")
    verified_by_id: int | None = field("Verified by", PERSON)
    closed_on: date | None = field("Closed on")
    cost: Decimal | None = field("Cost", Number())
    thanks: str | None = field("Recognition of the team", NOTE)
    auto_key: str | None = field("Raised by itself for")

    @computed("Closing due", due="Closing")
    def closing_on(self) -> date | None:
        """The day it is to be closed by."""
        if self.close_by or self.found_on is None or self.severity is None:
            return self.close_by
        return self.found_on + timedelta(days=DAYS_TO_CLOSE[self.severity])

    @computed("Reply due", due="Reply")
    def reply_due_on(self) -> date | None:
        """The day a reply is due, while none has come."""
        return None if self.reply_on else self.reply_by

    @computed("Risk before", weight=6.5, bar=25)
    def risk(self) -> int | None:
        """Likelihood times impact as it was found."""
        return _product(self.likelihood, self.impact)

    @computed("Risk after", weight=6.5, bar=25)
    def risk_after(self) -> int | None:
        """Likelihood times impact with the actions done."""
        return _product(self.likelihood_after, self.impact_after)

    @computed("Days to close")
    def days(self) -> int | None:
        """From the day it was found to the day it was closed."""
        if self.found_on is None or self.closed_on is None:
            return None
        return (self.closed_on - self.found_on).days


def _product(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one * other


def _lesson(nc: Entry) -> dict[str, object]:
    return {"title": nc.title, "happened": f"{said(nc)}."}


def _steps() -> Iterable[Step]:
    yield Step("Open", ("draft",), "open")
    yield Step(
        "Contain",
        ("open", "reopened"),
        "contained",
        asks=("containment", "correction"),
        optional=("correction",),
        puts={"contained_on": TODAY},
    )
    yield Step(
        "Record the cause",
        ("open", "contained", "reopened"),
        "analysed",
        asks=("cause_kind", "root_cause"),
        guards=(rules.cause_is_looked_for,),
    )
    yield Step("Plan actions", ("analysed",), "planned", guards=(rules.has_actions,))
    yield Step("Start the actions", ("planned",), "in_progress")
    yield Step(
        "Ask for verification",
        ("planned", "in_progress"),
        "verifying",
        guards=(actions_are_done, rules.lot_is_disposed_of),
    )
    yield Step(
        "Close",
        ("verifying",),
        "closed",
        needs=("root_cause",),
        asks=("effect",),
        guards=(
            rules.has_actions,
            actions_work,
            rules.lot_is_disposed_of,
            rules.somebody_else_closes,
        ),
        puts={"closed_on": TODAY, "verified_by_id": ME},
    )
    yield Step("Reopen", ("verifying", "closed", "rejected"), "reopened", reason=True)
    yield Step("Reject as unfounded", ("open", "contained", "analysed"), "rejected", reason=True)


REGISTER = Register(
    Nonconformity,
    key="nonconformity",
    title="Nonconformities",
    one="nonconformity",
    many="nonconformities",
    group=Group.IMPROVEMENT,
    about="What is not as it must be: what was done at once, why it happened, and what keeps it "
    "from coming back.",
    example=Example(
        "NC-2026-009",
        "Flange holes drilled on the wrong pitch circle",
        "14 of 60 casings of order 4471 drilled on 145 mm in place of 160 mm. The fixture takes "
        "the casing two ways round.",
        ("Own product or work", "Minor", "9001 8.5.1", "Machining"),
    ),
    numbering="NC-{year}-{seq:03}",
    clauses=("9001 8.7", "9001 10.2", "14001 10.2"),
    columns=(
        "number",
        "title",
        "severity",
        "owner_id",
        "due_on",
        "state",
        "nc_type",
        "origin",
        "process_id",
    ),
    form={
        "What was found": (
            "title",
            "nc_type",
            "origin",
            "severity",
            "systemic",
            "found_on",
            "found_by_id",
            "filled_by_id",
            "place",
            "requirement",
            "description",
            "evidence",
        ),
        "Where it belongs": (
            "standard",
            "clause",
            "process_id",
            "product_id",
            "supplier_id",
            "customer_id",
            "reference",
            "owner_id",
            "manager_id",
        ),
        "At once": ("containment", "contained_on", "correction"),
        "Disposition": (
            "unit",
            "lot",
            "checked",
            "nonconforming",
            "accepted",
            "disposition",
            "concession_by",
            "concession",
            "reverified",
            "reverified_by_id",
            "reverified_on",
        ),
        "Cause": ("method", "cause_kind", "root_cause", "missed"),
        "Risk": (
            "likelihood",
            "impact",
            "risk",
            "likelihood_after",
            "impact_after",
            "risk_after",
        ),
        "Actions": ("plan", "no_action", "prevention"),
        "Request to the supplier": (
            "asked_of",
            "asked_on",
            "reply_by",
            "reply_due_on",
            "reply_on",
            "reply",
        ),
        "Effect and closing": (
            "close_by",
            "closing_on",
            "effect",
            "verified_by_id",
            "alone",
            "closed_on",
            "days",
            "cost",
            "thanks",
            "auto_key",
            "legacy",
        ),
    },
    states=states(
        State("open", "Open", "red"),
        State("contained", "Contained", "amber"),
        State("analysed", "Analysed", "amber"),
        State("planned", "Actions planned", "blue"),
        State("in_progress", "In progress", "blue"),
        State("verifying", "Awaiting verification", "blue"),
        State("reopened", "Reopened", "red"),
        State("rejected", "Rejected", "grey", closed=True),
    ),
    steps=tuple(_steps()),
    rules=(
        rules.quantities_add_up,
        rules.concession_has_authority,
        rules.origin_names_its_party,
        rules.days_are_in_order,
    ),
    lines=(WHYS, BONES, PARTS, TEAM),
    grows=(
        ADD_ACTION,
        ASK_FOR_CHANGE,
        Grow("Note a lesson", "lesson", "learned_from", fill=_lesson),
    ),
    help="nonconformities",
    place=10,
)
