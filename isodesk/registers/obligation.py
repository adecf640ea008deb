"""Compliance obligations: what law, permits and others ask of the environment's side
(ISO 14001:2015, 6.1.3), and what it costs not to meet them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import EVERY, NOTE, PERSON, Number, Reference, Whole
from isodesk.core.problems import Problem
from isodesk.core.register import EMS, Example, Group, Register, states
from isodesk.core.steps import Grow, State, Step
from isodesk.registers.acting import ADD_ACTION, RAISE_NONCONFORMITY, said
from isodesk.registers.environment_words import Medium
from isodesk.registers.turns import next_turn

GRAVITY = Whole(
    (1, 5),
    (
        (1, "A letter or a warning"),
        (2, "A small fine or claim"),
        (3, "A large fine, or a customer lost"),
        (4, "Prosecution, or work stopped for a time"),
        (5, "Prison, closure, or harm that stays"),
    ),
)
OPENNESS = {"compliant": 1, "open": 3, "partly": 4, "not_compliant": 5}
"""How open the firm stands in each state: not knowing is worse than knowing that it is met."""


class Nature(Enum):
    """Who obliges."""

    LAW = "Law or regulation"
    PERMIT = "Permit or licence"
    CONTRACT = "Customer or contract"
    CODE = "Code of the trade"
    AGREEMENT = "Agreement with neighbours or authority"
    GROUP = "Group or owner"
    OWN = "Own commitment"


class Applies(Enum):
    """Whether it concerns the firm."""

    YES = "Applies"
    PARTLY = "Applies in part"
    WATCH = "May come to apply"
    NO = "Does not apply"


class Obligation(Entry):
    """One thing that must be done or left, in own words."""

    title: str = field("Obligation", search=True, weight=16)
    nature: Nature = field("Kind", default=Nature.LAW, also=("Type", "Source type"), weight=7)
    source: str = field("Source", search=True, also=("Law", "Legislation", "Act"), weight=12)
    provision: str | None = field(
        "Provision", search=True, also=("Article", "Section", "Paragraph"), weight=6
    )
    edition: str | None = field("Edition or date of the text")
    medium: Medium | None = field("Concerns", also=("Vector", "Topic", "Media"))
    requirement: str = field(
        "What it asks, in own words", NOTE, search=True, also=("Requirement", "Duty")
    )
    applies: Applies = field("Applicability", default=Applies.YES)
    applies_because: str | None = field("Because", NOTE, help="Why it concerns you, or does not.")
    scope: str | None = field("Where and to what", search=True, also=("Scope", "Site"))
    permit_id: int | None = field("Permit", Reference(("permit",)))
    how_met: str | None = field("How it is met", NOTE, search=True, also=("Compliance", "Control"))
    evidence: str | None = field("Evidence", NOTE, search=True)

    authority: str | None = field("Authority", search=True, also=("Regulator", "Enforced by"))
    penalty: str | None = field(
        "Maximum penalty", NOTE, help="What the source threatens at most, as it says it."
    )
    fine: Decimal | None = field(
        "Largest fine", Number(least=Decimal()), help="In the firm's currency; blank if unlimited."
    )
    consequence: str | None = field(
        "Consequence", NOTE, help="What else it would bring: harm, stop of work, loss of customers."
    )
    gravity: int | None = field("Gravity", GRAVITY)
    manager_id: int = field("Accountable manager", PERSON, also=("Accountable", "Responsible"))

    every: str | None = field("Evaluated", EVERY, also=("Frequency", "Evaluation frequency"))
    first_on: date | None = field("First evaluation by")
    evaluated_on: date | None = field("Last evaluated", also=("Last evaluation",))
    watch_every: str | None = field("Looked up for changes", EVERY)
    watched_on: date | None = field("Last looked up")

    @computed("Next evaluation", due="Evaluation of compliance", every="every")
    def next_on(self) -> date | None:
        """The day its evaluation is due."""
        return next_turn(self.every, self.evaluated_on, self.first_on)

    @computed("Next look-up", due="Look up changes", every="watch_every")
    def watch_on(self) -> date | None:
        """The day the source is to be looked up again."""
        return next_turn(self.watch_every, self.watched_on, None)

    @computed(
        "Exposure",
        help="Gravity, 1 to 5, times how it stands: compliant 1, not evaluated 3, partly 4, "
        "not compliant 5. From 1 to 25.",
    )
    def exposure(self) -> int | None:
        """How much is at stake as things stand."""
        openness = OPENNESS.get(self.state)
        return None if openness is None or self.gravity is None else self.gravity * openness


ALL = ("open", "compliant", "partly", "not_compliant")


def what_is_grave_names_its_penalty(obligation: Obligation) -> Iterator[Problem]:
    """Leadership must be able to see what it answers for."""
    if (obligation.gravity or 0) >= 3 and not (obligation.penalty or obligation.consequence):
        yield Problem("penalty", "Name the penalty or the consequence: its gravity is 3 or more.")
    if obligation.state in ALL and obligation.applies is Applies.NO:
        yield Problem("applies", "Set it as not applicable, with the reason.")
    if obligation.nature in (Nature.LAW, Nature.PERMIT) and not obligation.authority:
        yield Problem("authority", "Say which authority watches over it.")


def evaluated_in_turn(obligation: Obligation) -> Iterator[Problem]:
    """Clause 9.1.2 asks how often compliance is evaluated."""
    if obligation.state != "draft" and not obligation.every:
        yield Problem("every", "Say how often compliance is evaluated.")


def _evaluation(obligation: Entry) -> dict[str, Any]:
    return {"obligation_id": obligation.id, "title": said(obligation)}


REGISTER = Register(
    Obligation,
    key="obligation",
    title="Compliance obligations",
    one="obligation",
    many="obligations",
    group=Group.ENVIRONMENT,
    about="What law, permits, customers and your own word oblige you to, who answers for it, and "
    "what not meeting it would bring.",
    example=Example(
        "OBL-007",
        "Oil tanks over 200 litres stand in a bund",
        "Every tank stands in a tight bund that holds 110 % of it. Met by bunds at tanks 1 to 3, "
        "looked at each month.",
        ("Law or regulation", "Works manager", "Gravity 4", "Evaluated every 12 months"),
    ),
    systems=EMS,
    numbering="OBL-{seq:03}",
    clauses=("14001 6.1.3", "14001 9.1.2"),
    columns=(
        "number",
        "title",
        "exposure",
        "manager_id",
        "due_on",
        "state",
        "source",
        "provision",
    ),
    form={
        "Obligation": (
            "title",
            "nature",
            "source",
            "provision",
            "edition",
            "medium",
            "requirement",
        ),
        "Applicability": ("applies", "applies_because", "scope", "permit_id"),
        "How it is met": ("how_met", "evidence", "owner_id"),
        "If it is not met": (
            "authority",
            "penalty",
            "fine",
            "consequence",
            "gravity",
            "exposure",
            "manager_id",
        ),
        "Evaluation": (
            "every",
            "first_on",
            "evaluated_on",
            "next_on",
            "watch_every",
            "watched_on",
            "watch_on",
            "legacy",
        ),
    },
    states=states(
        State("open", "Not evaluated", "amber"),
        State("compliant", "Compliant", "green"),
        State("partly", "Partly compliant", "amber"),
        State("not_compliant", "Not compliant", "red"),
        closed="Does not apply",
    ),
    steps=(
        Step("Enter as applicable", ("draft",), "open"),
        Step("Find compliant", ALL, "compliant", needs=("evaluated_on",)),
        Step("Find partly compliant", ALL, "partly", needs=("evaluated_on",)),
        Step("Find not compliant", ALL, "not_compliant", needs=("evaluated_on",)),
        Step("Set as not applicable", ("draft", *ALL), "closed", reason=True),
        Step("Take up again", ("closed",), "open", reason=True),
    ),
    rules=(what_is_grave_names_its_penalty, evaluated_in_turn),
    grows=(
        Grow("Evaluate compliance", "compliance_evaluation", "obligation_id", fill=_evaluation),
        ADD_ACTION,
        RAISE_NONCONFORMITY,
    ),
    help="obligations",
    place=30,
)
