"""Responsibilities and authorities: who answers for what (ISO 9001:2015, 5.1, 5.3; ISO
14001:2015, 5.1, 5.3)."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import EVERY, NOTE, PERSON, Reference
from isodesk.core.problems import Problem
from isodesk.core.recurrence import next_after
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import Around, State, Step

SUBJECTS = ("process", "aspect", "obligation", "document", "product", "objective", "permit")
"""What a responsibility may be for, beside clauses and tasks."""


class Sort(Enum):
    """What is answered for."""

    CLAUSE = "Clause of a standard"
    PROCESS = "Process"
    ASPECT = "Environmental aspect"
    OBLIGATION = "Compliance obligation"
    AUTHORITY = "Authority to decide"
    TASK = "Task"


class Responsibility(Entry):
    """One thing, and who answers for it, does it, and is asked or told."""

    title: str = field("Responsible for", search=True, weight=17, also=("Responsibility", "Task"))
    sort: Sort = field("Kind", default=Sort.TASK, weight=8)
    clause: str | None = field(
        "Clause", search=True, weight=6, help="As 9001 5.3, or 14001 6.1.2; several by commas."
    )
    subject_id: int | None = field("Process, aspect or obligation", Reference(SUBJECTS))
    answers_id: int | None = field(
        "Answers for it", PERSON, weight=10, help="One person, who cannot hand it on."
    )
    does_id: int | None = field("Does it", PERSON, weight=10)
    deputy_id: int | None = field("Stands in", PERSON)
    asked: str | None = field("Is asked", search=True, help="Roles or names, by commas.")
    told: str | None = field("Is told", search=True, help="Roles or names, by commas.")
    decides: str | None = field("May decide", NOTE, search=True)
    limits: str | None = field("Up to where", NOTE, help="Sums, stops, releases: where it ends.")
    signed_on: date | None = field("Accepted and signed on", weight=7)
    review: str | None = field("Looked at", EVERY)

    @computed("Next look", due="Responsibility")
    def review_on(self) -> date | None:
        """Counted from the signature."""
        return next_after(self.signed_on, self.review)


def what_it_is_for_is_named(duty: Responsibility) -> Iterator[Problem]:
    """A clause has its number; a process, aspect or obligation is the record itself."""
    if duty.sort is Sort.CLAUSE and not duty.clause:
        yield Problem("clause", "Say which clause, as 9001 5.3.")
    linked = (Sort.PROCESS, Sort.ASPECT, Sort.OBLIGATION)
    if duty.sort in linked and duty.subject_id is None:
        yield Problem("subject_id", "Choose the record that is answered for.")


def nobody_stands_in_for_themselves(duty: Responsibility) -> Iterator[Problem]:
    """The deputy is somebody else."""
    if duty.deputy_id is not None and duty.deputy_id == duty.answers_id:
        yield Problem("deputy_id", "Choose somebody else to stand in.")


def authority_has_its_limits(duty: Responsibility, around: Around) -> Iterator[str]:
    """Whoever may decide knows what."""
    if duty.sort is Sort.AUTHORITY and not duty.decides:
        yield "Say what may be decided."


REGISTER = Register(
    Responsibility,
    key="responsibility",
    title="Responsibilities",
    one="responsibility",
    many="responsibilities",
    group=Group.PEOPLE,
    about="Who answers for each clause, process, aspect and obligation, what they may decide, and"
    " whether they have signed.",
    example=Example(
        "RES-009",
        "Stop a delivery that does not conform",
        "The quality officer may stop any delivery; only the managing director lets it go again.",
        ("Authority", "Signed 4 February"),
    ),
    numbering="RES-{seq:03}",
    clauses=("9001 5.1.1", "9001 5.3", "14001 5.1", "14001 5.3"),
    columns=("number", "title", "sort", "clause", "answers_id", "does_id", "signed_on", "state"),
    form={
        "Responsibility": ("title", "sort", "clause", "subject_id"),
        "Who": ("answers_id", "does_id", "deputy_id", "asked", "told"),
        "Authority": ("decides", "limits"),
        "Acceptance": ("signed_on", "review", "review_on", "owner_id", "legacy"),
    },
    states=states(
        State("open", "Not signed", "red"), State("signed", "Signed", "green"), closed="Ended"
    ),
    steps=(
        Step(
            "Assign",
            ("draft",),
            "open",
            needs=("answers_id",),
            guards=(authority_has_its_limits,),
        ),
        Step("Sign", ("open",), "signed", asks=("signed_on",)),
        Step(
            "Assign anew",
            ("signed",),
            "open",
            asks=("answers_id",),
            reason=True,
            puts={"signed_on": None},
        ),
        Step("End", ("open", "signed"), "closed", reason=True),
    ),
    rules=(what_it_is_for_is_named, nobody_stands_in_for_themselves),
    place=50,
)
