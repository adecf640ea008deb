"""Certificates of the management system: scope, edition and cycle."""

from collections.abc import Iterator
from datetime import date

from isodesk.core.entry import Entry, field
from isodesk.core.kinds import NOTE
from isodesk.core.problems import Problem
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import State, Step
from isodesk.registers.audit_words import Edition9001, Edition14001
from isodesk.registers.growing import referring


class Certificate(Entry):
    """What a certification body has confirmed, and until when."""

    title: str = field("Certificate", search=True, weight=14)
    theirs: str | None = field("Number on it", search=True, also=("Certificate number",), weight=8)
    body: str = field("Certification body", search=True, weight=10)
    accreditation: str | None = field("Accredited by")
    iso9001: Edition9001 | None = field("ISO 9001, edition", weight=6)
    iso14001: Edition14001 | None = field("ISO 14001, edition", weight=6)
    scope: str = field("Scope", NOTE, search=True)
    sites: str | None = field("Sites", NOTE)
    first_on: date | None = field("First certified on")
    issued_on: date = field("Cycle begins on", weight=6)
    valid_until: date = field("Valid until", due="Certificate expires", weight=6)
    surveillance_on: date | None = field("Next surveillance", due="Surveillance", weight=6)
    mark: str | None = field("Use of the mark", NOTE)


def cycle_is_in_order(certificate: Certificate) -> Iterator[Problem]:
    """It ends after it begins."""
    begins, ends = certificate.issued_on, certificate.valid_until
    if begins and ends and ends <= begins:
        yield Problem("valid_until", "This is not after the first day. Look at both days.")


REGISTER = Register(
    Certificate,
    key="certificate",
    title="Certificates",
    one="certificate",
    many="certificates",
    group=Group.AUDITS,
    about="Certificates with scope, edition and cycle, so that no surveillance is missed.",
    example=Example(
        "CRT-01",
        "ISO 9001, pumps and castings",
        "Design, casting and assembly of centrifugal pumps at one site. Surveillance each spring.",
        ("ISO 9001:2015", "Northmark Certification", "Until May 2027"),
    ),
    numbering="CRT-{seq:02}",
    clauses=("9001 4.3", "14001 4.3"),
    columns=("number", "title", "theirs", "body", "valid_until", "surveillance_on", "state"),
    form={
        "Certificate": ("title", "theirs", "body", "accreditation", "iso9001", "iso14001"),
        "Scope": ("scope", "sites", "mark"),
        "Cycle": ("first_on", "issued_on", "valid_until", "surveillance_on", "owner_id", "legacy"),
    },
    states=states(
        State("valid", "Valid", "green"),
        State("suspended", "Suspended", "amber"),
        closed="Ended",
    ),
    steps=(
        Step("Enter", ("draft",), "valid"),
        Step("Suspend", ("valid",), "suspended", reason=True),
        Step("Lift the suspension", ("suspended",), "valid", reason=True),
        Step("End", ("valid", "suspended"), "closed", reason=True),
    ),
    rules=(cycle_is_in_order,),
    grows=(
        referring(
            "Plan an external audit",
            "external_audit",
            "certificate_id",
            lambda c: {"body": c.body, "starts_on": c.surveillance_on},
            states=("valid", "suspended"),
        ),
    ),
    help="certificates",
    place=70,
)
