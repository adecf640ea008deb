"""External verifications: what somebody from outside has measured, looked at or confirmed, per
aspect, and until when it holds."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import EVERY, NOTE, Number, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.recurrence import next_after
from isodesk.core.register import EMS, Example, Group, Register, states
from isodesk.core.steps import Around, State, Step
from isodesk.registers.acting import ADD_ACTION, RAISE_NONCONFORMITY


class Verifier(Enum):
    """Who says so."""

    LABORATORY = "Laboratory"
    INSPECTOR = "Inspector or technical body"
    CONSULTANT = "Consultant"
    CUSTOMER = "Customer"
    AUTHORITY = "Authority"
    CERTIFIER = "Certification body"
    OTHER = "Other"


class Verdict(Enum):
    """What it says."""

    MEETS = "Meets the criterion"
    NOT = "Does not meet it"
    OPEN = "Says neither"


class Verification(Entry):
    """One confirmation from outside."""

    title: str = field("What was verified", search=True, weight=16)
    aspect_id: int | None = field("Aspect", Reference(("aspect",)), weight=12)
    obligation_id: int | None = field("Obligation", Reference(("obligation",)))
    permit_id: int | None = field("Permit", Reference(("permit",)))
    verifier: Verifier = field("Kind", also=("Type",), weight=7)
    who: str = field("Who", search=True, also=("Body", "Laboratory", "Company"), weight=10)
    accreditation: str | None = field("Accreditation", search=True)
    person: str | None = field("Person")
    criterion: str = field("Criterion", NOTE, search=True, also=("Standard", "Requirement"))
    least: Decimal | None = field("At least", Number())
    most: Decimal | None = field("At most", Number(), also=("Limit",))
    result: Decimal | None = field("Measured", Number(), also=("Result", "Value"), weight=5)
    unit: str | None = field("Unit", weight=4)
    said: str | None = field("Result in words", NOTE, search=True)
    verdict: Verdict | None = field(
        "Verdict", choice_of(Verdict, MEETS="green", NOT="red", OPEN="amber"), weight=8
    )
    ordered_on: date | None = field("Ordered on")
    wanted_by: date | None = field("Wanted by")
    done_on: date | None = field("Sampled or done on", also=("Date",))
    report: str | None = field("Report number", search=True, also=("Certificate", "Document"))
    reported_on: date | None = field("Report of")
    expires_on: date | None = field("Holds until", due="Expiry", also=("Expiry", "Valid until"))
    every: str | None = field("Comes round", EVERY)
    cost: Decimal | None = field("Cost", Number())

    @computed("Report wanted by", due="Report wanted")
    def wanted_on(self) -> date | None:
        """The day the report is wanted, until it is there."""
        return self.wanted_by if self.state in ("draft", "ordered") else None

    @computed("Next time", due="Verification", every="every")
    def next_on(self) -> date | None:
        """The day it is to be done again."""
        return next_after(self.done_on, self.every)


def within_limits(verification: Verification) -> bool | None:
    """Whether what was measured lies within the limits; None where there are none."""
    value, least, most = verification.result, verification.least, verification.most
    if value is None or (least is None and most is None):
        return None
    return (least is None or value >= least) and (most is None or value <= most)


def verdict_fits(verification: Verification) -> Iterator[Problem]:
    """A figure outside its limits does not meet the criterion."""
    if verification.verdict is Verdict.MEETS and within_limits(verification) is False:
        yield Problem("verdict", "What was measured lies outside the limits.")


def days_are_in_order(verification: Verification) -> Iterator[Problem]:
    """It ends after it was done."""
    done = verification.done_on
    if done and verification.expires_on and verification.expires_on < done:
        yield Problem("expires_on", "It cannot end before it was done.")


def report_is_there(verification: Verification, around: Around) -> Iterator[Problem | str]:
    """A verdict stands on a day, a report and something it is about."""
    yield from verdict_fits(verification)
    if verification.result is None and not verification.said:
        yield Problem("said", "Give the result: a figure, or in words.")
    about = verification.aspect_id or verification.obligation_id
    if not about and not around.near(meaning="verifies"):
        yield Problem("aspect_id", "Say which aspect or obligation it is about.")


REGISTER = Register(
    Verification,
    key="verification",
    title="External verifications",
    one="verification",
    many="verifications",
    group=Group.ENVIRONMENT,
    about="What laboratories, inspectors, customers and authorities confirm of your aspects, "
    "against which criterion, and until when it holds.",
    example=Example(
        "VER-2026-06",
        "Oil in the water to the storm drain",
        "7.2 mg/l, at most 20 allowed. Sample taken at the outlet by the laboratory itself.",
        ("Laboratory", "Merrow Analytical", "Meets the criterion", "holds until 30 Sep 2027"),
    ),
    systems=EMS,
    numbering="VER-{year}-{seq:02}",
    clauses=("14001 9.1.1", "14001 9.1.2"),
    columns=(
        "number",
        "title",
        "verdict",
        "due_on",
        "state",
        "expires_on",
        "aspect_id",
        "who",
        "result",
        "unit",
    ),
    form={
        "What": ("title", "aspect_id", "obligation_id", "permit_id", "criterion", "least", "most"),
        "Who": ("verifier", "who", "accreditation", "person", "owner_id"),
        "Days": ("ordered_on", "wanted_by", "wanted_on", "done_on", "every", "next_on"),
        "Result": (
            "result",
            "unit",
            "said",
            "verdict",
            "report",
            "reported_on",
            "expires_on",
            "cost",
            "legacy",
        ),
    },
    states=states(
        State("ordered", "Ordered", "blue"),
        State("open", "Holds", "green"),
        closed="Past",
    ),
    steps=(
        Step("Order", ("draft",), "ordered"),
        Step(
            "Enter the result",
            ("draft", "ordered"),
            "open",
            asks=("done_on", "verdict", "report", "expires_on"),
            optional=("expires_on",),
            guards=(report_is_there,),
        ),
        Step("Set as past", ("ordered", "open"), "closed", reason=True),
    ),
    rules=(verdict_fits, days_are_in_order),
    grows=(ADD_ACTION, RAISE_NONCONFORMITY),
    order="done_on",
    help="operational-controls",
    place=100,
)
