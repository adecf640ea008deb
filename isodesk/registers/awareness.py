"""Awareness: what everybody has heard, and who still has to (ISO 9001:2015, 7.3; ISO 14001:2015,
7.3)."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from isodesk.core.entry import Entry, Line, computed, field
from isodesk.core.kinds import EVERY, NOTE, PERSON
from isodesk.core.recurrence import next_after
from isodesk.core.register import Example, Group, Lines, Register, states
from isodesk.core.steps import Around, Grow, State, Step


class How(Enum):
    """How people hear it."""

    TALK = "Talk in the team"
    INDUCTION = "First day"
    NOTICE = "Notice or letter"
    MEETING = "Meeting of all"
    TOUR = "Tour of the site"


class Awareness(Entry):
    """One talk or notice, and who heard it."""

    title: str = field("Subject", search=True, weight=16)
    how: How = field("How", default=How.TALK, weight=8)
    on_day: date = field("Held on", weight=7)
    given_by_id: int | None = field("Given by", PERSON)
    audience: str | None = field("For", search=True, help="A team, a shift, all, a contractor.")
    said: str | None = field("What was said", NOTE, search=True)
    policy: bool | None = field("The policies")
    objectives: bool | None = field("The objectives")
    aspects: bool | None = field("Aspects of their work", help="The significant ones.")
    part: bool | None = field("Their own part")
    failing: bool | None = field("When it is not kept")
    culture: bool | None = field("Culture and ethics")
    checked: str | None = field("How it was checked", NOTE, help="A question asked, a walk.")
    rest_by: date | None = field("The others hear it by")
    repeat: str | None = field("Repeated", EVERY)

    @computed("Heard by", weight=4)
    def heard(self) -> int:
        """How many have heard it."""
        return sum(1 for each in self.lines.get("awareness_attendee", ()) if each.heard)

    @computed("Others due", due="Others to hear it")
    def rest_on(self) -> date | None:
        """While somebody on the list has not heard it."""
        waiting = any(not each.heard for each in self.lines.get("awareness_attendee", ()))
        return self.rest_by if waiting else None

    @computed("Next time")
    def next_on(self) -> date | None:
        """When it is said again."""
        return next_after(self.on_day, self.repeat)


class Listener(Line):
    """Somebody on the list, in the order of the rows on the sheet."""

    person_id: int | None = field("Person", PERSON, weight=13)
    name: str | None = field("Somebody else", weight=10)
    heard: bool | None = field("Heard it")
    later_on: date | None = field("Later, on")
    note: str | None = field("Note", weight=12)


def all_have_heard(awareness: Awareness, around: Around) -> Iterator[str]:
    """Who was away hears it later."""
    lines = around.lines("awareness_attendee")
    left = sum(1 for each in lines if not each.heard)
    if not lines:
        yield "Put down who heard it."
    if left:
        yield f"{left} of {len(lines)} have not heard it yet."


def says_something(awareness: Awareness, around: Around) -> Iterator[str]:
    """A talk is about at least one of the things people must be aware of."""
    subjects = ("policy", "objectives", "aspects", "part", "failing", "culture")
    if not awareness.said and not any(getattr(awareness, key) for key in subjects):
        yield "Say what it was about: tick a subject, or write what was said."


def _again(awareness: Entry) -> dict[str, object]:
    kept = ("title", "how", "audience", "given_by_id", "repeat", "on_day")
    values = {key: getattr(awareness, key) for key in kept}
    return {
        **values,
        "how": values["how"].name if values["how"] else None,
        "on_day": getattr(awareness, "next_on", None),
    }


REGISTER = Register(
    Awareness,
    key="awareness",
    title="Awareness",
    one="talk",
    many="talks",
    group=Group.PEOPLE,
    about="What people have been told of policy, aspects and their own part in it, and who was"
    " there.",
    example=Example(
        "AW-2026-006",
        "What the storm drain is for, and what never goes into it",
        "Ten minutes in the foundry; each showed where the nearest spill kit hangs.",
        ("Talk in the team", "14 of 15 heard it"),
    ),
    numbering="AW-{year}-{seq:03}",
    clauses=("9001 7.3", "14001 7.3"),
    columns=("number", "title", "how", "on_day", "audience", "heard", "due_on", "state"),
    form={
        "Talk": ("title", "how", "on_day", "given_by_id", "audience", "said"),
        "About": ("policy", "objectives", "aspects", "part", "failing", "culture"),
        "Afterwards": ("checked", "rest_by", "rest_on", "heard"),
        "Keeping": ("repeat", "next_on", "owner_id", "legacy"),
    },
    states=states(State("open", "Some to hear", "amber"), closed="Done"),
    steps=(
        Step("Note as given", ("draft",), "open", guards=(says_something,)),
        Step("Close", ("open",), "closed", guards=(all_have_heard,)),
        Step("Open again", ("closed",), "open", reason=True),
    ),
    lines=(Lines("awareness_attendee", "People", "person", Listener),),
    grows=(Grow("Give it again", "awareness", "follows", _again, ("open", "closed")),),
    help="training",
    place=40,
)
