"""Training: from the need over the session to whether it helped (ISO 9001:2015, 7.2, 7.3; ISO
14001:2015, 7.2, 7.3)."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import EVERY, NOTE, PERSON, Number, Reference, choice_of
from isodesk.core.problems import Problem
from isodesk.core.recurrence import next_after
from isodesk.core.register import Example, Group, Lines, Register
from isodesk.core.steps import (
    DRAFT,
    ME,
    TODAY,
    VOID,
    AddLines,
    Around,
    Effect,
    Grow,
    State,
    Step,
)
from isodesk.registers.acting import ADD_ACTION
from isodesk.registers.skill import LEVEL


class Why(Enum):
    """What the need comes from."""

    GAP = "Gap in the matrix"
    REVISION = "New revision"
    STARTER = "New starter or new job"
    REFRESHER = "Refresher"
    LAW = "Asked for by law"
    ASPECT = "Environmental aspect"
    ACTION = "Nonconformity or action"
    WISH = "Wish or development"


class How(Enum):
    """How people learn it."""

    PLACE = "At the workplace"
    SESSION = "Session in house"
    COURSE = "Course outside"
    READING = "Reading and questions"


class Helped(Enum):
    """Whether it helped."""

    YES = "Helped"
    PARTLY = "Helped in part"
    NO = "Did not help"


class Training(Entry):
    """One need, and the session or course that meets it."""

    title: str = field("Training", search=True, weight=16, also=("Course", "Subject"))
    why: Why = field("Need comes from", default=Why.GAP, weight=8)
    need: str | None = field("What is needed, and by whom", NOTE, search=True)
    goal: str | None = field(
        "What people do differently afterwards", NOTE, help="Said before, it can be checked after."
    )
    skill_id: int | None = field("Skill", Reference(("skill",)))
    document_id: int | None = field("Document", Reference(("document",)))
    revision: str | None = field("Revision")
    how: How = field("How", default=How.PLACE)
    trainer_id: int | None = field("Trainer", PERSON)
    supplier_id: int | None = field("Held by", Reference(("supplier",)))
    place: str | None = field("Place")
    hours: Decimal | None = field("Length", Number("h", Decimal(0)))
    cost: Decimal | None = field("Cost", Number(least=Decimal(0)))
    needed_by: date | None = field("Needed by")
    planned_on: date | None = field("Planned for")
    held_on: date | None = field(
        "Held on",
        also=("Date", "Completed", "Durchgeführt am", "Data przeprowadzenia", "Realizada el"),
        weight=7,
    )
    content: str | None = field("What was taught", NOTE, search=True)
    check_on: date | None = field(
        "Effect to be checked by", help="Some eight weeks later, when it shows in the work."
    )
    effect: Helped | None = field(
        "Effect", choice_of(Helped, YES="green", PARTLY="amber", NO="red")
    )
    effect_note: str | None = field(
        "What shows it", NOTE, help="What do they do differently, which figure shows it?"
    )
    checked_on: date | None = field("Effect checked on")
    checked_by_id: int | None = field("Effect checked by", PERSON)
    repeat: str | None = field("Has to be repeated", EVERY)

    @computed("Training due", due="Training")
    def train_on(self) -> date | None:
        """The planned day, or the day by which it is needed, until it was held."""
        return None if self.held_on else self.planned_on or self.needed_by

    @computed("Effect due", due="Effect check")
    def effect_on(self) -> date | None:
        """The day for the check, while it was held and not checked."""
        return self.check_on if self.held_on and not self.checked_on else None

    @computed("Repeat on")
    def repeat_on(self) -> date | None:
        """When it has to be held again."""
        return next_after(self.held_on, self.repeat)

    @computed("People", weight=4)
    def people(self) -> int:
        """How many were there, or are on the list before it was held."""
        lines = self.lines.get("training_attendee", ())
        return sum(1 for each in lines if each.came) if self.held_on else len(lines)


class Attendee(Line):
    """Somebody on the list, in the order of the rows on the attendance sheet."""

    person_id: int | None = field("Person", PERSON, weight=13)
    name: str | None = field("Somebody else", weight=10)
    came: bool | None = field("Was there")
    level: int | None = field("Level reached", LEVEL)
    expires_on: date | None = field("Valid until")
    note: str | None = field("Note", weight=12)


def people_are_named(training: Training, around: Around) -> Iterator[str]:
    """A session is for somebody."""
    if not around.lines("training_attendee"):
        yield "Put at least one person on the list."


def somebody_came(training: Training, around: Around) -> Iterator[str]:
    """Key the sheet in before the session counts as held."""
    if not any(line.came for line in around.lines("training_attendee")):
        yield "Key in who was there, by the rows of the attendance sheet."


def it_helped(training: Training, around: Around) -> Iterator[str]:
    """What did not help is done another way."""
    if training.effect is Helped.NO:
        yield "It did not help: take the step “Train again”."


def held_after_the_start(training: Training) -> Iterator[Problem]:
    """The effect is looked at after the session."""
    if training.held_on and training.check_on and training.check_on < training.held_on:
        yield Problem("check_on", "The effect cannot be checked before it was held.")


def marks_go_to_the_skill(training: Training, around: Around) -> Iterable[Effect]:
    """Whoever reached a level has it in the matrix, with this training as what shows it."""
    if training.skill_id is None:
        return
    rows = [_mark(training, line) for line in around.lines("training_attendee")]
    reached = tuple(row for row in rows if row is not None)
    if reached:
        yield AddLines(training.skill_id, "skill_holder", reached)


def _mark(training: Training, line: Attendee) -> dict[str, Any] | None:
    if not line.came or line.person_id is None or line.level is None:
        return None
    return {
        "person_id": line.person_id,
        "level": line.level,
        "evidence": "TRAINING",
        "paper": training.number,
        "since": training.held_on,
        "expires_on": line.expires_on or training.repeat_on,
        "assessed_by_id": training.trainer_id,
    }


def _again(training: Entry) -> dict[str, object]:
    kept = ("title", "skill_id", "document_id", "goal", "repeat")
    return {"why": "REFRESHER", **{key: getattr(training, key) for key in kept}}


REGISTER = Register(
    Training,
    key="training",
    title="Training",
    one="training",
    many="trainings",
    group=Group.PEOPLE,
    about="Who has to learn what, when it was taught, who was there, and whether it helped.",
    example=Example(
        "TRN-2026-015",
        "New revision of the pouring instruction",
        "Six furnace operators, one hour at the furnace; three heats watched eight weeks later.",
        ("New revision", "6 people", "Helped"),
    ),
    numbering="TRN-{year}-{seq:03}",
    clauses=("9001 7.2", "9001 7.3", "14001 7.2", "14001 7.3"),
    columns=(
        "number",
        "title",
        "why",
        "held_on",
        "people",
        "effect",
        "owner_id",
        "due_on",
        "state",
    ),
    form={
        "Need": ("title", "why", "need", "goal", "skill_id", "document_id", "revision"),
        "Session": (
            "how",
            "trainer_id",
            "supplier_id",
            "place",
            "hours",
            "cost",
            "needed_by",
            "planned_on",
            "held_on",
            "content",
        ),
        "Effect": ("check_on", "effect", "effect_note", "checked_on", "checked_by_id"),
        "Keeping": ("repeat", "repeat_on", "owner_id", "legacy"),
    },
    states=(
        State(DRAFT, "Draft", "grey"),
        State("needed", "Needed", "amber"),
        State("planned", "Planned"),
        State("held", "Held"),
        State("closed", "Done", "green", closed=True),
        State("dropped", "Not needed", "struck", closed=True),
        State(VOID, "Void", "struck", closed=True),
    ),
    steps=(
        Step("Note the need", (DRAFT,), "needed"),
        Step(
            "Plan",
            (DRAFT, "needed"),
            "planned",
            asks=("planned_on", "trainer_id"),
            optional=("trainer_id",),
            guards=(people_are_named,),
        ),
        Step(
            "Note as held",
            ("planned",),
            "held",
            asks=("held_on", "check_on"),
            guards=(somebody_came,),
            effects=marks_go_to_the_skill,
        ),
        Step(
            "Confirm the effect",
            ("held",),
            "closed",
            asks=("effect", "effect_note"),
            guards=(it_helped,),
            puts={"checked_on": TODAY, "checked_by_id": ME},
        ),
        Step(
            "Train again",
            ("held",),
            "needed",
            asks=("need",),
            reason=True,
            puts={"held_on": None, "planned_on": None, "check_on": None},
        ),
        Step("Not needed", (DRAFT, "needed", "planned"), "dropped", reason=True),
    ),
    rules=(held_after_the_start,),
    lines=(Lines("training_attendee", "People", "person", Attendee),),
    grows=(Grow("Plan it again", "training", "follows", _again, ("held", "closed")), ADD_ACTION),
    place=30,
)
