"""Environmental incidents, and the clock that runs until the authority has been told."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import NOTE, PERSON, Number, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.register import EMS, Example, Group, Register, states
from isodesk.core.steps import TODAY, Around, Grow, State, Step
from isodesk.registers.acting import ADD_ACTION, actions_are_done, said
from isodesk.registers.environment_words import Medium


class What(Enum):
    """What happened."""

    SPILL = "Spill or leak"
    DISCHARGE = "Discharge to water"
    EMISSION = "Emission to air"
    LIMIT = "A limit was passed"
    FIRE = "Fire or explosion"
    NUISANCE = "Noise, smell or dust"
    WASTE = "Waste gone wrong"
    NEAR_MISS = "Near miss"
    OTHER = "Other"


class Duty(Enum):
    """Whether somebody must be told."""

    YES = "Must be told"
    NO = "Need not be told"
    OPEN = "Not decided yet"


class Incident(Entry):
    """Something that harmed the environment, or nearly did."""

    title: str = field("Incident", search=True, weight=16)
    what: What = field("Kind", also=("Type",), weight=8)
    happened_at: datetime | None = field("Happened", also=("Date and time",))
    found_at: datetime = field("Noticed", also=("Discovered", "Reported at"), weight=7)
    found_by_id: int | None = field("Noticed by", PERSON)
    place: str = field("Where", search=True, weight=8)
    description: str = field("What happened", NOTE, search=True, also=("Description",))
    substance: str | None = field("Substance", search=True)
    quantity: Decimal | None = field("How much", Number(least=Decimal()))
    unit: str | None = field("Unit", help="As litres or kg.")
    medium: Medium | None = field("Concerns")
    reached: str | None = field("What it reached", help="As yard, drain, brook, soil, neighbours.")
    harm: str | None = field("Harm", NOTE, search=True)
    severity: int | None = field("Severity", within=(1, 5), weight=4)
    aspect_id: int | None = field("Aspect", Reference(("aspect",)))
    scenario_id: int | None = field("Scenario", Reference(("scenario",)))

    at_once: str | None = field("What was done at once", NOTE, search=True)
    contained_at: datetime | None = field("Contained")

    duty: Duty = field("Authority", choice_of(Duty, YES="red", OPEN="amber"), default=Duty.OPEN)
    duty_because: str | None = field("Decided because", NOTE)
    obligation_id: int | None = field("Duty stands in", Reference(("obligation",)))
    authority: str | None = field("Authority to be told", search=True)
    authority_contact: str | None = field("How to reach it", help="Telephone and address.")
    hours: int | None = field(
        "Hours to tell it in", within=(0, 8760), help="0 is at once, without delay."
    )
    notified_at: datetime | None = field("Told")
    notified_by_id: int | None = field("Told by", PERSON)
    notified_how: str | None = field("How, to whom", also=("Notification reference",))
    answer: str | None = field("What the authority said", NOTE)
    report_by: date | None = field("Written report by")
    report_on: date | None = field("Written report sent")

    cause: str | None = field("Cause", NOTE, search=True)
    lessons: str | None = field("Lessons", NOTE)
    cost: Decimal | None = field("Cost", Number())
    closed_on: date | None = field("Closed on")

    @computed("Authority to be told by", due="Tell the authority")
    def notify_by(self) -> datetime | None:
        """When the clock runs out; it starts when it was noticed, and stops when told."""
        if self.duty is not Duty.YES or self.notified_at or self.hours is None:
            return None
        return self.found_at + timedelta(hours=self.hours) if self.found_at else None

    @computed("Report due", due="Written report")
    def report_due_on(self) -> date | None:
        """The day the written report is due, until it is sent."""
        return None if self.report_on else self.report_by

    @computed("Hours until told")
    def hours_taken(self) -> Decimal | None:
        """From noticing to telling, to a tenth."""
        return hours_between(self.found_at, self.notified_at)

    @computed("Hours until contained")
    def hours_open(self) -> Decimal | None:
        """From noticing to containing, to a tenth."""
        return hours_between(self.found_at, self.contained_at)

    @computed("Told in time")
    def in_time(self) -> bool | None:
        """Whether the authority was told within its hours."""
        if self.hours is None or self.found_at is None or self.notified_at is None:
            return None
        return self.notified_at <= self.found_at + timedelta(hours=self.hours)


def hours_between(start: datetime | None, end: datetime | None) -> Decimal | None:
    """Hours from one moment to another, to a tenth; None while one is missing."""
    if start is None or end is None:
        return None
    return (Decimal((end - start).total_seconds()) / 3600).quantize(Decimal("0.1"))


def moments_are_in_order(incident: Incident) -> Iterator[Problem]:
    """Noticed after it happened; contained and told after that."""
    found = incident.found_at
    if found and incident.happened_at and found < incident.happened_at:
        yield Problem("found_at", "It cannot be noticed before it happened.")
    if found and incident.notified_at and incident.notified_at < found:
        yield Problem("notified_at", "Nobody can be told before it was noticed.")
    start, end = incident.happened_at, incident.contained_at
    if start and end and end < start:
        yield Problem("contained_at", "It cannot be contained before it happened.")


def duty_is_clear(incident: Incident) -> Iterator[Problem]:
    """Who must be told, and how soon, is known before the clock runs out."""
    if incident.state == "draft":
        return
    if incident.duty in (None, Duty.OPEN):
        yield Problem("duty", "Decide whether an authority must be told: the clock may be running.")
    if incident.duty is Duty.YES and incident.hours is None:
        yield Problem("hours", "Say within how many hours; 0 is at once.")
    if incident.duty is Duty.YES and not incident.authority:
        yield Problem("authority", "Say which authority.")


def authority_was_told(incident: Incident, around: Around) -> Iterator[Problem | str]:
    """Nothing is closed over a duty to tell."""
    if incident.duty in (None, Duty.OPEN):
        yield Problem("duty", "Decide whether an authority must be told.")
    if incident.duty is Duty.NO and not incident.duty_because:
        yield Problem("duty_because", "Say why no authority need be told.")
    if incident.duty is Duty.YES and incident.notified_at is None:
        yield Problem("notified_at", "The authority has not been told yet.")
    if incident.report_by and incident.report_on is None:
        yield Problem("report_on", "The written report has not been sent yet.")


def somebody_must_be_told(incident: Incident, around: Around) -> Iterator[Problem | str]:
    """A notice is recorded where there is a duty."""
    if incident.duty is not Duty.YES:
        yield Problem("duty", "Set “Authority” to “Must be told” first.")


def nothing_to_come(incident: Incident, around: Around) -> Iterator[Problem | str]:
    """What is reported has happened."""
    for key in ("happened_at", "found_at", "contained_at", "notified_at"):
        moment = getattr(incident, key)
        if moment and moment > around.now:
            yield Problem(key, "That moment is still to come.")


def _nonconformity(incident: Any) -> dict[str, Any]:
    found = incident.found_at
    return {
        "title": incident.title,
        "nc_type": "OWN",
        "origin": "INCIDENT",
        "standard": "ISO_14001",
        "found_on": found.astimezone().date() if found else None,
        "place": incident.place,
        "description": f"{said(incident)}.\n{incident.description or ''}".strip(),
        "containment": incident.at_once,
    }


def _lesson(incident: Any) -> dict[str, Any]:
    return {
        "title": incident.title,
        "happened": f"{said(incident)}.",
        "learned": incident.lessons,
    }


RUNNING = ("open", "notified", "contained", "investigated")

REGISTER = Register(
    Incident,
    key="incident",
    title="Environmental incidents",
    one="incident",
    many="incidents",
    group=Group.ENVIRONMENT,
    about="What harmed the environment or nearly did, who had to be told and by when, and why it "
    "happened.",
    example=Example(
        "INC-2026-004",
        "Coolant drum torn by a fork",
        "About 40 litres on the yard, 5 into the drain before the cover was down. Water company "
        "told after 1.5 hours, 24 allowed.",
        ("Spill or leak", "Yard", "Must be told"),
    ),
    systems=EMS,
    numbering="INC-{year}-{seq:03}",
    clauses=("14001 8.2", "14001 10.2"),
    columns=(
        "number",
        "title",
        "found_at",
        "duty",
        "notify_by",
        "state",
        "what",
        "place",
        "severity",
    ),
    form={
        "Incident": (
            "title",
            "what",
            "happened_at",
            "found_at",
            "found_by_id",
            "place",
            "description",
        ),
        "How bad": (
            "substance",
            "quantity",
            "unit",
            "medium",
            "reached",
            "harm",
            "severity",
            "aspect_id",
            "scenario_id",
        ),
        "At once": ("at_once", "contained_at", "hours_open"),
        "Authority": (
            "duty",
            "duty_because",
            "obligation_id",
            "authority",
            "authority_contact",
            "hours",
            "notify_by",
            "notified_at",
            "notified_by_id",
            "notified_how",
            "hours_taken",
            "in_time",
            "answer",
            "report_by",
            "report_due_on",
            "report_on",
        ),
        "Afterwards": ("owner_id", "cause", "lessons", "cost", "closed_on", "legacy"),
    },
    states=states(
        State("open", "Open", "red"),
        State("notified", "Authority told", "amber"),
        State("contained", "Contained", "amber"),
        State("investigated", "Investigated", "blue"),
    ),
    steps=(
        Step("Report", ("draft",), "open", guards=(nothing_to_come,)),
        Step(
            "Contain",
            ("open", "notified"),
            "contained",
            asks=("contained_at", "at_once"),
            guards=(nothing_to_come,),
        ),
        Step(
            "Record the notice",
            ("open", "contained"),
            "notified",
            asks=("notified_at", "notified_by_id", "notified_how"),
            optional=("notified_by_id",),
            guards=(somebody_must_be_told, nothing_to_come),
        ),
        Step("Investigate", ("notified", "contained"), "investigated", asks=("cause",)),
        Step(
            "Close",
            ("investigated",),
            "closed",
            needs=("contained_at", "cause"),
            guards=(authority_was_told, actions_are_done),
            puts={"closed_on": TODAY},
        ),
        Step("Reopen", ("investigated", "closed"), "open", reason=True),
    ),
    rules=(moments_are_in_order, duty_is_clear),
    grows=(
        ADD_ACTION,
        Grow("Raise a nonconformity", "nonconformity", "raised_from", fill=_nonconformity),
        Grow("Note a lesson", "lesson", "learned_from", fill=_lesson),
    ),
    order="found_at",
    help="emergencies",
    place=80,
)
