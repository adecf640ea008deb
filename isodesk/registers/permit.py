"""Permits and licences: what the firm may do, until when, and under which conditions."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, Line, field
from isodesk.core.kinds import EVERY, NOTE, PERSON, Number, choice_of
from isodesk.core.problems import Problem
from isodesk.core.register import EMS, Example, Group, Lines, Register, states
from isodesk.core.steps import Grow, State, Step
from isodesk.registers.acting import ADD_ACTION, said
from isodesk.registers.environment_words import Medium, Standing


class Subject(Enum):
    """What is permitted."""

    DISCHARGE = "Discharge of water"
    ABSTRACTION = "Taking of water"
    EMISSION = "Emission to air"
    WASTE = "Waste: keep, treat or carry"
    STORAGE = "Storage of what is hazardous"
    INSTALLATION = "Installation as a whole"
    BUILDING = "Building and use"
    OTHER = "Other"


class Condition(Line):
    """One condition of a permit, and how it is kept."""

    clause: str | None = field("Condition no.", weight=4)
    text: str = field("What it asks, in own words", NOTE, weight=16)
    most: Decimal | None = field("Limit", Number(), weight=4)
    unit: str | None = field("Unit", weight=4)
    report_every: str | None = field("Reported", EVERY, weight=6)
    how_met: str | None = field("How it is kept", NOTE, weight=12)
    met: Standing | None = field(
        "Stands", choice_of(Standing, COMPLIANT="green", PARTLY="amber", NOT="red"), weight=6
    )


class Permit(Entry):
    """A paper of an authority that allows something."""

    title: str = field("Permit", search=True, weight=16)
    subject: Subject = field("Kind", also=("Type",), weight=8)
    reference: str = field(
        "Permit number", search=True, also=("Reference", "Licence number"), weight=7
    )
    authority: str = field("Authority", search=True, also=("Issued by", "Regulator"), weight=9)
    contact: str | None = field("Contact at the authority", NOTE)
    medium: Medium | None = field("Concerns")
    scope: str | None = field("What it allows", NOTE, search=True)
    place: str | None = field("Where")
    manager_id: int | None = field("Accountable manager", PERSON, weight=8)
    applied_on: date | None = field("Applied for on")
    issued_on: date | None = field("Issued on", also=("Issue date",))
    valid_from: date | None = field("Valid from")
    expires_on: date | None = field("Expires on", due="Expiry", also=("Expiry date", "Valid until"))
    for_ever: bool | None = field("Without an end")
    renew_by: date | None = field("Apply for renewal by", due="Renewal")
    fee: Decimal | None = field("Yearly fee", Number())
    notes: str | None = field("Notes", NOTE, search=True)


def days_are_in_order(permit: Permit) -> Iterator[Problem]:
    """It ends after it begins, and is renewed before it ends."""
    start = permit.valid_from or permit.issued_on
    if start and permit.expires_on and permit.expires_on <= start:
        yield Problem("expires_on", "It cannot expire before it is valid.")
    if permit.expires_on and permit.renew_by and permit.renew_by > permit.expires_on:
        yield Problem("renew_by", "Apply for renewal before it expires.")
    if permit.state == "open" and not permit.expires_on and not permit.for_ever:
        yield Problem("expires_on", "Say when it expires, or that it is without an end.")


def _obligation(permit: Any) -> dict[str, Any]:
    return {
        "title": permit.title,
        "nature": "PERMIT",
        "source": said(permit),
        "provision": permit.reference,
        "authority": permit.authority,
        "medium": permit.medium.name if permit.medium else None,
        "manager_id": permit.manager_id,
        "permit_id": permit.id,
    }


REGISTER = Register(
    Permit,
    key="permit",
    title="Permits and licences",
    one="permit",
    many="permits",
    group=Group.ENVIRONMENT,
    about="What authorities allow you, until when, and under which conditions.",
    example=Example(
        "PER-02",
        "Trade effluent to the public sewer",
        "Up to 12 m³ a day; pH 6 to 10, oil at most 20 mg/l. Sampled four times a year.",
        ("Discharge of water", "Water company", "expires 31 Mar 2028"),
    ),
    systems=EMS,
    numbering="PER-{seq:02}",
    clauses=("14001 6.1.3",),
    columns=(
        "number",
        "title",
        "subject",
        "reference",
        "authority",
        "manager_id",
        "expires_on",
        "due_on",
        "state",
    ),
    form={
        "Permit": ("title", "subject", "reference", "medium", "scope", "place"),
        "Who": ("authority", "contact", "manager_id", "owner_id"),
        "Days": (
            "applied_on",
            "issued_on",
            "valid_from",
            "expires_on",
            "for_ever",
            "renew_by",
            "fee",
        ),
        "Notes": ("notes", "legacy"),
    },
    states=states(
        State("applied", "Applied for", "amber"),
        State("open", "In force", "green"),
        State("suspended", "Suspended", "red"),
        closed="Ended",
    ),
    steps=(
        Step("Apply", ("draft",), "applied", asks=("applied_on",)),
        Step("Enter in force", ("draft", "applied"), "open", needs=("issued_on",)),
        Step(
            "Renew",
            ("open",),
            "open",
            asks=("reference", "issued_on", "expires_on", "renew_by"),
            optional=("renew_by",),
        ),
        Step("Suspend", ("open",), "suspended", reason=True),
        Step("Lift the suspension", ("suspended",), "open", reason=True),
        Step("End", ("applied", "open", "suspended"), "closed", reason=True),
    ),
    rules=(days_are_in_order,),
    lines=(Lines("permit_condition", "Conditions", "condition", Condition),),
    grows=(
        Grow("Make an obligation", "obligation", "permit_id", fill=_obligation),
        ADD_ACTION,
    ),
    help="permits",
    place=40,
)
