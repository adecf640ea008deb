"""Lessons: what was learned once, so that it need not be learned again."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from isodesk.core.entry import Entry, computed, field
from isodesk.core.kinds import NOTE, Reference
from isodesk.core.problems import Problem
from isodesk.core.register import Example, Group, Register, states
from isodesk.core.steps import TODAY, Around, State, Step
from isodesk.registers.acting import ADD_ACTION


class Field(Enum):
    """What it is about."""

    PRODUCT = "Product"
    PROCESS = "Process"
    SUPPLY = "Suppliers and what is bought"
    CUSTOMER = "Customers"
    ENVIRONMENT = "Environment"
    PEOPLE = "People"
    PROJECT = "Projects and changes"
    EMERGENCY = "Emergencies"


class Lesson(Entry):
    """One thing that was learned."""

    title: str = field("Lesson", search=True, weight=18)
    about: Field | None = field("About", also=("Category", "Topic"), weight=8)
    process_id: int | None = field("Process", Reference(("process",)), weight=8)
    happened: str = field("What happened", NOTE, search=True)
    learned: str = field("What was learned", NOTE, search=True, also=("Lesson learned",))
    elsewhere: str | None = field("Where else it counts", NOTE, search=True)
    good: bool | None = field("Something that went well")
    changes: str | None = field("What changes", NOTE, help="Documents, training, equipment.")
    share_with: str | None = field("For whom", search=True)
    share_by: date | None = field("To be shared by")
    shared_on: date | None = field("Shared on", weight=6)
    shared_how: str | None = field("How it was shared")

    @computed("Sharing due", due="Share the lesson")
    def share_on(self) -> date | None:
        """The day it is to be shared by, until it is."""
        return None if self.shared_on else self.share_by


def somebody_hears(lesson: Lesson, around: Around) -> Iterator[Problem | str]:
    """A lesson that nobody hears is none."""
    if not lesson.share_with:
        yield Problem("share_with", "Say for whom it is.")


REGISTER = Register(
    Lesson,
    key="lesson",
    title="Lessons",
    one="lesson",
    many="lessons",
    group=Group.IMPROVEMENT,
    about="What the firm has learned, from what went wrong and from what went well, so that it "
    "stays learned.",
    example=Example(
        "LES-012",
        "A fixture that takes a part two ways will take it the wrong way",
        "14 casings drilled wrongly. Every new fixture gets a stop; the check stands in the "
        "release of fixtures.",
        ("Process", "Machining", "shared 3 Dec 2026"),
    ),
    numbering="LES-{seq:03}",
    clauses=("9001 7.1.6", "9001 10.3", "14001 10.3"),
    columns=("number", "title", "about", "process_id", "shared_on", "owner_id", "due_on", "state"),
    form={
        "Lesson": ("title", "about", "process_id", "good", "happened", "learned", "elsewhere"),
        "What comes of it": ("changes", "owner_id"),
        "Sharing": ("share_with", "share_by", "share_on", "shared_on", "shared_how", "legacy"),
    },
    states=states(State("open", "To be shared", "amber"), closed="Shared"),
    steps=(
        Step("Write down", ("draft",), "open"),
        Step(
            "Record as shared",
            ("open",),
            "closed",
            asks=("shared_how",),
            guards=(somebody_hears,),
            puts={"shared_on": TODAY},
        ),
        Step("Take up again", ("closed",), "open", reason=True),
    ),
    grows=(ADD_ACTION,),
    help="lessons-and-ideas",
    place=40,
)
